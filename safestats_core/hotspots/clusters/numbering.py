"""Numbers of clusters that do not depend on the order of the points: 1 is the largest."""

from __future__ import annotations

import numpy as np


def number_by_size(group: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Clusters numbered 1, 2, ... from the most points to the fewest, 0 for points in none, int64 of shape (n,).

    group  any whole number per cluster, below 0 for points in none, shape (n,)
    x, y   coordinates of the points, shape (n,)
    Of clusters with equally many points the one that reaches furthest west comes first, then furthest south.
    """
    inside = np.flatnonzero(group >= 0)
    labels = np.zeros(group.size, dtype=np.int64)
    if not inside.size:
        return labels
    order = inside[np.lexsort((y[inside], x[inside], group[inside]))]
    first = np.flatnonzero(np.diff(group[order], prepend=-1))
    count = np.diff(np.append(first, order.size))
    place = np.empty(first.size, dtype=np.int64)
    place[np.lexsort((y[order[first]], x[order[first]], -count))] = np.arange(1, first.size + 1)
    labels[order] = np.repeat(place, count)
    return labels
