"""Densities and rates that may be told, against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.density.kernels import KERNELS
from safestats_core.hotspots.disclosure.density import STEPS, carriers, in_blocks, in_steps, is_dominated
from safestats_core.hotspots.disclosure.rates import protect_rates


@pytest.fixture
def scattered():
    rng = np.random.default_rng(3)
    return (*rng.uniform(0, 1_000, (2, 60)), *rng.uniform(0, 1_000, (2, 40)), rng.gamma(0.5, 2, 60))


def test_a_cell_is_carried_by_the_incidents_within_the_kernel_reach(scattered):
    x, y, cell_x, cell_y, _ = scattered
    near = np.hypot(cell_x[:, None] - x, cell_y[:, None] - y) <= 120
    assert carriers(cell_x, cell_y, x, y, 120, "quartic", 5).tolist() == np.minimum(near.sum(axis=1), 5).tolist()
    grid = carriers(cell_x.reshape(8, 5), cell_y.reshape(8, 5), x, y, 40, "gaussian", 5)
    assert grid.ravel().tolist() == carriers(cell_x, cell_y, x, y, 120, "uniform", 5).tolist(), "three deviations"


def test_two_incidents_in_one_place_are_two():
    assert carriers(np.zeros(1), np.zeros(1), np.zeros(2), np.zeros(2), 10, "quartic", 5).tolist() == [2]


def test_dominance_is_the_rule_of_p_per_cent(scattered):
    x, y, cell_x, cell_y, weights = scattered
    found = is_dominated(cell_x, cell_y, x, y, weights, 200, "quartic", 15)
    for cell in range(40):
        squared = ((cell_x[cell] - x) ** 2 + (cell_y[cell] - y) ** 2) / 200**2
        parts = np.sort(np.where(squared <= 1, weights * KERNELS["quartic"].density(squared), 0))[::-1]
        assert found[cell] == (parts[0] > 0 and parts[2:].sum() < 0.15 * parts[0])
    assert 0 < found.sum() < 40


def test_whole_blocks_are_withheld():
    x, y = np.meshgrid(np.arange(25, 400, 50), np.arange(-175, 200, 50))
    withheld = np.zeros(x.shape, dtype=bool)
    withheld[0, 0] = withheld[5, 6] = True
    blocks = in_blocks(withheld, x, y, 100)
    assert list(zip(x[blocks], y[blocks])) == [
        (25, -175), (75, -175), (25, -125), (75, -125), (325, 25), (375, 25), (325, 75), (375, 75),
    ]  # fmt: skip


def test_densities_are_shown_in_twentieths_of_the_highest_that_is_shown():
    values = np.array([0.0, 0.01, 3.3, 10.0, 40.0, np.nan])
    shown = in_steps(values, np.array([True, True, True, True, False, True]))
    assert shown[:4].tolist() == pytest.approx([0, 0.5, 3.5, 10])
    assert np.isnan(shown[4:]).all()
    assert 10 / STEPS == 0.5


def test_a_rate_is_that_of_the_count_shown_and_withheld_with_it():
    shown = np.ma.masked_array([10, 0, 5, 20, 15], [False, True, False, False, False])
    rates = protect_rates(shown, np.array([2_000, 500, 4.0, np.nan, 0]), 1_000, 8)
    assert rates.tolist() == [5.0, None, None, None, None]


@pytest.mark.parametrize(("population", "per"), [(-1.0, 1_000), (5.0, 0)])
def test_what_is_no_population_or_no_rate_is_refused(population, per):
    with pytest.raises(InvalidInput):
        protect_rates(np.ma.masked_array([5]), np.array([population]), per, 0)


def test_a_density_without_a_bandwidth_is_refused():
    with pytest.raises(InvalidInput, match="bandwidth"):
        carriers(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1), 0, "quartic", 5)
