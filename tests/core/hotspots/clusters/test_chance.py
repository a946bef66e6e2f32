"""Significance of clusters: p by simulation, random points, and the area they are dealt to."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.clusters.chance import (
    chance_makes_none,
    chance_of_clusters,
    scatter,
    study_area,
)
from safestats_core.hotspots.clusters.dbscan import dbscan
from safestats_core.hotspots.clusters.outline import ring_area

SQUARE = np.array([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)], dtype=float)
HOLE = np.array([(20, 20), (20, 60), (60, 60), (60, 20)], dtype=float)


def largest(labels: np.ndarray) -> int:
    """Points in cluster 1, 0 where there is none."""
    return int(np.count_nonzero(labels == 1))


def test_p_counts_the_simulations_with_a_cluster_as_large():
    sizes = iter([3, 9, 5, 5, 0, 1, 2, 4, 6])
    test = chance_of_clusters(np.array([10, 9, 5, 1]), lambda random: next(sizes), 9)
    np.testing.assert_allclose(test.p, [1 / 10, 2 / 10, 5 / 10, 9 / 10])
    np.testing.assert_array_equal(test.strongest, [3, 9, 5, 5, 0, 1, 2, 4, 6])


def test_it_ends_early_where_chance_makes_such_clusters_all_the_time():
    test = chance_of_clusters(np.array([10, 2]), lambda random: int(random.choice([8, 12])), 9999, seed=1)
    assert np.count_nonzero(test.strongest == 12) == 10
    assert test.strongest.size < 40
    np.testing.assert_allclose(test.p, [11 / (test.strongest.size + 1), 1])


def test_p_is_never_zero_and_never_above_one_and_the_seed_repeats_it():
    def draw(random):
        return int(random.poisson(5))

    first, again, other = (chance_of_clusters(np.array([50, 8, 1]), draw, 99, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.strongest, again.strongest)
    assert not np.array_equal(first.strongest, other.strongest)
    assert first.p[0] == 0.01
    assert ((first.p > 0) & (first.p <= 1)).all()
    assert (np.diff(first.p) >= 0).all()
    assert chance_of_clusters(np.empty(0, int), draw, 19).p.size == 0


def test_a_planted_cluster_is_significant_and_random_points_rarely_hold_one():
    random = np.random.default_rng(0)

    def simulate(generator):
        return largest(dbscan(*scatter(100, *corners, None, generator), 40, 4).labels)

    corners = np.array([0.0, 1000]), np.array([0.0, 1000])
    planted = np.concatenate([random.uniform(0, 1000, (80, 2)), random.normal(500, 20, (20, 2))])
    labels = dbscan(*planted.T, 40, 4).labels
    assert chance_of_clusters(np.bincount(labels)[1:], simulate, 99).p[0] == 0.01
    called = 0
    for seed in range(40):
        points = random.uniform(0, 1000, (2, 100))
        counts = np.bincount(dbscan(*points, 40, 4).labels)[1:]
        called += counts.size > 0 and chance_of_clusters(counts, simulate, 39, seed).p.min() <= 0.05
    # 5 % of 40 maps are 2; 6 is three deviations above.
    assert called <= 6


def test_simulating_is_left_out_only_where_nothing_would_come_of_it():
    # 1,000 points in 10 km2 have 0.1 others within 18 m on average: groups of 10 do not happen, pairs do.
    assert chance_makes_none(1000, 18, 10, 1e7)
    assert not chance_makes_none(1000, 18, 3, 1e7)
    assert chance_makes_none(5, 1000, 6, 1e4)
    assert not chance_makes_none(5, 1000, 5, 1e4)
    assert not chance_makes_none(100, 10, 1, 1e9)
    assert not chance_makes_none(100, 10, 5, 0)
    # The bound itself: of 400 random maps the share with a core point is no more than it says.
    random = np.random.default_rng(3)
    bound = 60 * stats.binom.sf(2, 59, np.pi * 30**2 / 1e6)
    held = [dbscan(*random.uniform(0, 1000, (2, 60)), 30, 4).clusters > 0 for _ in range(400)]
    assert 0 < np.mean(held) < bound + 3 * np.sqrt(bound / 400)


def test_random_points_fill_the_study_area_evenly_and_nothing_else():
    boundary = [[SQUARE, HOLE], [SQUARE + (300, 0)]]
    x, y = scatter(18_400, np.zeros(1), np.zeros(1), boundary, np.random.default_rng(0))
    assert x.size == y.size == 18_400
    first = x < 200
    assert first.sum() == pytest.approx(8_400, abs=270)  # four deviations
    assert not ((x > 20) & (x < 60) & (y > 20) & (y < 60)).any()
    assert ((x <= 100) | (x >= 300)).all()
    x, y = scatter(1000, np.array([5.0, 9]), np.array([0.0, 1]), None, np.random.default_rng(0))
    assert x.min() >= 5
    assert x.max() <= 9
    assert y.max() - y.min() == pytest.approx(1, abs=0.02)


def test_the_area_is_that_of_the_polygons_less_their_holes_or_of_the_extent():
    assert study_area(np.zeros(1), np.zeros(1), [[SQUARE, HOLE], [SQUARE + 1e6]]) == pytest.approx(10_000 * 2 - 1_600)
    assert study_area(np.array([5.0, 9]), np.array([0.0, 3]), None) == 12
    assert ring_area(HOLE) == ring_area(HOLE[::-1]) == ring_area(np.append(HOLE, HOLE[:1], axis=0)) == 1600


def test_what_cannot_be_simulated_is_refused():
    with pytest.raises(InvalidInput, match="such as 99"):
        chance_of_clusters(np.array([3]), lambda random: 1, 0)


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        chance_of_clusters(np.array([3]), lambda random: 1, 9, progress=stop)
