"""Algorithm `prospective`: where the next incidents are likely, from those of the last weeks."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterRasterDestination,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.groups import SPACE_AND_TIME
from .base.point_algorithm import PointAlgorithm
from .base.progress import report_to
from .base.translation import in_sentences, numeral, tr
from .results.raster import write_raster
from .results.raster_styles import Class, style_ranges
from .results.result import Result
from .results.styles import SEQUENTIAL
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.density.prospective import ProspectiveSurface

_CELL_METRES = 50
_TOP_SHARES = (0.10, 0.05, 0.01)
_NO_RISK = "255,255,255,0"


class Prospective(PointAlgorithm):
    """The prospective risk surface of Bowers, Johnson and Pease, as a raster."""

    AS_OF = "AS_OF"
    REACH = "REACH"
    WEEKS = "WEEKS"
    DISTANCE = "DISTANCE"
    COUNT = "COUNT"
    LATER = "LATER"
    EARLIER = "EARLIER"
    OUTSIDE = "OUTSIDE"
    HIGHEST = "HIGHEST"

    DISTANCES = {
        "half_cells": QT_TRANSLATE_NOOP("SafeStats", "Half cells from the incident to the middle of a cell"),
        "cells": QT_TRANSLATE_NOOP("SafeStats", "Cells, diagonals as one step (PredictCode)"),
    }

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    identifier = "prospective"
    title = QT_TRANSLATE_NOOP("SafeStats", "Prospective hot spots")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,promap,prediction,forecast,near repeat,patrol,burglary,next week,risk,safestats"
    )
    group_name = SPACE_AND_TIME
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Shows where the next incidents are most likely in the coming days. Every incident of the last weeks raises "
        "the risk of the cells around it: most where it happened, and less with every half cell of distance and every "
        "week that has passed since. The legend picks out the one, five and ten per cent of cells with the highest "
        "risk, an area that patrols can cover.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "For offences that repeat nearby within weeks, above all burglary; test that first with 'Near repeats'. The "
        "numbers rank the cells of one map: they are no probabilities, and no significance belongs to them. Check the "
        "map against what happened later with 'Accuracy of a hotspot map' before relying on it.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Bowers, Johnson & Pease (2004), Prospective hot-spotting, British Journal of Criminology 44, 641-658.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_time(self.TIME_FIELD, self.tr("Date and time"), self.tr("When it happened, on the wall clock."))
        self.add(
            QgsProcessingParameterDateTime(
                self.AS_OF,
                self.tr("Moment to predict for"),
                QgsProcessingParameterDateTime.Type.DateTime,
                optional=True,
            ),
            self.tr(
                "Only incidents before it count, so that a map can be tested on what came after. Default: just after "
                "the latest incident."
            ),
        )
        self._add_spread()
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Prospective risk")))
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents that count"),
                self.LATER: self.tr("Incidents at that moment or later, left out"),
                self.EARLIER: self.tr("Incidents that are too old, left out"),
                self.OUTSIDE: self.tr("Recent incidents outside the study area, left out"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.REACH: self.tr("Reach"),
                self.HIGHEST: self.tr("Highest risk"),
            }
        )
        self.add_texts({self.AS_OF: self.tr("Moment that was predicted for")})

    def _add_spread(self) -> None:
        self.add_cell_size(self.tr("0 takes 50 metres, as in the source. Default: 0."))
        self.add_distance(
            self.REACH,
            self.tr("Reach (0 = 8 cells)"),
            self.tr("How far from an incident the risk is raised."),
            self.tr("0 takes 8 cells, 400 metres with cells of 50, as in the source. Default: 0."),
        )
        self.add_whole_number(
            self.WEEKS,
            self.tr("Weeks to look back"),
            8,
            1,
            self.tr("How many weeks an incident counts for. Default: 8."),
            advanced=False,
        )
        self.add_weight()
        self.add_boundary()
        self.add_choice(
            self.DISTANCE,
            self.tr("Distance"),
            self.DISTANCES,
            self.tr("How distance is measured. Default: half cells, as in the source."),
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Spread the incidents of the last weeks, and write the surface."""
        from ..safestats_core.hotspots.density.prospective import prospective_surface

        points = self.read_points(parameters, context, feedback)
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)]
        surface = prospective_surface(
            points.x,
            points.y,
            times,
            self._as_of(parameters, context, times),
            self._cell_size(parameters, context),
            reach=self.parameterAsDouble(parameters, self.REACH, context) or None,
            weeks=self.parameterAsInt(parameters, self.WEEKS, context),
            distance=self.choice(parameters, self.DISTANCE, context, self.DISTANCES),
            weights=points.weights,
            boundary=self.read_boundary(parameters, context),
            progress=report_to(feedback),
        )
        return self._write(parameters, context, points, surface)

    def _as_of(self, parameters: dict, context: QgsProcessingContext, times: np.ndarray) -> np.datetime64:
        if not self.is_given(parameters, self.AS_OF):
            return times.max() + np.timedelta64(1, "s")
        moment = self.parameterAsDateTime(parameters, self.AS_OF, context)
        if not moment.isValid():
            raise InvalidInput(
                tr("'{value}' is no moment. Write it as 2024-01-31 22:15:00.").format(value=parameters[self.AS_OF])
            )
        return np.datetime64(moment.toString("yyyy-MM-ddTHH:mm:ss"))

    def _cell_size(self, parameters: dict, context: QgsProcessingContext) -> float:
        unit = self.crs(parameters, context).mapUnits()
        metre = QgsUnitTypes.fromUnitToUnitFactor(QgsUnitTypes.DistanceUnit.DistanceMeters, unit)
        return self.parameterAsDouble(parameters, self.CELL_SIZE, context) or _CELL_METRES * metre

    def _write(
        self, parameters: dict, context: QgsProcessingContext, points: Points, surface: ProspectiveSurface
    ) -> Result:
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_raster(path, surface.grid, surface.values, self.crs(parameters, context), self.tr("Risk, a rank only"))
        moment = str(surface.as_of).replace("T", " ")
        outputs = {
            self.OUTPUT: path,
            self.COUNT: surface.incidents,
            self.LATER: surface.later,
            self.EARLIER: surface.earlier,
            self.OUTSIDE: surface.outside,
            self.CELL_SIZE: surface.grid.cell_size,
            self.REACH: surface.reach,
            self.HIGHEST: float(np.nanmax(surface.values)),
            self.AS_OF: moment,
        }
        left_out = [
            (surface.later, self.tr("{number} incidents at that moment or later were left out.")),
            (surface.earlier, self.tr("{number} incidents too long before it were left out.")),
            (surface.outside, self.tr("{number} recent incidents outside the study area were left out.")),
        ]
        chosen = self.tr("Risk on {moment} from {number} incidents of {weeks} weeks, cells of {size}, reach {reach}.")
        remarks = [
            *self.left_out(points),
            *in_sentences(left_out),
            chosen.format(
                moment=moment,
                number=numeral(surface.incidents),
                weeks=surface.weeks,
                size=self.in_units(parameters, context, surface.grid.cell_size),
                reach=self.in_units(parameters, context, surface.reach),
            ),
        ]
        return Result(outputs, {self.OUTPUT: partial(style_ranges, classes=_classes(surface.values))}, tuple(remarks))


def _classes(values: np.ndarray) -> list[Class]:
    """The cells with the highest risk, by their share of all cells that have a value; the rest as raised, or none."""
    known = values[np.isfinite(values)]
    ends = [float(np.quantile(known, 1 - share)) for share in _TOP_SHARES]
    words = [tr("Highest {share} % of cells").format(share=numeral(share, ".0%").rstrip("%")) for share in _TOP_SHARES]
    found: list[Class] = [(0.0, _NO_RISK, tr("None"))]
    for end, colour, said in zip(
        (*ends, math.inf), (SEQUENTIAL[0], SEQUENTIAL[1], SEQUENTIAL[3], SEQUENTIAL[4]), (tr("Raised"), *words)
    ):
        if end > found[-1][0]:
            found.append((end, colour, said))
    return found
