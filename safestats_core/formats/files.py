"""The files in what a supplier sends: one file, a folder of them, a zip, a folder with zips in it."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Union, cast

from ..errors import UnreadableSupply
from .unpacking import limited

_MOST_MEMBERS = 100_000
_MOST_ARCHIVE = 32 << 30
"""Bytes of a zip archive's files together, unpacked."""


@dataclass(frozen=True)
class SupplyFile:
    """A file to read. `kind` is its suffix without .gz, `open` gives its unpacked bytes."""

    name: str
    kind: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Skipped:
    """A file that was not read, and why."""

    name: str
    reason: str


def supply_files(path: Path) -> Iterator[Union[SupplyFile, Skipped]]:
    """Every file in `path`, a folder's in the order of their names; a zip is read like a folder.

    Raises UnreadableSupply where `path` itself is a zip that cannot be read; in a folder it is Skipped.
    """
    if not path.is_dir():
        yield from _files_in(path, path.name)
        return
    for inner in sorted(item for item in path.rglob("*") if item.is_file()):
        name = inner.relative_to(path).as_posix()
        try:
            yield from _files_in(inner, name)
        except UnreadableSupply as error:
            yield Skipped(name, str(error))


def _files_in(path: Path, name: str) -> Iterator[Union[SupplyFile, Skipped]]:
    if path.suffix.lower() == ".zip":
        yield from _members(path, name)
    else:
        yield SupplyFile(name, _kind(name), partial(_open_file, path))


def _members(path: Path, name: str) -> Iterator[Union[SupplyFile, Skipped]]:
    try:
        # Not closed here: its files are read after the walk has moved on, and the last of them lets it go.
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableSupply(f"{path.name} is not a zip archive: {error}. Ask the supplier for it again.") from error
    members = sorted((item for item in archive.infolist() if not item.is_dir()), key=lambda item: item.filename)
    _check_archive(path.name, members)
    for member in members:
        inner = f"{name}/{member.filename}"
        if member.filename.lower().endswith(".zip"):
            yield Skipped(inner, "It is an archive inside an archive. Unpack the outer one first.")
        else:
            yield SupplyFile(inner, _kind(member.filename), partial(_open_member, archive, member))


def _check_archive(name: str, members: Sequence[zipfile.ZipInfo]) -> None:
    size = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or size > _MOST_ARCHIVE:
        raise UnreadableSupply(
            f"{name} holds {len(members):,} files of {size:,} bytes unpacked; {_MOST_MEMBERS:,} files and "
            f"{_MOST_ARCHIVE:,} bytes are the most. Send it in parts."
        )


def _open_file(path: Path) -> BinaryIO:
    try:
        if _is_packed(path.name):
            return limited(cast(BinaryIO, gzip.open(path)), path.stat().st_size)
        return path.open("rb")
    except OSError as error:
        raise UnreadableSupply(f"The file cannot be opened: {error.strerror}. Check who may read it.") from error


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableSupply(f"It cannot be unpacked: {error}. Unpack the archive by hand and try again.") from error
    unpacked = gzip.open(stream) if _is_packed(member.filename) else stream
    return limited(cast(BinaryIO, unpacked), member.compress_size)


def _kind(name: str) -> str:
    return Path(Path(name).stem if _is_packed(name) else name).suffix.lower()


def _is_packed(name: str) -> bool:
    return name.lower().endswith(".gz")
