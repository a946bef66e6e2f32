"""Counting incidents on squares and hexagons: every point once, the same cells in every run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import spatial

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.grids.grid import (
    MAXIMUM_CELLS,
    Grid,
    automatic_cell_size,
    cell_centres,
    cell_ids,
    cell_index,
    cell_polygons,
    count_points,
    covering_grid,
)
from safestats_core.hotspots.points import bounds_of_points

SHAPES = ["square", "hexagon"]
shapes = st.sampled_from(SHAPES)
coordinates = st.floats(-1e6, 1e6, allow_subnormal=False)
points = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=30).map(np.array)
lengths = st.floats(1e4, 1e6)


@given(points, lengths, shapes)
def test_every_point_within_the_bounds_is_counted_exactly_once(points, cell_size, shape):
    x, y = points.T
    grid = covering_grid(bounds_of_points(x, y), cell_size, shape)
    counts = count_points(grid, x, y)
    assert counts.count.sum() == len(points)
    assert counts.outside == 0


@given(points, lengths, shapes, st.data())
def test_counts_and_weights_add_up_whatever_lies_outside(points, cell_size, shape, data):
    x, y = points.T
    weights = np.array(data.draw(st.lists(st.floats(0, 1e3), min_size=len(x), max_size=len(x))))
    grid = covering_grid((-2e5, -1e5, 3e5, 2e5), cell_size, shape)
    mask = np.random.default_rng(len(x)).random((grid.rows, grid.columns)) < 0.5
    for counts in (count_points(grid, x, y, weights), count_points(grid, x, y, weights, mask)):
        assert counts.count.sum() + counts.outside == len(x)
        assert counts.weight.sum() + counts.outside_weight == pytest.approx(weights.sum())
    assert not counts.count[~mask].any()


@given(points, lengths, shapes, st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_matter(points, cell_size, shape, random):
    shuffled = points.tolist()
    random.shuffle(shuffled)
    grid = covering_grid(bounds_of_points(*points.T), cell_size, shape)
    np.testing.assert_array_equal(count_points(grid, *points.T).count, count_points(grid, *np.array(shuffled).T).count)


@pytest.mark.parametrize("shape", SHAPES)
def test_moving_everything_by_whole_cells_moves_the_counts(shape):
    x, y = np.random.default_rng(5).integers(0, 4000, (2, 500)).astype(float)
    size = 128.0
    first = covering_grid(bounds_of_points(x, y), size, shape)
    step = (7 * size, 10 * size * (1 if shape == "square" else np.sqrt(3) / 2))
    second = Grid(shape, size, first.column + 7, first.row + 10, first.columns, first.rows)
    np.testing.assert_array_equal(count_points(first, x, y).count, count_points(second, x + step[0], y + step[1]).count)


@pytest.mark.parametrize("shape", SHAPES)
def test_two_runs_share_their_cells(shape):
    x, y = np.random.default_rng(1).uniform(530_000, 540_000, (2, 300))
    small, large = (covering_grid(b, 250, shape) for b in [(530e3, 530e3, 540e3, 540e3), (511e3, 502e3, 555e3, 561e3)])
    np.testing.assert_array_equal(cell_ids(small, cell_index(small, x, y)), cell_ids(large, cell_index(large, x, y)))


@given(st.integers(-10_000, 10_000), st.floats(1e-3, 1e6))
def test_a_point_on_an_edge_lies_in_the_cell_to_the_east_or_north_as_drawn(column, cell_size):
    x = column * cell_size
    grid = Grid("square", cell_size, column, column, 1, 1)
    below = np.nextafter(x, -np.inf)
    assert cell_polygons(grid)[0].min() == x
    np.testing.assert_array_equal(cell_index(grid, np.array([x, below, x]), np.array([x, x, below])), [0, -1, -1])


def test_a_hexagon_holds_the_points_nearest_to_its_centre():
    grid = covering_grid((-3000, -2000, 2500, 3100), 217, "hexagon")
    x, y = np.random.default_rng(3).uniform(-2000, 2500, (2, 20_000))
    centres = np.column_stack([axis.ravel() for axis in cell_centres(grid)])
    np.testing.assert_array_equal(cell_index(grid, x, y), spatial.cKDTree(centres).query(np.column_stack([x, y]))[1])


def test_a_point_between_hexagons_goes_north_then_east():
    grid = Grid("hexagon", 2.0, -3, -2, 8, 6)
    corner_of_three = (0.0, 2 / np.sqrt(3))
    middle_of_a_vertical_side = (1.0, 0.0)
    ids = cell_ids(grid, cell_index(grid, *np.array([corner_of_three, middle_of_a_vertical_side]).T))
    np.testing.assert_array_equal(ids, [(0, 1), (1, 0)])


@pytest.mark.parametrize(("shape", "corners", "area"), [("square", 4, 1e4), ("hexagon", 6, np.sqrt(3) / 2 * 1e4)])
def test_cells_tile_the_plane_without_gaps(shape, corners, area):
    grid = covering_grid((-350, -420, 510, 380), 100, shape)
    rings = cell_polygons(grid)
    assert rings.shape == (grid.cells, corners + 1, 2)
    np.testing.assert_array_equal(rings[:, 0], rings[:, -1])
    (x1, y1), (x2, y2) = np.moveaxis(rings[:, :-1], -1, 0), np.moveaxis(rings[:, 1:], -1, 0)
    np.testing.assert_allclose((x1 * y2 - x2 * y1).sum(axis=1) / 2, area)
    assert grid.cell_area == pytest.approx(area)
    # Each inner edge is drawn twice, once each way, with the same corners to the last bit.
    edges = [tuple(edge) for edge in np.stack([x1, y1, x2, y2], axis=-1).reshape(-1, 4)]
    backward = {(c, d, a, b) for a, b, c, d in edges}
    assert len(set(edges)) == len(edges)
    outer = 2 * (grid.columns + grid.rows) if shape == "square" else 4 * grid.columns + 4 * grid.rows - 2
    assert sum(edge not in backward for edge in edges) == outer
    assert grid.bounds == (rings[..., 0].min(), rings[..., 1].min(), rings[..., 0].max(), rings[..., 1].max())


@pytest.mark.parametrize("shape", SHAPES)
def test_centres_stand_in_the_middle_of_their_cells(shape):
    grid = covering_grid((-350, -420, 510, 380), 100, shape)
    middle = cell_polygons(grid)[:, :-1].mean(axis=1).reshape(grid.rows, grid.columns, 2)
    np.testing.assert_allclose(np.stack(cell_centres(grid), axis=-1), middle, atol=1e-9)
    np.testing.assert_array_equal(cell_index(grid, *(axis.ravel() for axis in cell_centres(grid))), range(grid.cells))


@pytest.mark.parametrize(
    ("bounds", "rule", "size"),
    [
        ((0, 0, 31_234, 40_000), "sfhotspot", 600),  # 624.68 down to whole 100 m
        ((0, 0, 4_990, 9_000), "sfhotspot", 99.8),  # under 5 km: as it is
        ((0, 0, 9_000, 5_000), "sfhotspot", 100),
        ((0, 0, 30_000, 45_000), "ratcliffe", 200),
    ],
)
def test_automatic_cell_size(bounds, rule, size):
    assert automatic_cell_size(bounds, rule) == pytest.approx(size)


@settings(max_examples=50)
@given(st.floats(0, 1e6), st.floats(1e3, 1e6), shapes)
def test_the_cell_size_named_in_a_refusal_works(width, height, shape):
    with pytest.raises(InvalidInput, match="5,000,000") as refusal:
        covering_grid((0, 0, width, height), 1e-5, shape)
    size = float(str(refusal.value).split("at least ")[1].split(" m")[0])
    assert covering_grid((0, 0, width, height), size, shape).cells <= MAXIMUM_CELLS


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: covering_grid((0, 0, 1, 1), 0), "more than 0"),
        (lambda: covering_grid((0, 0, 1, 1), float("nan")), "more than 0"),
        (lambda: covering_grid((0, 0, 1, 1), 1, "triangle"), "square, hexagon"),
        (lambda: covering_grid((5, 0, 1, 1), 1), "in this order"),
        (lambda: covering_grid((0, 0, float("nan"), 1), 1), "in this order"),
        (lambda: covering_grid((1e9, 1e9, 1e9, 1e9), 1e-9), "larger cells"),
        (lambda: automatic_cell_size((3, 3, 3, 9)), "Enter one yourself"),
        (lambda: automatic_cell_size((0, 0, 9, 9), "sturges"), "sfhotspot, ratcliffe"),
        (lambda: bounds_of_points(np.array([]), np.array([])), "no points"),
    ],
)
def test_an_unusable_extent_or_size_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()


@pytest.mark.parametrize(
    ("x", "weights", "mask", "why"),
    [
        ([1, np.nan, np.inf, 2], None, None, "2 of 4 points"),
        ([1, 2, 3], None, None, "one value each"),
        ([1, 2, 3, 4], [1, 1, -1, np.nan], None, "2 of 4 weights"),
        ([1, 2, 3, 4], None, np.ones((2, 2)), "mask for this grid"),
    ],
)
def test_points_that_cannot_be_counted_are_refused_with_their_number(x, weights, mask, why):
    with pytest.raises(InvalidInput, match=why):
        count_points(covering_grid((0, 0, 9, 9), 1), np.array(x), np.zeros(4), weights, mask)
