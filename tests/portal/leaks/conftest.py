"""A portal with rows that nobody here may see beside rows that somebody may, and what an attacker asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
import shapely
from sqlalchemy import insert

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.databases.database import writing
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.person import is_program
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.portal.rights.programs import add_program
from safestats_core.portal.schema import tables

WARDS = {"W1": ("B1", -0.20), "W2": ("B1", -0.10), "W3": ("B2", 0.00), "W4": ("B2", 0.10)}
"""Code -> borough and western edge; each is 0.1 degrees wide, from 51.40 to 51.50 north."""

CATEGORIES = ("burglary", "robbery", "drugs")
SECRET = "MARKER"
"""Stands in every value that nobody here may see."""

MASKED = frozenset({"category", "start", "end", "borough", "ward"})
"""What rita sees of a record."""


def profile_of(name: str) -> Any:
    words = ("title", "agency", "theme", "description", "attribution", "licence")
    about = {**{word: "-" for word in words}, "name": name, "theme": "crime", "handling": "OFFICIAL"}
    read = {"supplier": {"value": "Test Police"}, "category": {"column": "what"}, "time": {"start": "when"}}
    return read_profile({"dataset": about, "source": {"format": "csv", "header": ["ref"]}, **read}, "a test")


def incident(rng: Random, number: int, ward: str) -> dict[str, Any]:
    hidden = ward != "W1"
    start = datetime(2024, 1 + number % 3, 1 + number % 28, number % 24, 7, tzinfo=timezone.utc)
    return {
        "incident_id": f"{'MARKER-' if hidden else ''}{number:05d}/{start:%d%m%Y}",
        "supplier": "Hidden Police" if ward == "W4" else "Test Police",
        "source_id": f"CAD {number}",
        "category": rng.choice(CATEGORIES),
        "source_category": SECRET if hidden else "their words",
        "start": start,
        "end": start + timedelta(hours=1),
        "time_precision": "exact",
        "month": f"{start:%Y-%m}",
        "longitude": round(WARDS[ward][1] + rng.uniform(0.001, 0.099), 6),
        "latitude": round(rng.uniform(51.401, 51.499), 6),
        "location_precision": "exact",
        "location": f"{SECRET if hidden else 'Known'} Street",
        "borough": WARDS[ward][0],
        "ward": ward,
        "lsoa": None,
        "outcome": rng.choice(["Charged", "No suspect"]),
        "attributes": None,
    }


def incidents(rows: int, seed: int = 5) -> pa.Table:
    rng = Random(seed)
    made = [incident(rng, number, rng.choice(list(WARDS))) for number in range(rows)]
    return pa.Table.from_pylist(made, INCIDENT_SCHEMA)


def add_wards(portal: Portal) -> None:
    with writing(portal.engine) as connection:
        for code, (borough, west) in WARDS.items():
            shape = shapely.box(west, 51.40, west + 0.1, 51.50)
            edges = dict(zip(("west", "south", "east", "north"), shape.bounds))
            values = {"type": "ward", "code": code, "name": code, "parent": borough}
            connection.execute(insert(tables.areas).values(**values, geometry=shapely.to_wkb(shape), **edges))


PEOPLE = {
    "nina": [Grant("person:nina", "offences", Level.COUNTS, frozenset({"W1"}))],
    "rita": [Grant("person:rita", "offences", Level.RECORD, frozenset({"W1"}), fields=MASKED)],
    "roy": [Grant("person:roy", "offences", Level.RECORD, frozenset({"W1"}))],
    "pat": [Grant("person:pat", "offences", Level.POINT, frozenset({"W1"}))],
    "zoe": [],
    "program:patrol": [Grant("program:patrol", "offences", Level.RECORD, frozenset({"W1"}))],
}
"""nina holds counts, rita records without most fields, roy records, pat points: all of ward W1. zoe holds nothing.
The program holds what roy does.
"""


def furnish(portal: Portal, put: Callable[..., object]) -> None:
    """Give a portal its wards, two datasets and its people; nobody may see the dataset `secret`."""
    add_wards(portal)
    for name in ("offences", "secret"):
        declare_dataset(portal, profile_of(name))
        put(portal, name, incidents(400))
    for username, grants in PEOPLE.items():
        if is_program(username):
            add_program(portal, username, "Patrol planner", "Council")
        else:
            add_person(portal, username, username.title(), "Council", "heron-velvet-quarry")
        for grant in grants:
            add_grant(portal, grant)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, put: Callable[..., object]) -> Iterator[Portal]:
    """The portal, for tests that change nothing in it."""
    folder: Path = tmp_path_factory.mktemp("leaks")
    portal = init_portal(folder / "portal", "Leaks")
    furnish(portal, put)
    yield portal
    portal.close()


@pytest.fixture(scope="session")
def desk(world: Portal, desk_of: Callable[[Portal], Any]) -> Any:
    """Its web application."""
    return desk_of(world)


@pytest.fixture
def fresh(portal: Portal, put: Callable[..., object], desk_of: Callable[[Portal], Any]) -> Any:
    """A portal of the test's own, on each store, and its web application."""
    furnish(portal, put)
    return portal, desk_of(portal)


@pytest.fixture
def more(put: Callable[..., object]) -> Callable[..., None]:
    """Publishes further rows of a ward: what a supplier sends while somebody looks."""

    def publish(portal: Portal, where: str, numbers: range, dataset: str = "offences", **values: Any) -> None:
        rng = Random(numbers.start)
        rows = [{**incident(rng, number, where), **values} for number in numbers]
        put(portal, dataset, pa.Table.from_pylist(rows, INCIDENT_SCHEMA))

    return publish
