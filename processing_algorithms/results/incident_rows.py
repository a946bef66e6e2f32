"""Rows of a portal's answer into a vector sink: incidents as points, counts as the polygons of their wards."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from ...safestats_core.progress import Progress
from ..base.translation import tr

if TYPE_CHECKING:
    import pyarrow as pa

    from ...safestats_core.retrieval.catalogue import Area

_BATCH = 10_000
_KINDS = {"string": QVariant.String, "double": QVariant.Double, "int64": QVariant.LongLong}


def fields_of(schema: pa.Schema) -> QgsFields:
    """The typed fields of an answer; instants are shown on the dataset's wall clock."""
    fields = QgsFields()
    for column in schema:
        fields.append(QgsField(column.name, _KINDS.get(str(column.type), QVariant.DateTime)))
    return fields


def incident_features(table: pa.Table, crs: str, time_zone: str) -> Iterator[QgsFeature]:
    """A point in `crs` for each incident that has a place, then, without a geometry, those that have none."""
    from ...safestats_core.flatgeobuf import encode_points, encode_rows, located

    has_places = {"longitude", "latitude"} <= set(table.column_names)
    placed, placeless = located(table) if has_places else (table.slice(0, 0), table)
    if placed.num_rows:
        yield from _features_of(encode_points(placed, crs, time_zone))
    if placeless.num_rows:
        yield from _features_of(encode_rows(placeless, time_zone))


def count_features(
    table: pa.Table, wards: Iterable[Area], crs: str, context: QgsProcessingContext
) -> Iterator[QgsFeature]:
    """A feature for each count, with the polygon of its ward in `crs`; none where the ward is not known."""
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem(crs), context.transformContext()
    )
    outlines = {ward.code: _outline(ward, transform) for ward in wards}
    for row in table.to_pylist():
        feature = QgsFeature()
        feature.setGeometry(outlines.get(row["ward"], QgsGeometry()))
        feature.setAttributes(list(row.values()))
        yield feature


def add_features(sink: QgsFeatureSink, features: Iterator[QgsFeature], total: int, progress: Progress) -> int:
    """Add all `features` to `sink`; gives how many of them have no geometry."""
    done = without_geometry = 0
    while batch := list(islice(features, _BATCH)):
        progress(done, total, tr("Rows written"))
        if not sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(tr("The rows could not be written: {reason}").format(reason=sink.lastError()))
        done += len(batch)
        without_geometry += sum(not feature.hasGeometry() for feature in batch)
    return without_geometry


def _features_of(content: bytes) -> Iterator[QgsFeature]:
    """The features of a FlatGeobuf file that never touches a disk; QGIS turns its values into typed attributes."""
    with _in_memory(content) as path:
        yield from QgsVectorLayer(path, "incidents", "ogr").getFeatures()


@contextmanager
def _in_memory(content: bytes) -> Iterator[str]:
    path = f"/vsimem/safestats/{uuid.uuid4().hex}.fgb"
    gdal.FileFromMemBuffer(path, content)
    try:
        yield path
    finally:
        gdal.Unlink(path)


def _outline(area: Area, transform: QgsCoordinateTransform) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(area.geometry.wkb)
    geometry.transform(transform)
    geometry.convertToMultiType()
    return geometry
