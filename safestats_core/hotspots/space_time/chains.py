"""Chains of near repeats: which event followed which, and what that makes each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ...errors import InvalidInput
from .near_repeat import NearRepeat, checked_events, checked_work
from .near_repeat_bands import Bands
from .near_repeat_pairs import Places, distance_between, pair_blocks, places_of

MAXIMUM_LINKS = 5_000_000
"""Each becomes a line on the map."""

ROLES = ("isolated", "originator", "near repeat", "repeat")
"""What an event can be, by its number in `Chains.role`."""


@dataclass(frozen=True)
class Chains:
    """The links, shape (links,), and what they make of the events, shape (n,).

    earlier, later  which events a link joins, by their place in the arrays given
    distance        metres between them
    same_place      bool: whether the two stand at the same place
    days            whole days between them; 0 on the same day
    role            index into ROLES
    chain           number of the chain, from 1 in the order of the chains' first events; 0 for an isolated event
    size            number of events in the chain; 1 for an isolated event
    before, after   number of linked events before and after each event
    """

    earlier: np.ndarray
    later: np.ndarray
    distance: np.ndarray
    same_place: np.ndarray
    days: np.ndarray
    role: np.ndarray
    chain: np.ndarray
    size: np.ndarray
    before: np.ndarray
    after: np.ndarray


def linkable(tested: NearRepeat) -> np.ndarray:
    """The bands that `NearRepeat.linking` names; none where they hold more than MAXIMUM_LINKS pairs."""
    linked = tested.linking()
    return linked if tested.observed[linked].sum() <= MAXIMUM_LINKS else np.zeros_like(linked)


def find_chains(
    x: np.ndarray,
    y: np.ndarray,
    times: np.ndarray,
    space: Bands,
    time: Bands,
    linked: np.ndarray,
    *,
    same_place: float = 1.0,
    metric: str = "euclidean",
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Chains:
    """Link the events whose distance and days fall into chosen bands, and follow the links.

    x, y         metres, shape (n,)
    times        when: datetime64, or whole calendar days as integers, shape (n,)
    space, time  bands in metres and in days, from `bands`
    linked       which bands link two events, bool of shape (space bands, time bands); for example
                 `near_repeat(...).over_represented()`. An infinite distance band cannot link
    same_place   metres; two events less than this apart stand at the same place; 0: only at the very same
    metric       "euclidean" or "manhattan"
    progress     called after every block of pairs
    Returns a Chains.
    Raises InvalidInput for what `near_repeat` refuses, bands of another shape, a link over an infinite distance, and
    more than MAXIMUM_LINKS links.

    An event with an earlier event linked to it is a repeat where one of these stands at the same place, else a near
    repeat; with later ones only it is an originator; without a link it is isolated. A chain is a connected component
    of the links. Of two events on one day the one with the earlier time of day counts as earlier; with equal times the
    more western, then the more southern, then the one that comes first in the arrays: the date does not say which was
    first, but so every chain has an originator, and a run can be repeated.
    Source: Townsley, Homel & Chaseling (2003), British Journal of Criminology 43, 615-633; chains as in Haberman &
    Ratcliffe (2012), Policing 6, 151-166. The roles have the names of Esri's Repeat and Near Repeat Classification; how
    that tool breaks ties on one day is not documented.
    """
    x, y, days = checked_events(x, y, times)
    linked = _checked_linked(linked, space, time)
    places = places_of(x, y, metric)
    one, other = _links(places, days[places.order], space, time, linked, progress)
    one, other = places.order[one], places.order[other]
    rank = np.empty(x.size, dtype=np.int64)
    rank[np.lexsort((y, x, np.asarray(times)))] = np.arange(x.size)
    is_first = rank[one] < rank[other]
    earlier, later = np.where(is_first, one, other), np.where(is_first, other, one)
    order = np.lexsort((rank[later], rank[earlier]))
    earlier, later = earlier[order], later[order]
    distance = distance_between(x, y, earlier, later, metric)
    chain, size = _components(earlier, later, rank)
    before, after = np.bincount(later, minlength=x.size), np.bincount(earlier, minlength=x.size)
    at_same_place = (distance < same_place) | (distance == 0)
    repeats = np.bincount(later[at_same_place], minlength=x.size)
    role = np.select([repeats > 0, before > 0, after > 0], [3, 2, 1], 0).astype(np.int8)
    return Chains(
        earlier, later, distance, at_same_place, days[later] - days[earlier], role, chain, size, before, after
    )


def _checked_linked(linked: np.ndarray, space: Bands, time: Bands) -> np.ndarray:
    linked = np.asarray(linked, dtype=bool)
    if linked.shape != (space.count, time.count):
        raise InvalidInput(
            f"The linking bands have the shape {linked.shape}; there are {space.count} bands of distance and "
            f"{time.count} of days. Give one value for each pair of bands."
        )
    if space.edges[-1] == np.inf and linked[-1].any():
        raise InvalidInput(
            f"The distance band {space.labels[-1]} cannot link events. Choose bands that end at a distance."
        )
    return linked


def _links(
    places: Places,
    days: np.ndarray,
    space: Bands,
    time: Bands,
    linked: np.ndarray,
    progress: Optional[Callable[[int, int, str], None]],
) -> tuple[np.ndarray, np.ndarray]:
    """Numbers in `places` of the two events of each link."""
    if not linked.any():
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # Beyond the last band that links there is nothing to look for.
    last = int(np.flatnonzero(linked.any(axis=1))[-1])
    narrow = Bands(space.edges[: last + 2], space.closed)
    pairs = checked_work(places, narrow.reach, 1)
    # One row and column more for what lies outside all bands, found by -1 as well.
    table = np.zeros((space.count + 1, time.count + 1), dtype=bool)
    table[:-1, :-1] = linked
    found, count, done = [], 0, 0
    for block in pair_blocks(places, narrow, pairs):
        gap = np.abs(days[block.one] - days[block.other])
        chosen = table[block.band, time.band_of(gap)]
        found.append((block.one[chosen], block.other[chosen]))
        count, done = count + np.count_nonzero(chosen), done + block.one.size
        if count > MAXIMUM_LINKS:
            raise InvalidInput(
                f"The chosen bands link more than {MAXIMUM_LINKS:,} pairs of events. Choose shorter bands, a shorter "
                "period, or one kind of crime."
            )
        if progress is not None:
            progress(done, max(pairs, done), "Links")
    one, other = (np.concatenate(parts) for parts in zip(*found))
    return one, other


def _components(earlier: np.ndarray, later: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number and size of each event's chain; chains are numbered by their first events, isolated events 0."""
    joined = sparse.coo_matrix((np.ones(earlier.size, bool), (earlier, later)), shape=(rank.size, rank.size))
    label = csgraph.connected_components(joined, directed=False)[1]
    size = np.bincount(label)
    first = np.full(size.size, rank.size)
    np.minimum.at(first, label, rank)
    number = np.zeros(size.size, dtype=np.int64)
    chains = np.flatnonzero(size > 1)
    number[chains[np.argsort(first[chains])]] = np.arange(1, chains.size + 1)
    return number[label], size[label]
