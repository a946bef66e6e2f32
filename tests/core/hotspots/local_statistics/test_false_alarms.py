"""On data without structure, as many maps show a false hotspot as the level promises; a planted one is found.

Where every cell is chance, the false discovery rate is the share of maps with any call. Neighbouring tests overlap, so
that share stays at or below the level, never far above. Bounds are three deviations of a share of so many maps.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from safestats_core.hotspots.local_statistics.getis_ord import SKEWED, getis_ord_grid
from safestats_core.hotspots.local_statistics.local_moran import CLASSES, NOT_TESTED, local_moran_grid
from safestats_core.hotspots.local_statistics.optimised import optimised_hotspots

SQUARE = [[np.array([(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)], dtype=float)]]


def share_of_maps(called: Callable[[int], bool], maps: int) -> float:
    return float(np.mean([called(seed) for seed in range(maps)]))


def most(level: float, maps: int) -> float:
    return level + 3 * np.sqrt(level * (1 - level) / maps)


def counts(seed: int, mean: float, side: int = 30) -> np.ndarray:
    return np.random.default_rng(seed).poisson(mean, (side, side)).astype(float)


@pytest.mark.parametrize(("bin_", "level"), [(1, 0.10), (2, 0.05), (3, 0.01)])
def test_gi_star_of_even_values_keeps_its_levels(bin_, level):
    def called(seed):
        values = np.random.default_rng(seed).normal(size=(30, 30))
        return bool(np.any(np.abs(getis_ord_grid(values).bins) >= bin_))

    assert share_of_maps(called, 400) <= most(level, 400)


@pytest.mark.parametrize("mean", [0.3, 1, 10])
def test_gi_star_of_counts_keeps_its_level_by_permutation(mean):
    def called(seed):
        return bool(getis_ord_grid(counts(seed, mean), permutations=9_999, seed=seed).bins.any())

    assert share_of_maps(called, 80) <= most(0.10, 80)


def test_the_normal_distribution_calls_too_much_of_sparse_counts_and_the_skewness_says_so():
    def called(seed):
        return bool(getis_ord_grid(counts(seed, 0.3)).bins.any())

    assert share_of_maps(called, 80) > 0.3
    assert all(getis_ord_grid(counts(seed, 0.3)).skewness > SKEWED for seed in range(20))
    assert all(getis_ord_grid(counts(seed, 40)).skewness < SKEWED for seed in range(20))


@pytest.mark.parametrize(("bin_", "level"), [(1, 0.10), (2, 0.05), (3, 0.01)])
@pytest.mark.parametrize("mean", [0.1, 1, 10])
@pytest.mark.parametrize("is_uneven", [False, True])
def test_gi_star_keeps_its_levels_by_the_distribution_of_counts(mean, is_uneven, bin_, level):
    def called(seed):
        uneven = np.random.default_rng(seed).negative_binomial(0.5, 0.5 / (0.5 + mean), (30, 30)).astype(float)
        values = uneven if is_uneven else counts(seed, mean)
        return bool(np.any(np.abs(getis_ord_grid(values, chance="counts").bins) >= bin_))

    assert share_of_maps(called, 150) <= most(level, 150)


def test_counts_heavier_than_their_distribution_are_told_apart():
    def heavy(values):
        return getis_ord_grid(values, chance="counts").is_heavy

    random = np.random.default_rng(0)
    assert not any(heavy(counts(seed, mean)) for seed in range(10) for mean in (0.3, 3, 30))
    assert not any(heavy(random.negative_binomial(0.5, 0.05, (40, 40)).astype(float)) for _ in range(10))
    assert all(
        heavy(random.poisson(10, (40, 40)) * random.choice([1.0, 30], (40, 40), p=[0.995, 0.005])) for _ in range(10)
    )


@pytest.mark.parametrize("mean", [1, 10])
def test_local_moran_keeps_its_level(mean):
    def called(seed):
        found = local_moran_grid(counts(seed, mean), permutations=9_999, seed=seed).classes
        return bool(np.any((found != 0) & (found != NOT_TESTED)))

    assert share_of_maps(called, 80) <= most(0.05, 80)


@pytest.mark.parametrize("boundary", [None, SQUARE])
def test_optimised_hotspots_keep_their_level_although_the_scale_was_chosen_from_the_data(boundary):
    def called(seed):
        x, y = np.random.default_rng(seed).uniform(0, 10_000, (2, 500))
        return bool(optimised_hotspots(x, y, boundary=boundary).statistic.bins.any())

    assert share_of_maps(called, 100) <= most(0.10, 100)


def test_of_the_cells_called_where_there_is_something_few_are_false():
    """The share of false ones, averaged over maps: half of each map holds a planted excess, half is chance."""
    shares = []
    for seed in range(60):
        values = counts(seed, 10)
        values[10:20, 3:9] += 8
        called = np.abs(getis_ord_grid(values, permutations=9_999, seed=seed).bins) >= 1
        near = np.zeros(values.shape, bool)
        near[9:21, 2:10] = True  # every cell with a planted cell in its neighbourhood
        shares.append(np.mean(~near[called]) if called.any() else 0)
    assert np.mean(shares) <= 0.10


def test_local_moran_finds_planted_clusters_by_name():
    values = counts(1, 6)
    values[5:9, 5:9] += 12
    values[20:25, 20:25] = np.random.default_rng(0).poisson(0.5, (5, 5))
    named = np.array(CLASSES)[local_moran_grid(values, permutations=9_999).classes]
    assert (named[6:8, 6:8] == "HH").all()
    assert (named[21:24, 21:24] == "LL").all()
