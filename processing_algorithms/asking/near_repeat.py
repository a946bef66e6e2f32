"""What an algorithm asks that looks for pairs of events close in place and time: bands, and which pairs are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.point_algorithm import PointAlgorithm
from ..base.progress import report_to
from ..base.translation import tr
from ..sources.points import Points

if TYPE_CHECKING:
    from ...safestats_core.hotspots.space_time.chains import Chains
    from ...safestats_core.hotspots.space_time.near_repeat_bands import Bands


class RepeatAlgorithm(PointAlgorithm):
    """Base of the algorithms that count pairs of events in bands of distance and days, and link events to chains."""

    SPACE_BANDS = "SPACE_BANDS"
    TIME_BANDS = "TIME_BANDS"
    CLOSED = "CLOSED"
    METRIC = "METRIC"
    LINK_DISTANCE = "LINK_DISTANCE"
    LINK_DAYS = "LINK_DAYS"
    SAME_PLACE = "SAME_PLACE"

    CLOSINGS = {
        "left": QT_TRANSLATE_NOOP("SafeStats", "The lower one: [0, 7) is day 0 to 6"),
        "right": QT_TRANSLATE_NOOP("SafeStats", "The upper one: [0, 7] is day 0 to 7, (7, 14] day 8 to 14"),
    }
    METRICS = {
        "euclidean": QT_TRANSLATE_NOOP("SafeStats", "As the crow flies (Euclidean)"),
        "manhattan": QT_TRANSLATE_NOOP("SafeStats", "Along a grid of streets (Manhattan)"),
    }

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def add_bands(self) -> None:
        """Declare the bands, which edges they hold, and how distance is measured."""
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

    def add_links(self) -> None:
        """Declare which events are linked, and up to where two are at the same place."""
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

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse bands that are none, and days to link without a distance."""
        super().check(parameters, context)
        self.bands(parameters, context)
        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        days = self.parameterAsInt(parameters, self.LINK_DAYS, context)
        if days and not distance:
            raise InvalidInput(
                tr(
                    "Events are to be linked up to {days} days apart, but at what distance? Give both, or 0 for both "
                    "to link the pairs in significant bands."
                ).format(days=days)
            )

    def bands(self, parameters: dict, context: QgsProcessingContext) -> tuple[Bands, Bands]:
        """The bands of distance and of days; raises InvalidInput where a text holds none."""
        from ...safestats_core.hotspots.space_time.near_repeat_bands import bands_of_text

        closed = self.choice(parameters, self.CLOSED, context, self.CLOSINGS)
        space, time = (
            self.parameterAsString(parameters, name, context) for name in (self.SPACE_BANDS, self.TIME_BANDS)
        )
        return bands_of_text(space, closed, "distance"), bands_of_text(time, closed, "days")

    def chosen_chains(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        times: np.ndarray,
    ) -> Optional[Chains]:
        """The chains of LINK_DISTANCE and LINK_DAYS, or None where significant bands link."""
        from ...safestats_core.hotspots.space_time.near_repeat_bands import bands

        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        if not distance:
            return None
        days = self.parameterAsInt(parameters, self.LINK_DAYS, context)
        space, time = bands([0, distance], "right"), bands([0, days], "right", "days")
        return self.chains(parameters, context, feedback, points, times, space, time, np.ones((1, 1), dtype=bool))

    def chains(
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
        """The chains of the pairs in the bands that are `linked`, bool of shape (space, time)."""
        from ...safestats_core.hotspots.space_time.chains import find_chains

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

    def reach(self, parameters: dict, context: QgsProcessingContext) -> str:
        """How far apart events are linked at somebody's wish, in words; "" where significant bands link."""
        distance = self.parameterAsDouble(parameters, self.LINK_DISTANCE, context)
        days = self.parameterAsInt(parameters, self.LINK_DAYS, context)
        words = tr("Events up to {distance} and {days} days apart are linked:")
        return words.format(distance=self.in_units(parameters, context, distance), days=days) if distance else ""
