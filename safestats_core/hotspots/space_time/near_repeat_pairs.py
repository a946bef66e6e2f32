"""Pairs of events near each other, found block by block: never more of them in memory than a block holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import spatial

from ...errors import InvalidInput
from .near_repeat_bands import Bands

METRICS = {"euclidean": 2, "manhattan": 1}

PAIRS_PER_BLOCK = 2_000_000
"""Some 150 MB while a block is looked through."""

_ROUNDING = 1 + 1e-9
"""The tree finds a pair at exactly the reach even when it rounds the distance up; the bands then decide."""


@dataclass(frozen=True)
class Places:
    """Events gathered by place: many events stand at one point where positions are snapped.

    x, y    position of each place, in metres, shape (places,); ordered by x, then by y
    first   number of the first event at each place, and behind them the number of events, shape (places + 1,)
    order   which of the events given stands at each number, shape (n,)
    metric  "euclidean" or "manhattan"
    tree    finds the places near a place
    """

    x: np.ndarray
    y: np.ndarray
    first: np.ndarray
    order: np.ndarray
    metric: str
    tree: spatial.cKDTree


@dataclass(frozen=True)
class Pairs:
    """Pairs of events, by their numbers in `Places`.

    one, other  numbers of the events, shape (pairs,)
    band        of their distance, as `Bands.band_of` numbers it; never falls, shape (pairs,)
    """

    one: np.ndarray
    other: np.ndarray
    band: np.ndarray


def places_of(x: np.ndarray, y: np.ndarray, metric: str) -> Places:
    """Gather events by place.

    x, y  metres, shape (n,)
    Raises InvalidInput for an unknown metric.
    """
    if metric not in METRICS:
        raise InvalidInput(f"There is no metric '{metric}'. Choose {' or '.join(METRICS)}.")
    order = np.lexsort((y, x))
    x, y = x[order], y[order]
    is_new = np.ones(x.size, bool)
    is_new[1:] = (np.diff(x) != 0) | (np.diff(y) != 0)
    first = np.flatnonzero(is_new)
    x, y = x[first], y[first]
    return Places(x, y, np.append(first, order.size), order, metric, spatial.cKDTree(np.column_stack([x, y])))


def count_pairs(places: Places, reach: float) -> int:
    """Number of pairs of events no further apart than the reach, without making them.

    Where there are no more than PAIRS_PER_BLOCK events beside each other from west to east, that number, which is
    never too low, spares the exact count.
    """
    events = np.diff(places.first)
    if reach == 0:
        return int((events * (events - 1)).sum() // 2)
    east = places.first[np.searchsorted(places.x, places.x + reach * _ROUNDING, side="right")]
    beside = int((events * (east - places.first[:-1])).sum())
    if beside <= PAIRS_PER_BLOCK:
        return beside
    p, weights = METRICS[places.metric], events.astype(float)
    ordered = places.tree.count_neighbors(places.tree, reach * _ROUNDING, p=p, weights=(weights, weights))
    return int((ordered - weights.sum()) / 2)


def pair_blocks(places: Places, space: Bands, pairs: int) -> Iterator[Pairs]:
    """All pairs of events within the reach of the bands, each once, some at a time; `pairs` is from `count_pairs`."""
    here, size = np.arange(places.order.size), np.diff(places.first)
    behind = np.repeat(places.first[1:], size)
    yield from _expanded(here, here + 1, behind, space.band_of(np.zeros(here.size)))
    if space.reach == 0:
        return
    for a, b in _place_pairs(places, space.reach, pairs):
        band = space.band_of(distance_between(places.x, places.y, a, b, places.metric)).astype(np.int16)
        order = np.argsort(band, kind="stable")
        a, b, band = a[order], b[order], band[order]
        for part in _portions(size[a]):
            row = np.repeat(np.arange(part.start, part.stop), size[a[part]])
            one = _counting(places.first[a[part]], size[a[part]])
            yield from _expanded(one, places.first[b][row], places.first[b + 1][row], band[row])


def _place_pairs(places: Places, reach: float, pairs: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of places, block by block: those within a block, and those between it and the places east of it."""
    radius, p = reach * _ROUNDING, METRICS[places.metric]
    if pairs <= PAIRS_PER_BLOCK:
        a, b = places.tree.query_pairs(radius, p=p, output_type="ndarray").T
        yield a, b
        return
    positions = np.column_stack([places.x, places.y])
    near = places.tree.query_ball_point(positions, radius, p=p, workers=-1, return_length=True)
    for block in _portions(near):
        tree = spatial.cKDTree(positions[block])
        a, b = tree.query_pairs(radius, p=p, output_type="ndarray").T + block.start
        yield a, b
        end = np.searchsorted(places.x, places.x[block.stop - 1] + radius, side="right")
        if end > block.stop:
            east = spatial.cKDTree(positions[block.stop : end])
            found = tree.sparse_distance_matrix(east, radius, p=p, output_type="ndarray")
            yield found["i"] + block.start, found["j"] + block.stop


def _expanded(one: np.ndarray, first: np.ndarray, behind: np.ndarray, band: np.ndarray) -> Iterator[Pairs]:
    """Each event `one` with every event from `first` to the one before `behind`."""
    length = behind - first
    if length.size and length.max() == 1:
        # Nobody shares a place, as with exact positions: the rows are the pairs.
        single = length == 1
        yield Pairs(one[single], first[single], band[single])
        return
    for rows in _portions(length):
        size = length[rows]
        yield Pairs(np.repeat(one[rows], size), _counting(first[rows], size), np.repeat(band[rows], size))


def _portions(sizes: np.ndarray) -> Iterator[slice]:
    """Where to cut rows so that the sizes of a portion add up to about PAIRS_PER_BLOCK."""
    number = np.cumsum(sizes) // PAIRS_PER_BLOCK
    edges = [*map(int, np.flatnonzero(np.diff(number, prepend=-1))), sizes.size]
    return (slice(start, stop) for start, stop in zip(edges[:-1], edges[1:]))


def _counting(first: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """From each `first` on, so many whole numbers."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if ends.size else 0) + np.repeat(first - (ends - lengths), lengths)


def distance_between(x: np.ndarray, y: np.ndarray, a: np.ndarray, b: np.ndarray, metric: str) -> np.ndarray:
    """Metres from each of the points numbered `a` to that of `b`."""
    east, north = x[a] - x[b], y[a] - y[b]
    return np.abs(east) + np.abs(north) if metric == "manhattan" else np.sqrt(east**2 + north**2)
