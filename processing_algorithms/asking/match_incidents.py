"""What an algorithm asks that matches the records of two agencies: what is compared, and from when on it links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.progress import report_to
from ..base.translation import numeral, tr
from .agency_records import RecordAlgorithm

if TYPE_CHECKING:
    from ...safestats_core.hotspots.agencies.matching.matching import Matching
    from ...safestats_core.hotspots.agencies.matching.records import Records


class MatchingAlgorithm(RecordAlgorithm):
    """Base of the algorithms that compare every record of an agency with those of another close to it."""

    COMPATIBLE = "COMPATIBLE"
    TOLERANCE = "TOLERANCE"
    THRESHOLD = "THRESHOLD"
    DISTANCES = "DISTANCES"
    MINUTES = "MINUTES"
    CHANCE = "CHANCE"

    CHANCES = {
        "chance": QT_TRANSLATE_NOOP("SafeStats", "From the pairs that are left when one agency's clock is moved"),
        "em": QT_TRANSLATE_NOOP("SafeStats", "Learnt together with the rest (EM)"),
    }

    def add_matching(self) -> None:
        """Declare the records of both agencies, and how they are compared and linked."""
        self.add_points(title=self.tr("Records of the first agency"))
        self.add_agency("")
        self.add_points(self.INPUT_2, self.tr("Records of the second agency"))
        self.add_agency("_2")
        self._add_comparison()
        self._add_levels()

    def _add_comparison(self) -> None:
        self.add(
            QgsProcessingParameterString(
                self.COMPATIBLE, self.tr("Categories that can be one event"), optional=True, multiLine=True
            ),
            self.tr(
                "Combinations such as violence = assault-injury, overdose; robbery = assault-injury: on the left the "
                "first agency's category, on the right the second's. Other combinations are not compared. Default: "
                "all are."
            ),
        )
        self.add_decimal_number(
            self.TOLERANCE,
            self.tr("Time between them, at most (minutes)"),
            60.0,
            self.tr("How long after one agency's interval the other's may begin, in minutes. Default: 60."),
        )
        self.add_decimal_number(
            self.THRESHOLD,
            self.tr("Link from this probability"),
            0.5,
            self.tr(
                "Above 0, at most 1. 0.5 makes the fewest errors altogether; higher links less and is wrong less "
                "often. The table gives the counts for others. Default: 0.5."
            ),
            highest=1,
        )

    def _add_levels(self) -> None:
        for name, title, default, meaning in (
            (
                self.DISTANCES,
                self.tr("Levels of distance"),
                "10, 25, 50, 75, 100",
                self.tr("Upper ends, in the units of the points' CRS, rising. Default: 10, 25, 50, 75, 100."),
            ),
            (
                self.MINUTES,
                self.tr("Levels of time apart"),
                "5, 15, 30, 45, 60",
                self.tr("Upper ends in minutes, rising. Default: 5, 15, 30, 45, 60."),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, default), meaning, advanced=True)
        self.add_choice(
            self.CHANCE,
            self.tr("What pairs of two events look like"),
            self.CHANCES,
            self.tr(
                "Moving the second agency's clock by whole weeks, 20 times, leaves only pairs that are not one event, "
                "on the same busy streets and nights; it also says whether there is anything to link at all. Choose "
                "EM for periods of less than a day. Default: the moved clock."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse levels that are none, a threshold of 0, and combinations without categories."""
        super().check(parameters, context)
        for name in (self.DISTANCES, self.MINUTES):
            self._levels(parameters, context, name)
        threshold = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        if not 0 < threshold <= 1:
            raise InvalidInput(
                tr("A threshold of {threshold} is none. Enter one above 0 and at most 1, such as 0.5.").format(
                    threshold=numeral(threshold, "g")
                )
            )
        named = [self.field(parameters, context, name) for name in (self.CATEGORY, self.CATEGORY_2)]
        if self.parameterAsString(parameters, self.COMPATIBLE, context).strip() and not all(named):
            raise InvalidInput(
                tr(
                    "Categories that can be one event were given, but not the fields that hold the categories. "
                    "Choose the field of both agencies."
                )
            )

    def _levels(self, parameters: dict, context: QgsProcessingContext, name: str) -> list[float]:
        text = self.parameterAsString(parameters, name, context)
        try:
            ends = [float(part) for part in text.split(",")]
        except ValueError as error:
            raise InvalidInput(
                tr("'{text}' are no levels. Enter numbers with commas between them: 5, 15, 30.").format(text=text)
            ) from error
        return ends

    def match(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: Records,
        second: Records,
    ) -> Matching:
        """The pairs that are close enough, and how likely each is one event."""
        from ...safestats_core.hotspots.agencies.matching.compatible import compatible_categories
        from ...safestats_core.hotspots.agencies.matching.matching import match_records

        text = self.parameterAsString(parameters, self.COMPATIBLE, context).strip()
        return match_records(
            first,
            second,
            tolerance=60 * self.parameterAsDouble(parameters, self.TOLERANCE, context),
            compatible=compatible_categories(text, first.categories, second.categories) if text else None,
            distances=self._levels(parameters, context, self.DISTANCES),
            minutes=self._levels(parameters, context, self.MINUTES),
            u=self.choice(parameters, self.CHANCE, context, self.CHANCES),
            progress=report_to(feedback),
        )
