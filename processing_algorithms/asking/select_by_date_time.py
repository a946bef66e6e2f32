"""What an algorithm asks that chooses incidents by their time: days, weekdays, months, hours, and how certainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum, QgsProcessingParameterString
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.days import add_day, read_day
from ..base.span_algorithm import SpanAlgorithm, Spans
from ..base.translation import locale_of_words, tr

if TYPE_CHECKING:
    from ...safestats_core.hotspots.calendar import Period
    from ...safestats_core.hotspots.time_selection import Selection


class SelectionAlgorithm(SpanAlgorithm):
    """Base of the algorithms that look only at incidents of chosen days and hours."""

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
    column_parameters = {"INPUT": {"TIME_FIELD": "time", "END_FIELD": "time"}}
    span_parameters = ("TIME_FIELD", "END_FIELD")

    def add_selection(self) -> None:
        """Declare the incidents with their times, and which times are chosen."""
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
        weekdays = [locale_of_words().dayName(number) for number in range(1, 8)]
        months = [locale_of_words().monthName(number) for number in range(1, 13)]
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
        self.add_decimal_number(
            self.LEAST_SHARE,
            self.tr("Smallest share of the span"),
            0.5,
            self.tr("For a share of the span: so much of it, or more, lies within. Above 0, up to 1. Default: 0.5."),
            highest=1,
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
        from ...safestats_core.hotspots.calendar import shifts_from_text

        super().check(parameters, context)
        shifts_from_text(self.parameterAsString(parameters, self.HOURS, context))
        first = read_day(self, parameters, self.FIRST_DAY, context)
        recent = self.parameterAsInt(parameters, self.RECENT_DAYS, context)
        if first and recent:
            raise InvalidInput(
                tr("A first day, {first}, and {recent} recent days contradict each other. Give one of them.").format(
                    first=first, recent=recent
                )
            )

    def period(self, parameters: dict, context: QgsProcessingContext, start: np.ndarray) -> Optional[Period]:
        """The days that were asked for; None for all. `start` are the times of the incidents."""
        from ...safestats_core.hotspots.calendar import newest_day, period_of, recent_period

        first = read_day(self, parameters, self.FIRST_DAY, context)
        last = read_day(self, parameters, self.LAST_DAY, context)
        recent = self.parameterAsInt(parameters, self.RECENT_DAYS, context)
        newest = newest_day(start)
        if recent:
            return recent_period(recent, last or newest)
        if not (first or last):
            return None
        return period_of(first or start.min(), last or max(newest, np.datetime64(first, "D")))

    def select(
        self, parameters: dict, context: QgsProcessingContext, spans: Spans, period: Optional[Period]
    ) -> Selection:
        """Which incidents happened, or could have, within `period` and at the times that were chosen."""
        from ...safestats_core.hotspots.calendar import shifts_from_text
        from ...safestats_core.hotspots.time_selection import select_by_time

        return select_by_time(
            spans.start,
            spans.end,
            period=period,
            months=self._ticked(parameters, self.MONTHS, context),
            weekdays=self._ticked(parameters, self.WEEKDAYS, context),
            shifts=shifts_from_text(self.parameterAsString(parameters, self.HOURS, context)),
            night=self.choice(parameters, self.NIGHT, context, self.NIGHTS),
            certainty=self.choice(parameters, self.CERTAINTY, context, self.CERTAINTIES),
            least_share=self.parameterAsDouble(parameters, self.LEAST_SHARE, context),
        )

    def _ticked(self, parameters: dict, name: str, context: QgsProcessingContext) -> list[int]:
        """What was ticked, counted from 1; of nothing at all QGIS would make the first choice."""
        ticked = parameters.get(name) not in (None, "", [])
        return [number + 1 for number in self.parameterAsEnums(parameters, name, context)] if ticked else []
