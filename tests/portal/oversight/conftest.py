"""A portal with a little data that listens on two ports of this computer: its own, and the one for metrics."""

from __future__ import annotations

import html
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pytest
import requests
import uvicorn

from safestats_core.access import Grant, Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.oversight.administrators import add_administrator
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import Portal
from safestats_core.portal.web.application import create_app

PASSPHRASE = "heron-velvet-quarry"
ITEMS = "/collections/offences/items"


@dataclass
class Browser:
    """Keeps cookies; follows no redirect by itself."""

    url: str
    http: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.url + path, allow_redirects=False, timeout=20)

    def post(self, path: str, **form: str) -> requests.Response:
        return self.http.post(self.url + path, data=form, allow_redirects=False, timeout=20)

    def sign_in(self, username: str, passphrase: str = PASSPHRASE) -> requests.Response:
        page = self.get("/status/sign-in")
        return self.post("/status/sign-in", word=word_in(page), username=username, password=passphrase)


@dataclass
class Listening:
    """A portal on loopback."""

    portal: Portal
    url: str
    metrics_url: str

    def get(self, path: str, person: str = "", **headers: str) -> requests.Response:
        if person:
            headers["Authorization"] = f"Bearer {self.access(person)}"
        return requests.get(self.url + path, headers=headers, allow_redirects=False, timeout=20)

    def access(self, person: str) -> str:
        claims = {"iss": self.url, "aud": self.url, "sub": person, "sid": "a session", "exp": int(time.time()) + 60}
        return open_signing_key(self.portal.folder).sign(claims, ACCESS_KIND)

    def browser(self) -> Browser:
        return Browser(self.url)


def word_in(page: requests.Response) -> str:
    return html.unescape(re.search(r'name="word" value="([^"]+)"', page.text)[1])


def five_incidents() -> pa.Table:
    moment = [1_710_000_000] * 5
    columns = {
        "incident_id": [f"id-{number}" for number in range(5)],
        "supplier": ["Test Police"] * 5,
        "source_id": [f"REF-{number}" for number in range(5)],
        "category": ["burglary"] * 5,
        "source_category": ["MARKER"] * 5,
        "start": moment,
        "end": moment,
        "time_precision": ["exact"] * 5,
        "month": ["2024-03"] * 5,
        "longitude": [0.01] * 5,
        "latitude": [51.5] * 5,
        "location_precision": ["exact"] * 5,
    }
    arrays = [
        pa.array(columns[kind.name], pa.int64() if pa.types.is_timestamp(kind.type) else kind.type).cast(kind.type)
        if kind.name in columns
        else pa.nulls(5, kind.type)
        for kind in INCIDENT_SCHEMA
    ]
    return pa.table(arrays, schema=INCIDENT_SCHEMA)


@pytest.fixture
def listen() -> Iterator[Callable[[Portal], Listening]]:
    """Lets a portal listen until the test is over."""
    running = []

    def start(portal: Portal) -> Listening:
        sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        urls = [f"http://127.0.0.1:{each.getsockname()[1]}" for each in sockets]
        app = create_app(portal, sockets[1].getsockname()[:2])
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=0))
        thread = threading.Thread(target=server.run, args=(sockets,))
        thread.start()
        running.append((server, thread))
        return Listening(portal, *urls)

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def filled(portal: Portal, offences: str, put: Callable[..., object]) -> Portal:
    """A portal with five incidents; amira administers and sees nothing, bob sees records and administers nothing."""
    put(portal, offences, five_incidents())
    for username, name in (("amira", "Amira <Hassan>"), ("bob", "Bob Ade")):
        add_person(portal, username, name, "Council", PASSPHRASE)
    add_administrator(portal, "amira")
    add_grant(portal, Grant("person:bob", offences, Level.RECORD))
    return portal


@pytest.fixture
def site(filled: Portal, listen: Callable[[Portal], Listening]) -> Listening:
    return listen(filled)
