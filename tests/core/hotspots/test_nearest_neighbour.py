"""The nearest-neighbour index, held against direct sums, pointpats and random points without number."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import spatial, stats

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.nearest_neighbour import nearest_neighbour_index

UNIT = [[np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)])]]
L_SHAPE = [[np.array([(0.0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3)])]]
WITH_HOLE = [[np.array([(0.0, 0), (4, 0), (4, 3), (0, 3), (0, 0)]), np.array([(1.0, 1), (2, 1), (2, 2), (1, 2)])]]
RNG = np.random.default_rng(21)
X, Y = RNG.uniform(0, 1, (2, 80))


def strewn(rng, n, boundary):
    """Points at random in a boundary of the tests."""
    if boundary is UNIT:
        return rng.uniform(0, 1, (2, n))
    points = rng.uniform(0, 3, (20 * n, 2))
    return points[(points.min(axis=1) < 1)][:n].T


def test_the_parts_are_those_of_a_direct_sum():
    distances = spatial.distance.cdist(np.c_[X, Y], np.c_[X, Y])
    np.fill_diagonal(distances, np.inf)
    mean = distances.min(axis=1).mean()
    plain = nearest_neighbour_index(X, Y, boundary=UNIT, edge_correction=False)
    assert plain.observed == pytest.approx(mean, rel=1e-12)
    assert plain.expected == pytest.approx(0.5 / math.sqrt(80))
    assert plain.index == pytest.approx(mean / (0.5 / math.sqrt(80)))
    # Clark & Evans (1954) print the standard error with their constant, 0.26136 / sqrt(n * density).
    assert plain.z == pytest.approx((mean - plain.expected) / (0.26136 / 80), rel=1e-5)
    assert plain.p == pytest.approx(2 * stats.norm.sf(abs(plain.z)))
    corrected = nearest_neighbour_index(X, Y, boundary=UNIT)
    # The edge correction as spatstat's clarkevans has it, from Donnelly (1978).
    assert corrected.expected == pytest.approx(0.5 / math.sqrt(80) + (0.0514 + 0.0412 / math.sqrt(80)) * 4 / 80)
    assert (corrected.points, corrected.outside, corrected.places, corrected.shared) == (80, 0, 80, 0)


def test_the_mean_distance_is_that_of_pointpats():
    pointpats = pytest.importorskip("pointpats")
    pattern = pointpats.PointPattern(np.c_[X, Y])
    assert nearest_neighbour_index(X, Y).observed == pytest.approx(pattern.mean_nnd)


def test_a_regular_grid_has_the_highest_index_and_one_place_the_lowest():
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(0.5, 30), np.arange(0.5, 30)))
    square = [[30 * UNIT[0][0]]]
    assert nearest_neighbour_index(x, y, boundary=square, edge_correction=False).index == pytest.approx(2)
    shifted = x + 0.5 * (np.round(y - 0.5) % 2)
    hexagons = [[np.array([(0, 0), (30, 0), (30, 30), (0, 30)]) * [1, math.sqrt(0.75)]]]
    inside = shifted < 30
    packed = nearest_neighbour_index(
        shifted[inside], y[inside] * math.sqrt(0.75), boundary=hexagons, edge_correction=False
    )
    assert packed.index == pytest.approx(2.1491, rel=0.02)  # Clark & Evans (1954): the most that can be
    assert nearest_neighbour_index(np.full(9, 0.5), np.full(9, 0.5), boundary=UNIT).index == 0


@pytest.mark.parametrize("boundary", [UNIT, L_SHAPE])
@pytest.mark.parametrize("n", [25, 120])
def test_with_the_edge_correction_random_points_look_random(boundary, n):
    results = [
        nearest_neighbour_index(*strewn(np.random.default_rng(seed), n, boundary), boundary=boundary)
        for seed in range(600)
    ]
    z = np.array([result.z for result in results])
    assert abs(z.mean()) < 0.2
    assert z.std() == pytest.approx(1, abs=0.1)
    assert np.mean([result.p <= 0.05 for result in results]) < 0.09
    plain = [
        nearest_neighbour_index(*strewn(np.random.default_rng(seed), n, boundary), boundary=boundary,
                                edge_correction=False).z for seed in range(100)
    ]  # fmt: skip
    assert np.mean(plain) > 0.5  # what the correction is for: without it chance looks like even spread


def test_simulated_p_is_even_where_nothing_is_going_on_and_small_where_something_is():
    p = [
        nearest_neighbour_index(
            *strewn(np.random.default_rng(seed), 30, L_SHAPE), boundary=L_SHAPE, simulations=39, seed=seed + 1000
        ).p_simulated
        for seed in range(80)
    ]
    assert min(p) >= 2 / 40
    assert max(p) <= 1
    assert 0.02 <= np.mean(np.array(p) <= 0.1) <= 0.18
    middle = RNG.uniform(0, 1, (10, 2))
    x, y = (middle[RNG.integers(10, size=100)] + RNG.normal(0, 0.01, (100, 2))).T
    clustered = nearest_neighbour_index(x, y, boundary=[[3 * UNIT[0][0] - 1]], simulations=99)
    assert clustered.p_simulated == 2 / 100
    assert clustered.p < 1e-6
    assert clustered.index < 0.5


def test_points_that_share_a_place_are_counted_and_are_no_distance_apart():
    x, y = np.append(X, X[:30]), np.append(Y, Y[:30])
    doubled = nearest_neighbour_index(x, y, boundary=UNIT)
    assert (doubled.points, doubled.places, doubled.shared) == (110, 80, 60)
    distances = spatial.distance.cdist(np.c_[x, y], np.c_[x, y])
    np.fill_diagonal(distances, np.inf)
    assert doubled.observed == pytest.approx(distances.min(axis=1).mean())


def test_the_study_area_is_its_polygons_without_their_holes():
    inside = nearest_neighbour_index(4 * X, 3 * Y, boundary=WITH_HOLE)
    assert (inside.area, inside.perimeter) == (11, 18)
    in_hole = (4 * X > 1) & (4 * X < 2) & (3 * Y > 1) & (3 * Y < 2)
    assert inside.outside == in_hole.sum() > 0
    assert nearest_neighbour_index(4 * X, 3 * Y).area == pytest.approx(12 * np.ptp(X) * np.ptp(Y))


@given(st.permutations(range(80)), st.floats(-1e4, 1e4), st.floats(0.1, 100))
@settings(max_examples=20, deadline=None)
def test_neither_order_nor_place_nor_unit_matters(order, away, unit):
    order = np.array(order)
    boundary = [[(UNIT[0][0] + away) * unit]]
    first = nearest_neighbour_index(X, Y, boundary=UNIT)
    second = nearest_neighbour_index((X[order] + away) * unit, (Y[order] + away) * unit, boundary=boundary)
    assert second.index == pytest.approx(first.index, rel=1e-7)
    assert second.z == pytest.approx(first.z, rel=1e-5, abs=1e-6)


def test_the_same_seed_gives_the_same_p():
    first, second = (nearest_neighbour_index(X, Y, simulations=19, seed=6).p_simulated for _ in range(2))
    assert first == second
    assert nearest_neighbour_index(X, Y).p_simulated is None


def test_the_simulations_can_be_cancelled():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        nearest_neighbour_index(X, Y, simulations=9, progress=stop)


@pytest.mark.parametrize(
    ("x", "y", "options", "why"),
    [
        ([], [], {}, "no points"),
        ([0.1], [0.1], {}, "1 points.*too few"),
        ([5, 6, 7], [5, 6, 7], {"boundary": UNIT}, "0 points in the study area"),
        ([1, 1, 1], [2, 2, 2], {}, "Give a boundary"),
        ([1, 2, 3], [2, 2, 2], {}, "on a line"),
        ([1, 2, np.nan], [2, 2, 2], {}, "1 of 3 points"),
        (X, Y, {"simulations": -1}, "0 for none"),
        (X, Y, {"boundary": []}, "no polygon"),
    ],
)
def test_an_index_that_would_mean_nothing_is_refused_with_the_remedy(x, y, options, why):
    with pytest.raises(InvalidInput, match=why):
        nearest_neighbour_index(np.array(x), np.array(y), **options)
