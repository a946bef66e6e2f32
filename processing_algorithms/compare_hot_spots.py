"""Algorithm `comparehotspots`: where the rate of incidents changed between two periods by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.days import add_day, read_day
from .base.point_algorithm import PointAlgorithm, nobody_inside
from .base.translation import tr
from .results.cells import cell_columns, cells_wkb
from .results.features import extended_fields, fields_of, write_extended, write_features
from .results.result import Result
from .results.styles import COLD, HOT, NOTHING, style_classes
from .sources.areas import Areas, read_areas
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.change import Change
    from ..safestats_core.hotspots.grids.grid import Grid

_WORDS = {1: "rise", 0: "no evidence of change", -1: "fall"}
_NO_INCIDENTS = "no incidents"


@dataclass(frozen=True)
class _Period:
    """The incidents of one period: their places, and its length in days, or None where nothing tells it."""

    x: np.ndarray
    y: np.ndarray
    days: Optional[float]


@dataclass(frozen=True)
class _Places:
    """Where incidents were counted: either cells of a grid, or areas.

    first, second  counts per cell or area, int64 of shape (n,)
    outside        incidents of either period in no cell or area
    in_several     incidents in more than one area, counted in the first
    """

    first: np.ndarray
    second: np.ndarray
    outside: tuple[int, int]
    in_several: int = 0
    grid: Optional[Grid] = None
    cells: Optional[np.ndarray] = None
    areas: Optional[Areas] = None


class CompareHotSpots(PointAlgorithm):
    """Counts two periods in cells or areas, and tests each for a change of its rate."""

    INPUT_2 = "INPUT_2"
    TIME_FIELD_2 = "TIME_FIELD_2"
    SPLIT = "SPLIT"
    DAYS_1 = "DAYS_1"
    DAYS_2 = "DAYS_2"
    AREAS = "AREAS"
    EXPECTED = "EXPECTED"
    ALPHA = "ALPHA"
    COUNT_1 = "COUNT_1"
    COUNT_2 = "COUNT_2"
    OVERALL_RATIO = "OVERALL_RATIO"
    RISES = "RISES"
    FALLS = "FALLS"

    EXPECTATIONS = {
        "equal": QT_TRANSLATE_NOOP("SafeStats", "The same rate in both periods"),
        "overall": QT_TRANSLATE_NOOP("SafeStats", "The change of all places together"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Comparison")
    identifier = "comparehotspots"
    title = QT_TRANSLATE_NOOP("SafeStats", "Compare two periods")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,change,before,after,evaluation,rise,fall,rate ratio,exact test,binomial,poisson,fdr,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the incidents of two periods in cells or areas and asks of each whether its rate changed by more than "
        "chance explains. ratio is the rate of the second period divided by that of the first, whatever their lengths, "
        "with its 95 % interval in ratio_low and ratio_high; p is exact; p_adj is p after the false discovery rate; "
        "change says rise, fall, no evidence of change, or no incidents. The periods are two layers, or one layer that "
        "a date splits.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "No evidence of change is no evidence of sameness: with few incidents only a large change can be seen; read "
        "the interval. Seasons are changes too: compare with the same months of another year. Where one incident "
        "brings the next, as with repeat victims, counts vary more than the test expects, and it calls too many. The "
        "worst places of one period are partly bad luck, and fall in the next without any intervention.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Exact conditional test: Przyborowski & Wilenski (1940), Biometrika 31. Interval: Clopper & Pearson (1934), "
        "Biometrika 26. False discovery rate: Benjamini & Hochberg (1995).",
    )

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}, "INPUT_2": {"TIME_FIELD_2": "time"}}
    weight_parameters: dict[str, str] = {}
    needed = ("TIME_FIELD", "TIME_FIELD_2")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points(title=self.tr("Points, of the first period or of both"))
        when = self.tr(
            "When each incident happened. Needed to split by a date; otherwise it gives the period's length."
        )
        self.add_time(self.TIME_FIELD, self.tr("Date and time"), when, optional=True)
        add_day(
            self,
            self.SPLIT,
            self.tr("First day of the second period"),
            self.tr("Splits the points: what happened on this day or later is the second period. No default."),
        )
        self.add_points(self.INPUT_2, self.tr("Points of the second period, in place of a date"), optional=True)
        self.add_time(
            self.TIME_FIELD_2,
            self.tr("Date and time of the second period"),
            self.tr("For a second layer: gives the length of its period."),
            optional=True,
            parent=self.INPUT_2,
        )
        self._add_lengths()
        self._add_places()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Change between two periods"))
        self.add_numbers(
            {
                self.COUNT_1: self.tr("Points counted in the first period"),
                self.COUNT_2: self.tr("Points counted in the second period"),
                self.OVERALL_RATIO: self.tr("Rate ratio of all places together"),
                self.RISES: self.tr("Places with a rise"),
                self.FALLS: self.tr("Places with a fall"),
            }
        )

    def _add_lengths(self) -> None:
        number = QgsProcessingParameterNumber.Type.Double
        for name, title in (
            (self.DAYS_1, self.tr("Length of the first period in days (0 = from the times)")),
            (self.DAYS_2, self.tr("Length of the second period in days (0 = from the times)")),
        ):
            self.add(
                QgsProcessingParameterNumber(name, title, number, 0, minValue=0),
                self.tr(
                    "0 takes the days from the first to the last incident, and the date that splits; enter the length "
                    "where the data cover more. Without either, both periods count as equally long. Default: 0."
                ),
            )

    def _add_places(self) -> None:
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREAS, self.tr("Areas, in place of cells"), polygons, optional=True
            ),
            self.tr("Polygons to count in, for example wards, in any CRS. Their fields are kept. Default: cells."),
        )
        self.add_boundary()

    def _add_test(self) -> None:
        self.add_choice(
            self.EXPECTED,
            self.tr("Test against"),
            self.EXPECTATIONS,
            self.tr(
                "The same rate: which places changed. The change of all places together: which places changed "
                "otherwise than the whole. The ratio itself is the same. Default: the same rate."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.ALPHA,
                self.tr("Significance level"),
                QgsProcessingParameterNumber.Type.Double,
                0.05,
                minValue=0,
                maxValue=1,
            ),
            self.tr("A place changed where p_adj is this or less. Between 0 and 1. Default: 0.05."),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse choices that contradict each other or say too little as well."""
        super().check(parameters, context)
        split = read_day(self, parameters, self.SPLIT, context)
        has_second = parameters.get(self.INPUT_2) not in (None, "")
        if bool(split) == has_second:
            raise InvalidInput(
                "The two periods are not told apart. Give either the first day of the second period, or a second "
                f"layer of points{': not both' if split else ''}."
            )
        if split and not self.field(parameters, context, self.TIME_FIELD):
            raise InvalidInput(f"To split the points at {split}, choose the field with their date and time.")
        if all(parameters.get(name) not in (None, "") for name in (self.AREAS, self.BOUNDARY)):
            raise InvalidInput(
                "Areas and a study area were both given. Choose one: areas to count in, or a study area for cells."
            )
        alpha = self.parameterAsDouble(parameters, self.ALPHA, context)
        if not 0 < alpha < 1:
            raise InvalidInput(f"A significance level of {alpha:g} is none. Enter one between 0 and 1, such as 0.05.")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count both periods, test, and write a polygon for each cell or area."""
        from ..safestats_core.hotspots.change import compare_periods

        first, second, remarks = self._periods(parameters, context, feedback)
        lengths, about_lengths = self._lengths(parameters, context, first, second)
        places = self._places(parameters, context, feedback, first, second)
        fdr = self.parameterAsBool(parameters, self.FDR, context)
        found = compare_periods(
            places.first,
            places.second,
            *lengths,
            expected=self.choice(parameters, self.EXPECTED, context, self.EXPECTATIONS),
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            fdr=fdr,
            progress=report_to(feedback),
        )
        total = (np.array([places.first.sum()]), np.array([places.second.sum()]))
        overall = compare_periods(*total, *lengths)
        output = self._write(parameters, context, feedback, places, found)
        numbers = {
            self.COUNT_1: int(total[0][0]),
            self.COUNT_2: int(total[1][0]),
            self.OVERALL_RATIO: float(overall.ratio[0]) if total[0][0] else None,
            self.RISES: int(np.count_nonzero(found.change == 1)),
            self.FALLS: int(np.count_nonzero(found.change == -1)),
        }
        remarks += [about_lengths, *self._about(parameters, context, places, found, overall, numbers)]
        return Result({self.OUTPUT: output, **numbers}, {self.OUTPUT: _style}, tuple(remarks))

    def _periods(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[_Period, _Period, list[str]]:
        """The incidents of both periods, and sentences on what was left out."""
        from ..safestats_core.hotspots.space_time.cube import covered_period

        points = self.read_points(parameters, context, feedback)
        split = read_day(self, parameters, self.SPLIT, context)
        if not split:
            later = self.read_points(parameters, context, feedback, self.INPUT_2)
            remarks = [*self.left_out(points), *self.left_out(later)]
            first = _Period(points.x, points.y, self._days(parameters, context, points, self.TIME_FIELD))
            return first, _Period(later.x, later.y, self._days(parameters, context, later, self.TIME_FIELD_2)), remarks
        times, day = points.columns[self.field(parameters, context, self.TIME_FIELD)], np.datetime64(split, "D")
        covered, is_later = covered_period(times), times >= day
        if not covered.first < day <= covered.last:
            raise InvalidInput(
                f"The points run from {covered}, so {split} does not split them. Enter a day between the two."
            )
        lengths = (day - covered.first).astype(int), (covered.last - day).astype(int) + 1
        first, second = (
            _Period(points.x[chosen], points.y[chosen], float(days))
            for chosen, days in zip((~is_later, is_later), lengths)
        )
        return first, second, self.left_out(points)

    def _days(self, parameters: dict, context: QgsProcessingContext, points: Points, name: str) -> Optional[float]:
        """Days that the points cover, where they have times."""
        from ..safestats_core.hotspots.space_time.cube import covered_period

        field = self.field(parameters, context, name)
        return float(covered_period(points.columns[field]).days) if field else None

    def _lengths(
        self, parameters: dict, context: QgsProcessingContext, first: _Period, second: _Period
    ) -> tuple[tuple[float, float], str]:
        """Lengths of both periods in days, and a sentence on where they come from."""
        entered = [self.parameterAsDouble(parameters, name, context) for name in (self.DAYS_1, self.DAYS_2)]
        lengths = [given or period.days for given, period in zip(entered, (first, second))]
        if lengths == [None, None]:
            return (1.0, 1.0), self.tr("Neither times nor lengths were given: both periods were taken as equally long.")
        if None in lengths:
            raise InvalidInput(
                f"Only one of the periods has a length ({lengths[0] or lengths[1]:g} days). Enter the other one too, "
                "or choose the field with the date and time of both layers."
            )
        sources = [self.tr("entered") if given else self.tr("from the times") for given in entered]
        sentence = self.tr("First period: {days_1} days ({source_1}); second: {days_2} days ({source_2}).")
        return (lengths[0], lengths[1]), sentence.format(
            days_1=f"{lengths[0]:,g}", source_1=sources[0], days_2=f"{lengths[1]:,g}", source_2=sources[1]
        )

    def _places(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: _Period,
        second: _Period,
    ) -> _Places:
        layer = self.parameterAsSource(parameters, self.AREAS, context)
        if layer is not None:
            areas = read_areas(layer, self.crs(parameters, context), context, report_to(feedback))
            places = _in_areas(areas, first, second, feedback)
        else:
            places = self._in_cells(parameters, context, first, second)
        if not (places.first.any() or places.second.any()):
            raise nobody_inside(first.x.size + second.x.size)
        return places

    def _in_cells(self, parameters: dict, context: QgsProcessingContext, first: _Period, second: _Period) -> _Places:
        from ..safestats_core.hotspots.grids.boundary import boundary_bounds, count_inside
        from ..safestats_core.hotspots.grids.grid import automatic_cell_size, count_points, covering_grid
        from ..safestats_core.hotspots.points import bounds_of_points

        boundary = self.read_boundary(parameters, context)
        x, y = np.concatenate([first.x, second.x]), np.concatenate([first.y, second.y])
        bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
        cell_size = self.parameterAsDouble(parameters, self.CELL_SIZE, context) or automatic_cell_size(bounds)
        grid = covering_grid(bounds, cell_size)
        mask = np.ones((grid.rows, grid.columns), bool)
        if boundary is None:
            before, after = (count_points(grid, period.x, period.y) for period in (first, second))
        else:
            (before, mask), (after, also) = (count_inside(grid, boundary, p.x, p.y) for p in (first, second))
            mask = mask | also
        outside = before.outside, after.outside
        return _Places(before.count[mask], after.count[mask], outside, grid=grid, cells=np.flatnonzero(mask))

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        places: _Places,
        found: Change,
    ) -> str:
        crs, progress = self.crs(parameters, context), report_to(feedback)
        columns = _columns(places, found)
        if places.grid is not None and places.cells is not None:
            rows, kind = cell_columns(places.grid, places.cells, columns), QgsWkbTypes.Type.Polygon
            sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), kind, crs)
            write_features(sink, cells_wkb(places.grid, places.cells), rows, progress)
            return output
        source = self.source(parameters, context, self.AREAS)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, source.wkbType(), crs)
        write_extended(sink, source, places.areas.feature, columns, context, progress, crs)
        return output

    def _about(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        places: _Places,
        found: Change,
        overall: Change,
        numbers: dict,
    ) -> list[str]:
        said = []
        for number, sentence in (
            (places.outside[0], self.tr("{number} points of the first period lie in no cell or area: left out.")),
            (places.outside[1], self.tr("{number} points of the second period lie in no cell or area: left out.")),
            (
                places.areas.without_geometry if places.areas else 0,
                self.tr("{number} areas without a polygon were left out."),
            ),
            (places.in_several, self.tr("{number} points lie in several areas: counted in the first of them.")),
        ):
            if number:
                said.append(sentence.format(number=f"{number:,}"))
        if places.grid is not None:
            said.append(
                self.tr("{cells} cells of {size}.").format(
                    cells=f"{places.first.size:,}", size=self.in_units(parameters, context, places.grid.cell_size)
                )
            )
        said.append(
            self.tr("All together: {first} incidents, then {second}; rate ratio {ratio} ({interval}), {p}.").format(
                first=f"{numbers[self.COUNT_1]:,}",
                second=f"{numbers[self.COUNT_2]:,}",
                ratio=f"{overall.ratio[0]:.3g}",
                interval=self.tr("95 % interval {low} to {high}").format(
                    low=f"{overall.low[0]:.3g}", high=f"{overall.high[0]:.3g}"
                ),
                p=f"p {overall.p[0]:.3g}" if overall.p[0] >= 0.001 else self.tr("p below 0.001"),
            )
        )
        tested = np.count_nonzero(~np.isnan(found.p))
        sentence = self.tr(
            "Of {tested} places with incidents, {rises} rose and {falls} fell against a ratio of {ratio}."
        )
        said.append(
            sentence.format(
                tested=f"{tested:,}",
                rises=f"{numbers[self.RISES]:,}",
                falls=f"{numbers[self.FALLS]:,}",
                ratio=f"{found.expected_ratio:.3g}",
            )
        )
        return said


def _in_areas(areas: Areas, first: _Period, second: _Period, feedback: QgsProcessingFeedback) -> _Places:
    from ..safestats_core.hotspots.grids.areas import count_in_areas

    before, after = (
        count_in_areas(areas.boundaries, period.x, period.y, progress=report_to(feedback)) for period in (first, second)
    )
    outside, in_several = (before.outside, after.outside), before.in_several + after.in_several
    return _Places(before.count, after.count, outside, in_several, areas=areas)


def _columns(places: _Places, found: Change) -> dict[str, np.ndarray]:
    """The fields of the result; a ratio or limit that is infinite is a null, because a legend knows no infinity."""
    words = np.array([_WORDS[code] for code in found.change.tolist()], dtype=object)
    words[np.isnan(found.p)] = _NO_INCIDENTS
    limits = {"ratio": found.ratio, "ratio_low": found.low, "ratio_high": found.high}
    return {
        "count_1": places.first,
        "count_2": places.second,
        **{name: np.where(np.isinf(values), np.nan, values) for name, values in limits.items()},
        "p": found.p,
        "p_adj": found.p_adjusted,
        "change": words,
        "direction": found.change,
    }


def _style(layer: QgsVectorLayer) -> None:
    """Rises red, falls blue, the rest faint."""
    classes = [
        ("rise", HOT[2], tr("Rise")),
        ("fall", COLD[2], tr("Fall")),
        ("no evidence of change", NOTHING, tr("No evidence of change")),
        (_NO_INCIDENTS, "255,255,255,0", tr("No incidents in either period")),
    ]
    style_classes(layer, "change", classes)
