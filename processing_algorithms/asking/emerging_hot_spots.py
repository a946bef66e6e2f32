"""What an algorithm asks that counts points in cells and in steps of time, and how it counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.days import add_day, read_day
from ..base.grid_algorithm import GridAlgorithm
from ..base.point_algorithm import nobody_inside
from ..base.progress import report_to
from ..base.translation import tr
from ..sources.points import Points

if TYPE_CHECKING:
    from ...safestats_core.hotspots.space_time.cube import Cube, TimeSteps


class CubeAlgorithm(GridAlgorithm):
    """Base of the algorithms that count the points of INPUT in every cell and every step."""

    STEP = "STEP"
    STEP_LENGTH = "STEP_LENGTH"
    ALIGN = "ALIGN"
    FIRST_DAY = "FIRST_DAY"
    LAST_DAY = "LAST_DAY"
    INCOMPLETE = "INCOMPLETE"
    EMPTY_STEPS = "EMPTY_STEPS"

    UNITS = {
        "months": QT_TRANSLATE_NOOP("SafeStats", "Calendar months"),
        "weeks": QT_TRANSLATE_NOOP("SafeStats", "Weeks"),
        "days": QT_TRANSLATE_NOOP("SafeStats", "Days"),
    }
    ALIGNMENTS = {
        "end": QT_TRANSLATE_NOOP("SafeStats", "The last step ends with the last day"),
        "start": QT_TRANSLATE_NOOP("SafeStats", "The first step begins with the first day"),
    }

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def add_steps(self) -> None:
        """Declare into what steps the period is cut, and which of them count."""
        self.add_choice(
            self.STEP,
            self.tr("Steps of"),
            self.UNITS,
            self.tr("Into what the period is cut. Where only the month is known, months. Default: calendar months."),
        )
        self.add_whole_number(
            self.STEP_LENGTH,
            self.tr("Length of a step"),
            1,
            1,
            self.tr("How many days, weeks or months make a step. Default: 1."),
            advanced=False,
        )
        self.add_choice(
            self.ALIGN,
            self.tr("Where steps begin"),
            self.ALIGNMENTS,
            self.tr(
                "Steps seldom fit the period: what is left over makes an incomplete step at the other end. Months are "
                "whole calendar months. Default: the last step ends with the last day."
            ),
        )
        for name, title, default in (
            (self.FIRST_DAY, self.tr("First day of the data"), self.tr("Default: the day of the first incident.")),
            (self.LAST_DAY, self.tr("Last day of the data"), self.tr("Default: the day of the last incident.")),
        ):
            known = self.tr("Included; enter it where the data cover more, or less, than the incidents show.")
            add_day(self, name, title, f"{known} {default}")
        self._add_gaps()

    def _add_gaps(self) -> None:
        self.add_switch(
            self.INCOMPLETE,
            self.tr("Leave out incomplete steps"),
            True,
            self.tr(
                "A first or last step that the data cover in part only has fewer incidents and would look cold. "
                "What is left out is said in the log. Default: yes."
            ),
            advanced=True,
        )
        self.add_switch(
            self.EMPTY_STEPS,
            self.tr("A step without any incident is a gap in the supply"),
            True,
            self.tr(
                "Such a step gets no values instead of zeros. Untick it for incidents so rare that a step may well "
                "hold none. Default: yes."
            ),
            advanced=True,
        )

    def refuse_no_period(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Raise InvalidInput where the last day is before the first."""
        first, last = (read_day(self, parameters, name, context) for name in (self.FIRST_DAY, self.LAST_DAY))
        if first and last and last < first:
            raise InvalidInput(
                tr("The last day, {last}, is before the first, {first}. Swap them.").format(last=last, first=first)
            )

    def count_in_steps(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> tuple[Cube, np.ndarray, int]:
        """The cube of counts, which cells belong to the study area, and how many points lie outside it."""
        from ...safestats_core.hotspots.grids.boundary import count_inside, inside
        from ...safestats_core.hotspots.space_time.cube import count_cube, without_empty_steps

        boundary = self.read_boundary(parameters, context)
        grid = self.lay_grid(parameters, context, points, boundary)
        mask, within = np.ones((grid.rows, grid.columns), bool), np.ones(points.x.size, bool)
        if boundary is not None:
            within = inside(boundary, points.x, points.y, report_to(feedback))
            if not within.any():
                raise nobody_inside(points.x.size)
            _, mask = count_inside(grid, boundary, points.x[within], points.y[within])
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)][within]
        steps = self._steps(parameters, context, times)
        supplied = steps.complete if self.parameterAsBool(parameters, self.INCOMPLETE, context) else None
        cube = count_cube(grid, points.x[within], points.y[within], times, steps, mask, supplied)
        if self.parameterAsBool(parameters, self.EMPTY_STEPS, context):
            cube = without_empty_steps(cube)
        return cube, mask, int(np.count_nonzero(~within))

    def _steps(self, parameters: dict, context: QgsProcessingContext, times: np.ndarray) -> TimeSteps:
        from ...safestats_core.hotspots.calendar import period_of
        from ...safestats_core.hotspots.space_time.cube import covered_period, time_steps

        covered = covered_period(times)
        first = read_day(self, parameters, self.FIRST_DAY, context) or covered.first
        last = read_day(self, parameters, self.LAST_DAY, context) or covered.last
        return time_steps(
            times,
            self.choice(parameters, self.STEP, context, self.UNITS),
            self.parameterAsInt(parameters, self.STEP_LENGTH, context),
            self.choice(parameters, self.ALIGN, context, self.ALIGNMENTS),
            period_of(first, last),
        )
