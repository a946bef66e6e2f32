"""A table as Parquet bytes and back, made in memory and equal in every type."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Optional

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import CacheDamaged

_SCHEMA = b"ARROW:schema"
_UNLIKE, _NUMBERS = "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BINARY_PACKED"
"""How ids are laid out, of which no two are alike, and times: quicker to compress than otherwise, and smaller."""


def to_parquet(table: pa.Table) -> bytes:
    """The table as one Parquet file, compressed with zstd; its Arrow schema goes along.

    Columns that are dictionaries, as `from_parquet` gives them when asked, are written as the texts that they mean.
    """
    can_tell = hasattr(pq.ParquetWriter, "add_key_value_metadata")  # PyArrow 16 and later
    texts = _as_texts(table.schema)
    table = _without_unused(table) if can_tell else table.cast(texts)
    sink = BytesIO()
    encodings = {each.name: code for each in table.schema if (code := _encoding(each))}
    with pq.ParquetWriter(
        sink,
        table.schema,
        compression="zstd",
        write_statistics=False,
        use_dictionary=[name for name in table.column_names if name not in encodings],
        column_encoding=encodings,
        store_schema=not can_tell,
    ) as writer:
        writer.write_table(table)
        if can_tell:
            writer.add_key_value_metadata({_SCHEMA: base64.b64encode(texts.serialize().to_pybytes())})
    return sink.getvalue()


def from_parquet(content: bytes, as_dictionaries: bool = False) -> pa.Table:
    """The table that `to_parquet` was given.

    as_dictionaries  whether texts other than ids come as Arrow dictionaries, as they are in the file: half the work,
                     and less memory, for whoever changes a few rows and writes the rest again

    Parquet has no seconds: without the cast to the schema that went along, every time would come back in
    milliseconds. Raises CacheDamaged where it is no such table.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        written = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(file.metadata.metadata[_SCHEMA])))
        if not as_dictionaries:
            return file.read().cast(written)
        named = [each.name for each in written if pa.types.is_string(each.type) and not each.name.endswith("_id")]
        coded = pq.ParquetFile(pa.BufferReader(content), metadata=file.metadata, read_dictionary=named)
        return coded.read(use_threads=False).cast(_as_dictionaries(written, named))
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise CacheDamaged(f"A month was sealed rightly but is no table ({error}). Fetch it again.") from error


def _encoding(column: pa.Field) -> Optional[str]:
    """How a column is laid out that is no dictionary."""
    if column.name.endswith("_id"):
        return _UNLIKE
    return _NUMBERS if pa.types.is_timestamp(column.type) else None


def _as_texts(schema: pa.Schema) -> pa.Schema:
    return pa.schema(
        [each.with_type(each.type.value_type) if pa.types.is_dictionary(each.type) else each for each in schema],
        schema.metadata,
    )


def _as_dictionaries(schema: pa.Schema, names: list[str]) -> pa.Schema:
    coded = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([each.with_type(coded) if each.name in names else each for each in schema], schema.metadata)


def _without_unused(table: pa.Table) -> pa.Table:
    """The table with no text in a dictionary that no row has: what was erased or corrected must not stay in the file.

    The dictionary of a column is the same in all of it: only so it is written as it is.
    """
    for at, each in enumerate(table.schema):
        if pa.types.is_dictionary(each.type):
            column = table.column(at).unify_dictionaries().combine_chunks()
            pieces = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
            if any(pc.count_distinct(piece.indices).as_py() < len(piece.dictionary) for piece in pieces):
                column = column.cast(each.type.value_type).dictionary_encode()
            table = table.set_column(at, each, column)
    return table
