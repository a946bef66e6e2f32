"""The rows of a result layer: what stands in chosen fields, where each row lies, and by what it is known again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsField, QgsGeometry, QgsProcessingFeatureSource
from qgis.PyQt.QtCore import QVariant

from ...safestats_core.progress import Progress
from .columns import ColumnReader, counted, subset_request

CELL_FIELDS = ("cell_col", "cell_row")
"""The place of a cell in its lattice: with its width, the same in every run."""

_NOWHERE = 1e300
_TIMES = (QVariant.DateTime, QVariant.Date)
WHOLE_NUMBERS = (QVariant.Int, QVariant.LongLong, QVariant.UInt, QVariant.ULongLong)


@dataclass(frozen=True)
class ResultRows:
    """A layer row by row.

    geometries  None for a row without one
    columns     the fields that were wanted, as numbers, texts and times
    """

    geometries: list[Optional[QgsGeometry]]
    columns: dict[str, np.ndarray]

    def without(self, rows: np.ndarray) -> ResultRows:
        """The rest, where `rows` are left out."""
        kept = np.flatnonzero(~rows)
        columns = {name: values[kept] for name, values in self.columns.items()}
        return ResultRows([self.geometries[row] for row in kept.tolist()], columns)

    def middles(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of the middle of each row; far from everything where a row lies nowhere."""
        places = [None if geometry is None else geometry.centroid().asPoint() for geometry in self.geometries]
        x, y = np.array([(_NOWHERE, _NOWHERE) if place is None else (place.x(), place.y()) for place in places]).T
        return x, y

    def shapes(self) -> Optional[list[Optional[bytes]]]:
        """Where each row lies, as well-known binary of several parts; None for a table without geometry."""
        if all(geometry is None for geometry in self.geometries):
            return None
        return [None if geometry is None else _several(geometry) for geometry in self.geometries]


def read_rows(source: QgsProcessingFeatureSource, wanted: Collection[str], progress: Progress) -> ResultRows:
    """Every row with the fields that are wanted, in the order of the source."""
    kinds = {name: kind_of(source.fields().field(name)) for name in wanted}
    reader = ColumnReader(source.fields(), kinds)
    geometries: list[Optional[QgsGeometry]] = []
    for feature in counted(source, subset_request(source.fields(), kinds), progress):
        geometry = feature.geometry()
        geometries.append(None if geometry.isNull() or geometry.isEmpty() else QgsGeometry(geometry))
        reader.add(feature)
    return ResultRows(geometries, reader.arrays())


def kind_of(field: QgsField) -> str:
    """How a field is read: see `columns.Wanted`."""
    if field.type() in WHOLE_NUMBERS:
        return "whole"
    return "number" if field.isNumeric() else "time" if field.type() in _TIMES else "text"


def as_words(values: np.ndarray) -> list[str]:
    """Values as names: 12.0 is "12", a null is ""."""
    if values.dtype.kind == "f":
        return ["" if np.isnan(value) else f"{value:.15g}" for value in values.tolist()]
    if values.dtype.kind == "M":
        return ["" if np.isnat(value) else str(value)[:10] for value in values]
    return ["" if value is None else str(value) for value in values.tolist()]


def places(rows: ResultRows) -> Optional[list[str]]:
    """A name for each row by where it lies, the same in every run; None where rows lie nowhere or in one place."""
    if not rows.geometries or any(geometry is None for geometry in rows.geometries):
        return None
    boxes = [geometry.boundingBox() for geometry in rows.geometries if geometry is not None]
    if set(CELL_FIELDS) <= rows.columns.keys():
        cells = zip(boxes, *(as_words(rows.columns[name]) for name in CELL_FIELDS))
        names = [f"cell {box.width():.6g} {column} {row}" for box, column, row in cells]
    else:
        corners = ((box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) for box in boxes)
        names = ["place " + " ".join(f"{value:.8g}" for value in corner) for corner in corners]
    return names if len(set(names)) == len(names) else None


def _several(geometry: QgsGeometry) -> bytes:
    several = QgsGeometry(geometry)
    several.convertToMultiType()
    return bytes(several.asWkb())
