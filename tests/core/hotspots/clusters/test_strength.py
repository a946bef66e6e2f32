"""Strength of clusters, held against cases counted by hand and the published formula."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from safestats_core.hotspots.clusters.clustering import cluster_points
from safestats_core.hotspots.clusters.strength import strength_in_space, strength_in_time

START = np.datetime64("2024-01-01T00:00:00")


def ratio(c: float, e: float, n: float) -> float:
    """The formula as published."""
    return c * np.log(c / e) + (n - c) * np.log((n - c) / (n - e))


def test_in_space_the_hull_says_how_many_are_expected():
    square = np.array([(0, 0), (100, 0), (100, 100), (0, 100)], dtype=float)
    x, y = np.concatenate([square, square + 500, [(900, 0)] * 2]).T
    labels = np.array([1] * 4 + [2] * 4 + [0] * 2)
    np.testing.assert_allclose(strength_in_space(labels, x, y, 1e6), [ratio(4, 10 * 0.01, 10)] * 2)


def in_time(labels, x, times):
    return strength_in_time(labels, x, np.zeros(x.size), times, cKDTree(np.column_stack([x, np.zeros(x.size)])))


def test_in_time_busy_places_and_busy_days_take_strength_away():
    # Cluster 1 lies at 0 and 10: its circle is round 3.3 and holds 5 of 10 points ever; 4 happened in its days.
    # Cluster 2: 2 of 2 in its place, 3 in its days.
    x = np.array([0, 0, 10, 0, 9, 50, 50, 90, 90, 90], dtype=float)
    days = np.array([1, 2, 3, 50, 60, 20, 22, 2, 21, 70])
    labels = np.array([1, 1, 1, 0, 0, 2, 2, 0, 0, 0])
    found = in_time(labels, x, START + days * np.timedelta64(1, "D"))
    np.testing.assert_allclose(found, [ratio(3, 5 * 4 / 10, 10), ratio(2, 2 * 3 / 10, 10)])


def test_a_cluster_of_everything_is_no_more_than_expected():
    x, y = np.array([0.0, 10, 0]), np.array([0.0, 0, 10])
    everything = np.ones(3, dtype=int)
    np.testing.assert_allclose(strength_in_space(everything, x, y, 0), 0, atol=1e-6)
    np.testing.assert_allclose(in_time(everything, x, np.full(3, START)), 0, atol=1e-6)


def test_no_cluster_has_no_strength():
    nothing = np.zeros(5, dtype=int)
    assert strength_in_space(nothing, np.arange(5.0), np.zeros(5), 1.0).size == 0
    assert in_time(nothing, np.arange(5.0), np.full(5, START)).size == 0


def test_a_burst_in_a_quiet_street_stands_out_beside_a_high_street_that_is_always_busy():
    random = np.random.default_rng(0)
    busy, quiet = random.normal(0, 20, (400, 2)), random.normal(5000, 20, (12, 2))
    days = np.concatenate([random.uniform(0, 365, 400), random.uniform(200, 204, 12)])
    times = START + (days * 86_400).astype("timedelta64[s]")
    x, y = np.concatenate([busy, quiet]).T
    found = cluster_points(x, y, "st-dbscan", 4, distance=100, days=5, times=times, permutations=99)
    burst = found.labels[0][-1]
    assert burst > 0
    assert found.summaries[0].count[burst - 1] == 12
    assert found.summaries[0].count.max() > 12
    assert found.test.p[burst - 1] == 0.01
    assert np.delete(found.test.p, burst - 1).min() > 0.05
