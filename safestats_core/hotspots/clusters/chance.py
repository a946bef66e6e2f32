"""How strong the strongest cluster would be by chance: without it, a clustering says nothing about significance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..grids.boundary import Boundary, boundary_bounds, inside
from ..points import bounds_of_points
from .outline import ring_area

_ENOUGH = 10
"""Once chance has made a cluster as strong as the strongest so often, more simulations change no conclusion."""

_MOST_DRAWS = 1_000
_IMPOSSIBLE = 1e-6


@dataclass(frozen=True)
class ChanceTest:
    """The clusters of the data beside the strongest ones of random data.

    p          probability of each cluster, in the order of the strengths, shape (clusters,)
    strongest  strength of the strongest cluster of each simulation, shape (simulations,)
    """

    p: np.ndarray
    strongest: np.ndarray


def chance_of_clusters(
    strengths: np.ndarray,
    strongest: Callable[[np.random.Generator], float],
    permutations: int,
    seed: Union[int, np.random.Generator] = 0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> ChanceTest:
    """How often random data would hold a cluster as strong as each one found.

    strengths     of each cluster found, for example its number of points, shape (clusters,)
    strongest     makes one set of random data and gives the strength of its strongest cluster, 0 where it has none
    permutations  simulations at most, 1 or more; 99 is usual
    seed          number or numpy Generator: the same number gives the same result
    progress      told after each simulation; may raise Cancelled
    Returns a ChanceTest.
    Raises InvalidInput for a number of simulations below 1.

    Formula: p = (simulations whose strongest cluster is at least as strong + 1) / (simulations + 1). Comparing each
    cluster with the STRONGEST of every simulation allows for the many places where a cluster could have been: where
    there is nothing but chance, a p of 0.05 or less turns up anywhere at all in one map of twenty.
    The simulations end early when 10 of them held a cluster as strong as the strongest found: no cluster is then
    anywhere near significant, and p is still valid (it never understates chance).
    Source: Dwass (1957) and Barnard (1963) for the Monte Carlo test; Besag & Clifford (1991), Biometrika 78, 301-304,
    for ending early; Kulldorff (1997) for the comparison with the strongest; CrimeStat IV, chapter 7, simulates alike.
    """
    if permutations < 1:
        raise InvalidInput(f"{permutations} simulations cannot be made. Use a number such as 99.")
    strengths = np.asarray(strengths)
    rng = np.random.default_rng(seed)
    seen: list[float] = []
    top = strengths.max(initial=0)
    as_strong = 0
    while len(seen) < permutations and as_strong < _ENOUGH:
        seen.append(strongest(rng))
        as_strong += seen[-1] >= top
        if progress is not None:
            progress(len(seen), permutations, "Random data clustered")
    exceeding = len(seen) - np.searchsorted(np.sort(seen), strengths, side="left")
    return ChanceTest((exceeding + 1) / (len(seen) + 1), np.array(seen))


def chance_makes_none(points: int, distance: float, minimum: int, area: float) -> bool:
    """Whether random points are all but certain to hold no cluster, so that simulating them would be idle.

    points    number of points dealt at random to the study area
    distance  metres within which a cluster needs points
    minimum   points that it needs within that distance of one of them, this one counted
    area      square metres of the study area
    Holds where the chance is below one in a million. It is at most N P(B >= minimum - 1), with B binomial of N - 1
    points that each fall within the distance of a given one with a probability of pi distance^2 / A at most.
    """
    if minimum < 2 or not area > 0:
        return False
    share = min(np.pi * distance**2 / area, 1.0)
    return bool(minimum > points or points * special.bdtrc(minimum - 2, points - 1, share) < _IMPOSSIBLE)


def scatter(
    points: int, x: np.ndarray, y: np.ndarray, boundary: Optional[Boundary], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """So many points at random in the boundary, or in the rectangle round x and y: two arrays of shape (points,)."""
    west, south, east, north = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
    if boundary is None:
        return rng.uniform(west, east, points), rng.uniform(south, north, points)
    kept: list[np.ndarray] = [np.empty((2, 0))]
    missing, share = points, 1.0
    for _ in range(_MOST_DRAWS):
        drawn = rng.uniform((west, south), (east, north), (int(missing / share * 1.05) + 10, 2)).T
        within = inside(boundary, *drawn)
        kept.append(drawn[:, within])
        missing -= kept[-1].shape[1]
        if missing <= 0:
            return tuple(np.concatenate(kept, axis=1)[:, :points])
        share = max(within.mean(), 0.01)
    raise InvalidInput("The study area is so thin that no point falls into it at random. Check its polygons.")


def study_area(x: np.ndarray, y: np.ndarray, boundary: Optional[Boundary]) -> float:
    """Square metres of the boundary, holes taken out, or of the rectangle round the points.

    Polygons of a boundary that overlap count twice.
    """
    if boundary is None:
        west, south, east, north = bounds_of_points(x, y)
        return (east - west) * (north - south)
    return sum(ring_area(polygon[0]) - sum(map(ring_area, polygon[1:])) for polygon in boundary)
