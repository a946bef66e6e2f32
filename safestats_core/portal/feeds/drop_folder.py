"""Drop folders: whole files that lie in them are taken in, then moved aside with the receipt beside them.

A file is moved into `.taking` first. There its sender cannot exchange it any more, and what lies there after a crash
is taken in once more, which changes nothing where it was published before.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

from ...errors import PortalRefused, SafeStatsError, UnreadableSupply
from ...formats.refusal import Refusal
from ...progress import Progress, silent
from ..intake.receipts import Receipt, refusals_of
from ..portal import Portal
from .refusals_csv import refusals_csv
from .register import Feed
from .taking_in import state_receipt, take_in

SETTLED_SECONDS = 5.0
"""A file that nobody touched for so long is whole."""

_UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload")
_TAKING = ".taking"
_LONGEST, _ENDING = 200, 40
"""Bytes of a file's name, and of its end, which says the format."""
_SHARED = 0o755
"""Whoever may read the drop folder may read the receipts; its own mode takes away from that."""

_Look = tuple[int, int, int, int]


class Watch:
    """What lay in drop folders at the last look, by a clock that never runs backwards."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[_Look, float]] = {}

    def ready(self, folder: Path) -> list[Path]:
        """The files that are whole: those left by a crash, then those that looked the same for a while, by name.

        Raises OSError where the folder cannot be read.
        """
        now, found = time.monotonic(), _files(folder)
        left = _files(folder / _TAKING) if (folder / _TAKING).is_dir() else {}
        for path in [path for path in self._seen if path.parent == folder and path not in found]:
            del self._seen[path]
        for path, look in found.items():
            if self._seen.get(path, (None, 0.0))[0] != look:
                self._seen[path] = look, now
        settled = [path for path in found if now - self._seen[path][1] >= SETTLED_SECONDS]
        return [*sorted(left), *sorted(settled)]


def empty(portal: Portal, feed: Feed, ready: list[Path], progress: Progress = silent) -> list[Receipt]:
    """Take in the files that are ready. Returns the receipts of those that could be read.

    Raises SafeStatsError where the portal cannot take in anything now; the file waits in `.taking`.
    """
    folder = Path(str(feed.folder))
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SafeStatsError(f"There is no folder {folder} that the portal may read and write. Put it right.")
    taking = _own_folder(folder / _TAKING, 0o700)
    receipts = []
    for path in ready:
        held = taking / _fit(path.name)
        if path != held and path.exists():
            path.replace(held)
        if _is_file(held):
            receipts += _take(portal, feed, held, folder, progress)
    return receipts


def _take(portal: Portal, feed: Feed, held: Path, folder: Path, progress: Progress) -> list[Receipt]:
    try:
        receipt = take_in(portal, feed.dataset, held, feed.most_bytes, feed.acts_as, progress)
    except (UnreadableSupply, PortalRefused) as error:
        if isinstance(error, PortalRefused) and error.status == 503:
            raise
        _move(held, _own_folder(folder / "refused", _SHARED), {"state": "refused", "reason": str(error)})
        return []
    refused = refusals_of(portal, receipt.number) if receipt.refused else None
    _move(held, _own_folder(folder / "done", _SHARED), state_receipt(receipt), refused)
    return [receipt]


def _move(held: Path, aside: Path, stated: dict[str, Any], refused: Optional[Iterable[Refusal]] = None) -> None:
    """Move a file aside with its receipt and the rows refused; the receipt first: no file lies there without one."""
    name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S.%fZ}-{held.name}"
    text = json.dumps({"file": held.name, **stated}, indent=2, ensure_ascii=False)
    (aside / f"{name}.receipt.json").write_text(text + "\n", encoding="utf-8")
    if refused is not None:
        with (aside / f"{name}.refusals.csv").open("wb") as file:
            file.writelines(refusals_csv(refused, ("source", "row", "reason")))
    held.replace(aside / name)


def _fit(name: str) -> str:
    """The name to go on with: one that can be written down, and leaves room for what stands before and behind it."""
    written = os.fsencode(name).decode("utf-8", "replace").encode()
    if len(written) > _LONGEST:
        written = written[: _LONGEST - _ENDING] + written[-_ENDING:]
    return written.decode("utf-8", "ignore")


def _files(folder: Path) -> dict[Path, _Look]:
    """Plain files with how they look; no links, nothing hidden, nothing that is still being sent."""
    found = {}
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False) and not entry.name.startswith("."):
            if not entry.name.lower().endswith(_UNFINISHED):
                about = entry.stat(follow_symlinks=False)
                found[folder / entry.name] = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
    return found


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _own_folder(path: Path, mode: int) -> Path:
    """A folder of the portal's inside a drop folder; whoever may write there must not lead it elsewhere."""
    path.mkdir(mode=mode & path.parent.stat().st_mode, exist_ok=True)
    about = path.lstat()
    is_mine = os.name != "posix" or about.st_uid == os.geteuid()
    if not stat.S_ISDIR(about.st_mode) or not is_mine:
        raise SafeStatsError(f"{path} is not a folder of the portal's own. Remove it: the portal makes it anew.")
    return path
