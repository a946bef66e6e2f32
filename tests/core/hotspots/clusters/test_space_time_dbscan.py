"""ST-DBSCAN, held against its definition written out and against scikit-learn on given neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.clusters.dbscan import dbscan
from safestats_core.hotspots.clusters.space_time_dbscan import space_time_dbscan

START = np.datetime64("2024-03-01T00:00:00")


def sample(seed: int, points: int = 220) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points on a lattice or anywhere, at a few times of the day, so that both edges are met exactly."""
    random = np.random.default_rng(seed)
    xy = random.integers(0, 40, (2, points)) if seed % 2 else random.uniform(0, 40, (2, points))
    return (*xy.astype(float), START + random.integers(0, 160, points) * np.timedelta64(6, "h"))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("days", [0.25, 3, 10.1, 400])
@pytest.mark.parametrize(("radius", "minimum"), [(5, 3), (8, 6)])
def test_clusters_are_those_of_scikit_learn_on_the_same_neighbours(seed, days, radius, minimum):
    cluster = pytest.importorskip("sklearn.cluster")
    x, y, times = sample(seed)
    square = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    apart = np.abs(times[:, None] - times).astype(float)
    near = (square <= radius**2) & (apart <= days * 86_400)
    peer = cluster.DBSCAN(eps=1, min_samples=minimum, metric="precomputed").fit(np.where(near, 0.5, 2))
    result = space_time_dbscan(x, y, times, radius, days, minimum)
    core = np.isin(np.arange(x.size), peer.core_sample_indices_)
    np.testing.assert_array_equal(result.is_core, core)
    np.testing.assert_array_equal(result.labels == 0, peer.labels_ == -1)
    assert len(set(zip(result.labels[core], peer.labels_[core]))) == result.clusters == len(set(peer.labels_[core]))
    for i in np.flatnonzero(~core & (result.labels > 0)):
        reached = np.flatnonzero(near[i] & core)
        lead = min(reached, key=lambda j: (square[i, j], apart[i, j], x[j], y[j], times[j]))
        assert result.labels[i] == result.labels[lead]


def test_two_waves_in_one_street_are_two_clusters():
    x, y = np.tile(np.arange(5.0) * 20, 2), np.zeros(10)
    times = START + np.repeat([0, 30], 5) * np.timedelta64(1, "D")
    result = space_time_dbscan(x, y, times, 25, 7, 3)
    np.testing.assert_array_equal(result.labels, [1] * 5 + [2] * 5)
    assert dbscan(x, y, 25, 3).clusters == 1
    assert space_time_dbscan(x, y, times, 25, 30, 3).clusters == 1


def test_a_time_longer_than_the_data_is_plain_dbscan():
    x, y, times = sample(3)
    plain = dbscan(x, y, 5, 4)
    long = space_time_dbscan(x, y, times, 5, 1000, 4)
    np.testing.assert_array_equal(long.is_core, plain.is_core)
    np.testing.assert_array_equal(long.labels[plain.is_core], plain.labels[plain.is_core])


def test_neither_the_order_nor_the_calendar_matters():
    x, y, times = sample(1)
    labels = space_time_dbscan(x, y, times, 5, 3, 3).labels
    order = np.random.default_rng(0).permutation(x.size)
    np.testing.assert_array_equal(space_time_dbscan(x[order], y[order], times[order], 5, 3, 3).labels, labels[order])
    later = times + np.timedelta64(5000, "D")
    np.testing.assert_array_equal(space_time_dbscan(x, y, later, 5, 3, 3).labels, labels)
    assert labels.max() > 1


def test_incidents_on_one_day_or_in_one_place_are_clustered_by_the_other():
    x, y, times = sample(0)
    same_day = np.full(x.size, START)
    np.testing.assert_array_equal(space_time_dbscan(x, y, same_day, 5, 1, 4).is_core, dbscan(x, y, 5, 4).is_core)
    here = np.zeros(x.size)
    days = (times - START).astype("timedelta64[s]").astype(float) / 86_400
    np.testing.assert_array_equal(
        space_time_dbscan(here, here, times, 5, 0.25, 4).is_core, dbscan(days, here, 0.25, 4).is_core
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"times": np.array(["2024-01-01", "NaT"], "datetime64[s]")}, "1 of 2 points have no time"),
        ({"times": np.array(["2024-01-01"], "datetime64[s]")}, "one datetime64"),
        ({"times": np.arange(2)}, "one datetime64"),
        ({"days": 0}, "for example 14"),
        ({"days": np.nan}, "for example 14"),
        ({"radius": -1}, "more than 0 metres"),
        ({"minimum": 0}, "such as 10"),
        ({"days": 1e-18}, "Check the units"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_the_remedy(change, why):
    arguments = {"times": START + np.arange(2) * np.timedelta64(9, "D"), "radius": 5, "days": 3, "minimum": 2}
    with pytest.raises(InvalidInput, match=why):
        space_time_dbscan(np.zeros(2), np.zeros(2), **{**arguments, **change})
    with pytest.raises(InvalidInput, match="no points"):
        space_time_dbscan(np.empty(0), np.empty(0), np.empty(0, "datetime64[s]"), 5, 3, 2)
