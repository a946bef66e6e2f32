"""Algorithm `dualkerneldensity`: two sets of points compared as densities, and where they differ beyond chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterRasterDestination
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.density_algorithm import DensityAlgorithm, square_metres
from .base.progress import report_to
from .base.translation import numeral
from .results.density.dual import significance_classes, style_compared, style_significance
from .results.raster import write_raster
from .results.result import Result

if TYPE_CHECKING:
    from ..safestats_core.hotspots.density.dual_density import DualDensity


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
        self._add_outputs()

    def _add_outputs(self) -> None:
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
            remarks.append(self._about_floor(parameters, context, compared))
        styles = {
            self.OUTPUT: style_compared(mode, lowest, highest, compared.average),
            self.SIGNIFICANCE: style_significance,
        }
        return Result(outputs, styles, tuple(remarks))

    def _about_floor(self, parameters: dict, context: QgsProcessingContext, compared: DualDensity) -> str:
        words = self.tr(
            "A ratio counts with {floor} second points within a bandwidth at the least; {cells} cells have fewer."
        )
        floor = self.parameterAsDouble(parameters, self.FLOOR, context)
        return words.format(floor=numeral(floor, "g"), cells=numeral(compared.floored))

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
        path = self.parameterAsOutputLayer(parameters, self.SIGNIFICANCE, context)
        if compared.p is None:
            remarks.append(self.tr("No significance was tested, since 0 permutations were asked for."))
            return {self.SIGNIFICANCE: "", self.CELLS_MORE: 0, self.CELLS_LESS: 0}
        controlled = self.parameterAsBool(parameters, self.FDR, context)
        classes = significance_classes(compared, controlled)
        if path:
            what = self.tr("3, 2, 1: more first points than chance explains, 99, 95, 90 %; negative: fewer")
            write_raster(path, compared.grid, classes, self.crs(parameters, context), what)
        numbers = {
            self.CELLS_MORE: int(np.count_nonzero(classes >= 2)),
            self.CELLS_LESS: int(np.count_nonzero(classes <= -2)),
        }
        remarks.append(
            self.tr("{more} cells have more first points than chance explains, {less} fewer (95 %, {control}).").format(
                more=numeral(numbers[self.CELLS_MORE]),
                less=numeral(numbers[self.CELLS_LESS]),
                control=self.tr("after the false discovery rate") if controlled else self.tr("each cell by itself"),
            )
        )
        return {self.SIGNIFICANCE: path, **numbers}

    def _add_lengths_and_floor(self) -> None:
        lengths = {self.LENGTH: self.tr("Length of the first period"), self.LENGTH_2: self.tr("... of the second")}
        for name, title in lengths.items():
            self.add_decimal_number(
                name,
                title,
                1.0,
                self.tr(
                    "How long the points were collected, both in the same unit, for example 31 and 365 days. Densities "
                    "are divided by it. Default: 1."
                ),
                lowest=1e-9,
                advanced=True,
            )
        self.add_decimal_number(
            self.FLOOR,
            self.tr("Floor of a ratio"),
            1.0,
            self.tr(
                "The least number of second points within a bandwidth that a ratio counts with: less than one cannot "
                "be told from none, and dividing by it would give any number. Where neither layer has points, the "
                "ratio is the average. Default: 1."
            ),
            lowest=1e-9,
            advanced=True,
        )

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
