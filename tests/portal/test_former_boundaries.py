"""Rows that were stamped with codes of 2011 can be drawn and found after the boundaries of 2021 came."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pyarrow as pa
import pytest
import shapely

from safestats_core.access import Grant, Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.people import add_grant, add_person

OLD = {"E05000001": shapely.box(-0.2, 51.4, -0.1, 51.5), "E05000002": shapely.box(-0.1, 51.4, 0.0, 51.5)}
NEW = {"E05000002": shapely.box(-0.1, 51.4, 0.05, 51.5), "E05014001": shapely.box(-0.2, 51.4, -0.1, 51.45)}


def boundaries(path, wards):
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": code, "borough": "B1"},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, shape in wards.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def desk(portal, offences, put, tmp_path, desk_of):
    moment = datetime(2024, 1, 5, tzinfo=timezone.utc)
    rows = [
        {
            "incident_id": f"{ward} {number}",
            "supplier": "Test Police",
            "category": "burglary",
            "start": moment,
            "end": moment,
            "time_precision": "exact",
            "month": "2024-01",
            "location_precision": "none",
            "borough": "B1",
            "ward": ward,
        }
        for ward in OLD
        for number in range(12)
    ]
    add_areas(portal, boundaries(tmp_path / "2011.geojson", OLD), "ward", version="2011")
    put(portal, offences, pa.Table.from_pylist(rows, INCIDENT_SCHEMA))
    add_areas(portal, boundaries(tmp_path / "2021.geojson", NEW), "ward", version="2021")
    add_person(portal, "ada", "Ada Byron", "Council", "correct horse battery")
    add_grant(portal, Grant("person:ada", offences, Level.COUNTS))
    return desk_of(portal)


def drawn(desk, **query):
    features = desk.ask("ada", "/collections/offences.counts/items", **query).json()["features"]
    return {
        each["properties"]["ward"]: each["geometry"] and shapely.geometry.shape(each["geometry"]) for each in features
    }


def test_a_count_under_a_code_of_2011_has_the_outline_that_the_code_had(desk):
    found = drawn(desk)
    assert found["E05000001"].equals(OLD["E05000001"])
    # A code that is there still has its present outline.
    assert found["E05000002"].equals(NEW["E05000002"])


def test_it_is_found_by_the_box_and_the_shape_that_it_is_drawn_in(desk):
    assert set(drawn(desk, bbox="-0.19,51.46,-0.18,51.47")) == {"E05000001"}
    assert set(drawn(desk, filter="S_INTERSECTS(geometry, POINT(-0.15 51.47))")) == {"E05000001"}
    box = desk.ask("ada", "/collections/offences.counts").json()["extent"]["spatial"]["bbox"][0]
    assert shapely.box(*box).covers(shapely.union_all([OLD["E05000001"], NEW["E05000002"]]))


def test_each_version_is_served_by_its_name(desk):
    served = {
        version: {each["id"] for each in desk.ask("ada", "/areas/ward", **query).json()["features"]}
        for version, query in (("2011", {"version": "2011"}), ("2021", {"version": "2021"}), (None, {}))
    }
    assert served == {"2011": set(OLD), "2021": set(NEW), None: set(NEW)}
    listed = {each["type"]: each["versions"] for each in desk.ask("ada", "/areas").json()["types"]}["ward"]
    assert [(each["version"], each["current"]) for each in listed] == [("2011", False), ("2021", True)]
