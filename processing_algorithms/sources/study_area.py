"""A layer of polygons as the boundary that the core understands, in the CRS of the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

if TYPE_CHECKING:
    import shapely

Rings = list[np.ndarray]


def read_boundary(
    source: QgsProcessingFeatureSource, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> list[Rings]:
    """Polygons of rings of corners in `crs`, the exterior first; features without a geometry give none."""
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(crs, context.transformContext())
    # A boundary that crosses itself still says what is inside: the core counts crossings.
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    return [polygon for row in source.getFeatures(request, unchecked) for polygon in polygons_of(row.geometry())]


def read_outline(source: QgsProcessingFeatureSource, context: QgsProcessingContext) -> shapely.Geometry:
    """All polygons together as one, in WGS 84, for a query."""
    import shapely

    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    request = QgsFeatureRequest().setNoAttributes().setDestinationCrs(wgs84, context.transformContext())
    together = QgsGeometry.unaryUnion([row.geometry() for row in source.getFeatures(request)])
    if together.isEmpty():
        raise InvalidInput(
            tr("'{layer}' holds no polygon. Choose another layer, or leave the area out.").format(
                layer=source.sourceName()
            )
        )
    return shapely.from_wkb(bytes(together.asWkb()))


def polygons_of(geometry: QgsGeometry) -> list[Rings]:
    """The polygons of one geometry; none where it has none."""
    if geometry.isEmpty():
        return []
    polygons = geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]
    return [[np.array([(corner.x(), corner.y()) for corner in ring]) for ring in polygon] for polygon in polygons]
