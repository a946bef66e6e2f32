"""The cache key from a passphrase, with its salt and its witness in a small file beside the cache folder."""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CacheDamaged, CacheLocked, InvalidInput, MissingPackage
from .files import LOCK, make_private, read_file, write_file
from .lock import WRITER_SECONDS, busy, hold
from .os_errors import said_plainly
from .sealing import FORMAT, KEY_BYTES, bind, seal, unseal
from .witness import Newest

TIME_COST = 3
MEMORY_KIB = 64 * 1024
PARALLELISM = 4

_SALT_BYTES = 16
_BOUND = bind("witness")


@dataclass(frozen=True)
class HeaderWitness:
    """Remembers the newest manifest in the header; sealed with the key, so it also tells a wrong passphrase."""

    header: Path
    salt: bytes
    key: bytes = field(repr=False)

    def recall(self) -> Newest:
        """What was remembered last. Raises CacheLocked for another passphrase than the header's."""
        _, witness = _read_header(self.header)
        return Newest.from_text(unseal(witness, self.key, _BOUND).decode("ascii"))

    def remember(self, newest: Newest) -> None:
        """Keep `newest` instead of what was kept."""
        witness = seal(newest.to_text().encode("ascii"), self.key, _BOUND)
        content = {"format": FORMAT, "salt": _to_text(self.salt), "witness": _to_text(witness)}
        write_file(self.header, json.dumps(content).encode("ascii"))


def header_path(folder: Path) -> Path:
    """The header of the cache in `folder`: beside it, so that a copy of the folder does not bring it along."""
    return folder.with_name(folder.name + ".passphrase.json")


def open_passphrase_key(folder: Path, passphrase: str) -> tuple[bytes, HeaderWitness]:
    """The key of the cache in `folder` and its witness; the header is made on first use.

    Raises CacheLocked for a wrong passphrase, CacheDamaged where the header cannot be read.
    The key: argon2id (RFC 9106), 3 passes, 64 MiB, 4 lanes, over the passphrase in Unicode form C as UTF-8.
    """
    if not passphrase:
        raise InvalidInput("The passphrase is empty. Give one that is long enough to be hard to guess.")
    header = header_path(folder)
    if not header.exists():
        _begin(folder, header, passphrase)
    salt, _ = _read_header(header)
    key = _derive(passphrase, salt)
    witness = HeaderWitness(header, salt, key)
    try:
        witness.recall()
    except CacheLocked as error:
        raise CacheLocked(
            f"The passphrase is not the one that the cache in {folder} was begun with. "
            "Try again, or clear the cache and begin with a new passphrase."
        ) from error
    return key, witness


def forget_header(folder: Path) -> None:
    """Remove the salt without which the passphrase gives no key."""
    with said_plainly(header_path(folder), "removed"):
        header_path(folder).unlink(missing_ok=True)


def _begin(folder: Path, header: Path, passphrase: str) -> None:
    make_private(folder)
    with hold(folder / LOCK, WRITER_SECONDS) as held:
        if not held:
            raise busy()
        if not header.exists():  # else another process began it while this one waited
            salt = os.urandom(_SALT_BYTES)
            HeaderWitness(header, salt, _derive(passphrase, salt)).remember(Newest())


def _read_header(header: Path) -> tuple[bytes, bytes]:
    """Salt and sealed witness."""
    with said_plainly(header, "read"):
        content = read_file(header)
    try:
        entries = json.loads(content or b"")
        if entries["format"] == FORMAT:
            return _to_bytes(entries["salt"]), _to_bytes(entries["witness"])
        wrong = f"has format {entries['format']}, and this SafeStats reads format {FORMAT}"
    except (ValueError, KeyError, TypeError) as error:
        wrong = f"cannot be read ({error})"
    raise CacheDamaged(f"{header} {wrong}. Update SafeStats, or clear the cache and begin again.")


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


def _to_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _to_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
