"""DBSCAN: clusters of points that have many others near them, of any shape, and the points that belong to none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import checked_length, checked_points
from .density_clusters import density_groups
from .numbering import number_by_size
from .places import distinct_places
from .reach_cells import Reach


@dataclass(frozen=True)
class DensityClusters:
    """Clusters by density.

    labels    cluster of each point, 1 the largest; 0 for a point in no cluster; int64, shape (n,)
    is_core   whether the point has at least the minimum of points within reach, bool, shape (n,)
    clusters  number of clusters
    """

    labels: np.ndarray
    is_core: np.ndarray
    clusters: int


def dbscan(
    x: np.ndarray,
    y: np.ndarray,
    radius: float,
    minimum: int,
    *,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> DensityClusters:
    """Clusters of points with at least `minimum` points within `radius`, chained as far as such points reach.

    x, y      coordinates in metres, shape (n,)
    radius    metres, edge included (Eps in the paper)
    minimum   points within the radius that make a point a core point, the point itself counted (MinPts in the paper)
    progress  told as the work goes on; may raise Cancelled
    Returns DensityClusters.
    Raises InvalidInput for no points, unusable coordinates, a radius or minimum that is not above 0.

    Definition: a point is core when at least `minimum` points, itself included, lie within the radius. Core points
    within the radius of each other belong to one cluster. A point that is not core belongs to the cluster of the
    nearest core point within the radius; of equally near ones the one further west, then further south. Where the
    paper leaves such a border point to whichever cluster is found first, this rule does not depend on the order of
    the points. Clusters are numbered by size (`number_by_size`).

    How: points on one spot are worked on as one place with a count, and places are sorted into cells, so that neither
    time nor memory grows with the number of pairs. The result is exact.

    Source: Ester, Kriegel, Sander & Xu (1996), KDD-96, 226-231; cells as in Gunawan (2013), thesis, TU Eindhoven.
    """
    x, y, _ = checked_points(x, y)
    checked_length("radius", radius, "Enter how near points of a cluster lie to each other, for example 200.")
    checked_minimum(minimum, x.size)
    places = distinct_places(x, y, np.zeros(x.size))
    group, is_core = density_groups(places, Reach(float(radius)), int(minimum), progress or silent)
    labels = number_by_size(group[places.of], x, y)
    return DensityClusters(labels, is_core[places.of], int(labels.max()))


def checked_minimum(minimum: int, points: int) -> int:
    """`minimum` if it is a whole number above 0 and there are points at all; refused otherwise."""
    if not points:
        raise InvalidInput("There are no points. Choose a layer, period or filter that holds at least one.")
    if minimum != int(minimum) or minimum < 1:
        raise InvalidInput(f"The minimum number of points is {minimum:g}. Use a whole number such as 10.")
    return int(minimum)


def silent(done: int, total: int, what: str) -> None:
    """The progress of someone who did not ask for it."""
