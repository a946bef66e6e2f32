"""The one key that opens a cache, and where it is kept: OS keyring, passphrase, or memory only."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from ..errors import CacheLocked
from .files import MANIFEST
from .os_keyring import forget_keyring_key, open_keyring_key
from .passphrase import forget_header, header_path, open_passphrase_key
from .sealing import new_key
from .witness import MemoryWitness, Witness


@dataclass(frozen=True)
class CacheKey:
    """32 bytes that wrap the keys of all files of one cache; its repr shows only where it is kept.

    kept     "keyring", "passphrase" or "memory"
    witness  remembers, beside the key, which manifest is the newest
    """

    raw: bytes = field(repr=False)
    kept: str
    witness: Witness = field(repr=False, compare=False)


def open_key(
    folder: Optional[Path], account: str, passphrase: Optional[str] = None, allow_memory: bool = True
) -> CacheKey:
    """The key of the cache in `folder`, made on first use.

    folder        of the cache; None for a cache in memory
    account       whose cache it is, for example "https://portal.example ada"; names the keyring entry
    passphrase    used where no OS keyring answers, or where the cache was begun with one
    allow_memory  whether the last resort is a key that ends with the process
    Order: OS keyring, passphrase (argon2id), memory. A cache stays with the way in which it was begun.
    Raises CacheLocked for a wrong passphrase, and where no way is left.
    """
    if folder is None:
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
    return opened and CacheKey(opened[0], "keyring", opened[1])


def _from_passphrase(folder: Path, passphrase: Optional[str]) -> Optional[CacheKey]:
    if passphrase is None or _begun_with_keyring(folder):
        return None
    raw, witness = open_passphrase_key(folder, passphrase)
    return CacheKey(raw, "passphrase", witness)


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
