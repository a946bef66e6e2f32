"""What an algorithm asks that judges a hotspot map by later incidents: the map, as polygons or a raster, and both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterRasterLayer,
    QgsRasterDataProvider,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.point_algorithm import PointAlgorithm
from ..base.progress import report_to
from ..base.translation import in_sentences, tr
from ..sources.areas import read_areas
from ..sources.columns import require_column
from ..sources.extents import sizes_within, union_of
from ..sources.points import Points
from ..sources.raster import apart, read_surface

if TYPE_CHECKING:
    from ...safestats_core.hotspots.hotspot_map import HotspotMap


@dataclass(frozen=True)
class Judged:
    """The cells of a map within the study area with the incidents in them, those that came later, and earlier ones."""

    cells: HotspotMap
    later: Points
    has_earlier: bool


class HotspotMapAlgorithm(PointAlgorithm):
    """Base of the algorithms that hold a map against what happened after it was made."""

    AREAS = "AREAS"
    SCORE = "SCORE"
    RASTER = "RASTER"
    BAND = "BAND"
    EARLIER = "EARLIER"
    NO_VALUE = "NO_VALUE"

    NO_VALUES = {
        "left out": QT_TRANSLATE_NOOP("SafeStats", "Left out of the study area: nothing is known of them"),
        "last": QT_TRANSLATE_NOOP("SafeStats", "Searched last: only the hotspots were given a value"),
    }

    column_parameters = {"INPUT": {}, "EARLIER": {}}

    _raster: Optional[QgsRasterDataProvider] = None

    def add_map_and_incidents(self) -> None:
        """Declare the later incidents, the map, the study area and the earlier incidents."""
        self.add_points(title=self.tr("Later incidents"))
        self._add_map()
        self.add_boundary()
        self.add_points(self.EARLIER, self.tr("Earlier incidents, behind the map"), optional=True)
        self.add_choice(
            self.NO_VALUE,
            self.tr("Cells of the map without a value are"),
            self.NO_VALUES,
            self.tr(
                "A null score or no data. In a gap of supply nothing is known, so neither the area nor its incidents "
                "count. Where a map holds values for its hotspots only, the rest of the study area is searched last. "
                "Default: left out."
            ),
        )

    def _add_map(self) -> None:
        self.add_polygons(
            self.AREAS,
            self.tr("Hotspot map: polygons"),
            self.tr(
                "Cells, areas or hotspots with a score, as the results of the other algorithms are. Give these or a "
                "raster. Where polygons overlap, the one with the highest score holds the incident."
            ),
        )
        self.add_field(
            self.SCORE,
            self.tr("Score"),
            self.tr("For polygons: the number by which they are searched, highest first, for example gi_z."),
            numeric=True,
            optional=True,
            parent=self.AREAS,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.RASTER, self.tr("Hotspot map: raster"), optional=True),
            self.tr("A surface in a projected CRS, for example a kernel density. Give this or polygons."),
        )
        self.add(
            QgsProcessingParameterBand(self.BAND, self.tr("Band"), 1, self.RASTER, optional=True),
            self.tr("For a raster: the band that holds the score. Default: 1."),
            advanced=True,
        )

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take the raster along: the main work runs in another thread."""
        layer = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        self._raster = layer and apart(layer)
        return super().prepareAlgorithm(parameters, context, feedback)

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse no map, two maps, a raster in degrees, and polygons without a score."""
        has_polygons = self.is_given(parameters, self.AREAS)
        has_raster = self.is_given(parameters, self.RASTER)
        if has_polygons == has_raster:
            raise InvalidInput(tr("Give one hotspot map: either polygons with a score, or a raster."))
        if has_polygons:
            score = self.field(parameters, context, self.SCORE)
            if not score:
                raise InvalidInput(tr("Polygons need a score: choose the field by which they are to be searched."))
            require_column(self.source(parameters, context, self.AREAS), score, "number")
        else:
            _require_projected(self._raster_crs(parameters, context))
        super().check(parameters, context)

    def crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        """A raster stays as it is, and the incidents are transformed to it."""
        if self.is_given(parameters, self.RASTER):
            return self._raster_crs(parameters, context)
        return super().crs(parameters, context)

    def read_judged(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Judged:
        """The cells of the map with the incidents in them."""
        later = self.read_points(parameters, context, feedback)
        has_earlier = self.is_given(parameters, self.EARLIER)
        earlier = self.read_points(parameters, context, feedback, self.EARLIER) if has_earlier else None
        return Judged(self._cells(parameters, context, feedback, later, earlier), later, has_earlier)

    def _cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        later: Points,
        earlier: Optional[Points],
    ) -> HotspotMap:
        """The cells of the map within the study area, in metres whatever the unit of the CRS."""
        from ...safestats_core.hotspots.hotspot_map import polygon_map, raster_map

        crs = self.crs(parameters, context)
        metres = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
        boundary, outline = self.read_boundary(parameters, context), QgsGeometry()
        if boundary is not None:
            outline = union_of(self.source(parameters, context, self.BOUNDARY), crs, context)
        judged = {
            "later": (later.x, later.y),
            "earlier": earlier and (earlier.x, earlier.y),
            "boundary": boundary,
            "boundary_area": 0.0 if outline.isEmpty() else outline.area(),
        }
        if self._raster is not None:
            band = self.parameterAsInt(parameters, self.BAND, context) or 1
            surface = read_surface(self._raster, band)
            return _in_metres(raster_map(surface.values, surface.bounds, **judged), metres)
        source, score = self.source(parameters, context, self.AREAS), self.field(parameters, context, self.SCORE)
        areas = read_areas(source, crs, context, report_to(feedback), {score: "number"})
        missing = tr("{number} features without a polygon were left out of the areas.")
        for said in in_sentences([(areas.without_geometry, missing)]):
            feedback.pushInfo(said)
        sizes = sizes_within(source, crs, context, outline, report_to(feedback))[areas.feature]
        return _in_metres(polygon_map(areas.boundaries, areas.columns[score], sizes, **judged), metres)

    def _raster_crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        if self._raster is not None:
            return self._raster.crs()
        layer = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        if layer is None:
            raise InvalidInput(tr("The raster could not be opened. Choose another one."))
        return layer.crs()


def _require_projected(crs: QgsCoordinateReferenceSystem) -> None:
    if not crs.isValid() or crs.isGeographic():
        raise InvalidInput(
            tr(
                "The raster is in {crs}, which gives its pixels no area. Run 'Warp (reproject)' on it first, for "
                "example to EPSG:27700 (British National Grid)."
            ).format(crs=crs.authid() or tr("no CRS"))
        )


def _in_metres(cells: HotspotMap, metres: float) -> HotspotMap:
    return replace(cells, area=cells.area * metres**2, uncovered_area=cells.uncovered_area * metres**2)
