"""Which cells have a part inside a study area, held against shapely; and counts that add up to the points inside."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.hotspots.grids import touched
from safestats_core.hotspots.grids.boundary import count_inside, inside, mask_cells
from safestats_core.hotspots.grids.grid import cell_index, cell_polygons, covering_grid

SHAPES = ["square", "hexagon"]


def star(corners: int, radius: float, centre=(0.0, 0.0), seed=0, thin=0.6) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    distance = radius * np.random.default_rng(seed).uniform(thin, 1, corners)
    return np.column_stack([centre[0] + distance * np.cos(angle), centre[1] + distance * np.sin(angle)])


AREAS = {
    "one ring": [[star(200, 90)]],
    "spikes thinner than a cell": [[star(60, 90, thin=0.02)]],
    "a hole": [[star(200, 90), star(60, 40, seed=2)]],
    "a part smaller than a cell": [[star(50, 30, (-60, 10))], [star(8, 0.4, (50.3, 0.2))]],
    "overlapping parts": [[star(90, 60, (-10, 0))], [star(90, 60, (20, 15), seed=1)]],
    "a band across the grid": [[np.array([(-500, -3), (500, 5), (500, 5.5), (-500, -2.9)])]],
}


def union(area):
    return shapely.union_all([shapely.Polygon(exterior, holes).buffer(0) for exterior, *holes in area])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_cells_that_touch_are_those_that_shapely_cuts(area, shape):
    grid = covering_grid((-97, -80, 70, 101), 3.7, shape)
    share = shapely.area(shapely.intersection(shapely.polygons(cell_polygons(grid)), union(area))) / grid.cell_area
    mask = mask_cells(grid, area, touching=True).ravel()
    # A sliver is no part; between the two rounding decides.
    np.testing.assert_array_equal(mask[share > 5e-4], True)
    np.testing.assert_array_equal(mask[share == 0], False)
    assert 0.01 < mask.mean() < 0.9


@given(st.integers(0, 10_000), st.floats(0.5, 60), st.sampled_from(SHAPES))
@settings(max_examples=60, deadline=None)
def test_counts_add_up_to_the_points_inside(seed, cell_size, shape):
    random = np.random.default_rng(seed)
    # Whole coordinates: corners and points fall upon edges of the area and of cells.
    area = [[np.round(star(9, 50, random.uniform(-20, 20, 2), seed, 0.1))] for _ in range(2)]
    x, y = random.integers(-80, 80, (2, 400)).astype(float)
    weights = random.uniform(0, 2, 400)
    grid = covering_grid((-80, -80, 80, 80), cell_size, shape)
    counts, mask = count_inside(grid, area, x, y, weights)
    within = inside(area, x, y)
    assert counts.count.sum() == within.sum()
    assert counts.outside == 400 - within.sum()
    assert counts.weight.sum() == pytest.approx(weights[within].sum())
    assert counts.weight.sum() + counts.outside_weight == pytest.approx(weights.sum())
    assert not counts.count[~mask].any()
    assert mask[mask_cells(grid, area, touching=True)].all()


@given(st.integers(0, 10_000), st.floats(0.5, 60))
@settings(max_examples=60, deadline=None, derandomize=True)  # one in millions may lie in a sliver
def test_every_point_inside_lies_in_a_square_that_touches(seed, cell_size):
    random = np.random.default_rng(seed)
    area = [[star(9, 50, random.uniform(-20, 20, 2), seed, 0.1)]]
    x, y = random.uniform(-80, 80, (2, 2_000))
    grid = covering_grid((-80, -80, 80, 80), cell_size)
    mask = mask_cells(grid, area, touching=True).ravel()
    assert mask[cell_index(grid, x, y)[inside(area, x, y)]].all()


def test_a_study_area_drawn_along_the_cells_adds_no_rim():
    square = np.array([(500, 1000), (1500, 1000), (1500, 1750), (500, 1750)], dtype=float)
    for noise in (0, 0.002):
        ring = square + np.random.default_rng(1).uniform(-noise, noise, square.shape)
        grid = covering_grid((0, 0, 2500, 2500), 250)
        mask = mask_cells(grid, [[ring]], touching=True)
        assert mask.sum() == 4 * 3
        assert mask[4:7, 2:6].all()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_study_area_made_of_cells_is_those_cells(shape):
    grid = covering_grid((0, 0, 5000, 5000), 250, shape)
    chosen = np.random.default_rng(3).choice(grid.cells, 60, replace=False)
    merged = shapely.union_all(shapely.polygons(cell_polygons(grid, chosen)))
    parts = getattr(merged, "geoms", [merged])
    area = [[np.asarray(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts]
    np.testing.assert_array_equal(np.flatnonzero(mask_cells(grid, area, touching=True)), np.sort(chosen))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_area_within_one_cell_is_one_cell(shape):
    grid = covering_grid((0, 0, 5000, 5000), 250, shape)
    area = [[np.array([(1001, 1001), (1003, 1001), (1002, 1004.0)])]]
    assert not mask_cells(grid, area).any()
    assert np.flatnonzero(mask_cells(grid, area, touching=True)) == cell_index(grid, *np.array([[1002], [1002.0]]))


def test_points_on_the_rim_are_no_longer_lost():
    area = [[np.array([(0, 0), (1010, 0), (1010, 1010), (0, 1010.0)])]]
    x, y = np.random.default_rng(5).uniform(0, 1010, (2, 5_000))
    grid = covering_grid((0, 0, 1010, 1010), 250)
    counts, mask = count_inside(grid, area, x, y)
    assert counts.count.sum() == 5_000
    assert mask.sum() == 25
    assert mask_cells(grid, area).sum() == 16


def test_a_boundary_too_large_to_cut_at_once_is_cut_in_portions(monkeypatch):
    grid = covering_grid((-97, -80, 70, 101), 3.7, "hexagon")
    expected = mask_cells(grid, AREAS["a hole"], touching=True)
    monkeypatch.setattr(touched, "_PIECES_AT_ONCE", 50)
    np.testing.assert_array_equal(mask_cells(grid, AREAS["a hole"], touching=True), expected)


def test_an_edge_far_longer_than_the_grid_takes_a_moment():
    area = [[np.array([(-1e9, -1e9), (1e9, -1e9 + 3), (1e9, 1e9), (-1e9, 1e9 - 7)])]]
    grid = covering_grid((0, 0, 999, 999), 1)
    start = time.process_time()
    assert mask_cells(grid, area, touching=True).all()
    assert time.process_time() - start < 1


def test_a_million_cells_in_ten_thousand_corners_take_a_moment():
    area = [[star(10_000, 50_000, thin=0.99)]]
    for shape in SHAPES:
        grid = covering_grid((-50_000, -50_000, 49_999, 49_999), 100, shape)
        start = time.process_time()
        mask = mask_cells(grid, area, touching=True)
        assert time.process_time() - start < 2
        assert mask.sum() > mask_cells(grid, area).sum()
