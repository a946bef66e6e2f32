"""Rates and their intervals, held against published limits and the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.rates import poisson_limits, poisson_rates


@pytest.mark.parametrize(
    ("count", "level", "low", "high"),
    [
        # The example of GraphPad QuickCalcs, which names Garwood's method.
        (25, 0.90, 17.38, 34.92),
        (25, 0.95, 16.18, 36.90),
        (25, 0.99, 14.00, 41.00),
        # The table of exact 95 % limits as in Ulm (1990) and most epidemiology books.
        (0, 0.95, 0, 3.69),
        (1, 0.95, 0.03, 5.57),
        (2, 0.95, 0.24, 7.22),
        (5, 0.95, 1.62, 11.67),
        (10, 0.95, 4.80, 18.39),
        (100, 0.95, 81.36, 121.63),
    ],
)
def test_limits_are_those_of_published_tables(count, level, low, high):
    found = poisson_limits(np.array([count]), level)
    np.testing.assert_allclose(np.ravel(found), (low, high), atol=0.0051)


@given(st.integers(0, 100_000), st.floats(0.5, 0.999))
def test_at_its_limits_what_was_counted_is_just_as_rare_as_the_level_says(count, level):
    (low,), (high,) = poisson_limits(np.array([count]), level)
    tail = (1 - level) / 2
    assert stats.poisson.cdf(count, high) == pytest.approx(tail, rel=1e-6)
    assert low == 0 if count == 0 else stats.poisson.sf(count - 1, low) == pytest.approx(tail, rel=1e-6)
    assert low <= count < high


@given(st.integers(0, 500), st.integers(1, 10**6), st.floats(1e-3, 1e6))
def test_a_rate_and_its_limits_scale_with_the_exposure(count, people, factor):
    one = poisson_rates(np.array([count]), np.array([people]), per=1000)
    other = poisson_rates(np.array([count]), np.array([people * factor]), per=1000 * factor)
    np.testing.assert_allclose([one.rate, one.low, one.high], [other.rate, other.low, other.high], rtol=1e-9)
    assert one.rate[0] == pytest.approx(count / people * 1000)
    assert one.low[0] <= one.rate[0] < one.high[0]


def test_where_nobody_lives_there_is_no_rate_and_that_is_told():
    rates = poisson_rates(np.array([3, 0, 4, 0]), np.array([1000, 1000, 0, np.nan]))
    np.testing.assert_array_equal(np.isnan(rates.rate), [False, False, True, True])
    np.testing.assert_array_equal(np.isnan(rates.low) | np.isnan(rates.high), [False, False, True, True])
    assert rates.without_exposure == 2
    assert (rates.rate[1], rates.low[1]) == (0, 0)
    assert rates.high[1] == pytest.approx(3.689, abs=5e-4)


def test_nine_in_ten_or_more_intervals_of_90_percent_hold_the_truth():
    truth = 2.6
    low, high = poisson_limits(np.random.default_rng(1).poisson(truth, 20_000), 0.9)
    assert np.mean((low <= truth) & (truth <= high)) >= 0.9


@pytest.mark.parametrize(
    ("counts", "exposure", "per", "level", "why"),
    [
        ([1.5], [10], 1000, 0.95, "counted events"),
        ([-1], [10], 1000, 0.95, "counted events"),
        ([np.nan], [10], 1000, 0.95, "counted events"),
        ([1], [-10], 1000, 0.95, "negative or infinite"),
        ([1], [np.inf], 1000, 0.95, "negative or infinite"),
        ([1], [1, 2], 1000, 0.95, "one for each count"),
        ([1], [10], 0, 0.95, "no rate"),
        ([1], [10], 1000, 95, "0.95"),
    ],
)
def test_what_gives_no_rate_is_refused(counts, exposure, per, level, why):
    with pytest.raises(InvalidInput, match=why):
        poisson_rates(np.array(counts), np.array(exposure), per, level)
