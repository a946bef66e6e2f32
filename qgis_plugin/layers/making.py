"""An extract becomes layers: native and indexed, from memory only, styled, labelled and marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from qgis.core import (
    Qgis,
    QgsDateTimeRange,
    QgsLayerMetadata,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...processing_algorithms.base.translation import tr
from ...safestats_core.access import Level
from . import memory_files
from .category_style import style_by_category
from .count_style import style_by_count
from .extract import Extract
from .map_tips import add_map_tip
from .memory_files import MemoryFile
from .question import Question
from .words import say_in_words

MISSING_MONTHS = "safestats/missing_months"
"""Property of a layer: the months of its period that some supplier did not send, with commas between them."""


def make_layers(extract: Extract) -> list[QgsVectorLayer]:
    """The layers of an extract: its map, and a table of the incidents without a location if there are any."""
    return [_layer(extract, part) for part in parts_of(extract)]


def parts_of(extract: Extract) -> dict[str, MemoryFile]:
    """The files of an extract, by the part of the answer that each holds: "map" or "no location"."""
    parts = {"map": extract.mapped, "no location": extract.unmapped}
    return {part: file for part, file in parts.items() if file is not None}


def _layer(extract: Extract, part: str) -> QgsVectorLayer:
    file = parts_of(extract)[part]
    layer = QgsVectorLayer(file.path, _title(extract, part), "ogr")
    memory_files.hold(layer, file)
    layer.setReadOnly(True)
    say_in_words(layer)
    add_map_tip(layer, extract.dataset.handling)
    mark(layer, extract)
    Question.of(extract, part).write(layer)
    if part == "map":
        _show(layer, extract)
    return layer


def _title(extract: Extract, part: str) -> str:
    if part != "map":
        return tr("{title} (no location)").format(title=extract.title)
    if extract.dataset.level == Level.COUNTS:
        return tr("{title}, counts by ward").format(title=extract.title)
    return extract.title


def _show(layer: QgsVectorLayer, extract: Extract) -> None:
    if extract.dataset.level == Level.COUNTS:
        style_by_count(layer)
        return
    style_by_category(layer, extract.categories)
    _give_project_a_period(extract)
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    temporal.setStartField("start")
    temporal.setEndField("end")
    temporal.setIsActive("start" in extract.fields and "end" in extract.fields)


def _give_project_a_period(extract: Extract) -> None:
    """Tell the temporal controller from when to when, unless the project says so.

    It would find out by reading every row, on the main thread, when the first layer with times comes.
    """
    settings, months = QgsProject.instance().timeSettings(), extract.months
    if months is None or settings.temporalRange().begin().isValid():
        return
    first, last = (QDate(int(month[:4]), int(month[5:]), 1) for month in months)
    begin, end = (QDateTime(day, QTime(0, 0)) for day in (first, last.addMonths(1)))
    settings.setTemporalRange(QgsDateTimeRange(begin, end, True, False))


def mark(layer: QgsMapLayer, extract: Extract) -> None:
    """Write onto a layer whose data it is, how it must be handled, and what it holds now."""
    dataset = extract.dataset
    metadata = QgsLayerMetadata()
    metadata.setTitle(extract.title)
    metadata.setAbstract("\n".join([dataset.description, *extract.sentences()]))
    metadata.setRights([dataset.attribution])
    metadata.setLicenses([dataset.licence])
    metadata.setConstraints([QgsLayerMetadata.Constraint(dataset.handling, "handling")])
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)
    for name, value in extract.marking().items():
        layer.setCustomProperty(f"safestats/{name}", value)
    layer.setCustomProperty(MISSING_MONTHS, ",".join(extract.missing_months))
    QgsLayerNotesUtils.setLayerNotes(layer, paragraphs(extract.sentences()))


def paragraphs(sentences: Iterable[str]) -> str:
    """Sentences as HTML."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
