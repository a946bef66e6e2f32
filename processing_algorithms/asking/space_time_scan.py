"""What a scan of place and time asks: the period, how large a circle and how long a time may be, the centres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.point_algorithm import PointAlgorithm
from ..base.translation import tr
from ..sources.points import Points


@dataclass(frozen=True)
class Scanned:
    """What is scanned.

    points      incidents with a date
    days        of each, int64, counted from 1970-01-01
    kept        numbers of those within the study period
    start, end  first and last day of the study period, None for that of the incidents
    centres     x and y of the centres of circles, None for the places of the incidents
    """

    points: Points
    days: np.ndarray
    kept: np.ndarray
    start: Optional[int]
    end: Optional[int]
    centres: Optional[tuple[np.ndarray, np.ndarray]]

    @property
    def outside(self) -> int:
        """Number of incidents outside the study period."""
        return self.points.x.size - self.kept.size


class ScanAlgorithm(PointAlgorithm):
    """Base of the algorithms that try circles of every size with every run of days."""

    TIME_UNIT = "TIME_UNIT"
    TIME_STEP = "TIME_STEP"
    START = "START"
    END = "END"
    PROSPECTIVE = "PROSPECTIVE"
    MAX_SHARE = "MAX_SHARE"
    MAX_RADIUS = "MAX_RADIUS"
    MAX_TIME = "MAX_TIME"
    MAX_DAYS = "MAX_DAYS"
    MINIMUM = "MINIMUM"
    CENTRES = "CENTRES"

    UNITS = {
        "days": QT_TRANSLATE_NOOP("SafeStats", "Days"),
        "months": QT_TRANSLATE_NOOP("SafeStats", "Calendar months"),
    }

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}, "CENTRES": {}}

    def add_scan(self) -> None:
        """Declare the incidents, the study period, and what circles and times are tried."""
        self.add_points()
        self.add_time(
            self.TIME_FIELD,
            self.tr("Date"),
            self.tr("When it happened; the time of day is dropped. Incidents without a date are left out and counted."),
        )
        self.add_switch(
            self.PROSPECTIVE,
            self.tr("Only clusters that are still going on"),
            False,
            self.tr(
                "Ticked: only clusters that last until the last day, as for a weekly watch; much quicker. Otherwise "
                "clusters at any time in the period. Default: no."
            ),
        )
        self.add_distance(
            self.CELL_SIZE,
            self.tr("Cell size (0 = the points' own places)"),
            self.tr("Points in a square cell of this width count as one place, its centre."),
            self.tr("0 leaves points where they are, up to 10,000 different places. Default: 0."),
        )
        self._add_time()
        self._add_limits()
        self._add_durations()
        self._add_centres()

    def _add_time(self) -> None:
        self.add_choice(
            self.TIME_UNIT, self.tr("Time unit"), self.UNITS, self.tr("What the time step counts. Default: days.")
        )
        self.add_whole_number(
            self.TIME_STEP,
            self.tr("Time step"),
            1,
            1,
            self.tr(
                "Days (or months) that count as one moment, counted back from the last day; longer steps are quicker. "
                "Default: 1."
            ),
            advanced=False,
        )
        for name, title, default in (
            (self.START, self.tr("First day of the study period"), self.tr("Default: the day of the first incident.")),
            (self.END, self.tr("Last day of the study period"), self.tr("Default: the day of the last incident.")),
        ):
            day = QgsProcessingParameterDateTime(name, title, QgsProcessingParameterDateTime.Type.Date, optional=True)
            meaning = self.tr("Incidents outside the study period are left out and counted.")
            self.add(day, f"{meaning} {default}", advanced=True)

    def _add_limits(self) -> None:
        self.add_decimal_number(
            self.MAX_SHARE,
            self.tr("Largest share of incidents in a circle (%)"),
            50.0,
            self.tr("A circle holds at most this share of all incidents. Default: 50."),
            highest=50.0,
        )
        self.add_distance(
            self.MAX_RADIUS,
            self.tr("Largest radius (0 = no limit)"),
            self.tr("A circle reaches at most so far."),
            self.tr("Default: 0."),
        )

    def _add_durations(self) -> None:
        self.add_decimal_number(
            self.MAX_TIME,
            self.tr("Longest duration as a share of the period (%)"),
            50.0,
            self.tr("A cluster lasts at most this share of the study period. Default: 50."),
            highest=90.0,
        )
        self.add_whole_number(
            self.MAX_DAYS,
            self.tr("Longest duration in days (0 = no limit)"),
            0,
            0,
            self.tr("A cluster lasts at most so many days; short limits are much quicker. Default: 0."),
            advanced=False,
        )
        self.add_whole_number(
            self.MINIMUM,
            self.tr("Fewest incidents in a cluster"),
            2,
            1,
            self.tr("Fewer incidents make no cluster. Default: 2."),
        )

    def _add_centres(self) -> None:
        kinds = [QgsProcessing.SourceType.TypeVectorPoint]
        title = self.tr("Centres of the circles")
        self.add(
            QgsProcessingParameterFeatureSource(self.CENTRES, title, kinds, optional=True),
            self.tr(
                "Points round which circles are drawn: all places that are watched, quiet ones too, such as the "
                "centres of beats. Default: the places of the incidents."
            ),
            advanced=True,
        )

    def read_scanned(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Scanned:
        """The incidents, those within the study period, and the centres."""
        points = self.read_points(parameters, context, feedback)
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)]
        days = times.astype("datetime64[D]").astype(np.int64)
        start, end = (self._day(parameters, context, name) for name in (self.START, self.END))
        kept = np.flatnonzero(_within(days, start, end))
        return Scanned(points, days, kept, start, end, self._centres(parameters, context, feedback))

    def _day(self, parameters: dict, context: QgsProcessingContext, name: str) -> Optional[int]:
        if not self.is_given(parameters, name):
            return None
        moment = self.parameterAsDateTime(parameters, name, context)
        if not moment.isValid():
            raise InvalidInput(tr("'{value}' is no day. Write it as 2024-01-31.").format(value=parameters[name]))
        return int(np.datetime64(moment.toString("yyyy-MM-dd"), "D").astype(np.int64))

    def _centres(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Optional[tuple[np.ndarray, np.ndarray]]:
        if not self.is_given(parameters, self.CENTRES):
            return None
        points = self.read_points(parameters, context, feedback, self.CENTRES)
        return points.x, points.y


def _within(days: np.ndarray, start: Optional[int], end: Optional[int]) -> np.ndarray:
    inside = np.ones(days.shape, dtype=bool)
    if start is not None:
        inside &= days >= start
    if end is not None:
        inside &= days <= end
    return inside
