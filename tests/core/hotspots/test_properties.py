"""What every method on points owes its user: no answer depends on the order of the points, on where the city lies on
the map, or on the unit of length; what goes in is accounted for; p is a probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.hotspots.centrography import centrography
from safestats_core.hotspots.clusters.clustering import cluster_points
from safestats_core.hotspots.concentration import concentration
from safestats_core.hotspots.density.bandwidth import automatic_bandwidth
from safestats_core.hotspots.density.dual_density import dual_density
from safestats_core.hotspots.density.kernel_density import kernel_density
from safestats_core.hotspots.density.prospective import prospective_surface
from safestats_core.hotspots.grids.areas import count_in_areas
from safestats_core.hotspots.grids.grid import count_points, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.local_statistics.local_moran import local_moran_grid
from safestats_core.hotspots.local_statistics.optimised import optimised_hotspots
from safestats_core.hotspots.nearest_neighbour import nearest_neighbour_index
from safestats_core.hotspots.space_time.chains import find_chains
from safestats_core.hotspots.space_time.cube import count_cube, time_steps
from safestats_core.hotspots.space_time.emerging import emerging_hotspots
from safestats_core.hotspots.space_time.near_repeat import near_repeat
from safestats_core.hotspots.space_time.near_repeat_bands import bands
from safestats_core.hotspots.space_time.scan import space_time_scan

CELL, REACH = 512.0, 1024.0
START = np.datetime64("2024-01-01T00:00:00")


@dataclass(frozen=True)
class City:
    """Incidents on quarters of a metre, so that moving and scaling by powers of two round nothing.

    size     metres in a metre of the first city: 2 after a change to a unit half as long
    corners  of the study area, and of the grid: a whole number of cells
    """

    x: np.ndarray
    y: np.ndarray
    times: np.ndarray
    weights: np.ndarray
    size: float = 1.0
    west: float = 0.0
    south: float = 0.0

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        side = 16 * CELL * self.size
        # Within the last cell: a bound on its edge would add a row of cells.
        return self.west, self.south, self.west + side * 0.999, self.south + side * 0.999

    @property
    def counts(self):
        grid = covering_grid(self.bounds, CELL * self.size)
        return grid, count_points(grid, self.x, self.y, self.weights)


def city(seed: int, points: int = 200) -> City:
    random = np.random.default_rng(seed)
    places = random.uniform(600, 7600, (2, 8))[:, random.integers(0, 8, points)]
    x, y = np.clip(np.round((places + random.normal(0, 250, (2, points))) * 4) / 4, 1, 16 * CELL - 20)
    hours = random.integers(0, 200 * 24, points)
    # A burst, so that every method has something to find.
    x[:15], y[:15], hours[:15] = 4000 + 4 * np.arange(15), 4000, 2400 + 12 * np.arange(15)
    times = START + hours * np.timedelta64(3600, "s")
    return City(x, y, times, random.integers(1, 5, points).astype(float))


def reordered(one: City, order: np.ndarray) -> City:
    return City(one.x[order], one.y[order], one.times[order], one.weights[order])


def moved(one: City, columns: int, rows: int) -> City:
    east, north = columns * CELL, rows * CELL
    return City(one.x + east, one.y + north, one.times, one.weights, 1.0, east, north)


def scaled(one: City, size: float) -> City:
    return City(one.x * size, one.y * size, one.times, one.weights, size)


def square(one: City) -> list[np.ndarray]:
    west, south, east, north = one.bounds
    return [np.array([(west, south), (east, south), (east, north), (west, north)])]


@dataclass(frozen=True)
class Answer:
    """What a method says.

    same       numbers that neither the place nor the unit of length changes
    lengths    numbers that grow with the size of the city
    per_point  an array of shape (points,): it follows the order of the points
    p          probabilities among them
    """

    same: tuple = ()
    lengths: tuple = ()
    per_point: tuple = ()
    p: tuple = ()


def _grid(one: City) -> Answer:
    counted = one.counts[1]
    assert counted.count.sum() + counted.outside == one.x.size
    assert counted.weight.sum() + counted.outside_weight == one.weights.sum()
    return Answer((counted.count, counted.weight))


def _hexagons(one: City) -> Answer:
    grid = covering_grid(one.bounds, CELL * one.size, "hexagon")
    counted = count_points(grid, one.x, one.y)
    assert counted.count.sum() + counted.outside == one.x.size
    # Rows of hexagons lie 0.866 widths apart: moving by whole squares changes what falls where, so only sums hold.
    return Answer((counted.count.sum() + counted.outside,))


def _areas(one: City) -> Answer:
    west, south, east, north = one.bounds
    half = [np.array([(west, south), (west + 8 * CELL * one.size, south), (west, north)])]
    counted = count_in_areas([[square(one)], [half]], one.x, one.y, one.weights)
    return Answer((counted.count, counted.weight))


def _kernel_density(one: City) -> Answer:
    surface = kernel_density(
        one.x, one.y, REACH * one.size, CELL * one.size, extent=one.bounds, weights=one.weights, units="per_cell"
    )
    return Answer((surface.values, surface.points, surface.weight))


def _dual_density(one: City) -> Answer:
    early = one.times < START + np.timedelta64(100, "D")
    parts = [(one.x[part], one.y[part], one.weights[part]) for part in (early, ~early)]
    found = dual_density(*parts, REACH * one.size, CELL * one.size, extent=one.bounds, mode="ratio")
    return Answer((found.values,))


def _prospective(one: City) -> Answer:
    as_of = START + np.timedelta64(201, "D")
    found = prospective_surface(
        one.x, one.y, one.times, as_of, CELL * one.size, reach=2 * CELL * one.size, weeks=20, extent=one.bounds
    )
    assert found.incidents + found.earlier + found.later + found.outside == one.x.size
    return Answer((found.values,))


def _bandwidth(one: City) -> Answer:
    return Answer(lengths=tuple(automatic_bandwidth(one.x, one.y, rule) for rule in ("nrd", "scott", "median")))


def _getis_ord(one: City) -> Answer:
    found = getis_ord_grid(one.counts[1].weight, permutations=19)
    return Answer((found.z, found.bins), p=(found.p, found.p_adjusted))


def _local_moran(one: City) -> Answer:
    found = local_moran_grid(one.counts[1].weight, permutations=19)
    return Answer((found.i, found.classes), p=(found.p, found.p_adjusted))


def _optimised(one: City) -> Answer:
    found = optimised_hotspots(one.x, one.y, boundary=[square(one)])
    # The cells stand at multiples of a size that follows from the data: moved, they cut the city elsewhere.
    return Answer(lengths=(found.cell_size,))


def _nearest_neighbour(one: City) -> Answer:
    found = nearest_neighbour_index(one.x, one.y, boundary=[square(one)])
    return Answer((found.index, found.z), (found.observed, found.expected), p=(found.p,))


def _centrography(one: City) -> Answer:
    found = centrography(one.x, one.y, one.weights)
    shape = found.ellipse
    return Answer(
        (shape.angle,),
        (*np.subtract(found.mean, (one.west, one.south)), found.standard_distance, shape.major, shape.minor),
    )


def _concentration(one: City) -> Answer:
    found = concentration(one.counts[1].count.ravel())
    return Answer(tuple(value for value in vars(found).values() if isinstance(value, float)))


def _clusters(method: str) -> Callable[[City], Answer]:
    def run(one: City) -> Answer:
        found = cluster_points(
            one.x, one.y, method, 5, distance=200 * one.size, days=30, times=one.times, boundary=[square(one)],
            permutations=9, buffer=10 * one.size, minimum_clusters=2,
        )  # fmt: skip
        first = found.summaries[0]
        assert first.count.sum() + first.unclustered == one.x.size
        sides = np.sqrt(first.area), first.x - one.west, first.y - one.south
        return Answer((first.count, first.first, first.last), sides, found.labels, (found.test.p,))

    return run


def _near_repeat(one: City) -> Answer:
    space = bands([0, one.size, 300 * one.size, 900 * one.size])
    time = bands([0, 7, 30], what="time")
    found = near_repeat(one.x, one.y, one.times, space, time, permutations=19)
    return Answer((found.observed, found.expected_exact), p=(found.p,))


def _chains(one: City) -> Answer:
    space, time = bands([0, 300 * one.size]), bands([0, 7], what="time")
    found = find_chains(
        one.x, one.y, one.times, space, time, np.ones((1, 1), dtype=bool), same_place=one.size
    )  # fmt: skip
    return Answer((np.sort(found.days),), (np.sort(found.distance),), (found.size, found.before, found.after))


def _scan(one: City) -> Answer:
    days = one.times.astype("datetime64[D]").astype(np.int64)
    found = space_time_scan(one.x, one.y, days, permutations=9, time_step=7, max_time=0.2)
    first = found.clusters[0]
    assert first.observed == first.members.size
    inside = np.zeros(one.x.size, dtype=bool)
    inside[first.members] = True
    same = (first.llr, first.observed, first.expected, first.first_day, first.last_day)
    return Answer(same, (first.radius,), (inside,), (first.p,))


def _emerging(one: City) -> Answer:
    grid = covering_grid(one.bounds, CELL * one.size)
    cube = count_cube(grid, one.x, one.y, one.times, time_steps(one.times, "days", 20))
    assert cube.count.sum() + cube.outside + cube.outside_period + cube.without_supply == one.x.size
    found = emerging_hotspots(cube.count.astype(float))
    return Answer(tuple(_arrays(found)))


METHODS: dict[str, Callable[[City], Answer]] = {
    "count on squares": _grid,
    "count on hexagons": _hexagons,
    "count in areas": _areas,
    "kernel density": _kernel_density,
    "dual kernel density": _dual_density,
    "prospective": _prospective,
    "bandwidth": _bandwidth,
    "Gi*": _getis_ord,
    "local Moran": _local_moran,
    "optimised hot spots": _optimised,
    "nearest neighbour": _nearest_neighbour,
    "centrography": _centrography,
    "concentration": _concentration,
    "DBSCAN": _clusters("dbscan"),
    "ST-DBSCAN": _clusters("st-dbscan"),
    "hierarchical clusters": _clusters("hierarchical"),
    "near repeat": _near_repeat,
    "near-repeat chains": _chains,
    "space-time scan": _scan,
    "emerging hot spots": _emerging,
}
SIMULATED_FROM_THE_ORDER = {"ST-DBSCAN", "near repeat"}
"""Their times are dealt by position, so another order is another seed: p may differ, what is observed may not."""


def _arrays(result: object) -> list[np.ndarray]:
    """Every array of a result and of the results within it."""
    found = []
    for field in fields(result):
        value = getattr(result, field.name)
        if isinstance(value, np.ndarray):
            found.append(value)
        elif is_dataclass(value):
            found += _arrays(value)
    return found


def agree(one: tuple, other: tuple, tolerance: float = 1e-7) -> None:
    assert len(one) == len(other)
    for a, b in zip(one, other):
        a, b = np.asarray(a), np.asarray(b)
        if a.dtype.kind in "fc":
            np.testing.assert_allclose(b, a, rtol=tolerance, atol=tolerance * max(1, np.nanmax(np.abs(a), initial=0)))
        else:
            np.testing.assert_array_equal(b, a)


@pytest.mark.parametrize("name", METHODS)
@given(st.integers(0, 4), st.integers(0, 10**6))
@settings(max_examples=3, deadline=None)
def test_the_order_of_the_points_does_not_matter(name, seed, shuffle):
    one = city(seed)
    order = np.random.default_rng(shuffle).permutation(one.x.size)
    before, after = METHODS[name](one), METHODS[name](reordered(one, order))
    agree(before.same, after.same)
    agree(before.lengths, after.lengths)
    agree(tuple(array[order] for array in before.per_point), after.per_point)
    if name not in SIMULATED_FROM_THE_ORDER:
        agree(before.p, after.p)


@pytest.mark.parametrize("name", METHODS)
@given(st.integers(0, 4), st.integers(-1000, 1000), st.integers(-1000, 1000))
@settings(max_examples=3, deadline=None)
def test_moving_the_city_by_whole_cells_does_not_matter(name, seed, columns, rows):
    one = city(seed)
    before, after = METHODS[name](one), METHODS[name](moved(one, columns, rows))
    for part in ("same", "lengths", "per_point", "p"):
        agree(getattr(before, part), getattr(after, part), 1e-6)


@pytest.mark.parametrize("name", METHODS)
@given(st.integers(0, 4), st.sampled_from([0.25, 0.5, 4.0]))
@settings(max_examples=3, deadline=None)
def test_the_unit_of_length_does_not_matter(name, seed, size):
    one = city(seed)
    before, after = METHODS[name](one), METHODS[name](scaled(one, size))
    for part in ("same", "per_point", "p"):
        agree(getattr(before, part), getattr(after, part))
    agree(tuple(np.asarray(length) * size for length in before.lengths), after.lengths)


@pytest.mark.parametrize("name", METHODS)
def test_a_probability_is_above_zero_and_at_most_one(name):
    for values in METHODS[name](city(1)).p:
        tested = np.asarray(values)[~np.isnan(values)]
        assert tested.size
        assert (tested > 0).all()
        assert (tested <= 1).all()
