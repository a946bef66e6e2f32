"""The one key that opens a cache, and where it is kept: OS keyring, passphrase, or memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Optional, Protocol

from ..errors import CacheLocked, InvalidInput
from .files import MANIFEST
from .os_keyring import forget_keyring_key, open_keyring_key
from .passphrase import Header, forget_header, header_path, open_header
from .sealing import can_seal, new_key
from .witness import MemoryWitness, Witness


class Keeper(Protocol):
    """Keeps the key of a cache for all programs that use it: two of them while the key is being changed."""

    def keys(self) -> tuple[bytes, ...]:
        """What is kept now. Raises CacheLocked where nothing is, or where it can no longer be read."""

    def keep(self, keys: tuple[bytes, ...]) -> None:
        """Keep `keys` instead of what was kept."""


@dataclass
class MemoryKeeper:
    """For a cache that lives in memory, as long as the process; no keys until they change once."""

    kept: tuple[bytes, ...] = field(default=(), repr=False)

    def keys(self) -> tuple[bytes, ...]:
        """What is kept now."""
        return self.kept

    def keep(self, keys: tuple[bytes, ...]) -> None:
        """Keep `keys` instead of what was kept."""
        self.kept = keys


@dataclass(frozen=True)
class CacheKey:
    """32 bytes that wrap the keys of all files of one cache; its repr shows only where it is kept.

    raw      the key as it was when this was opened
    kept     "keyring", "passphrase" or "memory"
    witness  remembers, beside the key, which manifest is the newest
    keeper   knows the key after a change
    """

    raw: bytes = field(repr=False)
    kept: str
    witness: Witness = field(repr=False, compare=False)
    keeper: Keeper = field(repr=False, compare=False, default_factory=MemoryKeeper)


def open_key(
    folder: Optional[Path], account: str, passphrase: Optional[str] = None, allow_memory: bool = True
) -> CacheKey:
    """The key of the cache in `folder`, made on first use.

    folder        of the cache; None for a cache in memory
    account       whose cache it is, for example "https://portal.example ada"; names the keyring entry
    passphrase    used where no OS keyring answers, or where the cache was begun with one
    allow_memory  whether the last resort is a key that ends with the process
    Order: OS keyring, passphrase (argon2id), memory. A cache stays with the way in which it was begun; where the
    package `cryptography` is missing, memory is the only way.
    Raises CacheLocked for a wrong passphrase, and where no way is left.
    """
    if folder is None or (allow_memory and not can_seal()):
        return _in_memory()
    opened = _from_keyring(folder, account) or _from_passphrase(folder, passphrase)
    if opened is not None:
        return opened
    if allow_memory:
        return _in_memory()
    raise CacheLocked(f"There is no key for the cache in {folder}. {_remedy(folder)}")


def forget_key(folder: Path, account: str) -> None:
    """Destroy the key of the cache in `folder`, wherever it is kept; what the key sealed is lost for good."""
    forget_keyring_key(folder, account)
    forget_header(folder)


def _from_keyring(folder: Path, account: str) -> Optional[CacheKey]:
    if header_path(folder).exists():
        return None
    opened = open_keyring_key(folder, account)
    return opened and CacheKey(opened[0], "keyring", *opened[1:])


def _from_passphrase(folder: Path, passphrase: Optional[str]) -> Optional[CacheKey]:
    if passphrase is None or _begun_with_keyring(folder):
        return None
    header = open_header(folder, passphrase)
    return CacheKey(header.keys()[0], "passphrase", header, header)


def key_under(key: CacheKey, passphrase: str) -> tuple[CacheKey, Callable[[], None]]:
    """The same key under another passphrase, and the call that makes that so; only while holding the lock.

    Raises InvalidInput where the key is not kept by a passphrase.
    """
    old = key.keeper
    if not isinstance(old, Header):
        raise InvalidInput(f"The key of this cache is kept by {key.kept}: there is no passphrase to change.")
    header = old.under(passphrase)  # this takes as long as guessing should
    return CacheKey(key.raw, "passphrase", header, header), partial(header.take_over, old)


def _begun_with_keyring(folder: Path) -> bool:
    """Whether the cache was sealed with a key from a keyring: a new passphrase could only shut it for good."""
    return (folder / MANIFEST).exists() and not header_path(folder).exists()


def _in_memory() -> CacheKey:
    return CacheKey(new_key(), "memory", MemoryWitness())


def _remedy(folder: Path) -> str:
    if header_path(folder).exists():
        return "It was begun with a passphrase: give it."
    if _begun_with_keyring(folder):
        return "It was begun with the OS keyring, which does not answer: unlock it, or clear the cache."
    return "No OS keyring answers here: unlock it, give a passphrase, or let the cache live in memory."
