"""Tables with sums: an attacker who solves the equations learns no more than the profile says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from safestats_core.disclosure import SENSITIVE_BELOW
from safestats_core.errors import InvalidInput
from safestats_core.hotspots.disclosure.tables import protect_table

numbers = st.one_of(st.integers(0, 3), st.integers(0, 12), st.integers(0, 200))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    size = rows * columns
    values = np.array(draw(st.lists(numbers, min_size=size, max_size=size))).reshape(rows, columns)
    missing = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size))).reshape(values.shape)
    return np.ma.masked_array(values, missing & draw(st.booleans()))


def attacked(found, truth: np.ma.MaskedArray) -> tuple:
    """The least and most that each cell can be, for who knows all that is shown, sums included."""
    rows, columns = truth.shape
    cells = np.ma.zeros((rows + 1, columns + 1))
    cells[:-1, :-1], cells[:-1, -1], cells[-1, :-1] = found.shown, found.row_sums, found.column_sums
    cells[-1:, -1] = found.whole
    hidden = np.ma.getmaskarray(cells).copy()
    absent = np.ma.getmaskarray(truth)
    hides_zeros = (np.ma.getmaskarray(found.shown) & ~absent & (truth.filled(1) == 0)).any()
    bounds = []
    for row in range(rows + 1):
        for column in range(columns + 1):
            if row < rows and column < columns and absent[row, column]:
                bounds.append((0, 0))
            elif hidden[row, column]:
                bounds.append((0 if hides_zeros else 1, None))
            else:
                bounds.append((cells[row, column], cells[row, column]))
    number = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    lines = []
    for line in (*number, *number.T):
        equation = np.zeros(number.size)
        equation[line[:-1]], equation[line[-1]] = 1, -1
        lines.append(equation)
    least, most = np.zeros(truth.shape), np.zeros(truth.shape)
    for row in range(rows):
        for column in range(columns):
            aim = np.zeros(number.size)
            aim[number[row, column]] = 1
            ends = [
                linprog(sign * aim, A_eq=np.array(lines), b_eq=np.zeros(len(lines)), bounds=bounds) for sign in (1, -1)
            ]
            assert ends[0].status == 0
            least[row, column] = ends[0].fun
            most[row, column] = np.inf if ends[1].status == 3 else -ends[1].fun
    return least, most


@settings(deadline=None, max_examples=60)
@given(tables(), st.sampled_from(["suppress5", "threshold10"]))
def test_no_small_count_can_be_narrowed_from_the_sums(table, profile):
    found = protect_table(table, profile)
    least, most = attacked(found, table)
    values = table.filled(0)
    small = (values >= 1) & (values < SENSITIVE_BELOW[profile])
    assert (np.ma.getmaskarray(found.shown) | ~small).all()
    safe = small & ~found.given_away
    assert (least[safe] <= 1 + 1e-6).all(), table
    assert (most[safe] >= SENSITIVE_BELOW[profile] - 1 - 1e-6).all(), table


def test_a_small_cell_takes_the_cheapest_cells_with_it_and_the_sums_stay():
    found = protect_table(np.ma.masked_array([[3, 50, 7], [90, 80, 70], [20, 60, 9]]), "suppress5")
    assert np.ma.getmaskarray(found.shown).tolist() == [[True, False, True], [False, False, False], [True, False, True]]
    assert found.row_sums.tolist() == [60, 240, 89]
    assert found.whole.tolist() == [389]
    assert not found.given_away.any()


def test_small_sums_are_withheld_like_small_cells():
    found = protect_table(np.ma.masked_array([[1, 0, 0], [40, 60, 80], [30, 20, 90]]), "suppress5")
    assert found.row_sums.tolist()[0] is None
    assert found.shown.tolist()[0][0] is None
    assert not found.given_away.any()


def test_rounding_rounds_every_sum_from_itself():
    found = protect_table(np.ma.masked_array([[3, 3], [3, 12]]), "nhs_round5")
    assert found.shown.tolist() == [[5, 5], [5, 10]]
    assert (found.row_sums.tolist(), found.whole.tolist()) == ([5, 15], [20])


def test_wards_by_months_of_a_city_are_protected_and_most_is_shown():
    rng = np.random.default_rng(4)
    table = np.ma.masked_array(rng.poisson(rng.gamma(2, 10, (300, 1)) * np.ones((1, 12))))
    found = protect_table(table, "suppress5")
    assert not found.given_away.any()
    assert np.ma.getmaskarray(found.shown).mean() < 3 * found.small.mean()


def test_a_table_too_large_to_search_is_refused():
    with pytest.raises(InvalidInput, match="too large"):
        protect_table(np.ma.masked_array(np.ones((3_000, 200), dtype=int)), "suppress5")
