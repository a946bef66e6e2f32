"""Algorithm `emerginghotspots`: what became of every cell over time, from new to historical hot and cold spots."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.days import add_day, read_day
from .base.grid_algorithm import GridAlgorithm
from .base.point_algorithm import nobody_inside
from .base.translation import tr
from .results.cells import cell_columns, cells_wkb
from .results.features import fields_of, write_features
from .results.result import Result, plain
from .results.styles import NOTHING
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.cube import Cube, TimeSteps
    from ..safestats_core.hotspots.space_time.emerging import EmergingHotSpots as Found

NOT_TESTED = "not tested"

_FEW_STEPS = 10
"""With fewer steps a trend has to be very steady to be found."""


class EmergingHotSpots(GridAlgorithm):
    """Gi* of counts in space and time, its trend, and the class of every cell's history."""

    STEP = "STEP"
    STEP_LENGTH = "STEP_LENGTH"
    ALIGN = "ALIGN"
    FIRST_DAY = "FIRST_DAY"
    LAST_DAY = "LAST_DAY"
    INCOMPLETE = "INCOMPLETE"
    EMPTY_STEPS = "EMPTY_STEPS"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    DISTANCE = "DISTANCE"
    TIME_NEIGHBOURS = "TIME_NEIGHBOURS"
    WINDOW = "WINDOW"
    TREND = "TREND"
    ALPHA = "ALPHA"
    TABLE = "TABLE"
    COUNT = "COUNT"
    CELLS = "CELLS"
    STEPS = "STEPS"
    HOT_NOW = "HOT_NOW"
    COLD_NOW = "COLD_NOW"
    NEW_HOT_SPOTS = "NEW_HOT_SPOTS"
    INTENSIFYING = "INTENSIFYING"

    UNITS = {
        "months": QT_TRANSLATE_NOOP("SafeStats", "Calendar months"),
        "weeks": QT_TRANSLATE_NOOP("SafeStats", "Weeks"),
        "days": QT_TRANSLATE_NOOP("SafeStats", "Days"),
    }
    ALIGNMENTS = {
        "end": QT_TRANSLATE_NOOP("SafeStats", "The last step ends with the last day"),
        "start": QT_TRANSLATE_NOOP("SafeStats", "The first step begins with the first day"),
    }
    NEIGHBOURHOODS = {
        "queen": QT_TRANSLATE_NOOP("SafeStats", "Queen: cells that share an edge or a corner"),
        "rook": QT_TRANSLATE_NOOP("SafeStats", "Rook: cells that share an edge"),
        "band": QT_TRANSLATE_NOOP("SafeStats", "Distance band"),
    }
    WINDOWS = {
        "cube": QT_TRANSLATE_NOOP("SafeStats", "All cells in all steps"),
        "neighbourhood": QT_TRANSLATE_NOOP("SafeStats", "All cells in the step and the steps before it that count"),
        "step": QT_TRANSLATE_NOOP("SafeStats", "All cells in the step"),
    }

    TRENDS = {
        "mapped": QT_TRANSLATE_NOOP("SafeStats", "The scores as they are mapped"),
        "step": QT_TRANSLATE_NOOP("SafeStats", "The scores of each step without the steps before it"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Space and time")
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

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_time(self.TIME_FIELD, self.tr("Date and time"), self.tr("When each incident happened."))
        self._add_steps()
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
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

    def _add_steps(self) -> None:
        self.add_choice(
            self.STEP,
            self.tr("Steps of"),
            self.UNITS,
            self.tr("Into what the period is cut. Where only the month is known, months. Default: calendar months."),
        )
        self.add_whole_number(
            self.STEP_LENGTH,
            self.tr("Length of a step"),
            1,
            1,
            self.tr("How many days, weeks or months make a step. Default: 1."),
            advanced=False,
        )
        self.add_choice(
            self.ALIGN,
            self.tr("Where steps begin"),
            self.ALIGNMENTS,
            self.tr(
                "Steps seldom fit the period: what is left over makes an incomplete step at the other end. Months are "
                "whole calendar months. Default: the last step ends with the last day."
            ),
        )
        for name, title, default in (
            (self.FIRST_DAY, self.tr("First day of the data"), self.tr("Default: the day of the first incident.")),
            (self.LAST_DAY, self.tr("Last day of the data"), self.tr("Default: the day of the last incident.")),
        ):
            known = self.tr("Included; enter it where the data cover more, or less, than the incidents show.")
            add_day(self, name, title, f"{known} {default}")
        self.add(
            QgsProcessingParameterBoolean(self.INCOMPLETE, self.tr("Leave out incomplete steps"), defaultValue=True),
            self.tr(
                "A first or last step that the data cover in part only has fewer incidents and would look cold. "
                "What is left out is said in the log. Default: yes."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.EMPTY_STEPS, self.tr("A step without any incident is a gap in the supply"), defaultValue=True
            ),
            self.tr(
                "Such a step gets no values instead of zeros. Untick it for incidents so rare that a step may well "
                "hold none. Default: yes."
            ),
            advanced=True,
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
        self.add(
            QgsProcessingParameterNumber(
                self.ALPHA,
                self.tr("Significance level"),
                QgsProcessingParameterNumber.Type.Double,
                0.05,
                minValue=0,
                maxValue=1,
            ),
            self.tr(
                "A step is hot or cold, and a trend is one, where its p is this or less. Between 0 and 1. "
                "Default: 0.05."
            ),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a band without a distance, days that are none and a level that is none as well."""
        super().check(parameters, context)
        is_band = self.choice(parameters, self.NEIGHBOURHOOD, context, self.NEIGHBOURHOODS) == "band"
        if is_band and not self.parameterAsDouble(parameters, self.DISTANCE, context):
            raise InvalidInput(
                "A distance band needs a distance. Enter one that is longer than a cell, "
                "or choose another neighbourhood."
            )
        alpha = self.parameterAsDouble(parameters, self.ALPHA, context)
        if not 0 < alpha < 1:
            raise InvalidInput(f"A significance level of {alpha:g} is none. Enter one between 0 and 1, such as 0.05.")
        first, last = (read_day(self, parameters, name, context) for name in (self.FIRST_DAY, self.LAST_DAY))
        if first and last and last < first:
            raise InvalidInput(f"The last day, {last}, is before the first, {first}. Swap them.")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test, and write a polygon for each cell and, where asked for, a row for each of its steps."""
        points = self.read_points(parameters, context, feedback)
        cube, mask, outside = self._count(parameters, context, feedback, points)
        found = self._test(parameters, context, feedback, cube)
        cells = np.flatnonzero(mask)
        words = _words(found)[mask]
        output = self._write_cells(parameters, context, feedback, cube, found, cells, words)
        table = self._write_table(parameters, context, feedback, cube, found, cells)
        classes = Counter(words.tolist())
        numbers = {
            self.COUNT: int(cube.count.sum()),
            self.CELLS: cells.size,
            self.CELL_SIZE: cube.grid.cell_size,
            self.STEPS: int(found.tested[mask].max()),
            self.HOT_NOW: _now(classes, "hot"),
            self.COLD_NOW: _now(classes, "cold"),
            self.NEW_HOT_SPOTS: classes["new hot spot"],
            self.INTENSIFYING: classes["intensifying hot spot"],
        }
        counted = self._about_counts(parameters, context, cube, cells, outside)
        remarks = [*self.left_out(points), *counted, *_about(classes)]
        if numbers[self.STEPS] < _FEW_STEPS:
            few = self.tr("With {number} steps, only a very steady trend can be found.")
            remarks.append(few.format(number=numbers[self.STEPS]))
        style = partial(_style, present=set(classes))
        outputs = {self.OUTPUT: output, self.TABLE: table, **numbers}
        return Result(outputs, {self.OUTPUT: style, self.TABLE: plain}, tuple(remarks))

    def _count(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> tuple[Cube, np.ndarray, int]:
        """The cube of counts, which cells belong to the study area, and how many points lie outside it."""
        from ..safestats_core.hotspots.grids.boundary import count_inside, inside
        from ..safestats_core.hotspots.space_time.cube import count_cube, without_empty_steps

        boundary = self.read_boundary(parameters, context)
        grid = self.lay_grid(parameters, context, points, boundary)
        mask, within = np.ones((grid.rows, grid.columns), bool), np.ones(points.x.size, bool)
        if boundary is not None:
            within = inside(boundary, points.x, points.y, report_to(feedback))
            if not within.any():
                raise nobody_inside(points.x.size)
            _, mask = count_inside(grid, boundary, points.x[within], points.y[within])
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)][within]
        steps = self._steps(parameters, context, times)
        supplied = steps.complete if self.parameterAsBool(parameters, self.INCOMPLETE, context) else None
        cube = count_cube(grid, points.x[within], points.y[within], times, steps, mask, supplied)
        if self.parameterAsBool(parameters, self.EMPTY_STEPS, context):
            cube = without_empty_steps(cube)
        return cube, mask, int(np.count_nonzero(~within))

    def _steps(self, parameters: dict, context: QgsProcessingContext, times: np.ndarray) -> TimeSteps:
        from ..safestats_core.hotspots.calendar import period_of
        from ..safestats_core.hotspots.space_time.cube import covered_period, time_steps

        covered = covered_period(times)
        first = read_day(self, parameters, self.FIRST_DAY, context) or covered.first
        last = read_day(self, parameters, self.LAST_DAY, context) or covered.last
        return time_steps(
            times,
            self.choice(parameters, self.STEP, context, self.UNITS),
            self.parameterAsInt(parameters, self.STEP_LENGTH, context),
            self.choice(parameters, self.ALIGN, context, self.ALIGNMENTS),
            period_of(first, last),
        )

    def _test(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, cube: Cube
    ) -> Found:
        from ..safestats_core.hotspots.space_time.emerging import emerging_hotspots

        kind = self.choice(parameters, self.NEIGHBOURHOOD, context, self.NEIGHBOURHOODS)
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

    def _write_cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cube: Cube,
        found: Found,
        cells: np.ndarray,
        words: np.ndarray,
    ) -> str:
        columns = {
            "count": cube.count.sum(axis=0),
            "code": found.pattern,
            "share_hot": found.share_hot,
            "share_cold": found.share_cold,
            "trend_z": found.trend.z,
            "trend_p": found.trend.p,
            "last_z": found.last_z,
            "last_p": found.last_p,
            "last_bin": found.last_bin,
            "steps": found.tested,
        }
        chosen = {name: values.ravel()[cells] for name, values in columns.items()}
        rows = cell_columns(cube.grid, cells, {"class": words, **chosen})
        crs = self.crs(parameters, context)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), QgsWkbTypes.Type.Polygon, crs)
        write_features(sink, cells_wkb(cube.grid, cells), rows, report_to(feedback))
        return output

    def _write_table(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cube: Cube,
        found: Found,
        cells: np.ndarray,
    ) -> str:
        """A row for each cell and step, the steps of a cell one after the other."""
        if parameters.get(self.TABLE) in (None, ""):
            return ""
        steps = cube.steps.count
        edges = cube.steps.edges.astype("datetime64[s]")
        columns = {"count": cube.values, "gi_z": found.gi_star.z, "gi_p": found.gi_star.p}
        columns |= {"gi_p_adj": found.gi_star.p_adjusted, "gi_bin": found.gi_star.bins}
        rows = cell_columns(
            cube.grid,
            np.repeat(cells, steps),
            {
                "step": np.tile(np.arange(1, steps + 1), cells.size),
                "first_day": np.tile(edges[:-1], cells.size),
                "last_day": np.tile(edges[1:] - np.timedelta64(1, "D"), cells.size),
                **{name: values.reshape(steps, -1)[:, cells].T.ravel() for name, values in columns.items()},
            },
        )
        none, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.TABLE, context, fields_of(rows), none, no_crs)
        write_features(sink, None, rows, report_to(feedback))
        return output

    def _about_counts(
        self, parameters: dict, context: QgsProcessingContext, cube: Cube, cells: np.ndarray, outside: int
    ) -> list[str]:
        """What was chosen, and what was not counted."""
        steps = cube.steps
        counted = [
            (outside, self.tr("{number} points outside the study area were left out.")),
            (cube.outside_period, self.tr("{number} points before the first or after the last day were left out.")),
            (cube.without_supply, self.tr("{number} points in incomplete steps were left out.")),
        ]
        said = [sentence.format(number=f"{number:,}") for number, sentence in counted if number]
        said.append(
            self.tr("{cells} cells of {size} in {steps} steps; the data cover {period}.").format(
                cells=f"{cells.size:,}",
                size=self.in_units(parameters, context, cube.grid.cell_size),
                steps=f"{steps.count:,}",
                period=steps.covered,
            )
        )
        has_values = cube.present.any(axis=(1, 2))
        for step in np.flatnonzero(~steps.complete | ~has_values):
            if steps.complete[step]:
                sentence = self.tr("Step {number}, {first} to {last}, holds no incident at all: it was taken as a gap.")
            elif has_values[step]:
                sentence = self.tr("Step {number}, {first} to {last}, is incomplete, and was counted nevertheless.")
            else:
                sentence = self.tr(
                    "Step {number}, {first} to {last}, is incomplete, and was left out. Where the data do cover it, "
                    "enter their first or last day."
                )
            first, last = steps.edges[step], steps.edges[step + 1] - 1
            said.append(sentence.format(number=step + 1, first=first, last=last))
        return said


def _words(found: Found) -> np.ndarray:
    """The class of every cell in words."""
    from ..safestats_core.hotspots.space_time.patterns import WORDS

    words = np.array([WORDS[int(code)] for code in found.pattern.ravel()], dtype=object).reshape(found.pattern.shape)
    words[found.tested == 0] = NOT_TESTED
    return words


def _now(classes: Counter, side: str) -> int:
    """Cells that are hot, or cold, in their last step."""
    return sum(
        cells for words, cells in classes.items() if words.endswith(f"{side} spot") and "historical" not in words
    )


def _about(classes: Counter) -> list[str]:
    """How many cells are of each class."""
    sentence = tr("{number} cells: {words}.")
    return [sentence.format(number=f"{number:,}", words=tr(words)) for words, number in classes.most_common()]


# Steady spots are filled, the more the darker; those that come and go are hatched, so that they differ without colour.
_LOOKS = {
    "intensifying": ("solid", "#67001f", "#053061"),
    "persistent": ("solid", "#b2182b", "#2166ac"),
    "diminishing": ("solid", "#ef8a62", "#67a9cf"),
    "new": ("solid", "#fddbc7", "#d1e5f0"),
    "consecutive": ("dense4", "#b2182b", "#2166ac"),
    "sporadic": ("b_diagonal", "#b2182b", "#2166ac"),
    "oscillating": ("diagonal_x", "#b2182b", "#2166ac"),
    "historical": ("dense6", "#67001f", "#053061"),
}


def _style(layer: QgsVectorLayer, present: set[str]) -> None:
    """Cells by their class, those that occur: hot in reds, cold in blues."""
    spots = [
        (f"{name} {side} spot", style, colours)
        for side in ("hot", "cold")
        for name, (style, *colours) in _LOOKS.items()
    ]
    categories = [
        QgsRendererCategory(words, _fill(style, colours["cold" in words]), tr(words.capitalize()))
        for words, style, colours in spots
        if words in present
    ]
    for words in ("no pattern", NOT_TESTED):
        if words in present:
            categories.append(QgsRendererCategory(words, _fill("solid", NOTHING), tr(words.capitalize())))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))


def _fill(style: str, colour: str) -> QgsFillSymbol:
    outline = {"outline_color": "255,255,255,128" if style == "solid" else colour, "outline_width": "0.1"}
    return QgsFillSymbol.createSimple({"color": colour, "style": style, **outline})
