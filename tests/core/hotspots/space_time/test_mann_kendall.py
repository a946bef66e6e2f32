"""The trend test, held against published numbers, the formula written out and scipy's Kendall's tau."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import special, stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.space_time import mann_kendall as module
from safestats_core.hotspots.space_time.mann_kendall import mann_kendall

series = arrays.arrays(float, st.integers(2, 15), elements=st.one_of(st.just(np.nan), st.integers(-3, 3).map(float)))


def written_out(x: np.ndarray) -> tuple[float, float, float]:
    """S, Var and Z as the books state them."""
    x = x[~np.isnan(x)]
    n = x.size
    s = sum(np.sign(x[j] - x[i]) for i in range(n) for j in range(i + 1, n))
    groups = np.unique(x, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in groups)) / 18
    return s, variance, (s - np.sign(s)) / np.sqrt(variance) if variance else 0.0


def of_score(s: int) -> np.ndarray:
    """Ten different values whose S is as asked: from falling, neighbours are exchanged one by one."""
    x = list(range(10, 0, -1))
    for _ in range((s + 45) // 2):
        at = next(i for i in range(9) if x[i] > x[i + 1])
        x[at], x[at + 1] = x[at + 1], x[at]
    return np.array(x, dtype=float)


@pytest.mark.parametrize(("s", "p"), [(23, 0.0491), (11, 0.371), (1, 1), (-5, 0.721), (-9, 0.474), (13, 0.283)])
def test_the_published_p_of_ten_steps(s, p):
    # R's Kendall::MannKendall, as printed in JosiahParry/sfdep#41.
    found = mann_kendall(of_score(s))
    assert (found.s, found.variance, found.n) == (s, 125, 10)
    assert float(f"{found.p:.3g}") == p


def test_ties_take_from_the_variance():
    # Two groups of three and one of two in ten: 125 - (3 2 11 + 3 2 11 + 2 1 9) / 18.
    found = mann_kendall(np.array([1.0, 1, 1, 2, 5, 5, 5, 6, 8, 8]))
    assert found.variance == pytest.approx(125 - 150 / 18)
    assert found.s == 45 - 3 - 3 - 1


@given(series)
def test_any_series_gives_what_the_formula_gives(x):
    found = mann_kendall(x)
    n = np.count_nonzero(~np.isnan(x))
    assert found.n == n
    if n < 2:
        assert np.isnan(found.z)
        assert np.isnan(found.p)
        return
    s, variance, z = written_out(x)
    assert found.s == s
    assert found.variance == pytest.approx(variance)
    assert found.z == pytest.approx(z)
    assert found.p == pytest.approx(2 * special.ndtr(-abs(z)))
    assert 0 < found.p <= 1


@given(series)
def test_s_is_that_of_kendalls_tau(x):
    x = x[~np.isnan(x)]
    if np.unique(x).size < 2:
        return
    # tau-c = 2 S m / (n^2 (m - 1)) with m the smaller number of distinct values.
    tau = stats.kendalltau(np.arange(x.size), x, variant="c").statistic
    m = np.unique(x).size
    assert mann_kendall(x).s == pytest.approx(tau * x.size**2 * (m - 1) / (2 * m))


@given(series)
def test_a_mirrored_series_has_the_mirrored_trend(x):
    found, mirrored = mann_kendall(x), mann_kendall(-x)
    assert mirrored.s == -found.s
    np.testing.assert_equal(mirrored.z, -found.z)
    np.testing.assert_equal(mirrored.p, found.p)
    np.testing.assert_equal(mann_kendall(x[::-1]).s, -found.s)


@settings(deadline=None)
@given(st.integers(1, 40))
def test_the_portions_do_not_show(portion):
    cube = np.random.default_rng(1).integers(0, 5, (8, 5, 6)).astype(float)
    cube[np.random.default_rng(2).random(cube.shape) < 0.2] = np.nan
    whole, told = mann_kendall(cube), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_VALUES_AT_ONCE", 8 * portion)
        in_portions = mann_kendall(cube, lambda *about: told.append(about))
    for name in ("s", "variance", "z", "p", "n"):
        np.testing.assert_equal(getattr(in_portions, name), getattr(whole, name))
        assert getattr(whole, name).shape == (5, 6)
    assert told[-1][:2] == (30, 30)
    assert len(told) == -(-30 // portion)


def test_a_flat_or_empty_series_is_no_trend_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        flat = mann_kendall(np.ones((6, 2)))
        none = mann_kendall(np.full((6, 2), np.nan))
        nothing = mann_kendall(np.zeros((6, 0)))
        no_steps = mann_kendall(np.zeros((0, 2)))
    np.testing.assert_array_equal(flat.p, [1, 1])
    np.testing.assert_array_equal(flat.z, [0, 0])
    assert np.isnan(none.p).all()
    assert np.isnan(no_steps.p).all()
    assert nothing.p.shape == (0,)


def test_chance_is_called_a_trend_as_often_as_the_level_says():
    p = mann_kendall(np.random.default_rng(5).normal(size=(24, 20_000))).p
    # S moves in steps of two and the continuity correction errs on the safe side: a little less than the level.
    assert 0.038 < np.mean(p <= 0.05) <= 0.052
    assert 0.007 < np.mean(p <= 0.01) <= 0.011


def test_a_single_number_is_refused():
    with pytest.raises(InvalidInput, match="steps along the first axis"):
        mann_kendall(np.float64(3))
