"""What a result gives away together with earlier ones: against an attacker who solves for every part."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.hotspots.disclosure.differences import Shared, differences

ALL = frozenset({"2024-01", "2024-02", "2024-03"})


def shared(months, counts: dict, categories=None, only: str = "", within=None, withheld=()) -> Shared:
    low = {area: 1 if area in withheld else count for area, count in counts.items()}
    high = {area: np.inf if area in withheld else count for area, count in counts.items()}
    months = None if months is None else frozenset(months)
    categories = None if categories is None else frozenset(categories)
    return Shared(months, categories, only, low, high, within or {})


def revealed(new: Shared, *earlier: Shared, below: int = 5) -> set:
    return set(differences(new, earlier, below).revealed)


def test_one_more_month_gives_that_month_away():
    winter = shared({"2024-01", "2024-02"}, {"A": 20, "B": 30, "C": 40})
    longer = shared(ALL, {"A": 22, "B": 30, "C": 60})
    assert revealed(longer, winter) == {"A"}, "B gained none, C gained many"
    assert revealed(winter, longer) == {"A"}, "the shorter one after the longer one as well"


def test_three_results_give_away_what_no_two_do():
    january, february = shared({"2024-01"}, {"A": 20}), shared({"2024-02"}, {"A": 30})
    quarter = shared(ALL, {"A": 53})
    assert revealed(quarter, january) == set()
    assert revealed(quarter, february, january) == {"A"}


def test_the_same_result_again_and_results_that_do_not_touch_give_nothing_away():
    quarter = shared(ALL, {"A": 53, "B": 7})
    assert revealed(quarter, quarter) == set()
    assert revealed(quarter, shared({"2023-01"}, {"A": 50}), shared(ALL, {"Z": 52})) == set()


def test_a_category_less_than_all_gives_the_others_away():
    everything, knives = shared(ALL, {"A": 40}), shared(ALL, {"A": 38}, {"knife"})
    assert revealed(everything, knives) == {"A"}
    assert revealed(shared(ALL, {"A": 38}, only="at night"), everything) == {"A"}
    assert revealed(shared(ALL, {"A": 38}, only="at night"), shared(ALL, {"A": 40}, only="by day")) == set()


def test_a_count_withheld_before_is_worked_out_from_a_longer_period():
    january = shared({"2024-01"}, {"A": 3}, withheld={"A"})
    february = shared({"2024-02"}, {"A": 20})
    assert revealed(shared({"2024-01", "2024-02"}, {"A": 23}), january, february) == {"A"}


def test_a_total_shared_before_gives_a_withheld_ward_away():
    wards = shared(ALL, {"A": 3, "B": 30}, within={"A": "north", "B": "north"}, withheld={"A"})
    borough = shared(ALL, {"north": 33})
    assert revealed(wards, borough) == {"A"}
    assert revealed(borough, wards) == {"north"}
    both = shared(ALL, {"A": 3, "B": 30}, within={"A": "north", "B": "north"}, withheld={"A", "B"})
    assert revealed(both, borough) == set()


def test_wards_of_one_period_against_their_borough_of_another():
    borough = shared({"2024-01", "2024-02"}, {"north": 50})
    wards = shared(ALL, {"A": 30, "B": 22}, within={"A": "north", "B": "north"})
    assert revealed(wards, borough) == {"A", "B"}


def test_rounded_counts_do_not_tell_a_small_difference():
    before = Shared(frozenset({"2024-01"}), None, "", {"A": 8, "B": 0}, {"A": 12, "B": 0}, {})
    now = Shared(ALL, None, "", {"A": 13, "B": 1}, {"A": 17, "B": 7}, {})
    assert revealed(now, before, below=8) == set()


sets_of_months = st.sets(st.sampled_from(range(4)), min_size=1)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.integers(0, 9), min_size=4, max_size=4),
    st.lists(sets_of_months, min_size=2, max_size=3, unique_by=frozenset),
)
def test_whatever_the_equations_tell_of_any_months_is_found(counts, sets):
    rows = np.array([[month in months for month in range(4)] for months in sets], dtype=float)
    results = [shared(map(str, months), {"A": sum(counts[month] for month in months)}) for months in sets]
    if not told(rows[:-1], counts) and not told(rows[-1:], counts):
        assert bool(revealed(results[-1], *results[:-1])) == told(rows, counts)


def told(rows: np.ndarray, counts: list) -> bool:
    """Whether the sums of some months give the small count of others away, by linear algebra alone."""
    for part in product((0, 1), repeat=4):
        follows = np.linalg.matrix_rank(np.vstack([rows, part])) == np.linalg.matrix_rank(rows)
        if follows and 1 <= np.dot(part, counts) < 5:
            return True
    return False
