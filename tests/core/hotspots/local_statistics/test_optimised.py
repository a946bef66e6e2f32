"""Optimised hot spots: every choice follows from the data by the stated rule, and is told."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import spatial

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.grids.grid import cell_centres, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.local_statistics.optimised import optimised_hotspots
from safestats_core.hotspots.local_statistics.scale import MAXIMUM_CELLS, choose_band, choose_cell_size

SQUARE = [[np.array([(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)], dtype=float)]]
CENTRES = np.array([(2_000, 2_000), (7_000, 5_000), (4_000, 8_000)])


def incidents(seed: int = 0, clustered: int = 900, scattered: int = 1_800) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    near = CENTRES[rng.integers(0, 3, clustered)] + rng.normal(0, 300, (clustered, 2))
    return np.concatenate([near, rng.uniform(0, 10_000, (scattered, 2))]).T.copy()


def chosen(result) -> dict[str, float]:
    return {choice.name: choice.value for choice in result.choices}


def nearest(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    apart = spatial.distance.cdist(np.c_[x, y], np.c_[x, y])
    np.fill_diagonal(apart, np.inf)
    return apart.min(axis=1)


def test_the_cell_is_twice_the_larger_distance_without_outliers_and_repeats():
    x, y = incidents(clustered=200, scattered=100)
    x, y = np.concatenate([x, x[:150], [60_000.0]]), np.concatenate([y, y[:150], [60_000.0]])
    places = np.unique(np.c_[x, y], axis=0)
    distance = nearest(*places.T)
    usual = distance[distance <= distance.mean() + 3 * distance.std()]
    size, choices = choose_cell_size(x, y, (0, 0, 60_000, 60_000))
    assert size == pytest.approx(2 * max(usual.mean(), np.median(usual)))
    told = {choice.name: choice.value for choice in choices}
    assert told["Different places"] == 301
    assert told["Outlying places"] == distance.size - usual.size >= 1
    assert told["Mean distance to the nearest place"] == pytest.approx(usual.mean())
    assert told["Median distance to the nearest place"] == pytest.approx(np.median(usual))


def test_the_band_is_the_first_peak_where_there_is_one():
    result = optimised_hotspots(*incidents(), boundary=SQUARE)
    assert result.band == result.series.first_peak
    place = np.searchsorted(result.series.bands, result.band)
    assert result.series.z[place] > max(result.series.z[place - 1], result.series.z[place + 1])
    assert chosen(result)["Distance band"] == result.band


def test_without_a_peak_the_band_is_the_mean_distance_to_five_per_cent_of_the_cells():
    grid = covering_grid((0, 0, 1_999, 1_999), 100)
    values = np.random.default_rng(4).poisson(3, (20, 20)).astype(float)
    values[np.random.default_rng(1).random((20, 20)) < 0.1] = np.nan
    band, series, choices = choose_band(grid, values)
    x, y = (centre[~np.isnan(values)] for centre in cell_centres(grid))
    apart = np.sort(spatial.distance.cdist(np.c_[x, y], np.c_[x, y]), axis=1)
    assert series.first_peak is None
    assert band == pytest.approx(apart[:, round(0.05 * x.size)].mean())
    assert "no significant peak" in choices[-1].reason


@pytest.mark.parametrize(("cells", "neighbours"), [(36, 3), (2_500, 30)])
def test_the_number_of_neighbours_is_kept_between_3_and_30(cells, neighbours):
    side = int(np.sqrt(cells))
    grid = covering_grid((0, 0, side * 10 - 1, side * 10 - 1), 10)
    for seed in range(20):
        band, series, choices = choose_band(grid, np.random.default_rng(seed).normal(size=(side, side)))
        if series.first_peak is None:
            break
    assert f"{neighbours} neighbours" in choices[-1].reason
    assert band >= 10


def test_the_map_is_gi_star_with_these_choices():
    x, y = incidents()
    result = optimised_hotspots(x, y, boundary=SQUARE)
    values = np.where(result.mask, result.counts.count, np.nan)
    again = getis_ord_grid(values, result.band, cell_size=result.cell_size, chance="counts")
    np.testing.assert_array_equal(result.statistic.z, again.z)
    np.testing.assert_array_equal(result.statistic.bins, again.bins)
    assert result.counts.count.sum() == x.size == chosen(result)["Incidents"]
    assert chosen(result)["Cells tested"] == result.mask.sum() == result.statistic.cells


@pytest.mark.parametrize("boundary", [None, SQUARE])
def test_planted_clusters_are_hot_and_hold_most_hot_cells(boundary):
    result = optimised_hotspots(*incidents(), boundary=boundary)
    x, y = cell_centres(result.grid)
    distance = np.min([np.hypot(x - east, y - north) for east, north in CENTRES], axis=0)
    hot = result.statistic.bins >= 2
    for east, north in CENTRES:
        assert hot[np.hypot(x - east, y - north) < 250].mean() > 0.8
    assert np.mean(distance[hot] < 900 + result.band) > 0.95


def test_without_a_study_area_only_cells_with_incidents_are_tested():
    result = optimised_hotspots(*incidents())
    np.testing.assert_array_equal(result.mask, result.counts.count > 0)
    assert np.isnan(result.statistic.z[~result.mask]).all()


def test_points_outside_the_study_area_are_left_out_and_told():
    x, y = incidents()
    result = optimised_hotspots(np.append(x, [-5e5, 9e5]), np.append(y, [0, 9e5]), boundary=SQUARE)
    assert result.counts.count.sum() == x.size
    assert "2 points outside" in result.choices[0].reason


def test_every_choice_is_named_and_reasoned_and_a_number():
    for choice in optimised_hotspots(*incidents()).choices:
        assert choice.name
        assert choice.reason.endswith(".")
        assert choice.unit in ("", "m")
        assert np.isfinite(choice.value)


def test_the_order_of_points_and_the_unit_do_not_matter():
    x, y = incidents(clustered=300, scattered=600)
    one = optimised_hotspots(x, y)
    order = np.random.default_rng(0).permutation(x.size)
    other = optimised_hotspots(x[order], y[order])
    np.testing.assert_array_equal(one.statistic.bins, other.statistic.bins)
    assert optimised_hotspots(x * 8, y * 8).cell_size == pytest.approx(8 * one.cell_size)
    assert optimised_hotspots(x * 8, y * 8).band == pytest.approx(8 * one.band)


def test_more_cells_than_can_be_looked_at_are_made_coarser():
    x, y = np.random.default_rng(0).uniform(0, 200, (2, 400))
    size, choices = choose_cell_size(x, y, (0, 0, 100_000, 100_000))
    assert (100_000 / size) ** 2 <= MAXIMUM_CELLS
    assert "so it was enlarged" in choices[-1].reason


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        optimised_hotspots(*incidents(), boundary=SQUARE, progress=stop)


FEW = np.random.default_rng(0).uniform(0, 100, (2, 40))
PLACES = np.repeat(np.random.default_rng(0).uniform(0, 100, (2, 20)), 10, axis=1)
LATTICE = np.array(np.meshgrid(np.arange(10) * 100.0, np.arange(10) * 100.0)).reshape(2, -1)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: optimised_hotspots([], []), "There are 0 points; at least 60"),
        (lambda: optimised_hotspots(*FEW), "at least 60.*study area, with which 30"),
        (lambda: optimised_hotspots(*FEW, boundary=[[SQUARE[0][0] + 5_000]]), "Of 40 points 0 lie in the study area"),
        (lambda: optimised_hotspots(*PLACES), "only 20 different places; at least 30"),
        (lambda: optimised_hotspots(*np.repeat(LATTICE[:, :36], 2, axis=1)), "make only \\d+ cells"),
        (lambda: optimised_hotspots(np.full(99, 7.0), np.full(99, 7.0)), "only 1 different places"),
        (lambda: optimised_hotspots([np.nan] * 60, [1.0] * 60), "no finite coordinates"),
    ],
)
def test_what_no_scale_follows_from_is_refused_with_the_remedy(refused, why):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InvalidInput, match=why):
            refused()
