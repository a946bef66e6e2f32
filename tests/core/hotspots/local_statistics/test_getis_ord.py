"""Gi* and Gi, held against published numbers, esda and the formula written out."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage, sparse, special, stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.false_discovery import benjamini_hochberg
from safestats_core.hotspots.grids.grid import Grid, cell_centres
from safestats_core.hotspots.local_statistics.count_tails import count_p
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord, getis_ord_grid
from safestats_core.hotspots.local_statistics.neighbours import distance_band, k_nearest, queen, rook

POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])
NEIGHBOURHOODS = ["queen", "rook", 250, 700]


def counts(rows=25, columns=30, absent=0.0, seed=0) -> np.ndarray:
    """A grid of counts with a planted cluster; some cells absent."""
    rng = np.random.default_rng(seed)
    values = rng.poisson(2, (rows, columns)).astype(float)
    values[5:9, 5:9] += 6
    values[rng.random(values.shape) < absent] = np.nan
    return values


def matrix(values: np.ndarray, neighbourhood) -> sparse.csr_matrix:
    """The neighbourhood of 100 m cells as weights between the cells with a value."""
    grid, present = Grid("square", 100.0, 0, 0, values.shape[1], values.shape[0]), ~np.isnan(values)
    if neighbourhood in ("queen", "rook"):
        return (queen if neighbourhood == "queen" else rook)(grid, present)
    return distance_band(*(axis[present] for axis in cell_centres(grid)), neighbourhood)


def direct(values: np.ndarray, weights: np.ndarray, star: bool) -> np.ndarray:
    """z as the papers state it, cell by cell."""
    z = []
    for i in range(values.size):
        kept = np.ones(values.size, bool) if star else np.arange(values.size) != i
        w, x = (weights[i] + star * (np.arange(values.size) == i))[kept], values[kept]
        n, total = x.size, w.sum()
        spread = x.std() * np.sqrt((n * (w**2).sum() - total**2) / (n - 1))
        z.append((w @ x - x.mean() * total) / spread if spread else np.nan)
    return np.array(z)


@pytest.mark.parametrize(
    ("star", "published"),
    [
        (True, [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]),
        (False, [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]),
    ],
)
def test_the_published_six_points(star, published):
    result = getis_ord(VALUES, distance_band(*POINTS.T, 15), star=star, minimum_cells=6)
    np.testing.assert_allclose(result.z, published, atol=5e-9)
    np.testing.assert_allclose(result.p, 2 * special.ndtr(-np.abs(published)), atol=1e-8)


@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("absent", [0, 0.3])
def test_a_grid_gives_the_z_of_esda(star, absent):
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    values = counts(absent=absent)
    present = ~np.isnan(values)
    weights = matrix(values, "queen")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda and libpysal warn of islands and of their own future
        peer = esda.G_Local(
            values[present], libpysal.weights.WSP(weights).to_W(silence_warnings=True), transform="B",
            permutations=0, star=star,
        )  # fmt: skip
    np.testing.assert_allclose(getis_ord_grid(values, star=star).z[present], peer.Zs, atol=1e-9)
    np.testing.assert_allclose(getis_ord(values[present], weights, star=star).z, peer.Zs, atol=1e-9)


@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("neighbourhood", NEIGHBOURHOODS)
@pytest.mark.parametrize("absent", [0, 0.3])
def test_convolution_weights_and_the_written_out_formula_agree(neighbourhood, absent, star):
    values = counts(absent=absent) * 1e3 + 7
    present = ~np.isnan(values)
    weights = matrix(values, neighbourhood)
    fast = getis_ord_grid(values, neighbourhood, cell_size=100, star=star)
    general = getis_ord(values[present], weights, star=star)
    np.testing.assert_allclose(general.z, direct(values[present], weights.toarray(), star), atol=1e-9)
    np.testing.assert_allclose(fast.z[present], general.z, atol=1e-9)
    np.testing.assert_allclose(fast.p_adjusted[present], general.p_adjusted, atol=1e-9)
    np.testing.assert_array_equal(fast.bins[present], general.bins)
    assert np.isnan(fast.z[~present]).all()
    assert fast.cells == general.cells == present.sum()


@pytest.mark.parametrize("star", [True, False])
def test_weights_need_not_be_binary_or_symmetric(star):
    x, y, values = np.random.default_rng(3).uniform(0, 1000, (3, 60))
    weights = k_nearest(x, y, 6)
    weights.data = np.random.default_rng(4).uniform(0.1, 2, weights.data.size)
    np.testing.assert_allclose(
        getis_ord(values, weights, star=star).z, direct(values, weights.toarray(), star), atol=1e-9
    )


def test_the_diagonal_sets_a_cells_own_weight():
    values = counts().ravel()
    binary = matrix(counts(), "queen")
    same = getis_ord(values, binary + sparse.identity(values.size))
    np.testing.assert_allclose(same.z, getis_ord(values, binary).z)
    row_standardised = (binary + sparse.identity(values.size)).toarray()
    row_standardised /= row_standardised.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(getis_ord(values, sparse.csr_matrix(row_standardised)).z, same.z, atol=1e-9)
    assert not np.allclose(getis_ord(values, binary + 3 * sparse.identity(values.size)).z, same.z, atol=0.01)


def test_cells_without_a_value_are_nobodys_neighbours():
    values = counts(absent=0.3)
    full = Grid("square", 100.0, 0, 0, values.shape[1], values.shape[0])
    result = getis_ord(values.ravel(), queen(full))
    np.testing.assert_allclose(result.z, getis_ord_grid(values).z.ravel(), atol=1e-12)
    np.testing.assert_array_equal(result.bins[np.isnan(values.ravel())], 0)


def test_hexagons_have_six_neighbours():
    grid = Grid("hexagon", 100.0, 0, 3, 12, 9)
    values = np.random.default_rng(1).poisson(3, grid.cells).astype(float)
    weights = queen(grid)
    np.testing.assert_allclose(getis_ord(values, weights).z, direct(values, weights.toarray(), True), atol=1e-9)


def test_the_planted_cluster_is_hot_and_its_mirror_image_cold():
    result = getis_ord_grid(counts())
    assert (result.bins[5:9, 5:9] == 3).all()
    mirrored = getis_ord_grid(-counts())
    np.testing.assert_allclose(mirrored.z, -result.z)
    np.testing.assert_array_equal(mirrored.bins, -result.bins)


def test_bins_are_the_levels_of_the_adjusted_p():
    result = getis_ord_grid(counts())
    plain = getis_ord_grid(counts(), fdr=False)
    np.testing.assert_array_equal(result.p_adjusted, benjamini_hochberg(result.p))
    np.testing.assert_array_equal(plain.p_adjusted, result.p)
    for each in (result, plain):
        for level, bin_ in ((0.10, 1), (0.05, 2), (0.01, 3)):
            np.testing.assert_array_equal(np.abs(each.bins) >= bin_, each.p_adjusted <= level)
        np.testing.assert_array_equal(np.sign(each.bins)[each.bins != 0], np.sign(each.z)[each.bins != 0])
    assert set(np.unique(plain.bins)) == {-3, -2, -1, 0, 1, 2, 3}


@given(st.floats(1e-3, 1e6), st.floats(-1e6, 1e6))
@settings(max_examples=20, deadline=None)
def test_neither_the_unit_nor_the_zero_of_the_values_matters(factor, shift):
    values = counts(12, 12)
    np.testing.assert_allclose(getis_ord_grid(values * factor + shift).z, getis_ord_grid(values).z, atol=1e-5)


@given(st.permutations(range(64)))
@settings(max_examples=20, deadline=None)
def test_the_numbering_of_cells_does_not_matter(order):
    order = np.array(order)
    values, weights = counts(8, 8).ravel(), matrix(counts(8, 8), "queen")
    np.testing.assert_allclose(
        getis_ord(values[order], weights[order][:, order]).z, getis_ord(values, weights).z[order], atol=1e-12
    )


def test_chance_alone_rarely_makes_a_hotspot():
    calls = [np.count_nonzero(getis_ord_grid(np.random.default_rng(s).normal(size=(40, 40))).bins) for s in range(60)]
    # Where nothing is going on, FDR at 10 % calls anything at all in at most about one map in ten. Neighbouring
    # tests overlap, so maps differ more than independent tests would; 12 of 60 is three deviations above 6.
    assert np.count_nonzero(calls) <= 12
    unadjusted = [
        np.count_nonzero(getis_ord_grid(np.random.default_rng(s).normal(size=(40, 40)), fdr=False).bins)
        for s in range(20)
    ]
    assert np.mean(unadjusted) / 1600 == pytest.approx(0.10, abs=0.01)


@pytest.mark.parametrize("spread", [1, 4])
def test_the_p_of_counts_is_that_of_the_distribution_with_the_mean_and_variance_of_z(spread):
    values = np.random.default_rng(0).negative_binomial(
        1 if spread > 1 else 500, 0.2 if spread > 1 else 0.995, (12, 12)
    )
    result = getis_ord_grid(values.astype(float), chance="counts")
    size = np.outer(np.r_[2, np.full(10, 3), 2], np.r_[2, np.full(10, 3), 2])
    total = ndimage.correlate(values.astype(float), np.ones((3, 3)), mode="constant")
    mean, variance = size * values.mean(), values.var() * size * (144 - size) / 143
    np.testing.assert_allclose(result.z, (total - mean) / np.sqrt(variance), atol=1e-9)
    with np.errstate(all="ignore"):
        ratio = np.where(variance > mean, mean / variance, 1)
        wide = stats.nbinom(mean * ratio / (1 - ratio), ratio)
        at_least = np.where(ratio < 1, wide.sf(total - 1), stats.poisson.sf(total - 1, mean))
        at_most = np.where(ratio < 1, wide.cdf(total), stats.poisson.cdf(total, mean))
    np.testing.assert_allclose(result.p, np.minimum(1, 2 * np.minimum(at_least, at_most)), rtol=1e-7)


@pytest.mark.parametrize("more", [1.0, 1.5, 4.0])
def test_the_p_of_few_counts_has_all_its_digits_as_adding_up_the_probabilities_shows(more):
    mean = np.repeat([1.0, 30.0, 200.0, 700.0], 40)
    variance, count = more * mean, np.floor(mean * np.tile(np.linspace(0, 0.97, 40), 4))
    dealt = stats.poisson(mean) if more == 1 else stats.nbinom(mean / (more - 1), 1 / more)
    logs = np.array([special.logsumexp(dealt.logpmf(np.arange(n + 1)[:, None]), axis=0) for n in count])
    expected = np.minimum(1, 2 * np.exp(np.diagonal(logs)))
    assert expected.min() < 1e-100
    np.testing.assert_allclose(count_p(count, mean, variance), expected, rtol=1e-7)


def test_the_p_of_counts_nears_that_of_z_for_many_incidents():
    values = np.random.default_rng(0).poisson(2_000, (20, 20)).astype(float)
    by_counts, normal = getis_ord_grid(values, chance="counts").p, getis_ord_grid(values).p
    np.testing.assert_allclose(by_counts, normal, atol=0.02)


def test_a_p_of_counts_is_never_zero():
    values = np.ones((50, 50))
    values[20:30, 20:30] = 5_000
    p = getis_ord_grid(values, 9, cell_size=1, chance="counts").p
    assert 0 < p.min() < 1e-9


def test_a_neighbourhood_of_all_cells_is_not_tested():
    values = counts(6, 6)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        everywhere = getis_ord_grid(values, 900, cell_size=100)
        some = getis_ord_grid(counts(6, 11), 600, cell_size=100)
    assert np.isnan(everywhere.z).all()
    assert np.isnan(everywhere.p).all()
    assert not everywhere.bins.any()
    # The middle column sees every cell; the others are tested, and only they count for the false discovery rate.
    tested = ~np.isnan(some.z)
    assert 0 < tested.sum() < tested.size
    np.testing.assert_array_equal(some.p_adjusted[tested], benjamini_hochberg(some.p[tested]))


def test_gi_is_not_tested_where_the_others_are_all_alike_or_there_are_none():
    values = np.zeros((6, 6))
    values[2, 2] = 9
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lone = getis_ord_grid(values, star=False)
    assert np.isnan(lone.z[2, 2])
    assert np.isnan(lone.z).sum() == 1
    island = counts(8, 8)
    island[2:5, 2:5] = np.nan
    island[3, 3] = 50
    assert np.isnan(getis_ord_grid(island, star=False).z[3, 3])
    present = island[~np.isnan(island)]
    assert getis_ord_grid(island).z[3, 3] == pytest.approx((50 - present.mean()) / present.std())


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: getis_ord(VALUES, distance_band(*POINTS.T, 15)), "Only 6 cells.*at least 30.*smaller cells"),
        (lambda: getis_ord_grid(np.full((6, 6), np.nan)), "Only 0 cells"),
        (lambda: getis_ord_grid(np.full((6, 6), 0.1)), "same value"),
        (lambda: getis_ord_grid(counts(6, 6), 50, cell_size=100), "at least 100 m"),
        (lambda: getis_ord_grid(counts(6, 6), 300), "cell size"),
        (lambda: getis_ord_grid(counts(6, 6), "bishop"), "queen, rook"),
        (lambda: getis_ord_grid(np.where(np.indices((9, 9)).sum(0) % 2, np.nan, counts(9, 9)), "rook"), "longer band"),
        (lambda: getis_ord_grid(np.where(counts(6, 6) > 3, np.inf, 1)), "infinite"),
        (lambda: getis_ord_grid(counts(6, 6).ravel()), "rows and columns"),
        (lambda: getis_ord(counts(6, 6).ravel(), sparse.identity(35)), "same cells"),
        (lambda: getis_ord(counts(6, 6).ravel(), sparse.identity(36) * np.nan), "finite weights"),
        (lambda: getis_ord(counts(6, 6).ravel(), sparse.identity(36)), "longer band"),
        (lambda: getis_ord_grid(counts(6, 6), permutations=-1), "such as 999"),
        (lambda: getis_ord_grid(counts(6, 6), chance="luck"), "normal or counts"),
        (lambda: getis_ord_grid(counts(6, 6) / 2, chance="counts"), "not all counts"),
        (lambda: getis_ord_grid(-counts(6, 6), chance="counts"), "not all counts"),
        (lambda: getis_ord_grid(counts(6, 6), chance="counts", permutations=9), "either"),
        (lambda: getis_ord_grid(counts(6, 6), chance="counts", star=False), "needs Gi\\*"),
    ],
)
def test_a_test_that_would_mean_nothing_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
