"""What tells whether a row says the same as before: a digest of all its columns, by the column."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ...formats.digests import DIGEST_BYTES, joined_digests


def digests(columns: Iterable[pa.ChunkedArray], context: str) -> pa.Array:
    """DIGEST_BYTES for each row that differ as soon as one value does."""
    separator, nothing = "\x1f", "\x1e"
    texts = [pc.fill_null(column.cast(pa.string()), nothing) for column in columns]
    lines = pc.binary_join_element_wise(*texts, separator).cast(pa.binary())
    whole = joined_digests(lines.to_pylist(), hashlib.blake2b(context.encode(), digest_size=DIGEST_BYTES))
    return pa.Array.from_buffers(pa.binary(DIGEST_BYTES), len(lines), [None, pa.py_buffer(whole)])
