"""The cache key in the keyring of the operating system, with its witness in an entry of its own."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, TypeVar

from ..errors import CacheLocked
from .files import LOCK, make_private
from .lock import WRITER_SECONDS, busy, hold
from .sealing import KEY_BYTES, new_key
from .strict import read_base64, write_base64
from .witness import Newest

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "SafeStats cache"
FIND_SECONDS = 5.0
ANSWER_SECONDS = 30.0
"""A keyring may ask its owner to unlock it: that long it may take to answer, and not for ever."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class KeyringKeeper:
    """Keeps the key in the keyring; two keys, with a space between them, while it is being changed."""

    backend: KeyringBackend
    entry: str

    def keys(self) -> tuple[bytes, ...]:
        """The key, or the old and the new one."""
        text = _read_entry(self.backend, self.entry)
        if text is None:
            raise CacheLocked("The key of the cache is gone from the OS keyring. Clear the cache and sign in again.")
        return _decoded(text, self.entry)

    def keep(self, keys: tuple[bytes, ...]) -> None:
        """Keep `keys` instead of what was kept."""
        _write_entry(self.backend, self.entry, " ".join(write_base64(key) for key in keys))


@dataclass(frozen=True)
class KeyringWitness:
    """Remembers the newest manifest in the keyring."""

    backend: KeyringBackend
    entry: str

    def recall(self) -> Newest:
        """What was remembered last; generation 0 where nothing was."""
        text = _read_entry(self.backend, self.entry)
        return Newest() if text is None else Newest.from_text(text)

    def remember(self, newest: Newest) -> None:
        """Keep `newest` instead of what was kept."""
        _write_entry(self.backend, self.entry, newest.to_text())


def keyring_answers() -> bool:
    """Whether this computer has a real keyring that answers now."""
    try:
        return _within(FIND_SECONDS, _find_backend) is not None
    except CacheLocked:
        return False


def open_keyring_key(folder: Path, account: str) -> Optional[tuple[bytes, KeyringWitness, KeyringKeeper]]:
    """Key, witness and keeper of the cache in `folder`, made on first use; None where no real keyring answers."""
    try:
        backend = _within(FIND_SECONDS, _find_backend)
        if backend is None:
            return None
        entry = _entry(folder, account)
        text = _read_entry(backend, entry) or _make_entry(backend, entry, folder)
    except CacheLocked:
        return None  # a keyring that does not answer is none; the next way of keeping the key says what it is
    return _decoded(text, entry)[0], KeyringWitness(backend, _generation(entry)), KeyringKeeper(backend, entry)


def forget_keyring_key(folder: Path, account: str) -> None:
    """Remove the key of the cache in `folder` and its witness from the keyring, if they are there."""
    backend = _within(FIND_SECONDS, _find_backend)
    if backend is None:
        return
    for entry in (_entry(folder, account), _generation(_entry(folder, account))):
        if _read_entry(backend, entry) is not None:
            _within(ANSWER_SECONDS, partial(backend.delete_password, SERVICE, entry))


def _find_backend() -> Optional[KeyringBackend]:
    """The first backend that keyring recommends (priority 1 or more); the `fail` and `null` ones have 0 and less."""
    try:
        import keyring
    except ImportError:
        return None
    chosen: Any = keyring.get_keyring()
    for backend in getattr(chosen, "backends", [chosen]):  # a chainer would pass secrets on to weaker backends
        in_a_file = type(backend).__module__.startswith("keyrings.")  # keyrings.alt, keyrings.cryptfile and their like
        if backend.priority >= 1 and not in_a_file:
            return backend
    return None


def _make_entry(backend: KeyringBackend, entry: str, folder: Path) -> str:
    make_private(folder)
    with hold(folder / LOCK, WRITER_SECONDS) as held:
        if not held:
            raise busy()
        # Two processes may both begin: whoever comes second takes what the first one wrote.
        text = _read_entry(backend, entry)
        if text is None:
            _write_entry(backend, entry, write_base64(new_key()))
            text = _read_entry(backend, entry)
    if text is None:
        raise CacheLocked("The OS keyring took the cache key and did not give it back.")
    return text


def _decoded(text: str, entry: str) -> tuple[bytes, ...]:
    try:
        keys = tuple(read_base64(word) for word in text.split(" "))
    except ValueError:
        keys = ()
    if len(keys) not in (1, 2) or any(len(key) != KEY_BYTES for key in keys):
        raise CacheLocked(
            f"The keyring entry '{entry}' of '{SERVICE}' holds no cache key. Remove it, then clear the cache."
        )
    return keys


def _entry(folder: Path, account: str) -> str:
    # Two profiles of one person have two caches, each with its own generation: the folder is part of the name.
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return f"{account} {place}"


def _generation(entry: str) -> str:
    return f"{entry} generation"


def _read_entry(backend: KeyringBackend, entry: str) -> Optional[str]:
    return _within(ANSWER_SECONDS, partial(backend.get_password, SERVICE, entry))


def _write_entry(backend: KeyringBackend, entry: str, text: str) -> None:
    _within(ANSWER_SECONDS, partial(backend.set_password, SERVICE, entry, text))


def _within(seconds: float, ask: Callable[[], _T]) -> _T:
    """The answer of a keyring, waited for on a thread that is left behind when it hangs (as D-Bus can)."""
    answers: list[_T] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # each backend raises the errors of its own system's library
            failures.append(error)

    thread = threading.Thread(target=run, name="safestats-keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    reason = f"{type(failures[0]).__name__}: {failures[0]}" if failures else f"no answer in {seconds:.0f} seconds"
    raise CacheLocked(f"The OS keyring cannot be used ({reason}). Unlock it and try again.")
