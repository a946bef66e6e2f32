"""Bandwidth rules, held against published numbers, scipy and hand calculation."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from scipy import spatial, stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.density.bandwidth import (
    automatic_bandwidth,
    mean_neighbour_distance,
    median_distance,
    normal_reference,
    scott,
)

X, Y = np.random.default_rng(8).normal((530_000, 180_000), (4_000, 2_500), (400, 2)).T


@pytest.mark.realdata
def test_memphis_robberies_have_the_bandwidth_of_both_axes(real_data):
    pyproj = pytest.importorskip("pyproj")
    with open(real_data / "peer_sfhotspot_memphis" / "memphis_robberies_jan.csv", newline="") as file:
        rows = [(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)]
    x, y = map(np.array, pyproj.Transformer.from_crs(4326, 32615, always_xy=True).transform(*np.transpose(rows)))
    assert len(rows) == 206
    assert normal_reference(x, x) == pytest.approx(8_876.67, abs=0.005)
    assert normal_reference(y, y) == pytest.approx(9_867.45, abs=0.005)
    assert normal_reference(x, y) == pytest.approx(9_372.06, abs=0.005)


def test_normal_reference_by_hand():
    x = np.array([0.0, 1, 2, 3, 4])  # sd 1.5811, IQR / 1.34 = 1.4925
    y = np.array([0.0, 0, 0, 0, 10])  # IQR 0, so the sd, 4.4721
    assert normal_reference(x, y) == pytest.approx(4.24 * (2 / 1.34 + np.sqrt(20)) / 2 * 5**-0.2)


def test_scott_is_the_factor_of_scipy_times_the_deviation_of_both_axes():
    factor = stats.gaussian_kde([X, Y]).scotts_factor()
    assert scott(X, Y) == pytest.approx(factor * (X.std(ddof=1) + Y.std(ddof=1)) / 2)


@pytest.mark.parametrize("neighbours", [1, 7])
def test_neighbour_distance_is_that_of_sorted_distances(neighbours):
    x, y = np.append(X, X[:50]), np.append(Y, Y[:50])  # some places twice
    distances = np.sort(spatial.distance.cdist(np.c_[x, y], np.c_[x, y]), axis=1)
    assert mean_neighbour_distance(x, y, neighbours) == pytest.approx(distances[:, neighbours].mean())


def test_median_distance_by_hand():
    x, y = np.array([-3.0, 3, 0, 0, 0]), np.array([0.0, 0, -1, 1, 0])
    # Distances from (0, 0) are 3, 3, 1, 1, 0: median 1 * 1.2011, standard distance 2, so the median decides.
    assert median_distance(x, y) == pytest.approx(0.9 * np.sqrt(1 / np.log(2)) * 5**-0.2)
    # Of 4, 4, 4 and 0 the median is 4 * 1.2011, the standard distance sqrt(12): now the latter decides.
    x, y = 4 * np.cos([0, 2 * np.pi / 3, 4 * np.pi / 3]), 4 * np.sin([0, 2 * np.pi / 3, 4 * np.pi / 3])
    assert median_distance(np.append(x, 0), np.append(y, 0)) == pytest.approx(0.9 * np.sqrt(12) * 4**-0.2)


@pytest.mark.parametrize("rule", ["nrd", "scott", "neighbours", "median"])
def test_a_rule_scales_with_the_unit_and_ignores_where_the_points_are(rule):
    metres = automatic_bandwidth(X, Y, rule)
    assert automatic_bandwidth(X / 1000, Y / 1000, rule) == pytest.approx(metres / 1000)
    assert automatic_bandwidth(X - 530_000, Y + 7, rule) == pytest.approx(metres)
    assert automatic_bandwidth(X, Y, rule, "gaussian") == pytest.approx(metres / 4)


def test_each_rule_by_name():
    assert automatic_bandwidth(X, Y) == normal_reference(X, Y)
    assert automatic_bandwidth(X, Y, "scott", "gaussian") == pytest.approx(scott(X, Y))
    assert automatic_bandwidth(X, Y, "neighbours", neighbours=5) == mean_neighbour_distance(X, Y, 5)
    assert automatic_bandwidth(X, Y, "median") == median_distance(X, Y)


@pytest.mark.parametrize("rule", ["nrd", "scott", "neighbours", "median"])
def test_points_all_in_one_place_are_refused_with_the_remedy(rule):
    with pytest.raises(InvalidInput, match="one place.*Enter one"):
        automatic_bandwidth(np.full(50, 3.0), np.full(50, 4.0), rule)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: normal_reference(X[:1], Y[:1]), "too few"),
        (lambda: mean_neighbour_distance(X, Y, 400), "from 1 to 399"),
        (lambda: mean_neighbour_distance(np.repeat([0.0, 9], 30), np.zeros(60), 20), "Use more neighbours"),
        (lambda: automatic_bandwidth(X, Y, "plugin"), "nrd, scott, neighbours or median"),
        (lambda: automatic_bandwidth(X, Y, kernel="boxcar"), "quartic, triweight"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
