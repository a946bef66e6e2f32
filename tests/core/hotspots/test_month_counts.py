from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from safestats_core.hotspots.month_counts import count_by_month, month_numbers

DAYS = st.integers(0, 20_000)


def times(*texts):
    return np.array(texts, dtype="datetime64[s]")


def test_every_month_of_the_span_is_there_also_the_quiet_ones():
    found = count_by_month(times("2024-01-31T23:59:59", "2024-04-01", "2024-04-30"))
    assert found.months.astype(str).tolist() == ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert found.counts.tolist() == [1, 0, 0, 2]
    assert found.known.all()


def test_a_month_that_was_not_supplied_is_not_a_month_without_crime():
    found = count_by_month(times("2024-01-05", "2024-03-05", "2024-03-06"), missing=["2024-02", "2024-03", "2024-05"])
    assert found.months.astype(str).tolist() == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    # March was stated missing and yet has rows: they did arrive.
    assert found.known.tolist() == [True, False, True, True, False]


def test_what_has_no_time_is_counted_apart():
    found = count_by_month(times("NaT", "2024-01-05", "NaT"))
    assert (found.counts.sum(), found.undated) == (1, 2)
    nothing = count_by_month(times("NaT"))
    assert (nothing.months.size, nothing.undated) == (0, 1)


@given(st.lists(DAYS, min_size=1, max_size=60))
def test_the_months_add_up_and_every_time_has_its_place(days):
    moments = np.array(days, dtype="datetime64[D]").astype("datetime64[s]")
    found = count_by_month(moments)
    assert found.counts.sum() == len(days)
    numbers = month_numbers(moments, found.months)
    assert np.array_equal(np.bincount(numbers, minlength=found.months.size), found.counts)
    assert np.array_equal(found.months[numbers], moments.astype("datetime64[M]"))
