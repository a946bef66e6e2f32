"""The cache key under a passphrase, with its salt and witness in a small file beside the cache folder."""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CacheDamaged, CacheLocked, InvalidInput, MissingPackage
from .files import LOCK, make_private, read_file, write_file
from .lock import WRITER_SECONDS, busy, hold
from .os_errors import said_plainly
from .sealing import FORMAT, KEY_BYTES, bind, new_key, seal, unseal
from .strict import read_base64, read_json, write_base64
from .witness import Newest

TIME_COST = 3
MEMORY_KIB = 64 * 1024
PARALLELISM = 4

_SALT_BYTES = 16
_MOST_BYTES = 4096
_KEY, _WITNESS = bind("cache key"), bind("witness")


@dataclass(frozen=True)
class Header:
    """What lies beside the cache folder: keeps the cache key, sealed by the passphrase's key, and the witness.

    salt  of the passphrase's key
    lock  the passphrase's key
    """

    path: Path
    salt: bytes = field(repr=False)
    lock: bytes = field(repr=False)

    def keys(self) -> tuple[bytes, ...]:
        """The cache key, or the old and the new one. Raises CacheLocked for another passphrase than the header's."""
        return self._unsealed(_read_entries(self.path))[0]

    def keep(self, keys: tuple[bytes, ...]) -> None:
        """Keep `keys` instead of what was kept."""
        self._write(keys, self.recall())

    def recall(self) -> Newest:
        """What was remembered last. Raises CacheLocked for another passphrase than the header's."""
        return self._unsealed(_read_entries(self.path))[1]

    def remember(self, newest: Newest) -> None:
        """Keep `newest` instead of what was kept."""
        self._write(self.keys(), newest)

    def under(self, passphrase: str) -> Header:
        """A header for the same cache under another passphrase; it counts once it has taken over."""
        return _new_header(self.path, passphrase)

    def take_over(self, old: Header) -> None:
        """Put this header, with the keys and the witness of `old`, in its place; only while holding the lock."""
        self._write(*old._unsealed(_read_entries(self.path)))

    def _unsealed(self, entries: dict[str, Any]) -> tuple[tuple[bytes, ...], Newest]:
        keys = tuple(unseal(key, self.lock, _KEY) for key in entries["keys"])
        if any(len(key) != KEY_BYTES for key in keys):
            raise CacheDamaged(f"{self.path} holds no cache key. Clear the cache and begin again.")
        return keys, Newest.from_text(unseal(entries["witness"], self.lock, _WITNESS).decode("ascii"))

    def _write(self, keys: tuple[bytes, ...], newest: Newest) -> None:
        content = {
            "format": FORMAT,
            "salt": write_base64(self.salt),
            "keys": [write_base64(seal(key, self.lock, _KEY)) for key in keys],
            "witness": write_base64(seal(newest.to_text().encode("ascii"), self.lock, _WITNESS)),
        }
        write_file(self.path, json.dumps(content).encode("ascii"))


def header_path(folder: Path) -> Path:
    """The header of the cache in `folder`: beside it, so that a copy of the folder does not bring it along."""
    return folder.with_name(folder.name + ".passphrase.json")


def open_header(folder: Path, passphrase: str) -> Header:
    """The header of the cache in `folder`, opened; made with a new key on first use.

    Raises CacheLocked for a wrong passphrase, CacheDamaged where the header cannot be read.
    The passphrase's key: argon2id (RFC 9106), 3 passes, 64 MiB, 4 lanes, over the passphrase in Unicode form C as
    UTF-8.
    """
    _check(passphrase)
    path = header_path(folder)
    if not path.exists():
        _begin(folder, path, passphrase)
    salt = _read_entries(path)["salt"]
    header = Header(path, salt, _derive(passphrase, salt))
    try:
        header.keys()
    except CacheLocked as error:
        raise CacheLocked(
            f"The passphrase is not the one that the cache in {folder} was sealed with. "
            "Try again, or clear the cache and begin with a new passphrase."
        ) from error
    return header


def forget_header(folder: Path) -> None:
    """Remove the sealed key, and the salt without which the passphrase gives none."""
    with said_plainly(header_path(folder), "removed"):
        header_path(folder).unlink(missing_ok=True)


def _begin(folder: Path, path: Path, passphrase: str) -> None:
    make_private(folder)
    header = _new_header(path, passphrase)
    with hold(folder / LOCK, WRITER_SECONDS) as held:
        if not held:
            raise busy()
        if not path.exists():  # else another process began it while this one waited
            header._write((new_key(),), Newest())


def _new_header(path: Path, passphrase: str) -> Header:
    _check(passphrase)
    salt = os.urandom(_SALT_BYTES)
    return Header(path, salt, _derive(passphrase, salt))


def _check(passphrase: str) -> None:
    if not passphrase:
        raise InvalidInput("The passphrase is empty. Give one that is long enough to be hard to guess.")


def _read_entries(path: Path) -> dict[str, Any]:
    """The header's members, their base64 decoded."""
    with said_plainly(path, "read"):
        content = read_file(path, _MOST_BYTES + 1)
    if content is None:
        raise CacheLocked(f"{path} is gone, and with it the key of the cache. Clear the cache and sign in again.")
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError(f"it is longer than {_MOST_BYTES:,} bytes")
        entries = read_json(content)
        if entries["format"] == FORMAT:
            return _decoded(entries)
        wrong = f"has format {entries['format']}, and this SafeStats reads format {FORMAT}"
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        wrong = f"cannot be read ({error})"
    raise CacheDamaged(f"{path} {wrong}. Update SafeStats, or clear the cache and begin again.")


def _decoded(entries: dict[str, Any]) -> dict[str, Any]:
    keys = [read_base64(key) for key in entries["keys"]]
    salt, witness = read_base64(entries["salt"]), read_base64(entries["witness"])
    if entries.keys() != {"format", "salt", "keys", "witness"} or len(keys) not in (1, 2) or len(salt) != _SALT_BYTES:
        raise ValueError("its members are not those of a header")
    return {"salt": salt, "keys": keys, "witness": witness}


def _derive(passphrase: str, salt: bytes) -> bytes:
    try:
        from argon2.low_level import Type, hash_secret_raw
    except ImportError as error:
        raise MissingPackage(
            "A passphrase for the cache needs the package 'argon2-cffi'. "
            "Install it with: python3 -m pip install argon2-cffi"
        ) from error
    # Form C, because one keyboard sends an accented letter as one character and another as two.
    words = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(words, salt, TIME_COST, MEMORY_KIB, PARALLELISM, KEY_BYTES, Type.ID)
