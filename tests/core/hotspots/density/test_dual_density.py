"""Two densities compared: the numbers of two single densities, and chance as it is by every possible labelling."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.density.dual_density import MODES, dual_density
from safestats_core.hotspots.density.kernel_density import kernel_density
from safestats_core.hotspots.grids.grid import cell_centres

RNG = np.random.default_rng(3)
EXTENT = (0, 0, 4999, 3999)
FIRST = (RNG.uniform(0, 5000, 150), RNG.uniform(0, 4000, 150), None)
SECOND = (RNG.uniform(0, 3000, 400), RNG.uniform(0, 4000, 400), RNG.uniform(0.5, 2, 400))
SQUARE = [[np.array([(0.0, 0), (4000, 0), (4000, 4000), (0, 4000)])]]


def single(points, **options):
    """One of the two densities by itself."""
    return kernel_density(points[0], points[1], 600, 100, weights=points[2], **{"extent": EXTENT, **options})


def both(mode="ratio", **options):
    return dual_density(FIRST, SECOND, 600, 100, mode=mode, **{"extent": EXTENT, **options})


def one_incident(points, bandwidth=600.0):
    """Incidents per km2 where one of average weight lies evenly in a circle."""
    weight = 1 if points[2] is None else points[2].mean()
    return weight / (np.pi * (bandwidth / 1000) ** 2)


def test_each_mode_is_that_of_two_single_densities():
    f, g = single(FIRST).values, single(SECOND).values
    average, floor = 150 / SECOND[2].sum(), one_incident(SECOND)
    ratio = np.maximum(f, average * floor) / np.maximum(g, floor)
    np.testing.assert_allclose(both("difference").values, f - g, atol=1e-12)
    np.testing.assert_allclose(both("sum").values, f + g, atol=1e-12)
    np.testing.assert_allclose(both("ratio").values, ratio)
    np.testing.assert_allclose(both("log_ratio").values, np.log(ratio), atol=1e-12)
    assert both().average == pytest.approx(average)
    assert both().floors == pytest.approx((average * floor, floor))
    assert both().floored == np.count_nonzero(g < floor) > 100
    assert both(floor=2).floors == pytest.approx((2 * average * floor, 2 * floor))


@pytest.mark.parametrize("shares", [False, True])
def test_where_neither_set_has_points_the_ratio_is_the_average(shares):
    here, there = (np.full(3, 500.0), np.full(3, 500.0), None), (np.full(9, 600.0), np.full(9, 700.0), None)
    ratio = dual_density(here, there, 300, 100, extent=EXTENT, shares=shares)
    log_ratio = dual_density(here, there, 300, 100, mode="log_ratio", extent=EXTENT, shares=shares)
    assert ratio.average == pytest.approx(1 if shares else 1 / 3)
    assert ratio.values[30, 40] == pytest.approx(ratio.average)
    assert log_ratio.values[30, 40] == pytest.approx(np.log(ratio.average))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shares", [False, True])
def test_no_cell_of_the_study_area_is_without_a_number(mode, shares):
    far = (np.array([100.0]), np.array([100.0]), None)
    other = (np.array([4900.0]), np.array([3900.0]), None)
    compared = dual_density(far, other, 300, 100, mode=mode, shares=shares, extent=EXTENT, permutations=9)
    assert np.isfinite(compared.values).all()
    assert ((compared.p > 0) & (compared.p <= 1)).all()
    masked = both(mode, boundary=SQUARE, extent=None, shares=shares)
    inside = np.add(*cell_centres(masked.grid)) < np.inf
    inside &= (cell_centres(masked.grid)[0] < 4000) & (cell_centres(masked.grid)[1] < 4000)
    np.testing.assert_array_equal(np.isfinite(masked.values), inside)


def test_lengths_make_a_month_and_a_year_comparable():
    x, y, _ = FIRST
    year = (np.tile(x, 12), np.tile(y, 12), None)
    difference = dual_density(FIRST, year, 600, 100, mode="difference", lengths=(1, 12), extent=EXTENT)
    np.testing.assert_allclose(difference.values, 0, atol=1e-10 * single(FIRST).values.max())
    ratio = dual_density(year, FIRST, 600, 100, lengths=(365, 365 / 12), extent=EXTENT)
    dense = single(FIRST).values > one_incident(FIRST)
    np.testing.assert_allclose(ratio.values[dense], 1)
    assert dual_density(year, FIRST, 600, 100, extent=EXTENT).values[dense] == pytest.approx(12)


def test_shares_compare_where_the_points_lie_whatever_their_number_weight_or_length():
    relative = both("log_ratio", shares=True, lengths=(3, 8)).values
    x, y, w = SECOND
    other = dual_density(FIRST, (np.tile(x, 7), np.tile(y, 7), np.tile(w, 7)), 600, 100, mode="log_ratio", shares=True,
                         floor=1e-9, extent=EXTENT, lengths=(3, 8)).values  # fmt: skip
    f, g = single(FIRST), single(SECOND)
    dense = (f.values > one_incident(FIRST)) & (g.values > one_incident(SECOND))
    expected = np.log(f.values[dense] / f.weight / (g.values[dense] / g.weight))
    np.testing.assert_allclose(relative[dense], expected, atol=1e-12)
    np.testing.assert_allclose(other[dense], relative[dense], atol=1e-9)


def test_exchanging_the_sets_turns_the_sign():
    forth, back = (
        dual_density(a, b, 600, 100, mode="log_ratio", extent=EXTENT) for a, b in ((FIRST, SECOND), (SECOND, FIRST))
    )
    dense = (single(FIRST).values > one_incident(FIRST)) & (single(SECOND).values > 3 * one_incident(SECOND))
    assert dense.sum() > 100
    np.testing.assert_allclose(back.values[dense], -forth.values[dense], atol=1e-12)


def test_the_edge_correction_leaves_a_ratio_as_it_is():
    inside = (FIRST[0] < 4000), (SECOND[0] < 4000)
    first, second = ((x[k], y[k], None if w is None else w[k]) for (x, y, w), k in zip((FIRST, SECOND), inside))
    ratios = [
        dual_density(first, second, 600, 100, floor=1e-9, boundary=SQUARE, edge_correction=on).values
        for on in (True, False)
    ]
    dense = single(second, extent=None, boundary=SQUARE).values > one_incident(second)
    np.testing.assert_allclose(ratios[0][dense], ratios[1][dense], atol=1e-9)


def test_p_is_that_of_every_possible_labelling():
    x, y = np.array([[150.0, 250, 900, 950, 400, 620, 880, 120], [150, 300, 900, 800, 500, 480, 120, 870]])
    extent, labelled = (0, 0, 999, 999), 3
    weights = np.array([1.0, 2, 1, 1, 3, 1, 1, 2])
    first, second = (x[:labelled], y[:labelled], weights[:labelled]), (x[labelled:], y[labelled:], weights[labelled:])
    compared = dual_density(first, second, 400, 20, extent=extent, permutations=1500, seed=1)
    centre_x, centre_y = cell_centres(compared.grid)
    squared = ((centre_x[..., None] - x) ** 2 + (centre_y[..., None] - y) ** 2) / 400**2
    heights = np.clip(1 - squared, 0, None) ** 2 * weights
    expected = heights.sum(axis=-1) * labelled / x.size
    observed = np.abs(heights[..., :labelled].sum(axis=-1) - expected)
    labellings = np.array(list(combinations(range(x.size), labelled)))
    distances = np.abs(heights[..., labellings].sum(axis=-1) - expected[..., None])
    exact = (distances >= observed[..., None] - 1e-9).mean(axis=-1)
    # Where labellings are all but equal, or a point just reaches, binning decides: leave those cells out.
    apart = np.abs(distances - observed[..., None])
    clear = ((apart < 1e-9) | (apart > 1e-2)).all(axis=-1) & (np.abs(np.sqrt(squared) - 1) > 0.06).all(axis=-1)
    assert clear.sum() > 200
    assert np.ptp(exact[clear]) > 0.5
    np.testing.assert_allclose(compared.p[clear], exact[clear], atol=0.05)


def test_a_set_drawn_from_the_other_is_called_different_as_often_as_the_level_says():
    called = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        x, y = rng.normal(2500, 900, (2, 400))
        first, second = (x[:120], y[:120], None), (x[120:], y[120:], None)
        p = dual_density(first, second, 700, 200, extent=EXTENT, permutations=99, seed=seed).p
        reached = single((x, y, None)).values[::2, ::2].ravel() > 5
        called.append((p.ravel()[: reached.size][reached[: p.size]] <= 0.05).mean())
    assert 0.02 < np.mean(called) < 0.09


def test_points_that_share_places_are_dealt_one_by_one_too():
    x, y = np.repeat([[1000.0, 2500, 4000], [1000, 3000, 1500]], 12, axis=1)
    labels = np.tile([True, True, False, False, False, False], 6)
    labels[:6] = True
    compared = [
        dual_density((x[labels], y[labels], w), (x[~labels], y[~labels], None), 500, 100, extent=EXTENT,
                     permutations=1500, seed=9).p for w in (None, np.ones(labels.sum()) * (1 + 1e-12))
    ]  # fmt: skip
    from scipy.stats import hypergeom

    drawn = hypergeom(36, labels.sum(), 12)
    held = np.arange(13)
    for column, row, place in ((10, 10, slice(0, 12)), (25, 30, slice(12, 24)), (40, 15, slice(24, 36))):
        as_far = np.abs(held - drawn.mean()) >= abs(labels[place].sum() - drawn.mean()) - 1e-9
        exact = drawn.pmf(held)[as_far].sum()
        assert [p[row, column] for p in compared] == pytest.approx([exact, exact], abs=0.04)


def test_a_planted_difference_is_found_where_it_is():
    rng = np.random.default_rng(8)
    x, y = rng.uniform(0, 4000, (2, 800))
    extra_x, extra_y = rng.normal((3000, 1000), 150, (40, 2)).T
    first = (np.append(x[:300], extra_x), np.append(y[:300], extra_y), None)
    compared = dual_density(first, (x[300:], y[300:], None), 500, 100, extent=EXTENT, permutations=199, seed=2)
    assert compared.p[10, 30] == 1 / 200
    assert compared.values[10, 30] > 3 * np.median(compared.values)


def test_the_same_seed_gives_the_same_p():
    first, second, third = (both(permutations=19, seed=seed).p for seed in (4, 4, 5))
    np.testing.assert_array_equal(first, second)
    assert (first != third).any()
    assert both().p is None


@given(st.integers(-20, 20), st.integers(-20, 20))
@settings(max_examples=5, deadline=None)
def test_moving_everything_by_whole_cells_moves_the_comparison(east, north):
    first, second = (
        dual_density(*((x + dx, y + dy, w) for x, y, w in (FIRST, SECOND)), 600, 100, mode="log_ratio")
        for dx, dy in ((0, 0), (100 * east, 100 * north))
    )
    np.testing.assert_allclose(second.values, first.values, atol=1e-7)


def test_the_work_can_be_cancelled():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        both(permutations=9, progress=stop)


NOBODY = (np.array([]), np.array([]), None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"first": NOBODY}, "first points: None of the 0 points"),
        ({"second": NOBODY}, "second points: None of the 0 points"),
        ({"first": NOBODY, "second": NOBODY, "extent": None}, "no points"),
        ({"second": (*FIRST[:2], np.zeros(150))}, "second points.*weight above 0"),
        ({"first": (FIRST[0] + 1e6, FIRST[1], None)}, "first points.*coordinate system"),
        ({"mode": "quotient"}, "ratio, log_ratio, difference, sum"),
        ({"lengths": (30, 0)}, "length 0"),
        ({"lengths": (np.inf, 1)}, "above 0"),
        ({"floor": 0}, "more than 0 points"),
        ({"permutations": -1}, "0 for none"),
        ({"bandwidth": 0}, "bandwidth is 0"),
        ({"bandwidth": 50}, "smaller than a cell"),
        ({"kernel": "boxcar"}, "quartic, triweight"),
    ],
)
def test_a_comparison_that_would_mean_nothing_is_refused_with_the_remedy(change, why):
    given = {"first": FIRST, "second": SECOND, "bandwidth": 600, "cell_size": 100, "extent": EXTENT, **change}
    with pytest.raises(InvalidInput, match=why):
        dual_density(**given)
