"""Moving what lies beside the database: quarantine, the signing key, and the audit log with its chain."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ...errors import SafeStatsError
from ...progress import Progress

_CHUNK = 1 << 20
_PAGES = 4_096
"""Of the audit log, in one go."""

_NOT_COPIED = ("portal.toml", "portal.db", "audit.db", "incoming")
"""Made anew, moved as databases, or on its way in and worth nothing elsewhere."""


def copy_files(folder: Path, to_folder: Path, tell: Progress) -> int:
    """Copy every file of a portal's folder that is no database, and read it back. Returns how many there are.

    Raises SafeStatsError where a copy differs.
    """
    files = 0
    for path in _files(folder):
        target = to_folder / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if _copy(path, target) != _file_digest(target):
            raise SafeStatsError(f"{target} differs from {path}. Check the disk, then repeat the copy.")
        files += 1
        tell(files, 0, "Copying files")
    return files


def copy_audit_log(folder: Path, to_folder: Path) -> None:
    """Copy the audit log as it stands, page by page, while others may go on writing to it."""
    source, target = (sqlite3.connect(each / "audit.db") for each in (folder, to_folder))
    try:
        source.backup(target, pages=_PAGES)
    except sqlite3.Error as error:
        raise SafeStatsError(f"The audit log was not copied: {error}. Put that right, then repeat the copy.") from error
    finally:
        source.close()
        target.close()


def _files(folder: Path) -> Iterator[Path]:
    for top in sorted(folder.iterdir()):
        if not any(top.name == name or top.name.startswith(f"{name}-") for name in _NOT_COPIED):
            found = [top] if top.is_file() else sorted(top.rglob("*"))
            # What is still arriving is not named after its content, and belongs to no delivery yet.
            yield from (path for path in found if path.is_file() and ".arriving" not in str(path.relative_to(folder)))


def _copy(path: Path, target: Path) -> bytes:
    """Copy a file, and say what was read."""
    read = hashlib.sha256()
    with path.open("rb") as source, target.open("wb") as copy:
        shutil.copymode(path, target)  # before the first byte: some files are for their owner only
        while chunk := source.read(_CHUNK):
            read.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return read.digest()


def _file_digest(path: Path) -> bytes:
    content = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            content.update(chunk)
    return content.digest()
