"""A whole result, as somebody shares it month after month."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.disclosure.results import (
    AS_IT_IS,
    DIFFERENCE,
    ROUNDED,
    SECONDARY,
    SMALL,
    UNKNOWN,
    Rows,
    Subject,
    protect_result,
)

TWO = Subject(frozenset({"2024-01", "2024-02"}))
THREE = Subject(frozenset({"2024-01", "2024-02", "2024-03"}))


def counted(*counts: float, **about: object) -> Rows:
    values = np.array(counts, dtype=float)
    return Rows(np.ma.masked_array(values, np.isnan(values)), tuple("ABCDEFGH"[: len(counts)]), **about)


def test_the_next_quarter_does_not_show_what_the_month_between_would_tell():
    before = protect_result(counted(20, 30, 40, 50), "suppress5", TWO)
    assert before.why.tolist() == [AS_IT_IS] * 4
    now = protect_result(counted(22, 38, 49, 59), "suppress5", THREE, before.shared)
    assert now.shown.tolist() == [None, None, 49, 59]
    assert now.why.tolist() == [DIFFERENCE, SECONDARY, AS_IT_IS, AS_IT_IS], "22 alone would follow from the sum of all"
    assert (now.is_told.any(), now.compared, now.left_out) == (False, 1, 0)


def test_under_rounding_the_same_quarter_is_safe_as_it_is():
    before = protect_result(counted(20, 30, 40, 50), "nhs_round5", TWO)
    now = protect_result(counted(22, 38, 49, 59), "nhs_round5", THREE, before.shared)
    assert now.shown.tolist() == [20, 40, 50, 60]
    assert now.why.tolist() == [ROUNDED] * 4
    assert not now.is_told.any()


def test_a_borough_shared_before_takes_a_further_ward_with_the_small_one():
    borough = protect_result(Rows(np.ma.masked_array([33, 80]), ("north", "south")), "suppress5", TWO)
    wards = counted(3, 30, 40, 40, larger=("north", "north", "south", "south"))
    found = protect_result(wards, "suppress5", TWO, borough.shared)
    assert found.shown.tolist() == [None, None, 40, 40]
    assert found.totals == {"": 113, "north": 33, "south": 80}
    assert not found.is_told.any()


def test_what_was_not_known_stays_so_and_is_counted_nowhere():
    found = protect_result(counted(20, np.nan, 40), "suppress5", TWO)
    assert (found.shown.tolist(), found.totals) == ([20, None, 40], {"": 60})
    assert found.why.tolist() == [AS_IT_IS, UNKNOWN, AS_IT_IS]
    assert set(found.shared[0].low) == {"", "A", "C"}


def test_rows_of_a_table_are_protected_along_both_sums_and_kept_by_column():
    areas, months = list("AABBCC"), ["2024-01", "2024-02"] * 3
    rows = Rows(np.ma.masked_array([3, 50, 90, 80, 20, 60]), areas, column=months)
    found = protect_result(rows, "suppress5", Subject())
    assert found.why.tolist() == [SMALL, SECONDARY, AS_IT_IS, AS_IT_IS, SECONDARY, SECONDARY]
    each, both = [frozenset({"2024-01"}), frozenset({"2024-02"})], frozenset({"2024-01", "2024-02"})
    assert [result.months for result in found.shared] == [*each, both], "and once as a whole"
    assert found.totals == {"": 303, "2024-01": 113, "2024-02": 190}


def test_what_an_earlier_result_says_of_the_others_leaves_a_small_count_its_range():
    larger = ("north",) * 3
    before = protect_result(counted(0, 9, 9, larger=larger), "suppress5", TWO)
    now = protect_result(counted(2, 9, 9, larger=larger), "suppress5", THREE, before.shared)
    assert now.shown.tolist() == [None, None, None], "9 and 9 of 20 would be what they were, and the third 2"
    assert now.totals["north"] is None
    low, high = now.shared[0].low, now.shared[0].high
    assert [(low[area], high[area] >= 4) for area in "A"] == [(1, True)]
    assert low["B"] == 9, "it held 9 before"


def test_a_total_that_gives_a_month_away_is_not_told_though_its_wards_are_withheld():
    larger = ("north", "north", "north", "south")
    before = protect_result(counted(4, 20, 30, 90, larger=larger), "suppress5", TWO)
    now = protect_result(counted(4, 21, 31, 99, larger=larger), "suppress5", THREE, before.shared)
    assert before.totals == {"": 144, "north": 54, "south": 90}
    assert now.totals == {"": None, "north": None, "south": 99}
    assert "north" not in now.shared[0].low
    assert not now.is_told.any()


def test_what_cannot_be_hidden_is_said_to_be_told():
    """A ward's one month was shared as it was, and so was the quarter without it."""
    alone = protect_result(counted(9), "suppress5", Subject(frozenset({"2024-01"})))
    longer = protect_result(counted(12), "suppress5", TWO, alone.shared)
    assert (longer.shown.tolist(), longer.is_told.any(), longer.totals) == ([None], False, {"": None})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (counted(1, 2, larger=("x", "x"), column=("a", "b")), "either larger areas or categories"),
        (Rows(np.ma.masked_array([1, 2]), ("A", "A"), column=("a", "a")), "several rows of one category"),
        (Rows(np.ma.masked_array([1, 2]), None, column=("a", "b")), "a field that names"),
        (counted(1.5), "whole numbers"),
    ],
)
def test_what_cannot_be_looked_after_is_refused(rows, words):
    with pytest.raises(InvalidInput, match=words):
        protect_result(rows, "suppress5", Subject())
