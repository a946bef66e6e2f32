"""The incidents of a layer as arrays, read away from the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QVariant

from ...processing_algorithms.base.translation import tr
from ...processing_algorithms.sources.columns import ColumnReader, subset_request
from ...processing_algorithms.sources.crs import projected_for
from ...processing_algorithms.sources.point_file import file_behind
from ...safestats_core.progress import Progress
from ..layers.memory_files import file_of
from .memory_rows import read_memory_file

_ROWS_AT_ONCE = 200
_DATES = (QVariant.DateTime, QVariant.Date)


@dataclass(frozen=True)
class Fields:
    """Which fields of a layer hold what; "" for none."""

    start: str = ""
    end: str = ""
    category: str = ""


@dataclass(frozen=True)
class Rows:
    """What the explore panel shows of a layer.

    ids         ids of the features, int64, shape (n,)
    x, y        coordinates in `crs`, metres, NaN without a point, shape (n,)
    start, end  wall clock, datetime64[s], NaT where unknown, shape (n,)
    category    text or None, object, shape (n,)
    """

    ids: np.ndarray
    x: np.ndarray
    y: np.ndarray
    start: np.ndarray
    end: np.ndarray
    category: np.ndarray
    crs: QgsCoordinateReferenceSystem


class RowSource:
    """Made on the main thread from a layer; `read` may then run in any thread."""

    def __init__(self, layer: QgsVectorLayer, fields: Fields) -> None:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        self._crs = projected_for(QgsProcessingFeatureSource(layer, context, False), context)
        self._fields = layer.fields()
        self._names = {"start": fields.start, "end": fields.end, "category": fields.category}
        kinds = {fields.start: "time", fields.end: "time", fields.category: "text"}
        self._wanted = {name: kind for name, kind in kinds.items() if name}
        self._features = QgsVectorLayerFeatureSource(layer)
        self._request = subset_request(self._fields, self._wanted)
        self._file = None
        if layer.crs() == self._crs and file_of(layer) is not None:
            stored = dict.fromkeys(self._wanted, "number")  # of whatever kind: only that the file has them is asked
            self._file = file_behind(layer, stored)
        else:
            self._request.setDestinationCrs(self._crs, context.transformContext())

    def read(self, progress: Progress) -> Rows:
        """Every feature of the layer. Raises Cancelled where `progress` does."""
        rows = None if self._file is None else read_memory_file(self._file, self._names, progress)
        if rows is None:
            rows = self._read_features(progress)
        ids, x, y, *columns = rows
        return Rows(ids, x, y, crs=self._crs, **dict(zip(self._names, columns)))

    def _read_features(self, progress: Progress) -> tuple[np.ndarray, ...]:
        features, number = self._features.getFeatures(self._request), 0
        pieces = [self._piece([])]
        while taken := list(islice(features, _ROWS_AT_ONCE)):
            progress(number, 0, tr("Reading the layer"))
            pieces.append(self._piece(taken))
            number += len(taken)
        return tuple(np.concatenate(parts) for parts in zip(*pieces))

    def _piece(self, features: list[QgsFeature]) -> tuple[np.ndarray, ...]:
        """Ids, x, y, and the columns in the order of their names.

        Of few features at a time: while a list of objects is made or read, no other thread of Python runs, and the main
        thread is one.
        """
        reader = ColumnReader(self._fields, self._wanted)
        for feature in features:
            reader.add(feature)
        x, y = np.array([_place(feature) for feature in features], dtype=float).reshape(-1, 2).T
        read = reader.arrays()
        nothing = {"start": np.datetime64("NaT", "s"), "end": np.datetime64("NaT", "s"), "category": None}
        columns = (read.get(name, np.full(len(features), nothing[kind])) for kind, name in self._names.items())
        return np.array([feature.id() for feature in features], dtype=np.int64), x, y, *columns


def guess_fields(layer: QgsVectorLayer) -> Fields:
    """The fields of a layer of SafeStats by their names; of another the first date and the first text."""
    names = [field.name() for field in layer.fields()]
    dates = [field.name() for field in layer.fields() if field.type() in _DATES]
    texts = [field.name() for field in layer.fields() if field.type() == QVariant.String]
    start = "start" if "start" in names else next(iter(dates), "")
    category = "category" if "category" in names else next(iter(texts), "")
    return Fields(start, "end" if "end" in names else "", category)


def _place(feature: QgsFeature) -> tuple[float, float]:
    geometry = feature.geometry()
    if geometry.isEmpty():
        return np.nan, np.nan
    point = geometry.asMultiPoint()[0] if geometry.isMultipart() else geometry.asPoint()
    return point.x(), point.y()
