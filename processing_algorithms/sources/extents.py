"""How much area polygons have within a study area."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...safestats_core.progress import Progress
from .columns import counted


def union_of(
    source: QgsProcessingFeatureSource, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> QgsGeometry:
    """All polygons of a source together, in `crs`, repaired where they cross themselves."""
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(crs, context.transformContext())
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    return QgsGeometry.unaryUnion([row.geometry().makeValid() for row in source.getFeatures(request, unchecked)])


def sizes_within(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    boundary: QgsGeometry,
    progress: Progress,
) -> np.ndarray:
    """The area of every feature within `boundary`, in square units of `crs`, in the order of the source.

    boundary  an empty geometry for no limit
    """
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(crs, context.transformContext())
    limit = None if boundary.isEmpty() else QgsGeometry.createGeometryEngine(boundary.constGet())
    if limit is not None:
        limit.prepareGeometry()
    sizes = []
    for feature in counted(source, request, progress):
        geometry = feature.geometry().makeValid()
        if limit is not None and not geometry.isEmpty() and not limit.contains(geometry.constGet()):
            geometry = geometry.intersection(boundary)
        sizes.append(0.0 if geometry.isEmpty() else geometry.area())
    return np.array(sizes, dtype=float)
