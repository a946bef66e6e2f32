"""Suppression in tables whose sums are known: nobody can work out what was withheld."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from safestats_core.disclosure import withheld_in_table

counts = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    values = np.array(draw(st.lists(counts, min_size=rows * columns, max_size=rows * columns))).reshape(rows, columns)
    missing = np.array(draw(st.lists(st.booleans(), min_size=values.size, max_size=values.size))).reshape(values.shape)
    thin = draw(st.booleans())
    return np.ma.masked_array(values, missing & thin)


def can_be(values, withheld, row, column):
    """The least and the most that a withheld count can be for somebody who knows all sums, and that it is not 0."""
    places = list(zip(*np.nonzero(withheld)))
    lines = np.array(
        [[place[axis] == line for place in places] for axis in (0, 1) for line in range(values.shape[axis])],
        dtype=float,
    )
    known = np.array([values[place] for place in places], dtype=float)
    sums = LinearConstraint(lines, lines @ known, lines @ known)
    aim = np.array([float(place == (row, column)) for place in places])
    bounds = Bounds(1, np.inf)
    return tuple(
        round(milp(sign * aim, constraints=sums, bounds=bounds, integrality=np.ones(len(places))).x @ aim)
        for sign in (1, -1)
    )


@settings(deadline=None, max_examples=100)
@given(tables())
def test_the_sums_of_rows_and_columns_do_not_give_a_small_count_away(table):
    values = np.ma.filled(table, 0)
    withheld = withheld_in_table(table)
    small = (values >= 1) & (values < 5)
    assert withheld[small].all()
    assert not withheld[values == 0].any()
    if not small.any():
        assert not withheld.any()
    if (withheld == (values > 0)).all():
        return  # nothing of the table is shown: there is no more to withhold
    for row, column in np.argwhere(small):
        least, most = can_be(values, withheld, row, column)
        assert least < most, (values, withheld)


def test_one_small_count_takes_the_cheapest_rectangle_with_it():
    table = np.ma.masked_array([[3, 50, 7], [90, 80, 70], [20, 60, 9]])
    assert withheld_in_table(table).tolist() == [[True, False, True], [False, False, False], [True, False, True]]


def test_two_ones_side_by_side_are_not_given_away_by_their_sum():
    table = np.ma.masked_array([[1, 1, 30], [1, 1, 40], [50, 60, 70]])
    withheld = withheld_in_table(table)
    least, most = can_be(table.data, withheld, 0, 0)
    assert least < most


@pytest.mark.parametrize("table", [[[3, 50, 60]], [[3], [50]], [[3, 0], [0, 50]]])
def test_a_table_that_no_rectangle_protects_is_withheld_whole(table):
    assert withheld_in_table(np.ma.masked_array(table)).tolist() == (np.array(table) > 0).tolist()


def test_a_table_without_small_counts_is_shown_whole():
    assert not withheld_in_table(np.ma.masked_array([[5, 6], [7, 800]])).any()


def test_asking_again_and_a_larger_dtype_change_nothing():
    rng = np.random.default_rng(5)
    table = np.ma.masked_array(rng.poisson(8, (20, 14)))
    first = withheld_in_table(table)
    assert (withheld_in_table(table.copy()) == first).all()
    assert (withheld_in_table(table.astype(np.int32)) == first).all()
