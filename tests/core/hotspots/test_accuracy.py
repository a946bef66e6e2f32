"""The indices of a hotspot map, held against hand-made maps, a published example and random search."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.accuracy import accuracy_at, area_under_curve, search_curve, share_with_score

KM2 = 1e6


def at(score, area_km2, later, share, **more):
    curve = search_curve(np.array(score, float), np.array(area_km2, float) * KM2, np.array(later, float), **more)
    return accuracy_at(curve, np.array([share]))


def test_a_tenth_of_the_area_with_a_quarter_of_the_incidents_has_pai_two_and_a_half():
    # Ten squares of 1 km2; the first, marked as the hotspot, holds 25 of 100 later incidents, the fullest 40.
    result = at([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [1] * 10, [25, 40, 5, 5, 5, 4, 4, 4, 4, 4], 0.1)
    assert (result.area[0], result.found[0], result.hit_rate[0]) == (1, 25, 0.25)
    assert result.pai[0] == pytest.approx(2.5)
    assert result.pei[0] == pytest.approx(25 / 40)
    assert result.ser[0] == pytest.approx(25)
    assert np.isnan(result.rri[0])


def test_the_published_check_of_ptools():
    # apwheele/ptools, tests/testthat/test-pai.R: obs 6, 3, 0 and pred 3, 2, 1 give PAI 2, 1.5, 1 and PEI 1, 1, 1.
    curve = search_curve(np.array([3, 2, 1]), np.ones(3), np.array([6, 3, 0]))
    result = accuracy_at(curve, np.array([1, 2, 3]) / 3)
    np.testing.assert_allclose(result.pai, [2, 1.5, 1])
    np.testing.assert_allclose(result.pei, [1, 1, 1])


def test_a_tie_is_not_broken_in_anybodys_favour():
    # ptools breaks its tie of 4 and 4 against the map (3 before 7: 9 at two cells); ours finds the mean, 6 + 10 / 2.
    curve = search_curve(np.array([8, 4, 4, 2, 1, 0]), np.ones(6), np.array([6, 7, 3, 2, 1, 0]))
    result = accuracy_at(curve, np.arange(1, 7) / 6)
    np.testing.assert_allclose(result.found, [6, 11, 16, 18, 19, 19])
    np.testing.assert_allclose(result.pei, [6 / 7, 11 / 13, 1, 1, 1, 1])


def test_a_tie_finds_what_every_order_of_its_cells_finds_on_average():
    later = np.array([5, 0, 2, 9])
    curve = search_curve(np.array([1, 1, 1, 1]), np.ones(4), later)
    found = accuracy_at(curve, np.arange(1, 5) / 4).found
    orders = np.array([np.cumsum(later[list(order)]) for order in itertools.permutations(range(4))])
    np.testing.assert_allclose(found, orders.mean(axis=0))


def test_a_map_without_information_has_pai_one_everywhere():
    curve = search_curve(np.zeros(5), np.full(5, 3 * KM2), np.array([0, 7, 1, 0, 2]))
    shares = np.linspace(0.05, 1, 20)
    np.testing.assert_allclose(accuracy_at(curve, shares).pai, 1)
    assert area_under_curve(curve)[0] == pytest.approx(0.5)


def test_unequal_areas_are_searched_by_score_and_the_best_by_density():
    # 1 km2 with 2 incidents before 4 km2 with 6; the best starts with the denser first too.
    result = at([2, 1], [1, 4], [2, 6], 3 / 5)
    assert result.found[0] == pytest.approx(2 + 6 * 2 / 4)
    assert result.pei[0] == 1
    assert result.ser[0] == pytest.approx(5 / 3)


def test_a_cell_without_a_score_is_no_part_of_the_study_area():
    curve = search_curve(np.array([2, np.nan, 1]), np.full(3, KM2), np.array([3, 50, 1]))
    assert (curve.study_area, curve.incidents) == (2, 4)
    assert (curve.cells, curve.left_out, curve.left_out_incidents) == (2, 1, 50)
    assert accuracy_at(curve, np.array([0.5])).pai[0] == pytest.approx(1.5)


def test_area_that_no_hotspot_covers_is_searched_last_and_its_incidents_count_as_missed():
    # Two hotspots of 1 km2 in a city of 20 km2: 30 of 100 incidents in a tenth of the area.
    curve = search_curve(
        np.array([2, 1]), np.full(2, KM2), np.array([20, 10]), uncovered_area=18 * KM2, uncovered_later=70
    )
    result = accuracy_at(curve, np.array([0.05, 0.1, 0.55, 1]))
    np.testing.assert_allclose(result.pai[:2], [4, 3])
    np.testing.assert_allclose(result.found, [20, 30, 65, 100])


def test_the_recapture_rate_compares_the_share_caught_later_with_the_share_caught_before():
    # The hotspot held 40 of 100 earlier incidents and holds 30 of 120 later ones: 0.25 / 0.4.
    curve = search_curve(np.array([1, 0]), np.array([1, 9]) * KM2, np.array([30, 90]), earlier=np.array([40, 60]))
    assert accuracy_at(curve, np.array([0.1])).rri[0] == pytest.approx(0.625)
    nothing_before = search_curve(np.array([1, 0]), np.ones(2), np.array([3, 9]), earlier=np.array([0, 6]))
    assert np.isnan(accuracy_at(nothing_before, np.array([0.5])).rri[0])


def test_the_area_under_the_curve_of_a_perfect_map():
    # All incidents in the first of four equal cells: a triangle over a quarter and a full rectangle.
    curve = search_curve(np.array([4, 3, 2, 1]), np.ones(4), np.array([8, 0, 0, 0]))
    assert area_under_curve(curve) == pytest.approx((0.875, 0.875))
    upside_down = search_curve(np.array([1, 2, 3, 4]), np.ones(4), np.array([8, 0, 0, 0]))
    assert area_under_curve(upside_down) == pytest.approx((0.125, 0.875))


def test_the_hotspots_as_a_map_draws_them():
    curve = search_curve(np.array([3, 3, 0, -1, np.nan]), np.full(5, KM2), np.array([5, 4, 1, 0, 2]))
    assert share_with_score(curve, 1) == pytest.approx(0.5)
    assert share_with_score(curve, -5) == 1
    with pytest.raises(InvalidInput, match="the highest is 3"):
        share_with_score(curve, 3.5)


cells = st.integers(1, 30).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 5), min_size=n, max_size=n),
        st.lists(st.integers(1, 9), min_size=n, max_size=n),
        st.lists(st.integers(0, 20), min_size=n, max_size=n),
    )
)


@settings(deadline=None)
@given(cells, st.integers(0, 99))
def test_order_of_cells_units_of_area_and_scale_of_score_change_nothing(given_cells, seed):
    score, area, later = (np.array(values, float) for values in given_cells)
    later[0] += 1
    shares = np.array([0.01, 0.1, 0.37, 0.5, 1])
    plain = accuracy_at(search_curve(score, area, later), shares)
    order = np.random.default_rng(seed).permutation(score.size)
    other = accuracy_at(search_curve(score[order] * 3 - 7, area[order] * 1000, later[order]), shares)
    for name in ("found", "hit_rate", "pai", "pei"):
        np.testing.assert_allclose(getattr(plain, name), getattr(other, name))


@settings(deadline=None)
@given(cells)
def test_all_is_found_in_the_whole_area_and_nothing_beats_the_best(given_cells):
    score, area, later = (np.array(values, float) for values in given_cells)
    later[0] += 1
    curve = search_curve(score, area, later)
    result = accuracy_at(curve, np.linspace(0.02, 1, 50))
    assert result.hit_rate[-1] == result.pai[-1] == result.pei[-1] == 1
    assert np.all(np.diff(result.found) >= -1e-12)
    best = np.interp(result.area, curve.best_area, curve.best_found)
    assert np.all(result.found <= best * (1 + 1e-12))
    own, best_possible = area_under_curve(curve)
    assert 0 <= own <= best_possible + 1e-12 <= 1 + 2e-12


@pytest.mark.parametrize(
    ("score", "area", "later", "more", "words"),
    [
        ([], [], [], {}, "No cell has a score"),
        ([np.nan], [1], [1], {}, "No cell has a score"),
        ([1, 2], [1, 1], [0, 0], {}, "None of the later incidents"),
        ([1, 2], [1, 0], [1, 1], {}, "1 cells have no area"),
        ([1, np.inf], [1, 1], [1, 1], {}, "infinite"),
        ([1, 2], [1, 1], [1, -1], {}, "negative or missing"),
        ([1, 2], [1, 1], [1, np.nan], {}, "negative or missing"),
        ([1, 2], [1], [1, 1], {}, "one value each"),
        ([1], [1], [1], {"uncovered_later": 4.0}, "Give no less than 0"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_sentence(score, area, later, more, words):
    with pytest.raises(InvalidInput, match=words):
        search_curve(np.array(score, float), np.array(area, float), np.array(later, float), **more)


@pytest.mark.parametrize("share", [0.0, -0.1, 1.01, np.nan])
def test_no_area_and_more_than_all_of_it_are_refused(share):
    with pytest.raises(InvalidInput, match="outside 0 to 1"):
        at([1], [1], [1], share)


@pytest.mark.realdata
def test_london_in_april_from_january_to_march_cell_by_cell(real_data):
    parquet = pytest.importorskip("pyarrow.parquet")

    def cells(*months):
        tables = [
            parquet.read_table(
                real_data / "london_police_api_2017" / f"london_api_2017-{month}.parquet",
                columns=["longitude", "latitude"],
            )
            for month in months
        ]
        # Cells of a hundredth of a degree: the order is what is judged here, not the area.
        pairs = [
            np.column_stack([table[name].to_numpy().astype(float) for name in table.column_names]) for table in tables
        ]
        return np.floor(np.concatenate(pairs) * 100).astype(np.int64)

    earlier, later = cells("01", "02", "03"), cells("04")
    places, index = np.unique(np.concatenate([earlier, later]), axis=0, return_inverse=True)
    index = index.ravel()
    before = np.bincount(index[: len(earlier)], minlength=len(places))
    after = np.bincount(index[len(earlier) :], minlength=len(places))
    curve = search_curve(before, np.full(len(places), KM2), after, earlier=before)
    for share in (0.01, 0.05, 0.2):
        result = accuracy_at(curve, np.array([share]))
        searched, held = share * len(places), 0.0
        for score in sorted(set(before.tolist()), reverse=True):
            tie = np.flatnonzero(before == score)
            part = min(1.0, searched / len(tie))
            held, searched = held + part * after[tie].sum(), searched - part * len(tie)
        assert result.found[0] == pytest.approx(held)
        best = np.sort(after)[::-1]
        whole = int(share * len(places))
        most = best[:whole].sum() + (share * len(places) - whole) * best[whole]
        assert result.pei[0] == pytest.approx(held / most)
    assert accuracy_at(curve, np.array([0.05])).pai[0] > 3
