"""Points in the squares of a grid, against the search that works for any polygon."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.hotspots.grids.areas import area_index
from safestats_core.hotspots.grids.grid import cell_polygons, covering_grid
from safestats_core.hotspots.lattice_boxes import lattice_boxes


def box(west, south, east, north):
    return [[np.array([(west, south), (east, south), (east, north), (west, north)], float)]]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.sampled_from([100.0, 37.5]), st.integers(0, 999))
def test_any_squares_of_a_grid_hold_what_the_search_finds(count, side, seed):
    random = np.random.default_rng(seed)
    grid = covering_grid((1_000, 5_000, 1_999, 5_499), side)
    cells = random.integers(0, grid.cells, count)
    areas = [[[ring]] for ring in cell_polygons(grid, cells)]
    x, y = random.uniform(900, 2_100, 300), random.uniform(4_900, 5_600, 300)
    x[:100], y[:100] = x[:100] // side * side, y[:100] // side * side  # on edges and corners
    boxes = lattice_boxes(areas)
    assert boxes is not None
    np.testing.assert_array_equal(boxes.index(x, y), area_index(areas, x, y))


@pytest.mark.parametrize(
    "areas",
    [
        [box(0, 0, 1, 1), box(1, 0, 3, 1)],
        [box(0, 0, 1, 1), box(1.5, 0, 2.5, 1)],
        [[[np.array([(0, 0), (1, 0), (0, 1)], float)]]],
        [[[np.array([(0, 0), (2, 1), (1, 2), (0, 1)], float)]]],
        [[[np.array([(0, 0), (1, 1), (1, 0), (0, 1)], float)]]],
        [box(0, 0, 1, 1) + box(1, 0, 2, 1)],
        [[[box(0, 0, 9, 9)[0][0], box(1, 1, 2, 2)[0][0]]]],
        [box(0, 0, 0, 1)],
        [],
    ],
    ids=["sizes", "offset", "triangle", "slanted", "crossed", "two parts", "hole", "line", "none"],
)
def test_anything_else_is_left_to_the_search(areas):
    assert lattice_boxes(areas) is None
