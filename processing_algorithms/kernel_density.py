"""Algorithm `kerneldensity`: a smooth surface of incidents per square kilometre."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterRasterDestination,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm, nobody_inside
from .results.raster import write_raster
from .results.result import Result
from .results.styles import style_density
from .sources.points import Points
from .sources.study_area import Rings

if TYPE_CHECKING:
    from ..safestats_core.hotspots.density.kernel_density import DensitySurface

_CELLS_PER_BANDWIDTH = 10


class KernelDensity(PointAlgorithm):
    """Kernel density of points as a raster."""

    BANDWIDTH = "BANDWIDTH"
    RULE = "RULE"
    NEIGHBOURS = "NEIGHBOURS"
    KERNEL = "KERNEL"
    EDGE_CORRECTION = "EDGE_CORRECTION"
    UNITS = "UNITS"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    HIGHEST = "HIGHEST"

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

    identifier = "kerneldensity"
    title = QT_TRANSLATE_NOOP("SafeStats", "Kernel density")
    keywords = QT_TRANSLATE_NOOP("SafeStats", "crime,heatmap,hotspot,kde,density,bandwidth,quartic,surface,safestats")
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Spreads every point over its surroundings and adds all up to a smooth surface of incidents per square "
        "kilometre. Shows at a glance where incidents concentrate.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A density says nothing about chance: any points make a surface with peaks. Use 'Hot and cold spots' for "
        "significance. Incidents spread over water and railways as over streets. Another bandwidth gives another map, "
        "so compare only maps with the same one. A temporary result lies in the temporary folder of your computer "
        "until QGIS closes; where that is not allowed, choose the file yourself.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Silverman (1986), Density Estimation; Diggle (1985), Applied Statistics 34, for the edge. Rules: nrd as in "
        "the R package MASS, the mean of x and y; Scott (1992); Williamson et al. (1999) for the neighbours.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self._add_bandwidth()
        self.add_cell_size(self.tr("At most the bandwidth. 0 takes a tenth of the bandwidth. Default: 0."))
        self.add_weight()
        self.add_boundary()
        self._add_edge_and_units()
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Density")))
        self.add_numbers(
            {
                self.COUNT: self.tr("Points in the study area"),
                self.OUTSIDE: self.tr("Points outside the study area"),
                self.BANDWIDTH: self.tr("Bandwidth"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.HIGHEST: self.tr("Highest density"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Smooth the points, and write the surface."""
        from ..safestats_core.hotspots.density.kernel_density import kernel_density

        points = self.read_points(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        corrected = self.parameterAsBool(parameters, self.EDGE_CORRECTION, context)
        bandwidth = self._bandwidth(parameters, context, points, boundary)
        surface = kernel_density(
            points.x,
            points.y,
            bandwidth,
            self.parameterAsDouble(parameters, self.CELL_SIZE, context) or bandwidth / _CELLS_PER_BANDWIDTH,
            kernel=self.choice(parameters, self.KERNEL, context, self.KERNELS),
            weights=points.weights,
            boundary=boundary,
            edge_correction=corrected,
            units=self.choice(parameters, self.UNITS, context, self.DENSITY_UNITS),
            progress=report_to(feedback),
        )
        remarks = self.left_out(points)
        if surface.outside:
            fate = self.tr("were left out") if corrected else self.tr("spread into it")
            outside = self.tr("{number} points outside the study area {fate}.")
            remarks.append(outside.format(number=f"{surface.outside:,}", fate=fate))
        return self._write(parameters, context, surface, remarks)

    def _bandwidth(
        self, parameters: dict, context: QgsProcessingContext, points: Points, boundary: Optional[list[Rings]]
    ) -> float:
        """The bandwidth that was asked for, or else the one that the rule gives for the points in the study area."""
        from ..safestats_core.hotspots.density.bandwidth import automatic_bandwidth
        from ..safestats_core.hotspots.grids.boundary import inside

        given = self.parameterAsDouble(parameters, self.BANDWIDTH, context)
        if given:
            return given
        within = np.ones(points.x.size, bool) if boundary is None else inside(boundary, points.x, points.y)
        if not within.any():
            raise nobody_inside(points.x.size)
        return automatic_bandwidth(
            points.x[within],
            points.y[within],
            self.choice(parameters, self.RULE, context, self.RULES),
            self.choice(parameters, self.KERNEL, context, self.KERNELS),
            self.parameterAsInt(parameters, self.NEIGHBOURS, context),
        )

    def _write(
        self, parameters: dict, context: QgsProcessingContext, surface: DensitySurface, remarks: list[str]
    ) -> Result:
        crs = self.crs(parameters, context)
        unit = self.tr(self.DENSITY_UNITS[surface.units])
        values = surface.values / (_square_metres(crs) if surface.units == "per_km2" else 1)
        highest = float(np.nanmax(values))
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_raster(path, surface.grid, values, crs, unit)
        chosen = self.tr("Bandwidth {bandwidth}, {kernel} kernel, cells of {size}.").format(
            bandwidth=self.in_units(parameters, context, surface.bandwidth),
            kernel=surface.kernel,
            size=self.in_units(parameters, context, surface.cell_size),
        )
        outputs = {
            self.OUTPUT: path,
            self.COUNT: surface.points,
            self.OUTSIDE: surface.outside,
            self.BANDWIDTH: surface.bandwidth,
            self.CELL_SIZE: surface.cell_size,
            self.HIGHEST: highest,
        }
        return Result(outputs, {self.OUTPUT: partial(style_density, highest=highest)}, (*remarks, chosen))

    def _add_bandwidth(self) -> None:
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

    def _add_edge_and_units(self) -> None:
        self.add(
            QgsProcessingParameterBoolean(
                self.EDGE_CORRECTION, self.tr("Correct for the edge of the study area"), defaultValue=True
            ),
            self.tr(
                "With a study area: leaves out the points beyond it, and makes up for what spreads out of it. Without, "
                "densities fall towards the edge, and points beyond it spread in. Default: yes."
            ),
        )
        self.add_choice(
            self.UNITS,
            self.tr("Units"),
            self.DENSITY_UNITS,
            self.tr(
                "What a value of the raster means; with weights, their sum in place of incidents. Default: per km²."
            ),
        )


def _square_metres(crs: QgsCoordinateReferenceSystem) -> float:
    """Square metres in a square unit of `crs`, which may be feet."""
    metres = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
    return metres * metres
