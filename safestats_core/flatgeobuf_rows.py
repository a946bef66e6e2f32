"""Rows of a table as the features of a FlatGeobuf file, column by column instead of row by row.

A feature is its size, a head that is the same for every point but for two lengths and two coordinates, and the
properties: for each value that is there, the number of its column and the value, in any order. Arrow joins the pieces.

Source: the FlatGeobuf specification, version 3 (flatgeobuf.org), and FlatBuffers' binary layout (flatbuffers.dev).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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

_LOOKED_AT, _TIMES = 20_000, 2
"""Rows by which it is told whether values repeat, and how often they do at least."""
_COMBINATIONS = 20_000
"""Of columns that are encoded together: their bytes stay in the processor's cache."""


@dataclass(frozen=True)
class Repeated:
    """The properties of some columns whose values repeat, encoded once for each combination that occurs.

    encoded  the combinations, as bytes
    of_row   which of them each row has, shape (rows,)
    """

    encoded: pa.Array
    of_row: np.ndarray


def point_rows(
    table: pa.Table, numbers: Sequence[int], also: Sequence[pa.Array], x: np.ndarray, y: np.ndarray
) -> pa.Array:
    """A feature for each row of `table`, as bytes, at coordinates of shape (rows,).

    numbers  of the table's columns in the file
    also     further properties of the rows, as bytes
    """
    pieces = [*also, *property_pieces(table, numbers)]
    lengths = np.sum([_lengths(piece) for piece in pieces], axis=0) if pieces else np.zeros(len(x), np.int64)
    head = np.zeros(len(x), _HEAD)
    head["size"] = _HEAD.itemsize - 4 + lengths
    head["root"], head["feature"], head["geometry"] = 12, 8, 8
    head["feature_layout"], head["geometry_layout"] = (8, 12, 4, 8), (8, 8, 0, 4)
    head["geometry_at"], head["properties_at"], head["coordinates_at"] = 16, 40, 4
    head["coordinates"], head["properties"] = 2, lengths
    head["x"], head["y"] = x, y
    return _joined([_fixed(head), *pieces])


def property_pieces(table: pa.Table, numbers: Sequence[int]) -> list[pa.Array]:
    """The properties of each row of `table`, as pieces of bytes one behind the other; what is null is left out."""
    pieces: list[pa.Array] = []
    for number, column in zip(numbers, table.columns):
        pieces += _property(number, column.combine_chunks())
    return pieces


def repeated(table: pa.Table) -> tuple[list[Repeated], list[int]]:
    """The properties of the columns whose values repeat, and the numbers of the other columns.

    Columns go together as long as few combinations occur: a borough and its wards, a category and its words.
    """
    chosen = [number for number, column in enumerate(table.columns) if _repeats(column)]
    with ThreadPoolExecutor(2) as threads:
        coded = list(threads.map(lambda number: _coded(table.column(number)), chosen))
    groups = [_Group.of(number, column) for number, column in zip(chosen, coded)]
    kept: list[_Group] = []
    for group in groups:
        joined = kept[-1].and_also(group) if kept else None
        kept = [*kept, group] if joined is None else [*kept[:-1], joined]
    return [each.encoded() for each in kept], [each for each in range(table.num_columns) if each not in chosen]


@dataclass(frozen=True)
class _Group:
    """Columns by number, the values of each combination that occurs, and which combination each row has."""

    values: dict[int, pa.Array]
    of_row: np.ndarray

    @classmethod
    def of(cls, number: int, column: pa.DictionaryArray) -> _Group:
        """Of one column; a null is a value as well."""
        missing = len(column.dictionary)
        values = pa.concat_arrays([column.dictionary, pa.nulls(1, column.dictionary.type)])
        return cls({number: values}, column.indices.fill_null(missing).to_numpy(zero_copy_only=False).astype(np.int32))

    def and_also(self, other: _Group) -> Optional[_Group]:
        """Both together; None where that makes many combinations."""
        width = len(next(iter(other.values.values())))
        both = pa.array(self.of_row.astype(np.int64) * width + other.of_row).dictionary_encode()
        if len(both.dictionary) > _COMBINATIONS:
            return None
        mine, its = np.divmod(both.dictionary.to_numpy(), width)
        values = {number: each.take(pa.array(mine)) for number, each in self.values.items()}
        values |= {number: each.take(pa.array(its)) for number, each in other.values.items()}
        return _Group(values, both.indices.to_numpy())

    def encoded(self) -> Repeated:
        """The bytes of each combination."""
        table = pa.table(list(self.values.values()), list(map(str, self.values)))
        # Arrow leaves a row out altogether of which there is nothing to join.
        pieces = [pa.repeat(pa.scalar(b"", pa.large_binary()), table.num_rows)]
        pieces += property_pieces(table, list(self.values))
        return Repeated(_joined(pieces), self.of_row)


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column as numbers of its values. Its chunks are joined afterwards, when they are small."""
    joined = column.dictionary_encode().unify_dictionaries().combine_chunks()
    return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined


def _repeats(column: pa.ChunkedArray) -> bool:
    """Whether a column has few values, as far as its first rows show."""
    if not (pa.types.is_string(column.type) or pa.types.is_timestamp(column.type)):
        return False
    first = column.slice(0, _LOOKED_AT)
    return len(first.unique()) * _TIMES <= len(first)


def _lengths(piece: pa.Array) -> np.ndarray:
    """The bytes of each value, 0 where there is none: int64, shape (rows,)."""
    lengths = np.diff(byte_offsets(piece))
    return lengths * piece.is_valid().to_numpy(zero_copy_only=False) if piece.null_count else lengths


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
    # Digit by digit: datetime_as_string would keep all other threads from Python for 50 ms.
    seconds = np.arange(_DAY)
    shown = np.full((_DAY, 8), ord(":"), np.uint8)
    for place, unit in ((0, seconds // 3600), (3, seconds // 60 % 60), (6, seconds % 60)):
        shown[:, place], shown[:, place + 1] = ord("0") + unit // 10, ord("0") + unit % 10
    return shown.view("S8").ravel()


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
