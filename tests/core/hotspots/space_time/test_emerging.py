"""Gi* in space and time, held against sums written out and esda; the procedure against planted histories."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.false_discovery import benjamini_hochberg
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.space_time.emerging import emerging_hotspots, space_time_gi_star
from safestats_core.hotspots.space_time.mann_kendall import mann_kendall
from safestats_core.hotspots.space_time.patterns import WORDS

NEIGHBOURHOODS = ["queen", "rook", 250]


def counts(steps=6, rows=7, columns=9, absent=0.0, seed=0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.poisson(2, (steps, rows, columns)).astype(float)
    values[steps // 2 :, 1:4, 1:4] += 5
    values[rng.random(values.shape) < absent] = np.nan
    return values


def are_neighbours(neighbourhood, rows: int, columns: int) -> np.ndarray:
    """Whether two cells 100 m wide are neighbours in space, or the same; shape (cells, cells)."""
    row, column = np.divmod(np.arange(rows * columns), columns)
    down, along = abs(row[:, None] - row), abs(column[:, None] - column)
    if neighbourhood == "queen":
        return np.maximum(down, along) <= 1
    if neighbourhood == "rook":
        return down + along <= 1
    return 100 * np.hypot(down, along) <= neighbourhood


def weights(values: np.ndarray, neighbourhood, time_neighbours: int) -> np.ndarray:
    """The neighbours of every cell and step among all cells and steps, flattened; shape (all, all)."""
    steps, rows, columns = values.shape
    near = are_neighbours(neighbourhood, rows, columns)
    step = np.arange(steps)
    before = step[:, None] - step
    return np.kron((before >= 0) & (before <= time_neighbours), near).astype(bool)


def written_out(values: np.ndarray, neighbourhood, time_neighbours: int, window: str) -> np.ndarray:
    """z as the formula says, one cell and step after the other."""
    near, x = weights(values, neighbourhood, time_neighbours), values.ravel()
    z = np.full(x.size, np.nan)
    step = np.repeat(np.arange(len(values)), values[0].size)
    for i in np.flatnonzero(~np.isnan(x)):
        first = {"cube": 0, "neighbourhood": step[i] - time_neighbours, "step": step[i]}[window]
        last = len(values) if window == "cube" else step[i]
        sample = x[(step >= first) & (step <= last) & ~np.isnan(x)]
        summed = x[near[i] & ~np.isnan(x)]
        n, w = sample.size, summed.size
        if n > w and sample.std() > 0:
            z[i] = (summed.sum() - sample.mean() * w) / (sample.std() * np.sqrt((n * w - w * w) / (n - 1)))
    return z.reshape(values.shape)


@pytest.mark.parametrize("window", ["cube", "neighbourhood", "step"])
@pytest.mark.parametrize("time_neighbours", [0, 1, 3, 9])
@pytest.mark.parametrize("neighbourhood", NEIGHBOURHOODS)
@pytest.mark.parametrize("absent", [0, 0.3])
def test_the_score_is_that_of_the_formula_written_out(neighbourhood, time_neighbours, window, absent):
    values = counts(absent=absent) * 3 + 1000
    found = space_time_gi_star(values, neighbourhood, cell_size=100, time_neighbours=time_neighbours, window=window)
    np.testing.assert_allclose(found.z, written_out(values, neighbourhood, time_neighbours, window), atol=1e-9)
    np.testing.assert_allclose(found.p, 2 * special.ndtr(-np.abs(found.z)))
    np.testing.assert_array_equal(found.p_adjusted, benjamini_hochberg(found.p))


@pytest.mark.parametrize("absent", [0, 0.3])
def test_the_whole_cube_is_esdas_gi_star_with_weights_in_space_and_time(absent):
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    from scipy import sparse

    values = counts(absent=absent)
    present = ~np.isnan(values.ravel())
    # esda adds the cell itself.
    near = weights(values, "queen", 1)[present][:, present] & ~np.eye(present.sum(), dtype=bool)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda and libpysal warn of their own future, and of asymmetric weights
        w = libpysal.weights.WSP(sparse.csr_matrix(near.astype(float))).to_W(silence_warnings=True)
        peer = esda.G_Local(values.ravel()[present], w, transform="B", permutations=0, star=True)
    np.testing.assert_allclose(space_time_gi_star(values).z.ravel()[present], peer.Zs, atol=1e-9)


def test_a_single_step_is_the_gi_star_of_a_grid():
    values = counts(absent=0.2)
    found = space_time_gi_star(values, time_neighbours=0, window="step", fdr=False)
    for step, cells in enumerate(values):
        alone = getis_ord_grid(cells, fdr=False)
        np.testing.assert_allclose(found.z[step], alone.z, atol=1e-9)
        np.testing.assert_array_equal(found.bins[step], alone.bins)


def test_bins_are_the_levels_of_the_adjusted_p_with_the_sign_of_z():
    values = counts(24, 20, 20) + 3
    values[:, 12:17, 12:17] = 2
    found = space_time_gi_star(values)
    for level, least in ((0.1, 1), (0.05, 2), (0.01, 3)):
        np.testing.assert_array_equal(np.abs(found.bins) >= least, found.p_adjusted <= level)
    np.testing.assert_array_equal(np.sign(found.bins)[found.bins != 0], np.sign(found.z)[found.bins != 0])
    assert set(found.bins.ravel()) == {-3, -2, -1, 0, 1, 2, 3}


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 99), st.integers(1, 1000), st.integers(-10_000, 10_000), st.sampled_from(["cube", "neighbourhood"])
)
def test_unit_and_zero_of_the_values_do_not_matter_and_their_mirror_image_mirrors(seed, scale, shift, window):
    values = counts(absent=0.1, seed=seed)
    found = emerging_hotspots(values, window=window)
    moved = emerging_hotspots(-values * scale + shift, window=window)
    np.testing.assert_allclose(moved.gi_star.z, -found.gi_star.z, atol=1e-9)
    np.testing.assert_array_equal(moved.trend.s, -found.trend.s)
    np.testing.assert_array_equal(moved.pattern, -found.pattern)


def test_turning_the_map_turns_the_result():
    values = counts(absent=0.1)
    found, turned = emerging_hotspots(values), emerging_hotspots(values[:, ::-1].transpose(0, 2, 1))
    np.testing.assert_allclose(turned.gi_star.z, found.gi_star.z[:, ::-1].transpose(0, 2, 1), atol=1e-12)
    np.testing.assert_array_equal(turned.pattern, found.pattern[::-1].T)


def planted(steps=12, side=40, seed=3) -> np.ndarray:
    """A quiet city with blocks of 5 x 5 cells whose history is known, by the middle row and column of the block."""
    values = np.random.default_rng(seed).poisson(1.0, (steps, side, side)).astype(float)
    risen = np.linspace(3, 12, steps)[:, None, None]
    values[:, 3:8, 3:8] += 6  # persistent
    values[:, 3:8, 18:23] += risen  # intensifying
    values[:, 3:8, 32:37] += risen[::-1]  # diminishing
    values[-1, 18:23, 3:8] += 8  # new
    values[-5:, 18:23, 18:23] += 8  # consecutive
    values[[2, 3, 7, 11], 18:23, 32:37] += 8  # sporadic
    values[:-1, 32:37, 3:8] += 8  # historical: eleven of twelve steps
    return values


@pytest.mark.parametrize("row_column_words", [
    (5, 5, "persistent hot spot"), (5, 20, "intensifying hot spot"), (5, 34, "diminishing hot spot"),
    (20, 5, "new hot spot"), (20, 20, "consecutive hot spot"), (20, 34, "sporadic hot spot"),
    (34, 5, "historical hot spot"), (34, 20, "no pattern"),
])  # fmt: skip
def test_a_planted_history_gets_its_name(row_column_words):
    row, column, words = row_column_words
    found = emerging_hotspots(planted(), time_neighbours=0)
    assert WORDS[int(found.pattern[row, column])] == words


def test_the_parts_of_the_result_belong_together():
    values = planted()
    values[:3, :, :2] = np.nan
    values[-1, :, -2:] = np.nan
    values[:, 0, 0] = np.nan
    found = emerging_hotspots(values, alpha=0.1)
    z = found.gi_star.z
    np.testing.assert_array_equal(found.tested, np.count_nonzero(~np.isnan(z), axis=0))
    np.testing.assert_array_equal(found.state == 1, (found.gi_star.p_adjusted <= 0.1) & (z > 0))
    np.testing.assert_array_equal(found.state == -1, (found.gi_star.p_adjusted <= 0.1) & (z < 0))
    with np.errstate(invalid="ignore"):
        np.testing.assert_array_equal(found.share_hot, (found.state == 1).sum(axis=0) / found.tested)
    np.testing.assert_array_equal(found.trend.s, mann_kendall(np.round(z, 9)).s)
    np.testing.assert_array_equal(found.last_z[:, :-2], z[-1, :, :-2])
    np.testing.assert_array_equal(found.last_z[:, -2:], z[-2, :, -2:])
    np.testing.assert_array_equal(found.last_p[:, -2:], found.gi_star.p_adjusted[-2, :, -2:])
    np.testing.assert_array_equal(found.last_bin[:, :-2], found.gi_star.bins[-1, :, :-2])
    assert np.isnan(found.last_z[0, 0])
    assert np.isnan(found.share_hot[0, 0])
    assert found.pattern[0, 0] == 0


def test_a_place_where_nothing_ever_happens_has_no_trend_but_that_of_its_first_steps():
    # Equal neighbourhoods have to be ties to the last bit, whatever else stands in their rows.
    values = planted()
    values[:, 10:16, :] = 0
    assert not emerging_hotspots(values, time_neighbours=0).trend.s[11:15].any()
    assert not emerging_hotspots(values / 7 + 0.1, time_neighbours=0).trend.s[11:15].any()


def test_data_without_structure_are_seldom_called():
    # Benjamini and Hochberg promise a share of false alarms of alpha among the calls; where everything is chance,
    # that is the probability of any call at all. Neighbouring sums are correlated, which only makes it safer.
    calls = 0
    for seed in range(60):
        chance = np.random.default_rng(seed).poisson(5, (12, 25, 25)).astype(float)
        calls += emerging_hotspots(chance).state.any()
    assert calls <= 60 * 0.05 + 2.33 * np.sqrt(60 * 0.05 * 0.95)


def test_the_trend_can_be_that_of_each_step_by_itself():
    values = planted()
    found = emerging_hotspots(values, trend_of="step")
    alone, mapped = emerging_hotspots(values, time_neighbours=0), emerging_hotspots(values)
    np.testing.assert_array_equal(found.trend.p, alone.trend.p)
    np.testing.assert_array_equal(found.gi_star.z, mapped.gi_star.z)
    assert (mapped.trend.p != alone.trend.p).any()


def test_a_steady_hot_spot_seldom_gets_a_trend_by_steps_and_too_often_as_mapped():
    # What the documentation says of both. Of 12 steps, S moves so coarsely that 0.05 is 0.042.
    shares = {"step": [], "mapped": []}
    for seed in range(12):
        steady = np.random.default_rng(seed).poisson(5, (12, 30, 30)).astype(float)
        steady[:, 10:20, 10:20] += np.random.default_rng(99 + seed).poisson(10, (12, 10, 10))
        for trend_of, share in shares.items():
            p = emerging_hotspots(steady, trend_of=trend_of).trend.p
            share.append(np.mean(p[11:19, 11:19] <= 0.05))
    assert np.mean(shares["step"]) < 0.06
    assert np.mean(shares["mapped"]) > 0.1


def test_a_step_without_variance_or_with_too_few_cells_is_not_tested_and_gives_no_warning():
    values = counts()
    values[2] = 3
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = emerging_hotspots(values, window="step")
        emptied = np.where(np.arange(6)[:, None, None] == 4, np.nan, values)
        gap = emerging_hotspots(emptied)
    assert np.isnan(found.gi_star.z[2]).all()
    assert (found.tested == 5).all()
    assert (gap.tested == 5).all()
    wide = space_time_gi_star(counts(), 5000, cell_size=100, time_neighbours=0, window="step")
    assert np.isnan(wide.z).all()
    assert not wide.bins.any()


def test_progress_is_told_of_every_step_and_may_cancel():
    told = []
    emerging_hotspots(counts(), progress=lambda *about: told.append(about))
    assert [about[:2] for about in told[:6]] == [(step, 6) for step in range(1, 7)]

    def cancel(done, total, what):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        emerging_hotspots(counts(), progress=cancel)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: emerging_hotspots(counts()[0]), "steps, rows and columns"),
        (lambda: emerging_hotspots(counts(6, 5, 5)), "Only 25 cells"),
        (lambda: emerging_hotspots(np.full((6, 7, 9), np.nan)), "Only 0 steps"),
        (lambda: emerging_hotspots(counts(4)), "Only 4 steps have a value; at least 5"),
        (lambda: emerging_hotspots(counts(1)), "Only 1 steps"),
        (lambda: emerging_hotspots(np.zeros((6, 7, 9))), "same value in all steps"),
        (lambda: emerging_hotspots(np.where(counts() > 4, np.inf, 1)), "infinite"),
        (lambda: emerging_hotspots(counts(), "bishop"), "queen, rook or a band"),
        (lambda: emerging_hotspots(counts(), 50, cell_size=100), "reaches no other cell"),
        (lambda: emerging_hotspots(counts(), 250), "needs the cell size"),
        (lambda: emerging_hotspots(counts(), window="year"), "cube, neighbourhood, step"),
        (lambda: emerging_hotspots(counts(), trend_of="counts"), "mapped, step"),
        (lambda: emerging_hotspots(counts(), time_neighbours=-1), "Enter 0 or more"),
        (lambda: emerging_hotspots(counts(), alpha=0), "such as 0.05"),
        (lambda: emerging_hotspots(counts(), alpha=np.nan), "such as 0.05"),
    ],
)
def test_what_cannot_be_tested_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
