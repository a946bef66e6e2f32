"""Arrays of coordinates as well-known binary, one value a feature: quicker than QGIS's geometry from points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_HEADER = [("order", "u1"), ("type", "<u4")]
_POINT, _LINE, _POLYGON, _MULTIPOLYGON = 1, 2, 3, 6


def points_wkb(x: np.ndarray, y: np.ndarray) -> list[bytes]:
    """A point for each x and y."""
    return _packed(np.stack([x, y], axis=-1), [("xy", "<f8", (2,))], {"type": _POINT})


def lines_wkb(ends: np.ndarray) -> list[bytes]:
    """A line for each row of corners, shape (n, corners, 2)."""
    corners = ends.shape[1]
    return _packed(ends, [("count", "<u4"), ("xy", "<f8", (corners, 2))], {"type": _LINE, "count": corners})


def polygons_wkb(rings: np.ndarray) -> list[bytes]:
    """A polygon without holes for each closed ring, shape (n, corners, 2)."""
    corners = rings.shape[1]
    layout = [("rings", "<u4"), ("corners", "<u4"), ("xy", "<f8", (corners, 2))]
    return _packed(rings, layout, {"type": _POLYGON, "rings": 1, "corners": corners})


def polygon_wkb(rings: Sequence[np.ndarray]) -> bytes:
    """One polygon: its exterior and its holes, closed rings of any length, each of shape (corners, 2)."""
    start = np.array([(1, _POLYGON, len(rings))], dtype=[*_HEADER, ("rings", "<u4")])
    return start.tobytes() + b"".join(np.uint32(len(ring)).tobytes() + ring.astype("<f8").tobytes() for ring in rings)


def multipolygon_wkb(polygons: Sequence[Sequence[np.ndarray]]) -> bytes:
    """One multi-polygon of polygons as in `polygon_wkb`."""
    start = np.array([(1, _MULTIPOLYGON, len(polygons))], dtype=[*_HEADER, ("parts", "<u4")])
    return start.tobytes() + b"".join(polygon_wkb(rings) for rings in polygons)


def _packed(xy: np.ndarray, layout: list, counts: dict[str, int]) -> list[bytes]:
    values = np.empty(len(xy), dtype=[*_HEADER, *layout])
    values["order"] = 1
    for name, count in counts.items():
        values[name] = count
    values["xy"] = xy
    content, size = values.tobytes(), values.dtype.itemsize
    return [content[start : start + size] for start in range(0, len(content), size)]
