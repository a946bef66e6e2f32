"""The attacker asks: does a point move between answers, so that many of them surround the true place?"""

from __future__ import annotations

import io
import json

import pyarrow as pa
import pyarrow.csv
import pyproj
import pytest

from safestats_core.access import Grant, Level
from safestats_core.portal.people import add_grant, list_grants, withdraw_grant

ITEMS = "/collections/offences.points/items"


def places(desk, **query):
    features = desk.ask("pat", ITEMS, limit=10_000, **query).json()["features"]
    return {each["id"]: each["geometry"]["coordinates"] for each in features}


def test_a_point_is_where_it_was_in_every_call_form_and_filter(desk):
    here = places(desk)
    assert len(here) > 50
    assert places(desk) == here
    assert places(desk, bbox="-0.2,51.4,0.2,51.5").items() <= here.items()
    table = pa.ipc.open_stream(desk.ask("pat", ITEMS, f="arrow").body).read_all()
    assert {row["incident_id"]: [row["longitude"], row["latitude"]] for row in table.to_pylist()} == here
    written = pyarrow.csv.read_csv(io.BytesIO(desk.ask("pat", ITEMS, f="csv").body))
    assert {row["incident_id"]: [row["longitude"], row["latitude"]] for row in written.to_pylist()} == here
    for identity, place in list(here.items())[:5]:
        assert desk.ask("pat", f"{ITEMS}/{identity}").json()["geometry"]["coordinates"] == place


def test_another_reference_system_shows_the_same_lattice_and_no_finer_place(desk):
    crs = "http://www.opengis.net/def/crs/EPSG/0/27700"
    for easting, northing in places(desk, crs=crs).values():
        # The middle of a square of 250 m; a place in degrees of six decimals is within 0.1 m of it.
        assert abs(easting % 250 - 125) < 0.2
        assert abs(northing % 250 - 125) < 0.2


def test_a_box_finds_a_point_by_where_it_is_shown(desk, world):
    """Halving the box around a point again and again ends at the shown place, not at the true one."""
    identity, (longitude, latitude) = next(iter(places(desk).items()))
    west, south, east, north = -0.2, 51.4, -0.1, 51.5
    for _ in range(18):
        middle, height = (west + east) / 2, (south + north) / 2
        west, east = (middle, east) if longitude >= middle else (west, middle)
        south, north = (height, north) if latitude >= height else (south, height)
        assert identity in places(desk, bbox=f"{west:.9f},{south:.9f},{east:.9f},{north:.9f}")
    assert abs(longitude - (west + east) / 2) < 1e-6


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_point_and_its_name_outlive_a_change_of_grants_and_of_the_record(fresh, more):
    portal, desk = fresh
    here = places(desk)
    (number,) = [number for number, grant in list_grants(portal) if grant.subject == "person:pat"]
    withdraw_grant(portal, number)
    add_grant(portal, Grant("person:pat", "offences", Level.POINT))
    assert here.items() <= places(desk).items()
    lattice = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    assert all(abs(lattice.transform(*place)[0] % 250 - 125) < 0.2 for place in places(desk).values())
    assert "MARKER" not in json.dumps(desk.ask("pat", ITEMS, limit=10_000).json())
