"""Algorithm `comparehotspots`: where the rate of incidents changed between two periods by more than chance."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.compare_hot_spots import PeriodAlgorithm
from .base.cells_or_areas_algorithm import CellsOrAreasAlgorithm, PlaceCounts
from .base.groups import COMPARISON
from .base.progress import report_to
from .base.translation import in_sentences, numeral
from .results.comparison.change import change_columns, change_remarks, style_change
from .results.result import Result


class CompareHotSpots(CellsOrAreasAlgorithm, PeriodAlgorithm):
    """Counts two periods in cells or areas, and tests each for a change of its rate."""

    EXPECTED = "EXPECTED"
    COUNT_1 = "COUNT_1"
    COUNT_2 = "COUNT_2"
    OVERALL_RATIO = "OVERALL_RATIO"
    RISES = "RISES"
    FALLS = "FALLS"

    EXPECTATIONS = {
        "equal": QT_TRANSLATE_NOOP("SafeStats", "The same rate in both periods"),
        "overall": QT_TRANSLATE_NOOP("SafeStats", "The change of all places together"),
    }

    group_name = COMPARISON
    identifier = "comparehotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Compare two periods")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,change,before,after,evaluation,rise,fall,rate ratio,exact test,binomial,poisson,fdr,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the incidents of two periods in cells or areas and asks of each whether its rate changed by more than "
        "chance explains. ratio is the rate of the second period divided by that of the first, whatever their lengths, "
        "with its 95 % interval in ratio_low and ratio_high; p is exact; p_adj is p after the false discovery rate; "
        "change says rise, fall, no evidence of change, or no incidents. The periods are two layers, or one layer that "
        "a date splits.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "No evidence of change is no evidence of sameness: with few incidents only a large change can be seen; read "
        "the interval. Seasons are changes too: compare with the same months of another year. Where one incident "
        "brings the next, as with repeat victims, counts vary more than the test expects, and it calls too many. The "
        "worst places of one period are partly bad luck, and fall in the next without any intervention.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Exact conditional test: Przyborowski & Wilenski (1940), Biometrika 31. Interval: Clopper & Pearson (1934), "
        "Biometrika 26. False discovery rate: Benjamini & Hochberg (1995).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_periods()
        self.add_places()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Change between two periods"))
        self.add_numbers(
            {
                self.COUNT_1: self.tr("Points counted in the first period"),
                self.COUNT_2: self.tr("Points counted in the second period"),
                self.OVERALL_RATIO: self.tr("Rate ratio of all places together"),
                self.RISES: self.tr("Places with a rise"),
                self.FALLS: self.tr("Places with a fall"),
            }
        )

    def _add_test(self) -> None:
        self.add_choice(
            self.EXPECTED,
            self.tr("Test against"),
            self.EXPECTATIONS,
            self.tr(
                "The same rate: which places changed. The change of all places together: which places changed "
                "otherwise than the whole. The ratio itself is the same. Default: the same rate."
            ),
        )
        self.add_alpha(self.tr("A place changed where p_adj is this or less. Between 0 and 1. Default: 0.05."))
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a level that is none as well."""
        super().check(parameters, context)
        self.refuse_no_alpha(parameters, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count both periods, test, and write a polygon for each cell or area."""
        from ..safestats_core.hotspots.change import compare_periods

        first, second, remarks = self.read_periods(parameters, context, feedback)
        lengths, about_lengths = self.lengths(parameters, context, first, second)
        places = self.count_in_places(parameters, context, feedback, (first, second))
        found = compare_periods(
            *places.counts,
            *lengths,
            expected=self.choice(parameters, self.EXPECTED, context, self.EXPECTATIONS),
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            progress=report_to(feedback),
        )
        total = places.counts.sum(axis=1, keepdims=True)
        overall = compare_periods(*total, *lengths)
        columns = change_columns(*places.counts, found)
        output = self.write_places(parameters, context, feedback, places, columns)
        numbers = {
            self.COUNT_1: int(total[0, 0]),
            self.COUNT_2: int(total[1, 0]),
            self.OVERALL_RATIO: float(overall.ratio[0]) if total[0, 0] else None,
            self.RISES: int(np.count_nonzero(found.change == 1)),
            self.FALLS: int(np.count_nonzero(found.change == -1)),
        }
        said = [*self._about_places(parameters, context, places), *change_remarks(found, overall, *total)]
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: style_change}, (*remarks, about_lengths, *said))

    def _about_places(self, parameters: dict, context: QgsProcessingContext, places: PlaceCounts) -> list[str]:
        missing = places.areas.without_geometry if places.areas else 0
        outside, later_outside = places.outside
        said = in_sentences(
            [
                (outside, self.tr("{number} points of the first period lie in no cell or area: left out.")),
                (later_outside, self.tr("{number} points of the second period lie in no cell or area: left out.")),
                (missing, self.tr("{number} areas without a polygon were left out.")),
                (places.in_several, self.tr("{number} points lie in several areas: counted in the first of them.")),
            ]
        )
        if places.grid is not None:
            size = self.in_units(parameters, context, places.grid.cell_size)
            said.append(self.tr("{cells} cells of {size}.").format(cells=numeral(places.counts.shape[1]), size=size))
        return said
