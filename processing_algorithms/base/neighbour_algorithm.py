"""What algorithms share that compare cells with their neighbours: points on a grid, or polygons with a field."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Callable, Optional, TypeVar

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
from ..sources.areas import Areas, read_areas
from ..sources.columns import require_column
from .grid_algorithm import Counted
from .neighbourhoods import TOUCHING_OR_BAND, NeighbourhoodChoices
from .progress import report_to
from .translation import numeral, tr

if TYPE_CHECKING:
    from scipy import sparse

Statistic = TypeVar("Statistic")


@dataclass(frozen=True)
class Cells:
    """What is compared: the cells of a grid with the points in them, or the areas of a layer with a value.

    values   float64, shape (cells,)
    columns  what the result says of each cell before it is tested, by field name
    counted  the grid; None for areas
    areas    the areas; None for a grid
    remarks  sentences on what was chosen and what was left out
    """

    values: np.ndarray
    columns: dict[str, np.ndarray]
    counted: Optional[Counted]
    areas: Optional[Areas]
    remarks: tuple[str, ...]


class NeighbourAlgorithm(NeighbourhoodChoices):
    """Base of the algorithms whose INPUT is points, counted on a grid, or polygons with a FIELD."""

    FIELD = "FIELD"
    NEIGHBOURS = "NEIGHBOURS"

    NEIGHBOURHOODS = {**TOUCHING_OR_BAND, "knn": QT_TRANSLATE_NOOP("SafeStats", "Nearest cells")}

    def add_cells(self) -> None:
        """Declare INPUT with what turns it into cells."""
        kinds = [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Points, or polygons with a field"), kinds),
            self.tr(
                "Incidents, one point each (every part of a multi-point counts), which are counted on a grid; or "
                "areas such as wards with a field of values. In a projected CRS. Filters and 'Selected features "
                "only' are honoured."
            ),
        )
        self.add_reproject()
        self.add_field(
            self.FIELD,
            self.tr("Field of the polygons"),
            self.tr(
                "For polygons: the number that is compared, for example a rate. Areas where it is null are left out "
                "and counted in the log. Not for points: they have the weight field."
            ),
            numeric=True,
            optional=True,
        )
        self.add_cell_size()

    def add_neighbourhood(self, of_itself: str) -> None:
        """Declare who is whose neighbour; `of_itself` says whether a cell is its own."""
        self.add_neighbourhood_choice(
            self.tr("Which cells or areas count as near; {of_itself}. Default: queen.").format(of_itself=of_itself),
            self.tr("For a distance band: from centre to centre."),
        )
        self.add_whole_number(
            self.NEIGHBOURS,
            self.tr("Number of nearest cells"),
            8,
            1,
            self.tr("For nearest cells: how many, the cell itself not counted. Default: 8."),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse polygons without a field, and a field of points, as well."""
        super().check(parameters, context)
        field = self.field(parameters, context, self.FIELD)
        if self.is_areas(parameters, context):
            self._check_areas(parameters, context, field)
        elif field:
            raise InvalidInput(
                tr(
                    "'{field}' was given as the field of the polygons, but the layer holds points. Use it as the "
                    "weight, or choose a layer of polygons."
                ).format(field=field)
            )

    def is_areas(self, parameters: dict, context: QgsProcessingContext) -> bool:
        """Whether INPUT is polygons."""
        kind = QgsWkbTypes.geometryType(self.source(parameters, context).wkbType())
        return kind == QgsWkbTypes.GeometryType.PolygonGeometry

    def read_cells(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Cells:
        """Count the points on a grid, or read the field of the polygons."""
        if self.is_areas(parameters, context):
            return self._read_areas(parameters, context, feedback)
        counted = self.count(parameters, context, feedback)
        columns = {"count": counted.counts.count[counted.mask]}
        if self.weight(parameters, context):
            columns["weight"] = counted.counts.weight[counted.mask]
        return Cells(counted.counts.weight[counted.mask], columns, counted, None, counted.remarks)

    def tested(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        cells: Cells,
        on_grid: Callable[..., Statistic],
        by_weights: Callable[..., Statistic],
        **how: object,
    ) -> tuple[Statistic, tuple[str, ...]]:
        """A statistic of the core whose arrays have the shape (cells,), and sentences on the neighbourhood."""
        kind = self.neighbourhood(parameters, context)
        if cells.counted is not None and kind != "knn":
            mask, size = cells.counted.mask, cells.counted.grid.cell_size
            surface = np.full(mask.shape, np.nan)
            surface[mask] = cells.values
            distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
            found = on_grid(surface, distance if kind == "band" else kind, cell_size=size, **how)
            arrays = {each.name: getattr(found, each.name) for each in fields(found)}
            return replace(found, **{k: v[mask] for k, v in arrays.items() if isinstance(v, np.ndarray)}), ()
        weights = self._weights(parameters, context, cells, kind)
        neighbours = np.diff(weights.indptr)
        said = self.tr("{mean} neighbours on average, {fewest} to {most}.").format(
            mean=numeral(neighbours.mean(), ".1f"), fewest=neighbours.min(), most=neighbours.max()
        )
        islands = self.tr("{number} areas have no neighbour.").format(number=numeral(np.count_nonzero(neighbours == 0)))
        return by_weights(cells.values, weights, **how), (said, islands) if not neighbours.all() else (said,)

    def write_tested(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        cells: Cells,
        columns: dict[str, np.ndarray],
    ) -> str:
        """Write OUTPUT, the cells or the areas with `columns` behind those they have; gives its id."""
        columns = {**cells.columns, **columns}
        if cells.counted is not None:
            return self.write(parameters, context, feedback, cells.counted, columns)
        source, crs = self.source(parameters, context), self.crs(parameters, context)
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, cells.areas.feature, columns, crs)

    def _check_areas(self, parameters: dict, context: QgsProcessingContext, field: str) -> None:
        if not field:
            raise InvalidInput(
                tr(
                    "Polygons need a field of values to compare. Choose one, or give points, which are counted on a "
                    "grid."
                )
            )
        require_column(self.source(parameters, context), field, "number")
        if self.weight(parameters, context) or self.is_given(parameters, self.BOUNDARY):
            raise InvalidInput(
                tr(
                    "A weight and a study area are for points. Leave both out for polygons: what is in their layer "
                    "is the study area."
                )
            )

    def _read_areas(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Cells:
        source, field = self.source(parameters, context), self.field(parameters, context, self.FIELD)
        crs = self.crs(parameters, context)
        areas = read_areas(source, crs, context, report_to(feedback), {field: "number"}, (field,))
        counted = [
            (areas.features, self.tr("{number} features read.")),
            (areas.without_geometry, self.tr("{number} features without a polygon were left out.")),
            (areas.without_value[field], self.tr("{number} areas without a value in '{field}' were left out.")),
        ]
        said = tuple(sentence.format(number=numeral(number), field=field) for number, sentence in counted if number)
        return Cells(areas.columns[field].astype(float), {}, None, areas, said)

    def _weights(self, parameters: dict, context: QgsProcessingContext, cells: Cells, kind: str) -> sparse.csr_matrix:
        from ...safestats_core.hotspots.grids.grid import cell_centres
        from ...safestats_core.hotspots.local_statistics.contiguity import centroids, contiguity
        from ...safestats_core.hotspots.local_statistics.neighbours import distance_band, k_nearest

        if cells.counted is not None:
            x, y = (centre[cells.counted.mask] for centre in cell_centres(cells.counted.grid))
        elif kind in ("queen", "rook"):
            return contiguity(cells.areas.boundaries, kind)
        else:
            x, y = centroids(cells.areas.boundaries)
        if kind == "band":
            return distance_band(x, y, self.parameterAsDouble(parameters, self.DISTANCE, context))
        return k_nearest(x, y, self.parameterAsInt(parameters, self.NEIGHBOURS, context))
