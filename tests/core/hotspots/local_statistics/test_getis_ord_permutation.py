"""Gi* by conditional permutation: its p is that of all rearrangements, seeded, and can be stopped."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pytest
from scipy import sparse

from safestats_core.errors import Cancelled
from safestats_core.hotspots.grids.grid import Grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord, getis_ord_grid
from safestats_core.hotspots.local_statistics.neighbours import distance_band, queen

POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])


def heavy_tailed(shape=(20, 20), seed=0) -> np.ndarray:
    return np.random.default_rng(seed).pareto(1.5, shape)


def uneven() -> sparse.csr_matrix:
    """Neighbours of the six points that do not weigh the same."""
    weights = distance_band(*POINTS.T, 15)
    weights.data = np.linspace(0.5, 2, weights.data.size)
    return weights


def share_of_rearrangements_as_far(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The exact p: over every order of the other values, with the cell's own value held."""
    p = []
    for i in range(values.size):
        others = np.delete(values, i)
        w = np.delete(weights[i], i)
        expected = w.sum() * others.mean()
        sums = np.array([w @ order for order in itertools.permutations(others)])
        p.append(np.mean(np.abs(sums - expected) >= abs(w @ others - expected) - 1e-9))
    return np.array(p)


@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("weights", [distance_band(*POINTS.T, 15), 0.3 * distance_band(*POINTS.T, 15), uneven()])
def test_p_is_the_share_of_rearrangements_as_far_from_expectation(star, weights):
    result = getis_ord(VALUES, weights, star=star, permutations=20_000, minimum_cells=6)
    np.testing.assert_allclose(result.p, share_of_rearrangements_as_far(VALUES, weights.toarray()), atol=0.012)


@pytest.mark.parametrize("unit", [1e-30, 1e-12, 1e12])
@pytest.mark.parametrize("values", [VALUES, np.array([0.0, 0, 1, 1, 0, 2])])
@pytest.mark.parametrize("weights", [distance_band(*POINTS.T, 15), uneven()])
def test_p_does_not_depend_on_the_unit_of_the_weights(unit, values, weights):
    result = getis_ord(values, unit * weights, permutations=20_000, star=False, minimum_cells=6)
    np.testing.assert_allclose(result.p, share_of_rearrangements_as_far(values, weights.toarray()), atol=0.012)


def test_p_of_distances_to_the_third_power_is_the_same_in_metres_and_kilometres():
    x, y = np.random.default_rng(1).uniform(0, 50_000, (2, 100))
    values = np.exp(-((x - 25_000) ** 2 + (y - 25_000) ** 2) / 1e8) * 10 + np.random.default_rng(2).random(100)
    away = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(away, np.inf)
    metres, kilometres = (
        getis_ord(values, sparse.csr_matrix(1 / unit**3), star=False, permutations=999).p for unit in (away, away / 1e3)
    )
    np.testing.assert_array_equal(metres, kilometres)
    assert metres.min() == 0.001


def test_a_neighbourhood_of_every_other_cell_has_a_p_of_one():
    everybody = sparse.csr_matrix(np.ones((6, 6)) - np.eye(6))
    result = getis_ord(VALUES, everybody + sparse.identity(6) * 3, permutations=99, minimum_cells=6)
    np.testing.assert_array_equal(result.p[~np.isnan(result.p)], 1)


def test_p_is_that_of_the_deals_of_esda():
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    values, deals = heavy_tailed((12, 12), seed=5), 4_999
    weights = queen(Grid("square", 1.0, 0, 0, 12, 12))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = esda.G_Local(
            values.ravel(), libpysal.weights.WSP(weights).to_W(silence_warnings=True), transform="B",
            permutations=deals, star=True, n_jobs=1, seed=12345,
        )  # fmt: skip
    # esda reports the smaller tail alone; its deals, read by our two-sided definition, must give our p.
    x, neighbours = values.ravel(), weights.sum(axis=1).A.ravel()
    expected = (x + neighbours * (x.sum() - x) / (x.size - 1)) / x.sum()
    far = np.abs(peer.Gs - expected) * (1 - 1e-9)
    theirs = (np.count_nonzero(np.abs(peer.sim - expected) >= far, axis=0) + 1) / (deals + 1)
    ours = getis_ord_grid(values, permutations=deals, seed=1).p.ravel()
    sd = np.sqrt(2 * theirs * (1 - theirs) / deals)
    # All cells share their deals, here and there, so differences go together; four deviations is far for any.
    assert np.all(np.abs(ours - theirs) <= 4 * sd + 0.004)


def test_p_is_never_zero_and_counts_the_observed_arrangement():
    values = np.zeros((20, 20))
    values[5:8, 5:8] = 100
    result = getis_ord_grid(values, permutations=99)
    assert result.p[6, 6] == 1 / 100
    assert result.permutations == 99


def test_grid_and_weights_give_the_same_p():
    values = heavy_tailed()
    values[np.random.default_rng(1).random(values.shape) < 0.2] = np.nan
    present = ~np.isnan(values)
    weights = queen(Grid("square", 1.0, 0, 0, 20, 20), present)
    fast, general = getis_ord_grid(values, permutations=99), getis_ord(values[present], weights, permutations=99)
    np.testing.assert_array_equal(fast.p[present], general.p)
    np.testing.assert_array_equal(fast.bins[present], general.bins)
    wide = getis_ord_grid(values, 4.2, cell_size=1, permutations=99)
    rows, columns = np.nonzero(present)
    band = getis_ord(values[present], distance_band(columns, rows, 4.2), permutations=99)
    np.testing.assert_array_equal(wide.p[present], band.p)


def test_the_same_seed_gives_the_same_result_and_another_seed_another():
    first, again, other = (getis_ord_grid(heavy_tailed(), permutations=49, seed=seed).p for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    generator = getis_ord_grid(heavy_tailed(), permutations=49, seed=np.random.default_rng(7)).p
    np.testing.assert_array_equal(generator, first)


def test_p_of_heavy_tailed_chance_is_evenly_spread():
    p = np.concatenate([getis_ord_grid(heavy_tailed(seed=s), permutations=99, fdr=False).p.ravel() for s in range(12)])
    for level in (0.05, 0.1, 0.5):
        assert np.mean(p <= level) == pytest.approx(level, abs=0.25 * level)


def test_a_cluster_of_heavy_values_is_hot():
    values = np.random.default_rng(3).gamma(0.3, 1, (25, 25))
    values[10:14, 10:14] += 20
    assert (getis_ord_grid(values, permutations=999).bins[11:13, 11:13] >= 2).all()


def test_progress_is_told_and_can_stop_the_work():
    told = []
    getis_ord_grid(heavy_tailed(), permutations=5, progress=lambda *step: told.append(step))
    assert told[-1] == (5, 5, "Permutations")
    told.clear()
    getis_ord(VALUES, uneven(), permutations=5, minimum_cells=6, progress=lambda *step: told.append(step))
    assert told == [(done, 5, "Permutations") for done in range(1, 6)]
    told.clear()
    getis_ord_grid(heavy_tailed((60, 60)), 15, cell_size=1, permutations=9_999, progress=lambda *s: told.append(s))
    assert len(told) > 5, "a long run is told of, and can be stopped, in between"

    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        getis_ord_grid(heavy_tailed(), permutations=5, progress=stop)
