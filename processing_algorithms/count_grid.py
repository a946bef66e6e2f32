"""Algorithm `countgrid`: points counted in square or hexagonal cells."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .base.grid_algorithm import GridAlgorithm
from .base.groups import COUNTS_AND_PLACES
from .results.result import Result
from .results.styles import style_counts


class CountGrid(GridAlgorithm):
    """Counts the points of a layer, and adds up their weights, in the cells of a grid."""

    GRID = "GRID"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    CELLS = "CELLS"
    HIGHEST = "HIGHEST"

    SHAPES = {
        "square": QT_TRANSLATE_NOOP("SafeStats", "Squares"),
        "hexagon": QT_TRANSLATE_NOOP("SafeStats", "Hexagons"),
    }

    identifier = "countgrid"
    title = QT_TRANSLATE_NOOP("SafeStats", "Count points on a grid")
    group_name = COUNTS_AND_PLACES
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,incidents,count,grid,fishnet,square,hexagon,hexbin,hotspot,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Lays a grid of squares or hexagons over the points and counts the points in each cell. The grid is fixed to "
        "the origin of the CRS, so two runs with the same cell size share their cells and can be compared. Every point "
        "lies in exactly one cell. With a study area only the points inside it count, in every cell that touches it: "
        "the counts add up to the points inside. A cell without points is 0; a cell outside is absent.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A high count says nothing about chance: use 'Hot and cold spots' for significance. Counts depend on the cell "
        "size, so try a second one. Where people live or work unevenly, a count is no risk. A cell on the rim of the "
        "study area lies in it only in part, so its count is low for its size.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Automatic cell size: as in the R package sfhotspot. Grids in crime mapping: Chainey & Ratcliffe (2005).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_cell_size()
        self.add_choice(
            self.GRID,
            self.tr("Grid"),
            self.SHAPES,
            self.tr("Hexagons have six neighbours at one distance; squares match rasters. Default: squares."),
        )
        self.add_boundary()
        self.add_weight()
        self.add_sink(self.OUTPUT, self.tr("Counts"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted"),
                self.OUTSIDE: self.tr("Points outside the study area"),
                self.CELLS: self.tr("Cells"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.HIGHEST: self.tr("Highest count of a cell"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, and write a polygon for each cell."""
        shape = self.choice(parameters, self.GRID, context, self.SHAPES)
        counted = self.count(parameters, context, feedback, shape)
        columns = {"count": counted.counts.count[counted.mask], "weight": counted.counts.weight[counted.mask]}
        output = self.write(parameters, context, feedback, counted, columns)
        shown = "weight" if self.weight(parameters, context) else "count"
        outputs = {
            self.OUTPUT: output,
            self.COUNT: int(columns["count"].sum()),
            self.OUTSIDE: counted.counts.outside,
            self.CELLS: counted.cells.size,
            self.CELL_SIZE: counted.grid.cell_size,
            self.HIGHEST: int(columns["count"].max()),
        }
        style = partial(style_counts, field=shown, values=columns[shown])
        return Result(outputs, {self.OUTPUT: style}, counted.remarks)
