"""Algorithm `aoristic`: at which hours of the week crimes happened whose time is known only from, and to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.groups import SPACE_AND_TIME
from .base.progress import report_to
from .base.span_algorithm import SpanAlgorithm, Spans
from .base.translation import locale_of_words, tr
from .results.result import Result, plain
from .results.space_time.week_layers import incident_columns, shift_columns, week_columns
from .results.space_time.week_page import week_page, week_remarks
from .results.styles import style_where_points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.aoristic import AoristicWeek
    from ..safestats_core.hotspots.calendar import Shift


class Aoristic(SpanAlgorithm):
    """Weights of the 168 hours of the week, summed up and by incident."""

    START = "START"
    END = "END"
    TIME_ZONE = "TIME_ZONE"
    LAYOUT = "LAYOUT"
    SHIFTS = "SHIFTS"
    SHIFT_TABLE = "SHIFT_TABLE"
    COUNT = "COUNT"
    WITHOUT_START = "WITHOUT_START"
    NO_END = "NO_END"
    REVERSED = "REVERSED"
    LONG = "LONG"
    PEAK = "PEAK"
    PEAK_WEIGHT = "PEAK_WEIGHT"

    LAYOUTS = {
        "week": QT_TRANSLATE_NOOP("SafeStats", "A table: one row per weekday and hour"),
        "incidents": QT_TRANSLATE_NOOP("SafeStats", "The incidents, with 168 columns: one per hour of the week"),
        "shifts": QT_TRANSLATE_NOOP("SafeStats", "The incidents, with one column per shift"),
    }

    group_name = SPACE_AND_TIME
    identifier = "aoristic"
    title = QT_TRANSLATE_NOOP("SafeStats", "Aoristic analysis")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,aoristic,time of day,weekday,hour,shift,temporal,burglary,time span,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "When do crimes happen that nobody saw? A burglary between leaving at 8 and coming home at 18 could have "
        "happened in any hour between, so each hour gets its part of it: here a tenth. Added up over all incidents "
        "this gives the hours of the week as a picture of 7 days by 24 hours, as a table, or as columns of the "
        "incidents, whose shares can weigh a density map of one shift.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where times are placeholders: many systems write 00:00 or 12:00 for an unknown time, and those hours then "
        "look dangerous. Long spans say little and flatten the picture: look at how many there are, and leave out "
        "those of days if they are many.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Ratcliffe (2002), Journal of Quantitative Criminology 18; Ratcliffe & McCullagh (1998), International Journal "
        "of Geographical Information Science 12.",
    )

    column_parameters = {"INPUT": {"START": "time", "END": "time"}}
    span_parameters = ("START", "END")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_incidents()
        self.add_time(
            self.START,
            self.tr("From"),
            self.tr("The earliest moment at which it can have happened. Without it, an incident is left out."),
        )
        self.add_time(
            self.END,
            self.tr("To"),
            self.tr(
                "The latest moment at which it can have happened. Where it is null or before the first, all of the "
                "incident counts in the hour of the first. Default: all times are exact."
            ),
            optional=True,
        )
        self._add_choices()
        self.add_sink(self.OUTPUT, self.tr("Hours of the week"), QgsProcessing.SourceType.TypeVector)
        table = QgsProcessing.SourceType.TypeVector
        self.add_sink(self.SHIFT_TABLE, self.tr("Shifts by weekday"), table, optional=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents"),
                self.WITHOUT_START: self.tr("Incidents without a start"),
                self.NO_END: self.tr("Incidents without an end"),
                self.REVERSED: self.tr("Incidents that end before they start"),
                self.LONG: self.tr("Incidents with a span of a week or more"),
                self.PEAK_WEIGHT: self.tr("Incidents in the highest hour"),
            }
        )
        self.add_texts({self.PEAK: self.tr("Highest hour")})

    def _add_choices(self) -> None:
        self.add(
            QgsProcessingParameterString(self.TIME_ZONE, self.tr("Time zone, for times in UTC"), optional=True),
            self.tr(
                "Such as Europe/London: times are taken as UTC and put on the wall clock of that zone. Default: none, "
                "times are those on the wall clock already."
            ),
            advanced=True,
        )
        self.add_choice(
            self.LAYOUT, self.tr("Result as"), self.LAYOUTS, self.tr("What the layer holds. Default: a table.")
        )
        self.add(
            QgsProcessingParameterString(self.SHIFTS, self.tr("Shifts"), optional=True),
            self.tr(
                "As 06-14, 14-22, 22-06, in whole hours: adds them up by shift, on the page and as columns or a table "
                "of their own. The hours after midnight belong to the day on which the shift began. Default: none."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that hold no dates, shifts and time zones that are none."""
        super().check(parameters, context)
        _require_zone(self.parameterAsString(parameters, self.TIME_ZONE, context))
        shifts = self._shifts(parameters, context)
        if not shifts and self.choice(parameters, self.LAYOUT, context, self.LAYOUTS) == "shifts":
            raise InvalidInput(tr("Columns by shift need shifts: give them as 06-14, 14-22, 22-06."))
        if not shifts and self.is_given(parameters, self.SHIFT_TABLE):
            raise InvalidInput(tr("A table of shifts needs shifts: give them as 06-14, 14-22, 22-06."))

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Add up the week, and write it, or the incidents with their shares."""
        from ..safestats_core.hotspots.aoristic import aoristic_week

        spans = self._read(parameters, context, feedback)
        week = aoristic_week(spans.start, spans.end, report_to(feedback))
        shifts = self._shifts(parameters, context)
        layout = self.choice(parameters, self.LAYOUT, context, self.LAYOUTS)
        numbers = self._numbers(week, spans)
        zone = self.parameterAsString(parameters, self.TIME_ZONE, context)
        remarks = tuple(week_remarks(week, spans, zone, numbers[self.PEAK]))
        page = week_page(self.displayName(), week, shifts, remarks)
        if layout == "week":
            output = self.write_layer(parameters, self.OUTPUT, context, feedback, week_columns(week))
        else:
            output = self._write_incidents(parameters, context, feedback, spans, shifts, layout)
        outputs = {
            self.OUTPUT: output,
            self.SHIFT_TABLE: self._write_shifts(parameters, context, feedback, week, shifts),
            self.HTML: self.write_page(parameters, context, page),
        }
        return Result({**outputs, **numbers}, {self.OUTPUT: style_where_points, self.SHIFT_TABLE: plain}, remarks)

    def _read(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Spans:
        spans = self.read_spans(parameters, context, feedback)
        zone = self.parameterAsString(parameters, self.TIME_ZONE, context)
        if not zone:
            return spans
        end = None if spans.end is None else _on_the_wall(spans.end, zone)
        return replace(spans, start=_on_the_wall(spans.start, zone), end=end)

    def _shifts(self, parameters: dict, context: QgsProcessingContext) -> list[Shift]:
        from ..safestats_core.hotspots.aoristic import hours_of_shift
        from ..safestats_core.hotspots.calendar import shifts_from_text

        shifts = shifts_from_text(self.parameterAsString(parameters, self.SHIFTS, context))
        for shift in shifts:
            hours_of_shift(shift)
        return shifts

    def _write_shifts(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        week: AoristicWeek,
        shifts: list[Shift],
    ) -> str:
        if not shifts:
            return ""
        return self.write_layer(parameters, self.SHIFT_TABLE, context, feedback, shift_columns(week, shifts))

    def _write_incidents(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        spans: Spans,
        shifts: list[Shift],
        layout: str,
    ) -> str:
        source, columns = self.source(parameters, context), incident_columns(spans, shifts, layout == "shifts")
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, spans.feature, columns)

    def _numbers(self, week: AoristicWeek, spans: Spans) -> dict:
        day, hour = divmod(int(week.totals.argmax()), 24)
        return {
            self.COUNT: week.incidents,
            self.WITHOUT_START: spans.features - week.incidents,
            self.NO_END: week.no_end,
            self.REVERSED: week.reversed,
            self.LONG: week.long,
            self.PEAK: f"{locale_of_words().dayName(day + 1)} {hour:02d}-{hour + 1:02d}",
            self.PEAK_WEIGHT: float(week.totals.max()),
        }


def _require_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            tr("There is no time zone '{zone}'. Give one such as Europe/London, or leave it empty.").format(zone=zone)
        ) from None


def _on_the_wall(times: np.ndarray, zone: str) -> np.ndarray:
    from ..safestats_core.formats.clock import to_wall

    wall = times.copy()
    known = ~np.isnat(times)
    wall[known] = to_wall(times[known].astype(np.int64), zone).astype("datetime64[s]")
    return wall
