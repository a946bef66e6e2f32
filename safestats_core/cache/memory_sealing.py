"""Sealing for a cache that ends with the process, where the package `cryptography` is missing: changes show, no more.

Nothing that is sealed like this may reach a disk: `Cache.open` gives it to files in memory alone.
"""

from __future__ import annotations

import hashlib
import hmac

from ..errors import CacheDamaged, CacheLocked
from .sealing import TAG_BYTES, header_of, is_sealed_with, without_header


def seal(plaintext: bytes, key: bytes, bound: bytes) -> bytes:
    """Authenticate `plaintext`, in the clear, as `sealing.seal` would do it encrypted; as long as that."""
    header = header_of(key)
    return header + plaintext + _tag(key, header + bound, plaintext)


def unseal(sealed: bytes, key: bytes, bound: bytes) -> bytes:
    """The plaintext. Raises CacheLocked and CacheDamaged as `sealing.unseal` does."""
    if not is_sealed_with(sealed, key):
        raise CacheLocked("What is kept in memory was sealed with another key. Sign in again.")
    header, rest = without_header(sealed)
    plaintext, tag = bytes(rest[:-TAG_BYTES]), bytes(rest[-TAG_BYTES:])
    if not hmac.compare_digest(tag, _tag(key, header + bound, plaintext)):
        raise CacheDamaged("What is kept in memory was changed. Sign in again.")
    return plaintext


def _tag(key: bytes, additional: bytes, plaintext: bytes) -> bytes:
    """HMAC-SHA-256 over the additional data, its length and the plaintext, cut to the length of a GCM tag."""
    said = hmac.new(key, len(additional).to_bytes(8, "big") + additional, hashlib.sha256)
    said.update(plaintext)
    return said.digest()[:TAG_BYTES]
