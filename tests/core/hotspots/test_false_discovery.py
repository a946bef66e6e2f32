"""The adjustment of p for many tests, held against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.false_discovery import benjamini_hochberg, fewest_calls

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=40).map(np.array)


def test_the_example_of_benjamini_and_hochberg():
    # The 15 p values of the paper's example; at q = 0.05 the first four hypotheses are rejected.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    adjusted = benjamini_hochberg(np.array(p))
    assert np.count_nonzero(adjusted <= 0.05) == 4
    np.testing.assert_allclose(adjusted[:5], [0.0015, 0.003, 0.0095, 0.035625, 0.0603], atol=1e-12)


@given(probabilities, st.floats(0.001, 1))
def test_cells_are_called_exactly_as_the_step_up_rule_says(p, q):
    ranked = np.sort(p)
    passing = np.flatnonzero(ranked * (p.size / np.arange(1, p.size + 1)) <= q)
    called = p <= ranked[passing[-1]] if passing.size else np.zeros(p.size, bool)
    np.testing.assert_array_equal(benjamini_hochberg(p) <= q, called)


@given(probabilities)
def test_the_order_of_p_is_kept_and_none_gets_smaller(p):
    adjusted = benjamini_hochberg(p)
    assert np.all(np.diff(adjusted[np.argsort(p)]) >= 0)
    assert np.all((adjusted >= p) & (adjusted <= 1))


@given(arrays.arrays(float, (4, 5), elements=st.one_of(st.just(np.nan), st.floats(0, 1))))
def test_a_cell_without_a_test_stays_out(p):
    adjusted = benjamini_hochberg(p)
    np.testing.assert_array_equal(np.isnan(adjusted), np.isnan(p))
    np.testing.assert_array_equal(adjusted[~np.isnan(p)], benjamini_hochberg(p[~np.isnan(p)]))


@pytest.mark.parametrize("value", [-0.1, 1.5])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(InvalidInput, match="not z scores"):
        benjamini_hochberg(np.array([0.5, value]))


@given(st.integers(1, 5_000), st.sampled_from([0.01, 0.05, 0.1]), st.integers(1, 200), st.sampled_from([99, 999]))
def test_it_is_said_how_many_cells_have_to_reach_the_smallest_p(tests, level, reaching, permutations):
    reaching = min(reaching, tests)
    p = np.ones(tests)
    p[:reaching] = 1 / (permutations + 1)
    is_called = (benjamini_hochberg(p) <= level)[0]
    assert is_called == (reaching >= fewest_calls(1 / (permutations + 1), tests, level))
