"""Counts that may be published, against the words of the rule."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.disclosure import PROFILES, disclose
from safestats_core.errors import InvalidInput


def test_one_to_seven_become_five_and_the_rest_the_nearest_five():
    counts = np.arange(0, 24)
    published = [0, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15, 15, 15, 15, 15, 20, 20, 20, 20, 20, 25]
    assert disclose(counts, "nhs_round5").tolist() == published
    assert disclose(counts, "nhs_round5").tolist() == published


def test_no_count_moves_by_more_than_four_and_only_zero_is_zero():
    counts = np.arange(0, 100_000)
    published = disclose(counts, "nhs_round5")
    assert np.abs(published - counts).max() == 4
    assert (np.abs(published - counts)[counts > 7] <= 2).all()
    assert ((published == 0) == (counts == 0)).all()
    assert (published % 5 == 0).all()


def test_the_same_count_is_always_published_as_the_same():
    counts = np.random.default_rng(3).integers(0, 50, 1000)
    assert (disclose(counts, "nhs_round5") == disclose(counts[::-1], "nhs_round5")[::-1]).all()


def test_without_disclosure_control_counts_stay_as_they_are():
    counts = np.array([[0, 1], [7, 123]])
    assert disclose(counts, "none").tolist() == [[0, 1], [7, 123]]


@pytest.mark.parametrize("profile", PROFILES)
def test_shape_is_kept_and_nothing_to_disclose_is_nothing(profile):
    assert disclose(np.zeros((3, 2), dtype=np.int64), profile).shape == (3, 2)
    assert disclose(np.array([], dtype=np.int64), profile).tolist() == []


def test_the_array_that_was_given_is_not_changed():
    counts = np.array([1, 2, 3])
    disclose(counts)
    assert counts.tolist() == [1, 2, 3]


@pytest.mark.parametrize("counts", [[-1], [1.5], [float("nan")], [float("inf")]])
def test_what_is_not_a_count_is_refused(counts):
    with pytest.raises(InvalidInput, match="whole numbers"):
        disclose(np.array(counts))


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(InvalidInput, match="nhs_round5, suppress5, threshold10, none"):
        disclose(np.array([1]), "round3")
