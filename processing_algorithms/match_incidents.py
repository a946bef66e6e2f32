"""Algorithm `matchincidents`: which records of two agencies are one event, and how many events there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.match_incidents import MatchingAlgorithm
from .base.groups import SEVERAL_AGENCIES
from .results.agencies.matching_layers import count_columns, event_columns, link_rows, style_events, style_links
from .results.agencies.matching_page import matching_page, matching_remarks
from .results.result import Result, plain
from .results.wkb import points_wkb

if TYPE_CHECKING:
    from ..safestats_core.hotspots.agencies.matching.matching import Count, Matching
    from ..safestats_core.hotspots.agencies.matching.records import Records


class MatchIncidents(MatchingAlgorithm):
    """Fellegi-Sunter linkage of two layers of points by place, time and category."""

    LINKS = "LINKS"
    TABLE = "TABLE"
    COUNT_1 = "COUNT_1"
    COUNT_2 = "COUNT_2"
    RECORDS = "RECORDS"
    PAIRS = "PAIRS"
    BY_CHANCE = "BY_CHANCE"
    LINKED = "LINKED"
    EVENTS = "EVENTS"
    EVENTS_LOW = "EVENTS_LOW"
    EVENTS_HIGH = "EVENTS_HIGH"
    EXPECTED_FALSE = "EXPECTED_FALSE"
    EXPECTED_MISSED = "EXPECTED_MISSED"
    PERIOD_1, PERIOD_2 = "PERIOD_1", "PERIOD_2"

    group_name = SEVERAL_AGENCIES
    identifier = "matchincidents"
    title = QT_TRANSLATE_NOOP("SafeStats", "Match the records of two agencies")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,record linkage,fellegi,sunter,splink,duplicates,deduplicate,match,police,ambulance,hospital,violence,"
        "multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Which records of two agencies are one event, and how many events are there altogether? Records that are close "
        "enough in place and time are compared; from how often each likeness occurs, and from how often it would by "
        "chance, every pair gets a probability of being one event. Pairs above the threshold are linked, each record "
        "once. The result holds every event once, with the ids of both agencies; the table says how the number of "
        "events depends on the threshold, and how many links are expected to be wrong or missing.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where dates are known to the month, or places to an area: nothing tells events apart then. A link is a "
        "probability, not evidence about a person: use it to count, never to decide on a case. An agency's own "
        "repeats have to be removed first, for each record is linked once. It finds events that both agencies know "
        "in the same place and at the same time; a patient who gives the wrong street is missed, and counted twice.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Fellegi & Sunter (1969), Journal of the American Statistical Association 64; Winkler (1988); Jaro (1989), "
        "JASA 84, and Sadinle (2017), JASA 112, for one-to-one assignment. Held against splink (Ministry of Justice).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_matching()
        self.add_sink(self.OUTPUT, self.tr("Events, each once"), QgsProcessing.SourceType.TypeVectorPoint)
        for name, title, kind in (
            (self.LINKS, self.tr("Links"), QgsProcessing.SourceType.TypeVectorLine),
            (self.TABLE, self.tr("Counts by threshold"), QgsProcessing.SourceType.TypeVector),
        ):
            self.add_sink(name, title, kind, optional=True, unasked=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT_1: self.tr("Records of the first agency"),
                self.COUNT_2: self.tr("Records of the second agency"),
                self.RECORDS: self.tr("Records of both"),
                self.PAIRS: self.tr("Pairs that may be one event"),
                self.BY_CHANCE: self.tr("Pairs that chance alone would bring"),
                self.LINKED: self.tr("Pairs linked"),
                self.EVENTS: self.tr("Events, each once"),
                self.EVENTS_LOW: self.tr("Events at the lowest threshold"),
                self.EVENTS_HIGH: self.tr("Events at the highest threshold"),
                self.EXPECTED_FALSE: self.tr("Links expected to be wrong"),
                self.EXPECTED_MISSED: self.tr("Links expected to be missing"),
            }
        )
        self.add_texts(
            {
                self.PERIOD_1: self.tr("Days of the first agency"),
                self.PERIOD_2: self.tr("Days of the second agency"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Compare, link, and write every event once."""
        from ..safestats_core.hotspots.agencies.matching.events import single_events
        from ..safestats_core.hotspots.agencies.matching.matching import THRESHOLDS, count_at, links_at

        first, second = (self.read_agency(parameters, context, feedback, suffix) for suffix in ("", "_2"))
        matching = self.match(parameters, context, feedback, first.records, second.records)
        threshold = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        links = links_at(matching, threshold)
        events = single_events(first.records, second.records, matching, links)
        counts = count_at(matching, sorted({*THRESHOLDS, threshold}))
        (chosen,) = (each for each in counts if each.threshold == threshold)
        remarks = (*first.remarks, *second.remarks, *matching_remarks(matching, counts, chosen))

        crs, kinds = self.crs(parameters, context), QgsWkbTypes.Type
        rows, places = event_columns(first, second, events), points_wkb(events.x, events.y)
        lines = link_rows(first, second, matching, links)
        page = matching_page(self.displayName(), self._marks, matching, counts, remarks)
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, rows, places, kinds.Point, crs),
            self.LINKS: self.write_layer(parameters, self.LINKS, context, feedback, *lines, kinds.LineString, crs),
            self.TABLE: self.write_layer(parameters, self.TABLE, context, feedback, count_columns(counts)),
            self.HTML: self.write_page(parameters, context, page),
        }
        periods = {self.PERIOD_1: _period(first.records), self.PERIOD_2: _period(second.records)}
        styles = {self.OUTPUT: style_events, self.LINKS: style_links, self.TABLE: plain}
        return Result({**outputs, **self._numbers(matching, counts, chosen), **periods}, styles, remarks)

    def _numbers(self, matching: Matching, counts: list[Count], chosen: Count) -> dict:
        events = [each.events for each in counts]
        return {
            self.COUNT_1: matching.records[0],
            self.COUNT_2: matching.records[1],
            self.RECORDS: sum(matching.records),
            self.PAIRS: matching.pairs.first.size,
            self.BY_CHANCE: float(matching.by_chance.mean()) if matching.by_chance.size else None,
            self.LINKED: chosen.links,
            self.EVENTS: chosen.events,
            self.EVENTS_LOW: min(events),
            self.EVENTS_HIGH: max(events),
            self.EXPECTED_FALSE: chosen.false,
            self.EXPECTED_MISSED: chosen.missed,
        }


def _period(records: Records) -> str:
    """The days of the first and the last record."""
    days = records.start.astype("datetime64[s]").astype("datetime64[D]")
    return f"{days.min()} to {days.max()}"
