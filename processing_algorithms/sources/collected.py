"""The points of a source that only QGIS can read, gathered by QGIS's own code: no Python per feature."""

from __future__ import annotations

from typing import Optional

import numpy as np
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ...safestats_core.errors import Cancelled
from ..base.translation import tr
from .point_file import PointRows

_ALGORITHM = "native:collect"
_HEADER, _POINT_HEADER, _NUMBER = 9, 5, 8  # bytes before the points, before each point's numbers, and of a number


def collect_points(
    given: object, source: QgsProcessingFeatureSource, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Optional[PointRows]:
    """Every point of `source` as one multi-point, or None where the points then could not be told apart by feature.

    given  the parameter's value that `source` stands for: with it the selection and the filter are honoured
    Without a field this is eight times as quick as feature by feature. A source of multi-points, or one of whose
    features has no point, is left to the slower way.
    """
    known = source.featureCount()
    if known <= 0 or QgsWkbTypes.flatType(source.wkbType()) != QgsWkbTypes.Type.Point:
        return None
    collect = QgsApplication.processingRegistry().createAlgorithmById(_ALGORITHM)
    if collect is None:
        return None
    outputs, done = collect.run({"INPUT": given, "OUTPUT": "memory:"}, context, feedback)
    if feedback.isCanceled():
        raise Cancelled(tr("Stopped before the end."))
    layer = context.takeResultLayer(outputs["OUTPUT"]) if done else None
    gathered = next(layer.getFeatures(), None) if layer else None
    if gathered is None:
        return None
    geometry = gathered.geometry()
    if geometry.isEmpty():
        return None
    x, y = _coordinates(bytes(geometry.asWkb()), QgsWkbTypes.coordDimensions(geometry.wkbType()))
    return PointRows(x, y, np.arange(x.size), {}, x.size) if x.size == known else None


def _coordinates(wkb: bytes, dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """x and y of the points of a multi-point, in their order."""
    values = np.frombuffer(wkb, np.uint8, offset=_HEADER).reshape(-1, _POINT_HEADER + _NUMBER * dimensions)
    xy = values[:, _POINT_HEADER : _POINT_HEADER + 2 * _NUMBER].copy().view("<f8")
    return xy[:, 0].copy(), xy[:, 1].copy()
