"""Files that are whole or absent, in a folder that only its owner may enter; or the same in memory."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Set
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Protocol, TypeVar

from ..errors import CacheDamaged
from .lock import busy, hold
from .os_errors import said_plainly

MANIFEST = "manifest"
LOCK = "lock"

_SEALED_NAME = re.compile(r"[0-9a-f]{32}(\.tmp)?")
_CLAIM_NAME = re.compile(r"[0-9a-f]{16}\.writing")
_CLAIM_DIGITS = 16
_WINDOWS_SECONDS = 2.0
_PLAIN_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""What stands where a file should be may be anything: no link is followed, no pipe waited for."""

_T = TypeVar("_T")


class Files(Protocol):
    """Named bytes. Replace and remove only while holding the lock; new names may be written under a claim."""

    def read(self, name: str, limit: int) -> Optional[bytes]:
        """The bytes of a file, cut after `limit`; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` at once and for good, in place of what stood there."""

    def sweep(self, keep: Set[str]) -> None:
        """Take away the files with a random name that are neither in `keep` nor claimed, unfinished ones included."""

    def destroy(self) -> None:
        """Take away the manifest, then everything else."""

    def lock(self, wait: float) -> AbstractContextManager[bool]:
        """Hold the one writer's lock; the value says whether it was got within `wait` seconds."""

    def claim(self, wait: float) -> AbstractContextManager[str]:
        """The first half of file names that nobody sweeps away for the time of the block; waits as `lock` does."""


@dataclass(frozen=True)
class FolderFiles:
    """Files in one folder."""

    folder: Path

    def read(self, name: str, limit: int) -> Optional[bytes]:
        """The bytes of a file, cut after `limit`; None where there is none."""
        with said_plainly(self.folder / name, "read"):
            return _patiently(lambda: read_file(self.folder / name, limit))

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` at once and for good, in place of what stood there."""
        write_file(self.folder / name, content)

    def sweep(self, keep: Set[str]) -> None:
        """Take away the files with a random name that are neither in `keep` nor claimed, unfinished ones included."""
        listed = self._listed()  # before the claims: whoever claims later has no file in this list
        claimed = {name[:_CLAIM_DIGITS] for name in listed if _CLAIM_NAME.fullmatch(name) and self._is_claimed(name)}
        for name in listed - keep:
            if _SEALED_NAME.fullmatch(name) and name[:_CLAIM_DIGITS] not in claimed:
                self._remove(name)

    def destroy(self) -> None:
        """Take away the manifest, then everything else."""
        self._remove(MANIFEST)
        for name in self._listed():
            if _SEALED_NAME.fullmatch(name):
                self._remove(name)
            elif _CLAIM_NAME.fullmatch(name):
                self._is_claimed(name)

    def lock(self, wait: float) -> AbstractContextManager[bool]:
        """Hold the one writer's lock of the folder."""
        return hold(self.folder / LOCK, wait)

    @contextmanager
    def claim(self, wait: float) -> Iterator[str]:
        """The first half of file names that nobody sweeps away for the time of the block."""
        half = secrets.token_hex(_CLAIM_DIGITS // 2)
        with ExitStack() as claim:
            with self.lock(wait) as held:  # a sweep just now would take the new claim for one left behind
                if not held:
                    raise busy()
                claim.enter_context(hold(self.folder / f"{half}.writing", 0))
            yield half
        self._remove(f"{half}.writing")

    def _is_claimed(self, name: str) -> bool:
        """Whether a live program holds this claim; that of one which was killed is taken away."""
        with hold(self.folder / name, 0) as is_free:
            pass
        if is_free:
            self._remove(name)
        return not is_free

    def _listed(self) -> set[str]:
        with said_plainly(self.folder, "listed"):
            with os.scandir(self.folder) as entries:  # a folder in here is none of ours, whatever its name
                return {entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)}

    def _remove(self, name: str) -> None:
        with said_plainly(self.folder / name, "removed"):
            _patiently(lambda: (self.folder / name).unlink(missing_ok=True))


@dataclass(frozen=True)
class MemoryFiles:
    """The same for a cache that leaves nothing on disk."""

    contents: dict[str, bytes] = field(default_factory=dict, repr=False)
    mutex: threading.Lock = field(default_factory=threading.Lock, repr=False)
    claims: set[str] = field(default_factory=set, repr=False)

    def read(self, name: str, limit: int) -> Optional[bytes]:
        """The bytes of a file; None where there is none."""
        return self.contents.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` in place of what stood there."""
        self.contents[name] = content

    def sweep(self, keep: Set[str]) -> None:
        """Take away the files that are neither in `keep` nor claimed."""
        for name in set(self.contents) - keep - {MANIFEST}:
            if name[:_CLAIM_DIGITS] not in self.claims:
                self.contents.pop(name, None)

    def destroy(self) -> None:
        """Take away everything."""
        self.contents.clear()

    @contextmanager
    def claim(self, wait: float) -> Iterator[str]:
        """The first half of file names that nobody sweeps away for the time of the block."""
        half = secrets.token_hex(_CLAIM_DIGITS // 2)
        self.claims.add(half)
        try:
            yield half
        finally:
            self.claims.discard(half)

    @contextmanager
    def lock(self, wait: float) -> Iterator[bool]:
        """Hold the one writer's lock of this memory."""
        held = self.mutex.acquire(timeout=wait)
        try:
            yield held
        finally:
            if held:
                self.mutex.release()


def open_files(folder: Optional[Path]) -> Files:
    """The files of `folder`, made with mode 0700 if absent; of memory where it is None."""
    if folder is None:
        return MemoryFiles()
    make_private(folder)
    return FolderFiles(folder)


def make_private(folder: Path) -> None:
    """Make `folder` if need be, and shut it to everybody but its owner."""
    with said_plainly(folder, "made private"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) != 0o700:  # a disk that is read-only takes not even what is so already
            folder.chmod(0o700)


def read_file(path: Path, limit: int) -> Optional[bytes]:
    """The bytes of a file, cut after `limit`; None where there is none, CacheDamaged where it is something else."""
    try:
        handle = os.open(path, os.O_RDONLY | _PLAIN_FILE)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _no_plain_file(path) from error
        raise
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise _no_plain_file(path)
    with os.fdopen(handle, "rb") as stream:
        return stream.read(min(limit, found.st_size))  # room is made for as much as is asked for: ask for no more


def _no_plain_file(path: Path) -> CacheDamaged:
    return CacheDamaged(f"{path} is no plain file. Remove it, then synchronise again.")


def write_file(path: Path, content: bytes) -> None:
    """Write a file with mode 0600 so that after a crash at any moment the old or the new one stands, whole."""
    unfinished = path.with_name(path.name + ".tmp")
    with said_plainly(path, "written"):
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN_FILE, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _patiently(lambda: os.replace(unfinished, path))
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # no folder can be opened there; NTFS keeps renames in order by its journal
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _patiently(action: Callable[[], _T]) -> _T:
    """Windows refuses to replace or remove a file while somebody reads it: try again for a moment."""
    deadline = time.monotonic() + (_WINDOWS_SECONDS if sys.platform == "win32" else 0.0)
    while True:
        try:
            return action()
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.01)
