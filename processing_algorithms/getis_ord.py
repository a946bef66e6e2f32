"""Algorithm `getisord`: hot and cold spots of counts or values, with their significance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.groups import HOT_SPOTS
from .base.neighbour_algorithm import Cells, NeighbourAlgorithm
from .base.progress import report_to
from .base.translation import in_sentences, numeral
from .results.result import Result
from .results.styles import style_hotspots

if TYPE_CHECKING:
    from ..safestats_core.hotspots.local_statistics.getis_ord import GetisOrd as Statistic

_LEVELS = {"90": 0.10, "99": 0.01}


class GetisOrd(NeighbourAlgorithm):
    """Getis-Ord Gi* of the counts in square cells, or of a field of polygons."""

    CHANCE = "CHANCE"
    COUNT = "COUNT"
    CELLS = "CELLS"
    HOT_CELLS_99 = "HOT_CELLS_99"
    HOT_CELLS_95 = "HOT_CELLS_95"
    HOT_CELLS_90 = "HOT_CELLS_90"
    COLD_CELLS_90 = "COLD_CELLS_90"

    CHANCES = {
        "normal": QT_TRANSLATE_NOOP("SafeStats", "Normal distribution (as published)"),
        "counts": QT_TRANSLATE_NOOP("SafeStats", "Distribution of counts (few incidents per cell)"),
    }

    identifier = "getisord"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot and cold spots (Getis-Ord Gi*)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,hotspot,coldspot,getis,ord,gi star,significance,cluster,spatial statistics,fdr,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the points on a grid, or takes a field of polygons, and asks of every cell whether it and its "
        "neighbours together hold more (a hot spot) or less (a cold spot) than the same values dealt to the cells at "
        "random would bring. gi_z is the standard score, gi_p its two-sided probability, gi_p_adj the same after the "
        "false discovery rate, and gi_bin the class: 3, 2, 1 hot with 99, 95, 90 % confidence, -3, -2, -1 cold, 0 "
        "neither.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "With fewer than 30 cells, or few incidents per cell: choose larger cells or a longer period, or the "
        "distribution of counts. Without a study area, fields, water and parks inside the extent count as empty cells "
        "and make every street look hot. It does not correct for where people are, and not for reports that are "
        "snapped to one point. With harm weights, the normal distribution calls too many cells: set permutations to "
        "9,999.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Getis & Ord (1992), Geographical Analysis 24; Ord & Getis (1995), Geographical Analysis 27. False discovery "
        "rate: Benjamini & Hochberg (1995). Permutation: Anselin (1995).",
    )
    group_name = HOT_SPOTS

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_cells()
        self.add_neighbourhood(self.tr("the cell itself always does"))
        self.add_boundary()
        self.add_weight()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Hot and cold spots"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted (0 for polygons)"),
                self.CELLS: self.tr("Cells or areas tested"),
                self.CELL_SIZE: self.tr("Cell size (0 for polygons)"),
                self.HOT_CELLS_99: self.tr("Hot cells, 99 % confidence"),
                self.HOT_CELLS_95: self.tr("Hot cells, 95 % confidence or more"),
                self.HOT_CELLS_90: self.tr("Hot cells, 90 % confidence or more"),
                self.COLD_CELLS_90: self.tr("Cold cells, 90 % confidence or more"),
            }
        )

    def _add_test(self) -> None:
        self.add_permutations(
            0,
            self.tr(
                "How often the values are dealt to the cells at random to find gi_p, each cell's own value held; "
                "9,999 is usual for weights, rates and a few very full cells. Default: 0, the distribution below."
            ),
        )
        self.add_choice(
            self.CHANCE,
            self.tr("Chance"),
            self.CHANCES,
            self.tr(
                "Where gi_p comes from without permutations. The normal distribution is what others publish, and "
                "calls too many cells hot where cells hold few incidents; the log says so then. The distribution of "
                "counts (negative binomial) keeps its promise there. Default: normal."
            ),
        )
        self.add_fdr()

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count or read, test, and write a polygon for each cell."""
        from ..safestats_core.hotspots.local_statistics.getis_ord import getis_ord, getis_ord_grid

        cells = self.read_cells(parameters, context, feedback)
        permutations = self.parameterAsInt(parameters, self.PERMUTATIONS, context)
        statistic, about_neighbours = self.tested(
            parameters,
            context,
            cells,
            getis_ord_grid,
            getis_ord,
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            chance=self.choice(parameters, self.CHANCE, context, self.CHANCES),
            permutations=permutations,
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )
        columns = {
            "gi_z": statistic.z,
            "gi_p": statistic.p,
            "gi_p_adj": statistic.p_adjusted,
            "gi_bin": statistic.bins,
        }
        output = self.write_tested(parameters, context, feedback, cells, columns)
        numbers = self._numbers(cells, statistic.bins)
        found = self.tr("{hot} hot and {cold} cold cells with at least 90 % confidence.").format(
            hot=numeral(numbers[self.HOT_CELLS_90]), cold=numeral(numbers[self.COLD_CELLS_90])
        )
        cautions = self._cautions(parameters, context, statistic)
        remarks = (*cells.remarks, *about_neighbours, found, *cautions)
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: style_hotspots}, remarks)

    def _numbers(self, cells: Cells, bins: np.ndarray) -> dict:
        return {
            self.COUNT: int(cells.columns["count"].sum()) if cells.columns else 0,
            self.CELLS: cells.values.size,
            self.CELL_SIZE: cells.counted.grid.cell_size if cells.counted else 0,
            self.HOT_CELLS_99: int(np.count_nonzero(bins >= 3)),
            self.HOT_CELLS_95: int(np.count_nonzero(bins >= 2)),
            self.HOT_CELLS_90: int(np.count_nonzero(bins >= 1)),
            self.COLD_CELLS_90: int(np.count_nonzero(bins <= -1)),
        }

    def _cautions(self, parameters: dict, context: QgsProcessingContext, statistic: Statistic) -> list[str]:
        """What to know before believing the classes."""
        untested = int(np.count_nonzero(np.isnan(statistic.z)))
        without = self.tr("{number} cells could not be tested: every cell is their neighbour.")
        said = in_sentences([(untested, without)])
        if statistic.permutations:
            is_adjusted = self.parameterAsBool(parameters, self.FDR, context)
            return [*said, *(self._few_permutations(statistic) if is_adjusted else ())]
        if statistic.is_heavy:
            said.append(
                self.tr(
                    "Caution: a few cells hold far more than a distribution of counts allows for, for example reports "
                    "snapped to one point, so more cells may be called by chance than stated. Compare with 9,999 "
                    "permutations."
                )
            )
        is_normal = self.choice(parameters, self.CHANCE, context, self.CHANCES) == "normal"
        return [*said, *(self._uneven(statistic) if is_normal else ())]

    def _uneven(self, statistic: Statistic) -> list[str]:
        from ..safestats_core.hotspots.local_statistics.getis_ord import SKEWED

        uneven = self.tr(
            "Caution: the values are so uneven (skewness of chance {skewness}, above {limit}) that the normal "
            "distribution calls more cells hot by chance than stated. For counts of incidents set 'Chance' to "
            "the distribution of counts; for weights and rates set permutations to 9,999."
        )
        skewness = numeral(statistic.skewness, ".2f")
        return [uneven.format(skewness=skewness, limit=SKEWED)] if abs(statistic.skewness) > SKEWED else []

    def _few_permutations(self, statistic: Statistic) -> list[str]:
        from ..safestats_core.hotspots.false_discovery import fewest_calls

        tests = int(np.count_nonzero(~np.isnan(statistic.p)))
        smallest = 1 / (statistic.permutations + 1)
        few, many = (fewest_calls(smallest, tests, level) for level in _LEVELS.values())
        need = self.tr(
            "With {permutations} permutations at least {few} cells have to stand out together to be called with "
            "90 % confidence, and {many} with 99 %. With more permutations fewer are enough."
        )
        said = need.format(permutations=numeral(statistic.permutations), few=numeral(few), many=numeral(many))
        return [said] if many > 1 else []
