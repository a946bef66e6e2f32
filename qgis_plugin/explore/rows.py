"""The incidents of a layer as arrays, read away from the main thread."""

from __future__ import annotations

from dataclasses import dataclass

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

from ...processing_algorithms.sources.columns import ColumnReader, subset_request
from ...processing_algorithms.sources.crs import projected_for
from ...safestats_core.progress import Progress

_ROWS_BETWEEN_REPORTS = 5_000
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
        if layer.crs() != self._crs:
            self._request.setDestinationCrs(self._crs, context.transformContext())

    def read(self, progress: Progress) -> Rows:
        """Every feature of the layer. Raises Cancelled where `progress` does."""
        ids, places = [], []
        columns = ColumnReader(self._fields, self._wanted)
        for number, feature in enumerate(self._features.getFeatures(self._request)):
            if number % _ROWS_BETWEEN_REPORTS == 0:
                progress(number, 0, "Reading the layer")
            ids.append(feature.id())
            places.append(_place(feature))
            columns.add(feature)
        x, y = np.array(places, dtype=float).reshape(-1, 2).T.copy()
        read = columns.arrays()
        nothing = {"start": np.datetime64("NaT", "s"), "end": np.datetime64("NaT", "s"), "category": None}
        found = {kind: read.get(name, np.full(len(ids), nothing[kind])) for kind, name in self._names.items()}
        return Rows(np.array(ids, dtype=np.int64), x, y, crs=self._crs, **found)


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
