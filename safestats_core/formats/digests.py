"""Digests of many texts: one behind the other, with nothing made for a row but its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import pyarrow as pa

DIGEST_BYTES = 16


def joined_digests(texts: Iterable[bytes], start: hashlib.blake2b) -> bytes:
    """The digests of `start` followed by each text, one behind the other."""
    made = bytearray()
    begun = start.copy
    for text in texts:
        one = begun()
        one.update(text)
        made += one.digest()
    return bytes(made)


def hex_texts(whole: bytes) -> pa.Array:
    """Digests, one behind the other, as an array of hexadecimal texts."""
    offsets = np.arange(0, 2 * len(whole) + 1, 2 * DIGEST_BYTES, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(whole.hex().encode())]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)
