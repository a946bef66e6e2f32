"""An answer in pieces, and how they tell that all of its rows have been read."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Callable, Union

import pyarrow as pa

Pieces = Generator[Union[bytes, int], None, None]
"""Bytes to send one after the other. Before the last of them comes a number, once: so many rows the answer has.

What comes after the number may leave only when the audit log has it. Whatever fails on the way leaves the answer
without its last piece.
"""


def in_pieces(head: bytes, batches: Iterable[pa.RecordBatch], encode: Callable[[pa.RecordBatch], bytes]) -> Pieces:
    """`head`, then what `encode` makes of each batch; never more than two pieces in memory."""
    held, rows = head, 0
    for batch in batches:
        yield held
        held = encode(batch)
        rows += batch.num_rows
    yield rows
    yield held
