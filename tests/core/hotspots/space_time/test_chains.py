"""Chains: who followed whom, what that makes each event, and the same answer in whatever order the events come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.space_time import chains as module
from safestats_core.hotspots.space_time.chains import ROLES, find_chains, linkable
from safestats_core.hotspots.space_time.near_repeat import near_repeat
from safestats_core.hotspots.space_time.near_repeat_bands import bands

SPACE = bands([0, 1, 100, 200, np.inf])
WEEKS = bands([0, 7, 14, np.inf], what="days")
WITHIN_100_M_AND_A_WEEK = np.array([[1, 0, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0]], dtype=bool)


def chains_of(x, days, linked=WITHIN_100_M_AND_A_WEEK, y=None, **options):
    x = np.array(x, dtype=float)
    y = np.zeros(x.size) if y is None else np.array(y, dtype=float)
    return find_chains(x, y, np.array(days), SPACE, WEEKS, linked, **options)


def roles(result) -> list[str]:
    return [ROLES[role] for role in result.role]


def test_a_chain_goes_from_its_originator_over_repeats_and_near_repeats():
    #             first, same place, 50 m on, 90 m further, too far away, too late
    result = chains_of([0, 0.2, 50, 140, 900, 50], [0, 3, 5, 9, 3, 40])
    assert roles(result) == ["originator", "repeat", "near repeat", "near repeat", "isolated", "isolated"]
    assert result.chain.tolist() == [1, 1, 1, 1, 0, 0]
    assert result.size.tolist() == [4, 4, 4, 4, 1, 1]
    assert list(zip(result.earlier, result.later)) == [(0, 1), (0, 2), (1, 2), (2, 3)]
    np.testing.assert_allclose(result.distance, [0.2, 50, 49.8, 90])
    assert result.days.tolist() == [3, 5, 2, 4]
    assert result.before.tolist() == [0, 1, 2, 1, 0, 0]
    assert result.after.tolist() == [2, 1, 1, 0, 0, 0]


def test_chains_are_numbered_by_their_first_events():
    result = chains_of([5000, 5000, 0, 0, 9000, 9000], [20, 21, 0, 1, 10, 11])
    assert result.chain.tolist() == [3, 3, 1, 1, 2, 2]


def test_of_one_day_the_earlier_hour_comes_first():
    times = np.array(["2024-03-01T20:00", "2024-03-01T08:00"], dtype="datetime64[s]")
    result = chains_of([0, 50], times)
    assert roles(result) == ["near repeat", "originator"]
    assert result.days.tolist() == [0]


def test_without_hours_the_western_event_of_a_day_stands_first_so_that_a_chain_has_an_originator():
    assert roles(chains_of([50, 0, 90], [4, 4, 4])) == ["near repeat", "originator", "near repeat"]
    assert roles(chains_of([0, 0, 0], [4, 4, 4])) == ["originator", "repeat", "repeat"]


def test_a_day_on_the_edge_of_a_band_links_where_the_band_holds_that_edge():
    linked = np.array([[1], [1]], dtype=bool)
    x, days = np.array([0.0, 100]), np.array([0, 7])
    for closed, links in (("left", 0), ("right", 1)):
        space, time = bands([0, 1, 100], closed), bands([0, 7], closed, "days")
        assert find_chains(x, x * 0, days, space, time, linked).earlier.size == links


def test_the_metric_and_the_same_place_can_be_chosen():
    assert chains_of([0, 60], [0, 1], y=[0, 60]).earlier.size == 1
    assert chains_of([0, 60], [0, 1], y=[0, 60], metric="manhattan").earlier.size == 0
    assert roles(chains_of([0, 4], [0, 1], same_place=5)) == ["originator", "repeat"]
    assert roles(chains_of([0, 0.5, 0], [0, 1, 2], same_place=0)) == ["originator", "near repeat", "repeat"]


def test_bands_that_do_not_touch_link_without_what_lies_between():
    linked = np.zeros((4, 3), dtype=bool)
    linked[2, 1] = True
    result = chains_of([0, 150, 50, 145], [0, 10, 10, 1], linked)
    assert list(zip(result.earlier, result.later)) == [(0, 1)]


def test_where_nothing_is_linked_every_event_is_isolated():
    result = chains_of([0, 0, 50], [0, 0, 1], np.zeros((4, 3), bool))
    assert roles(result) == ["isolated"] * 3
    assert result.chain.tolist() == [0, 0, 0]
    assert result.size.tolist() == [1, 1, 1]
    assert result.earlier.size == 0


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 25)), min_size=2, max_size=40),
    st.randoms(use_true_random=False),
)
def test_links_are_all_pairs_in_the_bands_and_the_order_of_the_events_does_not_matter(events, shuffle):
    x, y, days = np.array(events, dtype=float).T * np.array([[40.0], [40.0], [1]])
    days = days.astype(int)
    result = find_chains(x, y, days, SPACE, WEEKS, WITHIN_100_M_AND_A_WEEK)
    near = (pdist(np.column_stack([x, y])) < 100) & (pdist(days[:, None]) < 7)
    assert result.earlier.size == near.sum()
    assert (days[result.earlier] <= days[result.later]).all()
    linked = np.bincount(np.concatenate([result.earlier, result.later]), minlength=x.size) > 0
    np.testing.assert_array_equal(result.role > 0, linked)
    np.testing.assert_array_equal(result.chain > 0, linked)
    assert (result.chain[result.earlier] == result.chain[result.later]).all()
    # One event of each chain at least came before all that it is linked to.
    assert set(result.chain[result.role == 1]) == set(result.chain[linked])
    order = list(range(x.size))
    shuffle.shuffle(order)
    again = find_chains(x[order], y[order], days[order], SPACE, WEEKS, WITHIN_100_M_AND_A_WEEK)
    _, twins = np.unique(np.column_stack([x, y, days]), axis=0, return_inverse=True)
    twins = twins.ravel()

    def summary(result, twins):
        return sorted(zip(twins.tolist(), result.role.tolist(), result.chain.tolist(), result.size.tolist()))

    assert summary(again, twins[order]) == summary(result, twins)


def test_what_cannot_link_is_refused():
    beyond = WITHIN_100_M_AND_A_WEEK.copy()
    beyond[3, 0] = True
    with pytest.raises(InvalidInput, match=r"\[200, inf\) cannot link events"):
        chains_of([0, 1], [0, 1], beyond)
    with pytest.raises(InvalidInput, match=r"shape \(2, 2\)"):
        chains_of([0, 1], [0, 1], np.ones((2, 2), bool))
    with pytest.raises(InvalidInput, match="There are 1 events"):
        chains_of([0], [0])


def test_more_links_than_stated_are_refused(monkeypatch):
    monkeypatch.setattr(module, "MAXIMUM_LINKS", 100)
    with pytest.raises(InvalidInput, match="more than 100 pairs of events. Choose shorter bands"):
        chains_of([0] * 20, [0] * 20)


def test_significant_bands_link_unless_they_hold_too_many_pairs(monkeypatch):
    x = np.repeat(np.arange(50) * 1_000.0, 4)
    tested = near_repeat(x, x, np.repeat(np.arange(50) * 20, 4), SPACE, WEEKS, permutations=99)
    assert linkable(tested).tolist() == [[True, False, False]] + [[False] * 3] * 3
    monkeypatch.setattr(module, "MAXIMUM_LINKS", 299)
    assert not linkable(tested).any()


def test_progress_can_stop_the_work():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        chains_of([0, 0, 1], [0, 1, 2], progress=stop)
