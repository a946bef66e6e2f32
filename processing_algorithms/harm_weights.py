"""Algorithm `harmweights`: gives each incident the weight of its category, from a file that the analyst brings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import SafeStatsAlgorithm
from .base.groups import DATA
from .base.progress import report_to
from .base.translation import tr
from .results.harm import harm_remarks, used_columns
from .results.result import Result, plain
from .results.styles import style_incidents
from .sources.columns import read_columns, require_column

if TYPE_CHECKING:
    from ..safestats_core.hotspots.harm import Weighted
    from ..safestats_core.hotspots.harm_file import HarmWeights as Weights


class HarmWeights(SafeStatsAlgorithm):
    """Adds a field of weights to incidents, by their category."""

    CATEGORY = "CATEGORY"
    WEIGHTS = "WEIGHTS"
    CATEGORY_COLUMN = "CATEGORY_COLUMN"
    WEIGHT_COLUMN = "WEIGHT_COLUMN"
    WITHOUT = "WITHOUT"
    TABLE = "TABLE"
    COUNT = "COUNT"
    WITHOUT_WEIGHT = "WITHOUT_WEIGHT"
    TOTAL = "TOTAL"
    UNMATCHED = "UNMATCHED"

    WITHOUTS = {
        "empty": QT_TRANSLATE_NOOP("SafeStats", "Leave the weight empty"),
        "zero": QT_TRANSLATE_NOOP("SafeStats", "Give them the weight 0"),
    }

    identifier = "harmweights"
    title = QT_TRANSLATE_NOOP("SafeStats", "Weight incidents by harm")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,harm,severity,weight,score,crime severity score,cambridge crime harm index,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Gives each incident the weight of its category, from a file of categories and weights that you bring, for "
        "example the ONS Crime Severity Score or the Cambridge Crime Harm Index. The field weight can then be the "
        "weight field of every other method. Categories are looked up exactly first, then without regard to capitals "
        "and spaces. What has no weight is listed with its number, and never taken for 0 unless you say so.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A weight is a judgement: SafeStats ships none, so name the source of yours wherever you show a result. One "
        "homicide can outweigh a year of thefts: with weights, test by permutation, and look at the counts beside.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Weighting by harm: Sherman, Neyroud & Neyroud (2016), Policing 10, 171-183; Office for National Statistics "
        "(2016), Research outputs: developing a Crime Severity Score.",
    )
    group_name = DATA

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Incidents"), [QgsProcessing.SourceType.TypeVector]
            ),
            self.tr("Points, or a table. A field of theirs that is called weight is replaced."),
        )
        self.add(
            QgsProcessingParameterField(self.CATEGORY, self.tr("Category field"), None, self.INPUT),
            self.tr("The field by which the weight is looked up, for example the crime type."),
        )
        self.add(
            QgsProcessingParameterFile(self.WEIGHTS, self.tr("Weights file (CSV)")),
            self.tr(
                "A text file with a category and a weight in each row, with commas, semicolons or tabs between them, "
                "with or without a row of column names. Negative weights, words in place of numbers and categories "
                "that come twice are refused with their row."
            ),
        )
        self._add_columns()
        self.add_sink(self.OUTPUT, self.tr("Weighted incidents"), QgsProcessing.SourceType.TypeVector)
        self.add_sink(self.TABLE, self.tr("Weights used"), QgsProcessing.SourceType.TypeVector, optional=True)
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents"),
                self.WITHOUT_WEIGHT: self.tr("Incidents without a weight in the file"),
                self.TOTAL: self.tr("Sum of weights"),
            }
        )
        self.add_texts({self.UNMATCHED: self.tr("Categories without a weight")})

    def _add_columns(self) -> None:
        for name, title, meaning in (
            (
                self.CATEGORY_COLUMN,
                self.tr("Column of categories"),
                self.tr(
                    "Its name in the file. Default: the column called category, crime type or the like, else the first."
                ),
            ),
            (
                self.WEIGHT_COLUMN,
                self.tr("Column of weights"),
                self.tr("Its name in the file. Default: the column called weight, harm or the like, else the second."),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), meaning, advanced=True)
        self.add_choice(
            self.WITHOUT,
            self.tr("Incidents without a weight"),
            self.WITHOUTS,
            self.tr(
                "What to do with incidents whose category is not in the file. Left empty, other methods leave them out "
                "and count them. Default: leave empty."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a field that is not there, and a file that cannot be used."""
        source = self._source(parameters, context)
        require_column(source, self.parameterAsString(parameters, self.CATEGORY, context), "text")
        self._weights(parameters, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Look every category up, and write the incidents with their weight."""
        from ..safestats_core.hotspots.harm import apply_harm_weights

        weights, source = self._weights(parameters, context), self._source(parameters, context)
        category = self.parameterAsString(parameters, self.CATEGORY, context)
        values = read_columns(source, {category: "text"}, report_to(feedback))[category]
        if not values.size:
            raise InvalidInput(
                tr("There are no incidents in '{layer}'. Choose a layer, filter or selection.").format(
                    layer=source.sourceName()
                )
            )
        weighted = apply_harm_weights(weights, values)
        without = np.isnan(weighted.weight)
        if without.all():
            raise InvalidInput(_nothing_matches(category, weights, weighted))
        as_zero = self.choice(parameters, self.WITHOUT, context, self.WITHOUTS) == "zero"
        column = np.where(without, 0.0, weighted.weight) if as_zero else weighted.weight
        every, columns, used = np.arange(values.size), {"weight": column}, used_columns(weights, weighted)
        outputs = {
            self.OUTPUT: self.write_copies(parameters, self.OUTPUT, context, feedback, source, every, columns),
            self.TABLE: self.write_layer(parameters, self.TABLE, context, feedback, used, crs=source.sourceCrs()),
            self.COUNT: int(values.size),
            self.WITHOUT_WEIGHT: int(np.count_nonzero(without)),
            self.TOTAL: float(np.nansum(column)),
            self.UNMATCHED: "; ".join(name or self.tr("(empty)") for name in weighted.unmatched),
        }
        has_points = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PointGeometry
        styles = {self.OUTPUT: style_incidents if has_points else plain, self.TABLE: plain}
        file = Path(self.parameterAsFile(parameters, self.WEIGHTS, context)).name
        return Result(outputs, styles, tuple(harm_remarks(file, weights, weighted, as_zero)))

    def _source(self, parameters: dict, context: QgsProcessingContext) -> QgsProcessingFeatureSource:
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        return source

    def _weights(self, parameters: dict, context: QgsProcessingContext) -> Weights:
        from ..safestats_core.hotspots.harm_file import read_harm_weights, text_of

        path = self.parameterAsFile(parameters, self.WEIGHTS, context)
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            raise InvalidInput(
                tr("The weights file '{path}' could not be opened: {reason}. Choose a CSV file.").format(
                    path=path, reason=error.strerror
                )
            ) from error
        columns = (
            self.parameterAsString(parameters, name, context) for name in (self.CATEGORY_COLUMN, self.WEIGHT_COLUMN)
        )
        return read_harm_weights(text_of(content), *columns)


def _nothing_matches(category: str, weights: Weights, weighted: Weighted) -> str:
    here, there = (", ".join(list(names)[:3]) for names in (weighted.unmatched, weights.weight))
    words = tr(
        "No incident has a category that the weights file knows. '{category}' holds, for example: {here}; the file: "
        "{there}. Choose the right category field, or name the column of categories."
    )
    return words.format(category=category, here=here, there=there)
