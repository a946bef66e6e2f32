"""What algorithms share that count points on a grid first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes

from ..results.cells import cell_columns, cells_wkb
from ..sources.points import Points
from ..sources.study_area import Rings
from .point_algorithm import PointAlgorithm, nobody_inside
from .progress import report_to
from .translation import in_sentences, numeral

if TYPE_CHECKING:
    from ...safestats_core.hotspots.grids.grid import CellCounts, Grid


@dataclass(frozen=True)
class Counted:
    """Points counted on a grid.

    grid, counts  as the core gives them
    mask          which cells belong to the study area, shape (rows, columns)
    remarks       sentences on what was chosen and what was left out
    """

    grid: Grid
    counts: CellCounts
    mask: np.ndarray
    remarks: tuple[str, ...]

    @property
    def cells(self) -> np.ndarray:
        """Flat numbers of the cells of the study area."""
        return np.flatnonzero(self.mask)


class GridAlgorithm(PointAlgorithm):
    """Base of the algorithms that count the points of INPUT in cells of CELL_SIZE within BOUNDARY."""

    def count(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, shape: str = "square"
    ) -> Counted:
        """Count the points in cells of one `shape`."""
        from ...safestats_core.hotspots.grids.boundary import count_inside
        from ...safestats_core.hotspots.grids.grid import count_points

        points = self.read_points(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        grid = self.lay_grid(parameters, context, points, boundary, shape)
        if boundary is None:
            counts = count_points(grid, points.x, points.y, points.weights)
            mask = np.ones((grid.rows, grid.columns), bool)
        else:
            counts, mask = count_inside(grid, boundary, points.x, points.y, points.weights, report_to(feedback))
        if not counts.count.any():
            raise nobody_inside(points.x.size)
        chosen = self.tr("{cells} cells of {size} ({shape}).").format(
            cells=numeral(np.count_nonzero(mask)),
            size=self.in_units(parameters, context, grid.cell_size),
            shape=shape,
        )
        beyond = in_sentences([(counts.outside, self.tr("{number} points outside the study area were left out."))])
        return Counted(grid, counts, mask, (*self.left_out(points), *beyond, chosen))

    def write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        counted: Counted,
        columns: dict[str, np.ndarray],
    ) -> str:
        """Write the cells of the study area with `columns`, one value per cell each, to OUTPUT; gives its id."""
        rows = cell_columns(counted.grid, counted.cells, columns)
        crs = self.crs(parameters, context)
        polygons, kind = cells_wkb(counted.grid, counted.cells), QgsWkbTypes.Type.Polygon
        return self.write_layer(parameters, self.OUTPUT, context, feedback, rows, polygons, kind, crs)

    def lay_grid(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        points: Points,
        boundary: Optional[list[Rings]],
        shape: str = "square",
    ) -> Grid:
        """The grid of CELL_SIZE, or of an automatic one, over the study area, or else over the points."""
        from ...safestats_core.hotspots.grids.boundary import boundary_bounds
        from ...safestats_core.hotspots.grids.grid import automatic_cell_size, covering_grid
        from ...safestats_core.hotspots.points import bounds_of_points

        bounds = bounds_of_points(points.x, points.y) if boundary is None else boundary_bounds(boundary)
        cell_size = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        return covering_grid(bounds, cell_size or automatic_cell_size(bounds), shape)
