"""Algorithm `printbriefing`: maps, words and a page for each area as a print layout in the project, and as a PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Optional

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP
from qgis.PyQt.QtGui import QTextDocumentFragment

from ..safestats_core.errors import InvalidInput
from ..safestats_core.progress import Progress
from .asking.print_briefing import BriefingParameters
from .base.progress import report_to
from .base.translation import day_and_time, numeral, tr
from .printing.area_words import (
    classes_in_areas,
    classes_present,
    kind_of,
    ranks_of,
    sentences_on_all,
    sentences_on_areas,
)
from .printing.briefing import Areas, Block, Briefing, Map, Table, blocks_of
from .printing.printing import Printed, print_briefing
from .results.features import extended_fields, write_extended
from .results.provenance import AS_OF, UNTIL, joined_marks, marks_of
from .results.result import Result, plain
from .sources.columns import read_columns, require_column
from .sources.selection import chosen_layer, is_selection


@dataclass(frozen=True)
class _Told:
    """The areas of a briefing: where they are written, how they are printed, and what is said of all of them."""

    output: str
    areas: Optional[Areas]
    in_short: tuple[str, ...]


class PrintBriefing(BriefingParameters):
    """Lays out results on A4 with everything that a printed map has to have, and writes the sheets as a PDF."""

    PDF = "PDF"
    PAGES = "PAGES"

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Briefings")
    identifier = "printbriefing"
    title = QT_TRANSLATE_NOOP("SafeStats", "Printed briefing")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "print,layout,atlas,pdf,briefing,report,ward,map,paper,safestats")
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Lays out results on sheets of A4, with title, legend, scale bar, north arrow, the words that go with them, "
        "whose data it is, and the handling marking at head and foot; with areas, such as wards, a page for each, with "
        "its name, what it holds and where it lies. The sheets become a PDF, and a print layout with an atlas in the "
        "project, where everything can be moved, reworded and printed again.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "What is printed leaves the protection of this computer. Look at the marking, at small counts and at the terms "
        "of use before you hand it on. A rank is one of counts, not of risk: where more people are, more happens.",
    )
    formula_source = QT_TRANSLATE_NOOP("SafeStats", "None: this only sets out what other methods have found.")
    packages = ("numpy",)

    column_parameters: dict[str, dict[str, str]] = {}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_results()
        self.add_headings()
        self.add_areas()
        self.add_words()
        self.add_rest()
        self.add_sink(
            self.OUTPUT, self.tr("Areas of the briefing"), QgsProcessing.SourceType.TypeVectorPolygon, optional=True
        )
        self.parameterDefinition(self.OUTPUT).setCreateByDefault(True)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.PDF, self.tr("PDF"), self.tr("PDF files (*.pdf)"), optional=True, createByDefault=True
            )
        )
        self.add_numbers({self.PAGES: self.tr("Pages")})

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """The marks of all that is shown count, those of the background as well."""
        prepared = super().prepareAlgorithm(parameters, context, feedback)
        shown = [*self._layers(parameters, context, self.LAYERS), *self._layers(parameters, context, self.BACKGROUND)]
        self._marks = joined_marks([self._marks, *map(marks_of, shown)])
        return prepared

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that are not there, and areas without names."""
        if not self._layers(parameters, context, self.LAYERS):
            raise InvalidInput(tr("There is nothing to print. Choose one result or more."))
        areas = self.parameterAsSource(parameters, self.AREAS, context)
        if areas is not None:
            name, count = (self.field(parameters, context, each) for each in (self.AREA_NAME, self.COUNT_FIELD))
            if not name:
                raise InvalidInput(tr("Each area gets a page with its name. Choose the field that holds the names."))
            require_column(areas, name, "text")
            if count:
                require_column(areas, count, "number")
        table = self.parameterAsSource(parameters, self.TABLE, context)
        for name in self.parameterAsFields(parameters, self.TABLE_FIELDS, context) if table is not None else ():
            require_column(table, name, "text")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Gather what the briefing says, lay it out and print it."""
        layers = self._layers(parameters, context, self.LAYERS)
        maps = self._maps(parameters, context, layers)
        told = self._areas(parameters, context, feedback, maps[0])
        heading = self.parameterAsString(parameters, self.HEADING, context) or maps[0].title
        text = self.parameterAsString(parameters, self.TEXT, context)
        briefing = Briefing(
            title=heading,
            subtitle=self.parameterAsString(parameters, self.SUBTITLE, context),
            marks=self._marks,
            maps=maps,
            background=tuple(self._layers(parameters, context, self.BACKGROUND)),
            areas=told.areas,
            words=blocks_of(text) if text else (*_in_short(told.in_short), *_notes_of(maps)),
            table=self._table(parameters, context),
            as_of=self.parameterAsString(parameters, self.AS_OF, context) or self._told_by_the_layers(AS_OF),
        )
        name = self.parameterAsString(parameters, self.LAYOUT, context) or heading
        path = self.parameterAsFileOutput(parameters, self.PDF, context)
        printed = print_briefing(briefing, name, path, context, feedback)
        outputs = {self.OUTPUT: told.output, self.PDF: path, self.PAGES: printed.pages}
        return Result(outputs, {self.OUTPUT: plain}, self._remarks(printed, path))

    def _told_by_the_layers(self, name: str) -> str:
        """A moment among their marks, in words; of several layers the earliest, and empty where none tells it."""
        told = self._marks.get(name)
        return day_and_time(datetime.fromisoformat(told)) if told else ""

    def _layers(self, parameters: dict, context: QgsProcessingContext, name: str) -> list[QgsMapLayer]:
        layers = self.parameterAsLayerList(parameters, name, context) if parameters.get(name) else []
        for layer in layers:
            if context.temporaryLayerStore().mapLayer(layer.id()) is layer:
                layer.loadDefaultStyle()  # Processing opens a file that is given by its path without its looks
        return layers

    def _layer(self, parameters: dict, context: QgsProcessingContext, name: str) -> QgsVectorLayer:
        """A layer of just the features that were chosen."""
        if not is_selection(parameters[name]):
            return chosen_layer(self, parameters, name, context)
        chosen = self.parameterAsSource(parameters, name, context).materialize(QgsFeatureRequest())
        context.temporaryLayerStore().addMapLayer(chosen)  # which it lives as long as
        return chosen

    def _maps(self, parameters: dict, context: QgsProcessingContext, layers: list[QgsMapLayer]) -> tuple[Map, ...]:
        titles = self.parameterAsString(parameters, self.TITLES, context).splitlines()
        given = [title.strip() for title in titles] + [""] * len(layers)
        return tuple(Map(title or layer.name(), layer, classes_present(layer)) for title, layer in zip(given, layers))

    def _areas(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, shown: Map
    ) -> _Told:
        """The areas, and what is to be said of them; those with pages are written, and the atlas goes by them."""
        source = self.parameterAsSource(parameters, self.AREAS, context)
        if source is None:
            return _Told("", None, ())
        name, field = (self.field(parameters, context, each) for each in (self.AREA_NAME, self.COUNT_FIELD))
        progress = report_to(feedback)
        columns = read_columns(source, {name: "text", **({field: "number"} if field else {})}, progress)
        counts = columns[field].astype(float) if field else None
        classes, kind = classes_in_areas(shown.layer, source, context, progress), kind_of(shown.layer)
        in_short = tuple(sentences_on_all(columns[name].tolist(), counts, classes, kind))
        if not self.parameterAsBool(parameters, self.ATLAS, context):
            return _Told("", Areas(self._layer(parameters, context, self.AREAS), name, has_pages=False), in_short)
        ranks = ranks_of(np.full(columns[name].size, np.nan) if counts is None else counts)
        words = sentences_on_areas(counts, ranks, classes, kind, shown.title)
        added = {"rank": ranks, "words": np.array(words, dtype=object)}
        output = self._write(parameters, context, progress, added)
        number = self.parameterAsInt(parameters, self.NUMBER, context)
        return _Told(
            output, Areas(QgsProcessingUtils.mapLayerFromString(output, context), name, True, number), in_short
        )

    def _write(
        self, parameters: dict, context: QgsProcessingContext, progress: Progress, added: dict[str, np.ndarray]
    ) -> str:
        source = self.parameterAsSource(parameters, self.AREAS, context)
        # Without a place that somebody names they are kept for this run only, and so are the pages of the layout.
        given = {**parameters, self.OUTPUT: parameters.get(self.OUTPUT) or QgsProcessing.TEMPORARY_OUTPUT}
        fields = extended_fields(source.fields(), added)
        sink, output = self.open_sink(given, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs())
        write_extended(sink, source, np.arange(added["rank"].size), added, context, progress)
        return output

    def _table(self, parameters: dict, context: QgsProcessingContext) -> Optional[Table]:
        if not parameters.get(self.TABLE):
            return None
        layer = self._layer(parameters, context, self.TABLE)
        fields = self.parameterAsFields(parameters, self.TABLE_FIELDS, context) or layer.fields().names()
        ranked = ["rank"] if "rank" in layer.fields().names() and "rank" not in fields else []
        return Table(layer, {name: _heading_of(layer, name) for name in (*ranked, *fields)})

    def _remarks(self, printed: Printed, path: str) -> tuple[str, ...]:
        said = [tr("{pages} pages.").format(pages=numeral(printed.pages))]
        if path:
            said.append(tr("Written to {path}.").format(path=path))
        if printed.name:
            said.append(tr("In the project as the layout '{name}'.").format(name=printed.name))
        if self._marks.get("handling"):
            said.append(tr("Handling: {marking}.").format(marking=self._marks["handling"]))
        if UNTIL in self._marks and datetime.fromisoformat(self._marks[UNTIL]) < datetime.now(timezone.utc):
            words = tr("The rows behind this were to be used until {moment}: load them again before you hand it on.")
            said.append(words.format(moment=self._told_by_the_layers(UNTIL)))
        return tuple(said)


def _in_short(sentences: tuple[str, ...]) -> tuple[Block, ...]:
    """What was found, before how."""
    return (Block(tr("In short"), is_heading=True), *map(Block, sentences)) if sentences else ()


def _notes_of(maps: tuple[Map, ...]) -> tuple[Block, ...]:
    """What the results say of themselves; the marking and whose data it is stand at the foot of the page."""
    blocks = []
    for each in maps:
        marks = marks_of(each.layer)
        known = {f"Handling: {marks.get('handling', '')}.", marks.get("attribution", "")}
        known.add(tr("Handling: {marking}.").format(marking=marks.get("handling", "")))
        notes = QTextDocumentFragment.fromHtml(QgsLayerNotesUtils.layerNotes(each.layer)).toPlainText()
        said = [Block(line.strip()) for line in notes.splitlines() if line.strip() and line.strip() not in known]
        title = tr("How '{title}' was made").format(title=each.title) if len(maps) > 1 else tr("How it was made")
        blocks += [Block(title, is_heading=True), *said] if said else []
    return tuple(blocks)


def _heading_of(layer: QgsVectorLayer, name: str) -> str:
    """The field's alias, or its name as words."""
    alias = layer.attributeAlias(layer.fields().lookupField(name))
    words = re.sub(r"_+", " ", name).strip()
    return alias or words[:1].upper() + words[1:]
