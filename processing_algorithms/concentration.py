"""Algorithm `concentration`: how few places hold most of the incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Optional

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.grid_algorithm import GridAlgorithm
from .results.cells import cell_columns, cells_wkb
from .results.features import Columns, extended_fields, fields_of, write_extended, write_features
from .results.ordered_places import concentration_page, ordered_columns, style_places
from .results.result import Result
from .results.wkb import points_wkb
from .sources.areas import read_areas
from .sources.lines import read_lines
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.concentration import Chance
    from ..safestats_core.hotspots.concentration import Concentration as Found


@dataclass(frozen=True)
class _Places:
    """Places with what they hold.

    count, weight  per place, shape (k,)
    total          number of all places, those included of which nothing is known but that they are empty
    outside        points that belong to no place
    columns        what is known about each place, shape (k,) each
    wkb            their geometries, or None where they are the features of a source
    kind           of the geometries
    source         the features behind the places, and their numbers; None where the places are new
    remarks        sentences on how they came about
    """

    count: np.ndarray
    weight: np.ndarray
    total: int
    outside: int
    columns: Columns
    wkb: Optional[Callable[[np.ndarray], Sequence[bytes]]]
    kind: QgsWkbTypes.Type
    source: Optional[tuple[QgsProcessingFeatureSource, np.ndarray]]
    remarks: tuple[str, ...]


class Concentration(GridAlgorithm):
    """Places ordered by their incidents, with cumulative shares, the Lorenz curve and Gini coefficients."""

    PLACES = "PLACES"
    AREAS = "AREAS"
    STREETS = "STREETS"
    DISTANCE = "DISTANCE"
    PLACE_FIELD = "PLACE_FIELD"
    ALL_PLACES = "ALL_PLACES"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    PLACES_COUNTED = "PLACES_COUNTED"
    GINI = "GINI"
    GENERALISED_GINI = "GENERALISED_GINI"
    PLACES_20 = "PLACES_20"
    PLACES_25 = "PLACES_25"
    PLACES_50 = "PLACES_50"
    PLACES_80 = "PLACES_80"
    CHANCE_GINI = "CHANCE_GINI"
    P = "P"

    KINDS = {
        "given": QT_TRANSLATE_NOOP("SafeStats", "The areas, streets or field given below; without them a grid"),
        "grid": QT_TRANSLATE_NOOP("SafeStats", "Cells of a grid"),
        "areas": QT_TRANSLATE_NOOP("SafeStats", "Areas"),
        "streets": QT_TRANSLATE_NOOP("SafeStats", "Streets: each point belongs to the nearest"),
        "spots": QT_TRANSLATE_NOOP("SafeStats", "Spots: points with the same coordinates"),
        "field": QT_TRANSLATE_NOOP("SafeStats", "Values of a field, for example addresses"),
    }

    identifier = "concentration"
    title = QT_TRANSLATE_NOOP("SafeStats", "Concentration in places (80-20)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,concentration,80-20,pareto,lorenz curve,gini,street segments,addresses,repeat locations,law of crime "
        "concentration,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Orders places from most to fewest incidents and says how few of them hold 20, 25, 50 and 80 % of all. Places "
        "are the cells of a grid, areas, street segments, spots or addresses. Each place gets its rank, its count, its "
        "share of the incidents, and the shares added up so far (cum_share) against those of the places (cum_places), "
        "in per cent. The field holds says whether it belongs to the fewest places that hold 25, 50, 80 or 100 %. The "
        "page draws the Lorenz curve. The Gini coefficient is 0 where all places have the same and near 1 where one "
        "has all; the generalised one is right also where there are fewer incidents than places.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Few incidents in many places are uneven by chance alone: read the Gini coefficient beside the one that "
        "chance gives. Do not compare shares between maps with other cells or places. Police data that are snapped to "
        "a few points make spots and streets look more concentrated than they are. Without a study area the empty "
        "cells round a town count as places.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Lorenz (1905); Gini (1912); generalised Gini: Bernasco & Steenbeek (2017), Journal of Quantitative "
        "Criminology 33, 451-467; shares of places: Weisburd (2015), Criminology 53, 133-157.",
    )
    group_name = QT_TRANSLATE_NOOP("SafeStats", "Counts and places")
    column_parameters = {"INPUT": {"PLACE_FIELD": "text"}}
    needed = ("PLACE_FIELD",)

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_choice(
            self.PLACES, self.tr("Places"), self.KINDS, self.tr("What counts as a place. Default: what is given.")
        )
        self._add_places()
        self.add_cell_size(
            self.tr("0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.")
        )
        self.add_boundary()
        self.add_weight()
        self.add_permutations(
            99,
            self.tr(
                "How often as many incidents are dealt to the places blindly, to see what chance alone concentrates. "
                "Not for weights. Default: 99."
            ),
        )
        self.add_sink(self.OUTPUT, self.tr("Ordered places"), QgsProcessing.SourceType.TypeVectorAnyGeometry)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Points in places"),
                self.OUTSIDE: self.tr("Points in no place"),
                self.PLACES_COUNTED: self.tr("Places"),
                self.GINI: self.tr("Gini coefficient"),
                self.GENERALISED_GINI: self.tr("Generalised Gini coefficient"),
                self.PLACES_20: self.tr("Places that hold 20 % of incidents (% of places)"),
                self.PLACES_25: self.tr("Places that hold 25 % of incidents (% of places)"),
                self.PLACES_50: self.tr("Places that hold 50 % of incidents (% of places)"),
                self.PLACES_80: self.tr("Places that hold 80 % of incidents (% of places)"),
                self.CHANCE_GINI: self.tr("Gini coefficient by chance"),
                self.P: self.tr("p of the concentration"),
            }
        )

    def _add_places(self) -> None:
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
        self.add_distance(
            self.DISTANCE,
            self.tr("Farthest from a street"),
            self.tr("For streets: a point farther from every street belongs to none, and is counted as such."),
            self.tr("Default: 50."),
            50,
        )
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
            raise InvalidInput(f"Several kinds of places are given: {', '.join(given)}. Choose one under 'Places'.")
        if kind in ("areas", "streets", "field") and kind not in given:
            raise InvalidInput(
                f"There is no layer or field for places of the kind '{kind}'. Give it, or choose another."
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count per place, order the places, compare with chance, and write them with a page."""
        from ..safestats_core.hotspots.concentration import concentration

        places = self._places(parameters, context, feedback)
        if not places.count.any():
            raise InvalidInput(
                f"None of the {places.outside:,} points belongs to a place. Check that both layers cover the same area "
                "and have the right coordinate reference system; for streets, allow a greater distance."
            )
        weighted = bool(self.weight(parameters, context))
        values = places.weight if weighted else places.count
        found = concentration(values, places.total)
        chance = None if weighted else self._chance(parameters, context, feedback, places)
        columns = ordered_columns(found, places.count, values, weighted)
        said = [*places.remarks, *self._said(found, chance, weighted)]
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, places, found, columns),
            self.HTML: self.write_page(
                parameters, context, concentration_page(self.displayName(), found, columns, said)
            ),
            self.COUNT: int(places.count.sum()),
            self.OUTSIDE: places.outside,
            self.PLACES_COUNTED: found.places,
            self.GINI: found.gini,
            **{f"PLACES_{share}": 100 * found.share_of_places(share / 100) for share in (20, 25, 50, 80)},
        }
        if not weighted:
            outputs[self.GENERALISED_GINI] = found.generalised_gini
        if chance:
            outputs[self.CHANCE_GINI], outputs[self.P] = chance.gini, chance.p
        return Result(outputs, {self.OUTPUT: style_places}, tuple(said))

    def _given(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        names = {"areas": self.AREAS, "streets": self.STREETS, "field": self.PLACE_FIELD}
        return [kind for kind, name in names.items() if parameters.get(name) not in (None, "")]

    def _places(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> _Places:
        kind = self.choice(parameters, self.PLACES, context, self.KINDS)
        if kind == "given":
            kind = (self._given(parameters, context) or ["grid"])[0]
        if kind == "grid":
            return self._cells(parameters, context, feedback)
        points = self.read_points(parameters, context, feedback)
        finders = {"areas": self._areas, "streets": self._streets, "spots": self._spots, "field": self._values}
        return finders[kind](parameters, context, feedback, points)

    def _cells(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> _Places:
        counted = self.count(parameters, context, feedback)
        grid, cells = counted.grid, counted.cells
        return _Places(
            count=counted.counts.count[counted.mask],
            weight=counted.counts.weight[counted.mask],
            total=cells.size,
            outside=counted.counts.outside,
            columns=cell_columns(grid, cells, {}),
            wkb=lambda order: cells_wkb(grid, cells[order]),
            kind=QgsWkbTypes.Type.Polygon,
            source=None,
            remarks=counted.remarks,
        )

    def _areas(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> _Places:
        from ..safestats_core.hotspots.grids.areas import count_in_areas

        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        areas = read_areas(source, crs, context, report_to(feedback))
        counts = count_in_areas(areas.boundaries, points.x, points.y, points.weights, report_to(feedback))
        said = [
            (areas.without_geometry, self.tr("{number} features without a polygon were left out of the areas.")),
            (counts.outside, self.tr("{number} points lie in no area and were left out.")),
            (counts.in_several, self.tr("{number} points lie in several areas; each counts in the first of them.")),
        ]
        return _Places(
            count=counts.count,
            weight=counts.weight,
            total=counts.count.size,
            outside=counts.outside,
            columns={},
            wkb=None,
            kind=source.wkbType(),
            source=(source, areas.feature),
            remarks=(*self.left_out(points), *_numbered(said)),
        )

    def _streets(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> _Places:
        from ..safestats_core.hotspots.places import nearest_line

        source, crs = self.source(parameters, context, self.STREETS), self.crs(parameters, context)
        lines = read_lines(source, crs, context, report_to(feedback))
        within = self.parameterAsDouble(parameters, self.DISTANCE, context)
        index = nearest_line(lines.parts, points.x, points.y, within, report_to(feedback))
        count, weight, outside = _added_up(index, points, len(lines.parts))
        far = self.tr("{number} points lie farther than {distance} from every street and were left out.")
        far = far.replace("{distance}", self.in_units(parameters, context, within))
        missing = self.tr("{number} features without a line were left out of the streets.")
        return _Places(
            count=count,
            weight=weight,
            total=count.size,
            outside=outside,
            columns={},
            wkb=None,
            kind=source.wkbType(),
            source=(source, lines.feature),
            remarks=(*self.left_out(points), *_numbered([(lines.without_geometry, missing), (outside, far)])),
        )

    def _spots(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> _Places:
        from ..safestats_core.hotspots.places import shared_spots

        spots, index = shared_spots(points.x, points.y)
        return self._of_points(parameters, context, points, index, spots, {})

    def _values(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> _Places:
        name = self.field(parameters, context, self.PLACE_FIELD)
        values = points.columns[name].tolist()
        numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        index = np.fromiter(map(numbers.__getitem__, values), dtype=np.int64, count=len(values))
        middle = np.column_stack([np.bincount(index, axis) for axis in (points.x, points.y)])
        middle /= np.bincount(index)[:, None]
        return self._of_points(parameters, context, points, index, middle, {"place": np.array(list(numbers), object)})

    def _of_points(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        points: Points,
        index: np.ndarray,
        middle: np.ndarray,
        columns: Columns,
    ) -> _Places:
        """Places that are known only by their incidents."""
        count, weight, outside = _added_up(index, points, len(middle))
        total = self.parameterAsInt(parameters, self.ALL_PLACES, context) or count.size
        if total < count.size:
            raise InvalidInput(
                f"The points lie in {count.size:,} places, more than the {total:,} places that there are to be in all. "
                "Enter the number of all places, or 0."
            )
        only = self.tr("Only the {number} places with an incident are known; the shares are of these.")
        remarks = [] if total > count.size else [only.format(number=f"{count.size:,}")]
        return _Places(
            count=count,
            weight=weight,
            total=total,
            outside=outside,
            columns=columns,
            wkb=lambda order: points_wkb(*middle[order].T),
            kind=QgsWkbTypes.Type.Point,
            source=None,
            remarks=(*self.left_out(points), *remarks),
        )

    def _chance(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, places: _Places
    ) -> Chance:
        from ..safestats_core.hotspots.concentration import concentration_by_chance

        return concentration_by_chance(
            places.count,
            places.total,
            simulations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )

    def _said(self, found: Found, chance: Optional[Chance], weighted: bool) -> list[str]:
        holds = self.tr("{part} of the {places} places hold {share} % of the {what}.")
        what = self.tr("weight") if weighted else self.tr("incidents")
        said = [
            holds.format(
                part=f"{found.share_of_places(share / 100):.2%}", places=f"{found.places:,}", share=share, what=what
            )
            for share in (25, 50, 80)
        ]
        if weighted:
            return [*said, self.tr("Gini coefficient of the weights: {gini}.").format(gini=f"{found.gini:.3f}")]
        both = self.tr("Gini coefficient {gini}, generalised {generalised}.")
        said.append(both.format(gini=f"{found.gini:.3f}", generalised=f"{found.generalised_gini:.3f}"))
        if chance:
            expected = self.tr(
                "Chance alone would give a Gini coefficient of {gini} ({low} to {high}); p = {p} with {number} "
                "simulations."
            )
            numbers = {name: f"{getattr(chance, name):.3f}" for name in ("gini", "low", "high")}
            said.append(expected.format(**numbers, p=f"{chance.p:.3g}", number=chance.simulations))
        return said

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        places: _Places,
        found: Found,
        columns: Columns,
    ) -> str:
        crs, progress = self.crs(parameters, context), report_to(feedback)
        if places.source is None:
            ordered = {name: values[found.order] for name, values in places.columns.items()}
            rows = {**ordered, **columns}
            sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(rows), places.kind, crs)
            write_features(sink, places.wkb(found.order), rows, progress)
            return output
        source, feature = places.source
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, places.kind, crs)
        back = np.argsort(found.order)
        held = _Held()
        in_source_order = {name: values[back] for name, values in columns.items()}
        write_extended(held, source, feature, in_source_order, context, progress, crs)
        for number in found.order.tolist():
            sink.addFeature(held.features[number])
        return output


class _Held:
    """Takes features as a sink does, until they are put in order."""

    def __init__(self) -> None:
        self.features: list[QgsFeature] = []

    def addFeatures(self, features: list[QgsFeature], flags: object = None) -> bool:
        self.features += features
        return True


def _added_up(index: np.ndarray, points: Points, places: int) -> tuple[np.ndarray, np.ndarray, int]:
    count = np.bincount(index + 1, minlength=places + 1)
    weight = count if points.weights is None else np.bincount(index + 1, points.weights, minlength=places + 1)
    return count[1:], weight[1:].astype(float), int(count[0])


def _numbered(said: list[tuple[int, str]]) -> list[str]:
    return [sentence.format(number=f"{number:,}") for number, sentence in said if number]
