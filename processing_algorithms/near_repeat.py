"""Algorithm `nearrepeat`: whether one crime brings others close by within days, and which events followed which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.near_repeat import RepeatAlgorithm
from .base.groups import SPACE_AND_TIME
from .base.progress import report_to
from .results.result import Result, plain
from .results.space_time.near_repeat_layers import band_columns, event_columns, link_rows, style_events, style_links
from .results.space_time.near_repeat_page import near_repeat_page, near_repeat_remarks
from .results.wkb import points_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.chains import Chains
    from ..safestats_core.hotspots.space_time.near_repeat import NearRepeat as Tested


class NearRepeat(RepeatAlgorithm):
    """The Knox test by bands of distance and days, and the chains of near repeats."""

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

    group_name = SPACE_AND_TIME
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
        self.add_bands()
        self.add_permutations(
            99,
            self.tr(
                "How often the days are dealt anew. With 99 no p can be below 0.01; take 999 for a report. Default: 99."
            ),
        )
        self.add_links()
        self._add_outputs()

    def _add_outputs(self) -> None:
        self.add_sink(self.OUTPUT, self.tr("Events"), QgsProcessing.SourceType.TypeVectorPoint)
        for name, title, kind in (
            (self.TABLE, self.tr("Bands"), QgsProcessing.SourceType.TypeVector),
            (self.LINKS, self.tr("Links"), QgsProcessing.SourceType.TypeVectorLine),
        ):
            self.add_sink(name, title, kind, optional=True, unasked=True)
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

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Test the bands, link the events, and write both."""
        from ..safestats_core.hotspots.space_time.chains import linkable
        from ..safestats_core.hotspots.space_time.near_repeat import are_months, near_repeat

        points = self.read_points(parameters, context, feedback)
        times = points.columns[self.field(parameters, context, self.TIME_FIELD)]
        # Links of one's own choosing can be too many, which is better said before the permutations than after them.
        chosen = self.chosen_chains(parameters, context, feedback, points, times)
        space, time = self.bands(parameters, context)
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
        chains = chosen or self.chains(parameters, context, feedback, points, times, space, time, linkable(tested))
        said = near_repeat_remarks(tested, chains, are_months(times), self.reach(parameters, context))
        remarks = (*self.left_out(points), *said)
        bands, (links, lines) = band_columns(tested), link_rows(points, times, chains)
        kind, crs = QgsWkbTypes.Type.LineString, self.crs(parameters, context)
        outputs = {
            self.OUTPUT: self._write_events(parameters, context, feedback, points, chains),
            self.TABLE: self.write_layer(parameters, self.TABLE, context, feedback, bands),
            self.LINKS: self.write_layer(parameters, self.LINKS, context, feedback, links, lines, kind, crs),
            self.HTML: self.write_page(parameters, context, near_repeat_page(self.displayName(), tested, remarks)),
        }
        styles = {self.OUTPUT: style_events, self.TABLE: plain, self.LINKS: style_links}
        return Result({**outputs, **self._numbers(tested, chains)}, styles, remarks)

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

    def _write_events(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        chains: Chains,
    ) -> str:
        source, feature, columns = self.source(parameters, context), points.feature, event_columns(chains)
        crs, places = self.crs(parameters, context), points_wkb(points.x, points.y)
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, feature, columns, crs, places)
