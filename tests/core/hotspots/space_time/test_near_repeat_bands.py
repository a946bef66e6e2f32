"""Bands say which edge they hold, and put every number into the band their label names."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.space_time.near_repeat_bands import bands, bands_of_text


def test_left_closed_bands_hold_their_lower_edge():
    made = bands([0, 1, 100, np.inf])
    assert made.labels == ["[0, 1)", "[1, 100)", "[100, inf)"]
    assert made.band_of(np.array([0, 0.999, 1, 99.9, 100, 1e9])).tolist() == [0, 0, 1, 1, 2, 2]


def test_right_closed_bands_hold_their_upper_edge_and_the_first_both():
    made = bands([0, 1, 100, np.inf], "right")
    assert made.labels == ["[0, 1]", "(1, 100]", "(100, inf)"]
    assert made.band_of(np.array([0, 1, 1.001, 100, 100.1])).tolist() == [0, 0, 1, 1, 2]


def test_the_very_same_place_can_be_a_band_of_its_own():
    made = bands([0, 0, 100], "right")
    assert made.labels == ["[0, 0]", "(0, 100]"]
    assert made.band_of(np.array([0, 1e-9, 100, 101])).tolist() == [0, 1, 1, 2]


def test_numbers_outside_lie_below_or_beyond():
    assert bands([5, 10, 20]).band_of(np.array([4.9, 5, 20])).tolist() == [-1, 0, 2]
    assert bands([5, 10, 20], "right").band_of(np.array([4.9, 5, 20, 20.1])).tolist() == [-1, 0, 1, 2]


@pytest.mark.parametrize("closed", ["left", "right"])
@pytest.mark.parametrize("edges", [[0, 7, 14, np.inf], [0, 1, 2], [0.5, 6.5, 14], [2, 7, 14], [1, 1.5, 20]])
def test_limits_for_whole_days_put_every_day_where_the_edges_do(edges, closed):
    made = bands(edges, closed)
    days = np.arange(30)
    limits = made.whole_limits()
    by_limits = [np.flatnonzero((days >= low) & (days < high)) for low, high in zip(limits, limits[1:])]
    for number, held in enumerate(by_limits):
        np.testing.assert_array_equal(held, np.flatnonzero(made.band_of(days) == number))


def test_a_typed_list_may_use_commas_semicolons_or_spaces():
    assert bands_of_text(" 0,1; 100  2.5e2 inf").edges == (0, 1, 100, 250, np.inf)


@pytest.mark.parametrize(
    ("edges", "why"),
    [
        ([0], "have 1 edges"),
        ([], "have 0 edges"),
        ([0, 10, 10], "do not rise"),
        ([0, 0, 10], "do not rise"),
        ([0, 10, 5], "do not rise"),
        ([-1, 10], "negative"),
        ([0, np.inf, np.inf], "infinite one before the end"),
        ([np.nan, 1], "missing"),
        ([0, np.nan], "missing"),
    ],
)
def test_edges_that_make_no_bands_are_refused(edges, why):
    with pytest.raises(InvalidInput, match=why):
        bands(edges)


def test_a_word_and_an_unknown_closing_are_refused():
    with pytest.raises(InvalidInput, match="'week' in the days bands '0 week' is not a number"):
        bands_of_text("0 week", what="days")
    with pytest.raises(InvalidInput, match="closed 'both'"):
        bands([0, 1], "both")
