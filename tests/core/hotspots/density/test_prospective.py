"""The prospective surface, held against PredictCode's published unit tests and a direct double loop."""

from __future__ import annotations

import csv
import math
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.density.prospective import prospective_surface
from safestats_core.hotspots.grids.grid import cell_centres

AS_OF = np.datetime64("2017-03-02T00:00:00")
THREE_BY_THREE = (0, 0, 149, 149)
RNG = np.random.default_rng(5)
X, Y = RNG.normal(0, 300, (2, 120))
TIMES = AS_OF - RNG.integers(-5 * 86_400, 70 * 86_400, 120).astype("timedelta64[s]")


def predictcode(points: list[tuple[float, float]], when: str, as_of: str) -> np.ndarray:
    """What open_cp.prohotspot gives on its test region of three by three cells of 50 m."""
    x, y = np.array(points, dtype=float).T
    times = np.full(len(x), np.datetime64(when))
    return prospective_surface(
        x, y, times, np.datetime64(as_of), 50, distance="cells", reach=400, extent=THREE_BY_THREE
    ).values


def direct(x, y, times, weights, grid, reach, weeks, as_of):
    """The formula as the paper words it, one incident and one cell at a time."""
    risk = np.zeros((grid.rows, grid.columns))
    centre_x, centre_y = cell_centres(grid)
    for px, py, when, weight in zip(x, y, times, weights):
        days = (as_of - when) / np.timedelta64(1, "D")
        if not 0 < days < 7 * weeks:
            continue
        for cell in np.ndindex(risk.shape):
            away = math.dist((px, py), (centre_x[cell], centre_y[cell]))
            if away < reach:
                risk[cell] += weight / ((1 + away // (grid.cell_size / 2)) * (1 + days // 7))
    return risk


def test_one_incident_is_spread_as_predictcode_has_it():
    around = np.full((3, 3), 1 / 2)
    around[1, 1] = 1
    for as_of, share in (("03-02", 1), ("03-07", 1), ("03-08", 1 / 2), ("03-14", 1 / 2), ("03-15", 1 / 3)):
        found = predictcode([(50, 50)], "2017-03-01", f"2017-{as_of}")
        np.testing.assert_allclose(found, around * share, rtol=1e-15)


def test_two_incidents_add_up_as_predictcode_has_it():
    first = [[1, 1 / 2, 1 / 3], [1 / 2, 1 / 2, 1 / 3], [1 / 3, 1 / 3, 1 / 3]]
    second = np.array(first)[::-1, ::-1]
    found = predictcode([(49, 49), (101, 101)], "2017-03-01", "2017-03-02")
    np.testing.assert_allclose(found, first + second, rtol=1e-15)


def test_steps_of_cells_stop_before_the_reach_and_weeks_before_the_last():
    x, y, when = np.array([25.0]), np.array([25.0]), AS_OF - np.timedelta64(1, "D")
    surface = prospective_surface(x, y, np.array([when]), AS_OF, 50, distance="cells", extent=(0, 0, 499, 49))
    np.testing.assert_allclose(surface.values[0], [1 / (1 + d) for d in range(8)] + [0, 0])
    for days, share in ((0.01, 1), (6.99, 1), (7, 1 / 2), (55.9, 1 / 8)):
        when = AS_OF - np.timedelta64(round(days * 86_400), "s")
        surface = prospective_surface(x, y, np.array([when]), AS_OF, 50, extent=(0, 0, 49, 49))
        assert surface.values[0, 0] == pytest.approx(share)


@pytest.mark.parametrize(("cell_size", "reach", "weeks"), [(50, None, 8), (80, 200, 3), (37, 300, 20)])
def test_every_cell_holds_what_a_double_loop_adds_up(cell_size, reach, weeks):
    weights = RNG.uniform(0, 3, X.size)
    surface = prospective_surface(X, Y, TIMES, AS_OF, cell_size, reach=reach, weeks=weeks, weights=weights)
    expected = direct(X, Y, TIMES, weights, surface.grid, reach or 8 * cell_size, weeks, AS_OF)
    np.testing.assert_allclose(surface.values, expected, atol=1e-12)
    recent = (TIMES < AS_OF) & (TIMES > AS_OF - np.timedelta64(7 * weeks, "D"))
    assert (surface.incidents, surface.later) == (recent.sum(), (TIMES >= AS_OF).sum())
    assert surface.incidents + surface.later + surface.earlier + surface.outside == X.size


@pytest.mark.realdata
def test_the_south_side_of_chicago_agrees_with_the_double_loop(real_data):
    pyproj = pytest.importorskip("pyproj")
    with open(real_data / "peer_predictcode_chicago" / "example.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1000
    times = np.array([datetime.strptime(row["Date"], "%m/%d/%Y %I:%M:%S %p") for row in rows], dtype="datetime64[s]")
    place = [(float(row["Longitude"]), float(row["Latitude"])) for row in rows]
    x, y = map(np.array, pyproj.Transformer.from_crs(4326, 26916, always_xy=True).transform(*np.transpose(place)))
    as_of = np.datetime64("2016-10-01T00:00:00")
    surface = prospective_surface(x, y, times, as_of, 250, reach=2000)
    recent = (times < as_of) & (times > as_of - np.timedelta64(56, "D"))
    assert surface.incidents == recent.sum() > 100
    ones = np.ones(surface.incidents)
    expected = direct(x[recent], y[recent], times[recent], ones, surface.grid, 2000, 8, as_of)
    np.testing.assert_allclose(surface.values, expected, atol=1e-10)


def test_what_nobody_could_have_known_changes_nothing():
    known = TIMES < AS_OF
    extent = (-1500, -1500, 1500, 1500)
    everything = prospective_surface(X, Y, TIMES, AS_OF, 50, extent=extent)
    before = prospective_surface(X[known], Y[known], TIMES[known], AS_OF, 50, extent=extent)
    np.testing.assert_array_equal(everything.values, before.values)
    at_that_moment = np.append(TIMES[known], AS_OF)
    third = prospective_surface(np.append(X[known], 0), np.append(Y[known], 0), at_that_moment, AS_OF, extent=extent)
    np.testing.assert_array_equal(third.values, before.values)


@given(st.permutations(range(120)), st.integers(-9, 9), st.integers(-9, 9))
@settings(max_examples=10, deadline=None)
def test_neither_order_nor_a_move_by_whole_cells_matters(order, east, north):
    order = np.array(order)
    first = prospective_surface(X, Y, TIMES, AS_OF, 64)
    second = prospective_surface(X[order] + 64 * east, Y[order] + 64 * north, TIMES[order], AS_OF, 64)
    assert (second.grid.column - first.grid.column, second.grid.row - first.grid.row) == (east, north)
    np.testing.assert_allclose(second.values, first.values, atol=1e-12)


def test_incidents_in_one_place_are_one_of_their_weight():
    times = np.full(5, AS_OF - np.timedelta64(1, "D"))
    five = prospective_surface(np.full(5, 10.0), np.full(5, 20.0), times, AS_OF)
    one = prospective_surface(np.array([10.0]), np.array([20.0]), times[:1], AS_OF, weights=np.array([5.0]))
    np.testing.assert_allclose(five.values, one.values)
    assert (five.incidents, one.incidents) == (5, 1)


def test_cells_outside_the_study_area_have_no_value_and_incidents_there_do_not_count():
    square = [[np.array([(-200.0, -200), (200, -200), (200, 200), (-200, 200)])]]
    surface = prospective_surface(X, Y, TIMES, AS_OF, 30, boundary=square)
    within = (np.abs(X) < 200) & (np.abs(Y) < 200)
    assert surface.outside > 0
    alone = prospective_surface(X[within], Y[within], TIMES[within], AS_OF, 30, boundary=square)
    np.testing.assert_array_equal(surface.values, alone.values)
    centre_x, centre_y = cell_centres(surface.grid)
    np.testing.assert_array_equal(np.isnan(surface.values), (np.abs(centre_x) > 200) | (np.abs(centre_y) > 200))


def test_the_work_can_be_cancelled():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        prospective_surface(X, Y, TIMES, AS_OF, progress=stop)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"x": [], "y": [], "times": np.array([], "datetime64[s]")}, "None of the 0 incidents"),
        ({"times": TIMES + np.timedelta64(100, "D")}, "120 are not before 2017-03-02"),
        ({"times": TIMES - np.timedelta64(100, "D")}, "120 are 8 weeks old or older"),
        ({"times": np.append(TIMES[1:], np.datetime64("NaT"))}, "1 of 120 incidents have no time"),
        ({"times": TIMES[1:]}, "one time per point"),
        ({"as_of": np.datetime64("NaT")}, "Enter a date"),
        ({"weights": np.zeros(120)}, "weigh nothing"),
        ({"weights": np.full(120, -1.0)}, "negative"),
        ({"cell_size": 0}, "more than 0"),
        ({"cell_size": 0.01, "reach": 1}, "cells"),
        ({"reach": 20}, "at least 50 m"),
        ({"reach": 9000}, "shorter reach"),
        ({"weeks": 0}, "1 or more"),
        ({"distance": "miles"}, "half_cells, cells"),
        ({"x": np.append(X[1:], np.nan)}, "1 of 120 points"),
    ],
)
def test_a_surface_that_would_mean_nothing_is_refused_with_the_remedy(change, why):
    given = {"x": X, "y": Y, "times": TIMES, "as_of": AS_OF, "cell_size": 50, **change}
    with pytest.raises(InvalidInput, match=why):
        prospective_surface(np.array(given.pop("x")), np.array(given.pop("y")), **given)
