"""Algorithm `localmoran`: areas that are like their neighbours, and areas that stand out against them."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.groups import HOT_SPOTS
from .base.neighbour_algorithm import NeighbourAlgorithm
from .base.progress import report_to
from .base.translation import numeral, tr
from .results.result import Result
from .results.styles import COLD, HOT, NOTHING, style_classes

_LEVEL = 0.05


class LocalMoran(NeighbourAlgorithm):
    """Local Moran's I of the counts in square cells, or of a field of polygons."""

    CELLS = "CELLS"
    ISLANDS = "ISLANDS"
    HIGH_HIGH = "HIGH_HIGH"
    LOW_LOW = "LOW_LOW"
    HIGH_LOW = "HIGH_LOW"
    LOW_HIGH = "LOW_HIGH"

    identifier = "localmoran"
    title = QT_TRANSLATE_NOOP("SafeStats", "Clusters and outliers (local Moran's I)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,hotspot,cluster,outlier,anselin,moran,lisa,spatial autocorrelation,significance,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Compares every area with its neighbours. li is local Moran's I: above 0 where an area is like its "
        "neighbours, below 0 where it is not. li_p is its two-sided probability by permutation, li_p_adj the same "
        "after the false discovery rate, and li_class says what was found with 95 % confidence: HH high among high, "
        "LL low among low, HL a high outlier among low, LH a low outlier among high, otherwise 'not significant'. An "
        "area without a neighbour is 'not tested'. Points are counted on a grid first.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "With fewer than 30 cells or areas. For 'where is it worst', use 'Hot and cold spots': it also counts the "
        "area itself. With counts in areas of different size or population, compare rates, not counts. With very few "
        "incidents per cell nothing low can be told apart.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Anselin (1995), Geographical Analysis 27, 93-115. False discovery rate: Benjamini & Hochberg (1995).",
    )
    group_name = HOT_SPOTS

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_cells()
        self.add_neighbourhood(self.tr("the area itself never does"))
        self.add_boundary()
        self.add_weight()
        self.add_permutations(
            9_999,
            self.tr(
                "How often the values are dealt to the other areas at random to find li_p, each area's own value "
                "held. With few, only large groups can be called after the false discovery rate; the log says how "
                "large. Default: 9,999."
            ),
        )
        self.add_fdr()
        self.add_sink(self.OUTPUT, self.tr("Clusters and outliers"))
        self.add_numbers(
            {
                self.CELLS: self.tr("Cells or areas"),
                self.ISLANDS: self.tr("Cells or areas without a neighbour"),
                self.CELL_SIZE: self.tr("Cell size (0 for polygons)"),
                self.HIGH_HIGH: self.tr("High among high"),
                self.LOW_LOW: self.tr("Low among low"),
                self.HIGH_LOW: self.tr("High among low"),
                self.LOW_HIGH: self.tr("Low among high"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count or read, test, and write a polygon for each cell."""
        from ..safestats_core.hotspots.local_statistics.local_moran import CLASSES, local_moran, local_moran_grid

        cells = self.read_cells(parameters, context, feedback)
        is_adjusted = self.parameterAsBool(parameters, self.FDR, context)
        statistic, about_neighbours = self.tested(
            parameters,
            context,
            cells,
            local_moran_grid,
            local_moran,
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            level=_LEVEL,
            fdr=is_adjusted,
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )
        columns = {
            "li": statistic.i,
            "li_p": statistic.p,
            "li_p_adj": statistic.p_adjusted,
            "li_class": np.array(CLASSES)[statistic.classes],
        }
        output = self.write_tested(parameters, context, feedback, cells, columns)
        of_class = np.bincount(statistic.classes, minlength=len(CLASSES)).tolist()[1:5]
        outputs = {
            self.OUTPUT: output,
            self.CELLS: statistic.cells,
            self.ISLANDS: statistic.islands,
            self.CELL_SIZE: cells.counted.grid.cell_size if cells.counted else 0,
            **dict(zip((self.HIGH_HIGH, self.LOW_LOW, self.HIGH_LOW, self.LOW_HIGH), of_class)),
        }
        said = [self._found(of_class, statistic.islands)]
        if is_adjusted:
            said += self._cautions(statistic.permutations, statistic.cells - statistic.islands)
        return Result(outputs, {self.OUTPUT: _style}, (*cells.remarks, *about_neighbours, *said))

    def _found(self, of_class: list[int], islands: int) -> str:
        words = self.tr("With 95 % confidence: {hh} HH, {ll} LL, {hl} HL, {lh} LH; {islands} without a neighbour.")
        numbers = dict(zip(("hh", "ll", "hl", "lh"), map(numeral, of_class)))
        return words.format(islands=numeral(islands), **numbers)

    def _cautions(self, permutations: int, tests: int) -> tuple[str, ...]:
        from ..safestats_core.hotspots.false_discovery import fewest_calls

        fewest = fewest_calls(2 / (permutations + 1), tests, _LEVEL)
        need = self.tr(
            "With {permutations} permutations at least {fewest} of {tests} cells or areas have to stand out together "
            "to be called. With more permutations fewer are enough."
        )
        said = need.format(permutations=numeral(permutations), fewest=numeral(fewest), tests=numeral(tests))
        return (said,) if fewest > 1 else ()


def _style(layer: QgsVectorLayer) -> None:
    """By `li_class`: strong colours for clusters, pale ones of the same hue for outliers."""
    classes = [
        ("HH", HOT[2], tr("High among high")),
        ("HL", HOT[1], tr("High outlier among low")),
        ("LH", COLD[1], tr("Low outlier among high")),
        ("LL", COLD[2], tr("Low among low")),
        ("not significant", NOTHING, tr("Not significant")),
        ("not tested", "255,255,255,0", tr("Not tested: no neighbour")),
    ]
    style_classes(layer, "li_class", classes)
