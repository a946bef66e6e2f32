"""The points of any source as numpy arrays; every route gives the same rows in the same order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...safestats_core.progress import Progress
from .columns import ColumnReader, Wanted, counted, is_null, subset_request
from .point_file import PointFile, PointRows, read_file


@dataclass(frozen=True)
class Points:
    """The usable points of a source, and what had to be left out.

    x, y              coordinates in the CRS asked for, float64, shape (points,); a multi-point gives all its parts
    weights           finite and not negative, float64, shape (points,); None where no weight was asked for
    columns           the values of the other fields that were wanted, by name, each of shape (points,)
    feature           number of the feature that each point belongs to, counted in the order of the source; never falls
    features          number of features read
    without_geometry  number of features without a point
    without_weight    number of points whose weight is null
    negative_weight   number of points whose weight is below zero
    without_value     number of points left out because a needed field is null, by field
    """

    x: np.ndarray
    y: np.ndarray
    weights: Optional[np.ndarray]
    columns: dict[str, np.ndarray]
    feature: np.ndarray
    features: int
    without_geometry: int
    without_weight: int
    negative_weight: int
    without_value: dict[str, int]


def read_points(
    source: QgsProcessingFeatureSource,
    file: Optional[PointFile],
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    progress: Progress,
    weight: str = "",
    wanted: Optional[Wanted] = None,
    needed: Collection[str] = (),
    collect: Optional[Callable[[], Optional[PointRows]]] = None,
) -> Points:
    """Read `file` where the source has one, else every feature of the source.

    crs       what x and y are measured in; another than the source's own makes QGIS transform every point
    weight    name of a numeric field, or "" for none
    wanted    other fields to read
    needed    those of them that must not be null: without one, a point is left out and counted
    collect   gives the points in one go, or None where it cannot; asked where neither a file nor a field is read
    progress  told as features are read; may raise Cancelled
    """
    columns = {**(wanted or {}), **({weight: "number"} if weight else {})}
    rows = None
    if crs == source.sourceCrs():
        if file is not None:
            rows = read_file(file, columns)
        elif collect is not None and not columns:
            rows = collect()
    if rows is None:
        rows = _read_features(source, crs, context, columns, progress)
    return _usable(rows, weight, wanted or {}, needed)


def _read_features(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    wanted: Wanted,
    progress: Progress,
) -> PointRows:
    reader = ColumnReader(source.fields(), wanted)
    request = subset_request(source.fields(), wanted)
    if crs != source.sourceCrs():
        request.setDestinationCrs(crs, context.transformContext())
    x, y, feature = array("d"), array("d"), array("q")
    number = -1
    for number, row in enumerate(counted(source, request, progress)):
        for point in _parts(row):
            x.append(point.x())
            y.append(point.y())
            feature.append(number)
        reader.add(row)
    return PointRows(*(np.array(values) for values in (x, y, feature)), reader.arrays(), number + 1)


def _parts(row: QgsFeature) -> list[QgsPointXY]:
    geometry = row.geometry()
    if geometry.isEmpty():
        return []
    return geometry.asMultiPoint() if geometry.isMultipart() else [geometry.asPoint()]


def _usable(rows: PointRows, weight: str, wanted: Wanted, needed: Collection[str]) -> Points:
    placed = np.isfinite(rows.x) & np.isfinite(rows.y)
    points_of = np.bincount(rows.feature[placed], minlength=rows.features)
    weights = (rows.columns[weight] if weight else np.ones(rows.features))[rows.feature]
    weighted = placed & np.isfinite(weights)
    kept = weighted & (weights >= 0)
    negative = int(np.count_nonzero(weighted & ~kept))
    without_value = {}
    for name in (name for name in needed if name in rows.columns):
        null = kept & is_null(rows.columns[name])[rows.feature]
        without_value[name] = int(np.count_nonzero(null))
        kept &= ~null
    feature = rows.feature[kept]
    return Points(
        x=rows.x[kept],
        y=rows.y[kept],
        weights=weights[kept] if weight else None,
        columns={name: rows.columns[name][feature] for name in wanted},
        feature=feature,
        features=rows.features,
        without_geometry=int(np.count_nonzero(points_of == 0)),
        without_weight=int(np.count_nonzero(placed & ~weighted)),
        negative_weight=negative,
        without_value=without_value,
    )
