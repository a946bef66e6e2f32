"""Nearest-neighbour hierarchical clusters, held against hand-made cases and the algorithm written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.clusters import compact_groups
from safestats_core.hotspots.clusters.hierarchical import hierarchical, random_distance


def sample(seed: int, points: int = 150) -> tuple[np.ndarray, np.ndarray]:
    """Points on a lattice (many shared places, many equal counts) or anywhere round a few places."""
    random = np.random.default_rng(seed)
    if seed % 2:
        return random.integers(0, 30, (2, points)).astype(float)
    return random.uniform(0, 60, (2, 12))[:, random.integers(0, 12, points)] + random.normal(0, 3, (2, points))


def written_out(x, y, distance, minimum) -> list[set[int]]:
    """Steps 2 to 4 of the docstring, one point after the other, everything counted anew for every cluster."""
    free, clusters = set(range(x.size)), []
    while True:
        near = {i: {j for j in free if (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= distance**2} for i in free}
        seed = min(free, key=lambda i: (-len(near[i]), x[i], y[i]), default=None)
        if seed is None or len(near[seed]) < minimum:
            return clusters
        clusters.append(near[seed])
        free -= near[seed]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("distance", [1, 5, 8])
@pytest.mark.parametrize("minimum", [1, 3, 7])
def test_clusters_are_those_of_the_algorithm_written_out(seed, distance, minimum):
    x, y = sample(seed)
    labels = hierarchical(x, y, minimum, distance=distance, minimum_clusters=2).labels[0]
    expected = written_out(x, y, distance, minimum)
    found = [set(np.flatnonzero(labels == k)) for k in range(1, labels.max() + 1)]
    assert {frozenset(cluster) for cluster in found} == {frozenset(cluster) for cluster in expected}
    assert [len(cluster) for cluster in found] == sorted(map(len, expected), reverse=True)


def test_the_fullest_place_takes_its_neighbours_and_what_is_left_may_be_too_few():
    # 6, 9 and 14 each have four within 10; the one furthest west is the seed, and 21 and 27 are left alone.
    x, y = np.array([0.0, 6, 9, 14, 21, 27]), np.zeros(6)
    np.testing.assert_array_equal(hierarchical(x, y, 3, distance=10).labels[0], [1, 1, 1, 1, 0, 0])
    np.testing.assert_array_equal(hierarchical(x, y, 2, distance=10).labels[0], [1, 1, 1, 1, 2, 2])
    # One more at 21 makes 14 the fullest: it leaves only 0 and 27.
    x, y = np.append(x, 21), np.zeros(7)
    np.testing.assert_array_equal(hierarchical(x, y, 2, distance=10).labels[0], [0, 1, 1, 1, 1, 0, 1])


def test_a_chain_is_cut_where_dbscan_would_make_one_cluster_of_it():
    x = np.arange(12) * 10.0
    labels = hierarchical(x, np.zeros(12), 3, distance=10).labels[0]
    np.testing.assert_array_equal(labels, np.repeat([1, 2, 3, 4], 3))


@pytest.mark.parametrize("seed", range(6))
def test_no_cluster_is_wider_than_twice_the_distance_or_smaller_than_the_minimum(seed):
    x, y = sample(seed, 400)
    result = hierarchical(x, y, 4, distance=6)
    for k in range(1, result.clusters[0] + 1):
        mine = np.flatnonzero(result.labels[0] == k)
        apart = np.hypot(x[mine][:, None] - x[mine], y[mine][:, None] - y[mine])
        assert apart.max() <= 12 + 1e-9
        assert apart.max(axis=1).min() <= 6 + 1e-9
        assert mine.size >= 4


def test_the_random_distance_is_that_of_clark_and_evans():
    # 100 points in 1 km2: mean 50 m, standard error 0.26136 * 1000 / 100 = 2.6136 m, to the digits of the table.
    assert random_distance(100, 1e6, 0.5) == pytest.approx(50)
    assert random_distance(100, 1e6, 0.05) == pytest.approx(50 - 1.6449 * 2.6136, abs=1e-3)
    assert random_distance(100, 1e6, 0.95) == pytest.approx(50 + 1.6449 * 2.6136, abs=1e-3)
    random = np.random.default_rng(0)
    means = []
    for _ in range(200):
        x, y = random.uniform(0, 1000, (2, 100))
        # On a torus, as the formula knows no edge.
        dx, dy = (np.abs(axis[:, None] - axis) for axis in (x, y))
        apart = np.hypot(np.minimum(dx, 1000 - dx), np.minimum(dy, 1000 - dy)) + 1e9 * np.eye(100)
        means.append(apart.min(axis=1).mean())
    assert np.mean(means) == pytest.approx(50, abs=0.6)
    assert np.mean(np.array(means) < random_distance(100, 1e6, 0.1)) == pytest.approx(0.1, abs=0.06)


def test_clusters_of_clusters_are_found_and_every_point_knows_its_place():
    random = np.random.default_rng(2)
    quarters = np.array([(1000, 1000), (7000, 8000)])
    streets = np.array([(0, 0), (600, 0), (1200, 0), (0, 600), (600, 600), (1200, 600)])
    places = (quarters[:, None] + streets).reshape(-1, 2)
    points = (places[:, None] + random.normal(0, 8, (12, 30, 2))).reshape(-1, 2)
    points = np.concatenate([points, random.uniform(0, 10_000, (40, 2))])
    result = hierarchical(*points.T, 10, area=1e8, minimum_clusters=4)
    assert result.clusters == (12, 2)
    assert result.distance[0] == random_distance(400, 1e8, 0.1)
    assert result.distance[1] == random_distance(12, 1e8, 0.1)
    first, second = result.labels
    assert ((first == 0) == (second == 0)).all()
    for k in range(1, 13):
        assert len(set(second[first == k])) == 1
    assert set(second[:180]) - {0} != set(second[180:360]) - {0}
    # With as many clusters needed as points, 10 of 12, there is no second order.
    assert hierarchical(*points.T, 10, area=1e8).clusters == (12,)


def test_higher_orders_cluster_the_mean_centres():
    centres = np.array([0.0, 100, 200, 1000])
    x = np.concatenate([centres - 1, centres, centres + 1])
    result = hierarchical(x, np.zeros(12), 3, area=250_000, probability=0.5, minimum_clusters=3)
    np.testing.assert_array_equal(result.labels[0], np.tile([1, 2, 3, 4], 3))
    np.testing.assert_array_equal(result.labels[1], np.tile([1, 1, 1, 0], 3))
    np.testing.assert_allclose(result.distance, (500 / np.sqrt(48), 125))


@given(st.integers(0, 9), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_order_nor_place_nor_unit_matters(seed, shuffle):
    x, y = sample(2 * seed)
    labels = hierarchical(x, y, 4, distance=5).labels[0]
    order = list(range(x.size))
    shuffle.shuffle(order)
    np.testing.assert_array_equal(hierarchical(x[order], y[order], 4, distance=5).labels[0], labels[order])
    np.testing.assert_array_equal(hierarchical(x + 5e5, y + 2e5, 4, distance=5).labels[0], labels)
    np.testing.assert_array_equal(hierarchical(x * 3.28, y * 3.28, 4, distance=5 * 3.28).labels[0], labels)


def test_too_many_pairs_are_refused_before_they_are_made(monkeypatch):
    monkeypatch.setattr(compact_groups, "MAXIMUM_PAIRS", 1000)
    with pytest.raises(InvalidInput, match="11,175 pairs.*shorter distance"):
        hierarchical(*sample(0), 3, distance=500)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda x, y: hierarchical(x[:0], y[:0], 3, distance=5), "no points"),
        (lambda x, y: hierarchical(x, y, 0, distance=5), "such as 10"),
        (lambda x, y: hierarchical(x, y, 3, distance=-5), "more than 0 metres"),
        (lambda x, y: hierarchical(x, y, 3, distance=0), "more than 0 metres"),
        (lambda x, y: hierarchical(x, y, 3), "Enter a distance"),
        (lambda x, y: hierarchical(x, y, 3, area=0), "Enter a distance"),
        (lambda x, y: hierarchical(x, y, 3, area=1e6, probability=0), "for example 0.1"),
        (lambda x, y: hierarchical(x, y, 3, area=1e6, probability=1), "for example 0.1"),
        (lambda x, y: hierarchical(x[:3], y[:3], 3, area=1e6, probability=1e-5), "too few for a random distance"),
        (lambda x, y: hierarchical(x, y, 3, distance=5, minimum_clusters=1), "at least 2 clusters"),
        (lambda x, y: hierarchical(x * np.nan, y, 3, distance=5), "finite coordinates"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused(*sample(0))


def test_one_point_and_points_in_one_place():
    assert hierarchical(np.zeros(1), np.zeros(1), 2, distance=5).clusters == (0,)
    assert hierarchical(np.zeros(30), np.zeros(30), 10, distance=5).clusters == (1,)


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        hierarchical(np.arange(1000) * 50.0, np.zeros(1000), 1, distance=5, minimum_clusters=2, progress=stop)
