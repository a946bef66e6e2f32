"""Shapes that a filter names: read from WKT, GeoJSON or a box, checked, and moved to WGS 84."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
import shapely

from ...errors import InvalidInput
from ...projection import to_wgs84

_PIECES = 64
"""Into which the outline of a shape in a projected system is cut, since its straight lines are curves in degrees."""

_FARTHEST = 1e8
"""A coordinate in degrees or metres, so that no arithmetic with it can overflow."""

MOST_CORNERS = 500
"""Of all shapes in a filter: each edge becomes a dozen bound parameters, of which a database takes so many."""

_GEOJSON_TYPES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
)
WKT_TYPES = tuple(name.upper() for name in _GEOJSON_TYPES)


@dataclass(frozen=True)
class Frame:
    """In which reference system the shapes are stated.

    projected   its name, or None for degrees in WGS 84
    is_swapped  whether north comes before east
    """

    projected: Optional[str] = None
    is_swapped: bool = False


LONGITUDE_LATITUDE = Frame()


def of_wkt(text: str) -> shapely.Geometry:
    """A shape in well-known text. Raises InvalidInput where it is none."""
    try:
        return shapely.from_wkt(text)
    except shapely.errors.GEOSException as error:
        raise InvalidInput(
            f"'{text[:80]}' in the filter is not a geometry. Write POINT(-0.1 51.5), for one."
        ) from error


def of_geojson(member: dict[str, Any]) -> shapely.Geometry:
    """A shape as a GeoJSON object. Raises InvalidInput where it is none."""
    if member.get("type") not in _GEOJSON_TYPES:
        raise InvalidInput(f"A geometry in the filter has no type out of {', '.join(_GEOJSON_TYPES)}.")
    try:
        return shapely.from_geojson(json.dumps(member))
    except shapely.errors.GEOSException as error:
        raise InvalidInput(f"{json.dumps(member)[:80]} in the filter is not a GeoJSON geometry.") from error


def of_box(numbers: list[float], frame: Frame) -> shapely.Geometry:
    """A box of four numbers (or six, whose heights are passed over), in the order of the frame.

    In degrees west may be greater than east: it then crosses the antimeridian. Raises InvalidInput for anything else.
    """
    flat = [*numbers[:2], *numbers[3:5]] if len(numbers) == 6 else numbers
    west, south, east, north = _eastings_first(flat, frame) if len(flat) == 4 else [np.nan] * 4
    is_box = south <= north and (west <= east or frame.projected is None)
    if not is_box or not np.isfinite(flat).all():
        raise InvalidInput(f"({', '.join(map(str, numbers))}) is not a box: its lowest coordinates, then its highest.")
    spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    box = shapely.union_all([_rectangle(left, south, right, north) for left, right in spans])
    return _swapped(box) if frame.is_swapped else box


def _rectangle(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    """A box, or where it has no width or height the line or point that it is: a polygon would not be valid."""
    if (west, south) == (east, north):
        return shapely.Point(west, south)
    if west == east or south == north:
        return shapely.LineString([(west, south), (east, north)])
    return shapely.box(west, south, east, north)


def checked(shape: shapely.Geometry, frame: Frame) -> bytes:
    """A shape as WKB in longitude and latitude. Raises InvalidInput where it cannot be asked about."""
    if shape is None or shape.is_empty or not (np.abs(shapely.get_coordinates(shape)) <= _FARTHEST).all():
        raise InvalidInput("A geometry in the filter is empty, or has a coordinate that is no place on Earth.")
    shape = _without_empty(shape)
    if not shape.is_valid:
        raise InvalidInput(f"A geometry in the filter is not valid: {shapely.is_valid_reason(shape)}. Draw it again.")
    moved = _in_degrees(shapely.force_2d(shape), frame)
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise InvalidInput("A geometry in the filter lies outside its reference system. Check filter-crs.")
    return bytes(shapely.to_wkb(moved))


def _without_empty(shape: shapely.Geometry) -> shapely.Geometry:
    # The geometry library crashes where it is to cut the outline of a member that has none.
    if not hasattr(shape, "geoms"):
        return shape
    return type(shape)([_without_empty(member) for member in shape.geoms if not member.is_empty])


def _in_degrees(shape: shapely.Geometry, frame: Frame) -> shapely.Geometry:
    ordered = _swapped(shape) if frame.is_swapped else shape
    if frame.projected is None:
        return ordered
    crs = frame.projected
    cut = shapely.segmentize(ordered, max(shape.length / _PIECES, 1.0))
    return shapely.transform(cut, lambda places: np.column_stack(to_wgs84(places[:, 0], places[:, 1], crs)))


def _swapped(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda places: places[:, ::-1])


def _eastings_first(numbers: list[float], frame: Frame) -> list[float]:
    return [numbers[1], numbers[0], numbers[3], numbers[2]] if frame.is_swapped else numbers
