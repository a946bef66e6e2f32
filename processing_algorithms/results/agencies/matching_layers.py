"""What a matching of two agencies gives as layers: every event once, the links, the counts by threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ...sources.agency_records import AgencyRecords
from ..features import Columns
from ..styles import style_classes
from ..wkb import lines_wkb

if TYPE_CHECKING:
    from ....safestats_core.hotspots.agencies.matching.events import Events
    from ....safestats_core.hotspots.agencies.matching.matching import Count, Matching
    from ....safestats_core.hotspots.agencies.matching.records import Records

_BOTH, _FIRST, _SECOND = "both", "first only", "second only"
_LEAST_DRAWN = 0.05


def event_columns(first: AgencyRecords, second: AgencyRecords, events: Events) -> Columns:
    """A row for each event, with the references of both agencies."""
    return {
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


def link_rows(
    first: AgencyRecords, second: AgencyRecords, matching: Matching, links: np.ndarray
) -> tuple[Columns, list[bytes]]:
    """A row and a line for each pair that is linked, or is not quite improbable."""
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
    a, b = first.records, second.records
    ends = np.stack([np.stack([a.x[one], a.y[one]], -1), np.stack([b.x[other], b.y[other]], -1)], axis=1)
    return columns, lines_wkb(ends)


def count_columns(counts: Sequence[Count]) -> Columns:
    """A row for each threshold."""
    return {
        "threshold": np.array([each.threshold for each in counts]),
        "links": np.array([each.links for each in counts]),
        "events": np.array([each.events for each in counts]),
        "exp_false": np.array([each.false for each in counts]),
        "exp_missed": np.array([each.missed for each in counts]),
    }


def _picked(values: np.ndarray, position: np.ndarray) -> np.ndarray:
    """The values at the positions; None where the position is below 0."""
    return np.where(position >= 0, values[position], None)


def _categories(records: Records) -> np.ndarray:
    return np.array([*records.categories, None], dtype=object)[records.category]


def style_events(layer: QgsVectorLayer) -> None:
    """By who knows of an event."""
    classes = [
        (_BOTH, "#7a0026", tr("Known to both")),
        (_FIRST, "#2166ac", tr("Known to the first agency only")),
        (_SECOND, "#f4792b", tr("Known to the second agency only")),
    ]
    style_classes(layer, "known_to", classes)


def style_links(layer: QgsVectorLayer) -> None:
    """Linked pairs dark, the others grey."""
    style_classes(layer, "linked", [(1, "#7a0026", tr("Linked")), (0, "#8c8c8c", tr("Possible, not linked"))])
