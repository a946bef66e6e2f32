"""Knox counts: pairs of events per band of distance and band of days, as they are and with the days dealt anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Optional

import numpy as np

from .near_repeat_bands import Bands
from .near_repeat_pairs import Pairs, Places, pair_blocks

_DEALS_AT_ONCE = 256
_PAIRS_AT_ONCE = 4096
"""With 256 deals of two bytes each, what is worked on fits into the cache of a processor core."""

_PIECES_WITHOUT_THREADS = 8

_MEMORY = 250_000_000
"""Bytes of dealt days that are held at a time."""


@dataclass(frozen=True)
class _Piece:
    """Pairs of one band of distance, which is 1 and up; 0 below the first."""

    band: int
    one: np.ndarray
    other: np.ndarray


def knox_counts(
    places: Places,
    days: np.ndarray,
    space: Bands,
    time: Bands,
    permutations: int,
    rng: np.random.Generator,
    pairs: int,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs in every band of distance and of days, first as observed, then for each deal of the days to the places.

    places        of the n events
    days          calendar day of each event, in the order of `places`, int64 of shape (n,)
    permutations  number of deals
    rng           deals the days
    pairs         from `count_pairs` for the reach of `space`
    progress      called several times a second
    Returns the pairs, int64 of shape (space bands, time bands, 1 + permutations), and how many pairs each space band
    holds however many days apart, shape (space bands,).

    Only pairs up to the last finite distance are made. How many pairs there are in all within so many days does not
    depend on the deal, so what the finite bands leave over is the infinite one's.
    """
    rows = days - days.min()
    rows = rows.astype(np.int16 if rows.max() < 2**15 else np.int32)
    limits = [*time.whole_limits(), np.inf]
    total, done = pairs * (permutations + 1), 0
    counted: list[np.ndarray] = []

    def told(compared: int) -> None:
        if progress is not None and total:
            progress((done + compared) * permutations // total, permutations, "Permutations")

    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as threads:
        for deals in _groups(rows, permutations, rng, told):
            counted.append(_within_limits(places, deals, space, limits, pairs, threads, told))
            done += pairs * counted[-1].shape[2]
            told(0)
    within = np.concatenate(counted, axis=2)
    if space.edges[-1] == np.inf:
        everywhere = np.array([pairs_within(days, limit) for limit in limits])
        within[-1] = everywhere[:, None] - within[:-1].sum(axis=0)
    return np.diff(within[1:, :-1], axis=1), within[1:, -1, 0]


def pairs_within(days: np.ndarray, limit: float) -> int:
    """Number of pairs of events that lie fewer than `limit` days apart, wherever they stand."""
    if limit <= 0:
        return 0
    later = np.sort(days)
    behind = np.full(days.size, days.size) if limit == np.inf else np.searchsorted(later, later + int(limit))
    return int((behind - np.arange(1, days.size + 1)).sum())


def _arrangements(rows: np.ndarray, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """The days as observed, and then dealt anew again and again."""
    yield rows
    # Dealt from sorted days, so that the order in which the events were given does not show; as int64, the type that
    # numpy shuffles quickest.
    deck = np.sort(rows).astype(np.int64)
    while True:
        yield rng.permutation(deck).astype(rows.dtype)


def _groups(
    rows: np.ndarray, permutations: int, rng: np.random.Generator, told: Callable[[int], None]
) -> Iterator[list[np.ndarray]]:
    """All arrangements, in arrays of shape (n, arrangements), as many at a time as fit into memory."""
    columns = max(1, min(_DEALS_AT_ONCE, _MEMORY // rows.nbytes))
    arrays = max(1, _MEMORY // (rows.nbytes * columns))
    arrangements = islice(_arrangements(rows, rng), permutations + 1)
    while True:
        group = []
        for _ in range(arrays):
            some = []
            for days in islice(arrangements, columns):
                some.append(days)
                told(0)
            if some:
                group.append(np.ascontiguousarray(np.array(some).T))
        if not group:
            return
        yield group


def _within_limits(
    places: Places,
    deals: list[np.ndarray],
    space: Bands,
    limits: list[float],
    pairs: int,
    threads: ThreadPoolExecutor,
    told: Callable[[int], None],
) -> np.ndarray:
    """Pairs under each limit of days, below the first distance and in each band; shape (1 + bands, limits, deals).

    The infinite band of distance stays empty.
    """
    within = np.zeros((1 + space.count, len(limits), sum(part.shape[1] for part in deals)), dtype=np.int64)
    span = int(max(part.max() for part in deals))
    narrow = [number for number, limit in enumerate(limits) if 0 < limit <= span]
    wide = [number for number, limit in enumerate(limits) if limit > span]
    days = [int(limits[number]) for number in narrow]
    compared = 0
    for block in pair_blocks(places, space, pairs):
        pieces = list(_pieces(block, space))
        # Waiting for a thread takes longer than a few pieces do.
        each = threads.map if len(pieces) > _PIECES_WITHOUT_THREADS else map
        for piece, counts in zip(pieces, each(_under, repeat(deals), pieces, repeat(days))):
            within[piece.band, narrow] += counts
            within[piece.band, wide] += piece.one.size
            compared += piece.one.size * within.shape[2]
            told(compared)
    return within


def _pieces(pairs: Pairs, space: Bands) -> Iterator[_Piece]:
    """Pairs of one band at a time."""
    last = space.count - 1 if space.edges[-1] == np.inf else space.count
    edges = np.searchsorted(pairs.band, np.arange(-1, last + 1))
    for number, (start, stop) in enumerate(zip(edges[:-1], edges[1:])):
        for begin in range(start, stop, _PAIRS_AT_ONCE):
            part = slice(begin, min(begin + _PAIRS_AT_ONCE, stop))
            yield _Piece(number, pairs.one[part], pairs.other[part])


def _under(deals: list[np.ndarray], piece: _Piece, days: list[int]) -> np.ndarray:
    """How many of the pairs lie fewer days apart than each limit, in each deal; shape (limits, deals)."""
    counts = np.empty((len(days), sum(part.shape[1] for part in deals)), dtype=np.int64)
    column = 0
    for part in deals:
        gap = part.take(piece.one, axis=0)
        gap -= part.take(piece.other, axis=0)
        np.abs(gap, out=gap)
        for row, limit in enumerate(days):
            counts[row, column : column + part.shape[1]] = _column_sums(gap < limit)
        column += part.shape[1]
    return counts


def _column_sums(holds: np.ndarray) -> np.ndarray:
    """How many rows hold in each column; the array given is used up.

    The lower half of the rows is laid on the upper one, seven times over: bytes hold the sums, and adding long
    stretches of bytes is many times quicker than adding along columns in words.
    """
    sums = holds.view(np.uint8)
    for _ in range(7):
        half = sums.shape[0] // 2
        sums[:half] += sums[sums.shape[0] - half :]
        sums = sums[: sums.shape[0] - half]
    return sums.sum(axis=0, dtype=np.int64)
