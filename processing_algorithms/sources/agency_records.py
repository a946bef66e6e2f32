"""The records of one agency as the matching takes them: moments made of missing ends, precisions of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np

from ..base.translation import numeral, tr
from .points import Points

if TYPE_CHECKING:
    from ...safestats_core.hotspots.agencies.matching.records import Records


@dataclass(frozen=True)
class AgencyRecords:
    """One agency's records for the core, what a person calls them by, and sentences on what was left out."""

    records: Records
    ids: np.ndarray
    remarks: list[str]


@dataclass(frozen=True)
class RecordFields:
    """The fields that hold what is compared; "" for one that was not given."""

    start: str
    end: str
    reference: str
    category: str
    precision: str


def agency_records(points: Points, fields: RecordFields, exact: float) -> AgencyRecords:
    """The records that have a place; `exact` is the precision in metres of those that are called exact, or nothing.

    Raises InvalidInput for a word that is no precision, and where no record is left.
    """
    from ...safestats_core.hotspots.agencies.matching.precision import precisions
    from ...safestats_core.hotspots.agencies.matching.records import records

    def column(field: str) -> Optional[np.ndarray]:
        return points.columns[field] if field else None

    words = column(fields.precision)
    precision = np.full(points.x.size, exact) if words is None else precisions(words.tolist(), exact)
    kept = np.isfinite(precision)
    start, end = points.columns[fields.start], column(fields.end)
    end, said = _ends(start, start if end is None else end)
    if not kept.all():
        vague = tr("{number} records whose place is known as an area, or not at all, were left out.")
        said.append(vague.format(number=numeral(np.count_nonzero(~kept))))
    category, ids = column(fields.category), column(fields.reference)
    ids = (points.feature + 1).astype(str).astype(object) if ids is None else ids
    made = records(
        points.x[kept],
        points.y[kept],
        start[kept],
        end[kept],
        precision[kept],
        None if category is None else category[kept].tolist(),
    )
    return AgencyRecords(made, ids[kept], said)


def _ends(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Ends without nulls and not before their starts, with a sentence on each kind that was changed."""
    unknown, before = np.isnat(end), end < start
    said = []
    for changed, sentence in (
        (unknown, tr("{number} records without an end were taken as moments, at their start.")),
        (before, tr("{number} records that end before they start were taken as moments, at their start.")),
    ):
        if changed.any():
            said.append(sentence.format(number=numeral(np.count_nonzero(changed))))
    return np.where(unknown | before, start, end), said
