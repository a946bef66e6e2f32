"""GeoJSON: a collection of points is read like a table, and a feature that is no point is one refused row."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply


def point(*position: object) -> dict:
    return {"type": "Point", "coordinates": list(position)}


def feature(number: int, geometry: object = None, **properties: object) -> dict:
    values = {"id": f"A-{number}", "category": "drugs", "start": "2024-01-05T10:00:00Z", **properties}
    return {"type": "Feature", "geometry": geometry, "properties": values}


@pytest.fixture
def take_features(take, tmp_path: Path):
    def take_features(*features: object, name: str = "calls.geojson", **members: object):
        document = {"type": "FeatureCollection", "features": list(features), **members}
        content = json.dumps(document).encode()
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return take(tmp_path / name, load_profile("generic"))

    return take_features


@pytest.mark.parametrize("name", ["calls.geojson", "calls.json", "calls.geojson.gz"])
def test_points_are_read_with_every_digit(take_features, name):
    taken = take_features(feature(1, point(-0.1234567890123, 51.5), note={"by": "phone"}), feature(2), name=name)
    assert (taken.read, taken.refusals) == (2, [])
    assert taken["longitude"] == [-0.1234567890123, None]
    assert taken["location_precision"] == ["exact", "none"]
    assert taken["incident_id"] == ["A-1", "A-2"]
    assert taken["attributes"] == ['{"note.by": "phone"}', None]


def test_what_is_not_a_point_is_refused_by_its_row(take_features):
    taken = take_features(
        feature(1, {"type": "Polygon", "coordinates": []}),
        feature(2, point("west", 51.5)),
        feature(3, point(-0.1)),
        feature(4, point(-0.1, None)),
        feature(5, "here"),
        {"type": "Feature", "properties": [1], "geometry": None},
        "a feature",
        {"type": "Point", "coordinates": [0, 1]},
        feature(9, point(530_000, 180_000)),
        feature(10, point(-0.1, 51.5, 12.0)),
        feature(11, {"type": "Point", "coordinates": []}),
        feature(12, {"type": ["Point"], "coordinates": {}}),
        feature(13, point(True, 51.5)),
    )
    assert taken["incident_id"] == ["A-10", "A-11"]
    reasons = {refusal.row: refusal.reason for refusal in taken.refusals}
    assert taken.read == 13 == len(reasons) + 2
    assert reasons[1] == "Its geometry is Polygon, but an incident is a Point. Send one point, or none."
    assert "not numbers" in reasons[2]
    assert "two numbers" in reasons[3]
    assert reasons[6] == "Its properties are not named values."
    assert reasons[7] == reasons[8] == "It is not a GeoJSON feature."
    assert "outside" in reasons[9]


def test_a_property_named_like_a_coordinate_stays_the_suppliers(take_features):
    taken = take_features(feature(1, point(-0.2, 51.6), longitude=-0.1, latitude=51.5))
    assert taken["longitude"] == [-0.1]
    assert json.loads(taken["attributes"][0]) == {"geometry.longitude": "-0.2", "geometry.latitude": "51.6"}


def test_the_id_of_a_feature_is_a_column_where_no_property_is(take_features):
    nameless = feature(1, point(-0.1, 51.5))
    nameless["id"] = 7
    del nameless["properties"]["id"]
    assert take_features(nameless)["incident_id"] == ["7"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"features": {"a": 1}}, "no list of features"),
        ({"features": None}, "no list of features"),
        ({"features": [1, "x"]}, "holds no records"),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}, "WGS 84"),
        ({"crs": "EPSG:27700"}, "WGS 84"),
    ],
)
def test_a_collection_that_cannot_be_read_says_why(take_features, members, words):
    with pytest.raises(UnreadableSupply, match=words):
        take_features(feature(1, point(-0.1, 51.5)), **members)


def test_degrees_under_another_name_are_degrees(take_features):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert take_features(feature(1, point(-0.1, 51.5)), crs=crs)["longitude"] == [-0.1]


def test_an_empty_collection_is_an_empty_supply_once_its_profile_is_named(take_features, tmp_path):
    assert take_features().read == 0
    with pytest.raises(UnreadableSupply, match="Name the profile"):
        list(open_supply(tmp_path / "calls.geojson"))


def test_a_profile_may_take_no_geojson(take, tmp_path, declared):
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature(1)]}))
    with pytest.raises(UnreadableSupply, match="reads csv, not geojson"):
        take(tmp_path / "a.geojson", declared(source={"format": "csv"}))
