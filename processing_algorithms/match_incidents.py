"""Algorithm `matchincidents`: which records of two agencies are one event, and how many events there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm
from .base.translation import tr
from .results.features import Columns, fields_of, write_features
from .results.matching_page import matching_page
from .results.result import Result, plain
from .results.styles import style_classes
from .results.wkb import lines_wkb, points_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.agencies.matching.events import Events
    from ..safestats_core.hotspots.agencies.matching.matching import Count, Matching
    from ..safestats_core.hotspots.agencies.matching.records import Records

_BOTH, _FIRST, _SECOND = "both", "first only", "second only"
_LEAST_DRAWN = 0.05


@dataclass(frozen=True)
class _Agency:
    """One agency's records for the core, and what a person calls them by."""

    records: Records
    ids: np.ndarray
    remarks: list[str]


class MatchIncidents(PointAlgorithm):
    """Fellegi-Sunter linkage of two layers of points by place, time and category."""

    INPUT_2 = "INPUT_2"
    START, START_2 = "START", "START_2"
    END, END_2 = "END", "END_2"
    ID_FIELD, ID_FIELD_2 = "ID_FIELD", "ID_FIELD_2"
    CATEGORY, CATEGORY_2 = "CATEGORY", "CATEGORY_2"
    COMPATIBLE = "COMPATIBLE"
    PRECISION, PRECISION_2 = "PRECISION", "PRECISION_2"
    PRECISION_FIELD, PRECISION_FIELD_2 = "PRECISION_FIELD", "PRECISION_FIELD_2"
    TOLERANCE = "TOLERANCE"
    THRESHOLD = "THRESHOLD"
    DISTANCES = "DISTANCES"
    MINUTES = "MINUTES"
    CHANCE = "CHANCE"
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

    CHANCES = {
        "chance": QT_TRANSLATE_NOOP("SafeStats", "From the pairs that are left when one agency's clock is moved"),
        "em": QT_TRANSLATE_NOOP("SafeStats", "Learnt together with the rest (EM)"),
    }

    group_name = QT_TRANSLATE_NOOP("SafeStats", "Several agencies")
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
        "JASA 84, for one-to-one assignment. Held against splink (Ministry of Justice).",
    )

    column_parameters = {
        "INPUT": {"START": "time", "END": "time", "ID_FIELD": "text", "CATEGORY": "text", "PRECISION_FIELD": "text"},
        "INPUT_2": {
            "START_2": "time",
            "END_2": "time",
            "ID_FIELD_2": "text",
            "CATEGORY_2": "text",
            "PRECISION_FIELD_2": "text",
        },
    }
    weight_parameters: dict[str, str] = {}
    needed = ("START", "START_2")

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points(title=self.tr("Records of the first agency"))
        self._add_agency("")
        self.add_points(self.INPUT_2, self.tr("Records of the second agency"))
        self._add_agency("_2")
        self._add_comparison()
        self.add_sink(self.OUTPUT, self.tr("Events, each once"), QgsProcessing.SourceType.TypeVectorPoint)
        for name, title, kind in (
            (self.LINKS, self.tr("Links"), QgsProcessing.SourceType.TypeVectorLine),
            (self.TABLE, self.tr("Counts by threshold"), QgsProcessing.SourceType.TypeVector),
        ):
            self.addParameter(QgsProcessingParameterFeatureSink(name, title, kind, optional=True, createByDefault=True))
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

    def _add_agency(self, suffix: str) -> None:
        parent = self.INPUT + suffix
        which = self.tr("second agency") if suffix else self.tr("first agency")

        def titled(title: str) -> str:
            return f"{title}, {which}"

        self.add_time(
            self.START + suffix,
            titled(self.tr("Start")),
            self.tr("When it happened, or the earliest moment at which it can have. Records without it are left out."),
            parent=parent,
        )
        self.add_time(
            self.END + suffix,
            titled(self.tr("End")),
            self.tr("The latest moment at which it can have happened. Default: the start."),
            optional=True,
            parent=parent,
        )
        for name, title, meaning in (
            (
                self.ID_FIELD,
                self.tr("Reference"),
                self.tr("What the agency calls the record. Default: the number of the row, from 1."),
            ),
            (
                self.CATEGORY,
                self.tr("Category"),
                self.tr("What kind of event it is; which kinds go together is learnt. Default: not compared."),
            ),
            (
                self.PRECISION_FIELD,
                self.tr("Field with the precision"),
                self.tr(
                    "Metres, or the words of a portal's location_precision: exact (the distance below), snapped "
                    "(250 m), cell (71 m, half of the diagonal of 100 m); records with area or none are left out and "
                    "counted. Default: the distance below for all."
                ),
            ),
        ):
            self.add_field(name + suffix, titled(title), meaning, optional=True, parent=parent)
        self.add_distance(
            self.PRECISION + suffix,
            titled(self.tr("Precision of the places")),
            self.tr("The event happened no further than this from its point."),
            self.tr("Default: 50."),
            default=50,
        )

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
        self._add_number(
            self.TOLERANCE,
            self.tr("Time between them, at most (minutes)"),
            60.0,
            self.tr("How long after one agency's interval the other's may begin, in minutes. Default: 60."),
        )
        self._add_number(
            self.THRESHOLD,
            self.tr("Link from this probability"),
            0.5,
            self.tr(
                "Above 0, at most 1. 0.5 makes the fewest errors altogether; higher links less and is wrong less "
                "often. The table gives the counts for others. Default: 0.5."
            ),
            highest=1,
        )
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

    def _add_number(self, name: str, title: str, default: float, meaning: str, highest: float = float("inf")) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        limits = {"minValue": 0, **({"maxValue": highest} if np.isfinite(highest) else {})}
        self.add(QgsProcessingParameterNumber(name, title, kind, default, **limits), meaning)

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse levels that are none, a threshold of 0, and combinations without categories."""
        super().check(parameters, context)
        for name in (self.DISTANCES, self.MINUTES):
            self._levels(parameters, context, name)
        threshold = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        if not 0 < threshold <= 1:
            raise InvalidInput(f"A threshold of {threshold:g} is none. Enter one above 0 and at most 1, such as 0.5.")
        named = [self.field(parameters, context, name) for name in (self.CATEGORY, self.CATEGORY_2)]
        if self.parameterAsString(parameters, self.COMPATIBLE, context).strip() and not all(named):
            raise InvalidInput(
                "Categories that can be one event were given, but not the fields that hold the categories. Choose the "
                "field of both agencies."
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Compare, link, and write every event once."""
        from ..safestats_core.hotspots.agencies.matching.events import single_events
        from ..safestats_core.hotspots.agencies.matching.matching import THRESHOLDS, count_at, links_at

        first = self._agency(parameters, context, feedback, "")
        second = self._agency(parameters, context, feedback, "_2")
        matching = self._match(parameters, context, feedback, first.records, second.records)
        threshold = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        links = links_at(matching, threshold)
        events = single_events(first.records, second.records, matching, links)
        counts = count_at(matching, sorted({*THRESHOLDS, threshold}))
        numbers = self._numbers(matching, counts, threshold)
        remarks = (*first.remarks, *second.remarks, *self._remarks(parameters, context, matching, numbers))
        outputs = {
            self.OUTPUT: self._write_events(parameters, context, feedback, first, second, events),
            self.LINKS: self._write_links(parameters, context, feedback, first, second, matching, links),
            self.TABLE: self._write_table(parameters, context, feedback, counts),
            self.HTML: self.write_page(
                parameters, context, matching_page(self.displayName(), self._marks, matching, counts, remarks)
            ),
        }
        periods = {self.PERIOD_1: _period(first.records), self.PERIOD_2: _period(second.records)}
        styles = {self.OUTPUT: _style_events, self.LINKS: _style_links, self.TABLE: plain}
        return Result({**outputs, **numbers, **periods}, styles, remarks)

    def _agency(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, suffix: str
    ) -> _Agency:
        from ..safestats_core.hotspots.agencies.matching.precision import precisions
        from ..safestats_core.hotspots.agencies.matching.records import records

        points = self.read_points(parameters, context, feedback, self.INPUT + suffix)

        def column(name: str) -> Optional[np.ndarray]:
            field = self.field(parameters, context, name + suffix)
            return points.columns[field] if field else None

        exact = self.parameterAsDouble(parameters, self.PRECISION + suffix, context)
        words = column(self.PRECISION_FIELD)
        precision = np.full(points.x.size, exact) if words is None else precisions(words.tolist(), exact)
        kept = np.isfinite(precision)
        start, end = column(self.START), column(self.END)
        end, about_ends = self._ends(start, start if end is None else end)
        said = [*self._named(parameters, context, suffix, points), *about_ends]
        if not kept.all():
            vague = self.tr("{number} records whose place is known as an area, or not at all, were left out.")
            said.append(vague.format(number=f"{np.count_nonzero(~kept):,}"))
        category, ids = column(self.CATEGORY), column(self.ID_FIELD)
        ids = (points.feature + 1).astype(str).astype(object) if ids is None else ids
        made = records(
            points.x[kept],
            points.y[kept],
            start[kept],
            end[kept],
            precision[kept],
            None if category is None else category[kept].tolist(),
        )
        return _Agency(made, ids[kept], said)

    def _named(self, parameters: dict, context: QgsProcessingContext, suffix: str, points: Points) -> list[str]:
        """What was read of an agency; the reader of the log has to know of which one."""
        which = self.tr("Second agency:") if suffix else self.tr("First agency:")
        return [
            f"{which} '{self.source(parameters, context, self.INPUT + suffix).sourceName()}'.",
            *self.left_out(points),
        ]

    def _ends(self, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, list[str]]:
        """Ends without nulls and not before their starts, with a sentence on each kind that was changed."""
        unknown, before = np.isnat(end), end < start
        said = []
        for changed, sentence in (
            (unknown, self.tr("{number} records without an end were taken as moments, at their start.")),
            (before, self.tr("{number} records that end before they start were taken as moments, at their start.")),
        ):
            if changed.any():
                said.append(sentence.format(number=f"{np.count_nonzero(changed):,}"))
        return np.where(unknown | before, start, end), said

    def _levels(self, parameters: dict, context: QgsProcessingContext, name: str) -> list[float]:
        text = self.parameterAsString(parameters, name, context)
        try:
            ends = [float(part) for part in text.split(",")]
        except ValueError as error:
            raise InvalidInput(f"'{text}' are no levels. Enter numbers with commas between them: 5, 15, 30.") from error
        return ends

    def _match(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: Records,
        second: Records,
    ) -> Matching:
        from ..safestats_core.hotspots.agencies.matching.compatible import compatible_categories
        from ..safestats_core.hotspots.agencies.matching.matching import match_records

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

    def _numbers(self, matching: Matching, counts: list[Count], threshold: float) -> dict:
        (chosen,) = (each for each in counts if each.threshold == threshold)
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

    def _remarks(self, parameters: dict, context: QgsProcessingContext, matching: Matching, numbers: dict) -> list[str]:
        said = [
            self.tr("{pairs} pairs are close enough in place and time to be one event.").format(
                pairs=f"{numbers[self.PAIRS]:,}"
            )
        ]
        if matching.by_chance.size:
            moved = self.tr(
                "With the second agency's clock moved, chance alone brings {mean} such pairs on average, and "
                "{most} at most in {shifts} shifts."
            )
            said.append(
                moved.format(
                    mean=f"{matching.by_chance.mean():,.1f}",
                    most=f"{matching.by_chance.max():,}",
                    shifts=matching.by_chance.size,
                )
            )
        if not matching.has_evidence:
            return [
                *said,
                self.tr(
                    "Chance alone explains them: nothing shows that the agencies share any event, and none is linked. "
                    "Check the precisions, the tolerance, and that both times are of one clock."
                ),
            ]
        found = self.tr(
            "Linked from a probability of {threshold}: {links} pairs. {records} records of both agencies are {events} "
            "events; {false} links are expected to be wrong and {missed} to be missing."
        )
        ranged = self.tr("From the lowest to the highest threshold of the table the events range from {low} to {high}.")
        return [
            *said,
            found.format(
                threshold=f"{self.parameterAsDouble(parameters, self.THRESHOLD, context):g}",
                links=f"{numbers[self.LINKED]:,}",
                records=f"{numbers[self.RECORDS]:,}",
                events=f"{numbers[self.EVENTS]:,}",
                false=f"{numbers[self.EXPECTED_FALSE]:,.1f}",
                missed=f"{numbers[self.EXPECTED_MISSED]:,.1f}",
            ),
            ranged.format(low=f"{numbers[self.EVENTS_LOW]:,}", high=f"{numbers[self.EVENTS_HIGH]:,}"),
        ]

    def _write_events(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: _Agency,
        second: _Agency,
        events: Events,
    ) -> str:
        columns: Columns = {
            "event": np.arange(1, events.x.size + 1),
            "known_to": np.select([events.second < 0, events.first < 0], [_FIRST, _SECOND], _BOTH).astype(object),
            "id_1": _picked(first.ids, events.first),
            "id_2": _picked(second.ids, events.second),
            "category_1": _picked(_categories(first.records), events.first),
            "category_2": _picked(_categories(second.records), events.second),
            "start": events.start.astype("datetime64[s]"),
            "end": events.end.astype("datetime64[s]"),
            "precision": events.precision,
            "prob": events.probability,
        }
        kind, crs = QgsWkbTypes.Type.Point, self.crs(parameters, context)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields_of(columns), kind, crs)
        write_features(sink, points_wkb(events.x, events.y), columns, report_to(feedback))
        return output

    def _write_links(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        first: _Agency,
        second: _Agency,
        matching: Matching,
        links: np.ndarray,
    ) -> str:
        linked = np.zeros(matching.probability.size, dtype=np.int64)
        linked[links] = 1
        drawn = np.flatnonzero((matching.probability >= _LEAST_DRAWN) | (linked == 1))
        one, other = matching.pairs.first[drawn], matching.pairs.second[drawn]
        columns: Columns = {
            "linked": linked[drawn],
            "id_1": first.ids[one],
            "id_2": second.ids[other],
            "prob": matching.probability[drawn],
            "weight": matching.weight[drawn],
            "distance": matching.pairs.distance[drawn],
            "minutes": matching.pairs.apart[drawn] / 60,
            **{
                name: np.array([*labels, None], dtype=object)[matching.comparison[drawn, k]]
                for k, (name, labels) in enumerate(zip(("lev_dist", "lev_time", "lev_cat"), matching.levels.labels))
            },
        }
        kind, crs = QgsWkbTypes.Type.LineString, self.crs(parameters, context)
        sink, output = self.open_sink(parameters, self.LINKS, context, fields_of(columns), kind, crs)
        if sink is not None:
            a, b = first.records, second.records
            ends = np.stack([np.stack([a.x[one], a.y[one]], -1), np.stack([b.x[other], b.y[other]], -1)], axis=1)
            write_features(sink, lines_wkb(ends), columns, report_to(feedback))
        return output

    def _write_table(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counts: list[Count]
    ) -> str:
        columns: Columns = {
            "threshold": np.array([each.threshold for each in counts]),
            "links": np.array([each.links for each in counts]),
            "events": np.array([each.events for each in counts]),
            "exp_false": np.array([each.false for each in counts]),
            "exp_missed": np.array([each.missed for each in counts]),
        }
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.TABLE, context, fields_of(columns), kind, no_crs)
        if sink is not None:
            write_features(sink, None, columns, report_to(feedback))
        return output


def _period(records: Records) -> str:
    """The days of the first and the last record."""
    days = records.start.astype("datetime64[s]").astype("datetime64[D]")
    return f"{days.min()} to {days.max()}"


def _picked(values: np.ndarray, position: np.ndarray) -> np.ndarray:
    """The values at the positions; None where the position is below 0."""
    return np.where(position >= 0, values[position], None)


def _categories(records: Records) -> np.ndarray:
    return np.array([*records.categories, None], dtype=object)[records.category]


def _style_events(layer: QgsVectorLayer) -> None:
    classes = [
        (_BOTH, "#7a0026", tr("Known to both")),
        (_FIRST, "#2166ac", tr("Known to the first agency only")),
        (_SECOND, "#f4792b", tr("Known to the second agency only")),
    ]
    style_classes(layer, "known_to", classes)


def _style_links(layer: QgsVectorLayer) -> None:
    style_classes(layer, "linked", [(1, "#7a0026", tr("Linked")), (0, "#8c8c8c", tr("Possible, not linked"))])
