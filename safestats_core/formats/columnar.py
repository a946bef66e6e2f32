"""Parquet -> tables of text, whatever types its columns have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import UnreadableSupply
from .headers import unique_names
from .marks import MARKS, ROW

_BATCH_ROWS = 131_072


@dataclass(frozen=True)
class ColumnarFile:
    """A Parquet file, opened; nested columns stand under names with a dot."""

    columns: tuple[str, ...]
    stream: BinaryIO
    parquet: pq.ParquetFile


def open_columnar(stream: BinaryIO) -> ColumnarFile:
    """Read the schema of the Parquet file in `stream`, which must be able to seek."""
    try:
        parquet = pq.ParquetFile(stream)
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableSupply(f"It is not a Parquet file: {error}. Ask the supplier for it again.") from error
    columns = _flat(parquet.schema_arrow.empty_table()).column_names
    return ColumnarFile(tuple(unique_names(columns, MARKS)), stream, parquet)


def read_columnar(file: ColumnarFile) -> Iterator[pa.Table]:
    """The rows of `file` as tables of text columns and ROW, a batch at a time."""
    done = 0
    with file.stream:
        try:
            for batch in file.parquet.iter_batches(batch_size=_BATCH_ROWS):
                table = _flat(pa.Table.from_batches([batch]))
                rows = pa.array(np.arange(done + 1, done + 1 + table.num_rows))
                done += table.num_rows
                yield pa.Table.from_arrays([*map(_text, table.columns), rows], names=[*file.columns, ROW])
        except (pa.ArrowInvalid, OSError) as error:
            raise UnreadableSupply(f"The file is damaged: {error}. Ask the supplier for it again.") from error


def _flat(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        values = [None if value is None else json.dumps(value, default=str) for value in column.to_pylist()]
        return pa.chunked_array([pa.array(values, pa.string())])
