"""The points of any source as numpy arrays; every route gives the same rows in the same order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest, QgsPointXY, QgsProcessingFeatureSource

from ...safestats_core.progress import Progress
from .point_file import PointFile, PointRows, read_file

_FEATURES_PER_REPORT = 10_000


@dataclass(frozen=True)
class Points:
    """The usable points of a source, and what had to be left out.

    x, y              coordinates in the source's CRS, float64, shape (points,); a multi-point gives all its parts
    weights           finite and not negative, float64, shape (points,); None where no weight was asked for
    features          number of features read
    without_geometry  number of features without a point
    without_weight    number of points whose weight is null
    negative_weight   number of points whose weight is below zero
    """

    x: np.ndarray
    y: np.ndarray
    weights: Optional[np.ndarray]
    features: int
    without_geometry: int
    without_weight: int
    negative_weight: int


def read_points(
    source: QgsProcessingFeatureSource, file: Optional[PointFile], weight: str, progress: Progress
) -> Points:
    """Read `file` where the source has one, else every feature of the source.

    weight    name of a numeric field, or "" for none
    progress  told as features are read; may raise Cancelled
    """
    return _usable(read_file(file, weight) if file else _read_features(source, weight, progress))


def _read_features(source: QgsProcessingFeatureSource, weight: str, progress: Progress) -> PointRows:
    column = source.fields().lookupField(weight)
    x, y, feature, weights = array("d"), array("d"), array("q"), array("d")
    number = -1
    for number, row in enumerate(_features(source, column)):
        for point in _parts(row):
            x.append(point.x())
            y.append(point.y())
            feature.append(number)
        if weight:
            weights.append(_float(row[column]))
        if number % _FEATURES_PER_REPORT == 0:
            progress(number, max(source.featureCount(), 0), "points read")
    arrays = [np.array(values) for values in (x, y, feature)]
    return PointRows(*arrays, np.array(weights) if weight else None, number + 1)


def _features(source: QgsProcessingFeatureSource, column: int) -> Iterator[QgsFeature]:
    request = QgsFeatureRequest().setSubsetOfAttributes([column] if column >= 0 else [])
    return source.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)


def _parts(row: QgsFeature) -> list[QgsPointXY]:
    geometry = row.geometry()
    if geometry.isEmpty():
        return []
    return geometry.asMultiPoint() if geometry.isMultipart() else [geometry.asPoint()]


def _float(value: object) -> float:
    """A number, or NaN for a null, which QGIS gives in several forms."""
    return float(value) if isinstance(value, (int, float)) else np.nan


def _usable(rows: PointRows) -> Points:
    placed = np.isfinite(rows.x) & np.isfinite(rows.y)
    points_of = np.bincount(rows.feature[placed], minlength=rows.features)
    weights = np.ones(rows.features) if rows.weights is None else rows.weights
    weights = weights[rows.feature]
    weighted = placed & np.isfinite(weights)
    kept = weighted & (weights >= 0)
    return Points(
        x=rows.x[kept],
        y=rows.y[kept],
        weights=None if rows.weights is None else weights[kept],
        features=rows.features,
        without_geometry=int(np.count_nonzero(points_of == 0)),
        without_weight=int(np.count_nonzero(placed & ~weighted)),
        negative_weight=int(np.count_nonzero(weighted & ~kept)),
    )
