"""What an algorithm asks that sets two periods against each other: two layers, or one that a date splits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ...safestats_core.errors import InvalidInput
from ..base.days import add_day, read_day
from ..base.point_algorithm import PointAlgorithm
from ..base.translation import numeral, tr
from ..sources.points import Points


@dataclass(frozen=True)
class Period:
    """The incidents of one period: their places, and its length in days, or None where nothing tells it."""

    x: np.ndarray
    y: np.ndarray
    days: Optional[float]


class PeriodAlgorithm(PointAlgorithm):
    """Base of the algorithms that compare the incidents of two periods."""

    INPUT_2 = "INPUT_2"
    TIME_FIELD_2 = "TIME_FIELD_2"
    SPLIT = "SPLIT"
    DAYS_1 = "DAYS_1"
    DAYS_2 = "DAYS_2"

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}, "INPUT_2": {"TIME_FIELD_2": "time"}}
    weight_parameters: dict[str, str] = {}
    needed = ("TIME_FIELD", "TIME_FIELD_2")

    def add_periods(self) -> None:
        """Declare the incidents of both periods, what tells them apart, and how long they are."""
        self.add_points(title=self.tr("Points, of the first period or of both"))
        when = self.tr(
            "When each incident happened. Needed to split by a date; otherwise it gives the period's length."
        )
        self.add_time(self.TIME_FIELD, self.tr("Date and time"), when, optional=True)
        add_day(
            self,
            self.SPLIT,
            self.tr("First day of the second period"),
            self.tr("Splits the points: what happened on this day or later is the second period. No default."),
        )
        self.add_points(self.INPUT_2, self.tr("Points of the second period, in place of a date"), optional=True)
        self.add_time(
            self.TIME_FIELD_2,
            self.tr("Date and time of the second period"),
            self.tr("For a second layer: gives the length of its period."),
            optional=True,
            parent=self.INPUT_2,
        )
        self._add_lengths()

    def _add_lengths(self) -> None:
        for name, title in (
            (self.DAYS_1, self.tr("Length of the first period in days (0 = from the times)")),
            (self.DAYS_2, self.tr("Length of the second period in days (0 = from the times)")),
        ):
            self.add_decimal_number(
                name,
                title,
                0,
                self.tr(
                    "0 takes the days from the first to the last incident, and the date that splits; enter the length "
                    "where the data cover more. Without either, both periods count as equally long. Default: 0."
                ),
            )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse periods that are told apart twice, or not at all, as well."""
        super().check(parameters, context)
        split = read_day(self, parameters, self.SPLIT, context)
        has_second = self.is_given(parameters, self.INPUT_2)
        if bool(split) == has_second:
            both = tr("The second period was given twice. Give its first day, or a second layer of points: not both.")
            none = tr(
                "The two periods are not told apart. Give either the first day of the second period, or a second layer "
                "of points."
            )
            raise InvalidInput(both if split else none)
        if split and not self.field(parameters, context, self.TIME_FIELD):
            raise InvalidInput(
                tr("To split the points at {split}, choose the field with their date and time.").format(split=split)
            )

    def read_periods(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[Period, Period, list[str]]:
        """The incidents of both periods, and sentences on what was left out."""
        from ...safestats_core.hotspots.space_time.cube import covered_period

        points = self.read_points(parameters, context, feedback)
        split = read_day(self, parameters, self.SPLIT, context)
        if not split:
            later = self.read_points(parameters, context, feedback, self.INPUT_2)
            remarks = [*self.left_out(points), *self.left_out(later)]
            first = Period(points.x, points.y, self._days(parameters, context, points, self.TIME_FIELD))
            return first, Period(later.x, later.y, self._days(parameters, context, later, self.TIME_FIELD_2)), remarks
        times, day = points.columns[self.field(parameters, context, self.TIME_FIELD)], np.datetime64(split, "D")
        covered, is_later = covered_period(times), times >= day
        if not covered.first < day <= covered.last:
            raise InvalidInput(
                tr(
                    "The points run from {first} to {last}, so {split} does not split them. Enter a day between the "
                    "two."
                ).format(first=covered.first, last=covered.last, split=split)
            )
        lengths = (day - covered.first).astype(int), (covered.last - day).astype(int) + 1
        first, second = (
            Period(points.x[chosen], points.y[chosen], float(days))
            for chosen, days in zip((~is_later, is_later), lengths)
        )
        return first, second, self.left_out(points)

    def _days(self, parameters: dict, context: QgsProcessingContext, points: Points, name: str) -> Optional[float]:
        """Days that the points cover, where they have times."""
        from ...safestats_core.hotspots.space_time.cube import covered_period

        field = self.field(parameters, context, name)
        return float(covered_period(points.columns[field]).days) if field else None

    def lengths(
        self, parameters: dict, context: QgsProcessingContext, first: Period, second: Period
    ) -> tuple[tuple[float, float], str]:
        """Lengths of both periods in days, and a sentence on where they come from."""
        entered = [self.parameterAsDouble(parameters, name, context) for name in (self.DAYS_1, self.DAYS_2)]
        lengths = [given or period.days for given, period in zip(entered, (first, second))]
        if lengths == [None, None]:
            return (1.0, 1.0), self.tr("Neither times nor lengths were given: both periods were taken as equally long.")
        if None in lengths:
            raise InvalidInput(
                tr(
                    "Only one of the periods has a length ({days} days). Enter the other one too, or choose the "
                    "field with the date and time of both layers."
                ).format(days=numeral(lengths[0] or lengths[1], "g"))
            )
        sources = [self.tr("entered") if given else self.tr("from the times") for given in entered]
        sentence = self.tr("First period: {days_1} days ({source_1}); second: {days_2} days ({source_2}).")
        return (lengths[0], lengths[1]), sentence.format(
            days_1=numeral(lengths[0], ",g"), source_1=sources[0], days_2=numeral(lengths[1], ",g"), source_2=sources[1]
        )
