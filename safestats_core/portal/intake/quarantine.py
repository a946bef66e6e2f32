"""Keeping what arrived exactly as it came, under its own SHA-256."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from ...errors import UnreadableSupply
from ..portal import Portal

ARRIVING = ".arriving"
"""What a copy is named by until it is whole."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Arrived:
    """A delivery in quarantine: the copy to read, and the SHA-256 that names it.

    Of a file it is the digest of its content, of a folder that of a list of its files and their digests.
    """

    path: Path
    digest: str


def keep(portal: Portal, path: Path) -> Arrived:
    """Copy a file or a folder into quarantine. What is there already is not copied again.

    Raises UnreadableSupply where there is nothing to copy, or where it changes meanwhile.
    """
    path = Path(path)
    if not path.exists():
        raise UnreadableSupply(f"There is no file or folder {path}. Check the path.")
    digest = _digest(path)
    kept = portal.quarantine / digest
    kept = kept / path.name if path.is_file() else kept
    if not kept.exists():
        # A name of its own: the same may arrive twice at one moment, through two doors or two processes.
        aside = portal.quarantine / f"{digest}-{secrets.token_hex(4)}{ARRIVING}"
        try:
            _copy(path, aside, digest)
            kept.parent.mkdir(exist_ok=True)
            _put(aside, kept)
        finally:
            discard(aside)
    return Arrived(kept, digest)


def discard(left: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _put(aside: Path, kept: Path) -> None:
    """Give a whole copy its name. Where an equal one has come to bear it meanwhile, that one stays."""
    try:
        aside.rename(kept)
    except OSError:
        if not kept.exists():
            raise


def _copy(path: Path, aside: Path, digest: str) -> None:
    """Copy to a place aside and compare, so that what bears a digest as its name is always whole."""
    if path.is_file():
        _copy_file(str(path), str(aside))
    else:
        shutil.copytree(path, aside, copy_function=_copy_file)
    if _digest(aside) != digest:
        raise UnreadableSupply(f"{path} changed while it was copied. Wait until it is complete, then take it in again.")


def _copy_file(source: str, target: str) -> None:
    with open(source, "rb") as arriving, open(target, "wb") as kept:
        shutil.copyfileobj(arriving, kept, _CHUNK)
        kept.flush()
        os.fsync(kept.fileno())


def _digest(path: Path) -> str:
    if path.is_file():
        return _file_digest(path)
    files = sorted(each for each in path.rglob("*") if each.is_file())
    listed = "".join(f"{_file_digest(each)}  {each.relative_to(path).as_posix()}\n" for each in files)
    return hashlib.sha256(listed.encode()).hexdigest()


def _file_digest(path: Path) -> str:
    content = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            content.update(chunk)
    return content.hexdigest()
