"""Groups of points around the point with the most others near it, one after the other, fullest first."""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from ...errors import InvalidInput
from .places import distinct_places

MAXIMUM_PAIRS = 20_000_000
"""More pairs of places within the threshold distance are refused: they no longer fit into a small machine."""

_GROUPS_PER_REPORT = 100


def compact_groups(
    x: np.ndarray, y: np.ndarray, threshold: float, minimum: int, progress: Callable[[int, int, str], None]
) -> np.ndarray:
    """The group of each point, -1 for none, int64 of shape (n,).

    x, y       coordinates in metres, shape (n,)
    threshold  metres around the point in the middle, edge included
    minimum    points in a group at least
    progress   told as groups are found
    Raises InvalidInput for more than MAXIMUM_PAIRS pairs of places within the threshold.
    """
    places = distinct_places(x, y, np.zeros(x.size))
    neighbours = _neighbours(places.x, places.y, threshold)
    near = (places.count + neighbours @ places.count).astype(np.int64)
    group = np.full(places.x.size, -1, dtype=np.int64)
    # Counts only fall. So the heap's top is the most of all where its count still holds, else it goes back.
    waiting = [(-int(near[seed]), int(seed)) for seed in np.flatnonzero(near >= minimum)]
    heapq.heapify(waiting)
    groups = 0
    while waiting:
        most, seed = heapq.heappop(waiting)
        if group[seed] >= 0 or near[seed] < minimum:
            continue
        if near[seed] < -most:
            heapq.heappush(waiting, (-int(near[seed]), seed))
            continue
        members = np.append(_row(neighbours, seed), seed)
        members = members[group[members] < 0]
        group[members] = groups
        _take_away(near, neighbours, members, places.count)
        groups += 1
        if groups % _GROUPS_PER_REPORT == 0:
            progress(int(np.count_nonzero(group >= 0)), group.size, "Clusters found")
    return group[places.of]


def _neighbours(x: np.ndarray, y: np.ndarray, threshold: float) -> sparse.csr_matrix:
    """Which places lie within the threshold of each other, without the place itself, shape (places, places)."""
    tree = cKDTree(np.column_stack([x, y]))
    pairs = (int(tree.count_neighbors(tree, threshold)) - x.size) // 2
    if pairs > MAXIMUM_PAIRS:
        raise InvalidInput(
            f"{pairs:,} pairs of places lie within {threshold:g} m of each other, more than {MAXIMUM_PAIRS:,}. "
            "Use a shorter distance or fewer points, or choose DBSCAN, which holds no pairs."
        )
    a, b = tree.query_pairs(threshold, output_type="ndarray").T
    both = np.concatenate([a, b]), np.concatenate([b, a])
    return sparse.csr_matrix((np.ones(2 * len(a), dtype=np.int32), both), shape=(x.size, x.size))


def _row(neighbours: sparse.csr_matrix, place: int) -> np.ndarray:
    return neighbours.indices[neighbours.indptr[place] : neighbours.indptr[place + 1]]


def _take_away(near: np.ndarray, neighbours: sparse.csr_matrix, members: np.ndarray, count: np.ndarray) -> None:
    """Lower the counts of all places near the members of a new cluster."""
    rows = [_row(neighbours, member) for member in members]
    gone = np.repeat(count[members], [row.size for row in rows])
    np.subtract.at(near, np.concatenate(rows), gone)
