"""Incidents as FlatGeobuf bytes: a native, indexed layer for any GIS without a file on disk."""

from __future__ import annotations

import io
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from .projection import shapes_to_projected, to_projected


def located(table: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows with coordinates, and the rows without: a FlatGeobuf index holds no empty geometry."""
    present = pc.and_(pc.is_valid(table["longitude"]), pc.is_valid(table["latitude"]))
    return table.filter(present), table.filter(pc.invert(present))


def encode_points(table: pa.Table, crs: str, time_zone: str) -> bytes:
    """A FlatGeobuf file, with a spatial index, of the located incidents in `table` as points in `crs`.

    Instants become the wall clock of `time_zone`, as people read them.
    """
    x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), crs)
    columns = wall_clock(table, time_zone).append_column("geometry", _points(x, y))
    return _flatgeobuf(columns, geometry_name="geometry", geometry_type="Point", crs=crs)


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
