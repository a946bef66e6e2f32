"""The door to what a supplier sent: every file in it, read by the profile it fits or skipped with a reason."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Optional, Union

import pyarrow as pa

from ..errors import UnreadableSupply
from .columnar import ColumnarFile, open_arrow, open_parquet, read_columnar
from .delimited import open_delimited, read_delimited
from .files import Skipped, SupplyFile, supply_files
from .identity import with_identities
from .profile import Profile
from .profile_file import built_in_profiles, load_profile
from .recognise import recognised
from .records import Answer, answers_table, read_answer, with_names
from .text_stream import read_whole
from .unpacking import kind_of, peeked

_EMPTY_ANSWER = "policeuk-api"
"""Only this service answers `[]` for a place and month without incidents."""

_BUNDLE_ROWS, _BUNDLE_FILES = 50_000, 1_000
_MONTH = re.compile(r"(?<!\d)(\d{4})[-_](0[1-9]|1[0-2])(?![-_]?\d)")
"""A month in a file's name, but not the month of a full date: that is when the file was made, mostly."""


@dataclass(frozen=True)
class Supply:
    """Rows that belong together: a file, or small API answers bundled.

    months  the months, "YYYY-MM", that the file's name states; None where it states none
    tables  text columns with the marks of `marks`, for `harmonise`; can be read once
    """

    name: str
    profile: Profile
    months: Optional[tuple[str, ...]]
    tables: Iterator[pa.Table]


@dataclass(frozen=True)
class _Answered:
    profile: Profile
    answer: Answer


def open_supply(path: Union[str, Path], profile: Optional[Profile] = None) -> Iterator[Union[Supply, Skipped]]:
    """Every file in `path` (a file, a folder or a zip) as a Supply or as Skipped, lazily and in order.

    Without `profile` each file is recognised by its columns. A file given by itself that cannot be read raises
    UnreadableSupply; in a folder or zip it is Skipped for the same reason. Where the damage lies further in,
    `tables` raises UnreadableSupply.
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableSupply(f"There is no file or folder {path}. Check the path.")
    alone = path.is_file() and path.suffix.lower() != ".zip"
    return _bundled(_opened_files(path, profile, alone))


def _opened_files(path: Path, profile: Optional[Profile], alone: bool) -> Iterator[Union[Supply, Skipped, _Answered]]:
    for file in supply_files(path):
        try:
            opened = file if isinstance(file, Skipped) else _opened(file, profile)
        except UnreadableSupply as error:
            if alone:
                raise UnreadableSupply(f"{file.name}: {error}") from error
            opened = Skipped(file.name, str(error))
        yield opened


def _opened(file: SupplyFile, profile: Optional[Profile]) -> Union[Supply, _Answered]:
    stream = file.open()
    try:
        return _READERS[kind_of(file.kind, peeked(stream))](stream, file.name, profile)
    except UnreadableSupply:
        stream.close()
        raise


def _csv(stream: BinaryIO, name: str, profile: Optional[Profile]) -> Supply:
    known = [profile] if profile else built_in_profiles()
    preamble = [column for each in known for column in each.source.preamble]
    file = open_delimited(stream, profile.source.columns if profile else (), preamble)
    return table_supply(name, recognised(file.all_columns, "csv", profile), read_delimited(file))


def _parquet(stream: BinaryIO, name: str, profile: Optional[Profile]) -> Supply:
    return _columnar(open_parquet(_seekable(stream)), "parquet", name, profile)


def _arrow(stream: BinaryIO, name: str, profile: Optional[Profile]) -> Supply:
    return _columnar(open_arrow(_seekable(stream)), "arrow", name, profile)


def _columnar(file: ColumnarFile, kind: str, name: str, profile: Optional[Profile]) -> Supply:
    return table_supply(name, recognised(file.columns, kind, profile), read_columnar(file))


def _seekable(stream: BinaryIO) -> BinaryIO:
    # Parquet and Arrow are read from their end, which a packed stream reaches only by unpacking it all.
    return stream if stream.seekable() else io.BytesIO(read_whole(stream))


def _json(stream: BinaryIO, name: str, profile: Optional[Profile]) -> _Answered:
    answer = read_answer(stream, name)
    if not answer.records and answer.kind == "geojson" and profile is None:
        raise UnreadableSupply("It holds no features. Name the profile that it would have been read by.")
    if not answer.records:
        return _Answered(profile or load_profile(_EMPTY_ANSWER), answer)
    return _Answered(recognised(answer.columns, answer.kind, profile), answer)


_READERS: dict[str, Callable[[BinaryIO, str, Optional[Profile]], Union[Supply, _Answered]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "arrow": _arrow,
}


def table_supply(name: str, profile: Profile, tables: Iterator[pa.Table]) -> Supply:
    """Tables of text as a supply: with the names of the profile, and each row with its identity."""
    rename = profile.source.rename
    return _supply(name, profile, (with_names(table, rename) for table in tables) if rename else tables)


def _bundled(opened: Iterable[Union[Supply, Skipped, _Answered]]) -> Iterator[Union[Supply, Skipped]]:
    """Answers one after another become one supply: ward by ward they hold a hundred rows each."""
    waiting: list[_Answered] = []
    for item in opened:
        if not isinstance(item, _Answered):
            yield item
            continue
        if waiting and not _fits(item, waiting):
            yield _bundle(waiting)
            waiting = []
        waiting.append(item)
    if waiting:
        yield _bundle(waiting)


def _fits(item: _Answered, waiting: Sequence[_Answered]) -> bool:
    """Whether an answer can join: the profile has a key, so that files need not be told apart, and there is room."""
    room = len(waiting) < _BUNDLE_FILES and sum(len(other.answer.records) for other in waiting) < _BUNDLE_ROWS
    return room and bool(item.profile.key) and item.profile == waiting[0].profile


def _bundle(waiting: Sequence[_Answered]) -> Supply:
    names = [item.answer.name for item in waiting]
    profile = waiting[0].profile
    table = answers_table([item.answer for item in waiting], profile.source.rename)
    name = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]} ({len(names)} files)"
    return _supply(name, profile, iter([table]), names)


def _supply(name: str, profile: Profile, tables: Iterator[pa.Table], files: Sequence[str] = ()) -> Supply:
    stated = sorted({"-".join(found) for file in files or [name] for found in _MONTH.findall(PurePosixPath(file).name)})
    identified = tables if profile.key else with_identities(tables, profile)
    return Supply(name, profile, tuple(stated) or None, _named(identified, name))


def _named(tables: Iterator[pa.Table], name: str) -> Iterator[pa.Table]:
    try:
        yield from tables
    except UnreadableSupply as error:
        raise UnreadableSupply(f"{name}: {error}") from error
