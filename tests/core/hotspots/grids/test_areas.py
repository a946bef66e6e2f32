"""Points in many areas: the answer of `inside`, area by area, for all areas at once."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.grids.areas import area_index, count_in_areas
from safestats_core.hotspots.grids.boundary import inside

SQUARE = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)


def warped_areas(columns: int, rows: int, seed: int = 0) -> list:
    """Quadrangles on whole coordinates that tile a block: columns x rows areas of one polygon."""
    random = np.random.default_rng(seed)
    corners = np.stack(np.meshgrid(np.arange(columns + 1), np.arange(rows + 1)), axis=-1) * 10.0
    corners[1:-1, 1:-1] += random.integers(-3, 4, (rows - 1, columns - 1, 2))
    south_west, south_east = corners[:-1, :-1], corners[:-1, 1:]
    north_west, north_east = corners[1:, :-1], corners[1:, 1:]
    rings = np.stack([south_west, south_east, north_east, north_west], axis=2).reshape(-1, 4, 2)
    return [[[ring]] for ring in rings]


def first_inside(areas, x, y):
    held = np.array([inside(area, x, y) for area in areas])
    return np.where(held.any(axis=0), held.argmax(axis=0), -1), held.sum(axis=0)


@given(st.integers(0, 99), st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 42)), max_size=60))
@example(0, [(0, 0), (0, -1)])  # on the upper edge of all points, and the lower edge of an area
@settings(deadline=None)
def test_areas_that_tile_the_plane_share_out_every_point_as_inside_does(seed, points):
    areas = warped_areas(6, 4, seed)
    x, y = np.array(points, dtype=float).reshape(-1, 2).T
    expected, times = first_inside(areas, x, y)
    np.testing.assert_array_equal(area_index(areas, x, y), expected)
    assert times.max(initial=0) <= 1
    np.testing.assert_array_equal(expected >= 0, (x >= 0) & (x < 60) & (y >= 0) & (y < 40))


@pytest.mark.parametrize("count", [1, 30, 3000])
def test_overlaps_holes_and_parts_are_those_of_inside(count):
    hole = SQUARE * 0.5 + (2, 2)
    areas = [
        [[SQUARE, hole], [SQUARE + (20, 0)]],
        [[SQUARE + (5, 5)]],
        [[SQUARE * 100 - (500, 500)]],
        [[SQUARE + (3, 3)], [SQUARE + (6, 6)]],
        [[SQUARE + (1000, 1000)]],
    ]
    points = np.random.default_rng(8).integers(-5, 35, (2, count)).astype(float)
    expected, times = first_inside(areas, *points)
    np.testing.assert_array_equal(area_index(areas, *points), expected)
    weights = np.random.default_rng(9).uniform(0, 3, count)
    counts = count_in_areas(areas, *points, weights)
    np.testing.assert_array_equal(counts.count, np.bincount(expected[expected >= 0], minlength=5))
    assert counts.in_several == np.count_nonzero(times > 1)
    assert counts.count.sum() + counts.outside == count
    assert counts.weight.sum() + counts.outside_weight == pytest.approx(weights.sum())


def test_all_points_in_one_place_or_on_a_line_are_found():
    areas = [[[SQUARE]], [[SQUARE + (10, 0)]]]
    np.testing.assert_array_equal(area_index(areas, np.full(100, 10.0), np.full(100, 4.0)), 1)
    np.testing.assert_array_equal(
        area_index(areas, np.arange(100.0), np.full(100, 4.0))[:21], [0] * 10 + [1] * 10 + [-1]
    )
    assert area_index(areas, np.array([]), np.array([])).shape == (0,)
    assert count_in_areas(areas, np.array([]), np.array([])).count.tolist() == [0, 0]


def test_a_quarter_million_points_in_a_thousand_areas_take_a_moment():
    areas = warped_areas(40, 25)
    x, y = np.random.default_rng(1).uniform((0, 0), (400, 250), (250_000, 2)).T
    start = time.process_time()
    counts = count_in_areas(areas, x, y)
    assert time.process_time() - start < 2
    assert counts.count.sum() == 250_000
    assert counts.in_several == 0


@pytest.mark.realdata
def test_lsoas_of_london_share_out_the_points_inside_london(real_data):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(
        real_data / "london_boundaries" / "london_2021_ons_gen20.gpkg", layer="london_2021_lsoa"
    )
    areas = [
        [[np.asarray(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)] for part in shape.geoms]
        for shape in frame.geometry
    ]
    west, south, east, north = frame.total_bounds
    x, y = np.random.default_rng(2).uniform((west, south), (east, north), (100_000, 2)).T
    index = area_index(areas, x, y)
    joined = geopandas.sjoin(
        geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(x, y), crs=frame.crs), frame[["geometry"]], how="inner"
    )
    held = joined[~joined.index.duplicated()]
    # A point on an edge may go to either side; at random coordinates there is none.
    np.testing.assert_array_equal(np.flatnonzero(index >= 0), np.sort(held.index))
    assert np.mean(index[held.index] == held["index_right"]) > 0.9999


def test_a_search_can_be_cancelled():
    def stop(done, total, what):
        assert (done, total) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        area_index([[[SQUARE]], [[SQUARE]]], np.array([1.0]), np.array([1.0]), stop)


@pytest.mark.parametrize(
    ("areas", "why"),
    [
        ([], "no areas"),
        ([[[SQUARE]], []], "Area 2 holds no polygon"),
        ([[[SQUARE]], [[SQUARE[:2]]]], "Area 2 has a ring that is no array"),
        ([[[SQUARE * (1, 0)]]], "Area 1 has a ring that is a line"),
    ],
)
def test_an_area_that_is_none_is_named(areas, why):
    with pytest.raises(InvalidInput, match=why):
        area_index(areas, np.array([1.0]), np.array([1.0]))


def test_points_without_coordinates_are_refused():
    with pytest.raises(InvalidInput, match="1 of 2 points"):
        count_in_areas([[[SQUARE]]], np.array([1.0, np.nan]), np.zeros(2))
