"""A table as Parquet bytes and back, made in memory and equal in every type."""

from __future__ import annotations

import base64

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import CacheDamaged


def to_parquet(table: pa.Table) -> bytes:
    """The table as one Parquet file, compressed with zstd; its Arrow schema goes along."""
    sink = pa.BufferOutputStream()
    # Ids have no two alike: a dictionary of them only makes their reading half as fast.
    repeating = [name for name in table.column_names if not name.endswith("_id")]
    pq.write_table(table, sink, compression="zstd", write_statistics=False, use_dictionary=repeating)
    return sink.getvalue().to_pybytes()


def from_parquet(content: bytes) -> pa.Table:
    """The table that `to_parquet` was given.

    Parquet has no seconds: without the cast to the schema that went along, every time would come back in
    milliseconds. Raises CacheDamaged where it is no such table.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        written = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(file.metadata.metadata[b"ARROW:schema"])))
        return file.read().cast(written)
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise CacheDamaged(f"A month was sealed rightly but is no table ({error}). Fetch it again.") from error
