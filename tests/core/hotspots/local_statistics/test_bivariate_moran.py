"""Bivariate local Moran held against esda, and against dealing values one map at a time."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.grids.grid import covering_grid
from safestats_core.hotspots.local_statistics.bivariate_moran import bivariate_local_moran, bivariate_local_moran_grid
from safestats_core.hotspots.local_statistics.local_moran import CLASSES
from safestats_core.hotspots.local_statistics.neighbours import queen

SIDE = 14


def maps(seed: int = 2) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x, y = rng.gamma(2, 2, (2, SIDE, SIDE))
    x[3:6, 3:6] += 10
    y[3:6, 3:6] += 8
    x[9:12, 9:12] += 10
    return x, y


def weights():
    return queen(covering_grid((0, 0, SIDE * 100 - 1, SIDE * 100 - 1), 100))


def test_the_statistic_and_its_quadrants_are_those_of_esda():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda import Moran_Local_BV
        from libpysal.weights import lat2W

        x, y = maps()
        theirs = Moran_Local_BV(x.ravel(), y.ravel(), lat2W(SIDE, SIDE, rook=False), permutations=0)
    ours = bivariate_local_moran(x.ravel(), y.ravel(), weights(), fdr=False)
    np.testing.assert_allclose(ours.i, theirs.Is, rtol=1e-10)
    called = ours.classes > 0
    assert called.sum() > 15
    # esda numbers the quadrants HH, LH, LL, HL.
    names = np.array(["", "HH", "LH", "LL", "HL"])[theirs.q]
    assert np.array(CLASSES)[ours.classes[called]].tolist() == names[called].tolist()


def test_p_is_that_of_dealing_the_other_values_of_y_anew_one_map_at_a_time():
    x, y = (values.ravel() for values in maps())
    found = bivariate_local_moran(x, y, weights(), permutations=9_999, seed=1)
    rng, matrix = np.random.default_rng(2), weights()
    for cell in (0, 20, 4 * SIDE + 4, 10 * SIDE + 10):
        near = matrix[cell].indices
        others = np.delete(y, cell)
        sums = np.array([rng.permutation(others)[: near.size].sum() for _ in range(4_000)])
        smaller = min((sums >= y[near].sum()).mean(), (sums <= y[near].sum()).mean())
        assert found.p[cell] == pytest.approx(min(1, 2 * smaller), abs=0.04)


def test_the_grid_gives_what_the_weights_give():
    x, y = maps()
    x[0, 0] = y[5, 1] = np.nan
    on_grid = bivariate_local_moran_grid(x, y, permutations=199, seed=4)
    by_weights = bivariate_local_moran(x.ravel(), y.ravel(), weights(), permutations=199, seed=4)
    for name in ("i", "p", "classes"):
        np.testing.assert_allclose(getattr(on_grid, name).ravel(), getattr(by_weights, name), err_msg=name)
    assert np.isnan([on_grid.i[0, 0], on_grid.i[5, 1]]).all()


def test_much_among_much_and_much_among_little_are_told_apart():
    x, y = maps()
    y[8:13, 8:13] = 0.1
    named = np.array(CLASSES)[bivariate_local_moran_grid(x, y, permutations=9_999).classes]
    assert named[4, 4] == "HH"
    assert named[10, 10] == "HL"


def test_without_structure_no_more_is_called_than_alpha_promises():
    """100 pairs of maps of chance: at 0.05 a claim in 13 or more has a probability of 1 in 700."""
    claimed = 0
    for seed in range(100):
        x, y = np.random.default_rng(seed).poisson(5, (2, SIDE, SIDE)).astype(float)
        found = bivariate_local_moran_grid(x, y, permutations=9_999, seed=seed)
        claimed += bool(np.any((found.classes > 0) & (found.classes < 5)))
    assert claimed <= 12


def test_maps_of_different_cells_are_refused():
    with pytest.raises(InvalidInput, match=r"shapes \(14, 14\) and \(14, 13\)"):
        bivariate_local_moran_grid(maps()[0], maps()[1][:, :13])
