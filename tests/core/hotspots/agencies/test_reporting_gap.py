"""Treated against reported: against scipy, a direct integration, and data in which there is no gap."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.agencies.beta_binomial import fit_beta_binomial
from safestats_core.hotspots.agencies.reporting_gap import LESS, MORE, NO_EVIDENCE, reporting_gap
from safestats_core.hotspots.false_discovery import benjamini_hochberg


def city(seed: int = 1, places: int = 200, spread: float = 20.0) -> tuple[np.ndarray, np.ndarray]:
    """Counts whose true shares of treated incidents differ from place to place as a beta distribution."""
    rng = np.random.default_rng(seed)
    total = rng.poisson(rng.gamma(2, 15, places))
    treated = rng.binomial(total, rng.beta(0.25 * spread, 0.75 * spread, places))
    return treated, total - treated


def test_p_interval_and_gap_are_those_of_scipy():
    treated, reported = city()
    found = reporting_gap(treated, reported)
    ratio = treated.sum() / reported.sum()
    assert found.ratio == pytest.approx(ratio)
    for place in np.flatnonzero(found.tested)[:60]:
        h, n = int(treated[place]), int(treated[place] + reported[place])
        test = stats.binomtest(h, n, ratio / (1 + ratio))
        assert found.p[place] == pytest.approx(test.pvalue, rel=1e-7)
        limits = test.proportion_ci(0.95, "exact")
        with np.errstate(divide="ignore"):
            low, high = (np.log(share / (1 - share) / ratio) for share in (np.float64(limits.low), limits.high))
        assert (found.gap_low[place], found.gap_high[place]) == (pytest.approx(low), pytest.approx(high))
        if 0 < h < n:
            assert found.gap[place] == pytest.approx(np.log(h / (n - h) / ratio))
    np.testing.assert_allclose(found.p_adjusted, benjamini_hochberg(found.p))


def test_places_are_drawn_in_as_integrating_over_the_prior_says():
    treated, reported = city()
    found = reporting_gap(treated, reported)
    for place in (0, 5, 17):
        posterior = stats.beta(found.prior.a + treated[place], found.prior.b + reported[place])
        mean, _ = integrate.quad(lambda q: np.log(q / (1 - q)) * posterior.pdf(q), 0, 1, limit=200)  # noqa: B023
        assert found.shrunk[place] == pytest.approx(mean - np.log(found.ratio), abs=1e-6)
        low, high = (np.log(q / (1 - q) / found.ratio) for q in posterior.ppf([0.025, 0.975]))
        assert (found.shrunk_low[place], found.shrunk_high[place]) == (pytest.approx(low), pytest.approx(high))
    both = np.isfinite(found.gap) & (treated + reported > 0)
    assert np.abs(found.shrunk[both]).mean() < np.abs(found.gap[both]).mean()


def test_the_prior_is_the_most_likely_one_as_scipy_s_distribution_says():
    treated, reported = city(3)
    total = treated + reported

    def loss(at: np.ndarray) -> float:
        return -stats.betabinom.logpmf(treated, total, *np.exp(at)).sum()

    theirs = np.exp(optimize.minimize(loss, np.log([2.0, 5.0]), method="Nelder-Mead", options={"xatol": 1e-7}).x)
    ours = fit_beta_binomial(treated, total)
    assert (ours.a, ours.b) == (pytest.approx(theirs[0], rel=1e-3), pytest.approx(theirs[1], rel=1e-3))
    assert not ours.is_even


def test_places_that_differ_by_chance_alone_are_drawn_in_wholly():
    rng = np.random.default_rng(0)
    total = rng.poisson(40, 300)
    treated = rng.binomial(total, 0.3)
    found = reporting_gap(treated, total - treated)
    # Chance may look a little uneven; it may not look as if places differed by more than a twentieth.
    assert np.abs(found.shrunk).max() < 0.1


def test_without_a_gap_anything_is_claimed_in_no_more_than_alpha_of_the_cases():
    """150 cities without a gap, alpha 0.05: a test that keeps its promise claims in 17 or more once in 1,000."""
    claimed = 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        total = rng.poisson(rng.gamma(2, 15, 60))
        treated = rng.binomial(total, 0.25)
        claimed += bool(reporting_gap(treated, total - treated).classes.any())
    assert claimed <= 16


def test_a_gap_that_was_planted_is_found_and_has_its_direction():
    treated, reported = city(2, spread=2_000)
    treated[7], reported[7] = 60, 20
    treated[9], reported[9] = 2, 90
    found = reporting_gap(treated, reported)
    assert (found.classes[7], found.classes[9]) == (MORE, LESS)
    assert found.shrunk[7] > 0 > found.shrunk[9]
    assert np.count_nonzero(found.classes == NO_EVIDENCE) >= treated.size - 4


def test_a_place_that_an_agency_does_not_cover_is_no_zero():
    treated, reported = (counts.astype(float) for counts in city())
    with_gap = reported.copy()
    with_gap[3] = np.nan
    found = reporting_gap(treated, with_gap)
    for name in ("gap", "gap_low", "gap_high", "shrunk", "shrunk_low", "shrunk_high", "p", "p_adjusted"):
        assert np.isnan(getattr(found, name)[3]), name
    assert not found.tested[3]
    without = reporting_gap(np.delete(treated, 3), np.delete(reported, 3))
    np.testing.assert_array_equal(np.delete(found.p, 3), without.p)


def test_places_below_the_minimum_are_not_tested_and_do_not_count_among_the_tests():
    treated, reported = city()
    found = reporting_gap(treated, reported, minimum=25)
    np.testing.assert_array_equal(found.tested, treated + reported >= 25)
    np.testing.assert_array_equal(np.isnan(found.p), ~found.tested)


@pytest.mark.parametrize(
    ("treated", "reported", "options", "words"),
    [
        ([1, 2], [3], {}, r"shapes \(2,\) and \(1,\)"),
        ([1.5, 2], [3, 4], {}, "not whole"),
        ([-1, 2], [3, 4], {}, "negative"),
        ([np.nan], [3], {}, "no place that both agencies cover"),
        ([0, 0], [30, 40], {}, "0 incidents are treated and 70 reported"),
        ([1, 2], [3, 4], {}, "No place has 10 incidents"),
        ([10, 20], [30, 40], {"minimum": 0}, "minimum of 0"),
        ([10, 20], [30, 40], {"alpha": 1.0}, "significance level is 1"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(treated, reported, options, words):
    with pytest.raises(InvalidInput, match=words):
        reporting_gap(np.array(treated), np.array(reported), **options)


@pytest.mark.parametrize(("treated", "reported"), [([20], [30]), ([20, 20], [30, 30]), ([40, 0], [0, 40])])
def test_a_place_or_two_give_finite_results(treated, reported):
    found = reporting_gap(np.array(treated), np.array(reported))
    assert np.isfinite(found.shrunk).all()
    assert np.all((found.p > 0) & (found.p <= 1))
