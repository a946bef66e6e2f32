"""Algorithm `optimisedhotspots`: hot and cold spots whose scale is chosen from the points, with every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.core_sentences import in_words
from .base.grid_algorithm import Counted, GridAlgorithm
from .base.groups import HOT_SPOTS
from .base.progress import report_to
from .base.translation import numeral
from .results.page import heading, page, sentences, table
from .results.pictures import curves
from .results.result import Result
from .results.styles import style_hotspots

if TYPE_CHECKING:
    from ..safestats_core.hotspots.local_statistics.optimised import OptimisedHotspots
    from ..safestats_core.hotspots.local_statistics.scale import Choice


class OptimisedHotSpots(GridAlgorithm):
    """Gi* with the cell size and the distance band that follow from the points."""

    COUNT = "COUNT"
    CELLS = "CELLS"
    BAND = "BAND"
    HOT_CELLS_99 = "HOT_CELLS_99"
    HOT_CELLS_95 = "HOT_CELLS_95"
    HOT_CELLS_90 = "HOT_CELLS_90"
    COLD_CELLS_90 = "COLD_CELLS_90"
    CHOICES = "CHOICES"

    identifier = "optimisedhotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Optimised hot spots (cell and distance from the data)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,optimised,optimized,getis,ord,gi star,automatic,cell size,incremental,moran,fdr,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Hot and cold spots (Getis-Ord Gi*) for when you do not know which cell size and distance to take: both are "
        "chosen from the points, and each choice is written with its reason into the log, the page and the layer's "
        "notes. Cells are twice as wide as places usually lie apart; the neighbourhood reaches to the distance at "
        "which counts cluster most. The fields are those of 'Hot and cold spots': count, gi_z, gi_p, gi_p_adj and "
        "gi_bin, 3, 2, 1 hot with 99, 95, 90 % confidence, -3, -2, -1 cold, 0 neither.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "With few incidents the cells become so large that a small hot spot is diluted: with fewer than about 500, "
        "try 'Hot and cold spots' with a cell size of your own as well. To compare two periods or two forces, choose "
        "one scale yourself: here each gets its own. Fewer than 60 incidents (30 with a study area) are refused. It "
        "does not correct for where people are.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "The rules of ArcGIS Pro's Optimized Hot Spot Analysis; Getis & Ord (1992), Geographical Analysis 24; Cliff & "
        "Ord (1981), Spatial Processes; Benjamini & Hochberg (1995).",
    )
    group_name = HOT_SPOTS

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_boundary()
        self.add_sink(self.OUTPUT, self.tr("Optimised hot spots"))
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted"),
                self.CELLS: self.tr("Cells tested"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.BAND: self.tr("Distance band"),
                self.HOT_CELLS_99: self.tr("Hot cells, 99 % confidence"),
                self.HOT_CELLS_95: self.tr("Hot cells, 95 % confidence or more"),
                self.HOT_CELLS_90: self.tr("Hot cells, 90 % confidence or more"),
                self.COLD_CELLS_90: self.tr("Cold cells, 90 % confidence or more"),
            }
        )
        self.add_texts({self.CHOICES: self.tr("Every choice with its reason")})

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Choose, count, test, and write a polygon for each cell."""
        from ..safestats_core.hotspots.local_statistics.optimised import optimised_hotspots

        points = self.read_points(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        found = optimised_hotspots(points.x, points.y, boundary=boundary, progress=report_to(feedback))
        told = [
            (in_words(choice.name), self._value(parameters, context, choice), in_words(choice.reason))
            for choice in found.choices
        ]
        remarks = (*self.left_out(points), *(f"{name}: {value}. {reason}" for name, value, reason in told))
        statistic, mask = found.statistic, found.mask
        columns = {
            "count": found.counts.count[mask],
            "gi_z": statistic.z[mask],
            "gi_p": statistic.p[mask],
            "gi_p_adj": statistic.p_adjusted[mask],
            "gi_bin": statistic.bins[mask],
        }
        counted = Counted(found.grid, found.counts, mask, remarks)
        outputs = {
            self.OUTPUT: self.write(parameters, context, feedback, counted, columns),
            self.HTML: self.write_page(parameters, context, self._page(parameters, context, found, told)),
            self.CHOICES: "\n".join(remarks),
            **self._numbers(found, columns["gi_bin"]),
        }
        hot = self.tr("{hot} hot and {cold} cold cells with at least 90 % confidence.").format(
            hot=numeral(outputs[self.HOT_CELLS_90]), cold=numeral(outputs[self.COLD_CELLS_90])
        )
        return Result(outputs, {self.OUTPUT: style_hotspots}, (*remarks, hot))

    def _numbers(self, found: OptimisedHotspots, bins: np.ndarray) -> dict:
        return {
            self.COUNT: int(found.counts.count.sum()),
            self.CELLS: bins.size,
            self.CELL_SIZE: found.cell_size,
            self.BAND: found.band,
            self.HOT_CELLS_99: int(np.count_nonzero(bins >= 3)),
            self.HOT_CELLS_95: int(np.count_nonzero(bins >= 2)),
            self.HOT_CELLS_90: int(np.count_nonzero(bins >= 1)),
            self.COLD_CELLS_90: int(np.count_nonzero(bins <= -1)),
        }

    def _value(self, parameters: dict, context: QgsProcessingContext, choice: Choice) -> str:
        is_length = choice.unit == "m"
        return self.in_units(parameters, context, choice.value) if is_length else numeral(choice.value, ",.6g")

    def _page(
        self, parameters: dict, context: QgsProcessingContext, found: OptimisedHotspots, told: list[tuple]
    ) -> str:
        bins = found.statistic.bins[found.mask]
        hot, cold = np.count_nonzero(bins > 0), np.count_nonzero(bins < 0)
        summary = self.tr("{hot} hot and {cold} cold cells of {cells} with at least 90 % confidence.").format(
            hot=numeral(hot), cold=numeral(cold), cells=numeral(bins.size)
        )
        series = found.series
        # The frame starts at 0; less than chance brings is no cluster, and need not be told apart.
        drawn = {self.tr("z of Moran's I"): (series.bands, np.maximum(series.z, 0))}
        rows = [
            (self.in_units(parameters, context, band), numeral(i, ".4f"), numeral(z, ".2f"))
            for band, i, z in zip(series.bands, series.i, series.z)
        ]
        return page(
            self.displayName(),
            sentences([summary]),
            heading(self.tr("What was chosen, and why")),
            table([self.tr("Choice"), self.tr("Value"), self.tr("Reason")], told),
            heading(self.tr("At which distance counts cluster")),
            curves(drawn, self.tr("Distance"), self.tr("z of Moran's I")),
            table([self.tr("Distance"), self.tr("Moran's I"), "z"], rows),
        )
