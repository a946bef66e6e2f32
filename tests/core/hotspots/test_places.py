"""Incidents and the streets they belong to, held against shapely."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.places import nearest_line, shared_spots


def streets(count, seed=0):
    """Bent lines of very unequal length, some of two parts."""
    random = np.random.default_rng(seed)
    lines = []
    for _ in range(count):
        parts = random.integers(1, 3)
        reach = 10 ** random.uniform(0, 3)
        lines.append(
            [random.uniform(0, 1000, 2) + random.normal(0, reach, (3, 2)).cumsum(axis=0) for _ in range(parts)]
        )
    return lines


@given(st.integers(0, 10_000), st.sampled_from([1.0, 20.0, 300.0]))
@settings(max_examples=20, deadline=None)
def test_points_belong_to_the_nearest_street_within_reach(seed, within):
    lines = streets(40, seed)
    x, y = np.random.default_rng(seed).uniform(-200, 1200, (2, 300))
    shapes = [shapely.MultiLineString([part.tolist() for part in line]) for line in lines]
    distance = shapely.distance(shapely.points(x, y)[:, None], np.array(shapes, dtype=object)[None, :])
    expected = np.where(distance.min(axis=1) <= within, distance.argmin(axis=1), -1)
    np.testing.assert_array_equal(nearest_line(lines, x, y, within), expected)


def test_of_streets_equally_near_the_first_is_taken_and_the_reach_itself_is_within():
    lines = [[np.array([(0, 10), (9, 10.0)])], [np.array([(0, 0), (9, 0.0)])], [np.array([(3, 3), (3, 3.0)])]]
    x, y = np.array([(5, 5), (5, 12), (5, 13), (3, 3)], dtype=float).T
    np.testing.assert_array_equal(nearest_line(lines, x, y, 2), [-1, 0, -1, 2])
    np.testing.assert_array_equal(nearest_line(lines[:2], x[:1], y[:1], 5), [0])


@pytest.mark.parametrize("within", [25.0, 30.0, 50.0])
def test_an_incident_at_the_very_limit_is_within_wherever_the_street_lies(within):
    """Whole metres in a national grid: the incident stands in line with the street, the very limit past its end."""
    random = np.random.default_rng(1)
    for _ in range(300):
        x, y, length = 530_000 + random.integers(1000), 180_000 + random.integers(1000), random.integers(5, 400)
        street = [[np.array([(x, y), (x + length, y)])]]
        at, beyond = np.array([x + length + within]), np.array([x + length + within + 0.001])
        assert nearest_line(street, at, np.array([y]), within) == 0
        assert nearest_line(street, beyond, np.array([y]), within) == -1


def test_at_a_junction_of_many_streets_the_first_is_taken():
    random = np.random.default_rng(2)
    for _ in range(300):
        junction = np.round(random.uniform((530_000, 180_000), (531_000, 181_000)), 2)
        ends = junction + np.round(random.uniform(5, 180, (3, 2)) * random.choice([-1, 1], (3, 2)), 2)
        streets_in = [[np.array([end, junction] if random.random() < 0.5 else [junction, end])] for end in ends]
        assert nearest_line(streets_in, *junction[:, None], 50) == 0


def test_a_street_that_is_a_millimetre_nearer_is_not_equally_near():
    spot = np.array([530_123.45, 180_678.9])
    farther, nearer = ([spot + [(-90, away), (90, away)]] for away in (0.002, -0.001))
    assert nearest_line([farther, nearer], *spot[:, None], 50) == 1


def test_the_search_can_be_cancelled():
    def stop(done, total, what):
        assert done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        nearest_line(streets(3), np.array([1.0]), np.array([1.0]), 10, stop)


def test_incidents_on_one_spot_share_a_place():
    spots, spot = shared_spots(np.array([5, 1, 5, 5.0]), np.array([2, 2, 2, 3.0]))
    np.testing.assert_array_equal(spots, [(1, 2), (5, 2), (5, 3)])
    np.testing.assert_array_equal(spot, [1, 0, 1, 2])


@pytest.mark.parametrize(
    ("lines", "within", "why"),
    [
        ([], 10, "no lines"),
        ([[]], 10, "has a part"),
        ([[np.array([(0, 0)])]], 10, "Line 1 .*two finite vertices"),
        ([[np.array([(0, 0), (1, np.nan)])]], 10, "Line 1 .*two finite vertices"),
        (streets(1), 0, "more than 0"),
    ],
)
def test_streets_that_cannot_be_used_are_refused(lines, within, why):
    with pytest.raises(InvalidInput, match=why):
        nearest_line(lines, np.array([1.0]), np.array([1.0]), within)
