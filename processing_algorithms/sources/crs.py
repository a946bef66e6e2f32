"""The coordinate reference system that an algorithm works in: one that measures in a length, not in degrees."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

_NATIONAL_GRIDS = {
    # Northern Ireland first: it lies within the box round Great Britain.
    "EPSG:29903": (-8.2, 54.0, -5.4, 55.4),
    "EPSG:27700": (-8.7, 49.8, 1.8, 60.9),
}
"""West, south, east, north in degrees."""


def require_crs(source: QgsProcessingFeatureSource) -> None:
    """Refuse a layer of which nobody knows where it lies."""
    if not source.sourceCrs().isValid():
        raise InvalidInput(
            tr(
                "The layer '{name}' has no coordinate reference system. Set it in the layer's properties, or write "
                "the layer anew with 'Assign projection'."
            ).format(name=source.sourceName())
        )


def require_projected(source: QgsProcessingFeatureSource) -> None:
    """Refuse a CRS in which distances are not distances, and none at all."""
    require_crs(source)
    crs, name = source.sourceCrs(), source.sourceName()
    if crs.isGeographic():
        raise InvalidInput(
            tr(
                "The layer '{name}' is in {crs} ({description}), which measures in degrees, not in metres. Run "
                "'Reproject layer' on it first, for example to EPSG:27700 (British National Grid), or tick "
                "'Reproject points that are in degrees'."
            ).format(name=name, crs=crs.authid(), description=crs.description())
        )


def projected_for(source: QgsProcessingFeatureSource, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
    """The source's own CRS, or where that is in degrees one in metres that fits the place.

    That is the national grid of Great Britain or of Northern Ireland, and elsewhere the UTM zone of the middle.
    Raises InvalidInput for a source without a CRS or without an extent.
    """
    require_crs(source)
    crs = source.sourceCrs()
    if not crs.isGeographic():
        return crs
    extent = source.sourceExtent()
    if extent.isNull() or not extent.isFinite():
        raise InvalidInput(
            tr("There are no points in '{layer}'. Choose a layer, filter or selection.").format(
                layer=source.sourceName()
            )
        )
    to_degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext())
    return QgsCoordinateReferenceSystem(_fitting(to_degrees.transform(extent.center())))


def _fitting(middle: QgsPointXY) -> str:
    for code, (west, south, east, north) in _NATIONAL_GRIDS.items():
        if west <= middle.x() <= east and south <= middle.y() <= north:
            return code
    zone = min(int((middle.x() + 180) // 6) + 1, 60)
    return f"EPSG:{(32600 if middle.y() >= 0 else 32700) + zone}"
