"""Shares of records without a place: against scipy, a published interval, and data without a difference."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.uncertainty.mapped_share import (
    AS_ALL,
    LESS,
    MORE,
    TOO_FEW,
    unmapped_shares,
    wilson_interval,
)


def test_the_interval_is_the_published_one_and_that_of_scipy():
    low, high = wilson_interval(np.array([81, 15, 0, 1]), np.array([263, 148, 20, 29]))
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    assert low.round(4).tolist() == [0.2553, 0.0624, 0, 0.0061]
    assert high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]
    count, of = np.array([0, 3, 7, 12]), np.array([12, 12, 12, 12])
    for k, n, one, other in zip(count, of, *wilson_interval(count, of, 0.9)):
        expected = stats.binomtest(int(k), int(n)).proportion_ci(0.9, "wilson")
        assert (one, other) == pytest.approx(tuple(expected), abs=1e-12)
    assert np.isnan(wilson_interval(np.array([0]), np.array([0]))).all()


def records(counts: list[int], unmapped: list[int]) -> tuple[np.ndarray, np.ndarray]:
    group = np.repeat(np.arange(len(counts)), counts)
    return group, np.concatenate([np.arange(n) < k for n, k in zip(counts, unmapped)])


def test_a_group_is_tested_exactly_against_the_rest():
    counts, unmapped = [60, 200, 25, 90], [20, 12, 3, 8]
    found = unmapped_shares(*records(counts, unmapped), 4)
    total, marked = sum(counts), sum(unmapped)
    for n, k, p in zip(counts, unmapped, found.p):
        tails = [
            stats.fisher_exact([[k, n - k], [marked - k, total - n - marked + k]], side)[1]
            for side in ("less", "greater")
        ]
        assert p == pytest.approx(min(1, 2 * min(tails)))
    assert found.share == pytest.approx(np.divide(unmapped, counts))
    assert found.overall == pytest.approx(marked / total)


def test_a_place_that_cannot_be_mapped_is_named_and_so_is_one_that_always_can():
    found = unmapped_shares(*records([500, 500, 500, 10, 0], [60, 120, 5, 10, 0]), 5)
    assert found.classes.tolist() == [AS_ALL, MORE, LESS, TOO_FEW, TOO_FEW]
    assert np.isnan(found.share[4])
    assert np.isnan(found.p[3])
    small = unmapped_shares(*records([5_000, 5_000], [500, 600]), 2, least_difference=0.05)
    assert set(small.classes) == {AS_ALL}


def test_where_the_share_is_the_same_everywhere_nothing_is_claimed_beyond_alpha():
    rng, claims = np.random.default_rng(3), 0
    for _ in range(200):
        group = rng.integers(0, 30, 3_000)
        claims += (np.isin(unmapped_shares(group, rng.random(3_000) < 0.1, 30).classes, (MORE, LESS))).any()
    assert claims <= 18  # the 99 % quantile of 200 trials at 0.05


def test_what_cannot_work_is_refused():
    with pytest.raises(InvalidInput, match="no records"):
        unmapped_shares(np.zeros(0, int), np.zeros(0, bool), 3)
    with pytest.raises(InvalidInput, match="outside 0 to 2"):
        unmapped_shares(np.array([3]), np.array([True]), 3)
    with pytest.raises(InvalidInput, match="larger than"):
        wilson_interval(np.array([3]), np.array([2]))
