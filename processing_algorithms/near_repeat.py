"""Algorithm `nearrepeat`: whether one crime brings others close by within days, and which events followed which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm
from .base.translation import tr
from .results.features import Columns, extended_fields, fields_of, write_extended, write_features
from .results.page import heading, page, sentences, table
from .results.pictures import matrix
from .results.result import Result, plain
from .results.styles import NOTHING, style_classes
from .results.wkb import lines_wkb, points_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.chains import Chains
    from ..safestats_core.hotspots.space_time.near_repeat import NearRepeat as Tested
    from ..safestats_core.hotspots.space_time.near_repeat_bands import Bands

_REPEAT, _NEAR_REPEAT, _ORIGINATOR = "#7a0026", "#fc6d33", "#2166ac"
_PICTURE_WIDTH = 90
_DARKEST_RATIO = 3


class NearRepeat(PointAlgorithm):
    """The Knox test by bands of distance and days, and the chains of near repeats."""

    SPACE_BANDS = "SPACE_BANDS"
    TIME_BANDS = "TIME_BANDS"
    CLOSED = "CLOSED"
    METRIC = "METRIC"
    LINK_DISTANCE = "LINK_DISTANCE"
    LINK_DAYS = "LINK_DAYS"
    SAME_PLACE = "SAME_PLACE"
    TABLE = "TABLE"
    LINKS = "LINKS"
    COUNT = "COUNT"
    SIGNIFICANT_BANDS = "SIGNIFICANT_BANDS"
    HIGHEST_RATIO = "HIGHEST_RATIO"
    ORIGINATORS = "ORIGINATORS"
    REPEATS = "REPEATS"
    NEAR_REPEATS = "NEAR_REPEATS"
    ISOLATED = "ISOLATED"
    CHAINS = "CHAINS"
    PAIRS = "PAIRS"

    CLOSINGS = {
        "left": QT_TRANSLATE_NOOP("SafeStats", "The lower one: [0, 7) is day 0 to 6"),
        "right": QT_TRANSLATE_NOOP("SafeStats", "The upper one: [0, 7] is day 0 to 7, (7, 14] day 8 to 14"),
    }
    METRICS = {
        "euclidean": QT_TRANSLATE_NOOP("SafeStats", "As the crow flies (Euclidean)"),
        "manhattan": QT_TRANSLATE_NOOP("SafeStats", "Along a grid of streets (Manhattan)"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Space and time")
    identifier = "nearrepeat"
    title = QT_TRANSLATE_NOOP("SafeStats", "Near repeats")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,near repeat,repeat victimisation,knox,space-time,burglary,chain,originator,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "After a crime, are there more crimes close by in the days that follow than chance would bring, how far away "
        "and for how long? Every pair of events is counted by distance and days apart. The days are then dealt anew to "
        "the events, again and again, which keeps the places and the dates but breaks their tie: ratio is the observed "
        "number of pairs by the mean of these deals, p the share of deals with as many pairs or more. The events are "
        "then marked as originator, repeat (same place), near repeat or isolated, with the chain they belong to.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where dates are known only to the month, as in the open data of police.uk: days apart mean nothing then. With "
        "kinds of crime mixed, which follow each other for other reasons than a repeat: run it for one kind. Over "
        "years in which places grew and shrank, the shift itself looks like a near repeat: take shorter periods. "
        "Where positions are snapped to a few points, same place means same point, not same address.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Knox (1964), Applied Statistics 13; Besag & Diggle (1977), Applied Statistics 26; Johnson et al. (2007), "
        "Journal of Quantitative Criminology 23; Ratcliffe & Rengert (2008), Security Journal 21.",
    )

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_time(
            self.TIME_FIELD,
            self.tr("Date"),
            self.tr(
                "When it happened. Days are those of the calendar: 23:50 and 00:10 the next day are 1 day apart. "
                "Events without a date are left out and counted."
            ),
        )
        self._add_bands()
        self.add_permutations(
            99,
            self.tr(
                "How often the days are dealt anew. With 99 no p can be below 0.01; take 999 for a report. Default: 99."
            ),
        )
        self._add_links()
        self._add_outputs()

    def _add_bands(self) -> None:
        edges = self.tr("Edges with commas between them; the last may be inf, for everything beyond.")
        for name, title, default, meaning in (
            (
                self.SPACE_BANDS,
                self.tr("Bands of distance"),
                "0, 1, 100, 200, 300, 400, inf",
                self.tr("In the units of the points' CRS, metres for most. A first band up to 1 holds the same place."),
            ),
            (self.TIME_BANDS, self.tr("Bands of days"), "0, 7, 14, 21, 28, inf", self.tr("Whole days apart.")),
        ):
            default_is = self.tr("Default: {default}.").format(default=default)
            self.add(QgsProcessingParameterString(name, title, default), f"{meaning} {edges} {default_is}")
        self.add_choice(
            self.CLOSED,
            self.tr("A band holds which of its edges"),
            self.CLOSINGS,
            self.tr(
                "Where a pair exactly 7 days or 100 m apart is counted; with the upper edge, the first band holds both "
                "of its edges. Default: the lower one."
            ),
        )
        self.add_choice(
            self.METRIC, self.tr("Distance"), self.METRICS, self.tr("How far two events are apart. Default: Euclidean.")
        )

    def _add_links(self) -> None:
        self.add_distance(
            self.LINK_DISTANCE,
            self.tr("Link events up to this distance (0 = automatic)"),
            self.tr("Two events this far apart or less, and no more days apart than given below, are linked."),
            self.tr("0 links the pairs in the bands that hold significantly more pairs than chance. Default: 0."),
        )
        self.add_whole_number(
            self.LINK_DAYS,
            self.tr("Link events up to so many days apart"),
            0,
            0,
            self.tr("Together with a distance above; 0 days are the same day. Default: 0."),
            advanced=False,
        )
        self.add_distance(
            self.SAME_PLACE,
            self.tr("Same place up to"),
            self.tr("Linked events less than this far apart are repeats, others near repeats; 0: at the same point."),
            self.tr("Default: 1."),
            default=1,
        )

    def _add_outputs(self) -> None:
        self.add_sink(self.OUTPUT, self.tr("Events"), QgsProcessing.SourceType.TypeVectorPoint)
        for name, title, kind in (
            (self.TABLE, self.tr("Bands"), QgsProcessing.SourceType.TypeVector),
            (self.LINKS, self.tr("Links"), QgsProcessing.SourceType.TypeVectorLine),
        ):
            self.addParameter(QgsProcessingParameterFeatureSink(name, title, kind, optional=True, createByDefault=True))
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Events"),
                self.SIGNIFICANT_BANDS: self.tr("Bands with more pairs than chance"),
                self.HIGHEST_RATIO: self.tr("Highest ratio among them"),
                self.ORIGINATORS: self.tr("Originators"),
                self.REPEATS: self.tr("Repeats"),
                self.NEAR_REPEATS: self.tr("Near repeats"),
                self.ISOLATED: self.tr("Isolated events"),
                self.CHAINS: self.tr("Chains"),
                self.PAIRS: self.tr("Linked pairs"),
            }
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse bands that are none, and days to link without a distance."""
        super().check(parameters, context)
        self._bands(parameters, context)
        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        days = self.parameterAsInt(parameters, self.LINK_DAYS, context)
        if days and not distance:
            raise InvalidInput(
                f"Events are to be linked up to {days} days apart, but at what distance? Give both, or 0 for both to "
                "link the pairs in significant bands."
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Test the bands, link the events, and write both."""
        from ..safestats_core.hotspots.space_time.chains import linkable
        from ..safestats_core.hotspots.space_time.near_repeat import are_months, near_repeat

        points = self.read_points(parameters, context, feedback)
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)]
        # Links of one's own choosing can be too many, which is better said before the permutations than after them.
        chosen = self._chosen_chains(parameters, context, feedback, points, times)
        space, time = self._bands(parameters, context)
        tested = near_repeat(
            points.x,
            points.y,
            times,
            space,
            time,
            metric=self.choice(parameters, self.METRIC, context, self.METRICS),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )
        chains = chosen or self._chains(parameters, context, feedback, points, times, space, time, linkable(tested))
        numbers = self._numbers(tested, chains)
        remarks = (*self.left_out(points), *self._remarks(parameters, context, tested, numbers, are_months(times)))
        outputs = {
            self.OUTPUT: self._write_events(parameters, context, feedback, points, chains),
            self.TABLE: self._write_table(parameters, context, feedback, tested),
            self.LINKS: self._write_links(parameters, context, feedback, points, times, chains),
            self.HTML: self.write_page(parameters, context, self._page(tested, numbers, remarks)),
        }
        styles = {self.OUTPUT: _style_events, self.TABLE: plain, self.LINKS: _style_links}
        return Result({**outputs, **numbers}, styles, remarks)

    def _bands(self, parameters: dict, context: QgsProcessingContext) -> tuple[Bands, Bands]:
        from ..safestats_core.hotspots.space_time.near_repeat_bands import bands_of_text

        closed = self.choice(parameters, self.CLOSED, context, self.CLOSINGS)
        space, time = (
            self.parameterAsString(parameters, name, context) for name in (self.SPACE_BANDS, self.TIME_BANDS)
        )
        return bands_of_text(space, closed, "distance"), bands_of_text(time, closed, "days")

    def _chosen_chains(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        times: np.ndarray,
    ) -> Optional[Chains]:
        """The chains of LINK_DISTANCE and LINK_DAYS, or None where significant bands link."""
        from ..safestats_core.hotspots.space_time.near_repeat_bands import bands

        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        if not distance:
            return None
        days = self.parameterAsInt(parameters, self.LINK_DAYS, context)
        space, time = bands([0, distance], "right"), bands([0, days], "right", "days")
        return self._chains(parameters, context, feedback, points, times, space, time, np.ones((1, 1), dtype=bool))

    def _chains(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        times: np.ndarray,
        space: Bands,
        time: Bands,
        linked: np.ndarray,
    ) -> Chains:
        from ..safestats_core.hotspots.space_time.chains import find_chains

        return find_chains(
            points.x,
            points.y,
            times,
            space,
            time,
            linked,
            same_place=self.parameterAsDouble(parameters, self.SAME_PLACE, context),
            metric=self.choice(parameters, self.METRIC, context, self.METRICS),
            progress=report_to(feedback),
        )

    def _numbers(self, tested: Tested, chains: Chains) -> dict:
        more = tested.over_represented()
        isolated, originators, near, repeats = np.bincount(chains.role, minlength=4).tolist()
        return {
            self.COUNT: tested.events,
            self.SIGNIFICANT_BANDS: int(more.sum()),
            self.HIGHEST_RATIO: float(tested.ratio[more].max()) if more.any() else None,
            self.ORIGINATORS: originators,
            self.REPEATS: repeats,
            self.NEAR_REPEATS: near,
            self.ISOLATED: isolated,
            self.CHAINS: int(chains.chain.max()),
            self.PAIRS: chains.earlier.size,
        }

    def _remarks(
        self, parameters: dict, context: QgsProcessingContext, tested: Tested, numbers: dict, months: bool
    ) -> list[str]:
        said = [self.tr("{number} events.").format(number=f"{tested.events:,}")]
        if months:
            said.append(
                self.tr(
                    "All dates are the first of a month: these seem to be months and not days, and bands of days then "
                    "only tell months apart."
                )
            )
        said += [self._in_words(tested, row, column) for row, column in np.argwhere(tested.over_represented())]
        if not numbers[self.SIGNIFICANT_BANDS]:
            said.append(
                self.tr("No band holds significantly more pairs than chance: there is no sign of near repeats.")
            )
        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        reach = self.tr("Events up to {distance} and {days} days apart are linked:").format(
            distance=self.in_units(parameters, context, distance),
            days=self.parameterAsInt(parameters, self.LINK_DAYS, context),
        )
        if not distance and tested.linking().any() and not numbers[self.PAIRS]:
            too_many = self.tr(
                "The significant bands hold {number} pairs, too many to draw: nothing was linked. Give a distance and "
                "days to link, shorter bands, a shorter period, or one kind of crime."
            )
            said.append(too_many.format(number=f"{int(tested.observed[tested.linking()].sum()):,}"))
        significant = self.tr("Pairs in bands with p <= 0.05, a ratio of 1.2 or more, and both ends finite are linked:")
        sums = self.tr(
            "{pairs} pairs in {chains} chains; {originators} originators, {repeats} repeats, {near} near repeats, "
            "{isolated} isolated events."
        ).format(
            pairs=f"{numbers[self.PAIRS]:,}",
            chains=f"{numbers[self.CHAINS]:,}",
            originators=f"{numbers[self.ORIGINATORS]:,}",
            repeats=f"{numbers[self.REPEATS]:,}",
            near=f"{numbers[self.NEAR_REPEATS]:,}",
            isolated=f"{numbers[self.ISOLATED]:,}",
        )
        return [*said, f"{reach if distance else significant} {sums}"]

    def _in_words(self, tested: Tested, row: int, column: int) -> str:
        words = self.tr("Distance {distance}, days {days}: {ratio} times as many pairs as by chance (p = {p}).")
        return words.format(
            distance=tested.space.labels[row],
            days=tested.time.labels[column],
            ratio=f"{tested.ratio[row, column]:.2f}",
            p=f"{tested.p[row, column]:.3g}",
        )

    def _write_events(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        chains: Chains,
    ) -> str:
        from ..safestats_core.hotspots.space_time.chains import ROLES

        source, crs = self.source(parameters, context), self.crs(parameters, context)
        columns: Columns = {
            "role": np.array(ROLES, dtype=object)[chains.role],
            "chain": chains.chain,
            "chain_size": chains.size,
            "before": chains.before,
            "after": chains.after,
        }
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.Point, crs)
        geometries = points_wkb(points.x, points.y)
        write_extended(sink, source, points.feature, columns, context, report_to(feedback), geometries=geometries)
        return output

    def _write_table(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, tested: Tested
    ) -> str:
        columns = _table_columns(tested)
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.TABLE, context, fields_of(columns), kind, no_crs)
        if sink is not None:
            write_features(sink, None, columns, report_to(feedback))
        return output

    def _write_links(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        times: np.ndarray,
        chains: Chains,
    ) -> str:
        columns: Columns = {
            "chain": chains.chain[chains.earlier],
            "kind": np.where(chains.same_place, "repeat", "near repeat").astype(object),
            "distance": chains.distance,
            "days": chains.days,
            "first": times[chains.earlier],
            "second": times[chains.later],
        }
        crs, kind = self.crs(parameters, context), QgsWkbTypes.Type.LineString
        sink, output = self.open_sink(parameters, self.LINKS, context, fields_of(columns), kind, crs)
        if sink is not None:
            xy = np.column_stack([points.x, points.y])
            lines = lines_wkb(np.stack([xy[chains.earlier], xy[chains.later]], axis=1))
            write_features(sink, lines, columns, report_to(feedback))
        return output

    def _page(self, tested: Tested, numbers: dict, remarks: tuple[str, ...]) -> str:
        more = tested.over_represented()
        words = [[f"{ratio:.2f}" if np.isfinite(ratio) else "-" for ratio in row] for row in tested.ratio]
        shaded = np.where(more, tested.ratio, np.nan)
        titles = ("Distance", "Days", "Observed", "Expected", "Ratio", "Ratio to median", "p")
        columns = _table_columns(tested)
        rows = [
            (space, days, f"{seen:,}", f"{by_chance:,.1f}", _number(ratio), _number(to_median), f"{p:.3g}")
            for space, days, seen, by_chance, ratio, to_median, p in zip(
                *(columns[name] for name in ("space", "days", "observed", "expected", "ratio", "ratio_med", "p"))
            )
        ]
        explained = self.tr(
            "Rows are distances, columns days apart. Each cell gives the number of pairs by the number that chance "
            "would bring; it is shaded where p <= 0.05 and the ratio is 1.2 or more, darkest from a ratio of {darkest} "
            "on. [ and ] include an edge, ( and ) do not."
        ).format(darkest=_DARKEST_RATIO)
        return page(
            self.displayName(),
            sentences(remarks),
            heading(self.tr("Observed by expected pairs")),
            matrix(shaded, tested.space.labels, tested.time.labels, words, _PICTURE_WIDTH, 1, _DARKEST_RATIO),
            sentences([explained]),
            heading(self.tr("All bands")),
            table([self.tr(title) for title in titles], rows),
        )


def _table_columns(tested: Tested) -> Columns:
    rows, columns = tested.observed.shape
    return {
        "space": np.repeat(np.array(tested.space.labels, dtype=object), columns),
        "days": np.tile(np.array(tested.time.labels, dtype=object), rows),
        "dist_from": np.repeat(tested.space.edges[:-1], columns),
        "dist_to": _finite(np.repeat(tested.space.edges[1:], columns)),
        "days_from": np.tile(tested.time.edges[:-1], rows),
        "days_to": _finite(np.tile(tested.time.edges[1:], rows)),
        "observed": tested.observed.ravel(),
        "expected": tested.expected.ravel(),
        "exp_exact": tested.expected_exact.ravel(),
        "ratio": tested.ratio.ravel(),
        "ratio_med": tested.ratio_median.ravel(),
        "p": tested.p.ravel(),
        "more": tested.over_represented().ravel().astype(int),
    }


def _finite(edges: np.ndarray) -> np.ndarray:
    return np.where(np.isinf(edges), np.nan, edges)


def _number(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else "-"


def _style_events(layer: QgsVectorLayer) -> None:
    classes = [
        ("repeat", _REPEAT, tr("Repeat: follows an event at the same place")),
        ("near repeat", _NEAR_REPEAT, tr("Near repeat: follows an event close by")),
        ("originator", _ORIGINATOR, tr("Originator: others follow it")),
        ("isolated", NOTHING, tr("Isolated")),
    ]
    style_classes(layer, "role", classes)


def _style_links(layer: QgsVectorLayer) -> None:
    classes = [("repeat", _REPEAT, tr("To a repeat")), ("near repeat", _NEAR_REPEAT, tr("To a near repeat"))]
    style_classes(layer, "kind", classes)
