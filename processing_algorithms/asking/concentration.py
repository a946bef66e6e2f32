"""What an algorithm asks that counts points in places of any kind, and how it finds out which kind is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.grid_algorithm import GridAlgorithm
from ..base.progress import report_to
from ..base.translation import numeral, tr
from ..results.cells import cell_columns, cells_wkb
from ..sources.places import Places, areas_as_places, spots_as_places, streets_as_places, values_as_places
from ..sources.points import Points


class PlaceAlgorithm(GridAlgorithm):
    """Base of the algorithms whose places are cells of a grid, areas, streets, spots or values of a field."""

    PLACES = "PLACES"
    AREAS = "AREAS"
    STREETS = "STREETS"
    DISTANCE = "DISTANCE"
    PLACE_FIELD = "PLACE_FIELD"
    ALL_PLACES = "ALL_PLACES"

    KINDS = {
        "given": QT_TRANSLATE_NOOP("SafeStats", "The areas, streets or field given below; without them a grid"),
        "grid": QT_TRANSLATE_NOOP("SafeStats", "Cells of a grid"),
        "areas": QT_TRANSLATE_NOOP("SafeStats", "Areas"),
        "streets": QT_TRANSLATE_NOOP("SafeStats", "Streets: each point belongs to the nearest"),
        "spots": QT_TRANSLATE_NOOP("SafeStats", "Spots: points with the same coordinates"),
        "field": QT_TRANSLATE_NOOP("SafeStats", "Values of a field, for example addresses"),
    }

    column_parameters: Mapping[str, Mapping[str, str]] = {"INPUT": {"PLACE_FIELD": "text"}}
    needed = ("PLACE_FIELD",)

    def add_places(self) -> None:
        """Declare what counts as a place: a grid, or areas, streets, spots or the values of a field."""
        self.add_choice(
            self.PLACES, self.tr("Places"), self.KINDS, self.tr("What counts as a place. Default: what is given.")
        )
        self._add_layers()
        self.add_distance(
            self.DISTANCE,
            self.tr("Farthest from a street"),
            self.tr("For streets: a point farther from every street belongs to none, and is counted as such."),
            self.tr("Default: 50."),
            50,
        )
        self._add_spots()
        self.add_cell_size()
        self.add_boundary()

    def _add_layers(self) -> None:
        for name, title, kind, meaning in (
            (
                self.AREAS,
                self.tr("Areas"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                self.tr("For areas: their polygons."),
            ),
            (
                self.STREETS,
                self.tr("Streets"),
                QgsProcessing.SourceType.TypeVectorLine,
                self.tr("For streets: their lines, one feature for each segment."),
            ),
        ):
            self.add(QgsProcessingParameterFeatureSource(name, title, [kind], optional=True), meaning)

    def _add_spots(self) -> None:
        self.add_field(
            self.PLACE_FIELD,
            self.tr("Field of the place"),
            self.tr(
                "For values of a field: for example an address or a property number. Points without one are left out."
            ),
            optional=True,
        )
        self.add_whole_number(
            self.ALL_PLACES,
            self.tr("Number of all places (0 = those with incidents)"),
            0,
            0,
            self.tr(
                "For spots and fields: how many places there are in all, those without an incident included, for "
                "example all addresses of the town. Without it the shares are of the places with incidents only. "
                "Default: 0."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse places of a kind for which nothing is given, and several kinds at once."""
        super().check(parameters, context)
        given = self._given(parameters, context)
        kind = self.choice(parameters, self.PLACES, context, self.KINDS)
        if kind == "given" and len(given) > 1:
            raise InvalidInput(
                tr("Several kinds of places are given: {names}. Choose one under 'Places'.").format(
                    names=", ".join(given)
                )
            )
        if kind in ("areas", "streets", "field") and kind not in given:
            raise InvalidInput(
                tr("There is no layer or field for places of the kind '{kind}'. Give it, or choose another.").format(
                    kind=kind
                )
            )

    def count_in_places(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Places:
        """The places with what they hold; refused where no point belongs to any."""
        kind = self.choice(parameters, self.PLACES, context, self.KINDS)
        if kind == "given":
            kind = (self._given(parameters, context) or ["grid"])[0]
        if kind == "grid":
            places = self._cells(parameters, context, feedback)
        else:
            points = self.read_points(parameters, context, feedback)
            places = self._of_kind(parameters, context, feedback, kind, points)
            places = replace(places, remarks=(*self.left_out(points), *places.remarks))
        if not places.count.any():
            raise InvalidInput(
                tr(
                    "None of the {points} points belongs to a place. Check that both layers cover the same area and "
                    "have the right coordinate reference system; for streets, allow a greater distance."
                ).format(points=numeral(places.outside))
            )
        return places

    def _given(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        names = {"areas": self.AREAS, "streets": self.STREETS, "field": self.PLACE_FIELD}
        return [kind for kind, name in names.items() if self.is_given(parameters, name)]

    def _of_kind(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        kind: str,
        points: Points,
    ) -> Places:
        crs, progress = self.crs(parameters, context), report_to(feedback)
        total = self.parameterAsInt(parameters, self.ALL_PLACES, context)
        if kind == "areas":
            return areas_as_places(self.source(parameters, context, self.AREAS), crs, context, points, progress)
        if kind == "streets":
            streets = self.source(parameters, context, self.STREETS)
            within = self.parameterAsDouble(parameters, self.DISTANCE, context)
            far = self.in_units(parameters, context, within)
            return streets_as_places(streets, crs, context, points, within, far, progress)
        if kind == "spots":
            return spots_as_places(points, total)
        return values_as_places(points, points.columns[self.field(parameters, context, self.PLACE_FIELD)], total)

    def _cells(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Places:
        counted = self.count(parameters, context, feedback)
        grid, cells = counted.grid, counted.cells
        return Places(
            count=counted.counts.count[counted.mask],
            weight=counted.counts.weight[counted.mask],
            total=cells.size,
            outside=counted.counts.outside,
            kind=QgsWkbTypes.Type.Polygon,
            columns=cell_columns(grid, cells, {}),
            wkb=lambda order: cells_wkb(grid, cells[order]),
            remarks=counted.remarks,
        )
