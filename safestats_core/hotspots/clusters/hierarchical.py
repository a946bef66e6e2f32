"""Nearest-neighbour hierarchical clusters in the manner of CrimeStat: compact hotspots, and hotspots of hotspots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..points import checked_length, checked_points
from .compact_groups import compact_groups
from .dbscan import checked_minimum, silent
from .numbering import number_by_size

_STANDARD_ERROR = np.sqrt((4 - np.pi) / (4 * np.pi))


@dataclass(frozen=True)
class HierarchicalClusters:
    """Clusters of the first order, and those that they form in turn.

    labels    per order the cluster of each point, 1 the one with the most points, 0 for none; int64, each (n,).
              There is always a first order; a further one is there only where it holds a cluster
    distance  threshold distance of each order in metres
    """

    labels: tuple[np.ndarray, ...]
    distance: tuple[float, ...]

    @property
    def clusters(self) -> tuple[int, ...]:
        """Number of clusters of each order."""
        return tuple(int(labels.max()) for labels in self.labels)


def hierarchical(
    x: np.ndarray,
    y: np.ndarray,
    minimum: int,
    *,
    distance: Optional[float] = None,
    area: Optional[float] = None,
    probability: float = 0.1,
    minimum_clusters: Optional[int] = None,
    orders: Optional[int] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> HierarchicalClusters:
    """Groups of points within a threshold distance of one of them, and groups of such groups.

    x, y              coordinates in metres, shape (n,)
    minimum           points that a cluster of the first order has at least
    distance          threshold in metres, for every order; None: the random nearest-neighbour distance (below)
    area              square metres of the study area, for the random distance
    probability       where the random distance stands in the normal distribution of the mean distance to the nearest
                      neighbour of points dealt at random: 0.5 is its middle, 0.1 its lower limit at 90 %, one-sided
    minimum_clusters  clusters that a cluster of a higher order has at least; None: as many as `minimum`, and 2 at least
    orders            at most so many orders; None: as many as there are
    progress          told as clusters are found; may raise Cancelled
    Returns HierarchicalClusters.
    Raises InvalidInput for no points, unusable coordinates or parameters, and where more pairs of places lie within
    the threshold than `compact_groups` can hold.

    Algorithm, exactly:
    1. Threshold t, edge included. For N points in the area A the random distance is
       t = 0.5 sqrt(A / N) + z SE, SE = sqrt((4 - pi) A / (4 pi)) / N, z the normal quantile of `probability`.
    2. Count for every point the points within t that are in no cluster yet, itself included.
    3. The point with the most is the seed of the next cluster: it and all that were counted. Of equal ones the point
       furthest west, then furthest south, so the order of the points does not matter.
    4. Repeat from 2 until no point has `minimum` left. What is left belongs to no cluster.
    5. The mean centres of the clusters are the points of the next order (N their number, A the same area): repeat
       from 1 with `minimum_clusters`, until an order has no cluster or no random distance. Nothing is moved between
       clusters afterwards.
    So a cluster of the first order lies within t of its seed and is at most 2 t wide.

    Source: Levine (2013), CrimeStat IV, chapter 7, "Nearest Neighbor Hierarchical Clustering", for the two criteria,
    the random distance and the orders; Clark & Evans (1954), Ecology 35, 445-453, for that distance. How CrimeStat
    picks the first cluster (most neighbours first) is taken from the description in the Visualist plugin (Universite
    de Lausanne) after Levine (2015); the program itself is closed, so ties, the default of 0.1 and the minimum of
    higher orders could not be checked against it.
    """
    x, y, _ = checked_points(x, y)
    checked_minimum(minimum, x.size)
    more = checked_minimum(max(minimum, 2) if minimum_clusters is None else minimum_clusters, x.size)
    if more < 2:
        raise InvalidInput("A cluster of a higher order needs at least 2 clusters. Use a minimum of 2 or more.")
    if distance is not None:
        checked_length("distance", distance, "Enter how near points of a cluster lie to its middle, for example 200.")
    report = progress or silent
    threshold = distance or random_distance(x.size, area, probability)
    labels, distances = [number_by_size(compact_groups(x, y, threshold, minimum, report), x, y)], [threshold]
    centres = _centres(labels[0], x, y)
    while len(centres) >= more and len(labels) != orders:
        threshold = distance or _random_distance(len(centres), float(area or 0), probability)
        if threshold <= 0:
            break
        group = compact_groups(centres[:, 0], centres[:, 1], threshold, more, report)
        if group.max() < 0:
            break
        labels.append(number_by_size(np.append(-1, group)[labels[-1]], x, y))
        distances.append(threshold)
        parent = np.zeros(len(centres) + 1, dtype=np.int64)
        parent[labels[-2]] = labels[-1]
        centres = _centres(parent[1:], centres[:, 0], centres[:, 1])
    return HierarchicalClusters(tuple(labels), tuple(map(float, distances)))


def random_distance(points: int, area: Optional[float], probability: float) -> float:
    """The threshold in metres that follows from the nearest neighbours of as many points dealt at random to an area.

    points       number of points
    area         square metres
    probability  0 to 1, both excluded; 0.5 is the mean random distance, less is shorter
    Raises InvalidInput where one of them is unusable, or so few points leave no distance above 0.
    Formula: 0.5 sqrt(A / N) + z sqrt((4 - pi) A / (4 pi)) / N, z the normal quantile of the probability.
    Source: Clark & Evans (1954), Ecology 35, 445-453; Levine (2013), CrimeStat IV, chapter 7.
    """
    if area is None or not (np.isfinite(area) and area > 0):
        raise InvalidInput(
            "The random distance needs the area of the study area, more than 0. Enter a distance instead."
        )
    if not 0 < probability < 1:
        raise InvalidInput(f"The probability is {probability:g}; it has to lie between 0 and 1. Use for example 0.1.")
    threshold = _random_distance(points, area, probability)
    if threshold <= 0:
        raise InvalidInput(
            f"{points:,} points are too few for a random distance with the probability {probability:g}. "
            "Enter a distance in metres, or a higher probability."
        )
    return threshold


def _random_distance(points: int, area: float, probability: float) -> float:
    mean, error = 0.5 * np.sqrt(area / points), _STANDARD_ERROR * np.sqrt(area) / points
    return float(mean + special.ndtri(probability) * error)


def _centres(labels: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Mean centres of the clusters 1, 2, ..., shape (clusters, 2)."""
    count = np.bincount(labels)[1:]
    return np.stack([np.bincount(labels, axis)[1:] / count for axis in (x, y)], axis=1)
