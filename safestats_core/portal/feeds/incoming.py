"""Where a delivery lies while it arrives: a folder of its own, gone as soon as it was taken in or refused."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..intake.quarantine import ARRIVING, discard
from ..portal import Portal

_STALE_SECONDS = 86_400


@contextmanager
def incoming(portal: Portal) -> Iterator[Path]:
    """An empty folder inside the portal's, removed in the end with all that is in it."""
    within = _room(portal)
    within.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=within) as folder:
        yield Path(folder)


def clear_stale(portal: Portal) -> None:
    """Remove what a process left behind that was killed; on what is younger another process may be at work."""
    folders = _room(portal).iterdir() if _room(portal).is_dir() else ()
    for left in (*folders, *portal.quarantine.glob("*" + ARRIVING)):
        if time.time() - _modified(left) > _STALE_SECONDS:
            discard(left)


def _modified(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return time.time()  # whoever worked in it has just finished


def _room(portal: Portal) -> Path:
    return portal.folder / "incoming"
