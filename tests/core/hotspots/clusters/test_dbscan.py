"""DBSCAN, held against its definition written out and against scikit-learn."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.clusters.dbscan import dbscan

SAMPLES = [(seed, radius, minimum) for seed in range(6) for radius in (1, 5, 200**0.5) for minimum in (1, 4, 9)]


def sample(seed: int, points: int = 250) -> tuple[np.ndarray, np.ndarray]:
    """Points on a lattice, where many distances equal a radius exactly, or anywhere round a few places."""
    random = np.random.default_rng(seed)
    if seed % 2:
        return random.integers(0, 50, (2, points)).astype(float)
    return random.uniform(0, 60, (2, 12))[:, random.integers(0, 12, points)] + random.normal(0, 4, (2, points))


def written_out(x, y, radius, minimum) -> tuple[np.ndarray, list[set[int]], list[int]]:
    """Core points, clusters of core points, and the core point of every border point (-1: noise), point by point."""
    square = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    near = square <= radius**2
    core = near.sum(axis=1) >= minimum
    clusters, left = [], set(np.flatnonzero(core))
    while left:
        found, grown = set(), {left.pop()}
        while grown:
            found |= grown
            grown = {j for i in grown for j in left if near[i, j]}
            left -= grown
        clusters.append(found)
    leads = []
    for i in range(x.size):
        reached = np.flatnonzero(near[i] & core)
        leads.append(min(reached, key=lambda j: (square[i, j], x[j], y[j])) if reached.size else -1)
    return core, clusters, leads


@pytest.mark.parametrize(("seed", "radius", "minimum"), SAMPLES)
def test_clusters_are_those_of_the_definition(seed, radius, minimum):
    x, y = sample(seed)
    core, clusters, leads = written_out(x, y, radius, minimum)
    result = dbscan(x, y, radius, minimum)
    np.testing.assert_array_equal(result.is_core, core)
    assert result.clusters == len(clusters)
    for cluster in clusters:
        assert len({result.labels[i] for i in cluster}) == 1
    for i, lead in enumerate(leads):
        # A border point follows its nearest core point, of equally near ones the one further west, then south.
        assert result.labels[i] == (0 if lead < 0 else result.labels[lead])


@pytest.mark.parametrize(("seed", "radius", "minimum"), SAMPLES)
def test_core_points_clusters_and_noise_are_those_of_scikit_learn(seed, radius, minimum):
    cluster = pytest.importorskip("sklearn.cluster")
    x, y = sample(seed)
    peer = cluster.DBSCAN(eps=radius, min_samples=minimum).fit(np.column_stack([x, y]))
    result = dbscan(x, y, radius, minimum)
    core = np.isin(np.arange(x.size), peer.core_sample_indices_)
    np.testing.assert_array_equal(result.is_core, core)
    np.testing.assert_array_equal(result.labels == 0, peer.labels_ == -1)
    # One cluster of ours for each of theirs. Border points are left out: theirs follow the order of the points.
    assert len(set(zip(result.labels[core], peer.labels_[core]))) == result.clusters == len(set(peer.labels_[core]))


def test_a_border_point_follows_its_nearest_core_point_where_scikit_learn_follows_the_order():
    cluster = pytest.importorskip("sklearn.cluster")
    x = np.array([0, 1, 2, 3, 12, 13, 14, 15, 7.6, 20])
    y = np.zeros(10)
    labels = dbscan(x, y, 5, 5).labels
    np.testing.assert_array_equal(labels, [2, 2, 2, 2, 1, 1, 1, 1, 1, 1])
    backwards = dbscan(x[::-1], y, 5, 5).labels[::-1]
    np.testing.assert_array_equal(backwards, labels)
    # Both are DBSCAN as published: there 7.6 goes to the western cluster (4.6 away) or the eastern one (4.4 away),
    # whichever is found first. An analyst who sorts her table must not get another map, so rely on ours.
    peer = cluster.DBSCAN(eps=5, min_samples=5)
    forth, back = (peer.fit(np.column_stack([order, y])).labels_ for order in (x, x[::-1]))
    assert forth[8] == forth[0]
    assert back[1] == back[0]


def test_the_point_itself_counts_and_the_edge_is_within():
    three = np.array([0.0, 3, 6]), np.array([0.0, 4, 8])
    np.testing.assert_array_equal(dbscan(*three, 5, 3).labels, [1, 1, 1])
    np.testing.assert_array_equal(dbscan(*three, 5, 3).is_core, [False, True, False])
    np.testing.assert_array_equal(dbscan(*three, 4.999, 2).labels, [0, 0, 0])
    np.testing.assert_array_equal(dbscan(*three, 4.999, 1).labels, [1, 2, 3])


def test_points_in_one_place_are_as_many_points():
    x, y = np.repeat([0.0, 100, 101], [5, 3, 1]), np.zeros(9)
    result = dbscan(x, y, 2, 4)
    np.testing.assert_array_equal(result.labels, [1] * 5 + [2] * 4)
    assert dbscan(x, y, 2, 5).clusters == 1


def test_the_largest_cluster_is_number_one_and_equal_ones_go_from_west_to_east():
    x = np.array([50.0, 50, 0, 0, 90, 90, 90])
    np.testing.assert_array_equal(dbscan(x, np.zeros(7), 1, 2).labels, [3, 3, 2, 2, 1, 1, 1])
    y = np.array([5.0, 5, 0, 0])
    np.testing.assert_array_equal(dbscan(np.zeros(4), y, 1, 2).labels, [2, 2, 1, 1])


@given(st.integers(0, 9), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_order_nor_place_nor_unit_matters(seed, shuffle):
    x, y = sample(2 * seed)  # not the lattice: there a rounded coordinate may cross the radius
    labels = dbscan(x, y, 5, 5).labels
    order = list(range(x.size))
    shuffle.shuffle(order)
    np.testing.assert_array_equal(dbscan(x[order], y[order], 5, 5).labels, labels[order])
    np.testing.assert_array_equal(dbscan(x + 530_000, y + 180_000, 5, 5).labels, labels)
    np.testing.assert_array_equal(dbscan(x * 3.28, y * 3.28, 5 * 3.28, 5).labels, labels)


def test_dense_cells_that_do_not_touch_stay_apart():
    # Two long rows, 5.01 apart, and a bridge at one end: what the quick look at two places cannot settle.
    x = np.tile(np.linspace(0, 400, 4001), 2)
    y = np.repeat([0, 5.01], 4001)
    assert dbscan(x, y, 5, 3).clusters == 2
    assert dbscan(np.append(x, 400), np.append(y, 2.5), 5, 3).clusters == 1


def test_crowded_points_do_not_fill_the_memory():
    random = np.random.default_rng(0)
    places = random.uniform(0, 5000, (300, 2))
    x, y = places[random.integers(0, 300, 60_000)].T
    tracemalloc.start()
    result = dbscan(x, y, 300, 10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Every incident has some 700 others within the radius: 40 million pairs, 640 MB where pairs are kept.
    assert result.clusters >= 1
    assert peak < 60e6


@pytest.mark.realdata
def test_real_snapped_incidents_give_the_clusters_of_scikit_learn(real_data):
    cluster = pytest.importorskip("sklearn.cluster")
    file = real_data / "peer_nearrepeat_chicago" / "chicago_be_month1.csv"
    x, y = np.loadtxt(file, delimiter=",", usecols=(0, 1), unpack=True)
    peer = cluster.DBSCAN(eps=500, min_samples=4).fit(np.column_stack([x, y]))
    result = dbscan(x, y, 500, 4)
    core = np.isin(np.arange(x.size), peer.core_sample_indices_)
    assert core.sum() > 50
    np.testing.assert_array_equal(result.is_core, core)
    assert len(set(zip(result.labels[core], peer.labels_[core]))) == result.clusters


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: dbscan(np.empty(0), np.empty(0), 5, 3), "no points"),
        (lambda: dbscan(np.zeros(3), np.zeros(3), 0, 3), "more than 0 metres"),
        (lambda: dbscan(np.zeros(3), np.zeros(3), np.inf, 3), "radius is inf"),
        (lambda: dbscan(np.zeros(3), np.zeros(3), 5, 0), "such as 10"),
        (lambda: dbscan(np.zeros(3), np.zeros(3), 5, 2.5), "2.5"),
        (lambda: dbscan(np.array([0, np.nan]), np.zeros(2), 5, 3), "1 of 2 points"),
        (lambda: dbscan(np.array([0, 1e12]), np.array([0, 1e12]), 1e-6, 3), "Check the units"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()


def test_one_point_and_a_minimum_beyond_all_points_give_no_cluster():
    assert dbscan(np.zeros(1), np.zeros(1), 5, 2).clusters == 0
    assert dbscan(*sample(0), 5, 1000).clusters == 0


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        dbscan(*sample(0), 5, 5, progress=stop)
