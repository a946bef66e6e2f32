"""What algorithms on points share: the parameters INPUT, WEIGHT and BOUNDARY, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsUnitTypes,
)

from ...safestats_core.errors import InvalidInput
from ..sources.collected import collect_points
from ..sources.columns import Wanted, require_column
from ..sources.crs import projected_for, require_crs, require_projected
from ..sources.point_file import PointFile, file_behind
from ..sources.points import Points, read_points
from ..sources.selection import SelectedInOrder
from ..sources.study_area import Rings, read_boundary
from .algorithm import SafeStatsAlgorithm
from .progress import report_to
from .translation import in_sentences, numeral, tr


class PointAlgorithm(SafeStatsAlgorithm):
    """Base of the algorithms whose INPUT is points in a projected CRS.

    column_parameters  for each parameter of points, the parameters that name its fields: those of WEIGHT are numbers
                       without a null and below zero left out, the others have a kind ("number", "text" or "time")
    needed             those of these parameters without whose value a point is left out and counted
    """

    WEIGHT = "WEIGHT"
    BOUNDARY = "BOUNDARY"
    CELL_SIZE = "CELL_SIZE"
    REPROJECT = "REPROJECT"
    TIME_FIELD = "TIME_FIELD"

    column_parameters: Mapping[str, Mapping[str, str]] = {"INPUT": {}}
    weight_parameters: Mapping[str, str] = {"INPUT": "WEIGHT"}
    needed: tuple[str, ...] = ("TIME_FIELD",)

    _files: dict[str, Optional[PointFile]] = {}

    def add_points(self, name: str = "INPUT", title: str = "", optional: bool = False) -> None:
        """Declare a parameter of points; with INPUT comes REPROJECT."""
        kinds = [QgsProcessing.SourceType.TypeVectorPoint]
        source = QgsProcessingParameterFeatureSource(name, title or self.tr("Points"), kinds, optional=optional)
        self.add(
            source,
            self.tr(
                "Incidents, one point each (every part of a multi-point counts), in a projected CRS. "
                "Filters and 'Selected features only' are honoured."
            ),
        )
        if name == self.INPUT:
            self.add_reproject()

    def add_reproject(self) -> None:
        """Declare REPROJECT."""
        self.add(
            QgsProcessingParameterBoolean(
                self.REPROJECT, self.tr("Reproject points that are in degrees"), defaultValue=False, optional=True
            ),
            self.tr(
                "Points in degrees (longitude and latitude) are refused, because degrees are no distances. Ticked, "
                "they are put into metres first: the British or Irish national grid, elsewhere the UTM zone. "
                "Distances are then in metres. Default: no."
            ),
            advanced=True,
        )

    def add_weight(self, name: str = "WEIGHT", parent: str = "INPUT") -> None:
        """Declare the weight of a parameter of points."""
        self.add_field(
            name,
            self.tr("Weight field"),
            self.tr(
                "A number that says how much a point counts, for example its harm. Points with a null or negative "
                "weight are left out and counted in the log. Default: every point counts 1."
            ),
            numeric=True,
            optional=True,
            parent=parent,
        )

    def add_time(self, name: str, title: str, meaning: str, optional: bool = False, parent: str = "INPUT") -> None:
        """Declare a field of dates, dates with times, or texts such as 2024-01-31 22:15."""
        known = self.tr("A date field, a date and time field, or text such as 2024-01-31 22:15.")
        self.add_field(name, title, f"{meaning} {known}", optional=optional, parent=parent)

    def add_field(
        self, name: str, title: str, meaning: str, numeric: bool = False, optional: bool = False, parent: str = "INPUT"
    ) -> None:
        """Declare a field of a parameter."""
        kinds = QgsProcessingParameterField.DataType
        kind = kinds.Numeric if numeric else kinds.Any
        self.add(QgsProcessingParameterField(name, title, None, parent, kind, optional=optional), meaning)

    def add_boundary(self) -> None:
        """Declare BOUNDARY."""
        self.add_polygons(
            self.BOUNDARY,
            self.tr("Study area"),
            self.tr(
                "Polygons within which incidents could have happened, in any CRS. Points outside do not count, and "
                "cells outside are absent rather than zero. Default: the extent of the points."
            ),
        )

    def add_cell_size(self, automatic: str = "") -> None:
        """Declare CELL_SIZE; `automatic` says what 0 stands for, by default what `automatic_cell_size` gives."""
        usual = self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        title, meaning = self.tr("Cell size (0 = automatic)"), self.tr("Width of a cell.")
        self.add_distance(self.CELL_SIZE, title, meaning, automatic or usual)

    def add_distance(self, name: str, title: str, meaning: str, automatic: str, default: float = 0) -> None:
        """Declare a distance in the units of INPUT; `automatic` says what the default stands for."""
        unit = self.tr("In the units of the points' CRS, metres for most.")
        distance = QgsProcessingParameterDistance(name, title, default, self.INPUT, minValue=0)
        self.add(distance, f"{meaning} {unit} {automatic}")

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look for the file behind each layer of points as well."""
        self._files = {name: self._file(parameters, context, name) for name in self.column_parameters}
        return super().prepareAlgorithm(parameters, context, feedback)

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a layer without a CRS, or in degrees where these are to stay, and fields that are not of a kind."""
        is_reprojected = self.parameterAsBool(parameters, self.REPROJECT, context)
        for name in self.column_parameters:
            if not self.is_given(parameters, name) and name != self.INPUT:
                continue
            source = self.source(parameters, context, name)
            (require_crs if is_reprojected else require_projected)(source)
            for field, kind in self._columns(parameters, context, name).items():
                require_column(source, field, kind)

    def source(
        self, parameters: dict, context: QgsProcessingContext, name: str = "INPUT"
    ) -> QgsProcessingFeatureSource:
        """A parameter of features, opened."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        """The CRS that the algorithm works in, and its results are in: that of INPUT, or one in metres in its place."""
        return projected_for(self.source(parameters, context), context)

    def field(self, parameters: dict, context: QgsProcessingContext, name: str) -> str:
        """The field that a parameter names, or ""."""
        return self.parameterAsString(parameters, name, context) if self.parameterDefinition(name) else ""

    def weight(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Name of the weight field of INPUT, or ""."""
        return self.field(parameters, context, self.WEIGHT)

    def in_units(self, parameters: dict, context: QgsProcessingContext, length: float) -> str:
        """A length with the unit of the CRS that is worked in."""
        unit = self.crs(parameters, context).mapUnits()
        return f"{numeral(length, ',.6g')} {QgsUnitTypes.toAbbreviatedString(unit)}"

    def read_points(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, name: str = "INPUT"
    ) -> Points:
        """The points of a parameter with their weights and fields; refused where there is none to work with."""
        source = self.source(parameters, context, name)
        collect = partial(collect_points, parameters[name], source, context, feedback)
        points = read_points(
            source,
            self._files.get(name),
            self.crs(parameters, context),
            context,
            report_to(feedback),
            weight=self.field(parameters, context, self.weight_parameters.get(name, "")),
            wanted=self._fields(parameters, context, self.column_parameters[name]),
            needed=self._fields(parameters, context, {column: "" for column in self.needed}),
            collect=None if isinstance(source, SelectedInOrder) else collect,
        )
        if not points.x.size:
            raise InvalidInput(
                tr(
                    "There are no points to work with in '{layer}': of {features} features {no_point} have no point, "
                    "{no_weight} no weight, {negative} a negative weight and {null} a null in a field that is "
                    "needed. Check the layer, its filter, the selection."
                ).format(
                    layer=source.sourceName(),
                    features=numeral(points.features),
                    no_point=numeral(points.without_geometry),
                    no_weight=numeral(points.without_weight),
                    negative=numeral(points.negative_weight),
                    null=numeral(sum(points.without_value.values())),
                )
            )
        return points

    def read_boundary(self, parameters: dict, context: QgsProcessingContext) -> Optional[list[Rings]]:
        """The polygons of BOUNDARY in the CRS that is worked in, or None where none was given."""
        area = self.parameterAsSource(parameters, self.BOUNDARY, context)
        return area and read_boundary(area, self.crs(parameters, context), context)

    def left_out(self, points: Points) -> list[str]:
        """Sentences on what was read, and on what of it could not be used."""
        counted = [
            (points.features, self.tr("{number} features read.")),
            (points.without_geometry, self.tr("{number} features without a point were left out.")),
            (points.without_weight, self.tr("{number} points with a null weight were left out.")),
            (points.negative_weight, self.tr("{number} points with a negative weight were left out.")),
        ]
        said = in_sentences(counted)
        null = self.tr("{number} points without a value in '{field}' were left out.")
        return said + [
            null.format(number=numeral(number), field=name) for name, number in points.without_value.items() if number
        ]

    def _columns(self, parameters: dict, context: QgsProcessingContext, name: str) -> Wanted:
        """The fields of a parameter of points that are asked for, its weight included, with their kinds."""
        weights = {self.weight_parameters[name]: "number"} if name in self.weight_parameters else {}
        return self._fields(parameters, context, {**self.column_parameters[name], **weights})

    def _fields(self, parameters: dict, context: QgsProcessingContext, kinds: Mapping[str, str]) -> Wanted:
        """What parameters of fields name, with the kind of each; those left empty are left out."""
        named = {self.field(parameters, context, column): kind for column, kind in kinds.items()}
        return {field: kind for field, kind in named.items() if field}

    def _file(self, parameters: dict, context: QgsProcessingContext, name: str) -> Optional[PointFile]:
        """The file that holds just the points of a parameter, where there is one."""
        # A source definition can ask for the selection or for a part, which only QGIS itself can honour.
        if isinstance(parameters.get(name), QgsProcessingFeatureSourceDefinition):
            return None
        layer = self.parameterAsVectorLayer(parameters, name, context)
        return file_behind(layer, self._columns(parameters, context, name))


def nobody_inside(points: int) -> InvalidInput:
    """The refusal where none of so many points lies in the study area."""
    words = tr(
        "None of the {number} points lies in the study area. Check that its polygons are the right ones, and that both "
        "layers have the right coordinate reference system."
    )
    return InvalidInput(words.format(number=numeral(points)))
