"""A real portal on loopback, a proxy of faults before it, and clients with sealed caches behind that."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.access import Grant, Level
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.client import Client
from safestats_core.formats.profile_file import read_profile
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import store
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.intake.publishing import SupplierMonth
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.query import Query
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import HttpSession
from safestats_core.retrieval.sign_in import Tokens
from safestats_core.workspace import sync

BATCH = 170
ROWS = 800
MONTHS = ("2024-01", "2024-02", "2024-03")
WARDS = ("W-W", "W-E")
MARKER = "Zyzzyva Crescent"

PROFILE = {
    "dataset": {
        "name": "offences",
        "title": "Offences",
        "agency": "police",
        "theme": "crime",
        "description": "Made for a test.",
        "attribution": "Nobody",
        "licence": "None",
        "handling": "OFFICIAL-SENSITIVE",
        "lease_hours": 72,
    },
    "source": {"format": "csv", "header": ["ref"]},
    "supplier": {"value": "Test Police"},
    "category": {"column": "what"},
    "time": {"start": "when"},
}


def _load_faults() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fault_proxy", Path(__file__).with_name("fault_proxy.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["fault_proxy"] = module  # dataclasses look there for the module of a class
    spec.loader.exec_module(module)
    return module


faults = _load_faults()


def offences(month: str, numbers: range, outcome: str = "open") -> pa.Table:
    """Incidents of a month, by turns in the western and the eastern ward; equal numbers are equal incidents."""
    rows, number = len(numbers), np.asarray(numbers)
    start = np.datetime64(f"{month}-01T00:00:00") + (number * 997 % (27 * 86_400)).astype("timedelta64[s]")
    place = [WARDS[each % 2] for each in numbers]
    columns = {
        "incident_id": [f"{month}/{each:06d}" for each in numbers],
        "supplier": ["Test Police"] * rows,
        "source_id": [f"REF {each}" for each in numbers],
        "category": [("burglary", "robbery", "violence")[each % 3] for each in numbers],
        "source_category": ["as they say"] * rows,
        "start": pa.array(start).cast(pa.timestamp("s", "UTC")),
        "end": pa.array(start).cast(pa.timestamp("s", "UTC")),
        "time_precision": ["exact"] * rows,
        "month": [month] * rows,
        "longitude": np.where(number % 2, -0.05, -0.15) + number % 100 * 1e-5,
        "latitude": np.full(rows, 51.45),
        "location_precision": ["exact"] * rows,
        "location": [f"{MARKER} {each * 7919 % 100_003}" for each in numbers],
        "borough": ["B1"] * rows,
        "ward": place,
        "lsoa": pa.nulls(rows, pa.string()),
        "outcome": [outcome] * rows,
        "attributes": pa.nulls(rows, pa.string()),
    }
    arrays = [pa.array(columns[field.name]).cast(field.type) for field in INCIDENT_SCHEMA]
    return pa.table(arrays, schema=INCIDENT_SCHEMA)


@dataclass
class Site:
    """A portal that is served by this process, and what its suppliers and its manager do."""

    portal: Portal
    url: str
    put: Callable[..., object]

    def publish(self, table: pa.Table) -> None:
        self.put(self.portal, "offences", table)

    def withdraw(self, month: str) -> None:
        """All of a month goes, as where a supplier replaces it by nothing."""
        self.put(self.portal, "offences", offences(month, range(0)), (SupplierMonth("offences", month, "Test Police"),))

    def admit(self, person: str, level: Level = Level.RECORD, **narrowed: object) -> int:
        """A person with one grant; its number."""
        add_person(self.portal, person, person.title(), "Council", "heron velvet quarry")
        return add_grant(self.portal, Grant(f"person:{person}", "offences", level, **narrowed))

    def access(self, person: str) -> str:
        """A token as the portal issues it to somebody who signed in; good for a day."""
        claims = {"iss": self.url, "aud": self.url, "sub": person, "sid": "s", "exp": int(time.time()) + 86_400}
        return open_signing_key(self.portal.folder).sign(claims, ACCESS_KIND)

    def source(self, person: str, port: Optional[int] = None) -> PortalSource:
        """As a person, straight or by the proxy that listens there."""
        http = HttpSession(pause=lambda seconds: None)
        if port is not None:
            http.mount("http://", faults.Adapter(port))
        return PortalSource(self.url, http, Tokens(self.url, self.access(person), "", time.monotonic() + 80_000))


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, put: Callable[..., object], serve_here: Callable[..., Any]
) -> Iterator[Site]:
    """Three months of 800 offences; the portal sends them in batches of 170.

    Clients of this process fetch a month whole where more than half of it has changed.
    """
    folder = tmp_path_factory.mktemp("site")
    portal = init_portal(folder / "portal", "Test portal")
    wards = [_ward("W-W", -0.2), _ward("W-E", -0.1)]
    (folder / "wards.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": wards}))
    add_areas(portal, folder / "wards.geojson", "ward")
    declare_dataset(portal, read_profile(PROFILE, "made for a test"))
    put(portal, "offences", pa.concat_tables([offences(month, range(ROWS)) for month in MONTHS]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_BATCH", BATCH)
        patch.setattr(sync, "_ALWAYS_FOLLOWED", 100)
        with serve_here(portal) as url:
            yield Site(portal, url, put)
    portal.close()


def _ward(code: str, west: float) -> dict:
    ring = [[west, 51.4], [west + 0.1, 51.4], [west + 0.1, 51.5], [west, 51.5], [west, 51.4]]
    properties = {"code": code, "name": f"Ward {code}", "borough": "B1"}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def proxy() -> Iterator[object]:
    with faults.fault_proxy() as made:
        yield made


@pytest.fixture
def client_of(site: Site, proxy, tmp_path: Path) -> Callable[..., Client]:
    """A client behind the proxy, with a cache in a folder of its own."""

    def make(person: str, now: Optional[Callable] = None, key: Optional[CacheKey] = None) -> Client:
        key = key or CacheKey(new_key(), "keyring", MemoryWitness())
        clock = {} if now is None else {"now": now}
        cache = Cache.open(tmp_path / f"cache of {person}", key, site.url, person, **clock)
        return Client(site.source(person, proxy.port), cache)

    return make


@pytest.fixture
def everything() -> Query:
    return Query("offences", Level.RECORD)


@pytest.fixture
def at_portal(site: Site) -> Callable[..., dict]:
    """What a person may see, straight from the portal: id -> row."""

    def ask(person: str, level: Level = Level.RECORD) -> dict:
        source = site.source(person)
        (info,) = [each for each in source.datasets() if each.level == level]
        return by_id(source.incidents(info))

    return ask


def by_id(table: pa.Table) -> dict:
    """Every row by its id; none twice."""
    found = {row[table.column_names[0]]: row for row in table.to_pylist()}
    assert len(found) == table.num_rows, "a row came twice"
    return found


@pytest.fixture(name="by_id")
def by_id_fixture() -> Callable[[pa.Table], dict]:
    return by_id


@pytest.fixture(name="offences")
def offences_fixture() -> Callable[..., pa.Table]:
    return offences


@pytest.fixture(name="faults")
def faults_fixture() -> ModuleType:
    return faults


@pytest.fixture
def state_of() -> Callable[[Client], tuple]:
    """What a person could see of a cache: the portal's version and the rows of each month; and its generation."""

    def see(client: Client) -> tuple:
        kept = client.cache.partitions()
        seen = {key: (each.version.split(" ")[0], client.cache.read(key)) for key, each in kept.items()}
        return seen, client.cache.vault.manifest().generation

    return see
