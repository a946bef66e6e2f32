"""The whole of an answer as FlatGeobuf, which GDAL and QGIS open, written batch by batch.

The file has no spatial index: one could only be written in front of the features when all of them are known, and so
all in memory. Without it the features follow one another, and a file is a header and any number of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import shapely

from ...access import Level
from ..collection import Collection
from ..portal import Portal
from .answers import coordinates, outlines
from .crs import Crs
from .reading.pieces import Pieces, in_pieces

_MAGIC = 8
_GEOMETRY = "geometry"


def flatgeobuf_stream(portal: Portal, collection: Collection, crs: Crs, batches: Iterable[pa.RecordBatch]) -> Pieces:
    """A feature for each row, in `crs` with east before north as the format has it; times are UTC."""

    def encode(batch: pa.RecordBatch) -> bytes:
        return _split(_file(portal, collection, crs, pa.Table.from_batches([batch])))[1]

    # A header that was written for no rows says neither how many there are nor where.
    nothing = pa.Table.from_batches([], collection.scope.schema)
    return in_pieces(_split(_file(portal, collection, crs, nothing))[0], batches, encode)


def _file(portal: Portal, collection: Collection, crs: Crs, rows: pa.Table) -> bytes:
    import pyogrio  # it brings pandas: a fifth of the time in which a portal starts

    places = _places(portal, collection.scope.level, crs, rows)
    table = rows.append_column(_GEOMETRY, pa.array(shapely.to_wkb(places), pa.binary()))
    out = io.BytesIO()
    pyogrio.write_arrow(
        table,
        out,
        driver="FlatGeobuf",
        layer=collection.id,
        geometry_name=_GEOMETRY,
        geometry_type="Unknown" if collection.scope.level == Level.COUNTS else "Point",
        crs=crs.name,
        SPATIAL_INDEX="NO",
    )
    return out.getvalue()


def _places(portal: Portal, level: Level, crs: Crs, rows: pa.Table) -> np.ndarray:
    ordered = replace(crs, frame=replace(crs.frame, is_swapped=False))
    if level == Level.COUNTS:
        return np.array(outlines(portal, rows, ordered), dtype=object)
    x, y = coordinates(rows, level, ordered)
    points = shapely.points(x, y)
    points[np.isnan(x)] = None
    return points


def _split(file: bytes) -> tuple[bytes, bytes]:
    """A file without an index: everything up to the end of its header, and its features."""
    end = _MAGIC + 4 + int.from_bytes(file[_MAGIC : _MAGIC + 4], "little")
    return file[:end], file[end:]
