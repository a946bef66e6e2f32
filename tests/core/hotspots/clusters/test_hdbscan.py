"""HDBSCAN: scikit-learn does the work; the rest is what a user relies on around it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from safestats_core.errors import InvalidInput, MissingPackage
from safestats_core.hotspots.clusters.hdbscan import MAXIMUM_POINTS, hdbscan


def sample(points: int = 600) -> np.ndarray:
    """A tight and a loose cluster, which no single distance finds, among points anywhere; in map coordinates."""
    random = np.random.default_rng(0)
    tight = random.normal((530_000, 180_000), 20, (points // 3, 2))
    loose = random.normal((533_000, 182_000), 300, (points // 3, 2))
    anywhere = random.uniform((528_000, 178_000), (535_000, 185_000), (points // 3, 2))
    return np.concatenate([tight, loose, anywhere])


def test_a_tight_and_a_loose_cluster_are_found_as_scikit_learn_finds_them():
    cluster = pytest.importorskip("sklearn.cluster")
    points = sample()
    result = hdbscan(*points.T, 30)
    peer = cluster.HDBSCAN(min_cluster_size=30, copy=True).fit_predict(points - points.mean(axis=0))
    assert result.clusters == 2
    assert np.bincount(result.labels[:200], minlength=3).argmax() != np.bincount(result.labels[200:400]).argmax()
    np.testing.assert_array_equal(result.labels == 0, peer == -1)
    assert len(set(zip(result.labels, peer))) == 3
    np.testing.assert_array_equal(result.is_core, result.labels > 0)


def test_the_order_of_the_points_does_not_matter_even_on_shared_places():
    pytest.importorskip("sklearn")
    points = np.round(sample() / 100) * 100
    labels = hdbscan(*points.T, 10).labels
    order = np.random.default_rng(1).permutation(len(points))
    np.testing.assert_array_equal(hdbscan(*points[order].T, 10).labels, labels[order])
    assert labels.max() > 1


def test_points_in_one_place_are_no_crash():
    pytest.importorskip("sklearn")
    assert hdbscan(np.zeros(30), np.zeros(30), 10).labels.shape == (30,)


def test_without_scikit_learn_the_remedy_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(MissingPackage, match=r"pip install .scikit-learn>=1\.3"):
        hdbscan(*sample().T, 30)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: hdbscan(np.empty(0), np.empty(0), 5), "no points"),
        (lambda: hdbscan(np.zeros(9), np.zeros(9), 1), "2 points or more"),
        (lambda: hdbscan(np.zeros(9), np.zeros(9), 10), "9 points are fewer"),
        (lambda: hdbscan(np.zeros(9), np.zeros(9), 5, minimum_near=10), "more than there are"),
        (lambda: hdbscan(np.zeros(MAXIMUM_POINTS + 1), np.zeros(MAXIMUM_POINTS + 1), 5), "use DBSCAN"),
        (lambda: hdbscan(np.array([np.nan] * 9), np.zeros(9), 5), "finite coordinates"),
    ],
)
def test_what_cannot_be_clustered_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
