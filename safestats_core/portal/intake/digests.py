"""Digests of many texts: by the column, with nothing made for a row but its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

DIGEST_BYTES = 16


def digests(columns: Iterable[pa.ChunkedArray], context: str) -> pa.Array:
    """DIGEST_BYTES for each row that differ as soon as one value does."""
    separator, nothing = "\x1f", "\x1e"
    texts = [pc.fill_null(column.cast(pa.string()), nothing) for column in columns]
    lines = pc.binary_join_element_wise(*texts, separator).cast(pa.binary())
    whole = joined_digests(lines.to_pylist(), hashlib.blake2b(context.encode(), digest_size=DIGEST_BYTES))
    return pa.Array.from_buffers(pa.binary(DIGEST_BYTES), len(lines), [None, pa.py_buffer(whole)])


def joined_digests(texts: Sequence[bytes], start: hashlib.blake2b) -> bytes:
    """The digests of `start` followed by each text, one behind the other."""
    made = []
    for text in texts:
        one = start.copy()
        one.update(text)
        made.append(one.digest())
    return b"".join(made)


def hex_texts(whole: bytes) -> pa.Array:
    """Digests, one behind the other, as an array of hexadecimal texts."""
    offsets = np.arange(0, 2 * len(whole) + 1, 2 * DIGEST_BYTES, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(whole.hex().encode())]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)
