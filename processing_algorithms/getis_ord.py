"""Algorithm `getisord`: hot and cold spots of counts, with their significance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.grid_algorithm import Counted, GridAlgorithm
from .results.result import Result
from .results.styles import style_hotspots

if TYPE_CHECKING:
    from ..safestats_core.hotspots.local_statistics.getis_ord import GetisOrd as Statistic


class GetisOrd(GridAlgorithm):
    """Getis-Ord Gi* of the counts in square cells."""

    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    DISTANCE = "DISTANCE"
    NEIGHBOURS = "NEIGHBOURS"
    COUNT = "COUNT"
    CELLS = "CELLS"
    HOT_CELLS_99 = "HOT_CELLS_99"
    HOT_CELLS_95 = "HOT_CELLS_95"
    HOT_CELLS_90 = "HOT_CELLS_90"
    COLD_CELLS_90 = "COLD_CELLS_90"

    NEIGHBOURHOODS = {
        "queen": QT_TRANSLATE_NOOP("SafeStats", "Queen: cells that share an edge or a corner"),
        "rook": QT_TRANSLATE_NOOP("SafeStats", "Rook: cells that share an edge"),
        "band": QT_TRANSLATE_NOOP("SafeStats", "Distance band"),
        "knn": QT_TRANSLATE_NOOP("SafeStats", "Nearest cells"),
    }

    identifier = "getisord"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot and cold spots (Getis-Ord Gi*)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,hotspot,coldspot,getis,ord,gi star,significance,cluster,spatial statistics,fdr,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the points on a grid and asks of every cell whether it and its neighbours together hold more incidents "
        "(a hot spot) or fewer (a cold spot) than incidents dealt to the cells at random would bring. gi_z is the "
        "standard score, gi_p its two-sided probability, gi_p_adj the same after the false discovery rate, and gi_bin "
        "the class: 3, 2, 1 hot with 99, 95, 90 % confidence, -3, -2, -1 cold, 0 neither.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "With fewer than 30 cells, or few incidents per cell: choose larger cells or a longer period. Without a study "
        "area, fields, water and parks inside the extent count as empty cells and make every street look hot. It does "
        "not correct for where people are, and not for reports that are snapped to one point. With harm weights, the "
        "normal distribution calls too many cells: set permutations to 999.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Getis & Ord (1992), Geographical Analysis 24; Ord & Getis (1995), Geographical Analysis 27. False discovery "
        "rate: Benjamini & Hochberg (1995). Permutation: Anselin (1995).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
        self._add_neighbourhood()
        self.add_boundary()
        self.add_weight()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Hot and cold spots"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted"),
                self.CELLS: self.tr("Cells"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.HOT_CELLS_99: self.tr("Hot cells, 99 % confidence"),
                self.HOT_CELLS_95: self.tr("Hot cells, 95 % confidence or more"),
                self.HOT_CELLS_90: self.tr("Hot cells, 90 % confidence or more"),
                self.COLD_CELLS_90: self.tr("Cold cells, 90 % confidence or more"),
            }
        )

    def _add_neighbourhood(self) -> None:
        self.add_choice(
            self.NEIGHBOURHOOD,
            self.tr("Neighbourhood"),
            self.NEIGHBOURHOODS,
            self.tr("Which cells count as near; the cell itself always does. Default: queen."),
        )
        self.add_distance(
            self.DISTANCE,
            self.tr("Distance of the band"),
            self.tr("For a distance band: from cell centre to cell centre."),
            self.tr("No default."),
        )
        self.add_whole_number(
            self.NEIGHBOURS,
            self.tr("Number of nearest cells"),
            8,
            1,
            self.tr("For nearest cells: how many, the cell itself not counted. Default: 8."),
        )

    def _add_test(self) -> None:
        self.add_permutations(
            0,
            self.tr(
                "How often the values are dealt to the cells at random to find gi_p; 999 is usual, and needed for "
                "weights and for a few very full cells. Default: 0, the normal distribution."
            ),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a band without a distance as well."""
        super().check(parameters, context)
        is_band = self.choice(parameters, self.NEIGHBOURHOOD, context, self.NEIGHBOURHOODS) == "band"
        if is_band and not self.parameterAsDouble(parameters, self.DISTANCE, context):
            raise InvalidInput(
                "A distance band needs a distance. Enter one that is longer than a cell, "
                "or choose another neighbourhood."
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test, and write a polygon for each cell."""
        counted = self.count(parameters, context, feedback)
        statistic = self._test(parameters, context, feedback, counted)
        columns = {"count": counted.counts.count[counted.mask]}
        if self.weight(parameters, context):
            columns["weight"] = counted.counts.weight[counted.mask]
        columns.update(gi_z=statistic.z, gi_p=statistic.p, gi_p_adj=statistic.p_adjusted, gi_bin=statistic.bins)
        output = self.write(parameters, context, feedback, counted, columns)
        numbers = {
            self.COUNT: int(columns["count"].sum()),
            self.CELLS: counted.cells.size,
            self.CELL_SIZE: counted.grid.cell_size,
            self.HOT_CELLS_99: int(np.count_nonzero(statistic.bins >= 3)),
            self.HOT_CELLS_95: int(np.count_nonzero(statistic.bins >= 2)),
            self.HOT_CELLS_90: int(np.count_nonzero(statistic.bins >= 1)),
            self.COLD_CELLS_90: int(np.count_nonzero(statistic.bins <= -1)),
        }
        found = self.tr("{hot} hot and {cold} cold cells with at least 90 % confidence.").format(
            hot=f"{numbers[self.HOT_CELLS_90]:,}", cold=f"{numbers[self.COLD_CELLS_90]:,}"
        )
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: style_hotspots}, (*counted.remarks, found))

    def _test(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: Counted
    ) -> Statistic:
        """The statistic of the cells of the study area, in arrays of shape (cells,)."""
        from ..safestats_core.hotspots.grids.grid import cell_centres
        from ..safestats_core.hotspots.local_statistics.getis_ord import getis_ord, getis_ord_grid
        from ..safestats_core.hotspots.local_statistics.neighbours import k_nearest

        how = {
            "fdr": self.parameterAsBool(parameters, self.FDR, context),
            "permutations": self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            "seed": self.parameterAsInt(parameters, self.SEED, context),
            "progress": report_to(feedback),
        }
        mask, grid = counted.mask, counted.grid
        values = np.where(mask, counted.counts.weight, np.nan)
        kind = self.choice(parameters, self.NEIGHBOURHOOD, context, self.NEIGHBOURHOODS)
        if kind == "knn":
            x, y = (centre[mask] for centre in cell_centres(grid))
            near = k_nearest(x, y, self.parameterAsInt(parameters, self.NEIGHBOURS, context))
            return getis_ord(values[mask], near, **how)
        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        found = getis_ord_grid(values, distance if kind == "band" else kind, cell_size=grid.cell_size, **how)
        return replace(
            found, z=found.z[mask], p=found.p[mask], p_adjusted=found.p_adjusted[mask], bins=found.bins[mask]
        )
