"""Outline and description of clusters, held against shapes whose numbers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.centrography import centrography
from safestats_core.hotspots.clusters.outline import outline, ring_area
from safestats_core.hotspots.clusters.summary import summarise


def signed_area(ring: np.ndarray) -> float:
    x, y = (ring - ring[0]).T
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


def within(ring: np.ndarray, x: np.ndarray, y: np.ndarray, tolerance: float = 1e-6) -> np.ndarray:
    """Whether points lie to the left of every edge of a convex anticlockwise ring, or on it."""
    edge = np.diff(ring, axis=0)
    cross = edge[:, 0, None] * (y - ring[:-1, 1, None]) - edge[:, 1, None] * (x - ring[:-1, 0, None])
    return (cross >= -tolerance * np.hypot(*edge.T)[:, None]).all(axis=0)


def test_the_hull_of_a_square_is_the_square():
    x, y = np.array([0.0, 90, 90, 0, 45, 27, 0]), np.array([0.0, 0, 90, 90, 45, 27, 0])
    ring = outline(x, y)
    assert {tuple(corner) for corner in np.round(ring, 9)} == {(0, 0), (90, 0), (90, 90), (0, 90)}
    np.testing.assert_array_equal(ring[0], ring[-1])
    assert signed_area(ring) == pytest.approx(8100)


def test_a_hull_of_nearly_nothing_gets_a_margin_and_one_of_more_does_not():
    # 30 m2 is less than a circle of 10 m: the outline of points and margin is that of a square with round corners.
    x, y = np.array([0.0, 5, 5, 0]), np.array([0.0, 0, 6, 6])
    assert signed_area(outline(x, y)) == pytest.approx(30 + 22 * 10 + 8 * 10**2 * np.sin(np.pi / 8), rel=1e-6)
    assert within(outline(x, y), x, y).all()
    assert signed_area(outline(x, y, buffer=3)) == pytest.approx(30)


@given(st.integers(0, 1000), st.integers(3, 60))
@settings(max_examples=40, deadline=None)
def test_the_hull_is_convex_and_holds_every_point(seed, points):
    x, y = np.random.default_rng(seed).normal((530_000, 180_000), 300, (points, 2)).T
    ring = outline(x, y, buffer=0.01)
    assert within(ring, x, y).all()
    assert within(ring, *ring.T).all()
    assert set(map(tuple, np.round(ring, 6))) <= set(zip(np.round(x, 6), np.round(y, 6)))


@pytest.mark.parametrize(
    ("x", "y", "length"),
    [
        ([5, 5, 5], [7, 7, 7], 0),
        ([0, 30], [0, 40], 50),
        ([0, 3, 30, 6], [0, 4, 40, 8], 50),
        ([530_000.1, 530_000.1, 530_000.1], [180_000, 180_300, 180_070], 300),
        ([4], [4], 0),
    ],
)
@pytest.mark.parametrize("kind", ["hull", "ellipse"])
def test_points_in_one_place_or_on_a_line_get_a_ring_at_the_buffer(x, y, length, kind):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    ring = outline(x, y, kind, buffer=10)
    np.testing.assert_array_equal(ring[0], ring[-1])
    # A 16-sided circle of radius 10 cut in two, and a strip 20 wide between the halves.
    circle = 8 * 10**2 * np.sin(np.pi / 8)
    assert signed_area(ring) == pytest.approx(circle + 20 * length, rel=1e-6)
    assert within(ring, x, y).all()


def test_the_ellipse_is_that_of_standard_distance_and_nowhere_narrower_than_the_buffer():
    x, y = np.random.default_rng(0).normal((530_000, 180_000), (200, 50), (400, 2)).T
    expected = centrography(x, y).ellipse
    ring = outline(x, y, "ellipse")
    assert ring_area(ring) == pytest.approx(expected.area, rel=2e-3)
    np.testing.assert_allclose(ring[:-1].mean(axis=0), (x.mean(), y.mean()), atol=1e-6)
    thin = outline(x, 180_000 + (y - 180_000) / 1000, "ellipse", buffer=10)
    assert np.ptp(thin[:, 1]) == pytest.approx(20, rel=0.05)


def test_a_cluster_is_described_by_what_is_in_it():
    square = np.array([(0, 0), (1000, 0), (1000, 500), (0, 500)], dtype=float)
    x, y = np.concatenate([square, square[:3] + 5000, [[9, 9]]]).T
    labels = np.array([1, 1, 1, 1, 2, 2, 2, 0])
    times = np.datetime64("2024-01-01") + np.array([5, 3, 9, 4, 1, 1, 2, 0]) * np.timedelta64(1, "D")
    found = summarise(labels, x, y, times=times)
    np.testing.assert_array_equal(found.count, [4, 3])
    np.testing.assert_allclose(found.share, [4 / 8, 3 / 8])
    np.testing.assert_allclose(found.area, [500_000, 250_000])
    np.testing.assert_allclose(found.density, [8, 12])
    np.testing.assert_allclose(found.x, [500, 5000 + 2000 / 3])
    np.testing.assert_allclose(found.y, [250, 5000 + 500 / 3])
    np.testing.assert_array_equal(found.first, np.array(["2024-01-04", "2024-01-02"], "datetime64[s]"))
    np.testing.assert_array_equal(found.last, np.array(["2024-01-10", "2024-01-03"], "datetime64[s]"))
    assert found.unclustered == 1
    assert found.count.sum() + found.unclustered == x.size
    assert summarise(labels, x, y).first is None


def test_no_clusters_give_an_empty_description():
    found = summarise(np.zeros(5, int), np.zeros(5), np.zeros(5), times=np.zeros(5, "datetime64[s]"))
    assert found.count.size == found.area.size == found.x.size == found.first.size == len(found.outlines) == 0
    assert found.unclustered == 5


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: outline(np.empty(0), np.empty(0)), "no outline"),
        (lambda: outline(np.zeros(2), np.zeros(2), "box"), "hull, ellipse"),
        (lambda: outline(np.zeros(2), np.zeros(2), buffer=0), "for example 10"),
        (lambda: outline(np.array([np.nan]), np.zeros(1)), "finite coordinates"),
        (lambda: summarise(np.zeros(2, int), np.zeros(3), np.zeros(3)), "as many cluster numbers"),
        (lambda: summarise(np.zeros(1, int), np.zeros(1), np.zeros(1), times=np.zeros(2, "M8[s]")), "as many times"),
    ],
)
def test_what_cannot_be_outlined_is_refused(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        summarise(np.ones(3, int), np.arange(3.0), np.zeros(3), progress=stop)
