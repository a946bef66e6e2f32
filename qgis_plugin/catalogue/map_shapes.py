"""Shapes of QGIS as the core wants them: valid polygons in WGS 84."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput


def layer_area(layer: QgsVectorLayer | None) -> Callable[[], shapely.Geometry]:
    """What puts the polygons of `layer` together, those selected if any are; to be called in any thread.

    Raises InvalidInput where there is no layer, now, or no polygon in it, then.
    """
    if layer is None:
        raise InvalidInput(tr("There is no polygon layer in the project. Add one, or choose another kind of area."))
    source, name, crs = QgsVectorLayerFeatureSource(layer), layer.name(), layer.crs()
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    if layer.selectedFeatureCount():
        request.setFilterFids(layer.selectedFeatureIds())
    context = QgsProject.instance().transformContext()

    def read() -> shapely.Geometry:
        geometries = [feature.geometry() for feature in source.getFeatures(request) if feature.hasGeometry()]
        if not geometries:
            raise InvalidInput(tr("Layer '{name}' has no polygon. Choose another layer.").format(name=name))
        return in_wgs84(QgsGeometry.unaryUnion(geometries), crs, context)

    return read


def in_wgs84(
    geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext | None = None
) -> shapely.Geometry:
    """A geometry of `crs` as a valid shapely one; `context` says how to transform, if not as the project does."""
    moved = QgsGeometry(geometry)
    to = QgsCoordinateReferenceSystem("EPSG:4326")
    moved.transform(QgsCoordinateTransform(crs, to, context or QgsProject.instance().transformContext()))
    return shapely.make_valid(shapely.from_wkb(bytes(moved.asWkb())))
