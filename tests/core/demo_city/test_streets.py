from __future__ import annotations

import numpy as np
import pytest
import shapely

from safestats_core.demo_city.attraction import SETTINGS
from safestats_core.demo_city.ground import Ground, lay_ground
from safestats_core.demo_city.map_points import lay_map_points


@pytest.fixture(scope="module")
def ground() -> Ground:
    return lay_ground(np.random.default_rng(2024))


@pytest.mark.parametrize("setting", SETTINGS)
def test_few_street_segments_hold_half_of_what_happens(ground, setting):
    """Weisburd (2015), eight cities: half of all crime on 2.1 to 6.0 % of the segments."""
    weights = np.sort(ground.attraction[setting])[::-1]
    holding_half = np.searchsorted(np.cumsum(weights), weights.sum() / 2) / len(weights)
    assert 0.021 < holding_half < 0.060


def test_recorded_offences_lie_at_houses_along_streets(city, places):
    at = places["police-recorded"]
    points = shapely.points(at[np.isfinite(at[:, 0])])
    streets = shapely.linestrings(np.stack([city.streets.start, city.streets.end], axis=1))
    _, away = shapely.STRtree(streets).query_nearest(points, return_distance=True, all_matches=False)
    assert away.max() < 7.3


def test_every_address_lies_in_the_ward_that_the_fire_service_writes_down(city, incidents, places):
    polygons = {ward.code: ward.polygon for ward in city.wards}
    known = np.isfinite(places["fire"][:, 0])
    codes = np.array(incidents["fire"]["ward"].to_pylist())[known]
    own = np.array([polygons[code] for code in codes])
    assert shapely.contains(own, shapely.points(places["fire"][known])).all()


def test_open_police_data_shows_few_points_near_the_true_places(city, incidents, places):
    points = lay_map_points(city.streets).place
    at = places["police-open"][np.isfinite(places["police-open"][:, 0])]
    away = shapely.STRtree(shapely.points(points)).query_nearest(
        shapely.points(at), return_distance=True, all_matches=False
    )[1]
    assert away.max() < 0.15
    recorded = places["police-recorded"][np.isfinite(places["police-recorded"][:, 0])]
    assert len(np.unique(at, axis=0)) < 0.6 * len(np.unique(recorded, axis=0))
    assert np.abs(at.mean(axis=0) - recorded.mean(axis=0)).max() < 25


def test_hospital_places_are_centres_of_hundred_metre_cells(places):
    at = places["emergency-departments"][np.isfinite(places["emergency-departments"][:, 0])]
    assert np.abs((at - 50 + 1) % 100 - 1).max() < 0.01
