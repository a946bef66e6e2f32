"""What the algorithms on densities share: bandwidth, kernel, edge and units, and what a bandwidth of 0 stands for."""

from __future__ import annotations

from typing import Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..sources.study_area import Rings
from .groups import HOT_SPOTS
from .point_algorithm import PointAlgorithm, nobody_inside

CELLS_PER_BANDWIDTH = 10


class DensityAlgorithm(PointAlgorithm):
    """Base of the algorithms that smooth points by a kernel."""

    BANDWIDTH = "BANDWIDTH"
    RULE = "RULE"
    NEIGHBOURS = "NEIGHBOURS"
    KERNEL = "KERNEL"
    EDGE_CORRECTION = "EDGE_CORRECTION"
    UNITS = "UNITS"

    group_name = HOT_SPOTS

    RULES = {
        "nrd": QT_TRANSLATE_NOOP("SafeStats", "Normal reference (nrd)"),
        "scott": QT_TRANSLATE_NOOP("SafeStats", "Scott"),
        "neighbours": QT_TRANSLATE_NOOP("SafeStats", "Mean distance to the k-th neighbour"),
        "median": QT_TRANSLATE_NOOP("SafeStats", "Median distance (after Silverman)"),
    }
    KERNELS = {
        "quartic": QT_TRANSLATE_NOOP("SafeStats", "Quartic"),
        "triweight": QT_TRANSLATE_NOOP("SafeStats", "Triweight"),
        "epanechnikov": QT_TRANSLATE_NOOP("SafeStats", "Epanechnikov"),
        "uniform": QT_TRANSLATE_NOOP("SafeStats", "Uniform"),
        "triangular": QT_TRANSLATE_NOOP("SafeStats", "Triangular (cone)"),
        "gaussian": QT_TRANSLATE_NOOP("SafeStats", "Gaussian"),
    }
    DENSITY_UNITS = {
        "per_km2": QT_TRANSLATE_NOOP("SafeStats", "Incidents per km²"),
        "per_cell": QT_TRANSLATE_NOOP("SafeStats", "Incidents per cell"),
        "probability": QT_TRANSLATE_NOOP("SafeStats", "Share of all incidents per cell"),
    }

    def add_bandwidth(self) -> None:
        """Declare BANDWIDTH, RULE, NEIGHBOURS and KERNEL."""
        self.add_distance(
            self.BANDWIDTH,
            self.tr("Bandwidth (0 = by the rule)"),
            self.tr("How far a point spreads; for a gaussian kernel, its standard deviation."),
            self.tr("0 lets the rule choose. Default: 0."),
        )
        self.add_choice(
            self.RULE,
            self.tr("Rule for the bandwidth"),
            self.RULES,
            self.tr("Used where the bandwidth is 0. Rules smooth much: try half of what they give. Default: nrd."),
        )
        self.add_whole_number(
            self.NEIGHBOURS,
            self.tr("k, for the rule by neighbours"),
            20,
            1,
            self.tr("Which neighbour the distance is taken to. Default: 20."),
        )
        self.add_choice(
            self.KERNEL,
            self.tr("Kernel"),
            self.KERNELS,
            self.tr("The shape of the spread. It matters far less than the bandwidth. Default: quartic."),
        )

    def add_edge_correction(self) -> None:
        """Declare EDGE_CORRECTION."""
        self.add_switch(
            self.EDGE_CORRECTION,
            self.tr("Correct for the edge of the study area"),
            True,
            self.tr(
                "With a study area: leaves out the points beyond it, and makes up for what spreads out of it. Without, "
                "densities fall towards the edge, and points beyond it spread in. Default: yes."
            ),
        )

    def add_units(self, meaning: str) -> None:
        """Declare UNITS."""
        self.add_choice(self.UNITS, self.tr("Units"), self.DENSITY_UNITS, meaning)

    def cell_size(self, parameters: dict, context: QgsProcessingContext, bandwidth: float) -> float:
        """The cell size that was asked for, or else a tenth of the bandwidth."""
        return self.parameterAsDouble(parameters, self.CELL_SIZE, context) or bandwidth / CELLS_PER_BANDWIDTH

    def bandwidth(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        x: np.ndarray,
        y: np.ndarray,
        boundary: Optional[list[Rings]],
    ) -> float:
        """The bandwidth that was asked for, or else the one that the rule gives for the points in the study area."""
        from ...safestats_core.hotspots.density.bandwidth import automatic_bandwidth
        from ...safestats_core.hotspots.grids.boundary import inside

        given = self.parameterAsDouble(parameters, self.BANDWIDTH, context)
        if given:
            return given
        within = np.ones(x.size, bool) if boundary is None else inside(boundary, x, y)
        if not within.any():
            raise nobody_inside(x.size)
        return automatic_bandwidth(
            x[within],
            y[within],
            self.choice(parameters, self.RULE, context, self.RULES),
            self.choice(parameters, self.KERNEL, context, self.KERNELS),
            self.parameterAsInt(parameters, self.NEIGHBOURS, context),
        )

    def smoothing_in_words(
        self, parameters: dict, context: QgsProcessingContext, bandwidth: float, cell_size: float
    ) -> str:
        """How the points were smoothed, and what of it was chosen by itself."""
        by_rule = self.tr(" (by the rule: {rule})").format(
            rule=self.tr(self.RULES[self.choice(parameters, self.RULE, context, self.RULES)])
        )
        return self.tr("Bandwidth {bandwidth}{by_rule}, {kernel} kernel, cells of {size}.").format(
            bandwidth=self.in_units(parameters, context, bandwidth),
            by_rule="" if self.parameterAsDouble(parameters, self.BANDWIDTH, context) else by_rule,
            kernel=self.choice(parameters, self.KERNEL, context, self.KERNELS),
            size=self.in_units(parameters, context, cell_size),
        )


def square_metres(crs: QgsCoordinateReferenceSystem) -> float:
    """Square metres in a square unit of `crs`, which may be feet."""
    metres = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
    return metres * metres
