"""Algorithm `hotspotstability`: whether a hot spot depends on the cell size, the origin and the reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm, nobody_inside
from .base.translation import tr
from .results.cells import cell_columns, cells_wkb
from .results.features import Columns, fields_of, write_features
from .results.marked import marking
from .results.page import heading, page, sentences, table
from .results.result import Result, plain
from .results.styles import HOT, style_classes
from .sources.study_area import Rings

if TYPE_CHECKING:
    from ..safestats_core.hotspots.uncertainty.stability import Setting, Stability

_AUTOMATIC = (0.5, 1.0, 2.0)
"""Cell sizes beside the automatic one, and bandwidths beside the largest cell (1, 1.5 and 2 of it)."""

_SHOWN = 10


class HotSpotStability(PointAlgorithm):
    """The method over many settings, and the share of them in which each place is hot."""

    METHOD = "METHOD"
    CELL_SIZES = "CELL_SIZES"
    ORIGINS = "ORIGINS"
    DISTANCES = "DISTANCES"
    BANDWIDTHS = "BANDWIDTHS"
    TOP = "TOP"
    REFERENCE = "REFERENCE"
    CONFIDENCE = "CONFIDENCE"
    CHANCE = "CHANCE"
    TABLE = "TABLE"
    COUNT = "COUNT"
    SETTINGS = "SETTINGS"
    PLACES = "PLACES"
    AREA_STABLE = "AREA_STABLE"
    AREA_MAJORITY = "AREA_MAJORITY"
    AREA_EVER = "AREA_EVER"
    OVERLAP_MEDIAN = "OVERLAP_MEDIAN"
    OVERLAP_LOWEST = "OVERLAP_LOWEST"

    METHODS = {
        "gi": QT_TRANSLATE_NOOP("SafeStats", "Hot spots (Getis-Ord Gi*)"),
        "density": QT_TRANSLATE_NOOP("SafeStats", "Kernel density, its highest part"),
    }
    CONFIDENCES = {
        "0.95": QT_TRANSLATE_NOOP("SafeStats", "95 %"),
        "0.9": QT_TRANSLATE_NOOP("SafeStats", "90 %"),
        "0.99": QT_TRANSLATE_NOOP("SafeStats", "99 %"),
    }
    CHANCES = {
        "counts": QT_TRANSLATE_NOOP("SafeStats", "Distribution of counts (few incidents per cell)"),
        "normal": QT_TRANSLATE_NOOP("SafeStats", "Normal distribution (as published)"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Several agencies")
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

    weight_parameters: dict[str, str] = {}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_choice(
            self.METHOD, self.tr("Method"), self.METHODS, self.tr("What is called hot. Default: Getis-Ord Gi*.")
        )
        self._add_choices()
        self.add_boundary()
        self._add_test()
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

    def _add_choices(self) -> None:
        for name, title, meaning in (
            (
                self.CELL_SIZES,
                self.tr("Cell sizes"),
                self.tr(
                    "In the units of the points' CRS, with commas, such as 150, 250, 400. Default: half, once and "
                    "twice the automatic size (a fiftieth of the short side of the study area)."
                ),
            ),
            (
                self.DISTANCES,
                self.tr("Distances to neighbours"),
                self.tr(
                    "For Gi*, in the units of the CRS, with commas; 0 stands for cells that touch, any other has to "
                    "be at least the largest cell. Default: 0."
                ),
            ),
            (
                self.BANDWIDTHS,
                self.tr("Bandwidths"),
                self.tr(
                    "For the kernel density, in the units of the CRS, with commas, at least the largest cell. Default: "
                    "once, one and a half times and twice the largest cell."
                ),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), meaning)
        self.add_whole_number(
            self.ORIGINS,
            self.tr("Origins per direction"),
            2,
            1,
            self.tr("2 moves the grid by half a cell east, north and both: four origins. Default: 2."),
            advanced=False,
        )

    def _add_test(self) -> None:
        self.add(
            QgsProcessingParameterNumber(
                self.TOP,
                self.tr("Highest part of a density (%)"),
                QgsProcessingParameterNumber.Type.Double,
                5,
                minValue=0.01,
                maxValue=99,
            ),
            self.tr("How much of the study area, that with the highest density, is called hot. Default: 5."),
        )
        self.add_choice(
            self.CONFIDENCE,
            self.tr("Confidence of a hot spot"),
            self.CONFIDENCES,
            self.tr("For Gi*, after the false discovery rate. Default: 95 %."),
        )
        self.add_choice(
            self.CHANCE,
            self.tr("Chance"),
            self.CHANCES,
            self.tr("Where the p of Gi* comes from, as in 'Hot and cold spots'. Default: counts."),
        )
        self.add_distance(
            self.REFERENCE,
            self.tr("Cells of the comparison (0 = automatic)"),
            self.tr("Side of the fine cells on which settings are compared, at most the smallest cell."),
            self.tr("0 takes half of the smallest cell. Default: 0."),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse lists that hold no numbers."""
        super().check(parameters, context)
        for name in (self.CELL_SIZES, self.DISTANCES, self.BANDWIDTHS):
            self._lengths(parameters, context, name)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Work out every setting, and write the places, the settings and the page."""
        from ..safestats_core.hotspots.uncertainty.stability import STABLE, hotspot_stability

        points = self.read_points(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        settings = self._settings(parameters, context, points.x, points.y, boundary)
        smallest = min(setting.cell_size for setting in settings)
        found = hotspot_stability(
            points.x,
            points.y,
            settings,
            self.parameterAsDouble(parameters, self.REFERENCE, context) or smallest / 2,
            boundary=boundary,
            confidence=float(self.choice(parameters, self.CONFIDENCE, context, self.CONFIDENCES)),
            chance=self.choice(parameters, self.CHANCE, context, self.CHANCES),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            top=self.parameterAsDouble(parameters, self.TOP, context) / 100,
            progress=report_to(feedback),
        )
        if not found.points:
            raise nobody_inside(points.x.size)
        worst = sorted(found.settings, key=lambda setting: setting.overlap)
        numbers = self._numbers(found)
        remarks = (
            *self.left_out(points),
            *self._said(parameters, context, found, worst, points.x.size - found.points),
        )
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, found, STABLE),
            self.TABLE: self._write_table(parameters, context, feedback, worst),
            self.HTML: self.write_page(parameters, context, self._page(parameters, context, worst, remarks)),
        }
        return Result({**outputs, **numbers}, {self.OUTPUT: _style, self.TABLE: plain}, remarks)

    def _lengths(self, parameters: dict, context: QgsProcessingContext, name: str) -> list[float]:
        """The numbers of a list with commas; empty where none was given."""
        words = [word.strip() for word in self.parameterAsString(parameters, name, context).split(",")]
        try:
            return [float(word) for word in words if word]
        except ValueError as error:
            raise InvalidInput(
                f"'{self.parameterAsString(parameters, name, context)}' is no list of lengths. Write numbers with "
                "commas between them, such as 150, 250, 400, and a point for decimals."
            ) from error

    def _settings(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        x: np.ndarray,
        y: np.ndarray,
        boundary: Optional[list[Rings]],
    ) -> list[Setting]:
        from ..safestats_core.hotspots.grids.boundary import boundary_bounds
        from ..safestats_core.hotspots.grids.grid import automatic_cell_size
        from ..safestats_core.hotspots.points import bounds_of_points
        from ..safestats_core.hotspots.uncertainty.stability import settings_of

        sizes = self._lengths(parameters, context, self.CELL_SIZES)
        if not sizes:
            bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
            sizes = [part * automatic_cell_size(bounds) for part in _AUTOMATIC]
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        if method == "gi":
            reaches = self._lengths(parameters, context, self.DISTANCES) or [0.0]
        else:
            reaches = self._lengths(parameters, context, self.BANDWIDTHS) or [
                part * max(sizes) for part in (1.0, 1.5, 2.0)
            ]
        return settings_of(method, sizes, reaches, self.parameterAsInt(parameters, self.ORIGINS, context))

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

    def _said(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        found: Stability,
        worst: list[Setting],
        outside: int,
    ) -> list[str]:
        numbers = self._numbers(found)
        said = []
        if outside:
            beyond = self.tr("{number} points outside the study area do not count.")
            said.append(beyond.format(number=f"{outside:,}"))
        lengths = {
            self.tr("cell sizes"): sorted({setting.cell_size for setting in worst}),
            self.tr("distances or bandwidths"): sorted({setting.reach for setting in worst}),
        }
        choices = "; ".join(f"{name}: {', '.join(f'{each:g}' for each in values)}" for name, values in lengths.items())
        made = self.tr("{settings} settings ({choices}), compared on {places} cells of {size}.")
        said.append(
            made.format(
                settings=f"{numbers[self.SETTINGS]:,}",
                choices=choices,
                places=f"{numbers[self.PLACES]:,}",
                size=self.in_units(parameters, context, found.grid.cell_size),
            )
        )
        if not numbers[self.AREA_EVER]:
            return [*said, self.tr("No place is hot in any setting.")]
        agreed = self.tr(
            "{stable} % of the area that is hot in any setting is hot in nine of ten. The overlap of a setting with "
            "the majority is {median} in the middle, and {lowest} for the one that disagrees most: {worst}."
        )
        said.append(
            agreed.format(
                stable=f"{100 * numbers[self.AREA_STABLE] / numbers[self.AREA_EVER]:.0f}",
                median=f"{numbers[self.OVERLAP_MEDIAN]:.2f}",
                lowest=f"{numbers[self.OVERLAP_LOWEST]:.2f}",
                worst=self._in_words(parameters, context, worst[0]),
            )
        )
        return said

    def _in_words(self, parameters: dict, context: QgsProcessingContext, setting: Setting) -> str:
        words = self.tr("cells of {size}, moved {across} east and {up} north, reach {reach}")
        return words.format(
            size=self.in_units(parameters, context, setting.cell_size),
            across=self.in_units(parameters, context, setting.across),
            up=self.in_units(parameters, context, setting.up),
            reach=self.in_units(parameters, context, setting.reach),
        )

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        found: Stability,
        stable: float,
    ) -> str:
        # Thousands of fine cells that are never hot would only hide the map.
        cells = np.flatnonzero(np.nan_to_num(found.share.ravel()) > 0)
        share = found.share.ravel()[cells]
        words = np.where(share >= stable, "stable", np.where(share > 0.5, "mostly hot", "sometimes hot")).astype(object)
        rows = cell_columns(found.grid, cells, {"share": share, "class": words})
        crs = self.crs(parameters, context)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), QgsWkbTypes.Type.Polygon, crs)
        write_features(sink, cells_wkb(found.grid, cells), rows, report_to(feedback))
        return output

    def _write_table(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, worst: list[Setting]
    ) -> str:
        columns: Columns = {"method": np.array([setting.method for setting in worst], dtype=object)}
        for field, attribute in (
            ("cell_size", "cell_size"),
            ("east", "across"),
            ("north", "up"),
            ("reach", "reach"),
            ("hot_area", "hot_area"),
            ("overlap", "overlap"),
        ):
            columns[field] = np.array([getattr(setting, attribute) for setting in worst], dtype=float)
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.TABLE, context, fields_of(columns), kind, no_crs)
        if sink is not None:
            write_features(sink, None, columns, report_to(feedback))
        return output

    def _page(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        worst: list[Setting],
        remarks: tuple[str, ...],
    ) -> str:
        unit = QgsUnitTypes.toAbbreviatedString(self.crs(parameters, context).mapUnits())
        rows = [
            (self._in_words(parameters, context, setting), f"{setting.hot_area:,.0f}", f"{setting.overlap:.2f}")
            for setting in worst[:_SHOWN]
        ]
        head = (self.tr("Setting"), self.tr("Hot area ({unit}²)").format(unit=unit), self.tr("Overlap"))
        return page(
            self.displayName(),
            marking(self._marks),
            sentences(remarks),
            heading(self.tr("The settings that disagree most")),
            table(head, rows),
        )


def _style(layer: QgsVectorLayer) -> None:
    """The more settings agree, the darker; places that are never hot are not in the layer."""
    classes = [
        ("stable", HOT[2], tr("Hot in 90 % of the settings or more")),
        ("mostly hot", HOT[1], tr("Hot in more than half")),
        ("sometimes hot", HOT[0], tr("Hot in some")),
    ]
    style_classes(layer, "class", classes)
