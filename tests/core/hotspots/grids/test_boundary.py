"""What lies inside a study area, held against shapely."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.grids import edges
from safestats_core.hotspots.grids.boundary import boundary_bounds, inside, mask_cells
from safestats_core.hotspots.grids.grid import cell_centres, covering_grid

SQUARE = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)


def ragged_ring(corners: int, radius: float, centre=(0.0, 0.0), seed=0) -> np.ndarray:
    """A star-shaped ring that crosses a horizontal line many times."""
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    distance = radius * np.random.default_rng(seed).uniform(0.6, 1, corners)
    return np.column_stack([centre[0] + distance * np.cos(angle), centre[1] + distance * np.sin(angle)])


AREAS = {
    "one ring": [[ragged_ring(200, 90)]],
    "a hole": [[ragged_ring(200, 90), ragged_ring(60, 40, seed=2)]],
    "two parts, one with a hole": [[ragged_ring(50, 30, (-60, 10))], [ragged_ring(80, 40, (50, 0)), SQUARE + (45, -5)]],
    "overlapping parts": [[ragged_ring(90, 60, (-10, 0))], [ragged_ring(90, 60, (20, 15), seed=1)]],
}


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_points_inside_are_those_of_shapely(area):
    x, y = np.random.default_rng(4).uniform(-100, 100, (2, 20_000))
    truth = shapely.union_all([shapely.Polygon(exterior, holes) for exterior, *holes in area])
    np.testing.assert_array_equal(inside(area, x, y), shapely.contains_xy(truth, x, y))
    assert 0.02 < inside(area, x, y).mean() < 0.9


@pytest.mark.parametrize("shape", ["square", "hexagon"])
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_cells_inside_are_those_with_their_centre_inside(area, shape):
    grid = covering_grid((-97, -80, 70, 101), 1.7, shape)
    x, y = cell_centres(grid)
    np.testing.assert_array_equal(mask_cells(grid, area).ravel(), inside(area, x.ravel(), y.ravel()))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), min_size=1, max_size=40), st.integers(1, 9))
def test_areas_that_share_an_edge_share_out_every_point(points, bend):
    middle = [(10, 10), (10 + bend - 5, bend), (10, 0)]
    west, east = np.array([(0, 0), (0, 10), *middle], float), np.array([*middle, (20, 0), (20, 10)], float)
    x, y = np.array(points, dtype=float).T
    within = (0 <= x) & (x < 20) & (0 <= y) & (y < 10)
    np.testing.assert_array_equal(inside([[west]], x, y).astype(int) + inside([[east]], x, y), within)


def test_a_boundary_too_large_to_take_at_once_is_taken_in_portions(monkeypatch):
    x, y = np.random.default_rng(4).uniform(-100, 100, (2, 500))
    expected = inside(AREAS["a hole"], x, y)
    monkeypatch.setattr(edges, "_CROSSINGS_AT_ONCE", 7)
    np.testing.assert_array_equal(inside(AREAS["a hole"], x, y), expected)


def test_a_closed_and_an_open_ring_in_either_direction_are_the_same_area():
    x, y = np.random.default_rng(4).uniform(-1, 11, (2, 500))
    expected = inside([[SQUARE]], x, y)
    np.testing.assert_array_equal(inside([[np.vstack([SQUARE, SQUARE[:1]])]], x, y), expected)
    np.testing.assert_array_equal(inside([[SQUARE[::-1]]], x, y), expected)


def test_a_million_cells_in_ten_thousand_corners_take_a_moment():
    area = [[ragged_ring(10_000, 50_000)]]
    grid = covering_grid((-50_000, -50_000, 49_999, 49_999), 100)
    start = time.process_time()
    mask = mask_cells(grid, area)
    assert time.process_time() - start < 1
    corners = area[0][0]
    (x1, y1), (x2, y2) = corners.T, np.roll(corners, -1, axis=0).T
    assert mask.sum() * grid.cell_area == pytest.approx(np.sum(x1 * y2 - x2 * y1) / 2, rel=2e-3)


def test_bounds_hold_all_parts():
    assert boundary_bounds([[SQUARE], [SQUARE + (30, -4)]]) == (0, -4, 40, 10)


def test_a_search_for_points_can_be_cancelled():
    def stop(done, total, what):
        assert (done, total) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        inside([[SQUARE], [SQUARE]], np.array([1.0]), np.array([1.0]), stop)


@pytest.mark.parametrize(
    ("area", "why"),
    [
        ([], "no polygon"),
        ([[]], "no polygon"),
        ([[SQUARE[:2]]], "three or more"),
        ([[SQUARE * np.nan]], "three or more"),
        ([[SQUARE * (1, 0)]], "without area"),
    ],
)
def test_a_boundary_that_is_no_area_is_refused(area, why):
    with pytest.raises(InvalidInput, match=why):
        inside(area, np.array([1.0]), np.array([1.0]))
