"""All methods through one call: the same clusters, their description, and their significance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.clusters.chance import study_area
from safestats_core.hotspots.clusters.clustering import METHODS, automatic_permutations, cluster_points
from safestats_core.hotspots.clusters.dbscan import dbscan
from safestats_core.hotspots.clusters.hdbscan import hdbscan
from safestats_core.hotspots.clusters.hierarchical import hierarchical
from safestats_core.hotspots.clusters.space_time_dbscan import space_time_dbscan

START = np.datetime64("2024-01-01T00:00:00")


def sample(points: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Half of the points anywhere in 10 x 10 km, half round three places there in one week each."""
    random = np.random.default_rng(5)
    half = points // 2
    place = random.integers(0, 3, half)
    hot = np.array([(2000, 2000), (2000, 7000), (8000, 5000)])[place] + random.normal(0, 40, (half, 2))
    xy = np.concatenate([random.uniform(0, 10_000, (points - half, 2)), hot])
    days = np.concatenate([random.uniform(0, 365, points - half), 100 * place + random.uniform(0, 7, half)])
    return xy[:, 0], xy[:, 1], START + (days * 86_400).astype("timedelta64[s]")


def everything(method: str, **changes: object):
    x, y, times = sample()
    given_ = {"distance": 150.0, "days": 10.0, "times": times, "permutations": 19, **changes}
    return cluster_points(x, y, method, 8, **given_)


def test_each_method_gives_its_own_clusters():
    pytest.importorskip("sklearn")
    x, y, times = sample()
    expected = {
        "dbscan": dbscan(x, y, 150, 8).labels,
        "st-dbscan": space_time_dbscan(x, y, times, 150, 10, 8).labels,
        "hdbscan": hdbscan(x, y, 8).labels,
        "hierarchical": hierarchical(x, y, 8, distance=150).labels[0],
    }
    assert set(expected) == set(METHODS)
    for method, labels in expected.items():
        found = everything(method, permutations=0)
        np.testing.assert_array_equal(found.labels[0], labels)
        np.testing.assert_array_equal(found.summaries[0].count, np.bincount(labels)[1:])
        assert found.test is None


@pytest.mark.parametrize("method", METHODS)
def test_planted_clusters_are_significant(method):
    pytest.importorskip("sklearn")
    found = everything(method)
    assert (found.summaries[0].count[:3] > 30).all()
    np.testing.assert_allclose(found.test.p[:3], 1 / 20)
    assert ((found.test.p > 0) & (found.test.p <= 1)).all()


def test_places_that_are_always_busy_are_clusters_but_not_in_time():
    x, y, times = sample()
    random = np.random.default_rng(1)
    shuffled = times[random.permutation(times.size)]
    assert everything("st-dbscan").test.p[0] == 0.05
    often = cluster_points(x, y, "st-dbscan", 3, distance=150, days=10, times=shuffled, permutations=99)
    assert often.test.p.min() > 0.05


def test_the_random_distance_follows_from_the_study_area():
    x, y, _ = sample()
    boundary = [[np.array([(-5e3, -5e3), (15e3, -5e3), (15e3, 15e3), (-5e3, 15e3)])]]
    alone = everything("hierarchical", distance=None, permutations=0)
    within = everything("hierarchical", distance=None, permutations=0, boundary=boundary)
    assert within.distance[0] / alone.distance[0] == pytest.approx(np.sqrt(4e8 / study_area(x, y, None)))
    assert alone.distance[0] == hierarchical(x, y, 8, area=study_area(x, y, None)).distance[0]


def test_the_automatic_number_of_simulations_falls_with_the_points():
    assert [automatic_permutations("dbscan", n) for n in (1, 100_000, 100_001, 10**7)] == [99, 99, 19, 19]
    assert [automatic_permutations("hdbscan", n) for n in (5_000, 5_001, 20_000, 20_001)] == [99, 19, 19, 0]


def test_the_seed_repeats_the_test_and_another_may_not():
    tests = [everything("dbscan", distance=600.0, permutations=30, seed=seed).test for seed in (1, 1, 2)]
    np.testing.assert_array_equal(tests[0].strongest, tests[1].strongest)
    assert not np.array_equal(tests[0].strongest, tests[2].strongest)


@given(st.randoms(use_true_random=False), st.sampled_from(["dbscan", "st-dbscan", "hierarchical"]))
@settings(max_examples=15, deadline=None)
def test_no_point_is_lost_and_their_order_does_not_matter(shuffle, method):
    x, y, times = sample()
    order = list(range(x.size))
    shuffle.shuffle(order)
    plain = everything(method, permutations=0)
    turned = cluster_points(x[order], y[order], method, 8, distance=150, days=10, times=times[order], permutations=0)
    np.testing.assert_array_equal(turned.labels[0], plain.labels[0][order])
    for found in (plain, turned):
        assert found.summaries[0].count.sum() + found.summaries[0].unclustered == x.size
        np.testing.assert_allclose(found.summaries[0].density, plain.summaries[0].density)


@pytest.mark.parametrize(
    ("method", "changes", "why"),
    [
        ("kmeans", {}, "dbscan, st-dbscan, hdbscan, hierarchical"),
        ("dbscan", {"distance": None}, "for example 200"),
        ("st-dbscan", {"distance": None}, "for example 200"),
        ("st-dbscan", {"times": None}, "Give both"),
        ("st-dbscan", {"days": None}, "Give both"),
        ("dbscan", {"permutations": -1}, "0 for none"),
        ("dbscan", {"distance": 0.0}, "more than 0 metres"),
        ("st-dbscan", {"days": 0.0}, "for example 14"),
        ("hierarchical", {"distance": 0.0}, "more than 0 metres"),
        ("dbscan", {"outline": "box"}, "hull, ellipse"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_the_remedy(method, changes, why):
    with pytest.raises(InvalidInput, match=why):
        everything(method, **changes)


@pytest.mark.parametrize("method", ["dbscan", "st-dbscan", "hierarchical"])
@pytest.mark.parametrize(("count", "clusters"), [(1, 0), (30, 1)])
def test_one_point_and_identical_points_are_no_crash(method, count, clusters):
    here = np.full(count, 5e5)
    times = np.full(count, START)
    found = cluster_points(here, here, method, 10, distance=100, days=5, times=times, permutations=9)
    assert found.summaries[0].count.size == clusters
    if clusters:
        assert found.summaries[0].area[0] > 0
        assert found.test.p[0] == 1


def test_it_can_be_stopped_within_the_simulations():
    def stop(done, total, what):
        if what == "Random data clustered":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        everything("dbscan", progress=stop)
