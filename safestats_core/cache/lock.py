"""One writer at a time, across threads and processes; the operating system frees the lock of a killed one."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import SafeStatsError
from .os_errors import said_plainly

WRITER_SECONDS = 30.0
"""How long a writer waits for another one to finish."""

_POLL_SECONDS = 0.002
_COURTESY_SECONDS = 0.008
"""Whoever has just let go of a lock leaves it this long to those who wait, and who look again every so often."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

_let_go: dict[Path, float] = {}


@contextmanager
def hold(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock file `path` for the time of the block.

    wait  seconds to try for; 0 tries once
    Yields whether the lock was got: False when somebody else held it all that time.
    """
    # Each call opens the file anew: the lock belongs to the open file, so it keeps threads apart as well.
    with said_plainly(path, "locked"):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
    try:
        if wait:
            time.sleep(max(0.0, _let_go.pop(path, 0.0) + _COURTESY_SECONDS - time.monotonic()))
        held = _wait_for(handle, path, wait)
        try:
            yield held
        finally:
            if held:
                _unlock(handle)  # closing is not enough where a forked child still has the file open
                if wait:
                    _let_go[path] = time.monotonic()
    finally:
        os.close(handle)


def busy() -> SafeStatsError:
    """The error for a lock that was not got within WRITER_SECONDS."""
    return SafeStatsError(
        f"Another SafeStats has been writing to the cache for more than {WRITER_SECONDS:.0f} seconds. "
        "Wait until it is done or close it, then try again."
    )


def _wait_for(handle: int, path: Path, wait: float) -> bool:
    deadline = time.monotonic() + wait
    with said_plainly(path, "locked"):
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_SECONDS)
    return True


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
