"""Local Moran's I, held against esda, the definition written out and all rearrangements."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.false_discovery import benjamini_hochberg
from safestats_core.hotspots.grids.grid import Grid
from safestats_core.hotspots.local_statistics.local_moran import CLASSES, NOT_TESTED, local_moran, local_moran_grid
from safestats_core.hotspots.local_statistics.neighbours import distance_band, k_nearest, queen

POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])


def counts(rows=20, columns=25, absent=0.0, seed=0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.poisson(2, (rows, columns)).astype(float)
    values[5:9, 5:9] += 7
    values[14:18, 14:18] = 0
    values[rng.random(values.shape) < absent] = np.nan
    return values


def of_esda(values: np.ndarray, weights: sparse.csr_matrix, **options):
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return esda.Moran_Local(values, libpysal.weights.WSP(weights).to_W(silence_warnings=True), **options)


@pytest.mark.parametrize("absent", [0, 0.3])
def test_i_is_that_of_esda_on_a_grid_and_for_weights(absent):
    values = counts(absent=absent)
    present = ~np.isnan(values)
    weights = queen(Grid("square", 1.0, 0, 0, *values.shape[::-1]), present)
    # esda gives 0 to a cell that has no neighbour to resemble; ours says that nothing was tested.
    has_neighbours = np.diff(weights.indptr) > 0
    theirs = np.where(has_neighbours, of_esda(values[present], weights, permutations=0).Is, np.nan)
    np.testing.assert_allclose(local_moran_grid(values, permutations=1).i[present], theirs, atol=1e-9)
    np.testing.assert_allclose(local_moran(values[present], weights, permutations=1).i, theirs, atol=1e-9)


def test_i_is_that_of_esda_for_weights_that_differ_and_are_not_mutual():
    x, y, values = np.random.default_rng(3).uniform(0, 1000, (3, 80))
    weights = k_nearest(x, y, 6)
    weights.data = np.random.default_rng(4).uniform(0.1, 2, weights.data.size)
    theirs = of_esda(values, weights, permutations=0).Is
    np.testing.assert_allclose(local_moran(values, weights, permutations=1).i, theirs, atol=1e-9)


def test_i_adds_up_to_the_global_moran():
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    x, y, values = np.random.default_rng(3).uniform(0, 1000, (3, 80))
    weights = k_nearest(x, y, 6)
    whole = esda.Moran(values, libpysal.weights.WSP(weights).to_W(silence_warnings=True), permutations=0)
    assert local_moran(values, weights, permutations=1).i.sum() / 79 == pytest.approx(whole.I, abs=1e-12)


def doubled_share_of_rearrangements(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The exact p: over every order of the other values, twice the smaller tail."""
    p = []
    z = values - values.mean()
    for i in range(values.size):
        w = np.delete(weights[i], i)
        sums = z[i] * np.array([w @ order for order in itertools.permutations(np.delete(z, i))])
        observed = z[i] * (w @ np.delete(z, i))
        p.append(min(1, 2 * min(np.mean(sums >= observed - 1e-9), np.mean(sums <= observed + 1e-9))))
    return np.array(p)


@pytest.mark.parametrize("is_even", [True, False])
def test_p_is_twice_the_smaller_tail_of_all_rearrangements(is_even):
    weights = distance_band(*POINTS.T, 15)
    if not is_even:
        weights.data = np.linspace(0.5, 2, weights.data.size)
    result = local_moran(VALUES, weights, permutations=20_000, minimum_cells=6)
    exact = doubled_share_of_rearrangements(VALUES, weights.toarray())
    np.testing.assert_allclose(result.p, exact, atol=0.02)


def test_p_is_that_of_the_deals_of_esda_but_never_above_one():
    values, deals = counts(12, 12), 4_999
    weights = queen(Grid("square", 1.0, 0, 0, 12, 12))
    peer = of_esda(values.ravel(), weights, permutations=deals, n_jobs=1, seed=12345, keep_simulations=True)
    above, below = (peer.sim >= peer.Is - 1e-12).sum(axis=0), (peer.sim <= peer.Is + 1e-12).sum(axis=0)
    # Doubling the smaller tail can pass 1, as counts tie often; a probability cannot, so ours ends there.
    doubled = 2 * (np.minimum(above, below) + 1) / (deals + 1)
    assert doubled.max() > 1
    theirs = np.minimum(1, doubled)
    ours = local_moran_grid(values, permutations=deals, seed=1).p.ravel()
    assert ours.max() == 1
    sd = 2 * np.sqrt(2 * (theirs / 2) * (1 - theirs / 2) / deals)
    # All cells share their deals, here and there, so differences go together; four deviations is far for any.
    assert np.all(np.abs(ours - theirs) <= 4 * sd + 0.002)


def test_no_p_is_zero_or_above_one_and_the_observed_arrangement_counts():
    p = local_moran_grid(counts(), permutations=99).p
    assert p.min() == 2 / 100
    assert p.max() == 1


def test_classes_say_what_the_cell_is_and_what_is_round_it():
    values = counts()
    values[6, 6] = 0
    result = local_moran_grid(values, permutations=9_999)
    named = np.array(CLASSES)[result.classes]
    assert (named[7, 6:8] == "HH").all()
    assert named[6, 6] == "LH"
    assert (named[15:17, 15:17] == "LL").all()
    np.testing.assert_array_equal(result.classes == 0, result.p_adjusted > 0.05)
    np.testing.assert_array_equal(result.p_adjusted, benjamini_hochberg(result.p))


def test_a_high_cell_among_low_ones_is_hl():
    rng = np.random.default_rng(0)
    values = rng.normal(10, 1, (20, 20))
    values[8:13, 8:13] = rng.normal(2, 0.2, (5, 5))
    values[10, 10] = 15
    result = local_moran_grid(values, permutations=9_999)
    assert CLASSES[result.classes[10, 10]] == "HL"
    assert CLASSES[local_moran_grid(-values, permutations=9_999).classes[10, 10]] == "LH"


def test_a_cell_at_the_mean_is_never_called():
    values = np.random.default_rng(0).permutation(np.repeat([0.0, 2.0], 50)).reshape(10, 10)
    values[:5, :5], values[5:, 5:] = 2, 0
    values = values - values.mean() + 1
    values[2, 2] = np.delete(values.ravel(), 22).mean()
    result = local_moran_grid(values, permutations=999)
    assert abs(result.i[2, 2]) < 1e-12
    assert result.p[2, 2] == 1


def test_islands_are_counted_and_not_tested():
    values = counts(8, 8)
    values[2:5, 2:5] = np.nan
    values[3, 3] = 50
    result = local_moran_grid(values, permutations=99)
    assert result.islands == 1
    assert result.cells == 64 - 8
    assert np.isnan(result.i[3, 3])
    assert np.isnan(result.p[3, 3])
    assert result.classes[3, 3] == result.classes[2, 2] == NOT_TESTED
    tested = ~np.isnan(result.p)
    np.testing.assert_array_equal(result.p_adjusted[tested], benjamini_hochberg(result.p[tested]))


def test_grid_and_weights_agree_for_every_neighbourhood():
    values = counts(absent=0.2)
    present = ~np.isnan(values)
    rows, columns = np.nonzero(present)
    grid, band = local_moran_grid(values, 3.2, cell_size=1, permutations=99), distance_band(columns, rows, 3.2)
    general = local_moran(values[present], band, permutations=99)
    np.testing.assert_allclose(grid.i[present], general.i, atol=1e-9)
    np.testing.assert_array_equal(grid.p[present], general.p)
    np.testing.assert_array_equal(grid.classes[present], general.classes)


@given(st.floats(1e-3, 1e6), st.floats(-1e6, 1e6))
@settings(max_examples=20, deadline=None)
def test_neither_the_unit_nor_the_zero_of_the_values_matters(factor, shift):
    values = counts(12, 12)
    one, other = (local_moran_grid(v, permutations=9).i for v in (values, values * factor + shift))
    np.testing.assert_allclose(other, one, atol=1e-4)


def test_the_same_seed_gives_the_same_result_and_another_seed_another():
    first, again, other = (local_moran_grid(counts(), permutations=49, seed=seed).p for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_it_can_be_stopped():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        local_moran_grid(counts(), progress=stop)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: local_moran(VALUES, distance_band(*POINTS.T, 15)), "Only 6 cells.*at least 30"),
        (lambda: local_moran_grid(np.full((6, 6), 4.0)), "same value"),
        (lambda: local_moran_grid(counts(12, 12), permutations=0), "such as 999"),
        (lambda: local_moran_grid(counts(12, 12), level=5), "between 0 and 1"),
        (lambda: local_moran_grid(counts(12, 12).ravel()), "rows and columns"),
        (lambda: local_moran(counts(6, 6).ravel(), sparse.identity(36)), "longer band"),
        (lambda: local_moran(counts(6, 6).ravel(), -queen(Grid("square", 1.0, 0, 0, 6, 6))), "above 0"),
    ],
)
def test_a_test_that_would_mean_nothing_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
