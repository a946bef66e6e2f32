"""A layer of lines, such as street segments, as arrays that the core understands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress
from ..base.translation import numeral, tr
from .columns import counted


@dataclass(frozen=True)
class Lines:
    """The usable lines of a source, and what had to be left out.

    parts             the parts of each line, arrays of vertices in the CRS asked for, shape (m, 2)
    feature           number of the feature behind each line, counted in the order of the source; rises
    without_geometry  number of features without a line
    """

    parts: list[list[np.ndarray]]
    feature: np.ndarray
    without_geometry: int


def read_lines(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    progress: Progress,
) -> Lines:
    """Every feature with a line of two vertices or more; raises InvalidInput where there is none."""
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(crs, context.transformContext())
    found = [_parts(feature.geometry()) for feature in counted(source, request, progress)]
    usable = np.flatnonzero([bool(parts) for parts in found])
    if not usable.size:
        raise InvalidInput(
            tr(
                "There are no lines to work with in '{layer}', which has {features} features. Check the layer, its "
                "filter, the selection."
            ).format(layer=source.sourceName(), features=numeral(len(found)))
        )
    return Lines([found[number] for number in usable], usable, len(found) - usable.size)


def _parts(geometry: QgsGeometry) -> list[np.ndarray]:
    if geometry.isEmpty():
        return []
    parts = geometry.asMultiPolyline() if geometry.isMultipart() else [geometry.asPolyline()]
    return [np.array([(vertex.x(), vertex.y()) for vertex in part]) for part in parts if len(part) > 1]
