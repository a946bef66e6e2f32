"""Who is whose neighbour, held against libpysal and plain distances."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import spatial

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.grids.grid import Grid, cell_centres
from safestats_core.hotspots.local_statistics.neighbours import distance_band, k_nearest, queen, rook, square_stencil

GRID = Grid("square", 100.0, -3, 7, 9, 6)
X, Y = np.random.default_rng(2).uniform(0, 1000, (2, 120))


@pytest.mark.parametrize(("rule", "contiguity"), [(queen, False), (rook, True)])
def test_cells_that_touch_are_those_of_libpysal(rule, contiguity):
    weights = pytest.importorskip("libpysal").weights.lat2W(GRID.rows, GRID.columns, rook=contiguity)
    expected = weights.sparse.toarray()
    np.testing.assert_array_equal(rule(GRID).toarray(), expected)


@pytest.mark.parametrize("shape", ["square", "hexagon"])
@pytest.mark.parametrize("row", [7, 8, -5])
def test_neighbours_are_the_cells_at_one_step(shape, row):
    grid = Grid(shape, 100.0, -3, row, 9, 6)
    points = np.column_stack([axis.ravel() for axis in cell_centres(grid)])
    distance = spatial.distance.cdist(points, points)
    close, corner = (distance > 0) & (distance < 101), (distance > 0) & (distance < 142)
    np.testing.assert_array_equal(rook(grid).toarray(), close)
    np.testing.assert_array_equal(queen(grid).toarray(), corner if shape == "square" else close)


@pytest.mark.parametrize("shape", ["square", "hexagon"])
def test_a_mask_takes_cells_out_and_leaves_the_rest_as_they_were(shape):
    grid = Grid(shape, 100.0, 4, 7, 9, 6)
    mask = np.random.default_rng(0).random((6, 9)) < 0.6
    kept = np.flatnonzero(mask)
    np.testing.assert_array_equal(queen(grid, mask).toarray(), queen(grid).toarray()[np.ix_(kept, kept)])


def test_a_cell_can_be_its_own_neighbour():
    for with_self, without in (
        (queen(GRID, include_self=True), queen(GRID)),
        (rook(GRID, include_self=True), rook(GRID)),
        (distance_band(X, Y, 90, include_self=True), distance_band(X, Y, 90)),
        (k_nearest(X, Y, 4, include_self=True), k_nearest(X, Y, 4)),
    ):
        assert not without.diagonal().any()
        np.testing.assert_array_equal((with_self - without).toarray(), np.eye(with_self.shape[0]))


def test_a_band_holds_all_points_up_to_and_including_its_length():
    distance = spatial.distance.cdist(np.c_[X, Y], np.c_[X, Y])
    np.testing.assert_array_equal(distance_band(X, Y, 120).toarray(), (distance <= 120) & (distance > 0))
    x, y = (axis.ravel() for axis in cell_centres(Grid("square", 0.1, 5_000_001, 7, 4, 4)))
    assert distance_band(x, y, 0.1).sum() == 2 * 24
    assert distance_band(x, y, 0.1 * np.sqrt(2)).sum() == 2 * (24 + 18)


def test_the_nearest_are_those_of_sorted_distances():
    distance = spatial.distance.cdist(np.c_[X, Y], np.c_[X, Y])
    np.fill_diagonal(distance, np.inf)
    weights = k_nearest(X, Y, 5).toarray()
    for row, neighbours in enumerate(weights):
        assert set(np.flatnonzero(neighbours)) == set(np.argsort(distance[row])[:5])


def test_incidents_in_one_place_are_neighbours_but_never_of_themselves():
    x, y = np.append(np.full(20, 7.0), [0, 1]), np.append(np.full(20, 7.0), [0, 1])
    weights = k_nearest(x, y, 3)
    assert not weights.diagonal().any()
    np.testing.assert_array_equal(weights.sum(axis=1), 3)
    assert weights[:20, 20:].sum() == 0
    assert distance_band(x, y, 0.5).sum() == 20 * 19


@pytest.mark.parametrize(("band", "members"), [(100, 5), (142, 9), (200, 13), (250, 21)])
def test_a_band_on_a_grid_is_a_disc(band, members):
    stencil = square_stencil(band, 100)
    assert stencil.sum() == members
    np.testing.assert_array_equal(stencil, stencil[::-1, ::-1])


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: distance_band(X, Y, 1e-6), "longer band"),
        (lambda: distance_band(X, Y, 0), "more than 0"),
        (lambda: distance_band(np.zeros(20_000), np.zeros(20_000), 1), "199,990,000 pairs.*shorter band"),
        (lambda: k_nearest(X, Y, 0), "from 1 to 119"),
        (lambda: k_nearest(X, Y, 120), "from 1 to 119"),
        (lambda: queen(GRID, np.ones((2, 2))), "mask for this grid"),
        (lambda: square_stencil("bishop"), "queen, rook or a band"),
        (lambda: square_stencil(200), "cell size"),
        (lambda: square_stencil(99, 100), "at least 100 m"),
        (lambda: square_stencil(np.nan, 100), "more than 0"),
    ],
)
def test_a_neighbourhood_that_cannot_be_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
