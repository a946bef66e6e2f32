"""Algorithm `kerneldensity`: a smooth surface of incidents per square kilometre."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterRasterDestination,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.density_algorithm import DensityAlgorithm, square_metres
from .base.progress import report_to
from .base.translation import numeral
from .results.raster import write_raster
from .results.result import Result
from .results.styles import style_density

if TYPE_CHECKING:
    from ..safestats_core.hotspots.density.kernel_density import DensitySurface


class KernelDensity(DensityAlgorithm):
    """Kernel density of points as a raster."""

    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    HIGHEST = "HIGHEST"

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
        self.add_bandwidth()
        self.add_cell_size(self.tr("At most the bandwidth. 0 takes a tenth of the bandwidth. Default: 0."))
        self.add_weight()
        self.add_boundary()
        self.add_edge_correction()
        self.add_units(
            self.tr(
                "What a value of the raster means; with weights, their sum in place of incidents. Default: per km²."
            )
        )
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
        bandwidth = self.bandwidth(parameters, context, points.x, points.y, boundary)
        surface = kernel_density(
            points.x,
            points.y,
            bandwidth,
            self.cell_size(parameters, context, bandwidth),
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
            remarks.append(outside.format(number=numeral(surface.outside), fate=fate))
        return self._write(parameters, context, surface, remarks)

    def _write(
        self, parameters: dict, context: QgsProcessingContext, surface: DensitySurface, remarks: list[str]
    ) -> Result:
        crs = self.crs(parameters, context)
        unit = self.tr(self.DENSITY_UNITS[surface.units])
        values = surface.values / (square_metres(crs) if surface.units == "per_km2" else 1)
        highest = float(np.nanmax(values))
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_raster(path, surface.grid, values, crs, unit)
        chosen = self.smoothing_in_words(parameters, context, surface.bandwidth, surface.cell_size)
        outputs = {
            self.OUTPUT: path,
            self.COUNT: surface.points,
            self.OUTSIDE: surface.outside,
            self.BANDWIDTH: surface.bandwidth,
            self.CELL_SIZE: surface.cell_size,
            self.HIGHEST: highest,
        }
        return Result(outputs, {self.OUTPUT: partial(style_density, highest=highest)}, (*remarks, chosen))
