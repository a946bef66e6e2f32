"""Polygons from files: made valid, flat, and moved to WGS 84."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pyproj
import shapely

from ..projection import WGS84

_POLYGON = 3


def to_wgs84_polygons(shapes: np.ndarray, crs: pyproj.CRS) -> tuple[np.ndarray, np.ndarray]:
    """The polygon parts of `shapes`, valid and in WGS 84, and which of them had to be repaired; both of shape (n,).

    A shape without any area becomes None. Repaired are polygons that cross or touch themselves.
    """
    flat = shapely.force_2d(shapes)
    repaired = ~(shapely.is_valid(flat) | shapely.is_missing(flat))
    valid = _made_valid(flat)
    if crs != pyproj.CRS.from_user_input(WGS84):
        transformer = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
        moved = shapely.transform(valid, lambda points: np.column_stack(transformer.transform(*points.T)))
        # Rounding in the move can let two corners of a sliver change sides.
        valid = _made_valid(moved)
    return valid, repaired


def union(shapes: np.ndarray) -> shapely.Geometry:
    """One polygon or multipolygon that covers all `shapes`."""
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def _made_valid(shapes: np.ndarray) -> np.ndarray:
    sound = shapely.is_valid(shapes) & np.isin(shapely.get_type_id(shapes), [_POLYGON, 6])
    result = np.array(shapes, dtype=object)
    result[~sound] = [_polygon_parts(shape) for shape in shapely.make_valid(shapes[~sound])]
    return result


def _polygon_parts(shape: Optional[shapely.Geometry]) -> Optional[shapely.Geometry]:
    if shape is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    if not len(polygons):
        return None
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
