"""What an algorithm asks that counts several layers in the same places: the cells of one grid, or areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional, Protocol

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes

from ...safestats_core.errors import InvalidInput
from ..results.cells import cell_columns, cells_wkb
from ..results.features import Columns
from ..sources.areas import Areas, read_areas
from ..sources.columns import Wanted
from .point_algorithm import PointAlgorithm, nobody_inside
from .progress import report_to
from .translation import tr

if TYPE_CHECKING:
    from ...safestats_core.hotspots.grids.grid import Grid


class Located(Protocol):
    """What is counted: the places of a layer's points, or of some of them."""

    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class PlaceCounts:
    """What several layers count in the same places.

    counts      int64 of shape (layers, places)
    outside     points of each layer in no place
    in_several  points in more than one area, counted in the first
    grid        with `mask`, bool of shape (rows, columns): the cells that are places; None for areas
    areas       None for cells
    """

    counts: np.ndarray
    outside: tuple[int, ...]
    in_several: int = 0
    grid: Optional[Grid] = None
    mask: Optional[np.ndarray] = None
    areas: Optional[Areas] = None

    def centres(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of the middle of every place."""
        from ...safestats_core.hotspots.grids.grid import cell_centres
        from ...safestats_core.hotspots.local_statistics.contiguity import centroids

        if self.areas is not None:
            return centroids(self.areas.boundaries)
        x, y = (centre[self.mask] for centre in cell_centres(self.grid))
        return x, y


class CellsOrAreasAlgorithm(PointAlgorithm):
    """Base of the algorithms that hold the counts of several layers against each other, place by place."""

    AREAS = "AREAS"

    weight_parameters: dict[str, str] = {}

    def add_places(self) -> None:
        """Declare what is counted in."""
        self.add_cell_size()
        self.add_polygons(
            self.AREAS,
            self.tr("Areas, in place of cells"),
            self.tr("Polygons to count in, for example wards, in any CRS. Their fields are kept. Default: cells."),
        )
        self.add_boundary()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse areas together with a study area as well."""
        super().check(parameters, context)
        if all(self.is_given(parameters, name) for name in (self.AREAS, self.BOUNDARY)):
            raise InvalidInput(
                tr("Areas and a study area were both given. Choose one: areas to count in, or a study area for cells.")
            )

    def count_in_places(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        layers: Sequence[Located],
        wanted: Optional[Wanted] = None,
    ) -> PlaceCounts:
        """Count every layer in the same cells or areas; refused where no point lies in any.

        wanted  fields of the areas to be read as well, with the kind of each
        """
        if self.is_given(parameters, self.AREAS):
            counted = self._in_areas(parameters, context, feedback, layers, wanted or {})
        else:
            counted = self._in_cells(parameters, context, feedback, layers)
        if not counted.counts.any():
            raise nobody_inside(sum(each.x.size for each in layers))
        return counted

    def write_places(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        counted: PlaceCounts,
        columns: Columns,
    ) -> str:
        """Write OUTPUT, the cells or the areas with `columns`; gives its id."""
        crs = self.crs(parameters, context)
        if counted.grid is not None and counted.mask is not None:
            cells = np.flatnonzero(counted.mask)
            rows, polygons = cell_columns(counted.grid, cells, columns), cells_wkb(counted.grid, cells)
            kind = QgsWkbTypes.Type.Polygon
            return self.write_layer(parameters, self.OUTPUT, context, feedback, rows, polygons, kind, crs)
        source, feature = self.source(parameters, context, self.AREAS), counted.areas.feature
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, feature, columns, crs)

    def _in_areas(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        layers: Sequence[Located],
        wanted: Wanted,
    ) -> PlaceCounts:
        from ...safestats_core.hotspots.grids.areas import count_in_areas

        source, progress = self.source(parameters, context, self.AREAS), report_to(feedback)
        areas = read_areas(source, self.crs(parameters, context), context, progress, wanted)
        found = [count_in_areas(areas.boundaries, each.x, each.y, progress=progress) for each in layers]
        return PlaceCounts(
            counts=np.array([each.count for each in found]),
            outside=tuple(each.outside for each in found),
            in_several=sum(each.in_several for each in found),
            areas=areas,
        )

    def _in_cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        layers: Sequence[Located],
    ) -> PlaceCounts:
        from ...safestats_core.hotspots.grids.boundary import boundary_bounds, count_inside
        from ...safestats_core.hotspots.grids.grid import automatic_cell_size, count_points, covering_grid
        from ...safestats_core.hotspots.points import bounds_of_points

        boundary = self.read_boundary(parameters, context)
        x, y = (np.concatenate([getattr(each, axis) for each in layers]) for axis in "xy")
        bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
        grid = covering_grid(
            bounds, self.parameterAsDouble(parameters, self.CELL_SIZE, context) or automatic_cell_size(bounds)
        )
        mask = np.ones((grid.rows, grid.columns), bool)
        if boundary is None:
            found = [count_points(grid, each.x, each.y) for each in layers]
        else:
            inside = [count_inside(grid, boundary, each.x, each.y, progress=report_to(feedback)) for each in layers]
            found, mask = [each for each, _ in inside], np.logical_or.reduce([mask for _, mask in inside])
        return PlaceCounts(
            counts=np.array([each.count[mask] for each in found]),
            outside=tuple(each.outside for each in found),
            grid=grid,
            mask=mask,
        )
