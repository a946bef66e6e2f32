"""Seal bytes so that only the holder of the key reads them, and any change or move of them shows."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import struct
from typing import TYPE_CHECKING, Protocol, Union

from ..errors import CacheDamaged, CacheLocked, MissingPackage
from ..package_versions import is_enough

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 2
"""Number of the format in docs/cache-format.md: of sealed bytes, manifest and partitions together."""

KEY_BYTES = 32

_MAGIC = b"SAFESTAT"
_HEADER = struct.Struct(">8sB8s12s")
TAG_BYTES = 16
_NONCE_BYTES = 12

SEALED_BYTES_MORE = _HEADER.size + TAG_BYTES
"""How much longer sealed bytes are than their plaintext."""


class Sealing(Protocol):
    """A way to seal: this module's, or that of `memory_sealing`."""

    def seal(self, plaintext: bytes, key: bytes, bound: bytes) -> bytes:
        """Make `plaintext` so that any change or move of it shows."""

    def unseal(self, sealed: bytes, key: bytes, bound: bytes) -> bytes:
        """The plaintext of what `seal` made."""


def can_seal() -> bool:
    """Whether this Python has what encrypting takes: an older package cannot decrypt a part of a file where it lies."""
    return is_enough("cryptography")


def new_key() -> bytes:
    """A random 256-bit key."""
    return os.urandom(KEY_BYTES)


def bind(*names: Union[str, int]) -> bytes:
    """The place that sealed bytes belong to, as additional data: sealed for one place, they open in no other."""
    return json.dumps(["safestats-cache", FORMAT, *names], separators=(",", ":")).encode("ascii")


def seal(plaintext: bytes, key: bytes, bound: bytes) -> bytes:
    """Encrypt and authenticate `plaintext`.

    key    32 bytes
    bound  what `bind` returned; not stored, and needed again to unseal
    Returns header (magic, format, mark of the key, nonce), ciphertext and tag: 45 bytes more than the plaintext.
    Source: AES-256-GCM, NIST SP 800-38D, with a random 96-bit nonce.
    """
    header = header_of(key)
    return header + _cipher(key).encrypt(header[-_NONCE_BYTES:], plaintext, header + bound)


def unseal(sealed: bytes, key: bytes, bound: bytes) -> bytes:
    """The plaintext of what `seal` returned for the same key and `bound`.

    Raises CacheLocked where another key sealed it, CacheDamaged where a byte or the place is not the one sealed.
    """
    if not is_sealed_with(sealed, key):
        raise CacheLocked(
            "The cache was sealed with another key than the one at hand. "
            "Open it as the person who filled it, or clear the cache and fetch again."
        )
    header, ciphertext = without_header(sealed)
    return _decrypt(ciphertext, key, header[-_NONCE_BYTES:], header + bound)


def is_sealed_with(sealed: bytes, key: bytes) -> bool:
    """Whether the header of `sealed` bears the mark of `key`. Raises CacheDamaged where it is no header of ours."""
    return hmac.compare_digest(_read_mark(sealed), _mark(key))


def header_of(key: bytes) -> bytes:
    """Magic, format, mark of the key and a fresh nonce: what sealed bytes begin with."""
    return _HEADER.pack(_MAGIC, FORMAT, _mark(key), os.urandom(_NONCE_BYTES))


def without_header(sealed: bytes) -> tuple[bytes, memoryview]:
    """The header, and what follows it."""
    return sealed[: _HEADER.size], memoryview(sealed)[_HEADER.size :]


def _read_mark(sealed: bytes) -> bytes:
    if len(sealed) < SEALED_BYTES_MORE:
        raise CacheDamaged(f"A sealed file is cut to {len(sealed)} bytes. Clear the cache and fetch again.")
    magic, version, mark, _ = _HEADER.unpack_from(sealed)
    if magic != _MAGIC:
        raise CacheDamaged("A file of the cache is not one that SafeStats sealed. Clear the cache and fetch again.")
    if version != FORMAT:
        raise CacheDamaged(
            f"A file of the cache has format {version}; this SafeStats reads format {FORMAT}. "
            "Update SafeStats, or clear the cache and fetch again."
        )
    return mark


def _decrypt(ciphertext: memoryview, key: bytes, nonce: bytes, additional: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(key).decrypt(nonce, ciphertext, additional)
    except InvalidTag as error:
        raise CacheDamaged(
            "A file of the cache was changed, cut or moved since it was sealed. Clear the cache and fetch again."
        ) from error


def _mark(key: bytes) -> bytes:
    """Eight bytes that tell one key from another and say nothing about it: a wrong key is not damage."""
    return hmac.new(key, b"safestats cache key mark", hashlib.sha256).digest()[:8]


def _cipher(key: bytes) -> AESGCM:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError as error:
        raise MissingPackage(
            "The sealed cache needs the package 'cryptography'. Install it with: python3 -m pip install cryptography"
        ) from error
    return AESGCM(key)
