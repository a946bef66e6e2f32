"""The nearest-neighbour index: are incidents nearer to each other than chance would put them?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from scipy import spatial, special

from ..errors import InvalidInput
from .grids.boundary import Boundary, boundary_bounds, inside
from .points import bounds_of_points, checked_points

_DRAWS_AT_ONCE = 1 << 20
_WORTH_A_THREAD = 5_000


@dataclass(frozen=True)
class NearestNeighbour:
    """The index, and what it rests on.

    points        number of points in the study area
    outside       number of points outside it
    places        number of different places that they lie in
    shared        number of points that share their place with another, and so are 0 m from it
    area          of the study area, in square metres
    perimeter     of the study area, in metres, holes included
    observed      mean distance in metres from a point to the nearest other
    expected      the same if the points were strewn at random over the study area
    index         observed / expected: below 1 is clustered, 1 as chance has it, above 1 is evenly spread
    z             standard score of the observed distance
    p             two-sided p of z
    p_simulated   two-sided p against random points in the same study area; None where no simulations were asked for
    simulations   number of simulations
    """

    points: int
    outside: int
    places: int
    shared: int
    area: float
    perimeter: float
    observed: float
    expected: float
    index: float
    z: float
    p: float
    p_simulated: Optional[float]
    simulations: int


def nearest_neighbour_index(
    x: np.ndarray,
    y: np.ndarray,
    *,
    boundary: Optional[Boundary] = None,
    edge_correction: bool = True,
    simulations: int = 0,
    seed: Union[int, np.random.Generator] = 0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> NearestNeighbour:
    """The mean distance to the nearest neighbour, against what chance would make of it.

    x, y             coordinates in metres, shape (n,)
    boundary         the study area, polygons that do not overlap; None: the rectangle round the points, which is
                     smaller than the area that they come from and lets them look more spread than they are
    edge_correction  True: allow for neighbours beyond the edge, which nobody can see
    simulations      sets of random points in the study area for `p_simulated`; 0 makes none
    seed             number or numpy Generator
    progress         called after every simulation
    Returns a NearestNeighbour. Points in one place are 0 m apart and count as they are: where addresses are rounded to
    a few places, the index says just that.
    Raises InvalidInput for fewer than 3 points in the study area, an area of 0, or simulations below 0.

    Formula: with n points, the area A and the perimeter L, chance gives the mean distance
    E = 0.5 sqrt(A / n) + (0.0514 + 0.0412 / sqrt(n)) L / n with the standard error
    sqrt(0.0703 A / n^2 + 0.037 L sqrt(A / n^5)); without edge correction E = 0.5 sqrt(A / n) with the standard error
    sqrt((4 - pi) A / (4 pi)) / n. Index = observed / E, z = (observed - E) / standard error, p = 2 Phi(-|z|).
    p_simulated = twice the smaller of (simulations with a mean as small, + 1) / (simulations + 1) and the same for as
    large, at most 1.

    Source: Clark & Evans (1954), Ecology 35, 445-453; Donnelly (1978), in Hodder (ed.), Simulation Studies in
    Archaeology, 91-95, for the edge. Donnelly fitted rectangles and other smooth shapes; with a ragged coast or many
    small polygons rely on `p_simulated`, which holds for any study area (Besag & Diggle 1977, Applied Statistics 26).
    """
    x, y, _ = checked_points(x, y)
    if simulations < 0:
        raise InvalidInput(f"{simulations} simulations cannot be made. Use a number such as 99, or 0 for none.")
    n_all = x.size
    if boundary is None:
        west, south, east, north = bounds_of_points(x, y)
        area, perimeter = (east - west) * (north - south), 2 * (east - west + north - south)
    else:
        within = inside(boundary, x, y)
        x, y = x[within], y[within]
        area, perimeter = _area_and_perimeter(boundary)
    n = x.size
    if n < 3:
        raise InvalidInput(f"{n} points in the study area are too few for the index. Choose a longer period or more.")
    if not area > 0:
        raise InvalidInput(
            "The study area has an area of 0: the points lie on a line or in one place. Give a boundary."
        )
    distances, places, shared = _nearest(x, y)
    observed = float(distances.mean())
    expected, error = _by_chance(n, area, perimeter if edge_correction else None)
    z = (observed - expected) / error
    p_simulated = None
    if simulations:
        p_simulated = _simulated_p(x, y, boundary, observed, simulations, np.random.default_rng(seed), progress)
    return NearestNeighbour(
        n, n_all - n, places, shared, area, perimeter, observed, expected, observed / expected, z,
        float(2 * special.ndtr(-abs(z))), p_simulated, simulations,
    )  # fmt: skip


def _nearest(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, int, int]:
    """The distance of every point to the nearest other, the number of places, and of points that share theirs."""
    place, which, count = np.unique(x + 1j * y, return_inverse=True, return_counts=True)
    nearest = np.zeros(place.size)
    alone = count == 1
    if place.size > 1:
        at = np.column_stack([place.real, place.imag])
        nearest[alone] = spatial.cKDTree(at).query(at[alone], [2], workers=_threads(place.size))[0][:, 0]
    return nearest[which.ravel()], place.size, int(count[~alone].sum())


def _threads(places: int) -> int:
    """All cores, unless starting them takes longer than the search."""
    return -1 if places > _WORTH_A_THREAD else 1


def _by_chance(n: int, area: float, perimeter: Optional[float]) -> tuple[float, float]:
    """The mean distance that chance gives, and its standard error; without a perimeter there is no edge."""
    mean = 0.5 * math.sqrt(area / n)
    if perimeter is None:
        return mean, math.sqrt((4 - math.pi) * area / (4 * math.pi)) / n
    mean += (0.0514 + 0.0412 / math.sqrt(n)) * perimeter / n
    return mean, math.sqrt(0.0703 * area / n**2 + 0.037 * perimeter * math.sqrt(area / n**5))


def _area_and_perimeter(boundary: Boundary) -> tuple[float, float]:
    area = perimeter = 0.0
    for polygon in boundary:
        for number, ring in enumerate(polygon):
            corners = np.asarray(ring, dtype=float) - np.asarray(ring[0], dtype=float)
            following = np.roll(corners, -1, axis=0)
            size = abs(float((corners[:, 0] * following[:, 1] - following[:, 0] * corners[:, 1]).sum())) / 2
            area += -size if number else size
            perimeter += float(np.hypot(*(following - corners).T).sum())
    return area, perimeter


def _simulated_p(
    x: np.ndarray,
    y: np.ndarray,
    boundary: Optional[Boundary],
    observed: float,
    simulations: int,
    rng: np.random.Generator,
    progress: Optional[Callable[[int, int, str], None]],
) -> float:
    smaller = larger = 0
    for done in range(1, simulations + 1):
        mean = float(_nearest(*_strewn(x, y, boundary, rng))[0].mean())
        smaller += mean <= observed
        larger += mean >= observed
        if progress is not None:
            progress(done, simulations, "Simulations")
    return min(1.0, 2 * (min(smaller, larger) + 1) / (simulations + 1))


def _strewn(
    x: np.ndarray, y: np.ndarray, boundary: Optional[Boundary], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """As many points as x and y, at random in the study area."""
    west, south, east, north = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
    if boundary is None:
        return rng.uniform(west, east, x.size), rng.uniform(south, north, x.size)
    found: list[np.ndarray] = []
    wanted, share = x.size, 1.0
    while wanted > 0:
        draws = min(_DRAWS_AT_ONCE, math.ceil(wanted / share * 1.05) + 10)
        drawn = rng.uniform((west, south), (east, north), (draws, 2))
        kept = drawn[inside(boundary, drawn[:, 0], drawn[:, 1])]
        share = max(len(kept) / draws, 1e-3)
        found.append(kept[:wanted])
        wanted -= len(found[-1])
    return np.concatenate(found)[:, 0], np.concatenate(found)[:, 1]
