"""Which cells, incidents and area a hotspot map is judged by."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.accuracy import accuracy_at, share_with_score
from safestats_core.hotspots.hotspot_map import curve_of, polygon_map, raster_map


def box(west, south, east, north):
    return [[np.array([(west, south), (east, south), (east, north), (west, north)], float)]]


def places(*points):
    return tuple(np.array(points, float).T) if points else (np.empty(0), np.empty(0))


CITY = box(0, 0, 400, 200)


def test_pixels_count_from_the_south_and_an_edge_belongs_to_the_east_and_north():
    values = np.array([[1, 2], [3, 4]])
    later = places((50, 50), (100, 50), (0, 100), (199.9, 199.9), (200, 50), (50, 200), (-1, 5))
    found = raster_map(values, (0, 0, 200, 200), later)
    assert found.score.tolist() == [1, 2, 3, 4]
    assert found.later.tolist() == [1, 1, 1, 1]
    assert found.outside == 3
    assert found.area.tolist() == [10_000] * 4


def test_pixels_may_be_oblong():
    found = raster_map(np.array([[1, 2]]), (0, 0, 400, 100), places((199, 50), (201, 50), (399, 99)))
    assert found.later.tolist() == [1, 2]
    assert found.area.tolist() == [20_000, 20_000]


def test_a_pixel_belongs_to_the_study_area_when_its_centre_does():
    boundary = box(0, 0, 160, 100)
    found = raster_map(
        np.array([[1, 2, 3]]),
        (0, 0, 300, 100),
        places((50, 50), (155, 50), (170, 50), (250, 50)),
        boundary=boundary,
        boundary_area=16_000,
    )
    assert found.score.tolist() == [1, 2]
    assert found.later.tolist() == [1, 1]
    assert found.outside == 2
    assert found.area.sum() + found.uncovered_area == pytest.approx(16_000)
    assert found.uncovered_area < 0.1


def test_all_maps_of_a_study_area_are_judged_on_the_same_area_and_incidents():
    boundary, later = box(10, 10, 360, 90), places((15, 15), (355, 85), (355, 15), (200, 50))
    judged = {"boundary": boundary, "boundary_area": 350 * 80.0}
    fine = raster_map(np.arange(40 * 10).reshape(10, 40), (0, 0, 400, 100), later, **judged)
    coarse = raster_map(np.arange(2).reshape(1, 2), (0, 0, 400, 100), later, **judged)
    polygons = polygon_map([box(100, 0, 300, 100)], np.ones(1), np.array([200 * 80.0]), later, **judged)
    for found in (fine, coarse, polygons):
        curve = curve_of(found)
        assert (curve.study_area * 1e6, curve.incidents) == (pytest.approx(28_000), 4)


def test_a_map_of_two_hotspots_is_judged_against_the_whole_city():
    hotspots = [box(0, 0, 100, 100), box(100, 0, 200, 100)]
    later = places((50, 50), (60, 50), (150, 50), (350, 150), (1, 199), (900, 900))
    found = polygon_map(
        hotspots, np.array([5, 9]), np.array([10_000.0, 10_000]), later, boundary=CITY, boundary_area=80_000
    )
    assert found.later.tolist() == [2, 1]
    assert (found.uncovered_area, found.uncovered_later, found.outside) == (60_000, 2, 1)
    curve = curve_of(found)
    assert (curve.incidents, curve.study_area) == (5, pytest.approx(0.08))
    drawn = accuracy_at(curve, np.array([share_with_score(curve, 5)]))
    assert drawn.hit_rate[0] == pytest.approx(0.6)
    assert drawn.pai[0] == pytest.approx(0.6 / 0.25)


def test_without_a_boundary_the_polygons_are_the_study_area():
    found = polygon_map([box(0, 0, 100, 100)], np.array([1]), np.array([10_000.0]), places((50, 50), (150, 50)))
    assert (found.uncovered_area, found.outside) == (0, 1)


def test_where_polygons_overlap_the_highest_score_has_the_incident():
    overlapping = [box(0, 0, 100, 100), box(50, 0, 150, 100), box(0, 0, 150, 100)]
    found = polygon_map(overlapping, np.array([1, 8, np.nan]), np.full(3, 10_000.0), places((75, 50), (25, 50)))
    assert found.later.tolist() == [1, 1, 0]


def test_a_cell_without_a_value_is_left_out_or_searched_last():
    found = raster_map(np.array([[4, np.nan, 1, 1]]), (0, 0, 400, 100), places((50, 50), (150, 50)))
    left_out = curve_of(found)
    assert (left_out.incidents, left_out.left_out, left_out.left_out_incidents) == (1, 1, 1)
    last = curve_of(found, no_value_last=True)
    assert (last.incidents, last.study_area) == (2, pytest.approx(0.04))
    np.testing.assert_allclose(accuracy_at(last, np.array([0.25, 0.75, 1])).found, [1, 1, 2])


def test_earlier_incidents_follow_the_same_rules():
    found = raster_map(
        np.array([[2, 1]]),
        (0, 0, 200, 100),
        places((50, 50), (150, 50)),
        earlier=places((50, 50), (50, 60), (50, 70), (150, 50), (999, 0)),
    )
    assert found.earlier.tolist() == [3, 1]
    assert accuracy_at(curve_of(found), np.array([0.5])).rri[0] == pytest.approx((1 / 2) / (3 / 4))


def test_too_many_pixels_are_refused_before_the_work():
    with pytest.raises(InvalidInput, match="larger pixels"):
        raster_map(np.broadcast_to(1.0, (5_000, 5_000)), (0, 0, 1, 1), places())
