"""The files in what a supplier sends: one file, a folder of them, a zip, a folder with zips in it."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Union, cast

from ..errors import UnreadableSupply


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
    for member in sorted(item.filename for item in archive.infolist() if not item.is_dir()):
        inner = f"{name}/{member}"
        if member.lower().endswith(".zip"):
            yield Skipped(inner, "It is an archive inside an archive. Unpack the outer one first.")
        else:
            yield SupplyFile(inner, _kind(member), partial(_open_member, archive, member))


def _open_file(path: Path) -> BinaryIO:
    try:
        return cast(BinaryIO, gzip.open(path) if _is_packed(path.name) else path.open("rb"))
    except OSError as error:
        raise UnreadableSupply(f"The file cannot be opened: {error.strerror}. Check who may read it.") from error


def _open_member(archive: zipfile.ZipFile, member: str) -> BinaryIO:
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableSupply(f"It cannot be unpacked: {error}. Unpack the archive by hand and try again.") from error
    return cast(BinaryIO, gzip.open(stream) if _is_packed(member) else stream)


def _kind(name: str) -> str:
    return Path(Path(name).stem if _is_packed(name) else name).suffix.lower()


def _is_packed(name: str) -> bool:
    return name.lower().endswith(".gz")
