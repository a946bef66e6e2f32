"""The comparison of two periods, held against R's documented example and scipy's exact tests."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots import change as module
from safestats_core.hotspots.change import FALL, NO_EVIDENCE, RISE, binomial_p, compare_periods
from safestats_core.hotspots.false_discovery import benjamini_hochberg

counts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12).filter(
    lambda pairs: any(map(any, pairs))
)


def one(first: int, second: int, *lengths: float, **options):
    """The comparison of a single cell, as plain numbers."""
    found = compare_periods(np.array([first]), np.array([second]), *lengths, **options)
    return found.ratio[0], found.low[0], found.high[0], found.p[0]


def test_the_example_in_the_documentation_of_r():
    # poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)): p 0.07967, ratio 1.971488, interval 0.8584264 4.2772659
    ratio, low, high, p = one(21, 11, 3011, 800)
    assert ratio == pytest.approx(1.971488, abs=5e-7)
    assert (low, high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert p == pytest.approx(0.07967, abs=5e-6)


def test_p_is_that_of_minimum_likelihood_not_of_the_doubled_tail():
    # The doubled tail would be 0.1123 in R's example: statistical packages differ here, and ours says which it is.
    doubled = 2 * stats.binom.sf(10, 32, 800 / 3811)
    assert doubled == pytest.approx(0.1123, abs=1e-3)
    assert one(21, 11, 3011, 800)[3] < 0.08


def test_hand_counted_p():
    # Six heads in six tosses: (1 + 1) / 64. Five in six: (6 + 1) * 2 / 64.
    assert one(0, 6)[3] == pytest.approx(2 / 64)
    assert one(5, 1)[3] == pytest.approx(14 / 64)
    assert one(3, 3)[3] == 1
    # The second period three times as long, all two incidents in the first: 1/16, and nothing else is as unlikely.
    assert one(2, 0, 1, 3)[3] == pytest.approx(1 / 16)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 3000), st.floats(0, 1), st.sampled_from([0.5, 0.25, 0.2, 1 / 3, 0.0123, 0.9]))
def test_p_is_scipys_binomial_test(n, share, probability):
    k = round(n * share)
    expected = stats.binomtest(k, n, probability).pvalue if n else 1.0
    assert binomial_p(np.array([k]), np.array([n]), probability)[0] == pytest.approx(expected, rel=1e-7, abs=1e-200)


def test_p_near_the_middle_is_scipys_too():
    rng = np.random.default_rng(1)
    n = rng.integers(1, 10_000, 300)
    k = rng.binomial(n, 0.3)
    expected = [stats.binomtest(int(a), int(b), 0.3).pvalue for a, b in zip(k, n)]
    np.testing.assert_allclose(binomial_p(k, n, 0.3), expected, rtol=1e-8)


@given(counts, st.floats(0.1, 10), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_is_scipys_exact_one(pairs, length, confidence):
    first, second = np.array(pairs).T
    found = compare_periods(first, second, 1, length, level=confidence)
    for c1, c2, low, high in zip(first, second, found.low, found.high):
        if c1 + c2 == 0:
            assert (low, high) == (0, np.inf)
            continue
        share = stats.binomtest(int(c2), int(c1 + c2)).proportion_ci(confidence, "exact")
        with np.errstate(divide="ignore"):
            expected = np.array([share.low / (1 - share.low), np.float64(share.high) / (1 - share.high)]) / length
        np.testing.assert_allclose([low, high], expected, rtol=1e-6)


@given(counts, st.floats(0.1, 10), st.floats(0.1, 10))
def test_exchanging_the_periods_turns_the_ratio_over(pairs, first_length, second_length):
    first, second = np.array(pairs).T
    found = compare_periods(first, second, first_length, second_length)
    turned = compare_periods(second, first, second_length, first_length)
    np.testing.assert_allclose(turned.p, found.p, rtol=1e-6)
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(turned.ratio, 1 / found.ratio)
        np.testing.assert_allclose(turned.low, 1 / found.high)
    np.testing.assert_array_equal(turned.change, -found.change)


@given(counts, st.floats(1, 400), st.sampled_from([24, 1 / 7]))
def test_the_unit_of_the_lengths_does_not_matter(pairs, length, unit):
    first, second = np.array(pairs).T
    found, other = compare_periods(first, second, 30, length), compare_periods(first, second, 30 * unit, length * unit)
    np.testing.assert_allclose(other.ratio, found.ratio)
    np.testing.assert_allclose(other.p, found.p, rtol=1e-6)


@given(counts)
def test_zeros_are_handled_and_documented(pairs):
    first, second = np.array(pairs).T
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = compare_periods(first, second, 28, 31)
    neither = first + second == 0
    np.testing.assert_array_equal(np.isnan(found.ratio), neither)
    np.testing.assert_array_equal(np.isnan(found.p), neither)
    np.testing.assert_array_equal(np.isinf(found.ratio), (first == 0) & (second > 0))
    np.testing.assert_array_equal(found.low == 0, second == 0)
    np.testing.assert_array_equal(np.isinf(found.high), first == 0)
    assert ((found.p[~neither] > 0) & (found.p[~neither] <= 1)).all()
    assert not found.change[neither].any()


def test_classes_are_those_of_the_adjusted_p_over_cells_with_incidents():
    rng = np.random.default_rng(2)
    first, second = rng.poisson(4, (2, 20, 30))
    first[:3], second[:3] = 0, 0
    first[5, :9], second[6, :9] = 30, 30
    found = compare_periods(first, second)
    np.testing.assert_array_equal(found.p_adjusted, benjamini_hochberg(found.p))
    np.testing.assert_array_equal(found.change != NO_EVIDENCE, found.p_adjusted <= 0.05)
    assert (found.change[5, :9] == FALL).all()
    assert (found.change[6, :9] == RISE).all()
    plain = compare_periods(first, second, fdr=False)
    np.testing.assert_array_equal(plain.p_adjusted, plain.p)


def test_against_the_overall_change_a_cell_that_moved_with_all_stands_out_no_more():
    first, second = np.full(100, 100), np.full(100, 50)
    second[0], second[1] = 100, 10
    equal, overall = compare_periods(first, second), compare_periods(first, second, expected="overall")
    assert equal.expected_ratio == 1
    assert (equal.change[2:] == FALL).all()
    assert equal.change[0] == NO_EVIDENCE
    assert overall.expected_ratio == pytest.approx(second.sum() / first.sum())
    assert overall.change.tolist() == [RISE, FALL] + [NO_EVIDENCE] * 98
    # The ratio and its interval are of the cell itself, whatever it is held against.
    np.testing.assert_array_equal(overall.ratio, equal.ratio)
    # Held against the overall change, the lengths of the periods cancel out.
    longer = compare_periods(first, second, 365, 90, expected="overall")
    np.testing.assert_allclose(longer.p, overall.p)
    assert longer.expected_ratio == pytest.approx(overall.expected_ratio * 365 / 90)


def test_no_change_is_called_a_change_no_more_often_than_the_level_says():
    rng = np.random.default_rng(3)
    first, second = rng.poisson(20, 20_000), rng.poisson(60, 20_000)
    p = compare_periods(first, second, 1, 3).p
    assert 0.03 < np.mean(p <= 0.05) <= 0.053
    calls = sum(compare_periods(*rng.poisson(8, (2, 400))).change.any() for _ in range(100))
    assert calls <= 100 * 0.05 + 2.33 * np.sqrt(100 * 0.05 * 0.95)


@given(st.permutations(range(30)), st.integers(1, 40))
def test_neither_order_nor_portions_show(order, portion):
    first, second = np.random.default_rng(4).poisson(3, (2, 30))
    found = compare_periods(first, second)
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", portion)
        shuffled = compare_periods(first[order], second[order], progress=lambda *about: told.append(about))
    np.testing.assert_array_equal(shuffled.p, found.p[order])
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: one(-1, 3), "1 counts are negative"),
        (lambda: one(1.5, 3), "not whole"),
        (lambda: one(np.nan, 3), "missing"),
        (lambda: compare_periods(np.ones(3), np.ones(4)), "Count the same cells twice"),
        (lambda: one(0, 0), "Neither period holds an incident"),
        (lambda: compare_periods(np.zeros(0), np.zeros(0)), "Neither period holds an incident"),
        (lambda: one(1, 2, 0, 3), "first period is 0 days"),
        (lambda: one(1, 2, 3, np.inf), "second period is inf days"),
        (lambda: one(1, 2, expected="more"), "equal, overall"),
        (lambda: one(1, 0, expected="overall"), "no overall change"),
        (lambda: one(1, 2, alpha=0), "significance level is 0"),
        (lambda: one(1, 2, level=95), "confidence is 95"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
