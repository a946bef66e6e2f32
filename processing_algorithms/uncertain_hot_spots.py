"""Algorithm `uncertainhotspots`: which hot spots survive the vagueness of the coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.days import add_day, read_day
from .base.point_algorithm import PointAlgorithm
from .base.translation import tr
from .results.cells import cell_columns, cells_wkb
from .results.features import Columns, fields_of, write_features
from .results.result import Result
from .results.styles import COLD, HOT, NOTHING, style_classes
from .sources.areas import Areas, read_areas
from .sources.columns import read_columns, require_column
from .sources.study_area import Rings

if TYPE_CHECKING:
    from ..safestats_core.hotspots.grids.grid import Grid
    from ..safestats_core.hotspots.uncertainty.uncertain_hotspots import UncertainHotspots
    from ..safestats_core.hotspots.uncertainty.vagueness import Vague

_CLASSES = {
    3: "certain hot",
    2: "likely hot",
    1: "possible hot",
    0: "none",
    -1: "possible cold",
    -2: "likely cold",
    -3: "certain cold",
}
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class _Records:
    """What was read: places (NaN where a record has an area alone), precisions, codes of areas, times, sentences."""

    x: np.ndarray
    y: np.ndarray
    precision: np.ndarray
    code: Optional[np.ndarray]
    start: Optional[np.ndarray]
    end: Optional[np.ndarray]
    remarks: list[str]


class UncertainHotSpots(PointAlgorithm):
    """Gi* of many maps, each drawn from what the records' places and times can mean."""

    PRECISION = "PRECISION"
    PRECISION_FIELD = "PRECISION_FIELD"
    RADIUS = "RADIUS"
    SIDE = "SIDE"
    AREAS = "AREAS"
    AREA_CODE = "AREA_CODE"
    AREA_FIELD = "AREA_FIELD"
    ADDRESSES = "ADDRESSES"
    ADDRESS_WEIGHT = "ADDRESS_WEIGHT"
    START = "START"
    END = "END"
    SPAN = "SPAN"
    FROM = "FROM"
    TO = "TO"
    DRAWS = "DRAWS"
    CONFIDENCE = "CONFIDENCE"
    CHANCE = "CHANCE"
    DISTANCE = "DISTANCE"
    COUNT = "COUNT"
    CELLS = "CELLS"
    LEFT_OUT = "LEFT_OUT"
    OUTSIDE = "OUTSIDE"
    HOT_AS_GIVEN = "HOT_AS_GIVEN"
    HOT_CERTAIN = "HOT_CERTAIN"
    HOT_LIKELY = "HOT_LIKELY"
    HOT_POSSIBLE = "HOT_POSSIBLE"
    HOT_LOST = "HOT_LOST"

    PRECISIONS = {
        "snapped": QT_TRANSLATE_NOOP("SafeStats", "Snapped to an anonymous point"),
        "cell": QT_TRANSLATE_NOOP("SafeStats", "Middle of a square cell"),
        "area": QT_TRANSLATE_NOOP("SafeStats", "Known to an area only"),
        "exact": QT_TRANSLATE_NOOP("SafeStats", "Exact"),
    }
    SPANS = {
        "moment": QT_TRANSLATE_NOOP("SafeStats", "The moment that stands there"),
        "D": QT_TRANSLATE_NOOP("SafeStats", "Any time of that day"),
        "M": QT_TRANSLATE_NOOP("SafeStats", "Any time of that month"),
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
    identifier = "uncertainhotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot spots that survive vague places")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,uncertainty,precision,snapped,anonymised,geomasking,monte carlo,gi star,lsoa,police.uk,"
        "multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Does this hot spot survive the vagueness of the coordinates? Every incident is drawn again and again within "
        "what its place can mean: a disc round an anonymous point, a square cell, an area, or the addresses in them; "
        "and within its time, where only a month or an interval is known. Getis-Ord Gi* is worked out for each drawn "
        "map. hot and cold are the shares of maps in which a cell is significant; class says certain (95 % of the maps "
        "or more), likely (80 %), possible (50 %) or none; gi_z is the median score, between gi_z_low and gi_z_high in "
        "nine maps of ten; expected is the mean count; as_given is 1 where the map of the coordinates as they stand "
        "shows a hot spot.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "It knows of the vagueness that you state, no other: places that are wrong rather than vague stay wrong. A "
        "radius that is too long washes true hot spots out, one that is too short believes the coordinates. Cells "
        "much smaller than the vagueness show its shape, not that of crime.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Monte-Carlo propagation of error: Heuvelink (1998), Error Propagation in Environmental Modelling with GIS. "
        "Getis & Ord (1992); Ord & Getis (1995). False discovery rate: Benjamini & Hochberg (1995).",
    )

    column_parameters = {
        "INPUT": {"PRECISION_FIELD": "text", "AREA_FIELD": "text", "START": "time", "END": "time"},
        "ADDRESSES": {},
    }
    weight_parameters = {"ADDRESSES": "ADDRESS_WEIGHT"}
    needed = ("START",)

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self._add_precision()
        self._add_areas()
        self._add_times()
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
        self.add_boundary()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Hot spots that survive"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents drawn"),
                self.CELLS: self.tr("Cells tested"),
                self.CELL_SIZE: self.tr("Cell size"),
                self.LEFT_OUT: self.tr("Records left out: no place, or outside the study area"),
                self.OUTSIDE: self.tr("Incidents that a draw puts outside the study area, on average"),
                self.HOT_AS_GIVEN: self.tr("Hot cells of the coordinates as they stand"),
                self.HOT_CERTAIN: self.tr("Certain hot cells"),
                self.HOT_LIKELY: self.tr("Likely hot cells, or better"),
                self.HOT_POSSIBLE: self.tr("Possible hot cells, or better"),
                self.HOT_LOST: self.tr("Hot cells as given that are not even possible"),
            }
        )

    def _add_precision(self) -> None:
        self.add_choice(
            self.PRECISION,
            self.tr("Vagueness of the places"),
            self.PRECISIONS,
            self.tr("Of all points, or of those whose precision is blank. Default: snapped to an anonymous point."),
        )
        self.add_field(
            self.PRECISION_FIELD,
            self.tr("Field of the precision"),
            self.tr(
                "The vagueness of each point: exact, snapped, cell, area, none (left out), or a radius in metres. "
                "location_precision of a SafeStats portal is such a field. Default: the same for all."
            ),
            optional=True,
        )
        self.add_distance(
            self.RADIUS,
            self.tr("Radius round an anonymous point"),
            self.tr("How far from its anonymous point an incident may have been."),
            self.tr("Default: 150, within which nine in ten incidents of the demo city lie."),
            default=150,
        )
        self.add_distance(
            self.SIDE,
            self.tr("Side of a square cell"),
            self.tr("For places that are the middle of a cell."),
            self.tr("Default: 100."),
            default=100,
        )

    def _add_areas(self) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREAS, self.tr("Areas"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            self.tr("Polygons, such as LSOAs, for incidents known to an area only, in any CRS. Default: none."),
        )
        self.add_field(
            self.AREA_CODE,
            self.tr("Field of the areas' code"),
            self.tr("What names an area in the layer of areas. Default: areas are found by the points' place."),
            optional=True,
            parent=self.AREAS,
        )
        self.add_field(
            self.AREA_FIELD,
            self.tr("Field of the incidents' area code"),
            self.tr(
                "What names the area in the layer of points. With it, features without a point count in their area as "
                "well. Default: none."
            ),
            optional=True,
        )
        self.add_points(self.ADDRESSES, self.tr("Addresses or population"), optional=True)
        self.add_weight(self.ADDRESS_WEIGHT, self.ADDRESSES)

    def _add_times(self) -> None:
        self.add_time(
            self.START,
            self.tr("Start"),
            self.tr("When it happened, or began. Only needed with a period. Default: none."),
            optional=True,
        )
        self.add_time(
            self.END,
            self.tr("End"),
            self.tr("The end of the interval in which it happened; where it is null the time is as below."),
            optional=True,
        )
        self.add_choice(
            self.SPAN,
            self.tr("A start without an end means"),
            self.SPANS,
            self.tr("For data whose dates are days or months. Default: the moment that stands there."),
        )
        for name, title, meaning in (
            (self.FROM, self.tr("First day"), self.tr("Only what falls on it or later counts. Default: the first.")),
            (self.TO, self.tr("Last day"), self.tr("Only what falls on it or before counts. Default: the last.")),
        ):
            add_day(self, name, title, meaning)

    def _add_test(self) -> None:
        self.add_whole_number(
            self.DRAWS,
            self.tr("Draws"),
            200,
            2,
            self.tr("How many maps are drawn; of 200 a share of 80 % is known to within 6 points. Default: 200."),
        )
        self.add_whole_number(
            self.SEED, self.tr("Seed"), 0, 0, self.tr("The same number gives the same result. Default: 0.")
        )
        self.add_choice(
            self.CONFIDENCE,
            self.tr("Confidence of a hot spot"),
            self.CONFIDENCES,
            self.tr("Of each drawn map, after the false discovery rate. Default: 95 %."),
        )
        self.add_choice(
            self.CHANCE,
            self.tr("Chance"),
            self.CHANCES,
            self.tr("Where the p of Gi* comes from, as in 'Hot and cold spots'. Default: counts."),
        )
        self.add_distance(
            self.DISTANCE,
            self.tr("Distance to neighbours (0 = cells that touch)"),
            self.tr("From centre to centre."),
            self.tr("0 takes cells that share an edge or a corner. Default: 0."),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse areas that are missing, codes on one side only, and a period without times."""
        super().check(parameters, context)
        given = {name for name in (self.AREAS, self.START) if parameters.get(name) not in (None, "")}
        if self.choice(parameters, self.PRECISION, context, self.PRECISIONS) == "area" and self.AREAS not in given:
            raise InvalidInput("Places known to an area only need the layer of these areas. Choose one under 'Areas'.")
        codes = [self.field(parameters, context, name) for name in (self.AREA_CODE, self.AREA_FIELD)]
        if any(codes) and not (all(codes) and self.AREAS in given):
            raise InvalidInput(
                "The code of an area is needed in both layers. Choose the areas, their field and that of the incidents."
            )
        if codes[0]:
            require_column(self.source(parameters, context, self.AREAS), codes[0], "text")
        if any(self._period(parameters, context)) and self.START not in given:
            raise InvalidInput("A period was given, but no field that says when incidents happened. Choose 'Start'.")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Read, draw, test, and write the cells."""
        from ..safestats_core.hotspots.uncertainty.uncertain_hotspots import uncertain_hotspots

        records = self._read(parameters, context, feedback)
        boundary = self.read_boundary(parameters, context)
        vague, about = self._vague(parameters, context, feedback, records, boundary)
        grid, mask = self._cells(parameters, context, vague, boundary)
        found = uncertain_hotspots(
            vague,
            grid,
            mask,
            share=self._share(parameters, context, records, vague),
            draws=self.parameterAsInt(parameters, self.DRAWS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            neighbourhood=self.parameterAsDouble(parameters, self.DISTANCE, context) or "queen",
            confidence=float(self.choice(parameters, self.CONFIDENCE, context, self.CONFIDENCES)),
            chance=self.choice(parameters, self.CHANCE, context, self.CHANCES),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            progress=report_to(feedback),
        )
        output = self._write(parameters, context, feedback, grid, mask, found)
        numbers = self._numbers(vague, grid, mask, found)
        remarks = (*records.remarks, *about, *self._said(parameters, context, numbers, found))
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: _style}, remarks)

    def _period(self, parameters: dict, context: QgsProcessingContext) -> tuple[str, str]:
        return read_day(self, parameters, self.FROM, context), read_day(self, parameters, self.TO, context)

    def _read(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> _Records:
        points = self.read_points(parameters, context, feedback)
        names = {
            name: self.field(parameters, context, name)
            for name in (self.PRECISION_FIELD, self.AREA_FIELD, self.START, self.END)
        }
        said = self.left_out(points)
        columns = points.columns
        placeless = np.zeros(0, int)
        if names[self.AREA_FIELD] and points.without_geometry:
            kinds = self._fields(parameters, context, self.column_parameters[self.INPUT])
            whole = read_columns(self.source(parameters, context), kinds, report_to(feedback))
            placeless = self._without_point(whole, points.feature, names)
            columns = {name: np.concatenate([values, whole[name][placeless]]) for name, values in columns.items()}
            of_these = self.tr("Of these, {number} count in the area of their code.")
            said.append(of_these.format(number=f"{placeless.size:,}"))
        nowhere = np.full(placeless.size, np.nan)
        precision = columns.get(names[self.PRECISION_FIELD], np.full(points.x.size + placeless.size, None, object))
        precision[points.x.size :] = "area"
        return _Records(
            np.concatenate([points.x, nowhere]),
            np.concatenate([points.y, nowhere]),
            precision,
            *(columns.get(names[name]) for name in (self.AREA_FIELD, self.START, self.END)),
            said,
        )

    def _without_point(self, whole: Columns, with_point: np.ndarray, names: dict[str, str]) -> np.ndarray:
        """Numbers of the features that have a code of an area, and a start where it is needed, but no point."""
        usable = np.array([code is not None for code in whole[names[self.AREA_FIELD]]], dtype=bool)
        usable[with_point] = False
        if names[self.START]:
            usable &= ~np.isnat(whole[names[self.START]])
        return np.flatnonzero(usable)

    def _vague(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: _Records,
        boundary: Optional[list[Rings]],
    ) -> tuple[Vague, list[str]]:
        from ..safestats_core.hotspots.uncertainty.vagueness import AREA, kinds_of, vague_places

        kind, reach = kinds_of(
            records.precision.tolist(),
            self.choice(parameters, self.PRECISION, context, self.PRECISIONS),
            self.parameterAsDouble(parameters, self.RADIUS, context),
            self.parameterAsDouble(parameters, self.SIDE, context),
        )
        areas, addresses, number, said = None, None, None, []
        if parameters.get(self.AREAS) not in (None, ""):
            areas = self._read_areas(parameters, context, feedback)
            number = self._area_of(parameters, context, feedback, records, areas, kind == AREA)
        if parameters.get(self.ADDRESSES) not in (None, ""):
            read = self.read_points(parameters, context, feedback, self.ADDRESSES)
            weights = np.ones(read.x.size) if read.weights is None else read.weights
            addresses = read.x, read.y, weights
            said += [self.tr("Addresses:"), *self.left_out(read)]
        vague = vague_places(
            records.x,
            records.y,
            kind,
            reach,
            area=number,
            areas=areas.boundaries if areas else (),
            addresses=addresses,
            boundary=boundary,
            progress=report_to(feedback),
        )
        for count, sentence in (
            (vague.nowhere, self.tr("{number} records with no place, or an unknown area, were left out.")),
            (vague.outside, self.tr("{number} exact points outside the study area were left out.")),
            (vague.without_address, self.tr("{number} places or areas hold no address: drawn evenly there.")),
        ):
            if count:
                said.append(sentence.format(number=f"{count:,}"))
        return vague, said

    def _read_areas(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Areas:
        code = self.field(parameters, context, self.AREA_CODE)
        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        return read_areas(source, crs, context, report_to(feedback), {code: "text"} if code else {})

    def _area_of(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: _Records,
        areas: Areas,
        wanted: np.ndarray,
    ) -> np.ndarray:
        """The number of the area of each record that is known to one: by its code, else by its place; -1 if unknown."""
        from ..safestats_core.hotspots.grids.areas import area_index

        number = np.full(wanted.size, -1)
        which = np.flatnonzero(wanted)
        if records.code is not None:
            codes = areas.columns[self.field(parameters, context, self.AREA_CODE)].tolist()
            place = {code: at for at, code in reversed(list(enumerate(codes))) if code is not None}
            number[which] = [place.get(code, -1) for code in records.code[which].tolist()]
        elif which.size:
            number[which] = area_index(areas.boundaries, records.x[which], records.y[which], report_to(feedback))
        return number

    def _share(
        self, parameters: dict, context: QgsProcessingContext, records: _Records, vague: Vague
    ) -> Optional[np.ndarray]:
        """How likely each incident lies in the period; None where none was asked for."""
        from ..safestats_core.hotspots.uncertainty.vagueness import share_in_period

        first, last = self._period(parameters, context)
        if not (first or last):
            return None
        start = records.start[vague.kept]
        begin, end = start, np.full(start.size, np.datetime64("NaT"), "datetime64[s]")
        span = self.choice(parameters, self.SPAN, context, self.SPANS)
        if span != "moment":
            begin = start.astype(f"datetime64[{span}]")
            end = (begin + 1).astype("datetime64[s]")
        if records.end is not None:
            given = records.end[vague.kept]
            begin = np.where(np.isnat(given), begin.astype("datetime64[s]"), start)
            end = np.where(np.isnat(given), end, given)
        since = np.datetime64(first or "0001-01-01", "s")
        until = np.datetime64(last or "9998-12-31", "D") + _DAY
        return share_in_period(begin, end, since, until.astype("datetime64[s]"))

    def _cells(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        vague: Vague,
        boundary: Optional[list[Rings]],
    ) -> tuple[Grid, np.ndarray]:
        """The grid, and which of its cells belong to the study area."""
        from ..safestats_core.hotspots.grids.boundary import boundary_bounds, mask_cells
        from ..safestats_core.hotspots.grids.grid import automatic_cell_size, covering_grid
        from ..safestats_core.hotspots.uncertainty.vagueness import bounds_of

        bounds = bounds_of(vague) if boundary is None else boundary_bounds(boundary)
        size = self.parameterAsDouble(parameters, self.CELL_SIZE, context) or automatic_cell_size(bounds)
        grid = covering_grid(bounds, size)
        if boundary is None:
            return grid, np.ones((grid.rows, grid.columns), bool)
        return grid, mask_cells(grid, boundary, touching=True)

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        grid: Grid,
        mask: np.ndarray,
        found: UncertainHotspots,
    ) -> str:
        cells = np.flatnonzero(mask)
        words = np.array([_CLASSES[number] for number in found.classes[mask].tolist()], dtype=object)
        columns = {
            "hot": found.hot[mask],
            "cold": found.cold[mask],
            "gi_z": found.z[mask],
            "gi_z_low": found.z_low[mask],
            "gi_z_high": found.z_high[mask],
            "expected": found.expected[mask],
            "class": words,
            "as_given": found.as_given[mask],
        }
        rows, crs = cell_columns(grid, cells, columns), self.crs(parameters, context)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), QgsWkbTypes.Type.Polygon, crs)
        write_features(sink, cells_wkb(grid, cells), rows, report_to(feedback))
        return output

    def _numbers(self, vague: Vague, grid: Grid, mask: np.ndarray, found: UncertainHotspots) -> dict:
        return {
            self.COUNT: vague.x.size,
            self.CELLS: int(np.count_nonzero(mask)),
            self.CELL_SIZE: grid.cell_size,
            self.LEFT_OUT: vague.nowhere + vague.outside,
            self.OUTSIDE: found.outside,
            self.HOT_AS_GIVEN: int(np.count_nonzero(found.as_given > 0)),
            self.HOT_CERTAIN: int(np.count_nonzero(found.classes >= 3)),
            self.HOT_LIKELY: int(np.count_nonzero(found.classes >= 2)),
            self.HOT_POSSIBLE: int(np.count_nonzero(found.classes >= 1)),
            self.HOT_LOST: int(np.count_nonzero((found.as_given > 0) & (found.classes <= 0))),
        }

    def _said(
        self, parameters: dict, context: QgsProcessingContext, numbers: dict, found: UncertainHotspots
    ) -> list[str]:
        drawn = self.tr("{draws} draws of {count} incidents on {cells} cells of {size}.")
        said = [
            drawn.format(
                draws=f"{found.draws:,}",
                count=f"{numbers[self.COUNT]:,}",
                cells=f"{numbers[self.CELLS]:,}",
                size=self.in_units(parameters, context, numbers[self.CELL_SIZE]),
            )
        ]
        if any(self._period(parameters, context)):
            inside = self.tr("{number} of the incidents fall into the period on average.")
            said.append(inside.format(number=f"{found.in_period:,.1f}"))
        if found.outside:
            beyond = self.tr(
                "A draw puts {number} incidents outside the study area on average; they do not count in it."
            )
            said.append(beyond.format(number=f"{found.outside:,.1f}"))
        hot = self.tr(
            "As given, {given} cells are hot. Of all cells {certain} are certain to be, {likely} likely or certain, "
            "{possible} possible or better; {lost} of those as given are not even possible."
        )
        said.append(
            hot.format(
                given=f"{numbers[self.HOT_AS_GIVEN]:,}",
                certain=f"{numbers[self.HOT_CERTAIN]:,}",
                likely=f"{numbers[self.HOT_LIKELY]:,}",
                possible=f"{numbers[self.HOT_POSSIBLE]:,}",
                lost=f"{numbers[self.HOT_LOST]:,}",
            )
        )
        return said


def _style(layer: QgsVectorLayer) -> None:
    """What is certain darkest, hot in reds and cold in blues."""
    classes = [
        ("certain hot", HOT[2], tr("Hot in 95 % of the maps or more")),
        ("likely hot", HOT[1], tr("Hot in 80 % or more")),
        ("possible hot", HOT[0], tr("Hot in half or more")),
        ("none", NOTHING, tr("Neither")),
        ("possible cold", COLD[0], tr("Cold in half or more")),
        ("likely cold", COLD[1], tr("Cold in 80 % or more")),
        ("certain cold", COLD[2], tr("Cold in 95 % of the maps or more")),
    ]
    style_classes(layer, "class", classes)
