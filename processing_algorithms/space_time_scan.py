"""Algorithm `spacetimescan`: where and when more happened than place and time alone explain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm
from .base.translation import tr
from .results.features import Columns, extended_fields, fields_of, write_extended, write_features
from .results.result import Result
from .results.styles import style_classes
from .results.wkb import points_wkb, polygons_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.scan import SpaceTimeScan as Scan

_CORNERS = 72
_SMALLEST_PART = 0.004
"""A cluster of a single location is drawn with this part of the map's extent as its radius: it would not show else."""

_CLASSES = ((0.01, "p <= 0.01"), (0.05, "p <= 0.05"), (0.1, "p <= 0.1"), (1.0, "p > 0.1"))
_COLOURS = ("178,24,43,130", "239,138,98,130", "253,219,199,120", "200,200,200,50")


class SpaceTimeScan(PointAlgorithm):
    """The space-time permutation scan statistic."""

    TIME_UNIT = "TIME_UNIT"
    TIME_STEP = "TIME_STEP"
    START = "START"
    END = "END"
    PROSPECTIVE = "PROSPECTIVE"
    MAX_SHARE = "MAX_SHARE"
    MAX_RADIUS = "MAX_RADIUS"
    MAX_TIME = "MAX_TIME"
    MAX_DAYS = "MAX_DAYS"
    MINIMUM = "MINIMUM"
    CENTRES = "CENTRES"
    MAX_P = "MAX_P"
    MEMBERS = "MEMBERS"
    COUNT = "COUNT"
    CLUSTERS = "CLUSTERS"
    SIGNIFICANT = "SIGNIFICANT"
    LOCATIONS = "LOCATIONS"
    LARGEST_LLR = "LARGEST_LLR"
    SMALLEST_P = "SMALLEST_P"

    UNITS = {
        "days": QT_TRANSLATE_NOOP("SafeStats", "Days"),
        "months": QT_TRANSLATE_NOOP("SafeStats", "Calendar months"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Space and time")
    identifier = "spacetimescan"
    title = QT_TRANSLATE_NOOP("SafeStats", "Space-time scan")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,scan statistic,satscan,cluster,outbreak,space-time,permutation,prospective,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where and when did more happen than the place and the days alone explain? Circles of every size round every "
        "place are tried with every run of days, and the number of incidents in each is held against what its place "
        "and its days lead one to expect. Places that are always busy and days that are busy everywhere are no "
        "clusters. The dates are then dealt anew to the incidents, again and again: p says how often chance alone "
        "holds a cluster as remarkable anywhere in the map. Further clusters follow that share no place with it.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "For places that are busy all the time: use Getis-Ord Gi* or a density. Over years in which some districts "
        "grew and others shrank, the growth itself shows as a cluster: take shorter periods. Circles fit long or "
        "winding shapes badly. Where only the month is known, choose calendar months as the time unit.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Kulldorff, Heffernan, Hartman, Assuncao & Mostashari (2005), PLoS Medicine 2(3), e59; Kulldorff, SaTScan User "
        "Guide.",
    )

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}, "CENTRES": {}}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_time(
            self.TIME_FIELD,
            self.tr("Date"),
            self.tr("When it happened; the time of day is dropped. Incidents without a date are left out and counted."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.PROSPECTIVE, self.tr("Only clusters that are still going on"), defaultValue=False
            ),
            self.tr(
                "Ticked: only clusters that last until the last day, as for a weekly watch; much quicker. Otherwise "
                "clusters at any time in the period. Default: no."
            ),
        )
        self.add_distance(
            self.CELL_SIZE,
            self.tr("Cell size (0 = the points' own places)"),
            self.tr("Points in a square cell of this width count as one place, its centre."),
            self.tr("0 leaves points where they are, up to 10,000 different places. Default: 0."),
        )
        self._add_time()
        self._add_limits()
        self._add_centres()
        self.add_permutations(
            999,
            self.tr("How often the dates are dealt anew. With 999 no p can be below 0.001. Default: 999."),
        )
        self._add_number(
            self.MAX_P,
            self.tr("Largest p to show"),
            1.0,
            1.0,
            self.tr("Clusters with a larger p are left out, but for the most likely one. Default: 1."),
        )
        self._add_outputs()

    def _add_centres(self) -> None:
        kinds = [QgsProcessing.SourceType.TypeVectorPoint]
        title = self.tr("Centres of the circles")
        self.add(
            QgsProcessingParameterFeatureSource(self.CENTRES, title, kinds, optional=True),
            self.tr(
                "Points round which circles are drawn: all places that are watched, quiet ones too, such as the "
                "centres of beats. Default: the places of the incidents."
            ),
            advanced=True,
        )

    def _add_time(self) -> None:
        self.add_choice(
            self.TIME_UNIT, self.tr("Time unit"), self.UNITS, self.tr("What the time step counts. Default: days.")
        )
        self.add_whole_number(
            self.TIME_STEP,
            self.tr("Time step"),
            1,
            1,
            self.tr(
                "Days (or months) that count as one moment, counted back from the last day; longer steps are quicker. "
                "Default: 1."
            ),
            advanced=False,
        )
        for name, title, default in (
            (self.START, self.tr("First day of the study period"), self.tr("Default: the day of the first incident.")),
            (self.END, self.tr("Last day of the study period"), self.tr("Default: the day of the last incident.")),
        ):
            day = QgsProcessingParameterDateTime(name, title, QgsProcessingParameterDateTime.Type.Date, optional=True)
            meaning = self.tr("Incidents outside the study period are left out and counted.")
            self.add(day, f"{meaning} {default}", advanced=True)

    def _add_limits(self) -> None:
        self._add_number(
            self.MAX_SHARE,
            self.tr("Largest share of incidents in a circle (%)"),
            50.0,
            50.0,
            self.tr("A circle holds at most this share of all incidents. Default: 50."),
        )
        self.add_distance(
            self.MAX_RADIUS,
            self.tr("Largest radius (0 = no limit)"),
            self.tr("A circle reaches at most so far."),
            self.tr("Default: 0."),
        )
        self._add_number(
            self.MAX_TIME,
            self.tr("Longest duration as a share of the period (%)"),
            50.0,
            90.0,
            self.tr("A cluster lasts at most this share of the study period. Default: 50."),
        )
        self.add_whole_number(
            self.MAX_DAYS,
            self.tr("Longest duration in days (0 = no limit)"),
            0,
            0,
            self.tr("A cluster lasts at most so many days; short limits are much quicker. Default: 0."),
            advanced=False,
        )
        self.add_whole_number(
            self.MINIMUM,
            self.tr("Fewest incidents in a cluster"),
            2,
            1,
            self.tr("Fewer incidents make no cluster. Default: 2."),
        )

    def _add_number(self, name: str, title: str, default: float, highest: float, meaning: str) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(name, title, kind, default, minValue=0, maxValue=highest),
            meaning,
            advanced=name == self.MAX_P,
        )

    def _add_outputs(self) -> None:
        self.add_sink(self.OUTPUT, self.tr("Clusters"))
        self.add_sink(self.MEMBERS, self.tr("Incidents in clusters"), QgsProcessing.SourceType.TypeVectorPoint, True)
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents"),
                self.LOCATIONS: self.tr("Places"),
                self.CLUSTERS: self.tr("Clusters"),
                self.SIGNIFICANT: self.tr("Clusters with p <= 0.05"),
                self.LARGEST_LLR: self.tr("Log likelihood ratio of the most likely cluster"),
                self.SMALLEST_P: self.tr("p of the most likely cluster"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Scan, and write the clusters and their incidents."""
        from ..safestats_core.hotspots.space_time.scan import space_time_scan

        points = self.read_points(parameters, context, feedback)
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)]
        days = times.astype("datetime64[D]").astype(np.int64)
        start, end = (self._day(parameters, context, name) for name in (self.START, self.END))
        kept = np.flatnonzero(_within(days, start, end))
        centres = self._centres(parameters, context, feedback)
        number = partial(self.parameterAsDouble, parameters)
        scan = space_time_scan(
            points.x[kept],
            points.y[kept],
            days[kept],
            start=start,
            end=end,
            time_step=self.parameterAsInt(parameters, self.TIME_STEP, context),
            months=self.choice(parameters, self.TIME_UNIT, context, self.UNITS) == "months",
            max_share=number(self.MAX_SHARE, context) / 100,
            max_radius=number(self.MAX_RADIUS, context),
            max_time=number(self.MAX_TIME, context) / 100,
            max_days=number(self.MAX_DAYS, context),
            cell_size=number(self.CELL_SIZE, context),
            centres=centres,
            prospective=self.parameterAsBool(parameters, self.PROSPECTIVE, context),
            minimum_cases=self.parameterAsInt(parameters, self.MINIMUM, context),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            max_p=number(self.MAX_P, context),
            progress=report_to(feedback),
        )
        outputs = {
            self.OUTPUT: self._write_clusters(parameters, context, feedback, scan, points),
            self.MEMBERS: self._write_members(parameters, context, feedback, scan, points, kept),
        }
        remarks = (*self.left_out(points), *self._remarks(parameters, context, scan, points.x.size - kept.size))
        styles = {self.OUTPUT: _style_clusters, self.MEMBERS: _style_members}
        return Result({**outputs, **self._numbers(scan)}, styles, remarks)

    def _day(self, parameters: dict, context: QgsProcessingContext, name: str) -> Optional[int]:
        if parameters.get(name) in (None, ""):
            return None
        moment = self.parameterAsDateTime(parameters, name, context)
        if not moment.isValid():
            raise InvalidInput(f"'{parameters[name]}' is no day. Write it as 2024-01-31.")
        return int(np.datetime64(moment.toString("yyyy-MM-dd"), "D").astype(np.int64))

    def _centres(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Optional[tuple[np.ndarray, np.ndarray]]:
        if parameters.get(self.CENTRES) in (None, ""):
            return None
        points = self.read_points(parameters, context, feedback, self.CENTRES)
        return points.x, points.y

    def _numbers(self, scan: Scan) -> dict:
        first = scan.clusters[0] if scan.clusters else None
        return {
            self.COUNT: scan.cases,
            self.LOCATIONS: scan.locations,
            self.CLUSTERS: len(scan.clusters),
            self.SIGNIFICANT: sum(cluster.p <= 0.05 for cluster in scan.clusters),
            self.LARGEST_LLR: first and first.llr,
            self.SMALLEST_P: first and first.p,
        }

    def _remarks(self, parameters: dict, context: QgsProcessingContext, scan: Scan, outside: int) -> list[str]:
        said = []
        if outside:
            left_out = self.tr("{number} incidents outside the study period were left out.")
            said.append(left_out.format(number=f"{outside:,}"))
        tried = self.tr(
            "{cases} incidents at {locations} places, {first} to {last}; {circles} circles round {centres} centres and "
            "{windows} windows of 1 to {longest} of {units} time units were tried, with {permutations} permutations."
        )
        said.append(
            tried.format(
                cases=f"{scan.cases:,}",
                locations=f"{scan.locations:,}",
                first=_date(scan.units[0]),
                last=_date(scan.units[-1] - 1),
                circles=f"{scan.circles:,}",
                centres=f"{scan.centres:,}",
                windows=f"{scan.windows:,}",
                longest=scan.longest,
                units=scan.units.size - 1,
                permutations=f"{scan.by_chance.size:,}",
            )
        )
        return [*said, *self._found(parameters, context, scan)]

    def _found(self, parameters: dict, context: QgsProcessingContext, scan: Scan) -> list[str]:
        if not scan.clusters:
            return [self.tr("No cluster: nowhere did more happen than place and time alone explain.")]
        first = scan.clusters[0]
        likely = self.tr(
            "Most likely cluster: {start} to {end}, radius {radius}, {observed} incidents where {expected} were "
            "expected (log likelihood ratio {llr}, p = {p})."
        ).format(
            start=_date(first.first_day),
            end=_date(first.last_day),
            radius=self.in_units(parameters, context, first.radius),
            observed=f"{first.observed:,}",
            expected=f"{first.expected:,.2f}",
            llr=f"{first.llr:.4f}",
            p=f"{first.p:.3g}",
        )
        count = self.tr("{clusters} clusters, {significant} of them with p <= 0.05.")
        if first.p > 0.05:
            count += " " + self.tr("Chance alone often holds as much: there is no sign of a cluster.")
        significant = sum(cluster.p <= 0.05 for cluster in scan.clusters)
        return [likely, count.format(clusters=f"{len(scan.clusters):,}", significant=f"{significant:,}")]

    def _write_clusters(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: Scan,
        points: Points,
    ) -> str:
        columns = _columns(scan)
        kind = QgsWkbTypes.Type.Polygon
        sink, output = self.open_sink(
            parameters, self.OUTPUT, context, fields_of(columns), kind, self.crs(parameters, context)
        )
        cell_size = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        extent = max(np.ptp(points.x), np.ptp(points.y))
        smallest = cell_size or extent * _SMALLEST_PART or 1.0
        radius = np.maximum(columns["radius"] + cell_size * np.sqrt(0.5), smallest)
        write_features(sink, _circles(columns["x"], columns["y"], radius), columns, report_to(feedback))
        return output

    def _write_members(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: Scan,
        points: Points,
        kept: np.ndarray,
    ) -> str:
        members = [kept[cluster.members] for cluster in scan.clusters]
        rows = np.concatenate([np.empty(0, dtype=np.int64), *members])
        cluster = np.repeat(np.arange(len(members)), [len(inside) for inside in members])
        every = _columns(scan)
        columns: Columns = {name: every[name][cluster] for name in ("cluster", "llr", "p", "class")}
        order = np.argsort(rows, kind="stable")
        rows, columns = rows[order], {name: values[order] for name, values in columns.items()}
        source, crs = self.source(parameters, context), self.crs(parameters, context)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.MEMBERS, context, fields, QgsWkbTypes.Type.Point, crs)
        if sink is not None:
            geometries = points_wkb(points.x[rows], points.y[rows])
            features = points.feature[rows]
            write_extended(sink, source, features, columns, context, report_to(feedback), geometries=geometries)
        return output


def _within(days: np.ndarray, start: Optional[int], end: Optional[int]) -> np.ndarray:
    inside = np.ones(days.shape, dtype=bool)
    if start is not None:
        inside &= days >= start
    if end is not None:
        inside &= days <= end
    return inside


def _columns(scan: Scan) -> Columns:
    """A row per cluster, the most likely first."""

    def each(name: str, kind: str) -> np.ndarray:
        return np.array([getattr(cluster, name) for cluster in scan.clusters], dtype=kind)

    first, last, p = each("first_day", "i8"), each("last_day", "i8"), each("p", "f8")
    words = np.array([name for _, name in _CLASSES], dtype=object)
    return {
        "cluster": np.arange(1, len(scan.clusters) + 1),
        "llr": each("llr", "f8"),
        "p": p,
        "class": words[np.searchsorted([highest for highest, _ in _CLASSES], p)],
        "observed": each("observed", "i8"),
        "expected": each("expected", "f8"),
        "ratio": each("ratio", "f8"),
        "from": first.astype("datetime64[D]").astype("datetime64[s]"),
        "to": last.astype("datetime64[D]").astype("datetime64[s]"),
        "days": last - first + 1,
        "x": each("x", "f8"),
        "y": each("y", "f8"),
        "radius": each("radius", "f8"),
        "locations": each("locations", "i8"),
    }


def _circles(x: np.ndarray, y: np.ndarray, radius: np.ndarray) -> list[bytes]:
    """Closed rings round the centres that touch their circles from outside: no place within is cut off."""
    angle = np.linspace(0, 2 * np.pi, _CORNERS + 1)
    angle[-1] = 0
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=-1) / np.cos(np.pi / _CORNERS)
    return polygons_wkb(np.stack([x, y], axis=-1)[:, None, :] + radius[:, None, None] * ring)


def _date(day: int) -> str:
    return str(np.datetime64(int(day), "D"))


def _classes() -> list[tuple[str, str, str]]:
    words = (
        tr("Cluster, p <= 0.01"),
        tr("Cluster, p <= 0.05"),
        tr("Weak sign, p <= 0.1"),
        tr("Could well be chance, p > 0.1"),
    )
    return [(name, colour, said) for (_, name), colour, said in zip(_CLASSES, _COLOURS, words)]


def _style_clusters(layer: QgsVectorLayer) -> None:
    style_classes(layer, "class", _classes())


def _style_members(layer: QgsVectorLayer) -> None:
    solid = ("#b2182b", "#ef8a62", "#f4b592", "#8c8c8c")
    style_classes(layer, "class", [(value, colour, said) for (value, _, said), colour in zip(_classes(), solid)])
