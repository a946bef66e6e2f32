from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pyarrow as pa
import pytest
import requests
import shapely

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.identity.sign_in_throttle import FREE_FAILURES
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import Portal, init_portal

from ..conftest import Server

CLIENT = "safestats-desktop"
CALLBACK = "http://127.0.0.1:43210/callback"
PASSPHRASES = {
    "asha": "heron-velvet-quarry",
    "bola": "amber-lattice-finch",
    "cleo": "tundra-mosaic-plum",
    "dina": "copper-meadow-lantern",
    "emil": "violet-harbour-oak",
}

WARDS = {
    "W-NW": ("B-N", -0.1, 51.5),
    "W-NE": ("B-N", 0.0, 51.5),
    "W-SW": ("B-S", -0.1, 51.4),
    "W-SE": ("B-S", 0.0, 51.4),
}
"""Code -> borough, western and southern edge; each is 0.1 degrees wide and high."""

PROFILE = {
    "dataset": {
        "name": "offences",
        "title": "Recorded offences",
        "agency": "police",
        "theme": "crime",
        "description": "Made for a test.",
        "attribution": "Nobody",
        "licence": "None",
        "handling": "OFFICIAL-SENSITIVE",
    },
    "source": {"format": "csv", "header": ["ref"]},
    "supplier": {"value": "Test Police"},
    "category": {"column": "what"},
    "time": {"start": "when"},
}


@dataclass
class Visitor:
    """A browser, and the program on the same computer that waits for its answer."""

    url: str
    http: requests.Session = field(default_factory=requests.Session)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def open_page(self, **changes: str) -> requests.Response:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": CLIENT,
            "redirect_uri": CALLBACK,
            "scope": "openid offline_access",
            "state": "state-of-this-visit",
            "nonce": "nonce-of-this-visit",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **changes,
        }
        wanted = {name: value for name, value in asked.items() if value}
        return self.http.get(f"{self.url}/oauth/authorize", params=wanted, allow_redirects=False, timeout=10)

    def submit(self, page: requests.Response, username: str, passphrase: str) -> requests.Response:
        request = html.unescape(re.search(r'name="request" value="([^"]+)"', page.text)[1])
        form = {"username": username, "password": passphrase, "request": request}
        return self.http.post(f"{self.url}/oauth/authorize", data=form, allow_redirects=False, timeout=10)

    def code(self, username: str) -> str:
        answer = self.submit(self.open_page(), username, PASSPHRASES[username])
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    def exchange(self, code: str, **changes: str) -> requests.Response:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "client_id": CLIENT}
        return self.post("token", **{**form, "code_verifier": self.verifier, **changes})

    def refresh(self, refresh: str) -> requests.Response:
        return self.post("token", grant_type="refresh_token", refresh_token=refresh, client_id=CLIENT)

    def post(self, endpoint: str, **form: str) -> requests.Response:
        return self.http.post(f"{self.url}/oauth/{endpoint}", data=form, timeout=10)

    def sign_in(self, username: str) -> dict[str, str]:
        return self.exchange(self.code(username)).json()


@pytest.fixture(scope="session")
def incidents() -> pa.Table:
    """2,600 incidents of three months in four wards, one in twenty without a location; no two alike."""
    rng, rows = np.random.default_rng(20240101), 2_600
    wards = rng.choice(list(WARDS), rows)
    west, south = (np.array([WARDS[ward][edge] for ward in wards]) for edge in (1, 2))
    unlocated = rng.random(rows) < 0.05
    months = rng.integers(1, 4, rows)
    starts = [
        f"2024-{month:02d}-{day:02d}T12:{minute:02d}:00Z"
        for month, day, minute in zip(months, rng.integers(1, 29, rows), rng.integers(0, 60, rows))
    ]
    start = pa.array(np.array([each[:-1] for each in starts], dtype="datetime64[s]")).cast(pa.timestamp("s", "UTC"))
    columns = {
        "incident_id": [f"id/{number:05d}" for number in range(rows)],
        "supplier": ["Test Police"] * rows,
        "source_id": [f"REF-{number}" for number in range(rows)],
        "category": rng.choice(["burglary", "robbery", "violence"], rows),
        "source_category": ["as they say"] * rows,
        "start": start,
        "end": start,
        "time_precision": ["exact"] * rows,
        "month": [each[:7] for each in starts],
        "longitude": pa.array(
            np.where(unlocated, np.nan, west + rng.uniform(0.001, 0.099, rows).round(6)), from_pandas=True
        ),
        "latitude": pa.array(
            np.where(unlocated, np.nan, south + rng.uniform(0.001, 0.099, rows).round(6)), from_pandas=True
        ),
        "location_precision": np.where(unlocated, "none", "exact"),
        "location": [f"MARKER street {number}" for number in range(rows)],
        "borough": [None if lost else WARDS[ward][0] for ward, lost in zip(wards, unlocated)],
        "ward": [None if lost else ward for ward, lost in zip(wards, unlocated)],
        "lsoa": pa.nulls(rows, pa.string()),
        "outcome": ["Under investigation"] * rows,
        "attributes": pa.nulls(rows, pa.string()),
    }
    return pa.table(
        [pa.array(columns[name]).cast(field.type) for name, field in zip(INCIDENT_SCHEMA.names, INCIDENT_SCHEMA)],
        schema=INCIDENT_SCHEMA,
    )


@pytest.fixture(scope="session")
def portal(
    tmp_path_factory: pytest.TempPathFactory, incidents: pa.Table, put: Callable[..., object]
) -> Iterator[Portal]:
    """A portal with one dataset and five people.

    asha  records of borough B-N
    bola  records of borough B-S; of February and March without coordinates and category
    cleo  all records, points and counts
    dina  points of everywhere, and by her organisation counts
    emil  the same as asha
    """
    folder = tmp_path_factory.mktemp("portal")
    portal = init_portal(folder / "portal", "Greater Testing")
    _add_wards(portal, folder / "wards.geojson")
    declare_dataset(portal, read_profile(PROFILE, "the test's profile"))
    put(portal, "offences", incidents)
    names = {"asha": "Asha Rao", "bola": "Bola Ade", "cleo": "Cleo Wu", "dina": "Dina Katz", "emil": "Emil Fox"}
    for username, full_name in names.items():
        add_person(portal, username, full_name, "Transit" if username == "dina" else "Council", PASSPHRASES[username])
    masked = frozenset(INCIDENT_SCHEMA.names) - {"longitude", "latitude", "category", "source_category"}
    for grant in (
        *(Grant(f"person:{name}", "offences", Level.RECORD, frozenset({"B-N"})) for name in ("asha", "emil")),
        Grant("person:bola", "offences", Level.RECORD, frozenset({"B-S"}), to_month="2024-01"),
        Grant("person:bola", "offences", Level.RECORD, frozenset({"B-S"}), from_month="2024-02", fields=masked),
        *(Grant("person:cleo", "offences", level) for level in Level),
        Grant("person:dina", "offences", Level.POINT),
        Grant("organisation:Transit", "offences", Level.COUNTS),
    ):
        add_grant(portal, grant)
    yield portal
    portal.close()


def _add_wards(portal: Portal, path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"Ward {code}", "borough": borough},
            "geometry": shapely.geometry.mapping(shapely.box(west, south, west + 0.1, south + 0.1)),
        }
        for code, (borough, west, south) in WARDS.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    add_areas(portal, path, "ward")


@pytest.fixture(scope="session")
def server(portal: Portal, start_server: Callable[..., Server]) -> Server:
    return start_server(portal.folder)


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return Visitor(server.url)


@pytest.fixture
def guess_until_slowed() -> Callable[[Callable[[int], requests.Response]], list[requests.Response]]:
    """Guess again and again until the portal says to wait; every answer. None is let through before its time."""

    def go_on(guess: Callable[[int], requests.Response]) -> list[requests.Response]:
        answers, begun = [], []
        while not answers or answers[-1].status_code != 429:
            begun.append(time.monotonic())
            answers.append(guess(len(answers)))
            # On a busy machine a guess may take longer than the wait behind it, and the next one is let through.
            doublings = len(answers) - FREE_FAILURES - 2
            if doublings >= 0 and answers[-1].status_code != 429:
                assert time.monotonic() - begun[-2] >= 2**doublings, "it was let through before its time"
        assert len(answers) >= FREE_FAILURES + 2
        return answers

    return go_on


@pytest.fixture(scope="session")
def api(server: Server) -> Callable[..., requests.Response]:
    """GET a path of the portal as a person, or as nobody."""
    signed_in: dict[str, tuple[float, str]] = {}

    def headers(person: Optional[str]) -> dict[str, str]:
        if person is None:
            return {}
        if person not in signed_in or time.monotonic() - signed_in[person][0] > 120:
            signed_in[person] = time.monotonic(), Visitor(server.url).sign_in(person)["access_token"]
        return {"Authorization": f"Bearer {signed_in[person][1]}"}

    def get(person: Optional[str], path: str, method: str = "GET", **query: object) -> requests.Response:
        url = path if path.startswith("http") else server.url + path
        return requests.request(method, url, params=query, headers=headers(person), timeout=120)

    return get
