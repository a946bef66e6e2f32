"""The class of every history: a table of histories by hand, and what must hold for all of them."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.space_time.patterns import WORDS, classify

STATES = {"+": 1, "-": -1, ".": 0, "?": 0}

# A history from the first to the last step: + hot, - cold, . neither, ? not tested; the trend; the class.
TABLE = [
    ("..........", 0, "no pattern"),
    ("..........", 1, "no pattern"),
    ("+++++.....", 0, "no pattern"),
    ("++++++++..", 0, "no pattern"),
    ("+.-.+.-.+.", 0, "no pattern"),
    # New: hot now, never before.
    (".........+", 0, "new hot spot"),
    (".........+", 1, "new hot spot"),
    ("----.....+", 0, "new hot spot"),
    ("---------+", 1, "new hot spot"),
    ("+", 0, "new hot spot"),
    # Consecutive: one run of two or more at the end, fewer than nine steps in ten.
    ("........++", 0, "consecutive hot spot"),
    ("..++++++++", 1, "consecutive hot spot"),
    ("--......++", 0, "consecutive hot spot"),
    (".++++++++", 0, "consecutive hot spot"),
    (".+++++++++", 0, "persistent hot spot"),
    # Nine steps in ten or more: the trend decides.
    ("++++++++++", 0, "persistent hot spot"),
    ("++++++++++", 1, "intensifying hot spot"),
    ("++++++++++", -1, "diminishing hot spot"),
    ("++++.+++++", 0, "persistent hot spot"),
    ("++++-+++++", 1, "intensifying hot spot"),
    (".+++++++++", -1, "diminishing hot spot"),
    ("++", 1, "intensifying hot spot"),
    ("++++.+.+++", 1, "sporadic hot spot"),
    # Off and on before, hot now, fewer than nine steps in ten.
    ("+........+", 0, "sporadic hot spot"),
    ("..++..+..+", -1, "sporadic hot spot"),
    ("+.......++", 0, "sporadic hot spot"),
    ("+...-....+", 0, "oscillating hot spot"),
    ("-..+.....+", 0, "oscillating hot spot"),
    ("+++++++-.+", 1, "oscillating hot spot"),
    # Not hot now, nine steps in ten or more before.
    ("+++++++++.", 0, "historical hot spot"),
    ("+++++++++.", -1, "historical hot spot"),
    ("++++++++.", 0, "no pattern"),
    ("+++++++++++++++++-+.", 0, "historical hot spot"),
    # What a cell is now comes before what it was.
    ("+++++++++-", 0, "new cold spot"),
    ("++++++++++++++++++--", 0, "consecutive cold spot"),
    # What was not tested is not there.
    ("+++++++++?", 0, "persistent hot spot"),
    ("++++?+++++", 1, "intensifying hot spot"),
    ("?????????+", 0, "new hot spot"),
    ("....?..+?+", 0, "consecutive hot spot"),
    ("+++++++++?.?", 0, "historical hot spot"),
    ("??????????", 0, "no pattern"),
    # An untested step is no share: eight of eight, not eight of ten.
    ("+?+++?++++", 0, "persistent hot spot"),
]


def class_of(history: str, trend: int):
    """The answer for one cell."""
    state = np.array([[STATES[step]] for step in history])
    return classify(state, np.array([trend]), np.array([[step != "?"] for step in history]))


def by_hand(state, trend, tested):
    """The table of the documentation once more, for one history, in sentences."""
    history = [s for s, is_tested in zip(state, tested) if is_tested]
    if not history:
        return "no pattern"
    now, share = history[-1], {1: history.count(1) / len(history), -1: history.count(-1) / len(history)}
    if now == 0:
        kind = {sign: "historical" for sign in (1, -1) if share[sign] > 0.9 - 1e-9}
        return next((f"{name} {'hot' if sign == 1 else 'cold'} spot" for sign, name in kind.items()), "no pattern")
    before = history[:-1]
    text = "".join("x" if s == now else "_" for s in history)
    if now not in before:
        name = "new"
    elif share[now] > 0.9 - 1e-9:
        name = {0: "persistent", now: "intensifying", -now: "diminishing"}[trend]
    elif "x" not in text.rstrip("x"):
        name = "consecutive"
    else:
        name = "oscillating" if -now in before else "sporadic"
    return f"{name} {'hot' if now == 1 else 'cold'} spot"


@st.composite
def histories(draw):
    """States, trends and what was tested, of some cells."""
    shape = draw(st.tuples(st.integers(1, 22), st.integers(1, 4)))
    # Mostly of one kind, or shares of nine in ten would hardly ever come up.
    common = draw(st.sampled_from([-1, 0, 1]))
    state = draw(arrays.arrays(int, shape, elements=st.sampled_from([-1, 0, 1, *[common] * 12])))
    trend = draw(arrays.arrays(int, shape[1:], elements=st.sampled_from([-1, 0, 1])))
    tested = draw(arrays.arrays(bool, shape, elements=st.sampled_from([True, True, True, True, False])))
    return state, trend, tested


@pytest.mark.parametrize(("history", "trend", "words"), TABLE)
def test_the_table_of_histories(history, trend, words):
    assert WORDS[int(class_of(history, trend).code[0])] == words


@pytest.mark.parametrize(("history", "trend", "words"), TABLE)
def test_the_mirror_image_of_a_hot_history_is_the_same_cold_one(history, trend, words):
    mirrored = history.translate(str.maketrans("+-", "-+"))
    swapped = words.replace("hot", "COLD").replace("cold", "hot").replace("COLD", "cold")
    assert WORDS[int(class_of(mirrored, -trend).code[0])] == swapped


@given(histories())
def test_every_history_has_exactly_the_class_of_the_decision_table(cells):
    state, trend, tested = cells
    found = classify(*cells)
    for cell, code in enumerate(found.code):
        assert WORDS[int(code)] == by_hand(state[:, cell], trend[cell], tested[:, cell])


@given(histories())
def test_hot_and_cold_are_mirror_images(cells):
    state, trend, tested = cells
    found, mirrored = classify(*cells), classify(-state, -trend, tested)
    np.testing.assert_array_equal(mirrored.code, -found.code)
    np.testing.assert_array_equal(mirrored.share_hot, found.share_cold)


@given(histories())
def test_what_was_not_tested_might_as_well_not_be_there(cells):
    state, trend, tested = cells
    found = classify(*cells)
    for cell in range(trend.size):
        kept = tested[:, cell]
        alone = classify(state[kept, cell][:, None], trend[cell : cell + 1])
        assert alone.code[0] == found.code[cell]
        assert alone.tested[0] == found.tested[cell] == kept.sum()


def test_all_seventeen_classes_have_words_and_occur_in_the_table():
    assert len(WORDS) == len(set(WORDS.values())) == 17
    hot = {words for _, _, words in TABLE if "cold" not in words}
    assert len(hot) == 9


def test_shares_are_of_the_tested_steps():
    found = class_of("+?-.?+", 0)
    assert (found.share_hot[0], found.share_cold[0], found.tested[0]) == (0.5, 0.25, 4)


def test_cells_keep_their_shape_and_one_without_a_test_has_no_share():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = classify(np.zeros((4, 2, 3), int), np.zeros((2, 3), int), np.zeros((4, 2, 3), bool))
        single = classify(np.array([0, 1]), np.array(0))
    assert found.code.shape == found.share_hot.shape == (2, 3)
    assert not found.code.any()
    assert np.isnan(found.share_hot).all()
    assert single.code == 1


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: classify(np.zeros((4, 2), int), np.zeros(3, int)), "do not fit"),
        (lambda: classify(np.zeros((4, 2), int), np.zeros(2, int), np.ones((3, 2), bool)), "do not fit"),
        (lambda: classify(np.full((4, 2), 3), np.zeros(2, int)), "not -1, 0 or 1"),
        (lambda: classify(np.zeros((4, 2)), np.array([0, np.nan])), "not -1, 0 or 1"),
    ],
)
def test_what_is_no_history_is_refused(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
