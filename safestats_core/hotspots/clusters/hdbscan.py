"""HDBSCAN: clusters by density where one distance does not fit all; scikit-learn, where installed, does the work."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ...errors import InvalidInput, MissingPackage
from ..points import checked_points
from .dbscan import DensityClusters, checked_minimum
from .numbering import number_by_size

MAXIMUM_POINTS = 100_000
"""scikit-learn looks at every pair of points: about a minute for so many, and four times that for twice as many."""


def hdbscan(x: np.ndarray, y: np.ndarray, minimum: int, *, minimum_near: Optional[int] = None) -> DensityClusters:
    """Clusters that last longest while the distance of DBSCAN grows; no distance has to be chosen.

    x, y          coordinates in metres, shape (n,), at most MAXIMUM_POINTS points
    minimum       points that a cluster has at least, 2 or more
    minimum_near  points, itself included, by which the density at a point is measured; None: as many as `minimum`
    Returns DensityClusters; `is_core` says that the point is in a cluster, as HDBSCAN knows no core points.
    Raises MissingPackage where scikit-learn 1.3 or later is not installed; InvalidInput for fewer points than the
    minimum, too many points or unusable coordinates.

    The points are handed over from west to east and south to north, so their order does not matter, as multiples of
    the extent, so neither does the unit.
    Source: Campello, Moulavi & Sander (2013), PAKDD 2013, 160-172; scikit-learn, `sklearn.cluster.HDBSCAN`, with
    clusters chosen by excess of mass.
    """
    x, y, _ = checked_points(x, y)
    _check_feasible(x, minimum)
    near = checked_minimum(minimum if minimum_near is None else minimum_near, x.size)
    if near > x.size:
        raise InvalidInput(f"{near:,} points near each point are more than there are. Use a lower minimum.")
    require_scikit_learn()
    from sklearn.cluster import HDBSCAN

    order = np.lexsort((y, x))
    extent = max(np.ptp(x), np.ptp(y)) or 1.0
    points = np.column_stack([x - x[order[0]], y - y[order[0]]])[order] / extent
    found = HDBSCAN(min_cluster_size=int(minimum), min_samples=near, algorithm="kd_tree", copy=True).fit_predict(points)
    group = np.empty(x.size, dtype=np.int64)
    group[order] = found
    labels = number_by_size(group, x, y)
    return DensityClusters(labels, labels > 0, int(labels.max()))


def require_scikit_learn() -> None:
    """Raise MissingPackage, with the command that installs it, where scikit-learn 1.3 or later is not there."""
    try:
        from sklearn.cluster import HDBSCAN  # noqa: F401
    except ImportError as error:
        raise MissingPackage(
            "HDBSCAN needs the Python package scikit-learn, version 1.3 or later. In the Python of QGIS run: "
            'python -m pip install "scikit-learn>=1.3". Or choose another method.'
        ) from error


def _check_feasible(x: np.ndarray, minimum: int) -> None:
    checked_minimum(minimum, x.size)
    if minimum < 2:
        raise InvalidInput(f"HDBSCAN needs a minimum of 2 points or more, not {minimum}. Use for example 10.")
    if x.size < minimum:
        raise InvalidInput(f"{x.size:,} points are fewer than the minimum of {minimum:,}. Use a lower minimum.")
    if x.size > MAXIMUM_POINTS:
        raise InvalidInput(
            f"HDBSCAN compares all pairs of points, which takes too long for {x.size:,}; the limit is "
            f"{MAXIMUM_POINTS:,}. Choose a shorter period or a smaller area, or use DBSCAN."
        )
