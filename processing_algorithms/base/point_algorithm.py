"""What algorithms on points share: the parameters INPUT, WEIGHT and BOUNDARY, and how they are read."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsUnitTypes,
)

from ...safestats_core.errors import InvalidInput
from ..results.provenance import marks_of
from ..sources.point_file import PointFile, file_behind
from ..sources.points import Points, read_points
from ..sources.study_area import Rings, read_boundary
from .algorithm import SafeStatsAlgorithm, report_to


class PointAlgorithm(SafeStatsAlgorithm):
    """Base of the algorithms whose INPUT is points in a projected CRS."""

    INPUT = "INPUT"
    WEIGHT = "WEIGHT"
    BOUNDARY = "BOUNDARY"
    CELL_SIZE = "CELL_SIZE"

    _file: Optional[PointFile] = None

    def add_points(self) -> None:
        """Declare INPUT."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Points"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            self.tr(
                "Incidents, one point each (every part of a multi-point counts), in a projected CRS. "
                "Filters and 'Selected features only' are honoured."
            ),
        )

    def add_weight(self) -> None:
        """Declare WEIGHT."""
        self.add(
            QgsProcessingParameterField(
                self.WEIGHT,
                self.tr("Weight field"),
                None,
                self.INPUT,
                QgsProcessingParameterField.DataType.Numeric,
                optional=True,
            ),
            self.tr(
                "A number that says how much a point counts, for example its harm. Points with a null or negative "
                "weight are left out and counted in the log. Default: every point counts 1."
            ),
        )

    def add_boundary(self) -> None:
        """Declare BOUNDARY."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BOUNDARY, self.tr("Study area"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            self.tr(
                "Polygons within which incidents could have happened, in any CRS. Cells outside are absent rather than "
                "zero. Default: the extent of the points."
            ),
        )

    def add_cell_size(self, automatic: str) -> None:
        """Declare CELL_SIZE; `automatic` says what 0 stands for."""
        self.add_distance(self.CELL_SIZE, self.tr("Cell size (0 = automatic)"), self.tr("Width of a cell."), automatic)

    def add_distance(self, name: str, title: str, meaning: str, automatic: str) -> None:
        """Declare a distance in the units of INPUT whose default is 0."""
        unit = self.tr("In the units of the points' CRS, metres for most.")
        self.add(
            QgsProcessingParameterDistance(name, title, 0, self.INPUT, minValue=0), f"{meaning} {unit} {automatic}"
        )

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layer behind INPUT while it may be touched: the main work runs in another thread."""
        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        self._marks = marks_of(layer)
        # A source definition can ask for the selection or for a part, which only QGIS itself can honour.
        if not isinstance(parameters.get(self.INPUT), QgsProcessingFeatureSourceDefinition):
            self._file = file_behind(layer, self.weight(parameters, context))
        return True

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a CRS that measures in degrees, and a weight that is not a number."""
        source = self.source(parameters, context)
        require_projected(source.sourceCrs(), source.sourceName())
        weight = self.weight(parameters, context)
        if weight:
            require_number(source, weight)

    def source(self, parameters: dict, context: QgsProcessingContext) -> QgsProcessingFeatureSource:
        """INPUT, opened."""
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        return source

    def weight(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Name of the weight field, or ""."""
        return self.parameterAsString(parameters, self.WEIGHT, context)

    def in_units(self, parameters: dict, context: QgsProcessingContext, length: float) -> str:
        """A length with the unit of INPUT's CRS."""
        unit = self.source(parameters, context).sourceCrs().mapUnits()
        return f"{length:,.6g} {QgsUnitTypes.toAbbreviatedString(unit)}"

    def read_points(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Points:
        """The points of INPUT with their weights; refused where there is none to work with."""
        source = self.source(parameters, context)
        points = read_points(source, self._file, self.weight(parameters, context), report_to(feedback))
        if not points.x.size:
            raise InvalidInput(
                f"There are no points to work with in '{source.sourceName()}': of {points.features:,} features "
                f"{points.without_geometry:,} have no point, {points.without_weight:,} no weight and "
                f"{points.negative_weight:,} a negative weight. Check the layer, its filter, the selection."
            )
        return points

    def read_boundary(self, parameters: dict, context: QgsProcessingContext) -> Optional[list[Rings]]:
        """The polygons of BOUNDARY in the CRS of INPUT, or None where none was given."""
        area = self.parameterAsSource(parameters, self.BOUNDARY, context)
        return area and read_boundary(area, self.source(parameters, context).sourceCrs(), context)

    def left_out(self, points: Points) -> list[str]:
        """Sentences on what was read, and on what of it could not be used."""
        counted = [
            (points.features, self.tr("{number} features read.")),
            (points.without_geometry, self.tr("{number} features without a point were left out.")),
            (points.without_weight, self.tr("{number} points with a null weight were left out.")),
            (points.negative_weight, self.tr("{number} points with a negative weight were left out.")),
        ]
        return [sentence.format(number=f"{number:,}") for number, sentence in counted if number]


def nobody_inside(points: int) -> InvalidInput:
    """The refusal where none of so many points lies in the study area."""
    return InvalidInput(
        f"None of the {points:,} points lies in the study area. Check that its polygons are the right ones, and that "
        "both layers have the right coordinate reference system."
    )


def require_projected(crs: QgsCoordinateReferenceSystem, name: str) -> None:
    """Refuse a CRS in which distances are not distances."""
    if not crs.isValid():
        raise InvalidInput(f"The layer '{name}' has no coordinate reference system. Set it in the layer's properties.")
    if crs.isGeographic():
        raise InvalidInput(
            f"The layer '{name}' is in {crs.authid()} ({crs.description()}), which measures in degrees, not in metres. "
            "Run 'Reproject layer' on it first, for example to EPSG:27700 (British National Grid)."
        )


def require_number(source: QgsProcessingFeatureSource, weight: str) -> None:
    """Refuse a weight that is not a numeric field of the source."""
    fields = source.fields()
    column = fields.lookupField(weight)
    if column < 0 or not fields.at(column).isNumeric():
        numeric = ", ".join(field.name() for field in fields if field.isNumeric()) or "none"
        raise InvalidInput(
            f"'{weight}' is not a numeric field of '{source.sourceName()}'. Its numeric fields: {numeric}."
        )
