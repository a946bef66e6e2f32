"""Algorithm `emerginghotspots`: what became of every cell over time, from new to historical hot and cold spots."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.emerging_hot_spots import CubeAlgorithm
from .base.groups import SPACE_AND_TIME
from .base.neighbourhoods import NeighbourhoodChoices
from .base.progress import report_to
from .results.cells import cells_wkb
from .results.result import Result, plain
from .results.space_time.emerging_layers import emerging_columns, step_columns, style_emerging
from .results.space_time.emerging_words import classes_of, cube_remarks, emerging_remarks, now

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.cube import Cube
    from ..safestats_core.hotspots.space_time.emerging import EmergingHotSpots as Found


class EmergingHotSpots(NeighbourhoodChoices, CubeAlgorithm):
    """Gi* of counts in space and time, its trend, and the class of every cell's history."""

    TIME_NEIGHBOURS = "TIME_NEIGHBOURS"
    WINDOW = "WINDOW"
    TREND = "TREND"
    TABLE = "TABLE"
    COUNT = "COUNT"
    CELLS = "CELLS"
    STEPS = "STEPS"
    HOT_NOW = "HOT_NOW"
    COLD_NOW = "COLD_NOW"
    NEW_HOT_SPOTS = "NEW_HOT_SPOTS"
    INTENSIFYING = "INTENSIFYING"

    WINDOWS = {
        "cube": QT_TRANSLATE_NOOP("SafeStats", "All cells in all steps"),
        "neighbourhood": QT_TRANSLATE_NOOP("SafeStats", "All cells in the step and the steps before it that count"),
        "step": QT_TRANSLATE_NOOP("SafeStats", "All cells in the step"),
    }

    TRENDS = {
        "mapped": QT_TRANSLATE_NOOP("SafeStats", "The scores as they are mapped"),
        "step": QT_TRANSLATE_NOOP("SafeStats", "The scores of each step without the steps before it"),
    }

    group_name = SPACE_AND_TIME
    identifier = "emerginghotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Emerging hot spots")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,coldspot,emerging,new,intensifying,diminishing,trend,mann-kendall,space-time cube,getis,ord,"
        "gi star,time series,fdr,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the points per cell and per day, week or month, asks of every cell in every step whether it is a hot "
        "or a cold spot, and says of every cell what became of it: class is one of new, consecutive, intensifying, "
        "persistent, diminishing, sporadic, oscillating and historical hot spot, the same for cold spots, or no "
        "pattern. share_hot and share_cold are the parts of the steps in which it was hot or cold, trend_z and trend_p "
        "the trend of its score, last_z, last_p and last_bin the last step. TABLE holds every cell in every step.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "With fewer than five steps (refused), and with care below ten: a trend needs them. Where counts are low, "
        "choose larger cells or longer steps. Not across a change of recording or supply, which shows as a new or "
        "historical spot. Seasons are trends too: compare whole years. With preceding steps counted, the trend of "
        "the mapped scores is called too often: see 'Trend of'. To compare two periods, use 'Compare two periods'.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Gi*: Getis & Ord (1992), Ord & Getis (1995), Geographical Analysis 24 and 27. Trend: Mann (1945), "
        "Econometrica 13; Kendall (1975). False discovery rate: Benjamini & Hochberg (1995). Classes: after ArcGIS "
        "Pro, 'How Emerging Hot Spot Analysis works'; the order in which they are tried is on this algorithm's page.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_time(self.TIME_FIELD, self.tr("Date and time"), self.tr("When each incident happened."))
        self.add_steps()
        self.add_cell_size()
        self._add_neighbourhood()
        self.add_boundary()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Emerging hot spots"))
        self.add_sink(self.TABLE, self.tr("Every cell in every step"), QgsProcessing.SourceType.TypeVector, True)
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted"),
                self.CELLS: self.tr("Cells"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.STEPS: self.tr("Steps tested"),
                self.HOT_NOW: self.tr("Cells hot in their last step"),
                self.COLD_NOW: self.tr("Cells cold in their last step"),
                self.NEW_HOT_SPOTS: self.tr("New hot spots"),
                self.INTENSIFYING: self.tr("Intensifying hot spots"),
            }
        )

    def _add_neighbourhood(self) -> None:
        self.add_neighbourhood_choice(
            self.tr("Which cells count as near; the cell itself always does. Default: queen."),
            self.tr("For a distance band: from cell centre to cell centre."),
        )
        self.add_whole_number(
            self.TIME_NEIGHBOURS,
            self.tr("Preceding steps that count as near"),
            1,
            0,
            self.tr("So many steps before each step belong to its neighbourhood too. Default: 1."),
            advanced=False,
        )

    def _add_test(self) -> None:
        self.add_choice(
            self.WINDOW,
            self.tr("Compare with"),
            self.WINDOWS,
            self.tr(
                "Whose mean makes a cell hot or cold. All steps: the whole period, so that a rise of the whole area "
                "makes hot spots late in it. The step alone: only where incidents concentrate within each step; count "
                "no preceding steps then. Default: all cells in all steps."
            ),
        )
        self.add_choice(
            self.TREND,
            self.tr("Trend of"),
            self.TRENDS,
            self.tr(
                "Steps that count their predecessors share incidents, and the usual trend of the mapped scores then "
                "finds too many trends. The scores of each step without the steps before it are independent: choose "
                "them where intensifying or diminishing matters. Default: the scores as they are mapped."
            ),
        )
        self.add_alpha(
            self.tr(
                "A step is hot or cold, and a trend is one, where its p is this or less. Between 0 and 1. "
                "Default: 0.05."
            )
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a level that is none, and days that are none, as well."""
        super().check(parameters, context)
        self.refuse_no_alpha(parameters, context)
        self.refuse_no_period(parameters, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test, and write a polygon for each cell and, where asked for, a row for each of its steps."""
        points = self.read_points(parameters, context, feedback)
        cube, mask, outside = self.count_in_steps(parameters, context, feedback, points)
        found = self._test(parameters, context, feedback, cube)
        cells, words = np.flatnonzero(mask), classes_of(found)[mask]
        classes = Counter(words.tolist())
        numbers = self._numbers(cube, found, mask, classes)
        size = self.in_units(parameters, context, cube.grid.cell_size)
        counted = cube_remarks(cube, cells.size, size, outside)
        remarks = (*self.left_out(points), *counted, *emerging_remarks(classes, numbers[self.STEPS]))
        rows, polygons = emerging_columns(cube, found, cells, words), cells_wkb(cube.grid, cells)
        kind, crs = QgsWkbTypes.Type.Polygon, self.crs(parameters, context)
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, rows, polygons, kind, crs),
            self.TABLE: self._write_steps(parameters, context, feedback, cube, found, cells),
        }
        style = partial(style_emerging, present=set(classes))
        return Result({**outputs, **numbers}, {self.OUTPUT: style, self.TABLE: plain}, remarks)

    def _test(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, cube: Cube
    ) -> Found:
        from ..safestats_core.hotspots.space_time.emerging import emerging_hotspots

        kind = self.neighbourhood(parameters, context)
        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        return emerging_hotspots(
            cube.values,
            distance if kind == "band" else kind,
            cell_size=cube.grid.cell_size,
            time_neighbours=self.parameterAsInt(parameters, self.TIME_NEIGHBOURS, context),
            window=self.choice(parameters, self.WINDOW, context, self.WINDOWS),
            trend_of=self.choice(parameters, self.TREND, context, self.TRENDS),
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            progress=report_to(feedback),
        )

    def _write_steps(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cube: Cube,
        found: Found,
        cells: np.ndarray,
    ) -> str:
        # Every cell in every step is many rows: they are not even made where nobody asked for them.
        if not self.is_given(parameters, self.TABLE):
            return ""
        return self.write_layer(parameters, self.TABLE, context, feedback, step_columns(cube, found, cells))

    def _numbers(self, cube: Cube, found: Found, mask: np.ndarray, classes: Counter) -> dict:
        return {
            self.COUNT: int(cube.count.sum()),
            self.CELLS: int(np.count_nonzero(mask)),
            self.CELL_SIZE: cube.grid.cell_size,
            self.STEPS: int(found.tested[mask].max()),
            self.HOT_NOW: now(classes, "hot"),
            self.COLD_NOW: now(classes, "cold"),
            self.NEW_HOT_SPOTS: classes["new hot spot"],
            self.INTENSIFYING: classes["intensifying hot spot"],
        }
