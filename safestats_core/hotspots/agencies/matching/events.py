"""Every event once: the records of two agencies after those that are one event have been joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .matching import Matching
from .records import Records

NOBODY = -1
"""In place of a record: this agency does not know the event."""


@dataclass(frozen=True)
class Events:
    """Events in arrays of the shape (events,): those of the first agency in its order, then what only the second knows.

    first, second  positions of the records; NOBODY where an agency does not know the event
    x, y           metres: of two records the place of the more precise, of equally precise ones that of the first
    precision      metres
    start, end     seconds, wall clock: of two records what their intervals share, or else the shorter interval
    probability    that two records are one event; NaN where only one agency knows it
    """

    first: np.ndarray
    second: np.ndarray
    x: np.ndarray
    y: np.ndarray
    precision: np.ndarray
    start: np.ndarray
    end: np.ndarray
    probability: np.ndarray


def single_events(a: Records, b: Records, matching: Matching, links: np.ndarray) -> Events:
    """Join the records of the linked pairs.

    links  positions of the pairs, as `links_at` gives them: no record twice
    Returns Events: as many as there are records, less the links.
    """
    partner = np.full(a.count, NOBODY, dtype=np.int64)
    partner[matching.pairs.first[links]] = matching.pairs.second[links]
    likely = np.full(a.count, np.nan)
    likely[matching.pairs.first[links]] = matching.probability[links]
    alone = np.setdiff1d(np.arange(b.count), partner[partner >= 0])
    own = np.concatenate([np.arange(a.count), np.full(alone.size, NOBODY)])
    other = np.concatenate([partner, alone])
    # -1 picks the last record, which is then not used.
    both, knows = (own >= 0) & (other >= 0), own >= 0
    nearer = np.where(both, a.precision[own] <= b.precision[other], knows)
    late, early = np.maximum(a.start[own], b.start[other]), np.minimum(a.end[own], b.end[other])
    shorter = np.where(both, (a.end - a.start)[own] <= (b.end - b.start)[other], knows)
    overlap = both & (late <= early)
    return Events(
        first=own,
        second=other,
        x=np.where(nearer, a.x[own], b.x[other]),
        y=np.where(nearer, a.y[own], b.y[other]),
        precision=np.where(nearer, a.precision[own], b.precision[other]),
        start=np.where(overlap, late, np.where(shorter, a.start[own], b.start[other])),
        end=np.where(overlap, early, np.where(shorter, a.end[own], b.end[other])),
        probability=np.concatenate([likely, np.full(alone.size, np.nan)]),
    )
