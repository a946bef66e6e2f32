"""Algorithm `selectbydatetime`: the incidents of chosen dates, weekdays, months and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QLocale

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.days import add_day, read_day
from .base.span_algorithm import SpanAlgorithm, Spans
from .results.features import extended_fields, write_extended
from .results.result import Result
from .results.styles import style_incidents

if TYPE_CHECKING:
    from ..safestats_core.hotspots.calendar import Period
    from ..safestats_core.hotspots.time_selection import Selection


class SelectByDateTime(SpanAlgorithm):
    """Copies the incidents that happened, or could have happened, within chosen days and hours."""

    END_FIELD = "END_FIELD"
    FIRST_DAY = "FIRST_DAY"
    LAST_DAY = "LAST_DAY"
    RECENT_DAYS = "RECENT_DAYS"
    WEEKDAYS = "WEEKDAYS"
    HOURS = "HOURS"
    NIGHT = "NIGHT"
    MONTHS = "MONTHS"
    CERTAINTY = "CERTAINTY"
    LEAST_SHARE = "LEAST_SHARE"
    COMPARE = "COMPARE"
    COMPARISON = "COMPARISON"
    COUNT = "COUNT"
    EXCLUDED = "EXCLUDED"
    WITHOUT_TIME = "WITHOUT_TIME"
    COMPARISON_COUNT = "COMPARISON_COUNT"
    PERIOD = "PERIOD"
    COMPARISON_PERIOD = "COMPARISON_PERIOD"

    CERTAINTIES = {
        "could": QT_TRANSLATE_NOOP("SafeStats", "Could have happened then: any part of the span"),
        "certain": QT_TRANSLATE_NOOP("SafeStats", "Certainly happened then: the whole span"),
        "share": QT_TRANSLATE_NOOP("SafeStats", "Probably happened then: a share of the span"),
    }
    NIGHTS = {
        "began": QT_TRANSLATE_NOOP("SafeStats", "The day on which it began"),
        "calendar": QT_TRANSLATE_NOOP("SafeStats", "After midnight, the new day"),
    }
    COMPARISONS = {
        "before": QT_TRANSLATE_NOOP("SafeStats", "As many days just before"),
        "year": QT_TRANSLATE_NOOP("SafeStats", "The same dates a year earlier"),
        "52 weeks": QT_TRANSLATE_NOOP("SafeStats", "52 weeks earlier, the same weekdays"),
    }
    CONDITIONS = {
        "hours": QT_TRANSLATE_NOOP("SafeStats", "the hours"),
        "dates": QT_TRANSLATE_NOOP("SafeStats", "the dates"),
        "months": QT_TRANSLATE_NOOP("SafeStats", "the months"),
        "weekdays": QT_TRANSLATE_NOOP("SafeStats", "the weekdays"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Data")
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

    column_parameters = {"INPUT": {"TIME_FIELD": "time", "END_FIELD": "time"}}
    span_parameters = ("TIME_FIELD", "END_FIELD")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_incidents()
        self.add_time(
            self.TIME_FIELD,
            self.tr("Date and time"),
            self.tr("When it happened, or the earliest moment at which it can have happened, on the wall clock."),
        )
        self.add_time(
            self.END_FIELD,
            self.tr("Latest date and time"),
            self.tr(
                "The latest moment at which it can have happened; where it is null, or before the first, the first "
                "counts as exact. Default: all times are exact."
            ),
            optional=True,
        )
        self._add_days()
        self._add_hours()
        self._add_certainty()
        self._add_comparison()
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

    def _add_days(self) -> None:
        for name, title, meaning in (
            (self.FIRST_DAY, self.tr("First day"), self.tr("Included, from midnight on. Default: the oldest.")),
            (self.LAST_DAY, self.tr("Last day"), self.tr("Included, until midnight. Default: the newest.")),
        ):
            add_day(self, name, title, meaning)
        self.add_whole_number(
            self.RECENT_DAYS,
            self.tr("Recent days (0 = all)"),
            0,
            0,
            self.tr(
                "Only so many days up to the last day, that day included, in place of a first day; without a last day "
                "up to the day of the newest incident. Default: 0."
            ),
            advanced=False,
        )
        weekdays = [QLocale().dayName(number) for number in range(1, 8)]
        months = [QLocale().monthName(number) for number in range(1, 13)]
        for name, title, words, meaning in (
            (self.WEEKDAYS, self.tr("Weekdays"), weekdays, self.tr("Default: all. By number, 0 is Monday.")),
            (self.MONTHS, self.tr("Months"), months, self.tr("Default: all. By number, 0 is January.")),
        ):
            self.add(QgsProcessingParameterEnum(name, title, words, allowMultiple=True, optional=True), meaning)

    def _add_hours(self) -> None:
        self.add(
            QgsProcessingParameterString(self.HOURS, self.tr("Hours of the day"), optional=True),
            self.tr(
                "As 22-06 or 7:30-9:30, 16-19. A shift holds its first second and not its end: 22-06 ends with "
                "05:59:59. Default: all day."
            ),
        )
        self.add_choice(
            self.NIGHT,
            self.tr("A shift over midnight belongs to"),
            self.NIGHTS,
            self.tr(
                "To which weekday, month and date the hours after midnight count. The night of Friday is the one that "
                "begins on Friday; the alternative cuts it at midnight. Default: the day on which it began."
            ),
        )

    def _add_certainty(self) -> None:
        self.add_choice(
            self.CERTAINTY,
            self.tr("With a span, choose what"),
            self.CERTAINTIES,
            self.tr("For incidents with a latest date and time. Default: could have happened then."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.LEAST_SHARE,
                self.tr("Smallest share of the span"),
                QgsProcessingParameterNumber.Type.Double,
                0.5,
                minValue=0,
                maxValue=1,
            ),
            self.tr("For a share of the span: so much of it, or more, lies within. Above 0, up to 1. Default: 0.5."),
            advanced=True,
        )

    def _add_comparison(self) -> None:
        self.add_choice(
            self.COMPARE,
            self.tr("Earlier period to compare with"),
            self.COMPARISONS,
            self.tr(
                "For the second layer, which needs a first day or recent days; all other choices hold for it too. A "
                "year earlier, 29 February becomes 28 February. Default: as many days just before."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that hold no dates, hours that are none, and days that contradict each other."""
        from ..safestats_core.hotspots.calendar import shifts_from_text

        super().check(parameters, context)
        shifts_from_text(self.parameterAsString(parameters, self.HOURS, context))
        first, recent = (
            read_day(self, parameters, self.FIRST_DAY, context),
            self.parameterAsInt(parameters, self.RECENT_DAYS, context),
        )
        if first and recent:
            raise InvalidInput(
                f"A first day, {first}, and {recent} recent days contradict each other. Give one of them."
            )
        if not (first or recent) and parameters.get(self.COMPARISON) not in (None, ""):
            raise InvalidInput("An earlier period needs a period: give a first day, or a number of recent days.")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Choose, and copy what was chosen."""
        from ..safestats_core.hotspots.calendar import comparative_period

        spans = self.read_spans(parameters, context, feedback)
        period = self._period(parameters, context, spans.start)
        chosen = self._select(parameters, context, spans, period)
        counts = {
            self.COUNT: int(chosen.chosen.sum()),
            self.EXCLUDED: sum(chosen.excluded.values()),
            self.WITHOUT_TIME: spans.features - spans.feature.size,
        }
        output = self._write(parameters, context, feedback, self.OUTPUT, spans, chosen)
        remarks = self._remarks(counts, chosen, period)
        comparison, counts[self.COMPARISON_COUNT], earlier_period = "", 0, None
        if period is not None:
            comparing = self.choice(parameters, self.COMPARE, context, self.COMPARISONS)
            earlier_period = comparative_period(period, comparing)
            earlier = self._select(parameters, context, spans, earlier_period)
            counts[self.COMPARISON_COUNT] = int(earlier.chosen.sum())
            comparison = self._write(parameters, context, feedback, self.COMPARISON, spans, earlier)
            said = self.tr("Earlier period: {period} ({days} days), {number} incidents.")
            remarks.append(
                said.format(
                    period=earlier_period, days=earlier_period.days, number=f"{counts[self.COMPARISON_COUNT]:,}"
                )
            )
        texts = {self.PERIOD: str(period or ""), self.COMPARISON_PERIOD: str(earlier_period or "")}
        styles = {self.OUTPUT: _style, self.COMPARISON: _style}
        return Result({self.OUTPUT: output, self.COMPARISON: comparison, **counts, **texts}, styles, tuple(remarks))

    def _period(self, parameters: dict, context: QgsProcessingContext, start: np.ndarray) -> Optional[Period]:
        from ..safestats_core.hotspots.calendar import newest_day, period_of, recent_period

        first = read_day(self, parameters, self.FIRST_DAY, context)
        last = read_day(self, parameters, self.LAST_DAY, context)
        recent = self.parameterAsInt(parameters, self.RECENT_DAYS, context)
        newest = newest_day(start)
        if recent:
            return recent_period(recent, last or newest)
        if not (first or last):
            return None
        return period_of(first or start.min(), last or max(newest, np.datetime64(first, "D")))

    def _select(
        self, parameters: dict, context: QgsProcessingContext, spans: Spans, period: Optional[Period]
    ) -> Selection:
        from ..safestats_core.hotspots.calendar import shifts_from_text
        from ..safestats_core.hotspots.time_selection import select_by_time

        return select_by_time(
            spans.start,
            spans.end,
            period=period,
            months=self._numbers(parameters, self.MONTHS, context),
            weekdays=self._numbers(parameters, self.WEEKDAYS, context),
            shifts=shifts_from_text(self.parameterAsString(parameters, self.HOURS, context)),
            night=self.choice(parameters, self.NIGHT, context, self.NIGHTS),
            certainty=self.choice(parameters, self.CERTAINTY, context, self.CERTAINTIES),
            least_share=self.parameterAsDouble(parameters, self.LEAST_SHARE, context),
        )

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        name: str,
        spans: Spans,
        selection: Selection,
    ) -> str:
        source = self.source(parameters, context)
        columns = {"time_share": selection.share[selection.chosen]}
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, name, context, fields, source.wkbType(), source.sourceCrs())
        if sink is not None:
            chosen = spans.feature[selection.chosen]
            write_extended(sink, source, chosen, columns, context, report_to(feedback))
        return output

    def _remarks(self, counts: dict, selection: Selection, period: Optional[Period]) -> list[str]:
        words = self.tr("Period: {period} ({days} days).")
        said = [words.format(period=period, days=f"{period.days:,}")] if period else []
        said.append(
            self.tr("{number} of {all} incidents selected.").format(
                number=f"{counts[self.COUNT]:,}", all=f"{selection.chosen.size + counts[self.WITHOUT_TIME]:,}"
            )
        )
        words = self.tr("{number} excluded by {condition}.")
        for name, number in selection.excluded.items():
            said.append(words.format(number=f"{number:,}", condition=self.tr(self.CONDITIONS[name])))
            words = self.tr("{number} of the others excluded by {condition}.")
        for number, sentence in (
            (counts[self.WITHOUT_TIME], self.tr("{number} incidents without a date were left out.")),
            (selection.reversed, self.tr("{number} incidents end before they start: the start was taken as exact.")),
        ):
            if number:
                said.append(sentence.format(number=f"{number:,}"))
        return said

    def _numbers(self, parameters: dict, name: str, context: QgsProcessingContext) -> list[int]:
        """What was ticked, counted from 1; of nothing at all QGIS would make the first choice."""
        ticked = parameters.get(name) not in (None, "", [])
        return [number + 1 for number in self.parameterAsEnums(parameters, name, context)] if ticked else []


def _style(layer: QgsVectorLayer) -> None:
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        style_incidents(layer)
