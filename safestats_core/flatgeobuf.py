"""Incidents as FlatGeobuf bytes: a native, indexed layer for any GIS without a file on disk."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Union
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from .flatgeobuf_rows import Repeated, byte_offsets, point_rows, repeated
from .hilbert_tree import hilbert_order, packed_tree
from .progress import Progress, silent
from .projection import shapes_to_projected, to_projected

_BATCH = 4_096
"""Rows encoded at once: few enough that the pieces stay in the processor's cache."""
_ENVELOPE, _FEATURES = 1, 8
"""Fields of the file's header."""


def located(table: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows with coordinates, and the rows without: a FlatGeobuf index holds no empty geometry."""
    present = pc.and_(pc.is_valid(table["longitude"]), pc.is_valid(table["latitude"]))
    return table.filter(present), table.filter(pc.invert(present))


def encode_points(table: pa.Table, crs: str, time_zone: str) -> bytes:
    """A FlatGeobuf file, with a spatial index, of the located incidents in `table` as points in `crs`.

    Instants become the wall clock of `time_zone`, as people read them. The features stand in the order of
    `hilbert_tree.hilbert_order`.
    """
    return b"".join(point_pieces(table, crs, time_zone))


def point_pieces(
    table: pa.Table, crs: str, time_zone: str, progress: Progress = silent
) -> list[Union[bytes, memoryview, pa.Buffer]]:
    """The same in pieces, for who can do with them: a million incidents are 450 MB, and joining copies them."""
    columns = wall_clock(table, time_zone)
    with ThreadPoolExecutor(1) as thread:
        prepared = thread.submit(_prepared, columns)
        x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), crs)
        if not np.isfinite(x).any():
            return [_with_pyogrio(columns, x, y, crs)]
        order = hilbert_order(x, y)
        x, y = x[order], y[order]
        ready = prepared.result()
    pieces: list[pa.Buffer] = []
    lengths: list[np.ndarray] = []
    for rows in _encoded(ready, x, y, order):
        ends = byte_offsets(rows)
        pieces.append(rows.buffers()[2][int(ends[0]) : int(ends[-1])])
        lengths.append(np.diff(ends))
        progress(min(len(pieces) * _BATCH, len(x)), len(x), "points")
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(lengths))[:-1]])
    return [_header(columns, x, y, crs), *packed_tree(x, y, offsets), *pieces]


def encode_polygons(table: pa.Table, outlines: list[shapely.Geometry], crs: str) -> bytes:
    """A FlatGeobuf file, with a spatial index, of the rows of `table` as polygons in `crs`.

    outlines  a polygon in WGS 84 for each row
    """
    projected = shapes_to_projected(np.asarray(outlines, dtype=object), crs)
    columns = table.append_column("geometry", pa.array(shapely.to_wkb(projected), pa.binary()))
    return _flatgeobuf(columns, geometry_name="geometry", geometry_type="Unknown", crs=crs)


def encode_rows(table: pa.Table, time_zone: str) -> bytes:
    """A FlatGeobuf file of incidents without a location: attributes only."""
    return _flatgeobuf(wall_clock(table, time_zone), SPATIAL_INDEX="NO")


def wall_clock(table: pa.Table, time_zone: str) -> pa.Table:
    """`table` with its UTC instants as local times of `time_zone`, without a zone."""
    ZoneInfo(time_zone)  # an unknown zone fails here, by its name
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type) and field.type.tz is not None:
            local = pc.local_timestamp(table[field.name].cast(pa.timestamp("ms", tz=time_zone)))
            table = table.set_column(index, field.name, local)
    return table


@dataclass(frozen=True)
class _Prepared:
    """Columns whose values repeat, encoded once; the others, each in one piece, with their numbers in the file."""

    repeated: list[Repeated]
    others: pa.Table
    numbers: list[int]


def _prepared(columns: pa.Table) -> _Prepared:
    encoded, numbers = repeated(columns)
    return _Prepared(encoded, columns.select(numbers).combine_chunks(), numbers)


def _encoded(ready: _Prepared, x: np.ndarray, y: np.ndarray, order: np.ndarray) -> Iterator[pa.Array]:
    """The features, batch by batch, in `order`; two batches at a time, as Arrow works outside Python's lock."""

    def encode(first: int) -> pa.Array:
        batch = slice(first, first + _BATCH)
        rows = order[batch]
        also = [each.encoded.take(pa.array(each.of_row[rows])) for each in ready.repeated]
        return point_rows(ready.others.take(pa.array(rows)), ready.numbers, also, x[batch], y[batch])

    with ThreadPoolExecutor(2) as threads:
        yield from threads.map(encode, range(0, len(order), _BATCH))


def _header(columns: pa.Table, x: np.ndarray, y: np.ndarray, crs: str) -> bytes:
    """The beginning of the file up to its index: that of one point, which names columns and CRS, with our figures."""
    header = bytearray(_with_pyogrio(columns.slice(0, 1), x[:1], y[:1], crs))
    (size,) = struct.unpack_from("<I", header, 8)
    del header[12 + size :]
    envelope = _field(header, _ENVELOPE)
    (at,) = struct.unpack_from("<I", header, envelope)
    extent = np.nanmin(x), np.nanmin(y), np.nanmax(x), np.nanmax(y)
    struct.pack_into("<4d", header, envelope + at + 4, *extent)
    struct.pack_into("<Q", header, _field(header, _FEATURES), len(x))
    return bytes(header)


def _field(header: bytearray, number: int) -> int:
    """Where a field of the header's table stands, as FlatBuffers lays it out."""
    (root,) = struct.unpack_from("<I", header, 12)
    table = 12 + root
    (layout,) = struct.unpack_from("<i", header, table)
    (at,) = struct.unpack_from("<H", header, table - layout + 4 + 2 * number)
    return table + int(at)


def _with_pyogrio(columns: pa.Table, x: np.ndarray, y: np.ndarray, crs: str) -> bytes:
    table = columns.append_column("geometry", _points(x, y))
    return _flatgeobuf(table, geometry_name="geometry", geometry_type="Point", crs=crs)


def _flatgeobuf(columns: pa.Table, **geometry: str) -> bytes:
    import pyogrio

    out = io.BytesIO()
    pyogrio.write_arrow(columns, out, driver="FlatGeobuf", **geometry)
    return out.getvalue()


def _points(x: np.ndarray, y: np.ndarray) -> pa.Array:
    """Well-known binary (little-endian points) of coordinates."""
    wkb = np.empty(len(x), dtype=[("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
    wkb["order"], wkb["type"], wkb["x"], wkb["y"] = 1, 1, x, y
    offsets = pa.array(np.arange(len(x) + 1) * wkb.dtype.itemsize, pa.int32())
    return pa.Array.from_buffers(pa.binary(), len(x), [None, offsets.buffers()[1], pa.py_buffer(wkb.tobytes())])
