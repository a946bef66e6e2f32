"""How strong a cluster is, so that it can be compared with those of random data."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ..space_time.scan_likelihood import log_likelihood_ratio
from .summary import summarise

_LEAST = 1e-9
"""Square metres, and points, below which there are none: nothing is divided by 0."""

_ROUNDING = 1e-9
"""Added to a radius, so that the point it was measured to is within."""


def strength_in_space(labels: np.ndarray, x: np.ndarray, y: np.ndarray, area: float) -> np.ndarray:
    """The likelihood ratio of each cluster's points within its convex hull, shape (clusters,).

    labels  cluster of each point, 0 for none, shape (n,)
    area    of the study area in square metres: points expected are n times the share of it that the hull covers
    Source: Kulldorff (1997), Communications in Statistics: Theory and Methods 26, 1481-1496.
    """
    summary = summarise(labels, x, y)
    return _ratio(summary.count, x.size * summary.area / max(area, _LEAST), x.size)


def strength_in_time(labels: np.ndarray, x: np.ndarray, y: np.ndarray, times: np.ndarray, tree: cKDTree) -> np.ndarray:
    """The likelihood ratio of each cluster, given how busy its part of town and its days are anyway: (clusters,).

    labels  cluster of each point, 0 for none, shape (n,)
    times   datetime64, shape (n,)
    tree    of the points, which stay the same however often the times are dealt anew
    Points expected are s t / n: s points ever within the circle round the cluster's mean centre that holds it, t points
    anywhere from its first moment to its last, as in the space-time permutation scan of Kulldorff et al. (2005), PLoS
    Medicine 2, e59. Found are the cluster's own points, so that a long thin cluster counts as weaker than it is.
    """
    inside = np.flatnonzero(labels)
    if not inside.size:
        return np.empty(0)
    mine = labels[inside]
    count = np.bincount(mine)[1:]
    centres = np.stack([np.bincount(mine, axis[inside])[1:] / count for axis in (x, y)], axis=1)
    order = np.lexsort((times[inside], mine))
    end = np.cumsum(count)
    away = np.hypot(*(np.stack([x, y], axis=1)[inside] - centres[mine - 1]).T)
    radius = np.maximum.reduceat(away[order], end - count)
    at_places = tree.query_ball_point(centres, radius * (1 + _ROUNDING) + _ROUNDING, return_length=True)
    dealt, sorted_times = times[inside][order], np.sort(times)
    before = np.searchsorted(sorted_times, dealt[end - count], side="left")
    meanwhile = np.searchsorted(sorted_times, dealt[end - 1], side="right") - before
    return _ratio(count, at_places * meanwhile / x.size, x.size)


def _ratio(count: np.ndarray, expected: np.ndarray, points: int) -> np.ndarray:
    """The ratio where all points, or none, may be expected in a cluster as well."""
    return log_likelihood_ratio(count, np.clip(expected, _LEAST, points * (1 - _ROUNDING)), points)
