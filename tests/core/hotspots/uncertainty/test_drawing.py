"""Places are drawn by the law of their vagueness: even in a disc, a square, a polygon, and by weight."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.grids.boundary import inside
from safestats_core.hotspots.uncertainty.support import lattice_in
from safestats_core.hotspots.uncertainty.vague_times import interval_meant, share_in_period
from safestats_core.hotspots.uncertainty.vagueness import (
    AREA,
    DISC,
    EXACT,
    NOWHERE,
    SQUARE,
    bounds_of,
    draw_places,
    kinds_of,
    vague_places,
)

N = 40_000
L_SHAPE = [[np.array([(0, 0), (200, 0), (200, 100), (100, 100), (100, 200), (0, 200)], float)]]


def drawn(kind: int, reach: float, **given: object) -> tuple[np.ndarray, np.ndarray]:
    vague = vague_places(np.full(N, 5e5), np.full(N, 2e5), np.full(N, kind), np.full(N, reach), **given)
    x, y = draw_places(np.random.default_rng(3), vague)
    return x - 5e5, y - 2e5


def is_even(share: np.ndarray) -> bool:
    """Whether values between 0 and 1 fill twenty equal classes evenly."""
    return stats.chisquare(np.histogram(share, 20, (0, 1))[0]).pvalue > 0.001


def test_a_disc_is_filled_evenly_in_every_direction():
    x, y = drawn(DISC, 150)
    assert is_even((x**2 + y**2) / 150**2)
    assert is_even(np.arctan2(y, x) / (2 * np.pi) + 0.5)


def test_a_square_is_filled_evenly_round_its_middle():
    x, y = drawn(SQUARE, 100)
    assert is_even(x / 100 + 0.5)
    assert is_even(y / 100 + 0.5)
    assert abs(np.corrcoef(x, y)[0, 1]) < 0.02


def test_an_area_is_filled_evenly_and_never_left():
    vague = vague_places(
        np.full(N, np.nan), np.full(N, np.nan), np.full(N, AREA), np.zeros(N), area=np.zeros(N, int), areas=[L_SHAPE]
    )
    x, y = draw_places(np.random.default_rng(3), vague)
    assert inside(L_SHAPE, x, y).all()
    third = np.where(x > 100, 1, np.where(y > 100, 2, 0))
    x_lattice, y_lattice = lattice_in(L_SHAPE)
    held = np.bincount(np.where(x_lattice > 100, 1, np.where(y_lattice > 100, 2, 0)))
    assert stats.chisquare(np.bincount(third), held / held.sum() * N).pvalue > 0.001
    assert held / held.sum() == pytest.approx([1 / 3] * 3, abs=0.02)


def test_addresses_are_drawn_by_their_weight_and_only_within_reach():
    addresses = np.array([0, 30, 0, 400.0]) + 5e5, np.array([0, 0, 40, 0.0]) + 2e5, np.array([1, 3, 0, 9.0])
    x, y = drawn(DISC, 100, addresses=addresses)
    assert set(zip(x, y)) == {(0, 0), (30, 0)}
    assert stats.binomtest(int((x == 30).sum()), N, 0.75).pvalue > 0.001
    x, y = drawn(SQUARE, 1_000, addresses=addresses)
    assert stats.chisquare([(x == 0).sum(), (x == 30).sum(), (x == 400).sum()], np.array([1, 3, 9]) / 13 * N)[1] > 0.001


def test_where_no_address_is_within_reach_the_disc_is_filled_evenly_and_that_is_told():
    vague = vague_places(
        np.zeros(N), np.zeros(N), np.full(N, DISC), np.full(N, 50.0), addresses=([500.0], [0.0], [1.0])
    )
    x, y = draw_places(np.random.default_rng(3), vague)
    assert vague.without_address == 1
    assert is_even((x**2 + y**2) / 50**2)


def test_addresses_in_an_area_take_the_place_of_its_lattice():
    areas = [L_SHAPE, [[L_SHAPE[0][0] + 1_000]]]
    addresses = np.array([50.0, 150, 50]), np.array([50.0, 50, 150]), np.array([1.0, 2, 3])
    number = np.repeat([0, 1], N // 2)
    nowhere = np.full(N, np.nan)
    vague = vague_places(nowhere, nowhere, np.full(N, AREA), np.zeros(N), area=number, areas=areas, addresses=addresses)
    x, y = draw_places(np.random.default_rng(3), vague)
    first = x[number == 0] + 1_000 * y[number == 0]
    _, seen = np.unique(first, return_counts=True)
    assert stats.chisquare(seen, np.array([1, 2, 3]) / 6 * N / 2).pvalue > 0.001
    assert inside(areas[1], x[number == 1], y[number == 1]).all()
    assert vague.without_address == 1


def test_exact_places_stay_and_the_same_seed_draws_the_same():
    x, y = np.random.default_rng(1).normal(0, 500, (2, 90))
    kind = np.repeat([EXACT, DISC, SQUARE], 30)
    vague = vague_places(x, y, kind, np.repeat([0.0, 80, 100], 30))
    one, again, other = (draw_places(np.random.default_rng(seed), vague) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    np.testing.assert_array_equal(one[0][:30], x[:30])
    assert (one[0][30:] != x[30:]).all()
    assert (one[0][30:] != other[0][30:]).all()
    west, south, east, north = bounds_of(vague)
    assert west <= one[0].min()
    assert one[0].max() <= east
    assert south <= one[1].min()
    assert one[1].max() <= north


def test_precisions_are_read_as_words_or_metres():
    kind, reach = kinds_of(["exact", "Snapped", "cell", "area", "none", None, "", "75", "0"], "snapped", 120, 100)
    assert kind.tolist() == [EXACT, DISC, SQUARE, AREA, NOWHERE, DISC, DISC, DISC, EXACT]
    assert reach.tolist() == [0, 120, 100, 0, 0, 120, 120, 75, 0]
    for wrong in ("roughly", "-3", "nan"):
        with pytest.raises(InvalidInput, match="no precision"):
            kinds_of([wrong], "exact", 120, 100)
    with pytest.raises(InvalidInput, match="radius"):
        kinds_of(["exact"], "exact", 0, 100)


def test_records_without_a_place_are_left_out_and_counted():
    kind = np.array([EXACT, NOWHERE, AREA, EXACT])
    vague = vague_places(np.array([50.0, 0, 0, 900]), np.array([50.0, 0, 0, 900]), kind, np.zeros(4), boundary=L_SHAPE)
    assert (vague.nowhere, vague.outside, vague.kept.tolist()) == (2, 1, [0])
    with pytest.raises(InvalidInput, match="None of the 1 records"):
        vague_places(np.zeros(1), np.zeros(1), np.array([NOWHERE]), np.zeros(1))


def test_a_month_lies_in_a_period_by_the_share_of_its_days():
    start = np.array(["2024-01-01", "2024-01-01", "2024-01-10", "2024-01-20", "2024-02-01"], "M8[s]")
    end = np.array(["2024-01-31", "NaT", "2024-01-12", "NaT", "2024-02-05"], "M8[s]")
    share = share_in_period(start, end, np.datetime64("2024-01-11"), np.datetime64("2024-01-21"))
    assert share == pytest.approx([10 / 30, 0, 0.5, 1, 0])
    with pytest.raises(InvalidInput, match="end before they start"):
        share_in_period(end[:1], start[:1], np.datetime64("2024-01-11"), np.datetime64("2024-01-21"))
    with pytest.raises(InvalidInput, match="empty"):
        share_in_period(start, end, np.datetime64("2024-01-11"), np.datetime64("2024-01-11"))


def test_a_start_alone_means_its_moment_day_or_month_and_a_known_end_is_kept():
    start = np.array(["2024-02-10T13:00", "2024-02-10T13:00"], "M8[s]")
    end = np.array(["2024-02-10T15:00", "NaT"], "M8[s]")
    for unit, begin, stop in (
        ("", "2024-02-10T13:00", "NaT"),
        ("D", "2024-02-10", "2024-02-11"),
        ("M", "2024-02-01", "2024-03-01"),
    ):
        found = interval_meant(start, end, unit)
        np.testing.assert_array_equal(found[0], np.array(["2024-02-10T13:00", begin], "M8[s]"))
        np.testing.assert_array_equal(found[1], np.array(["2024-02-10T15:00", stop], "M8[s]"))
        assert interval_meant(start, None, unit)[0][0] == np.datetime64(begin, "s")
