"""Algorithm `toprows`: the first rows of a layer by a number, as a layer with ranks and as a page to read."""

from __future__ import annotations

from typing import Optional

import numpy as np
from qgis.core import (
    QgsField,
    QgsPalLayerSettings,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QVariant

from ..safestats_core.errors import InvalidInput
from .base.groups import COUNTS_AND_PLACES
from .base.point_algorithm import PointAlgorithm
from .base.progress import report_to
from .base.translation import numeral, tr
from .results.marked import marking
from .results.page import heading, page, sentences, table
from .results.result import Result
from .sources.columns import is_null, read_columns, require_column
from .sources.result_rows import WHOLE_NUMBERS

_SMALL = 1e-4
"""A p value below this is printed as being below it, and not as a power of ten."""

_KINDS = {QVariant.DateTime: "time", QVariant.Date: "time"}


class TopRows(PointAlgorithm):
    """Ranks the rows of a layer by a number, keeps the first, and writes them as a page."""

    ORDER_BY = "ORDER_BY"
    ORDER = "ORDER"
    NUMBER = "NUMBER"
    FIELDS = "FIELDS"
    HEADING = "HEADING"
    TEXT = "TEXT"
    TEXT_LAYER = "TEXT_LAYER"
    COUNT = "COUNT"
    WITHOUT_VALUE = "WITHOUT_VALUE"

    ORDERS = {
        "highest": QT_TRANSLATE_NOOP("SafeStats", "Highest first"),
        "lowest": QT_TRANSLATE_NOOP("SafeStats", "Lowest first"),
    }

    group_name = COUNTS_AND_PLACES
    identifier = "toprows"
    title = QT_TRANSLATE_NOOP("SafeStats", "Top ten as a page")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "top ten,ranking,report,briefing,page,html,table,safestats")
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Ranks the rows of any layer or table by a number, for example areas by their count or cells by gi_z, and "
        "keeps the first ten (or as many as you like): as a layer with the field rank, and as a page with a heading, "
        "your words and a table, to print or to send. Rows with the same number share a rank.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A ranking always has a first, even where the differences are chance: look at the intervals and p values of "
        "the method that made the numbers before you name and shame a place.",
    )
    formula_source = QT_TRANSLATE_NOOP("SafeStats", "None: this only sorts.")

    column_parameters: dict[str, dict[str, str]] = {}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Layer"), [QgsProcessing.SourceType.TypeVector]),
            self.tr("Any layer or table. Filters and 'Selected features only' are honoured."),
        )
        self.add_field(
            self.ORDER_BY,
            self.tr("Rank by"),
            self.tr("The number that decides. Rows in which it is null are left out and counted."),
            numeric=True,
        )
        self.add_choice(self.ORDER, self.tr("Order"), self.ORDERS, self.tr("Default: highest first."))
        self.add_whole_number(
            self.NUMBER, self.tr("Number of rows"), 10, 1, self.tr("How many to keep. Default: 10."), advanced=False
        )
        self._add_page_words()
        self.add_sink(self.OUTPUT, self.tr("Top rows"), QgsProcessing.SourceType.TypeVectorAnyGeometry)
        self.add_page()
        self.add_numbers({self.COUNT: self.tr("Rows kept"), self.WITHOUT_VALUE: self.tr("Rows without a number")})

    def _add_page_words(self) -> None:
        self.add(
            QgsProcessingParameterField(
                self.FIELDS, self.tr("Columns of the page"), None, self.INPUT, allowMultiple=True, optional=True
            ),
            self.tr("In this order, after the rank. Default: all fields."),
        )
        self.add(
            QgsProcessingParameterString(self.HEADING, self.tr("Heading"), optional=True),
            self.tr("Of the page. Default: the name of the layer."),
        )
        self.add(
            QgsProcessingParameterString(self.TEXT, self.tr("Text"), multiLine=True, optional=True),
            self.tr(
                "What the page says above the table, a paragraph a line; a line that begins with # is a heading. "
                "Default: nothing."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.TEXT_LAYER,
                self.tr("Layer that the text speaks of"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            ),
            self.tr("Its handling marking and attribution go onto the result as well. Default: none."),
            advanced=True,
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that are not there, or that cannot be ranked by."""
        source = self.source(parameters, context)
        require_column(source, self.field(parameters, context, self.ORDER_BY), "number")
        for name in self.parameterAsFields(parameters, self.FIELDS, context):
            require_column(source, name, "text")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Rank, and write what comes first."""
        source, by = self.source(parameters, context), self.field(parameters, context, self.ORDER_BY)
        shown = self.parameterAsFields(parameters, self.FIELDS, context) or source.fields().names()
        kinds = {name: _kind(source.fields().field(name)) for name in (*shown, by)}
        columns = read_columns(source, kinds, report_to(feedback))
        number = self.parameterAsInt(parameters, self.NUMBER, context)
        first, rank = _first(columns[by], self.choice(parameters, self.ORDER, context, self.ORDERS), number)
        if not first.size:
            raise InvalidInput(
                tr("No row of '{layer}' has a value in '{by}'. Choose another field or layer.").format(
                    layer=source.sourceName(), by=by
                )
            )
        null = int(np.count_nonzero(is_null(columns[by])))
        output = self._write(parameters, context, feedback, first, rank)
        remarks = [self.tr("{kept} of {all} rows.").format(kept=numeral(first.size), all=numeral(columns[by].size))]
        if null:
            missing = self.tr("{number} rows without a value in '{field}' were left out.")
            remarks.append(missing.format(number=numeral(null), field=by))
        rows = [(place, *(_word(columns[name][row]) for name in shown)) for row, place in zip(first, rank)]
        html = self.write_page(parameters, context, self._page(parameters, context, shown, rows))
        outputs = {self.OUTPUT: output, self.HTML: html, self.COUNT: int(first.size), self.WITHOUT_VALUE: null}
        return Result(outputs, {self.OUTPUT: _style}, tuple(remarks))

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: np.ndarray,
        rank: np.ndarray,
    ) -> str:
        source = self.source(parameters, context)
        in_layer_order = np.argsort(first)
        columns = {"rank": rank[in_layer_order]}
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, first[in_layer_order], columns)

    def _page(self, parameters: dict, context: QgsProcessingContext, shown: list[str], rows: list[tuple]) -> str:
        source = self.source(parameters, context)
        text = self.parameterAsString(parameters, self.TEXT, context)
        said = [_line(line.strip()) for line in text.splitlines() if line.strip()]
        title = self.parameterAsString(parameters, self.HEADING, context) or source.sourceName()
        return page(title, marking(self._marks), *said, table([self.tr("Rank"), *shown], rows))


def _first(values: np.ndarray, order: str, number: int) -> tuple[np.ndarray, np.ndarray]:
    """The rows that come first, and their ranks; equal values share the rank of the first of them."""
    values = values.astype(float)
    known = np.flatnonzero(~np.isnan(values))
    keys = values[known] if order == "lowest" else -values[known]
    by_key = np.argsort(keys, kind="stable")[:number]
    rank = np.searchsorted(np.sort(keys), keys[by_key], side="left") + 1
    return known[by_key], rank


def _line(text: str) -> str:
    return heading(text.lstrip("# ")) if text.startswith("#") else sentences([text])


def _kind(field: QgsField) -> str:
    if field.type() in WHOLE_NUMBERS:
        return "whole"
    return "number" if field.isNumeric() else _KINDS.get(field.type(), "text")


def _word(value: object) -> str:
    """A value as it is printed: numbers with four digits or more, a null as nothing."""
    if isinstance(value, np.datetime64):
        return "" if np.isnat(value) else str(value).replace("T", " ").replace(" 00:00:00", "")
    if isinstance(value, np.integer):
        return numeral(int(value))
    if isinstance(value, (float, np.floating)):
        return "" if np.isnan(value) else _digits(float(value))
    return "" if value is None else str(value)


def _digits(value: float) -> str:
    if 0 < value < _SMALL:
        return tr("under {number}").format(number=numeral(_SMALL, ".4f"))
    return numeral(value, ",.0f") if value.is_integer() or abs(value) >= 1_000 else numeral(value, ".4g")


def _style(layer: QgsVectorLayer) -> None:
    """The look that QGIS gives, with the ranks written on the map."""
    labels: Optional[QgsPalLayerSettings] = QgsPalLayerSettings() if layer.isSpatial() else None
    if labels is not None:
        labels.fieldName = "rank"
        layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
        layer.setLabelsEnabled(True)
