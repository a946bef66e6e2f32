"""Arrow tables become layers: native and indexed, from memory only, styled and marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from qgis.core import (
    Qgis,
    QgsLayerMetadata,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsVectorLayer,
)

from ...safestats_core.access import Level
from ...safestats_core.incidents import AREA_TYPES
from . import memory_files
from .category_style import style_by_category
from .count_style import style_by_count
from .extract import Extract

LABELS = {
    "incident_id": "Incident",
    "supplier": "Recorded by",
    "source_id": "Supplier's reference",
    "category": "Category",
    "source_category": "Supplier's category",
    "start": "Happened from",
    "end": "Happened until",
    "time_precision": "How well the time is known",
    "month": "Month",
    "location_precision": "How well the place is known",
    "location": "Place",
    "outcome": "Outcome",
    "attributes": "Other fields of the supplier",
    "count": "Incidents",
    "name": "Area",
    "code": "Area code",
    **AREA_TYPES,
}


def make_layers(extract: Extract) -> list[QgsVectorLayer]:
    """The layers of an extract: its map, and a table of the incidents without a location if there are any."""
    layers = [_counts_layer(extract) if extract.dataset.level == Level.COUNTS else _points_layer(extract)]
    if extract.unmapped:
        layers.append(_layer(extract, extract.unmapped, f"{extract.title} (no location)"))
    return layers


def _points_layer(extract: Extract) -> QgsVectorLayer:
    layer = _layer(extract, extract.mapped, extract.title)
    style_by_category(layer, extract.categories)
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    temporal.setStartField("start")
    temporal.setEndField("end")
    temporal.setIsActive("start" in extract.fields and "end" in extract.fields)
    return layer


def _counts_layer(extract: Extract) -> QgsVectorLayer:
    layer = _layer(extract, extract.mapped, f"{extract.title}, counts by ward")
    style_by_count(layer)
    return layer


def _layer(extract: Extract, content: bytes, title: str) -> QgsVectorLayer:
    path = memory_files.keep(content, "fgb")
    layer = QgsVectorLayer(path, title, "ogr")
    memory_files.free_with(layer, path)
    layer.setReadOnly(True)
    _label_fields(layer)
    mark(layer, extract)
    return layer


def mark(layer: QgsMapLayer, extract: Extract) -> None:
    """Write onto a layer whose data it is, how it must be handled, and which query brought it."""
    dataset = extract.dataset
    metadata = QgsLayerMetadata()
    metadata.setTitle(extract.title)
    metadata.setAbstract(dataset.description)
    metadata.setRights([dataset.attribution])
    metadata.setLicenses([dataset.licence])
    layer.setMetadata(metadata)
    for name, value in extract.marking().items():
        layer.setCustomProperty(f"safestats/{name}", value)
    QgsLayerNotesUtils.setLayerNotes(layer, _paragraphs(extract.sentences()))


def _label_fields(layer: QgsVectorLayer) -> None:
    for index, field in enumerate(layer.fields()):
        layer.setFieldAlias(index, LABELS.get(field.name(), ""))


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
