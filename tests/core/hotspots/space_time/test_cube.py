"""Counts per cell and step: where the steps begin and end, and that no incident is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.calendar import Period, period_of
from safestats_core.hotspots.grids.grid import Grid, covering_grid
from safestats_core.hotspots.points import bounds_of_points
from safestats_core.hotspots.space_time.cube import count_cube, covered_period, time_steps, without_empty_steps

GRID = Grid("square", 100.0, 0, 0, 4, 3)


def at(*times: str) -> np.ndarray:
    return np.array(times, dtype="datetime64[s]")


def edges(steps) -> list[str]:
    return [str(edge) for edge in steps.edges]


def some_points(count: int, days: int, seed: int = 0):
    """Points in and round the grid, at any second of so many days."""
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-50, 450, (2, count))
    return x, y, np.datetime64("2024-01-15T00:00:00") + rng.integers(0, days * 86_400, count)


@pytest.mark.parametrize(
    ("unit", "length", "align", "expected", "complete"),
    [
        ("days", 3, "end", ["2024-01-29", "2024-02-01", "2024-02-04", "2024-02-07"], [False, True, True]),
        ("days", 3, "start", ["2024-01-30", "2024-02-02", "2024-02-05", "2024-02-08"], [True, True, False]),
        ("days", 8, "end", ["2024-01-30", "2024-02-07"], [True]),
        ("weeks", 1, "end", ["2024-01-24", "2024-01-31", "2024-02-07"], [False, True]),
        ("weeks", 1, "start", ["2024-01-30", "2024-02-06", "2024-02-13"], [True, False]),
        ("months", 1, "end", ["2024-01-01", "2024-02-01", "2024-03-01"], [False, False]),
        ("months", 3, "end", ["2023-12-01", "2024-03-01"], [False]),
        ("months", 3, "start", ["2024-01-01", "2024-04-01"], [False]),
    ],
)
def test_steps_end_with_the_last_day_or_begin_with_the_first(unit, length, align, expected, complete):
    steps = time_steps(at("2024-02-06T23:59:59", "2024-01-30T00:00:00"), unit, length, align)
    assert edges(steps) == expected
    assert steps.complete.tolist() == complete
    assert steps.count == len(complete)


def test_months_follow_the_calendar_over_a_leap_february_and_the_new_year():
    steps = time_steps(at("2023-11-01T08:00", "2024-03-31T09:00"), "months")
    assert np.diff(steps.edges).astype(int).tolist() == [30, 31, 31, 29, 31]
    assert steps.complete.all()


def test_dates_of_the_first_alone_cover_their_whole_month():
    # UK police data give the month only; a last date of 1 December stands for all of December.
    months = at("2017-01-01", "2017-12-01", "2017-06-01")
    assert covered_period(months) == period_of("2017-01-01", "2017-12-31")
    assert time_steps(months, "months").complete.all()
    assert covered_period(at("2017-01-01", "2017-12-01T00:01")).last == np.datetime64("2017-12-01")
    with pytest.raises(InvalidInput, match="Use steps of months"):
        time_steps(months, "weeks")


def test_a_period_that_the_analyst_knows_decides_what_is_complete():
    times = at("2024-01-03T12:00", "2024-02-26T12:00")
    assert not time_steps(times, "months").complete.any()
    known = time_steps(times, "months", period=period_of("2024-01-01", "2024-02-29"))
    assert known.complete.all()
    longer = time_steps(times, "days", 30, period=period_of("2023-12-01", "2024-02-29"))
    assert edges(longer)[-1] == "2024-03-01"
    assert longer.count == 4


@given(
    st.lists(st.integers(0, 800), min_size=1, max_size=20),
    st.sampled_from(["days", "weeks", "months"]),
    st.integers(1, 9),
    st.sampled_from(["start", "end"]),
)
def test_every_time_is_in_one_step_and_none_is_empty_at_the_aligned_end(offsets, unit, length, align):
    times = (np.datetime64("2023-01-05T10:00:00") + np.array(offsets) * 86_400).astype("datetime64[s]")
    steps = time_steps(times, unit, length, align)
    step = np.searchsorted(steps.edges, times.astype("datetime64[D]"), side="right") - 1
    assert step.min() == 0
    assert step.max() == steps.count - 1
    assert steps.edges[0] <= steps.covered.first
    assert steps.edges[-1] > steps.covered.last
    widths = np.diff(steps.edges.astype("datetime64[M]" if unit == "months" else "datetime64[D]")).astype(int)
    assert set(widths) == {length * (7 if unit == "weeks" else 1)}


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1000), st.sampled_from(["days", "weeks", "months"]), st.booleans(), st.booleans())
def test_no_point_is_lost_and_each_is_where_and_when_it_was(seed, unit, masked, gap):
    x, y, times = some_points(300, 90, seed)
    # The period cuts off both ends: what lies beyond is not counted, whatever step its day would fall into.
    period = Period(np.datetime64("2024-01-20"), np.datetime64("2024-04-05"))
    steps = time_steps(times, unit, 2, period=period)
    mask = np.random.default_rng(seed).random((3, 4)) < 0.7 if masked else None
    supplied = np.arange(steps.count) != 1 if gap else None
    cube = count_cube(GRID, x, y, times, steps, mask, supplied)
    assert cube.count.sum() + cube.outside + cube.outside_period + cube.without_supply == 300
    expected = np.zeros(cube.count.shape, int)
    for east, north, day in zip(x, y, times.astype("datetime64[D]")):
        column, row = int(east // 100), int(north // 100)
        if not (0 <= column < 4 and 0 <= row < 3) or (masked and not mask[row, column]):
            continue
        step = sum(day >= edge for edge in steps.edges) - 1
        if period.first <= day <= period.last and not (gap and step == 1):
            expected[step, row, column] += 1
    np.testing.assert_array_equal(cube.count, expected)


def test_no_supply_and_no_area_are_no_zeros():
    x, y, times = some_points(200, 60)
    mask = np.ones((3, 4), bool)
    mask[0, 0] = False
    steps = time_steps(times, "weeks")
    per_cell = np.ones((steps.count, 3, 4), bool)
    per_cell[2, 1, 1] = False
    cube = count_cube(GRID, x, y, times, steps, mask, per_cell)
    values = cube.values
    assert np.isnan(values[:, 0, 0]).all()
    assert np.isnan(values[2, 1, 1])
    assert np.isnan(values).sum() == steps.count + 1
    assert np.nansum(values) == cube.count.sum()


def test_a_step_in_which_nothing_was_delivered_can_be_taken_as_a_gap():
    x, y, times = some_points(200, 60)
    steps = time_steps(times, "weeks")
    is_quiet = (times >= steps.edges[3]) & (times < steps.edges[4])
    cube = count_cube(GRID, x[~is_quiet], y[~is_quiet], times[~is_quiet], steps)
    assert (cube.values[3] == 0).all()
    with_gap = without_empty_steps(cube)
    assert np.isnan(with_gap.values[3]).all()
    assert not np.isnan(np.delete(with_gap.values, 3, axis=0)).any()


def test_a_million_points_in_a_quarter_of_a_million_cells_and_24_months_need_little_memory():
    import tracemalloc

    rng = np.random.default_rng(0)
    grid = Grid("square", 100.0, 0, 0, 500, 500)
    x, y = rng.uniform(0, 50_000, (2, 1_000_000))
    times = np.datetime64("2022-01-01T00:00:00") + rng.integers(0, 730 * 86_400, x.size)
    steps = time_steps(times, "months")
    tracemalloc.start()
    cube = count_cube(grid, x, y, times, steps)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert cube.count.shape == (24, 500, 500)
    assert cube.count.sum() == 1_000_000
    assert peak < 250e6


@pytest.mark.realdata
def test_the_months_of_london_in_2017_are_complete_and_lose_nobody(real_data):
    parquet = pytest.importorskip("pyarrow.parquet")
    files = sorted((real_data / "london_police_api_2017").glob("london_api_2017-*.parquet"))
    tables = [parquet.read_table(file, columns=["month", "longitude", "latitude"]) for file in files]
    month, longitude, latitude = (
        np.concatenate([table.column(name).to_numpy() for table in tables]) for name in tables[0].column_names
    )
    # Near enough to metres; the places do not matter here.
    x, y = longitude.astype(float) * 69_000, latitude.astype(float) * 111_000
    times = month.astype("datetime64[M]").astype("datetime64[s]")
    steps = time_steps(times, "months")
    cube = count_cube(covering_grid(bounds_of_points(x, y), 1000), x, y, times, steps)
    assert steps.count == 12
    assert steps.complete.all()
    assert (cube.outside, cube.outside_period, cube.without_supply) == (0, 0, 0)
    assert cube.count.sum(axis=(1, 2)).tolist() == [table.num_rows for table in tables]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: time_steps(at(), "days"), "There are no points"),
        (lambda: time_steps(at("2024-01-01", "NaT"), "days"), "1 of 2 incidents have no time"),
        (lambda: time_steps(np.zeros((2, 2), "datetime64[s]"), "days"), "one time per incident"),
        (lambda: time_steps(at("2024-01-01"), "fortnights"), "days, weeks, months"),
        (lambda: time_steps(at("2024-01-01"), "days", align="middle"), "start or end"),
        (lambda: time_steps(at("2024-01-01"), "days", 0), "Enter 1 or more"),
        (
            lambda: time_steps(at("2024-01-01"), period=period_of("2024-02-01", "2024-03-01")),
            "run from 2024-01-01 to 2024-01-01",
        ),
        (lambda: cube_of(grid=Grid("square", 1.0, 0, 0, 2000, 2000)), "longer steps"),
        (lambda: cube_of(mask=np.ones((2, 2), bool)), "mask has the shape"),
        (lambda: cube_of(supplied=np.ones(2, bool)), "supply has the shape"),
        (lambda: cube_of(x=(np.nan, 1)), "no finite coordinates"),
        (lambda: cube_of(x=(1.0,), y=(1.0,)), "Give every point one time"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()


def cube_of(grid=GRID, x=(1.0, 2.0), y=(1.0, 2.0), **more):
    x, y = np.array(x), np.array(y)
    times = at("2024-01-01T01:00", "2024-01-09T01:00")
    return count_cube(grid, x, y, times, time_steps(times, "days"), **more)
