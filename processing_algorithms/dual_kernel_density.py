"""Algorithm `dualkerneldensity`: two sets of points compared as densities, and where they differ beyond chance."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.algorithm import report_to
from .base.density_algorithm import DensityAlgorithm, square_metres
from .base.translation import tr
from .results.raster import write_raster
from .results.raster_styles import ranges, style_ranges
from .results.result import Result, Style
from .results.styles import COLD, HOT, NOTHING, style_density

if TYPE_CHECKING:
    from ..safestats_core.hotspots.density.dual_density import DualDensity

_LEVELS = (0.1, 0.05, 0.01)
_CONFIDENCE = (90, 95, 99)
_TIMES = (0.25, 0.5, 0.8, 1.25, 2.0, 4.0)
"""Ratios to the average at which the colours change."""


class DualKernelDensity(DensityAlgorithm):
    """Two kernel densities compared, as a raster."""

    INPUT_2 = "INPUT_2"
    WEIGHT_2 = "WEIGHT_2"
    MODE = "MODE"
    LENGTH = "LENGTH"
    LENGTH_2 = "LENGTH_2"
    FLOOR = "FLOOR"
    SIGNIFICANCE = "SIGNIFICANCE"
    COUNT = "COUNT"
    COUNT_2 = "COUNT_2"
    LOWEST = "LOWEST"
    HIGHEST = "HIGHEST"
    AVERAGE = "AVERAGE"
    FLOOR_DENSITY = "FLOOR_DENSITY"
    CELLS_FLOORED = "CELLS_FLOORED"
    CELLS_MORE = "CELLS_MORE"
    CELLS_LESS = "CELLS_LESS"

    MODES = {
        "ratio": QT_TRANSLATE_NOOP("SafeStats", "Ratio: first / second"),
        "log_ratio": QT_TRANSLATE_NOOP("SafeStats", "Log ratio: natural logarithm of the ratio"),
        "difference": QT_TRANSLATE_NOOP("SafeStats", "Difference: first - second"),
        "sum": QT_TRANSLATE_NOOP("SafeStats", "Sum: first + second"),
    }

    column_parameters = {"INPUT": {}, "INPUT_2": {}}
    weight_parameters = {"INPUT": "WEIGHT", "INPUT_2": "WEIGHT_2"}

    identifier = "dualkerneldensity"
    title = QT_TRANSLATE_NOOP("SafeStats", "Dual kernel density")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,dual kernel,relative risk,ratio,change,difference,rate,density,before,after,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Smooths two layers of points in the same way and divides, subtracts or adds the surfaces. Burglaries over "
        "homes show risk; this year over last year shows change; arrests over offences show where few are made. A "
        "second raster shows where the two layers differ by more than chance explains.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A ratio is unsure where the second layer has few points: below the floor it is not followed further, and the "
        "significance says how far to trust it. For places with clear edges, such as wards, compare counts and rates. "
        "Periods of different length need their lengths, or the longer one always wins.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Bithell (1990), Statistics in Medicine 9; Kelsall & Diggle (1995), Statistics in Medicine 14, for the log "
        "ratio and random labelling; Levine, CrimeStat IV, chapter 10.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points(title=self.tr("First points"))
        self.add_points(self.INPUT_2, self.tr("Second points"))
        self.add_choice(
            self.MODE,
            self.tr("Comparison"),
            self.MODES,
            self.tr("The log ratio treats twice as many and half as many alike. Default: ratio."),
        )
        self.add_bandwidth()
        self.add_cell_size(self.tr("At most the bandwidth. 0 takes a tenth of the bandwidth. Default: 0."))
        self.add_weight()
        self.add_weight(self.WEIGHT_2, self.INPUT_2)
        self.add_boundary()
        self.add_edge_correction()
        self.add_units(
            self.tr(
                "What a difference or sum is measured in. 'Share of all incidents' divides each density by its total, "
                "so that a ratio too compares only where the points lie, not how many they are or how long they were "
                "collected: 1 is then the average. Default: per km², numbers as they are."
            )
        )
        self._add_lengths_and_floor()
        self._add_significance()
        self.addParameter(QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Comparison of densities")))
        self.addParameter(
            QgsProcessingParameterRasterDestination(
                self.SIGNIFICANCE, self.tr("Significance"), optional=True, createByDefault=True
            )
        )
        self.add_numbers(
            {
                self.COUNT: self.tr("First points in the study area"),
                self.COUNT_2: self.tr("Second points in the study area"),
                self.BANDWIDTH: self.tr("Bandwidth"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.LOWEST: self.tr("Lowest value"),
                self.HIGHEST: self.tr("Highest value"),
                self.AVERAGE: self.tr("Ratio of the totals: what a ratio is where both lie alike"),
                self.FLOOR_DENSITY: self.tr("Density that a ratio takes for the second points at the least"),
                self.CELLS_FLOORED: self.tr("Cells where the second density is below that"),
                self.CELLS_MORE: self.tr("Cells with more first points than chance explains, 95 %"),
                self.CELLS_LESS: self.tr("Cells with fewer first points than chance explains, 95 %"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Smooth both layers, compare them, and write the rasters."""
        from ..safestats_core.hotspots.density.dual_density import dual_density

        first = self.read_points(parameters, context, feedback)
        second = self.read_points(parameters, context, feedback, self.INPUT_2)
        boundary = self.read_boundary(parameters, context)
        x, y = np.append(first.x, second.x), np.append(first.y, second.y)
        bandwidth = self.bandwidth(parameters, context, x, y, boundary)
        compared = dual_density(
            (first.x, first.y, first.weights),
            (second.x, second.y, second.weights),
            bandwidth,
            self.cell_size(parameters, context, bandwidth),
            mode=self.choice(parameters, self.MODE, context, self.MODES),
            kernel=self.choice(parameters, self.KERNEL, context, self.KERNELS),
            lengths=tuple(self.parameterAsDouble(parameters, name, context) for name in (self.LENGTH, self.LENGTH_2)),
            shares=self.choice(parameters, self.UNITS, context, self.DENSITY_UNITS) == "probability",
            floor=self.parameterAsDouble(parameters, self.FLOOR, context),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            boundary=boundary,
            edge_correction=self.parameterAsBool(parameters, self.EDGE_CORRECTION, context),
            progress=report_to(feedback),
        )
        remarks = [
            *(f"{self.tr('First points')}: {said}" for said in self.left_out(first)),
            *(f"{self.tr('Second points')}: {said}" for said in self.left_out(second)),
            self.smoothing_in_words(parameters, context, bandwidth, compared.grid.cell_size),
        ]
        return self._write(parameters, context, compared, remarks)

    def _write(
        self, parameters: dict, context: QgsProcessingContext, compared: DualDensity, remarks: list[str]
    ) -> Result:
        crs, mode = self.crs(parameters, context), compared.mode
        values = compared.values * self._factor(parameters, context, compared)
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_raster(path, compared.grid, values, crs, self.tr(self.MODES[mode]))
        lowest, highest = float(np.nanmin(values)), float(np.nanmax(values))
        outputs = {
            self.OUTPUT: path,
            self.COUNT: compared.first.points,
            self.COUNT_2: compared.second.points,
            self.BANDWIDTH: compared.first.bandwidth,
            self.CELL_SIZE: compared.grid.cell_size,
            self.LOWEST: lowest,
            self.HIGHEST: highest,
            self.AVERAGE: compared.average,
            self.FLOOR_DENSITY: compared.floors[1] / square_metres(crs),
            self.CELLS_FLOORED: compared.floored,
            **self._write_significance(parameters, context, compared, remarks),
        }
        if mode.endswith("ratio"):
            floor = self.tr(
                "A ratio counts with {floor} second points within a bandwidth at the least; {cells} cells have fewer."
            )
            remarks.append(
                floor.format(
                    floor=f"{self.parameterAsDouble(parameters, self.FLOOR, context):g}", cells=f"{compared.floored:,}"
                )
            )
        styles = {self.OUTPUT: _style(mode, lowest, highest, compared.average), self.SIGNIFICANCE: style_significance}
        return Result(outputs, styles, tuple(remarks))

    def _factor(self, parameters: dict, context: QgsProcessingContext, compared: DualDensity) -> float:
        """From the densities of the core, per 10^6 square units, to the units asked for; a ratio has none."""
        if compared.mode.endswith("ratio"):
            return 1.0
        if self.choice(parameters, self.UNITS, context, self.DENSITY_UNITS) == "per_km2":
            return 1 / square_metres(self.crs(parameters, context))
        return compared.grid.cell_area / 1e6

    def _write_significance(
        self, parameters: dict, context: QgsProcessingContext, compared: DualDensity, remarks: list[str]
    ) -> dict:
        """The cells that differ by more than chance explains, as numbers and, where asked for, as a raster."""
        from ..safestats_core.hotspots.false_discovery import benjamini_hochberg

        path = self.parameterAsOutputLayer(parameters, self.SIGNIFICANCE, context)
        if compared.p is None:
            remarks.append(self.tr("No significance was tested, since 0 permutations were asked for."))
            return {self.SIGNIFICANCE: "", self.CELLS_MORE: 0, self.CELLS_LESS: 0}
        controlled = self.parameterAsBool(parameters, self.FDR, context)
        p = compared.p.copy()
        first, second = compared.first, compared.second
        # Where no point reaches there is nothing to test.
        p[(first.values == 0) & (second.values == 0)] = np.nan
        p = benjamini_hochberg(p) if controlled else p
        more = np.sign(first.values / first.points - second.values / second.points)
        classes = np.where(np.isnan(p), 0, more * sum((p <= level).astype(int) for level in _LEVELS))
        classes[np.isnan(compared.values)] = np.nan
        if path:
            what = self.tr("3, 2, 1: more first points than chance explains, 99, 95, 90 %; negative: fewer")
            write_raster(path, compared.grid, classes, self.crs(parameters, context), what)
        numbers = {
            self.CELLS_MORE: int(np.count_nonzero(classes >= 2)),
            self.CELLS_LESS: int(np.count_nonzero(classes <= -2)),
        }
        remarks.append(
            self.tr("{more} cells have more first points than chance explains, {less} fewer (95 %, {control}).").format(
                more=f"{numbers[self.CELLS_MORE]:,}",
                less=f"{numbers[self.CELLS_LESS]:,}",
                control=self.tr("after the false discovery rate") if controlled else self.tr("each cell by itself"),
            )
        )
        return {self.SIGNIFICANCE: path, **numbers}

    def _add_lengths_and_floor(self) -> None:
        lengths = {self.LENGTH: self.tr("Length of the first period"), self.LENGTH_2: self.tr("... of the second")}
        for name, title in lengths.items():
            self._add_number(
                name,
                title,
                self.tr(
                    "How long the points were collected, both in the same unit, for example 31 and 365 days. Densities "
                    "are divided by it. Default: 1."
                ),
            )
        self._add_number(
            self.FLOOR,
            self.tr("Floor of a ratio"),
            self.tr(
                "The least number of second points within a bandwidth that a ratio counts with: less than one cannot "
                "be told from none, and dividing by it would give any number. Where neither layer has points, the "
                "ratio is the average. Default: 1."
            ),
        )

    def _add_number(self, name: str, title: str, meaning: str) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(QgsProcessingParameterNumber(name, title, kind, 1.0, minValue=1e-9), meaning, advanced=True)

    def _add_significance(self) -> None:
        self.add_whole_number(
            self.PERMUTATIONS,
            self.tr("Permutations (0 = no significance)"),
            999,
            0,
            self.tr(
                "How often all points are put together and dealt out anew to the two layers at random, to see what "
                "chance does. With a million points 99 take some ten seconds. Default: 999."
            ),
        )
        seed = self.tr("For permutations: the same number gives the same result. Default: 0.")
        self.add_whole_number(self.SEED, self.tr("Seed"), 0, 0, seed)
        self.add_fdr()


def style_significance(layer: QgsRasterLayer) -> None:
    """Reds where the first points are more than chance explains, blues where they are fewer."""
    more, fewer = tr("More first points, {level} % confidence"), tr("Fewer first points, {level} % confidence")
    less = [(-step + 0.5, COLD[step - 1], fewer.format(level=_CONFIDENCE[step - 1])) for step in (3, 2, 1)]
    hot = [(step + 0.5, HOT[step - 1], more.format(level=_CONFIDENCE[step - 1])) for step in (1, 2, 3)]
    style_ranges(layer, [*less, (0.5, NOTHING, tr("Not significant")), *hot[:-1], (math.inf, *hot[-1][1:])])


def _style(mode: str, lowest: float, highest: float, average: float) -> Style:
    """Reds where the first points are more, blues where they are fewer; a sum as a density."""
    if mode == "sum":
        return partial(style_density, highest=highest)
    unit = ""
    if mode == "difference":
        most = max(-lowest, highest) or 1.0
        ends = [-most / 4, -most / 16, -most / 64, most / 64, most / 16, most / 4]
        words = [f"{end:.3g}" for end in ends]
    else:
        unit, words = tr("times the average"), [f"{times:g}" for times in _TIMES]
        ends = [average * times for times in _TIMES]
        ends = ends if mode == "ratio" else [math.log(end) for end in ends]
    return partial(style_ranges, classes=ranges(ends, (*reversed(COLD), NOTHING, *HOT), words, unit))
