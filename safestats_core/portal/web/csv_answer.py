"""The whole of an answer as CSV that a spreadsheet opens without running what stands in it."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.csv

from ...spreadsheet import guarded_table
from ..collection import Collection
from .answers import written_times
from .reading.pieces import Pieces, in_pieces


def csv_stream(collection: Collection, batches: Iterable[pa.RecordBatch]) -> Pieces:
    """A line of names, then a line for each row, batch by batch: UTF-8, times in UTC, nothing where there is nothing.

    Text that begins like a formula gets an apostrophe in front; numbers are left as they are.
    """
    nothing = pa.Table.from_batches([], collection.scope.schema)
    return in_pieces(_lines(nothing, with_names=True), batches, _batch_lines)


def _batch_lines(batch: pa.RecordBatch) -> bytes:
    return _lines(pa.Table.from_batches([batch]), with_names=False)


def _lines(rows: pa.Table, with_names: bool) -> bytes:
    rows = written_times(guarded_table(rows))
    sink = io.BytesIO()
    pyarrow.csv.write_csv(rows, sink, pyarrow.csv.WriteOptions(include_header=with_names))
    return sink.getvalue()
