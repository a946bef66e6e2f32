"""Algorithm `aoristic`: at which hours of the week crimes happened whose time is known only from, and to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Optional, Union

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QLocale

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.span_algorithm import SpanAlgorithm, Spans
from .results.features import Columns, extended_fields, fields_of, write_extended, write_features
from .results.page import heading, page, sentences, table
from .results.pictures import matrix
from .results.result import Result, plain
from .results.styles import style_incidents

if TYPE_CHECKING:
    from ..safestats_core.hotspots.aoristic import AoristicWeek
    from ..safestats_core.hotspots.calendar import Shift

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Space and time")
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
        kind = QgsProcessing.SourceType.TypeVector
        title = self.tr("Shifts by weekday")
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.SHIFT_TABLE, title, kind, optional=True, createByDefault=False)
        )
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
            raise InvalidInput("Columns by shift need shifts: give them as 06-14, 14-22, 22-06.")
        if not shifts and parameters.get(self.SHIFT_TABLE) not in (None, ""):
            raise InvalidInput("A table of shifts needs shifts: give them as 06-14, 14-22, 22-06.")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Add up the week, and write it, or the incidents with their shares."""
        from ..safestats_core.hotspots.aoristic import aoristic_week

        spans = self._read(parameters, context, feedback)
        week = aoristic_week(spans.start, spans.end, report_to(feedback))
        shifts = self._shifts(parameters, context)
        layout = self.choice(parameters, self.LAYOUT, context, self.LAYOUTS)
        if layout == "week":
            output = self._write_table(parameters, context, feedback, self.OUTPUT, _week_columns(week))
        else:
            output = self._write_incidents(parameters, context, feedback, spans, shifts, layout)
        shift_table = ""
        if shifts:
            columns = _shift_columns(week, shifts)
            shift_table = self._write_table(parameters, context, feedback, self.SHIFT_TABLE, columns)
        numbers = self._numbers(week, spans)
        remarks = self._remarks(numbers, spans, self.parameterAsString(parameters, self.TIME_ZONE, context))
        html = self.write_page(parameters, context, self._page(week, shifts, remarks))
        outputs = {self.OUTPUT: output, self.SHIFT_TABLE: shift_table, self.HTML: html, **numbers}
        return Result(outputs, {self.OUTPUT: _style, self.SHIFT_TABLE: plain}, remarks)

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

    def _write_table(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        name: str,
        columns: Columns,
    ) -> str:
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, name, context, fields_of(columns), kind, no_crs)
        if sink is not None:
            write_features(sink, None, columns, report_to(feedback))
        return output

    def _write_incidents(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        spans: Spans,
        shifts: list[Shift],
        layout: str,
    ) -> str:
        source = self.source(parameters, context)
        columns = _incident_columns(spans, shifts, layout)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs())
        write_extended(sink, source, spans.feature, columns, context, report_to(feedback))
        return output

    def _numbers(self, week: AoristicWeek, spans: Spans) -> dict:
        day, hour = divmod(int(week.totals.argmax()), 24)
        return {
            self.COUNT: week.incidents,
            self.WITHOUT_START: spans.features - week.incidents,
            self.NO_END: week.no_end,
            self.REVERSED: week.reversed,
            self.LONG: week.long,
            self.PEAK: f"{QLocale().dayName(day + 1)} {hour:02d}-{hour + 1:02d}",
            self.PEAK_WEIGHT: float(week.totals.max()),
        }

    def _remarks(self, numbers: dict, spans: Spans, zone: str) -> tuple[str, ...]:
        said = [self.tr("{number} incidents.").format(number=f"{numbers[self.COUNT]:,}")]
        if zone:
            said.append(self.tr("Times were taken as UTC and put on the wall clock of {zone}.").format(zone=zone))
        if spans.end is None:
            said.append(self.tr("No field of ends was given: every incident counts in the hour of its start."))
            counted = []
        else:
            counted = [
                (self.NO_END, self.tr("{number} incidents without an end count in the hour of their start.")),
                (
                    self.REVERSED,
                    self.tr("{number} incidents that end before they start count in the hour of their start."),
                ),
                (self.LONG, self.tr("{number} incidents with a span of a week or more count a 168th in every hour.")),
            ]
        counted.append((self.WITHOUT_START, self.tr("{number} incidents without a start were left out.")))
        said += [sentence.format(number=f"{numbers[name]:,}") for name, sentence in counted if numbers[name]]
        highest = self.tr("Highest hour: {hour}, {number} incidents.")
        said.append(highest.format(hour=numbers[self.PEAK], number=_short(numbers[self.PEAK_WEIGHT])))
        return tuple(said)

    def _page(self, week: AoristicWeek, shifts: list[Shift], remarks: tuple[str, ...]) -> str:
        from ..safestats_core.hotspots.aoristic import shift_name, shift_totals

        days = [QLocale().dayName(day + 1) for day in range(7)]
        hours = [f"{hour:02d}" for hour in range(24)]
        words = [[_short(value) for value in row] for row in week.totals]
        parts = [
            sentences(remarks),
            heading(self.tr("Incidents by weekday and hour")),
            matrix(week.totals, days, hours, words, lowest=0),
            sentences([self.tr("The darker, the more, from none on; 08 is from 08:00 to 09:00.")]),
        ]
        if shifts:
            totals = shift_totals(week.totals, shifts)
            rows = [
                (shift_name(shift), *(_short(value) for value in row), _short(row.sum()))
                for shift, row in zip(shifts, totals)
            ]
            parts += [
                heading(self.tr("Incidents by shift and the weekday on which it begins")),
                table([self.tr("Shift"), *days, self.tr("All")], rows),
            ]
        by_hour = [(f"{hour:02d}-{hour + 1:02d}", *map(_short, week.totals[:, hour])) for hour in range(24)]
        parts += [heading(self.tr("All hours")), table([self.tr("Hour"), *days], by_hour)]
        return page(self.displayName(), *parts)


class _HourColumns:
    """The weights of the incidents, worked out for the rows that are about to be written: a million take 1.3 GB."""

    def __init__(self, spans: Spans, shares: Optional[np.ndarray]) -> None:
        self.spans, self.shares = spans, shares
        self.rows, self.weights = slice(0, 0), np.empty((0, 0))

    def of(self, rows: slice) -> np.ndarray:
        """Weights of these rows, shape (rows, columns)."""
        from ..safestats_core.hotspots.aoristic import aoristic_weights

        if rows != self.rows:
            ends = None if self.spans.end is None else self.spans.end[rows]
            weights = aoristic_weights(self.spans.start[rows], ends)
            self.rows, self.weights = rows, weights if self.shares is None else weights @ self.shares
        return self.weights


@dataclass(frozen=True)
class _Column:
    """One of the columns, in so far as the writer needs an array."""

    columns: _HourColumns
    number: int
    dtype = np.dtype(float)

    def __len__(self) -> int:
        return self.columns.spans.start.size

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.columns.of(rows)[:, self.number]


def _incident_columns(spans: Spans, shifts: list[Shift], layout: str) -> dict:
    from ..safestats_core.hotspots.aoristic import in_shifts, shift_name

    if layout == "shifts":
        names = [f"s_{shift_name(shift).replace('-', '_')}" for shift in shifts]
        columns = _HourColumns(spans, in_shifts(shifts))
    else:
        names = [f"{day}_{hour:02d}" for day in _DAYS for hour in range(24)]
        columns = _HourColumns(spans, None)
    return {name: _Column(columns, number) for number, name in enumerate(names)}


def _week_columns(week: AoristicWeek) -> Columns:
    return {
        "weekday": np.repeat(np.arange(1, 8), 24),
        "day": np.repeat(np.array([QLocale().dayName(day + 1) for day in range(7)], dtype=object), 24),
        "hour": np.tile(np.arange(24), 7),
        "weight": week.totals.ravel(),
        "share": week.totals.ravel() / week.incidents,
    }


def _shift_columns(week: AoristicWeek, shifts: list[Shift]) -> Columns:
    from ..safestats_core.hotspots.aoristic import shift_name, shift_totals

    totals = shift_totals(week.totals, shifts)
    return {
        "shift": np.repeat(np.array([shift_name(shift) for shift in shifts], dtype=object), 7),
        "weekday": np.tile(np.arange(1, 8), len(shifts)),
        "day": np.tile(np.array([QLocale().dayName(day + 1) for day in range(7)], dtype=object), len(shifts)),
        "weight": totals.ravel(),
        "share": totals.ravel() / week.incidents,
    }


def _require_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            f"There is no time zone '{zone}'. Give one such as Europe/London, or leave it empty."
        ) from None


def _on_the_wall(times: np.ndarray, zone: str) -> np.ndarray:
    from ..safestats_core.formats.clock import to_wall

    wall = times.copy()
    known = ~np.isnat(times)
    wall[known] = to_wall(times[known].astype(np.int64), zone).astype("datetime64[s]")
    return wall


def _short(value: Union[float, np.floating]) -> str:
    """A number of incidents in few digits."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _style(layer: QgsVectorLayer) -> None:
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        style_incidents(layer)
