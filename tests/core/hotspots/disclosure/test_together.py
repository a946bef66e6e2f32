"""Two results and the sums on both pages: an attacker who solves them together learns no more than the profile says."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from safestats_core.hotspots.disclosure.differences import Shared
from safestats_core.hotspots.disclosure.results import Rows, Subject, protect_result

from .attacker import KINDS, attack

TWO = Subject(frozenset({"2024-01", "2024-02"}))
THREE = Subject(frozenset({"2024-01", "2024-02", "2024-03"}))
MAPS = [kind for kind in KINDS if "table" not in kind]
TABLES = [kind for kind in KINDS if "table" in kind]


def counted(*counts: float, names: str = "ABCDEFGH", **about: object) -> Rows:
    return Rows(np.ma.masked_array(np.array(counts, dtype=float)), tuple(names[: len(counts)]), **about)


@pytest.mark.parametrize("profile", ["nhs_round5", "suppress5", "threshold10"])
@pytest.mark.parametrize("kind", MAPS)
def test_no_small_count_can_be_narrowed_from_two_results_and_their_sums(kind, profile):
    score = attack(kind, profile, 30)
    assert score.closer == 0, score.examples[:1]
    assert score.pairs >= 25, "most are still fit to be shared"


@pytest.mark.parametrize("profile", ["suppress5", "threshold10"])
@pytest.mark.parametrize("kind", TABLES)
def test_few_pairs_with_a_table_tell_a_small_count_closer(kind, profile):
    score = attack(kind, profile, 30)
    assert score.closer <= 3, "it was a third of them; what is left is said in the guide"
    assert score.pairs >= 25


def test_the_sum_of_all_is_remembered_and_does_not_give_a_month_away():
    before = protect_result(counted(2, 0, 4), "suppress5", TWO)
    assert before.totals == {"": 6}
    assert (before.shared[0].low[""], before.shared[0].high[""]) == (6, 6)
    now = protect_result(counted(3, 0, 4), "suppress5", THREE, before.shared)
    assert now.totals == {"": None}, "7 less 6 would be the one of March"
    assert not now.is_told.any()


def test_the_sum_of_all_of_fewer_areas_does_not_give_the_area_left_out_away():
    before = protect_result(counted(3, 20, 30, 40), "suppress5", TWO)
    now = protect_result(counted(20, 30, 40, names="BCD"), "suppress5", TWO, before.shared)
    assert before.totals == {"": 93}
    assert 20 not in now.shown.tolist() or now.totals[""] is None
    assert not now.is_told.any()


def test_the_sums_of_a_table_are_remembered_by_column_and_for_all_of_it():
    areas, months = list("AABBCC"), ["2024-01", "2024-02"] * 3
    rows = Rows(np.ma.masked_array([30, 50, 90, 80, 20, 60]), areas, column=months)
    table = protect_result(rows, "suppress5", Subject())
    assert [each.low[""] for each in table.shared] == [140, 190, 330]
    longer = protect_result(counted(83, 171, 80), "suppress5", THREE, table.shared)
    assert longer.totals[""] is None, "334 less 330 would be the four of March"
    assert not longer.is_told.any()


def test_a_result_shared_twice_keeps_its_sums():
    rows = counted(3, 20, 30, 40, larger=("north", "north", "south", "south"))
    first = protect_result(rows, "suppress5", TWO)
    again = protect_result(rows, "suppress5", TWO, first.shared)
    assert (again.shown.tolist(), again.totals) == (first.shown.tolist(), first.totals)
    assert again.shared == first.shared


def test_beside_a_result_remembered_without_its_sum_of_all_none_is_told_that_could_tell_a_small_count():
    new = protect_result(counted(2, 0, 4), "suppress5", TWO).shared[0]
    ends = ({name: each for name, each in sums.items() if name} for sums in (new.low, new.high))
    old = Shared(new.months, None, "", *ends, {})
    assert protect_result(counted(3, 0, 4), "suppress5", THREE, [old]).totals == {"": None}
    assert protect_result(counted(2, 0, 4), "suppress5", TWO, [old]).totals == {"": 6}, "the same tells nothing new"
    known = replace(old, low={"A": 20, "B": 0, "C": 30}, high={"A": 20, "B": 0, "C": 30})
    longer = protect_result(counted(40, 0, 60), "suppress5", THREE, [known])
    assert longer.totals == {"": 100}, "there it follows from the counts, and 50 more are not few"


def test_an_area_and_a_larger_area_without_a_name_are_not_taken_for_the_sum_of_all():
    rows = Rows(np.ma.masked_array([30, 40, 50]), ("A", "", "C"), larger=("north", "north", ""))
    found = protect_result(rows, "suppress5", TWO)
    assert found.totals == {"": 120, "north": 70}
    assert found.shared[0].low[""] == 120


def test_counts_that_were_corrected_since_hide_nothing_else():
    before = protect_result(counted(20, 30, 40), "suppress5", TWO)
    now = protect_result(counted(18, 32, 50), "suppress5", THREE, before.shared)
    assert now.shown.tolist()[1] is None, "two more in B are still found"


def test_many_areas_and_many_earlier_results_take_no_longer_than_a_map_does():
    rng = np.random.default_rng(1)
    months = [f"2024-{number:02d}" for number in range(1, 7)]
    counts = rng.poisson(rng.gamma(1.2, 3, (5_000, 1)), (5_000, 6))
    names, larger = [f"E{number}" for number in range(5_000)], [f"L{number // 150}" for number in range(5_000)]
    earlier: list = []
    for last in range(1, 7):
        rows = Rows(np.ma.masked_array(counts[:, :last].sum(axis=1)), names, larger)
        began = perf_counter()
        found = protect_result(rows, "suppress5", Subject(frozenset(months[:last])), earlier)
        took = perf_counter() - began
        assert not found.is_told.any()
        earlier += found.shared
    assert took < 20
