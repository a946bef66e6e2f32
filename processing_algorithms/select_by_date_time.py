"""Algorithm `selectbydatetime`: the incidents of chosen dates, weekdays, months and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .asking.select_by_date_time import SelectionAlgorithm
from .base.days import read_day
from .base.groups import DATA
from .base.span_algorithm import Spans
from .base.translation import tr
from .results.result import Result
from .results.space_time.selection_words import earlier_remark, selection_remarks
from .results.styles import style_where_points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.time_selection import Selection


class SelectByDateTime(SelectionAlgorithm):
    """Copies the incidents that happened, or could have happened, within chosen days and hours."""

    COMPARISON = "COMPARISON"
    COUNT = "COUNT"
    EXCLUDED = "EXCLUDED"
    WITHOUT_TIME = "WITHOUT_TIME"
    COMPARISON_COUNT = "COMPARISON_COUNT"
    PERIOD = "PERIOD"
    COMPARISON_PERIOD = "COMPARISON_PERIOD"

    group_name = DATA
    identifier = "selectbydatetime"
    title = QT_TRANSLATE_NOOP("SafeStats", "Select by date and time")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,incidents,filter,date,time,shift,night,weekday,month,period,recent,compare,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Copies the incidents of a period, of the last days, of weekdays, months and hours of the day, with all their "
        "attributes. Days and hours count together: Fridays from 22 to 06 are the nights that begin on a Friday. Where "
        "only a span is known (a burglary between leaving and coming home), an incident is chosen if it could have "
        "happened then, if it certainly did, or by the share of its span, which becomes the field time_share. A second "
        "layer can hold the same selection for an earlier period.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where times are placeholders: many systems write 00:00 or 12:00 for an unknown time, and those hours then "
        "look dangerous. To see at which hours incidents with long spans happen, use 'Aoristic analysis'.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "The share of a span is the aoristic weight of Ratcliffe & McCullagh (1998), International Journal of "
        "Geographical Information Science 12.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_selection()
        any_geometry = QgsProcessing.SourceType.TypeVectorAnyGeometry
        self.add_sink(self.OUTPUT, self.tr("Selected incidents"), any_geometry)
        self.add_sink(self.COMPARISON, self.tr("Incidents of the earlier period"), any_geometry, optional=True)
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents selected"),
                self.EXCLUDED: self.tr("Incidents excluded"),
                self.WITHOUT_TIME: self.tr("Incidents without a date"),
                self.COMPARISON_COUNT: self.tr("Incidents of the earlier period"),
            }
        )
        self.add_texts({self.PERIOD: self.tr("Period"), self.COMPARISON_PERIOD: self.tr("Earlier period")})

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse an earlier period of none as well."""
        super().check(parameters, context)
        first = read_day(self, parameters, self.FIRST_DAY, context)
        recent = self.parameterAsInt(parameters, self.RECENT_DAYS, context)
        if not (first or recent) and self.is_given(parameters, self.COMPARISON):
            raise InvalidInput(tr("An earlier period needs a period: give a first day, or a number of recent days."))

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Choose, and copy what was chosen."""
        from ..safestats_core.hotspots.calendar import comparative_period

        spans = self.read_spans(parameters, context, feedback)
        period = self.period(parameters, context, spans.start)
        chosen = self.select(parameters, context, spans, period)
        without_time = spans.features - spans.feature.size
        remarks = selection_remarks(chosen, period, without_time)
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, self.OUTPUT, spans, chosen),
            self.COUNT: int(chosen.chosen.sum()),
            self.EXCLUDED: sum(chosen.excluded.values()),
            self.WITHOUT_TIME: without_time,
            self.PERIOD: str(period or ""),
        }
        if period is None:
            outputs |= {self.COMPARISON: "", self.COMPARISON_COUNT: 0, self.COMPARISON_PERIOD: ""}
        else:
            comparing = self.choice(parameters, self.COMPARE, context, self.COMPARISONS)
            earlier_period = comparative_period(period, comparing)
            earlier = self.select(parameters, context, spans, earlier_period)
            remarks.append(earlier_remark(earlier, earlier_period))
            outputs |= {
                self.COMPARISON: self._write(parameters, context, feedback, self.COMPARISON, spans, earlier),
                self.COMPARISON_COUNT: int(earlier.chosen.sum()),
                self.COMPARISON_PERIOD: str(earlier_period),
            }
        styles = {self.OUTPUT: style_where_points, self.COMPARISON: style_where_points}
        return Result(outputs, styles, tuple(remarks))

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        name: str,
        spans: Spans,
        selection: Selection,
    ) -> str:
        source, feature = self.source(parameters, context), spans.feature[selection.chosen]
        columns = {"time_share": selection.share[selection.chosen]}
        return self.write_copies(parameters, name, context, feedback, source, feature, columns)
