"""Cells of a grid into a vector sink, a feature each."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsFeature, QgsFeatureSink, QgsField, QgsFields, QgsGeometry, QgsProcessingException
from qgis.PyQt.QtCore import QVariant

from ...safestats_core.hotspots.grids.grid import Grid, cell_ids, cell_polygons
from ...safestats_core.progress import Progress

_BATCH = 10_000
_KINDS = {"i": QVariant.LongLong, "f": QVariant.Double}


def cell_fields(columns: dict[str, np.dtype]) -> QgsFields:
    """The fields of a layer of cells: where the cell lies in the lattice, then `columns` by name and numpy type."""
    fields = QgsFields()
    for name, dtype in {"cell_col": np.dtype(int), "cell_row": np.dtype(int), **columns}.items():
        fields.append(QgsField(name, _KINDS[np.dtype(dtype).kind]))
    return fields


def write_cells(
    sink: QgsFeatureSink, grid: Grid, cells: np.ndarray, columns: dict[str, np.ndarray], progress: Progress
) -> None:
    """Add the cells to `sink`.

    cells    flat cell numbers, shape (n,)
    columns  a value per cell, each of shape (n,), in the order of the sink's fields
    Raises QgsProcessingException where the sink takes no more, for example on a full disk.
    """
    for start in range(0, len(cells), _BATCH):
        progress(start, len(cells), "cells written")
        part = slice(start, start + _BATCH)
        ids = cell_ids(grid, cells[part])
        values = [_values(column) for column in (*ids.T, *(column[part] for column in columns.values()))]
        features = [_feature(polygon, row) for polygon, row in zip(_polygons(grid, cells[part]), zip(*values))]
        if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(f"The cells could not be written: {sink.lastError()}")


def _values(column: np.ndarray) -> list:
    """Python numbers, None for NaN: a legend knows null, but not NaN."""
    return np.where(np.isnan(column), None, column).tolist() if column.dtype.kind == "f" else column.tolist()


def _feature(polygon: bytes, values: tuple) -> QgsFeature:
    geometry = QgsGeometry()
    geometry.fromWkb(polygon)
    feature = QgsFeature()
    feature.setGeometry(geometry)
    feature.setAttributes(list(values))
    return feature


def _polygons(grid: Grid, cells: np.ndarray) -> list[bytes]:
    """Well-known binary of cells: quicker than QGIS's geometry from points."""
    rings = cell_polygons(grid, cells)
    corners = rings.shape[1]
    layout = [("order", "u1"), ("type", "<u4"), ("rings", "<u4"), ("corners", "<u4"), ("xy", "<f8", (corners, 2))]
    polygons = np.empty(len(cells), dtype=layout)
    polygons["order"], polygons["type"], polygons["rings"], polygons["corners"] = 1, 3, 1, corners
    polygons["xy"] = rings
    content = polygons.tobytes()
    size = polygons.dtype.itemsize
    return [content[start : start + size] for start in range(0, len(content), size)]
