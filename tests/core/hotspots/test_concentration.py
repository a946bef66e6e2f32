"""Concentration in places, held against the published examples and the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.concentration import concentration, concentration_by_chance

counts_of_places = st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any).map(np.array)


@pytest.mark.parametrize(
    ("values", "gini", "generalised"),
    [
        # The examples of the R package lorenzgini by Steenbeek & Bernasco, of its help and its vignette.
        ([10, 8, 2, 0, 0, 0, 0, 0, 0, 0], 0.78, 0.78),
        ([5, 2, 1, 0, 0, 0, 0, 0, 0, 0], 0.80, 0.75),
        # The vignette's text says .58 for this one; their formula and their function give .56, and so do we.
        ([3, 1, 1, 0, 0, 0, 0, 0, 0, 0], 0.78, 0.56),
        ([10, *[0] * 9], 0.90, 0.90),
        ([10, *[0] * 99], 0.99, 0.90),
        # Their neighbourhoods: ten robberies in ten, then five in five of the ten, are equally even.
        ([1] * 10, 0, 0),
        ([1] * 5 + [0] * 5, 0.5, 0),
    ],
)
def test_ginis_are_those_of_the_published_examples(values, gini, generalised):
    found = concentration(np.array(values))
    assert found.gini == pytest.approx(gini, abs=1e-12)
    assert found.generalised_gini == pytest.approx(generalised, abs=1e-12)


@given(counts_of_places)
def test_gini_is_half_the_mean_difference_of_two_places_over_the_mean(values):
    difference = np.abs(values[:, None] - values[None, :]).mean()
    assert concentration(values).gini == pytest.approx(difference / (2 * values.mean()), abs=1e-12)


@given(counts_of_places)
def test_the_generalised_gini_is_0_for_the_most_even_spread_and_never_above_the_gini(values):
    found = concentration(values)
    assert -1e-12 <= found.generalised_gini <= found.gini + 1e-12
    assert (found.generalised_gini < 1e-12) == (values.max() - values.min() <= 0 or values.max() == 1)


@given(counts_of_places, st.integers(0, 30))
def test_places_without_incidents_may_be_left_off_the_list_when_their_number_is_given(values, empty):
    short = concentration(values, values.size + empty)
    long = concentration(np.concatenate([values, np.zeros(empty)]))
    assert short.gini == pytest.approx(long.gini, abs=1e-12)
    assert short.generalised_gini == pytest.approx(long.generalised_gini, abs=1e-9)
    assert short.share_of_places(0.5) == long.share_of_places(0.5)


@given(counts_of_places, st.sampled_from([0.2, 0.25, 0.5, 0.8, 1.0]))
def test_the_share_of_places_is_the_smallest_that_holds_enough(values, share):
    found = concentration(values)
    ranked = np.sort(values)[::-1]
    fewest = next(k for k in range(1, values.size + 1) if ranked[:k].sum() >= share * values.sum() - 1e-9)
    assert found.share_of_places(share) == fewest / values.size
    assert found.incidents_share[-1] == 1
    np.testing.assert_array_equal(values[found.order], ranked)


def test_the_80_20_rule_reads_as_it_is_spoken():
    found = concentration(np.array([40, 40, *[20 / 8] * 8]))
    assert found.share_of_places(0.8) == pytest.approx(0.2)


@given(counts_of_places, st.floats(1e-3, 1e3), st.randoms(use_true_random=False))
def test_gini_depends_on_neither_the_unit_nor_the_order(values, factor, random):
    shuffled = values.tolist()
    random.shuffle(shuffled)
    assert concentration(np.array(shuffled) * factor).gini == pytest.approx(concentration(values).gini, abs=1e-9)


@pytest.mark.parametrize("mean", [0.05, 0.5, 4])
def test_chance_alone_gives_the_gini_of_poisson_counts(mean):
    places = 20_000
    values = np.zeros(places, int)
    values[: int(mean * places)] = 1
    values[0] += int(mean * places) - values.sum()
    chance = concentration_by_chance(values, simulations=30, seed=3)
    expected = special.ive(0, 2 * mean) + special.ive(1, 2 * mean)
    assert chance.gini == pytest.approx(expected, abs=0.003)
    assert chance.low < expected < chance.high


def test_incidents_that_fall_blindly_are_called_concentrated_as_rarely_as_p_says():
    random = np.random.default_rng(11)
    p = [
        concentration_by_chance(np.bincount(random.integers(0, 60, 80), minlength=60), simulations=19, seed=i).p
        for i in range(300)
    ]
    assert min(p) == 1 / 20
    assert max(p) <= 1
    # 300 draws of 5 %: 15 expected, 28 is beyond three standard deviations.
    assert sum(value <= 0.05 for value in p) < 28
    assert sum(value <= 0.5 for value in p) > 110


def test_a_real_hotspot_is_far_from_chance_and_the_seed_repeats_it():
    values = np.ones(200, int)
    values[:3] = 60
    first, again = (concentration_by_chance(values, simulations=99, seed=5) for _ in range(2))
    assert first == again
    assert first.p == 1 / 100


def test_a_comparison_with_chance_can_be_cancelled():
    def stop(done, total, what):
        assert (done, total) == (1, 99)
        raise Cancelled

    with pytest.raises(Cancelled):
        concentration_by_chance(np.array([1, 2]), progress=stop)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: concentration(np.array([])), "No place holds"),
        (lambda: concentration(np.zeros(4)), "No place holds"),
        (lambda: concentration(np.array([1, -1])), "below zero"),
        (lambda: concentration(np.array([1, np.nan])), "below zero"),
        (lambda: concentration(np.array([1, 2]), 1), "more than 1 in all"),
        (lambda: concentration(np.array([1, 2])).share_of_places(80), "no share"),
        (lambda: concentration_by_chance(np.array([1.5, 2])), "not weights"),
        (lambda: concentration_by_chance(np.array([1, 2]), simulations=0), "99 or more"),
    ],
)
def test_what_cannot_be_concentrated_is_refused(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
