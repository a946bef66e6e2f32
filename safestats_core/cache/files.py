"""Files that are whole or absent, in a folder that only its owner may enter; or the same in memory."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Protocol, TypeVar

from .lock import hold
from .os_errors import said_plainly

MANIFEST = "manifest"
LOCK = "lock"

_SEALED_NAME = re.compile(r"[0-9a-f]{32}(\.tmp)?")
_WINDOWS_SECONDS = 2.0
_T = TypeVar("_T")


class Files(Protocol):
    """Named bytes. Write and remove only while holding the lock."""

    def read(self, name: str) -> Optional[bytes]:
        """The bytes of a file; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` at once and for good, in place of what stood there."""

    def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is no error."""

    def sealed_names(self) -> set[str]:
        """The files with a random name, unfinished ones included; never the manifest."""

    def lock(self, wait: float) -> AbstractContextManager[bool]:
        """Hold the one writer's lock; the value says whether it was got within `wait` seconds."""


@dataclass(frozen=True)
class FolderFiles:
    """Files in one folder."""

    folder: Path

    def read(self, name: str) -> Optional[bytes]:
        """The bytes of a file; None where there is none."""
        with said_plainly(self.folder / name, "read"):
            return _patiently(lambda: read_file(self.folder / name))

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` at once and for good, in place of what stood there."""
        write_file(self.folder / name, content)

    def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is no error."""
        with said_plainly(self.folder / name, "removed"):
            _patiently(lambda: (self.folder / name).unlink(missing_ok=True))

    def sealed_names(self) -> set[str]:
        """The files with a random name, unfinished ones included; never the manifest."""
        with said_plainly(self.folder, "listed"):
            return {name for name in os.listdir(self.folder) if _SEALED_NAME.fullmatch(name)}

    def lock(self, wait: float) -> AbstractContextManager[bool]:
        """Hold the one writer's lock of the folder."""
        return hold(self.folder / LOCK, wait)


@dataclass(frozen=True)
class MemoryFiles:
    """The same for a cache that leaves nothing on disk."""

    contents: dict[str, bytes] = field(default_factory=dict, repr=False)
    mutex: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def read(self, name: str) -> Optional[bytes]:
        """The bytes of a file; None where there is none."""
        return self.contents.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Put `content` under `name` in place of what stood there."""
        self.contents[name] = content

    def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is no error."""
        self.contents.pop(name, None)

    def sealed_names(self) -> set[str]:
        """The files with a random name; never the manifest."""
        return {name for name in list(self.contents) if _SEALED_NAME.fullmatch(name)}

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
        folder.chmod(0o700)


def read_file(path: Path) -> Optional[bytes]:
    """The bytes of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_file(path: Path, content: bytes) -> None:
    """Write a file with mode 0600 so that after a crash at any moment the old or the new one stands, whole."""
    unfinished = path.with_name(path.name + ".tmp")
    with said_plainly(path, "written"):
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
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
