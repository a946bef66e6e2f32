"""Somebody with more grants than a database takes conditions in a row, or values in a question, sees what they show."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pyarrow as pa
import pytest

from safestats_core.access import Grant, Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.databases.database import writing
from safestats_core.portal.people import add_person
from safestats_core.portal.rights.grant_rows import enter_grant

GRANTS = 1_600
SHOWN = ("W0001", "W0801", "W1599")
HIDDEN = ("W0002", "W1598")
"""Wards whose grants show no outcome."""


def incident(number, month, ward):
    moment = datetime.fromisoformat(f"{month}-05T12:00+00:00")
    return {
        "incident_id": str(number),
        "supplier": "Test Police",
        "category": "burglary",
        "start": moment,
        "end": moment,
        "time_precision": "exact",
        "month": month,
        "longitude": -0.1,
        "latitude": 51.5,
        "location_precision": "exact",
        "ward": ward,
        "outcome": "Charged",
    }


def outcome_shown(number):
    """Every other grant hides the outcome; no two have the same months, so that none can be joined with another."""
    return None if number % 2 else frozenset(INCIDENT_SCHEMA.names) - {"outcome"}


def window(number):
    return f"{1000 + number // 12:04d}-{number % 12 + 1:02d}"


@pytest.fixture
def desk(portal, offences, put, desk_of):
    """The web application, put to ada, who has so many grants at each level."""
    wards = [*SHOWN, *HIDDEN, "W9999", None]
    rows = [incident(f"{month}/{ward}", month, ward) for month in ("2024-01", "2024-02") for ward in wards]
    put(portal, offences, pa.Table.from_pylist(rows, INCIDENT_SCHEMA))
    add_person(portal, "ada", "Ada", "Council", "heron-velvet-quarry")
    with writing(portal.engine) as connection:
        for number in range(GRANTS):
            areas = frozenset({f"W{number:04d}", *(f"X{number:04d}-{other}" for other in range(5))})
            given = {"areas": areas, "from_month": window(number), "to_month": "2024-01"}
            fields = outcome_shown(number)
            enter_grant(connection, Grant("person:ada", offences, Level.RECORD, fields=fields, **given))
            enter_grant(connection, Grant("person:ada", offences, Level.POINT, **given))
            enter_grant(connection, Grant("person:ada", offences, Level.COUNTS, **given))
    return desk_of(portal)


def ask(desk, path, **query):
    answer = desk.ask("ada", path, **query)
    assert answer.status == 200, answer.body[:500]
    return answer


def places(answer):
    """The month and ward of each row: where fields are hidden, its id is the portal's own."""
    return sorted((each["properties"]["month"], each["properties"]["ward"]) for each in answer.json()["features"])


def in_january(*wards):
    return sorted(("2024-01", ward) for ward in wards)


def test_more_than_a_thousand_grants_show_what_each_of_them_shows(desk):
    listed = ask(desk, "/collections").json()["collections"]
    assert {each["id"] for each in listed} == {"offences", "offences.points", "offences.counts"}

    items, seen = "/collections/offences/items", in_january(*SHOWN, *HIDDEN)
    assert places(ask(desk, items)) == seen
    rows = list(csv.DictReader(io.StringIO(ask(desk, items, f="csv").body.decode("utf-8-sig"))))
    assert sorted((row["month"], row["ward"]) for row in rows) == seen
    assert {row["ward"] for row in rows if row["outcome"]} == set(SHOWN)
    streamed = pa.ipc.open_stream(ask(desk, items, f="arrow").body).read_all()
    assert sorted(zip(streamed["month"].to_pylist(), streamed["ward"].to_pylist())) == seen

    told = ask(desk, "/collections/offences/months").json()["months"]
    assert [(month["month"], month["rows"]) for month in told] == [("2024-01", 5)]
    assert ask(desk, "/collections/offences/changes").status == 200
    assert places(ask(desk, "/collections/offences.points/items")) == seen
    assert places(ask(desk, "/collections/offences.counts/items")) == seen


def test_what_some_of_them_hide_is_asked_about_as_it_is_seen(desk):
    items, seen = "/collections/offences/items", in_january(*SHOWN)
    assert places(ask(desk, items, filter="outcome = 'Charged'", bbox="-0.2,51.4,0,51.6", category="burglary")) == seen
    charged = "outcome = 'Charged' AND (outcome LIKE 'C%' OR NOT outcome IS NULL)"
    assert places(ask(desk, items, filter=charged + " AND S_INTERSECTS(geometry, BBOX(-1, 51, 0, 52))")) == seen
    wards = ",".join((*SHOWN, *HIDDEN))
    assert places(ask(desk, items, filter="outcome IS NULL", area=wards)) == in_january(*HIDDEN)


@pytest.mark.parametrize("store", ["postgresql"])
def test_areas_of_one_grant_may_be_more_than_postgresql_takes_values(portal, offences, put, desk_of):
    put(portal, offences, pa.Table.from_pylist([incident("1", "2024-01", "W0001")], INCIDENT_SCHEMA))
    add_person(portal, "ada", "Ada", "Council", "heron-velvet-quarry")
    codes = frozenset({"W0001", "o'clock", "50%s", "a\\b", *(f"X{number}" for number in range(40_000))})
    with writing(portal.engine) as connection:
        enter_grant(connection, Grant("person:ada", offences, Level.RECORD, areas=codes))
    assert places(ask(desk_of(portal), "/collections/offences/items")) == in_january("W0001")
