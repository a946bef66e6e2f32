"""Counts of wards within boroughs: an attacker who solves the equations learns no more than the profile says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from safestats_core.disclosure import SENSITIVE_BELOW
from safestats_core.errors import InvalidInput
from safestats_core.hotspots.disclosure.hierarchy import Hidden, protect_counts

PROFILES = ("nhs_round5", "suppress5", "threshold10")
numbers = st.one_of(st.integers(0, 3), st.integers(0, 12), st.integers(0, 200))


def read(shown: np.ma.MaskedArray, profile: str, least: int) -> list:
    """What the published number says by itself, in the words of the profile: (least, most)."""
    rounded = {0: (0, 0), 5: (1, 7)}
    said = []
    for value in shown.tolist():
        if value is None:
            said.append((least, None))
        elif profile == "nhs_round5":
            said.append(rounded.get(value, (value - 2, value + 2)))
        else:
            said.append((value, value))
    return said


def attacked(found, group: np.ndarray, profile: str) -> list:
    """The least and most that each ward can be: every unknown a variable, every sum an equation."""
    wards, boroughs = group.size, found.totals.size
    whole = np.ma.masked_array([found.whole or 0], [found.whole is None])
    # Where a borough's zeros are withheld as well, a withheld count there may be 0.
    hides_zeros = {each for each in group[np.ma.getmaskarray(found.shown) & (found.truth == 0)]}
    bounds = [
        (0 if number in hides_zeros and low == 1 and high is None else low, high)
        for number, (low, high) in zip(group, read(found.shown, profile, 1))
    ]
    bounds += read(found.totals, profile, 1) + read(whole, profile, 1)
    sums = np.zeros((boroughs + 1, wards + boroughs + 1))
    sums[group, np.arange(wards)] = 1
    sums[np.arange(boroughs), wards + np.arange(boroughs)] = -1
    sums[boroughs, wards:-1], sums[boroughs, -1] = 1, -1
    answers = []
    for ward in range(wards):
        aim = np.zeros(sums.shape[1])
        aim[ward] = 1
        ends = [linprog(sign * aim, A_eq=sums, b_eq=np.zeros(boroughs + 1), bounds=bounds) for sign in (1, -1)]
        assert ends[0].status == 0
        answers.append((ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun))
    return answers


class Found:
    """What was published, and the truth beside it."""

    def __init__(self, counts: np.ndarray, group: np.ndarray, profile: str) -> None:
        protected = protect_counts(counts, profile, group)
        self.truth, self.bounds = counts, protected.bounds
        self.shown, self.totals, self.whole = protected.shown, protected.totals, protected.whole


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(numbers, st.integers(0, 3)), min_size=1, max_size=9),
    st.sampled_from(PROFILES),
)
def test_no_small_count_can_be_narrowed_from_the_totals(wards, profile):
    counts = np.array([count for count, _ in wards])
    _, group = np.unique([borough for _, borough in wards], return_inverse=True)
    found = Found(counts, group, profile)
    solved = attacked(found, group, profile)
    for count, (least, most) in zip(counts.tolist(), solved):
        assert least - 1e-6 <= count <= most + 1e-6
        if 1 <= count < SENSITIVE_BELOW[profile]:
            assert least <= 1 + 1e-6, (counts, group, profile)
            assert most >= SENSITIVE_BELOW[profile] - 1 - 1e-6, (counts, group, profile)
    said = np.transpose([found.bounds.low, found.bounds.high])
    np.testing.assert_allclose(solved, said, atol=1e-6, err_msg="what is said to be known is what the equations give")


def test_one_small_ward_takes_the_next_smallest_of_its_borough_with_it():
    found = protect_counts(np.array([3, 60, 20, 90, 40]), "suppress5", np.array([0, 0, 0, 1, 1]))
    assert found.shown.tolist() == [None, 60, None, 90, 40]
    assert (found.totals.tolist(), found.whole) == ([83, 130], 213)
    assert found.small.tolist() == [True, False, False, False, False]
    assert found.secondary.tolist() == [False, False, True, False, False]


def test_a_borough_of_small_wards_only_hides_its_zeros_before_its_total():
    found = protect_counts(np.array([1, 1, 1, 2, 0, 0, 80]), "suppress5", np.array([0, 0, 0, 0, 0, 0, 1]))
    assert found.shown.tolist() == [None] * 6 + [80]
    assert (found.totals.tolist(), found.whole) == ([5, 80], 85)


def test_a_total_that_gives_its_only_wards_away_is_withheld_with_another_one():
    counts, group = np.array([1, 1, 3, 60, 70, 200, 300]), np.array([0, 0, 0, 1, 1, 2, 2])
    found = protect_counts(counts, "suppress5", group)
    assert found.totals.tolist() == [None, None, 500]
    assert found.shown.tolist() == [None, None, None, None, 70, 200, 300]
    assert found.whole == 635


def test_without_larger_areas_the_sum_of_all_is_taken_as_known():
    assert protect_counts(np.array([3, 50, 60]), "threshold10").shown.tolist() == [None, None, 60]
    alone = protect_counts(np.array([3]), "threshold10")
    assert (alone.shown.tolist(), alone.whole) == ([None], None)


def test_counts_are_rounded_each_from_itself_and_none_changes_nothing():
    found = protect_counts(np.array([0, 3, 12, 48]), "nhs_round5")
    assert (found.shown.tolist(), found.whole) == ([0, 5, 10, 50], 65)
    assert protect_counts(np.array([0, 3, 12, 48]), "none").shown.tolist() == [0, 3, 12, 48]


def test_rounded_wards_under_a_rounded_total_are_not_narrowed():
    found = protect_counts(np.array([2, 3, 90, 80]), "nhs_round5", np.array([0, 0, 1, 1]))
    assert found.totals.tolist()[0] is None, "a total of 5 would say that neither is 7"


def test_what_is_to_be_withheld_besides_is_not_given_away_by_the_total():
    counts, group = np.array([60, 90, 70, 80]), np.array([0, 0, 1, 1])
    nothing = np.zeros(2, dtype=bool)
    hidden = Hidden(np.array([True, False, False, False]), nothing, nothing, False)
    found = protect_counts(counts, "suppress5", group, hidden)
    assert found.shown.tolist() == [None, None, 70, 80]
    assert (found.asked.tolist(), found.secondary.tolist()) == (
        [True, False, False, False],
        [False, True, False, False],
    )
    assert (found.bounds.low[0], found.bounds.high[0]) == (1, 149)


def test_many_areas_take_no_longer_than_a_map_does():
    rng = np.random.default_rng(1)
    counts, group = rng.poisson(6, 5_000), rng.integers(0, 300, 5_000)
    found = protect_counts(counts, "suppress5", group)
    small = (counts > 0) & (counts < 5)
    assert np.ma.getmaskarray(found.shown)[small].all()
    assert (found.bounds.low[small] <= 1).all()
    assert (found.bounds.high[small] >= 4).all()


@pytest.mark.parametrize(("counts", "group"), [([1.5], None), ([-1], None), ([1, 2], [0]), ([1], [-1])])
def test_what_is_no_count_or_has_no_group_is_refused(counts, group):
    with pytest.raises(InvalidInput):
        protect_counts(np.array(counts), "suppress5", None if group is None else np.array(group))
