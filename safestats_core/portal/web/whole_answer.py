"""An answer that is sent whole, in pieces, and whose last piece leaves only when the audit log has its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

Finish = Callable[[int], None]
"""Is told the number of rows when all have been read, before the last piece is out."""


def until_finished(
    head: bytes, batches: Iterable[pa.RecordBatch], encode: Callable[[pa.RecordBatch], bytes], finish: Finish
) -> Iterator[bytes]:
    """`head`, then what `encode` makes of each batch; never more than two pieces in memory.

    Whatever fails on the way, `finish` included, leaves the answer without its last piece.
    """
    held, rows = head, 0
    for batch in batches:
        yield held
        held = encode(batch)
        rows += batch.num_rows
    finish(rows)
    yield held
