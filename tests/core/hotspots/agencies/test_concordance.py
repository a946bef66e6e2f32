"""Who sees a hotspot where, and how far agencies agree: against scipy and drawing cells one by one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.agencies.concordance import agreement, grid_blocks, who_sees
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid


def two_agencies(seed: int = 1, cells: int = 400) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.8, 4, cells)
    return np.array([rng.poisson(rate), rng.poisson(rate / 3)], dtype=float)


def test_places_are_sorted_by_who_sees_them_and_a_gap_in_coverage_is_not_none():
    hot = np.array([[1, 1, 1, 0, 0, 1, 0], [1, 1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0, 0]], dtype=bool)
    covered = np.ones(hot.shape, bool)
    covered[1, 5] = covered[2, 6] = False
    seen = who_sees(hot, covered)
    assert seen.seen_by.tolist() == [3, 2, 1, 0, 1, -1, -1]
    assert seen.only.tolist() == [-1, -1, 0, -1, 1, -1, -1]


def test_rank_correlation_and_overlap_are_those_of_scipy_and_of_sets():
    counts = two_agencies()
    hot = counts > np.quantile(counts, 0.9, axis=1, keepdims=True)
    covered = np.arange(counts.shape[1]) % 7 > 0
    found = agreement(counts, hot, covered, resamples=10)
    assert found.rank == pytest.approx(stats.spearmanr(*counts[:, covered])[0])
    first, second = (set(np.flatnonzero(each & covered)) for each in hot)
    assert found.overlap == pytest.approx(len(first & second) / len(first | second))
    assert (found.both, found.first, found.second) == (len(first & second), len(first), len(second))
    assert found.cells == covered.sum()


def test_intervals_are_those_of_drawing_blocks_of_cells_anew():
    counts = two_agencies()
    hot = counts > np.quantile(counts, 0.9, axis=1, keepdims=True)
    blocks = grid_blocks(20, 20, 4).ravel()
    found = agreement(counts, hot, np.ones(400, bool), blocks, resamples=400, seed=3)
    rng, ranks, overlaps = np.random.default_rng(3), [], []
    for _ in range(400):
        drawn = np.concatenate([np.flatnonzero(np.unique(blocks)[k] == blocks) for k in rng.integers(0, 25, 25)])
        ranks.append(stats.spearmanr(*counts[:, drawn])[0])
        one, other = hot[:, drawn]
        overlaps.append((one & other).sum() / (one | other).sum())
    np.testing.assert_allclose([found.rank_low, found.rank_high], np.quantile(ranks, [0.025, 0.975]))
    np.testing.assert_allclose([found.overlap_low, found.overlap_high], np.quantile(overlaps, [0.025, 0.975]))


def test_the_interval_holds_the_true_correlation_about_as_often_as_it_says():
    """80 maps whose counts are independent (the true coefficient is 0): 4 misses are expected, 12 come once in 1000."""
    missed = 0
    for seed in range(80):
        counts = np.random.default_rng(seed).poisson(3, (2, 150)).astype(float)
        found = agreement(counts, counts > 5, np.ones(150, bool), resamples=200, seed=seed)
        missed += not found.rank_low <= 0 <= found.rank_high
    assert 1 <= missed <= 11


def test_agencies_without_hot_spots_are_said_to_see_one_no_more_often_than_alpha_promises():
    """100 cities without structure, two agencies at 0.05 each: 10 with a claim are expected at most, 20 once in 400."""
    claimed = 0
    for seed in range(100):
        counts = np.random.default_rng(seed).poisson([[[3]], [[0.8]]], (2, 16, 16)).astype(float)
        hot = np.array([getis_ord_grid(each, chance="counts").bins.ravel() >= 2 for each in counts])
        claimed += bool(np.any(who_sees(hot, np.ones(hot.shape, bool)).seen_by > 0))
    assert claimed <= 19


def test_blocks_are_squares_of_cells():
    blocks = grid_blocks(5, 7, 3)
    assert len(np.unique(blocks)) == 6
    assert (blocks[:3, :3] == blocks[0, 0]).all()
    assert blocks[0, 3] != blocks[0, 2] != blocks[3, 2]


def test_what_has_no_answer_says_so():
    counts = np.ones((2, 50))
    found = agreement(counts, np.zeros((2, 50), bool), np.ones(50, bool), resamples=5)
    assert np.isnan([found.rank, found.rank_low, found.overlap, found.overlap_high]).all()
    with pytest.raises(InvalidInput, match="9 cells are covered by both"):
        agreement(counts, counts > 0, np.arange(50) < 9)
    with pytest.raises(InvalidInput, match="two agencies or more"):
        who_sees(np.ones((1, 5), bool), np.ones((1, 5), bool))
    with pytest.raises(InvalidInput, match="block of 0 cells"):
        grid_blocks(5, 5, 0)
