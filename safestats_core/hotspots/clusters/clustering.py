"""Any of the cluster methods in one call: clusters, what there is to say about each, and whether chance makes such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from scipy.spatial import cKDTree

from ...errors import InvalidInput
from ..grids.boundary import Boundary
from ..points import checked_points
from .chance import ChanceTest, chance_makes_none, chance_of_clusters, scatter, study_area
from .dbscan import checked_minimum, dbscan, silent
from .hdbscan import hdbscan
from .hierarchical import hierarchical
from .outline import BUFFER
from .space_time_dbscan import space_time_dbscan
from .strength import strength_in_space, strength_in_time
from .summary import ClusterSummary, summarise

Progress = Callable[[int, int, str], None]
_Strength = Callable[[np.ndarray, np.ndarray, np.ndarray, Optional[np.ndarray]], np.ndarray]

METHODS = ("dbscan", "st-dbscan", "hdbscan", "hierarchical")

_UP_TO = {"hdbscan": ((5_000, 99), (20_000, 19), (np.inf, 0))}
_UP_TO_OTHERS = ((100_000, 99), (np.inf, 19))


@dataclass(frozen=True)
class Clustering:
    """What a method found.

    labels     per order the cluster of each point, 1 the largest, 0 for none, int64, each (n,); only "hierarchical"
               knows more than one order
    distance   per order the distance used in metres; 0 where the method has none
    summaries  per order what there is to say about its clusters
    test       of the clusters of the first order; None where no simulation was asked for, or there is no cluster
    """

    labels: tuple[np.ndarray, ...]
    distance: tuple[float, ...]
    summaries: tuple[ClusterSummary, ...]
    test: Optional[ChanceTest]


def cluster_points(
    x: np.ndarray,
    y: np.ndarray,
    method: str,
    minimum: int,
    *,
    distance: Optional[float] = None,
    days: Optional[float] = None,
    times: Optional[np.ndarray] = None,
    boundary: Optional[Boundary] = None,
    probability: float = 0.1,
    minimum_clusters: Optional[int] = None,
    outline: str = "hull",
    buffer: float = BUFFER,
    permutations: int = 99,
    seed: int = 0,
    progress: Optional[Progress] = None,
) -> Clustering:
    """Cluster points, describe the clusters, and compare them with those of random data.

    x, y              coordinates in metres, shape (n,)
    method            "dbscan", "st-dbscan", "hdbscan" or "hierarchical"
    minimum           points: see the method
    distance          metres; None only for "hdbscan", which needs none, and "hierarchical", which then takes the
                      random nearest-neighbour distance
    days, times       for "st-dbscan"; with the other methods times give the first and last incident of each cluster
    boundary          the study area, from which the random distance and the random data follow; None: the rectangle
                      round the points. Points outside it are not left out: do that before
    probability, minimum_clusters  of "hierarchical"
    outline, buffer   of the clusters, see `outline.outline`
    permutations      sets of random data to cluster; 0 for none
    seed              the same number gives the same random data
    progress          told as the work goes on; may raise Cancelled
    Returns a Clustering.
    Raises InvalidInput as the method does, for an unknown method and for a distance or times that it needs.

    Random data: as many points dealt to the study area at random (complete spatial randomness); for "st-dbscan" the
    points where they are and their times dealt anew, which asks for closeness in time beyond that of the places.
    Each is clustered with the same method, distance and minimum. The strength of a cluster is its number of points.
    With "hdbscan", which cuts even random points into large pieces, it is the likelihood ratio of the points within
    its convex hull (`strength_in_space`); with "st-dbscan", where the busiest place would otherwise hide every burst
    elsewhere, that of its points given how busy its part of town and its days are anyway (`strength_in_time`).
    See `chance_of_clusters` for p, and `chance_makes_none` for when
    random points need not be clustered to know what comes out.
    """
    x, y, _ = checked_points(x, y)
    checked_minimum(minimum, x.size)
    how = _checked(_How(method, int(minimum), distance, days), times, permutations)
    report = progress or silent
    if method == "hierarchical":
        found = hierarchical(
            x,
            y,
            minimum,
            distance=distance,
            area=study_area(x, y, boundary),
            probability=probability,
            minimum_clusters=minimum_clusters,
            progress=report,
        )
        labels, distances = found.labels, found.distance
        how = replace(how, distance=distances[0])
    else:
        labels, distances = (_labels(how, x, y, times, report),), (0.0 if method == "hdbscan" else distance or 0.0,)
    summaries = tuple(
        summarise(each, x, y, times=times, kind=outline, buffer=buffer, progress=report) for each in labels
    )
    test = None
    if permutations and summaries[0].count.size:
        area = study_area(x, y, boundary)
        strength = _strength(how, x, y, area)
        strongest = _strongest_of_random_data(how, strength, x, y, times, boundary, area, report)
        test = chance_of_clusters(strength(labels[0], x, y, times), strongest, permutations, seed, report)
    return Clustering(labels, distances, summaries, test)


def automatic_permutations(method: str, points: int) -> int:
    """Sets of random data that take a minute or two at most: 99 for few points, 19 for many, 0 where one takes long.

    19 sets are enough to tell whether p is 0.05 or less: Besag & Diggle (1977), Applied Statistics 26, 327-333.
    """
    return next(sets for most, sets in _UP_TO.get(method, _UP_TO_OTHERS) if points <= most)


@dataclass(frozen=True)
class _How:
    method: str
    minimum: int
    distance: Optional[float]
    days: Optional[float]


def _checked(how: _How, times: Optional[np.ndarray], permutations: int) -> _How:
    if how.method not in METHODS:
        raise InvalidInput(f"There is no cluster method '{how.method}'. Choose from: {', '.join(METHODS)}.")
    if how.distance is None and how.method in ("dbscan", "st-dbscan"):
        raise InvalidInput(f"The method {how.method} needs a distance. Enter one in metres, for example 200.")
    if how.method == "st-dbscan" and (times is None or how.days is None):
        raise InvalidInput("ST-DBSCAN needs the time of each point and a number of days. Give both, or use DBSCAN.")
    if permutations < 0:
        raise InvalidInput(f"{permutations} simulations cannot be made. Use 99, or 0 for none.")
    return how


def _labels(how: _How, x: np.ndarray, y: np.ndarray, times: Optional[np.ndarray], report: Progress) -> np.ndarray:
    """The clusters of the first order."""
    if how.method == "hdbscan":
        return hdbscan(x, y, how.minimum).labels
    distance = how.distance or 0.0
    if how.method == "hierarchical":
        return hierarchical(x, y, how.minimum, distance=distance, orders=1, progress=report).labels[0]
    if how.method == "st-dbscan" and times is not None:
        return space_time_dbscan(x, y, times, distance, how.days or 0.0, how.minimum, progress=report).labels
    return dbscan(x, y, distance, how.minimum, progress=report).labels


def _strength(how: _How, x: np.ndarray, y: np.ndarray, area: float) -> _Strength:
    """Measures how strong each cluster is, from labels, x, y and times: see `cluster_points`."""
    tree = cKDTree(np.column_stack([x, y])) if how.method == "st-dbscan" else None

    def strength(labels: np.ndarray, x: np.ndarray, y: np.ndarray, times: Optional[np.ndarray]) -> np.ndarray:
        if how.method == "hdbscan":
            return strength_in_space(labels, x, y, area)
        if tree is not None and times is not None:
            return strength_in_time(labels, x, y, times, tree)
        return np.bincount(labels)[1:].astype(float)

    return strength


def _strongest_of_random_data(
    how: _How,
    strength: _Strength,
    x: np.ndarray,
    y: np.ndarray,
    times: Optional[np.ndarray],
    boundary: Optional[Boundary],
    area: float,
    report: Progress,
) -> Callable[[np.random.Generator], float]:
    """Makes random data, clusters them, and gives the strength of the strongest cluster."""

    def listening(done: int, total: int, what: str) -> None:
        report(0, 0, "Random data clustered")

    spatial = how.method in ("dbscan", "hierarchical")
    idle = spatial and chance_makes_none(x.size, how.distance or 0.0, how.minimum, area)

    def strongest(rng: np.random.Generator) -> float:
        if idle:
            return 0.0
        if how.method == "st-dbscan" and times is not None:
            at, dealt = (x, y), times[rng.permutation(x.size)]
        else:
            at, dealt = scatter(x.size, x, y, boundary, rng), None
        labels = _labels(how, *at, dealt, listening)
        return float(strength(labels, *at, dealt).max(initial=0))

    return strongest
