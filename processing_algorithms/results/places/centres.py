"""The middle and the spread of points as layers: a row for each centre, circle and ellipse, and their colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...base.translation import tr
from ..features import Columns
from ..styles import style_classes
from ..wkb import points_wkb, polygon_wkb

if TYPE_CHECKING:
    from ....safestats_core.hotspots.centrography import Centrography, Ellipse

_CENTRES = (("mean centre", "#b2182b"), ("median centre", "#2166ac"))
_TITLES = {
    "mean centre": QT_TRANSLATE_NOOP("SafeStats", "Mean centre"),
    "median centre": QT_TRANSLATE_NOOP("SafeStats", "Median centre"),
    "standard distance": QT_TRANSLATE_NOOP("SafeStats", "Standard distance"),
    "ellipse": QT_TRANSLATE_NOOP("SafeStats", "Ellipse"),
}
"""The words in the fields -> what people read."""
_SHAPES = (("standard distance", "120,120,120,50"), ("ellipse", "244,121,43,90"))


def shape_rows(groups: Mapping[object, Centrography], km2: float) -> tuple[Columns, list[bytes]]:
    """A row and a polygon for each circle and ellipse; `km2` is a square unit of the CRS in square kilometres."""
    from ....safestats_core.hotspots.centrography import ellipse_ring

    shapes = [(group, found, name, shape) for group, found in groups.items() for name, shape in _shapes(found)]
    columns = {
        **_common([(group, found) for group, found, _, _ in shapes]),
        "shape": np.array([name for _, _, name, _ in shapes], dtype=object),
        "std_dist": np.array([found.standard_distance for _, found, _, _ in shapes]),
        "major": np.array([shape.major for *_, shape in shapes]),
        "minor": np.array([shape.minor for *_, shape in shapes]),
        "angle": np.array([np.nan if shape.major == shape.minor else shape.angle for *_, shape in shapes]),
        "area_km2": np.array([shape.area for *_, shape in shapes]) * km2,
    }
    return columns, [polygon_wkb([ellipse_ring(found.mean, shape)]) for _, found, _, shape in shapes]


def centre_rows(groups: Mapping[object, Centrography]) -> tuple[Columns, list[bytes]]:
    """A row and a point for each centre."""
    rows = [(group, found) for group, found in groups.items() for _ in _CENTRES]
    places = np.array([place for found in groups.values() for place in (found.mean, found.median)])
    columns = {
        **_common(rows),
        "centre": np.array([name for _ in groups for name, _ in _CENTRES], dtype=object),
        "x": places[:, 0],
        "y": places[:, 1],
    }
    return columns, points_wkb(*places.T)


def _shapes(found: Centrography) -> Iterator[tuple[str, Ellipse]]:
    from ....safestats_core.hotspots.centrography import Ellipse

    if found.standard_distance:
        yield _SHAPES[0][0], Ellipse(found.standard_distance, found.standard_distance, 0.0)
    if found.ellipse:
        yield _SHAPES[1][0], found.ellipse


def _common(rows: list[tuple[object, Centrography]]) -> Columns:
    return {
        "group": np.array([group for group, _ in rows], dtype=object),
        "count": np.array([found.points for _, found in rows], dtype=np.int64),
        "weight": np.array([found.weight for _, found in rows], dtype=float),
    }


def style_shapes(layer: QgsVectorLayer) -> None:
    """Circles and ellipses told apart."""
    style_classes(layer, "shape", [(name, colour, tr(_TITLES[name])) for name, colour in _SHAPES])


def style_centres(layer: QgsVectorLayer) -> None:
    """Mean and median told apart."""
    style_classes(layer, "centre", [(name, colour, tr(_TITLES[name])) for name, colour in _CENTRES])
