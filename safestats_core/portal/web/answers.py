"""Rows on their way out as GeoJSON features, and what other formats need of them too."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...access import LEVEL_SCHEMAS, Level
from ..boundaries.areas import drawn_areas
from ..portal import Portal
from .collection import Collection
from .crs import CRS84, Crs

_PLACE = ("longitude", "latitude")
_DECIMALS = 6
"""Of degrees in polygons: 0.1 m."""


def features(portal: Portal, collection: Collection, rows: pa.Table, crs: Crs = CRS84) -> list[dict[str, Any]]:
    """Rows of a collection as GeoJSON features: points, or at the counts level the polygons of the wards."""
    level = collection.scope.level
    id_field = LEVEL_SCHEMAS[level].names[0]
    properties = written_times(rows).drop_columns([name for name in _PLACE if name in rows.column_names])
    places = _polygons(portal, rows, crs) if level == Level.COUNTS else _points(rows, level, crs)
    return [
        {"type": "Feature", "id": row[id_field], "geometry": place, "properties": row}
        for row, place in zip(properties.to_pylist(), places)
    ]


def written_times(rows: pa.Table) -> pa.Table:
    """`rows` with its times as text: UTC, to the second."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_timestamp(field.type):
            rows = rows.set_column(place, field.name, pc.strftime(rows[field.name], "%Y-%m-%dT%H:%M:%SZ"))
    return rows


def coordinates(rows: pa.Table, level: Level, crs: Crs) -> tuple[np.ndarray, np.ndarray]:
    """Where the rows of a level are, in a reference system; shape (rows,), NaN where a place is not to be seen."""
    if not set(_PLACE) <= set(rows.column_names):
        return np.full(rows.num_rows, np.nan), np.full(rows.num_rows, np.nan)
    longitude, latitude = (rows[name].to_numpy() for name in _PLACE)
    first, second = crs.places(longitude, latitude, level)
    is_placed = np.isfinite(first) & np.isfinite(second)
    return np.where(is_placed, first, np.nan), np.where(is_placed, second, np.nan)


def outlines(portal: Portal, rows: pa.Table, crs: Crs) -> list[Optional[shapely.Geometry]]:
    """The ward of each row of counts, in a reference system; None where it has no outline."""
    wanted = set(rows["ward"].to_pylist())
    known = {
        area.code: crs.outline(shapely.transform(area.geometry, lambda xy: np.round(xy, _DECIMALS)), Level.COUNTS)
        for area in drawn_areas(portal, "ward")
        if area.code in wanted
    }
    return [known.get(ward) for ward in rows["ward"].to_pylist()]


def _points(rows: pa.Table, level: Level, crs: Crs) -> list[Any]:
    first, second = coordinates(rows, level, crs)
    return [
        {"type": "Point", "coordinates": pair} if is_placed else None
        for is_placed, pair in zip(np.isfinite(first).tolist(), zip(first.tolist(), second.tolist()))
    ]


def _polygons(portal: Portal, rows: pa.Table, crs: Crs) -> list[Any]:
    shapes = outlines(portal, rows, crs)
    written = {id(shape): shapely.geometry.mapping(shape) for shape in shapes if shape is not None}
    return [written.get(id(shape)) for shape in shapes]
