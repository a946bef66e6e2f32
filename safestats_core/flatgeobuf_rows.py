"""Rows of a table as the features of a FlatGeobuf file, column by column instead of row by row.

A feature is its size, a head that is the same for every point but for two lengths and two coordinates, and the
properties: for each value that is there, the number of its column and the value. Arrow joins the pieces.

Source: the FlatGeobuf specification, version 3 (flatgeobuf.org), and FlatBuffers' binary layout (flatbuffers.dev).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_HEAD = np.dtype(
    [
        ("size", "<u4"),  # of what follows, in bytes
        ("root", "<u4"),
        ("feature_layout", "<u2", 4),
        ("feature", "<i4"),
        ("geometry_at", "<u4"),
        ("properties_at", "<u4"),
        ("geometry_layout", "<u2", 4),
        ("geometry", "<i4"),
        ("coordinates_at", "<u4"),
        ("coordinates", "<u4"),
        ("x", "<f8"),
        ("y", "<f8"),
        ("properties", "<u4"),  # bytes of them
    ]
)
"""The head of a point: offsets count from the field that holds them, layouts are FlatBuffers' vtables."""
_INSTANT = np.dtype([("column", "<u2"), ("length", "<u4"), ("date", "S10"), ("t", "S1"), ("clock", "S8")])
_DAY = 86_400


def point_rows(table: pa.Table, x: np.ndarray, y: np.ndarray) -> pa.Array:
    """A feature for each row of `table`, as bytes, at coordinates of shape (rows,)."""
    properties = property_rows(table)
    lengths = np.diff(byte_offsets(properties))
    head = np.zeros(len(x), _HEAD)
    head["size"] = _HEAD.itemsize - 4 + lengths
    head["root"], head["feature"], head["geometry"] = 12, 8, 8
    head["feature_layout"], head["geometry_layout"] = (8, 12, 4, 8), (8, 8, 0, 4)
    head["geometry_at"], head["properties_at"], head["coordinates_at"] = 16, 40, 4
    head["coordinates"], head["properties"] = 2, lengths
    head["x"], head["y"] = x, y
    return _joined([_fixed(head), properties])


def property_rows(table: pa.Table) -> pa.Array:
    """The properties of each row of `table`, as bytes; what is null is left out."""
    pieces: list[pa.Array] = []
    for number, name in enumerate(table.column_names):
        pieces += _property(number, table[name].combine_chunks())
    return _joined(pieces)


def _property(number: int, column: pa.Array) -> list[pa.Array]:
    if pa.types.is_timestamp(column.type):
        return [_instants(number, column)]
    if pa.types.is_float64(column.type) or pa.types.is_int64(column.type):
        plain = np.empty(len(column), [("column", "<u2"), ("value", "<f8" if column.type == pa.float64() else "<i8")])
        plain["column"], plain["value"] = number, column.fill_null(0).to_numpy(zero_copy_only=False)
        return [_fixed(plain, column)]
    texts = column.cast(pa.large_binary())
    lead = np.empty(len(texts), [("column", "<u2"), ("length", "<u4")])
    lead["column"], lead["length"] = number, np.diff(byte_offsets(texts))
    return [_fixed(lead, column), texts]


def _instants(number: int, column: pa.Array) -> pa.Array:
    """Times without a zone, as ISO 8601 to the second: looked up by day and by second of the day."""
    seconds = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    days, known = np.unique(seconds // _DAY, return_inverse=True)
    dates = np.datetime_as_string(days.astype("datetime64[D]")).astype("S10")
    written = np.empty(len(column), _INSTANT)
    written["column"], written["length"], written["t"] = number, 19, b"T"
    written["date"], written["clock"] = dates[known.ravel()], _clocks()[seconds % _DAY]
    return _fixed(written, column)


@lru_cache(maxsize=1)
def _clocks() -> np.ndarray:
    """What a clock shows at each second of a day."""
    shown = np.datetime_as_string(np.arange(_DAY).astype("datetime64[s]")).astype("S19")
    return np.ascontiguousarray(shown.view("S1").reshape(_DAY, 19)[:, 11:]).view("S8").ravel()


def _fixed(values: np.ndarray, nulls_of: Optional[pa.Array] = None) -> pa.Array:
    """Records of one size as binary values, null where another array is."""
    offsets = np.arange(len(values) + 1, dtype=np.int64) * values.dtype.itemsize
    missing = None
    if nulls_of is not None and nulls_of.null_count:
        missing = pa.py_buffer(np.packbits(nulls_of.is_valid().to_numpy(zero_copy_only=False), bitorder="little"))
    buffers = [missing, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(values).view(np.uint8))]
    return pa.Array.from_buffers(pa.large_binary(), len(values), buffers)


def _joined(pieces: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*pieces, pa.scalar(b"", pa.large_binary()), null_handling="skip")


def byte_offsets(column: pa.Array) -> np.ndarray:
    """Where each value of a large binary array begins, and the last ends: int64, shape (n + 1,)."""
    return np.frombuffer(column.buffers()[1], np.int64, len(column) + 1, column.offset * 8)
