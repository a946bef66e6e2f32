"""Parquet and Arrow -> tables of text, whatever types their columns have; of numbers where they hold such.

Both come packed and with figures of their own about their size, so both are held to limits before they are unpacked,
and every batch is checked through and through before a value in it is looked at.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

from ..errors import UnreadableSupply
from .headers import check_count, unique_names
from .marks import MARKS, ROW
from .rows import is_moment

_BATCH_ROWS = 65_536
_DEEPEST = 16
"""Structs inside structs; each level is a dot in a column's name."""

_FREE_ROWS, _MOST_ROWS_PER_BYTE = 1_000_000, 8
"""From a million rows on, more than eight for each byte of the file can only be one row over and over."""

_MOST_GROUP_BYTES = 2 << 30
_MOST_TEXT = 128 << 20
"""Bytes of one column in one batch of rows, written out: 2,000 for each row."""

_DAMAGE = (pa.ArrowException, OSError, EOFError, ValueError, LookupError, OverflowError, MemoryError)
_ARROW_FILE = b"ARROW1"


@dataclass(frozen=True)
class ColumnarFile:
    """A Parquet or Arrow file, opened; nested columns stand under names with a dot."""

    kind: str
    columns: tuple[str, ...]
    stream: BinaryIO
    size: int
    batches: Iterator[pa.RecordBatch]


def open_parquet(stream: BinaryIO) -> ColumnarFile:
    """Read the schema of the Parquet file in `stream`, which must be able to seek."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    try:
        # Values that the file holds once stay so until it is known how large they are when written out.
        parquet = pq.ParquetFile(stream)
        stream.seek(0)
        parquet = pq.ParquetFile(stream, read_dictionary=_text_paths(parquet.schema))
        columns = _column_names(parquet.schema_arrow)
        groups = [parquet.metadata.row_group(number).total_byte_size for number in range(parquet.num_row_groups)]
    except _DAMAGE as error:
        raise UnreadableSupply(f"It is not a Parquet file: {error}. Ask the supplier for it again.") from error
    _check_rows(parquet.metadata.num_rows, size)
    if max(groups, default=0) > _MOST_GROUP_BYTES:
        raise UnreadableSupply("It has a row group of more than 2 GiB unpacked. Write it again in smaller row groups.")
    return ColumnarFile("Parquet", columns, stream, size, parquet.iter_batches(batch_size=_BATCH_ROWS))


def open_arrow(stream: BinaryIO) -> ColumnarFile:
    """Read the schema of the Arrow IPC file or stream in `stream`, which must be able to seek."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    in_file = stream.read(len(_ARROW_FILE)) == _ARROW_FILE
    stream.seek(0)
    try:
        reader = ipc.open_file(stream) if in_file else ipc.open_stream(stream)
        columns = _column_names(reader.schema)
        batches = map(reader.get_batch, range(reader.num_record_batches)) if in_file else iter(reader)
    except _DAMAGE as error:
        raise UnreadableSupply(f"It is not an Arrow file: {error}. Ask the supplier for it again.") from error
    return ColumnarFile("Arrow", columns, stream, size, batches)


def read_columnar(file: ColumnarFile) -> Iterator[pa.Table]:
    """The rows of `file` as tables of text columns and ROW, a batch at a time.

    Columns of float64 and of moments in UTC stay what they are: a coordinate or a time would be written out only to be
    read again, which takes longer than all the rest.
    """
    done = 0
    with file.stream:
        try:
            for batch in file.batches:
                _check_rows(done + batch.num_rows, file.size)
                batch.validate(full=True)
                for start in range(0, batch.num_rows, _BATCH_ROWS):
                    table = _flat(pa.Table.from_batches([batch.slice(start, _BATCH_ROWS)]))
                    rows = pa.array(np.arange(done + 1, done + 1 + table.num_rows))
                    done += table.num_rows
                    yield pa.Table.from_arrays([*map(_text, table.columns), rows], names=[*file.columns, ROW])
        except _DAMAGE as error:
            raise UnreadableSupply(
                f"The {file.kind} file is damaged: {error}. Ask the supplier for it again."
            ) from error


def _check_rows(rows: int, size: int) -> None:
    if rows > max(_FREE_ROWS, _MOST_ROWS_PER_BYTE * size):
        raise UnreadableSupply(
            f"It claims {rows:,} rows in {size:,} bytes, which no real data does. Ask the supplier what it is."
        )


def _column_names(schema: pa.Schema) -> tuple[str, ...]:
    names = _flat(schema.empty_table()).column_names
    check_count(names)
    return tuple(unique_names(names, MARKS))


def _flat(table: pa.Table) -> pa.Table:
    for _ in range(_DEEPEST):
        if not any(pa.types.is_struct(field.type) for field in table.schema):
            return table
        table = table.flatten()
    raise UnreadableSupply(
        f"Its columns are nested more than {_DEEPEST} deep. Write each value as a column of its own."
    )


def _text_paths(schema: pq.ParquetSchema) -> list[str]:
    leaves = (schema.column(place) for place in range(len(schema.names)))
    return [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY" and leaf.max_repetition_level == 0]


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        _check_written_out(column)
        column = column.cast(column.type.value_type)
    if pa.types.is_float64(column.type) or is_moment(column.type):
        return column
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.chunked_array([pa.array(_as_json(column), pa.string())])


def _check_written_out(column: pa.ChunkedArray) -> None:
    """A value that the file holds once may stand in every row: a few bytes would become gigabytes."""
    text = pa.types.is_string(column.type.value_type) or pa.types.is_large_string(column.type.value_type)
    for chunk in column.chunks:
        if text or pa.types.is_binary(column.type.value_type):
            size = pc.sum(pc.binary_length(chunk.dictionary).take(chunk.indices).cast(pa.int64())).as_py() or 0
        else:
            size = chunk.dictionary.nbytes * len(chunk)
        _check_text(size)


def _as_json(column: pa.ChunkedArray) -> Iterator[Optional[str]]:
    size = 0
    for each in column:
        value = each.as_py()
        text = None if value is None else json.dumps(value, default=str)
        size += len(text or "")
        _check_text(size)
        yield text


def _check_text(size: int) -> None:
    if size > _MOST_TEXT:
        raise UnreadableSupply(
            f"A column of {_BATCH_ROWS:,} rows has more than {_MOST_TEXT >> 20} MB of text. Ask what it is."
        )
