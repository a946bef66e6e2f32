"""Algorithm `hotspotstability`: whether a hot spot depends on the cell size, the origin and the reach."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.hot_spot_stability import StabilityAlgorithm
from .base.groups import SEVERAL_AGENCIES
from .base.point_algorithm import nobody_inside
from .base.progress import report_to
from .results.cells import cell_columns, cells_wkb
from .results.result import Result, plain
from .results.uncertainty.stability import setting_columns, stable_places, style_stability
from .results.uncertainty.stability_page import stability_page, stability_remarks
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.uncertainty.stability import Stability


class HotSpotStability(StabilityAlgorithm):
    """The method over many settings, and the share of them in which each place is hot."""

    TABLE = "TABLE"
    COUNT = "COUNT"
    SETTINGS = "SETTINGS"
    PLACES = "PLACES"
    AREA_STABLE = "AREA_STABLE"
    AREA_MAJORITY = "AREA_MAJORITY"
    AREA_EVER = "AREA_EVER"
    OVERLAP_MEDIAN = "OVERLAP_MEDIAN"
    OVERLAP_LOWEST = "OVERLAP_LOWEST"

    group_name = SEVERAL_AGENCIES
    identifier = "hotspotstability"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot spots that do not depend on the choices")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,stability,robustness,sensitivity,maup,modifiable areal unit problem,cell size,bandwidth,origin,"
        "safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Does the hot spot depend on my cell size and where the grid begins? Works the method out for every "
        "combination of cell sizes, origins of the grid and distances (or bandwidths), and lays the maps over each "
        "other on fine cells. share is the share of the settings in which a place is hot; class says stable (90 % of "
        "them or more), mostly hot (more than half) or sometimes hot; places that never are hot are left out. The "
        "table gives the hot area of each setting and its overlap with the majority, those that disagree most first.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A place that is hot in all settings may still stand on coordinates that are vague, or on where people are. "
        "The share is no probability: it depends on which settings are asked for. Ask only for those that you would "
        "have used.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Modifiable areal units: Openshaw (1984), CATMOG 38. Getis & Ord (1992); Ord & Getis (1995). False discovery "
        "rate: Benjamini & Hochberg (1995). Overlap: Jaccard (1912).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_settings()
        self.add_sink(self.OUTPUT, self.tr("How stable hot spots are"))
        self.add_sink(self.TABLE, self.tr("Settings"), QgsProcessing.SourceType.TypeVector, optional=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Points in the study area"),
                self.SETTINGS: self.tr("Settings"),
                self.PLACES: self.tr("Places compared"),
                self.AREA_STABLE: self.tr("Stable hot area (square units of the CRS)"),
                self.AREA_MAJORITY: self.tr("Area that is hot in most settings"),
                self.AREA_EVER: self.tr("Area that is hot in any setting"),
                self.OVERLAP_MEDIAN: self.tr("Median overlap of a setting with the majority"),
                self.OVERLAP_LOWEST: self.tr("Lowest overlap"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Work out every setting, and write the places, the settings and the page."""
        from ..safestats_core.hotspots.uncertainty.stability import hotspot_stability

        points = self.read_points(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        settings = self.settings(parameters, context, points.x, points.y, boundary)
        smallest = min(setting.cell_size for setting in settings)
        found = hotspot_stability(
            points.x,
            points.y,
            settings,
            self.parameterAsDouble(parameters, self.REFERENCE, context) or smallest / 2,
            boundary=boundary,
            confidence=self.confidence(parameters, context),
            chance=self.chance(parameters, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            top=self.parameterAsDouble(parameters, self.TOP, context) / 100,
            progress=report_to(feedback),
        )
        if not found.points:
            raise nobody_inside(points.x.size)
        return self._write(parameters, context, feedback, points, found)

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        found: Stability,
    ) -> Result:
        worst = sorted(found.settings, key=lambda setting: setting.overlap)
        crs, in_units = self.crs(parameters, context), partial(self.in_units, parameters, context)
        said = stability_remarks(found, worst, points.x.size - found.points, in_units)
        remarks = (*self.left_out(points), *said)
        unit = QgsUnitTypes.toAbbreviatedString(crs.mapUnits())
        page = stability_page(self.displayName(), self._marks, worst, remarks, in_units, unit)
        cells, columns = stable_places(found)
        rows, polygons = cell_columns(found.grid, cells, columns), cells_wkb(found.grid, cells)
        kind = QgsWkbTypes.Type.Polygon
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, rows, polygons, kind, crs),
            self.TABLE: self.write_layer(parameters, self.TABLE, context, feedback, setting_columns(worst)),
            self.HTML: self.write_page(parameters, context, page),
        }
        styles = {self.OUTPUT: style_stability, self.TABLE: plain}
        return Result({**outputs, **self._numbers(found)}, styles, remarks)

    def _numbers(self, found: Stability) -> dict:
        from ..safestats_core.hotspots.uncertainty.stability import STABLE

        share, cell = found.share[~np.isnan(found.share)], found.grid.cell_area
        overlaps = [setting.overlap for setting in found.settings]
        return {
            self.COUNT: found.points,
            self.SETTINGS: len(found.settings),
            self.PLACES: share.size,
            self.AREA_STABLE: float(np.count_nonzero(share >= STABLE) * cell),
            self.AREA_MAJORITY: float(np.count_nonzero(share > 0.5) * cell),
            self.AREA_EVER: float(np.count_nonzero(share > 0) * cell),
            self.OVERLAP_MEDIAN: float(np.median(overlaps)),
            self.OVERLAP_LOWEST: float(min(overlaps)),
        }
