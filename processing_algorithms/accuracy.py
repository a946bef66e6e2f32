"""Algorithm `accuracy`: how well a hotspot map foresaw the incidents that came later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBand,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsRasterDataProvider,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm
from .results.features import fields_of, write_features
from .results.page import heading, page, sentences, table
from .results.pictures import curves
from .results.result import Result, plain
from .sources.areas import read_areas
from .sources.columns import require_column
from .sources.extents import sizes_within, union_of
from .sources.points import Points
from .sources.raster import apart, read_surface

if TYPE_CHECKING:
    from ..safestats_core.hotspots.accuracy import Accuracy as Indices
    from ..safestats_core.hotspots.accuracy import SearchCurve
    from ..safestats_core.hotspots.hotspot_map import HotspotMap

_PRINTED_SHARES = (1, 2, 3, 5, 10, 15, 20, 25, 30, 50, 75, 100)
_SQUARE_METRES_PER_KM2 = 1e6
_WORTH_SAYING = 1e-5


class Accuracy(PointAlgorithm):
    """Hit rate, PAI, PEI, SER and RRI of a hotspot map over the share of the area that is searched."""

    AREAS = "AREAS"
    SCORE = "SCORE"
    RASTER = "RASTER"
    BAND = "BAND"
    EARLIER = "EARLIER"
    NO_VALUE = "NO_VALUE"
    AREA_SHARE = "AREA_SHARE"
    LOWEST_SCORE = "LOWEST_SCORE"
    COUNT = "COUNT"
    STUDY_AREA = "STUDY_AREA"
    SEARCHED = "SEARCHED"
    FOUND = "FOUND"
    HIT_RATE = "HIT_RATE"
    PAI = "PAI"
    PEI = "PEI"
    SER = "SER"
    RRI = "RRI"
    AUC = "AUC"
    BEST_AUC = "BEST_AUC"

    NO_VALUES = {
        "left out": QT_TRANSLATE_NOOP("SafeStats", "Left out of the study area: nothing is known of them"),
        "last": QT_TRANSLATE_NOOP("SafeStats", "Searched last: only the hotspots were given a value"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Comparison")
    identifier = "accuracy"
    title = QT_TRANSLATE_NOOP("SafeStats", "Accuracy of a hotspot map")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,hotspot,prediction,accuracy,pai,pei,ser,rri,hit rate,evaluate,compare,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Holds a hotspot map against incidents that happened after it was made: if the cells are searched from the "
        "highest score to the lowest, how many incidents lie in 1 %, 5 %, 20 % of the area? For every share of the "
        "area it gives the hit rate, the PAI (how many times denser than the study area as a whole: 1 is chance), the "
        "PEI (the share of what the best choice of as much area would have found: 1 is perfect) and the SER "
        "(incidents per square kilometre), as a table and as a page with the curve.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "On the incidents that the map was made from: every map foresees its own past. For a comparison of maps with "
        "different study areas: PAI grows with empty land around a city, so give the same study area to all. With few "
        "later incidents the numbers jump from period to period; use several periods.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "PAI: Chainey, Tompson & Uhlig (2008), Security Journal 21. PEI: Hunt (2016). SER: Bowers, Johnson & Pease "
        "(2004), British Journal of Criminology 44. RRI: Levine (2008), Security Journal 21.",
    )

    column_parameters = {"INPUT": {}, "EARLIER": {}}

    _raster: Optional[QgsRasterDataProvider] = None

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
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
        self._add_share()
        self.add_sink(self.OUTPUT, self.tr("Accuracy by area"), QgsProcessing.SourceType.TypeVector)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Later incidents in the study area"),
                self.STUDY_AREA: self.tr("Study area in km²"),
                self.SEARCHED: self.tr("Share of the area searched, 0 to 1"),
                self.FOUND: self.tr("Later incidents found"),
                self.HIT_RATE: self.tr("Hit rate, 0 to 1"),
                self.PAI: self.tr("Predictive accuracy index (PAI)"),
                self.PEI: self.tr("Predictive efficiency index (PEI)"),
                self.SER: self.tr("Search efficiency rate (SER), incidents per km²"),
                self.RRI: self.tr("Recapture rate index (RRI)"),
                self.AUC: self.tr("Area under the curve"),
                self.BEST_AUC: self.tr("Area under the best curve possible"),
            }
        )

    def _add_map(self) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.AREAS, self.tr("Hotspot map: polygons"), polygons, optional=True),
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

    def _add_share(self) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(
                self.AREA_SHARE, self.tr("Share of the area searched (%)"), kind, 5, minValue=0.0001, maxValue=100
            ),
            self.tr("The numbers that the algorithm gives are those at this share. Default: 5 %."),
        )
        self.add(
            QgsProcessingParameterNumber(self.LOWEST_SCORE, self.tr("Lowest score searched"), kind, optional=True),
            self.tr(
                "In place of a share: all cells with this score or more, for example 1 with gi_bin for all hot cells. "
                "Default: the share counts."
            ),
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
        has_polygons = parameters.get(self.AREAS) not in (None, "")
        has_raster = parameters.get(self.RASTER) not in (None, "")
        if has_polygons == has_raster:
            raise InvalidInput("Give one hotspot map: either polygons with a score, or a raster.")
        if has_polygons:
            score = self.field(parameters, context, self.SCORE)
            if not score:
                raise InvalidInput("Polygons need a score: choose the field by which they are to be searched.")
            require_column(self.source(parameters, context, self.AREAS), score, "number")
        else:
            _require_projected(self._raster_crs(parameters, context))
        super().check(parameters, context)

    def crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        """A raster stays as it is, and the incidents are transformed to it."""
        if parameters.get(self.RASTER) not in (None, ""):
            return self._raster_crs(parameters, context)
        return super().crs(parameters, context)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Judge the map at every share of the area."""
        from ..safestats_core.hotspots.accuracy import accuracy_at, area_under_curve
        from ..safestats_core.hotspots.hotspot_map import curve_of

        later = self.read_points(parameters, context, feedback)
        has_earlier = parameters.get(self.EARLIER) not in (None, "")
        earlier = self.read_points(parameters, context, feedback, self.EARLIER) if has_earlier else None
        cells = self._cells(parameters, context, feedback, later, earlier)
        curve = curve_of(cells, self.choice(parameters, self.NO_VALUE, context, self.NO_VALUES) == "last")
        share = self._share(parameters, context, curve)
        chosen = accuracy_at(curve, np.array([share]))
        every = accuracy_at(curve, np.unique([*np.arange(1, 101) / 100, share]))
        own, best = area_under_curve(curve)
        numbers = {self.SEARCHED: share, self.COUNT: int(curve.incidents), self.STUDY_AREA: curve.study_area}
        numbers.update({self.AUC: own, self.BEST_AUC: best, self.FOUND: float(chosen.found[0])})
        for name in (self.HIT_RATE, self.PAI, self.PEI, self.SER, self.RRI):
            value = float(getattr(chosen, name.lower())[0])
            numbers[name] = None if np.isnan(value) else value
        remarks = (*self.left_out(later), *self._remarks(curve, cells, numbers))
        columns = _columns(every, has_earlier)
        fields, no_crs = fields_of(columns), QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.NoGeometry, no_crs)
        write_features(sink, None, columns, report_to(feedback))
        html = self.write_page(parameters, context, self._page(curve, numbers, remarks))
        return Result({self.OUTPUT: output, self.HTML: html, **numbers}, {self.OUTPUT: plain}, remarks)

    def _cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        later: Points,
        earlier: Optional[Points],
    ) -> HotspotMap:
        """The cells of the map within the study area, in metres whatever the unit of the CRS."""
        from ..safestats_core.hotspots.hotspot_map import polygon_map, raster_map

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
        sizes = sizes_within(source, crs, context, outline, report_to(feedback))[areas.feature]
        return _in_metres(polygon_map(areas.boundaries, areas.columns[score], sizes, **judged), metres)

    def _share(self, parameters: dict, context: QgsProcessingContext, curve: SearchCurve) -> float:
        from ..safestats_core.hotspots.accuracy import share_with_score

        if parameters.get(self.LOWEST_SCORE) in (None, ""):
            return self.parameterAsDouble(parameters, self.AREA_SHARE, context) / 100
        return share_with_score(curve, self.parameterAsDouble(parameters, self.LOWEST_SCORE, context))

    def _remarks(self, curve: SearchCurve, cells: HotspotMap, numbers: dict) -> list[str]:
        said = [
            self.tr("Study area: {area} km², {cells} cells with a score, {incidents} later incidents.").format(
                area=_digits(curve.study_area), cells=f"{curve.cells:,}", incidents=f"{curve.incidents:,.0f}"
            )
        ]
        for number, sentence in (
            (cells.outside, self.tr("{number} later incidents outside the study area were left out.")),
            (curve.left_out, self.tr("{number} cells without a value were left out of the study area.")),
            (curve.left_out_incidents, self.tr("{number} later incidents in cells without a value were left out.")),
            (cells.uncovered_later, self.tr("{number} later incidents in no cell of the map count as found last.")),
        ):
            if number:
                said.append(sentence.format(number=f"{number:,.0f}"))
        if cells.uncovered_area > _WORTH_SAYING * curve.study_area * _SQUARE_METRES_PER_KM2:
            uncovered = self.tr("{area} km² of the study area lie in no cell of the map and are searched last.")
            said.append(uncovered.format(area=_digits(cells.uncovered_area / _SQUARE_METRES_PER_KM2)))
        found = self.tr("In {share} % of the area: {rate} % of the later incidents, PAI {pai}, PEI {pei}.")
        said.append(
            found.format(
                share=f"{numbers[self.SEARCHED] * 100:.3g}",
                rate=f"{numbers[self.HIT_RATE] * 100:.3g}",
                pai=f"{numbers[self.PAI]:.3g}",
                pei=f"{numbers[self.PEI]:.3g}",
            )
        )
        return said

    def _page(self, curve: SearchCurve, numbers: dict, remarks: tuple[str, ...]) -> str:
        from ..safestats_core.hotspots.accuracy import accuracy_at

        share = np.arange(0, 201) / 200
        area = share * curve.study_area
        lines = {
            self.tr("This map"): (share * 100, np.interp(area, curve.area, curve.found) / curve.incidents * 100),
            self.tr("Best map possible"): (
                share * 100,
                np.interp(area, curve.best_area, curve.best_found) / curve.incidents * 100,
            ),
            self.tr("Chance"): (share * 100, share * 100),
        }
        printed = accuracy_at(curve, np.array(_PRINTED_SHARES) / 100)
        titles = ("Area searched (%)", "km²", "Found", "Hit rate (%)", "PAI", "PEI", "SER (per km²)")
        rows = [
            (f"{100 * a:g}", _digits(km2), f"{n:,.0f}", f"{100 * rate:.1f}", f"{pai:.2f}", f"{pei:.2f}", _digits(ser))
            for a, km2, n, rate, pai, pei, ser in zip(
                printed.area_share, printed.area, printed.found, printed.hit_rate, printed.pai, printed.pei, printed.ser
            )
        ]
        under = self.tr("Area under the curve: {own}; the best map possible {best}; chance 0.5.").format(
            own=f"{numbers[self.AUC]:.3f}", best=f"{numbers[self.BEST_AUC]:.3f}"
        )
        return page(
            self.displayName(),
            sentences([*remarks, under]),
            curves(lines, self.tr("Area searched, % of the study area"), self.tr("Later incidents found, %")),
            heading(self.tr("By share of the area")),
            table([self.tr(title) for title in titles], rows),
        )

    def _raster_crs(self, parameters: dict, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
        if self._raster is not None:
            return self._raster.crs()
        layer = self.parameterAsRasterLayer(parameters, self.RASTER, context)
        if layer is None:
            raise InvalidInput("The raster could not be opened. Choose another one.")
        return layer.crs()


def _require_projected(crs: QgsCoordinateReferenceSystem) -> None:
    if not crs.isValid() or crs.isGeographic():
        raise InvalidInput(
            f"The raster is in {crs.authid() or 'no CRS'}, which gives its pixels no area. "
            "Run 'Warp (reproject)' on it first, for example to EPSG:27700 (British National Grid)."
        )


def _in_metres(cells: HotspotMap, metres: float) -> HotspotMap:
    from dataclasses import replace

    return replace(cells, area=cells.area * metres**2, uncovered_area=cells.uncovered_area * metres**2)


def _columns(at: Indices, has_earlier: bool) -> dict[str, np.ndarray]:
    columns = {
        "area_share": at.area_share,
        "area_km2": at.area,
        "found": at.found,
        "hit_rate": at.hit_rate,
        "pai": at.pai,
        "pei": at.pei,
        "ser": at.ser,
    }
    return {**columns, "rri": at.rri} if has_earlier else columns


def _digits(value: float) -> str:
    """Three digits or more, never as a power of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
