"""What algorithms share that count several agencies in the same cells or areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..results.cells import cell_columns, cells_wkb
from ..results.features import Columns, extended_fields, fields_of, write_extended, write_features
from ..sources.areas import Areas, read_areas
from ..sources.points import Points
from ..sources.study_area import Rings, read_boundary
from .algorithm import report_to
from .point_algorithm import PointAlgorithm, nobody_inside

if TYPE_CHECKING:
    from ...safestats_core.hotspots.grids.grid import Grid


@dataclass(frozen=True)
class AgencyCounts:
    """What several agencies count in the same places.

    names    of the agencies
    counts   float64 of shape (agencies, places); NaN where the agency has no coverage
    grid     with `mask`, bool of shape (rows, columns): the cells that are places; None for areas
    areas    None for cells
    remarks  sentences on what was chosen and what was left out
    """

    names: list[str]
    counts: np.ndarray
    grid: Optional[Grid]
    mask: Optional[np.ndarray]
    areas: Optional[Areas]
    remarks: tuple[str, ...]


class AgencyAlgorithm(PointAlgorithm):
    """Base of the algorithms that hold the counts of two agencies or more against each other.

    inputs  its parameters of points, one for each agency: INPUT, INPUT_2, ...; those after the second are optional
    """

    INPUT_2 = "INPUT_2"
    AREAS = "AREAS"
    COVERAGE, COVERAGE_2 = "COVERAGE", "COVERAGE_2"

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Several agencies")
    inputs: tuple[str, ...] = ("INPUT", "INPUT_2")
    column_parameters: dict[str, dict[str, str]] = {"INPUT": {}, "INPUT_2": {}}
    weight_parameters: dict[str, str] = {}

    def add_places(self) -> None:
        """Declare what is counted in."""
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
        self._add_polygons(
            self.AREAS,
            self.tr("Areas, in place of cells"),
            self.tr("Polygons to count in, for example wards, in any CRS. Their fields are kept. Default: cells."),
        )
        self.add_boundary()

    def add_coverage(self, name: str, title: str) -> None:
        """Declare where an agency supplies data."""
        self._add_polygons(
            name,
            title,
            self.tr(
                "Polygons in which the agency supplies data, in any CRS. A cell or area whose centre lies outside "
                "has no count of this agency: null, which is not zero. Default: everywhere."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse areas together with a study area as well."""
        super().check(parameters, context)
        if all(parameters.get(name) not in (None, "") for name in (self.AREAS, self.BOUNDARY)):
            raise InvalidInput(
                "Areas and a study area were both given. Choose one: areas to count in, or a study area for cells."
            )

    def count_agencies(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, wanted: str = ""
    ) -> AgencyCounts:
        """Count every agency that was given in the same cells or areas.

        wanted  a numeric field of the areas to be read as well
        """
        given = [name for name in self.inputs if parameters.get(name) not in (None, "")]
        points = [self.read_points(parameters, context, feedback, name) for name in given]
        names = _distinct([self.source(parameters, context, name).sourceName() for name in given])
        said = [line for name, each in zip(names, points) for line in (f"{name}:", *self.left_out(each))]
        if parameters.get(self.AREAS) not in (None, ""):
            places = self._in_areas(parameters, context, feedback, points, wanted)
        else:
            places = self._in_cells(parameters, context, feedback, points)
        counts, grid, mask, areas, centres, about = places
        if not counts.any():
            raise nobody_inside(sum(each.x.size for each in points))
        for row, (name, parameter) in enumerate(zip(names, given)):
            said += self._uncover(parameters, context, counts[row], centres, name, parameter)
        return AgencyCounts(names, counts, grid, mask, areas, (*said, *about))

    def write_places(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        counted: AgencyCounts,
        columns: Columns,
    ) -> str:
        """Write OUTPUT, the cells or the areas with `columns`; gives its id."""
        crs, progress = self.crs(parameters, context), report_to(feedback)
        if counted.grid is not None and counted.mask is not None:
            cells = np.flatnonzero(counted.mask)
            rows, kind = cell_columns(counted.grid, cells, columns), QgsWkbTypes.Type.Polygon
            sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), kind, crs)
            write_features(sink, cells_wkb(counted.grid, cells), rows, progress)
            return output
        source = self.source(parameters, context, self.AREAS)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, source.wkbType(), crs)
        write_extended(sink, source, counted.areas.feature, columns, context, progress, crs)
        return output

    def _add_polygons(self, name: str, title: str, meaning: str) -> None:
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(name, title, kinds, optional=True), meaning)

    def _in_areas(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Sequence[Points],
        wanted: str,
    ) -> tuple:
        from ...safestats_core.hotspots.grids.areas import count_in_areas
        from ...safestats_core.hotspots.local_statistics.contiguity import centroids

        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        areas = read_areas(source, crs, context, report_to(feedback), {wanted: "number"} if wanted else {})
        counted = [count_in_areas(areas.boundaries, each.x, each.y, progress=report_to(feedback)) for each in points]
        said = [self.tr("{number} areas.").format(number=f"{len(areas.boundaries):,}")]
        for number, sentence in (
            (areas.without_geometry, self.tr("{number} areas without a polygon were left out.")),
            (sum(each.outside for each in counted), self.tr("{number} points lie in no area: left out.")),
            (
                sum(each.in_several for each in counted),
                self.tr("{number} points lie in several areas: counted in the first of them."),
            ),
        ):
            if number:
                said.append(sentence.format(number=f"{number:,}"))
        counts = np.array([each.count for each in counted], dtype=float)
        return counts, None, None, areas, centroids(areas.boundaries), said

    def _in_cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Sequence[Points],
    ) -> tuple:
        from ...safestats_core.hotspots.grids.boundary import boundary_bounds, count_inside
        from ...safestats_core.hotspots.grids.grid import (
            automatic_cell_size,
            cell_centres,
            count_points,
            covering_grid,
        )
        from ...safestats_core.hotspots.points import bounds_of_points

        boundary = self.read_boundary(parameters, context)
        x, y = (np.concatenate([getattr(each, axis) for each in points]) for axis in "xy")
        bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
        size = self.parameterAsDouble(parameters, self.CELL_SIZE, context) or automatic_cell_size(bounds)
        grid = covering_grid(bounds, size)
        mask = np.ones((grid.rows, grid.columns), bool)
        if boundary is None:
            counted = [count_points(grid, each.x, each.y) for each in points]
        else:
            found = [count_inside(grid, boundary, each.x, each.y, progress=report_to(feedback)) for each in points]
            counted, mask = [each for each, _ in found], np.logical_or.reduce([mask for _, mask in found])
        words = self.tr("{cells} cells of {size}.")
        said = [words.format(cells=f"{np.count_nonzero(mask):,}", size=self.in_units(parameters, context, size))]
        outside = sum(each.outside for each in counted)
        if outside:
            beyond = self.tr("{number} points outside the study area were left out.")
            said.append(beyond.format(number=f"{outside:,}"))
        centres = tuple(centre[mask] for centre in cell_centres(grid))
        return np.array([each.count[mask] for each in counted], dtype=float), grid, mask, None, centres, said

    def _uncover(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        counts: np.ndarray,
        centres: tuple[np.ndarray, np.ndarray],
        agency: str,
        parameter: str,
    ) -> list[str]:
        """Make the counts of places that the agency does not cover NaN; says how many."""
        from ...safestats_core.hotspots.grids.boundary import inside

        coverage = self._coverage(parameters, context, parameter.replace(self.INPUT, self.COVERAGE))
        if coverage is None:
            return []
        gaps = ~inside(coverage, *centres)
        lost = counts[gaps].sum()
        counts[gaps] = np.nan
        said = self.tr("{agency}: {places} of {all} places are not covered; their {points} points were left out.")
        return [
            said.format(
                agency=agency, places=f"{np.count_nonzero(gaps):,}", all=f"{gaps.size:,}", points=f"{lost:,.0f}"
            )
        ]

    def _coverage(self, parameters: dict, context: QgsProcessingContext, name: str) -> Optional[list[Rings]]:
        source = self.parameterAsSource(parameters, name, context)
        return source and read_boundary(source, self.crs(parameters, context), context)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, those that come again with a number."""
    return [name if name not in names[:k] else f"{name} ({k + 1})" for k, name in enumerate(names)]
