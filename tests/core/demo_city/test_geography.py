from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from safestats_core.demo_city.city import make_city
from safestats_core.demo_city.geography import lay_out
from safestats_core.projection import to_wgs84

# Beyond this longitude PROJ has no transformation of EPSG:27700 and falls back to one that is 120 m off.
EASTERN_LIMIT = 1.92
WESTERN_LIMIT = 1.5
"""Open sea: England ends at longitude 0.4 on this latitude, and the Netherlands begin at 4.5."""


@pytest.mark.parametrize("seed", [0, 1, 2024])
def test_wards_tile_their_boroughs_and_boroughs_the_land(seed):
    geography = lay_out(np.random.default_rng(seed))
    polygons = [ward.polygon for ward in geography.wards]
    assert len(geography.boroughs) == 6
    assert len(polygons) == 48
    assert all(polygon.is_valid and polygon.geom_type == "Polygon" for polygon in polygons)
    assert sum(polygon.area for polygon in polygons) == pytest.approx(geography.land.area, rel=1e-12)
    assert shapely.union_all(polygons).equals(geography.land)
    for borough in geography.boroughs:
        own = [ward.polygon for ward in geography.wards if ward.borough == borough.code]
        assert len(own) == 8
        assert shapely.union_all(own).equals(borough.polygon)


def test_boundary_files_tile_the_city_and_name_their_areas(city, folder):
    boroughs, wards = (
        json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        for name in ("boroughs", "wards")
    )
    borough_shapes, ward_shapes = (
        shapely.from_geojson([json.dumps(f["geometry"]) for f in fs]) for fs in (boroughs, wards)
    )
    assert shapely.is_valid(borough_shapes).all()
    assert shapely.is_valid(ward_shapes).all()
    touching = shapely.STRtree(ward_shapes).query(ward_shapes, predicate="overlaps")
    assert touching.size == 0
    assert shapely.union_all(ward_shapes).equals(shapely.union_all(borough_shapes))
    assert {frozenset(f["properties"]) for f in wards} == {frozenset({"code", "name", "borough"})}
    assert {f["properties"]["borough"] for f in wards} == {f["properties"]["code"] for f in boroughs}
    assert len({f["properties"]["name"] for f in wards}) == 48


def test_rings_of_boundary_files_run_as_geojson_wants(city, folder):
    features = json.loads((folder / "wards.geojson").read_text(encoding="utf-8"))["features"]
    assert all(shapely.LinearRing(f["geometry"]["coordinates"][0]).is_ccw for f in features)


@pytest.mark.parametrize("seed", [0, 1, 2024])
def test_the_city_lies_in_open_sea_where_its_projection_can_be_trusted(seed):
    west, south, east, north = lay_out(np.random.default_rng(seed)).land.bounds
    longitude, latitude = to_wgs84(
        np.array([west, west, east, east]), np.array([south, north, south, north]), "EPSG:27700"
    )
    assert longitude.min() > WESTERN_LIMIT
    assert longitude.max() < EASTERN_LIMIT
    assert (np.abs(latitude - 53.75) < 0.15).all()


def test_codes_cannot_be_taken_for_real_ones(city):
    assert all(borough.code.startswith("D09") and len(borough.code) == 9 for borough in city.boroughs)
    assert all(ward.code.startswith("D05") and len(ward.code) == 9 for ward in city.wards)


def test_a_city_can_be_made_without_files(city):
    alone = make_city(2024)
    assert [ward.name for ward in alone.wards] == [ward.name for ward in city.wards]
    assert [(h.easting, h.northing) for h in alone.truth.hotspots] == [
        (h.easting, h.northing) for h in city.truth.hotspots
    ]
    assert alone.truth.files == ()
