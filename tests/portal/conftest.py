"""Portals to test with: one on SQLite, one on a PostgreSQL cluster of our own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Optional
from urllib.parse import unquote, urlencode, urlsplit

import anyio
import numpy as np
import pyarrow as pa
import pytest
import requests
import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import text

from safestats_core.formats.profile import Profile
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal.databases.database import writing_on
from safestats_core.portal.datasets import declare_dataset, get_dataset
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.intake.publishing import Changes, SupplierMonth, publish
from safestats_core.portal.intake.staging import stage, staged_columns, staging
from safestats_core.portal.person import is_program
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.portal.rights.programs import find_program, list_programs
from safestats_core.portal.schema.tables import arrivals_by_id
from safestats_core.portal.web.application import create_app
from safestats_core.portal.web.patience import PatientProtocol

_POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
_database_numbers = count(1)

PROFILE = """
[dataset]
name = "{name}"
title = "Recorded offences"
agency = "police"
theme = "crime"
description = "Made for a test."
attribution = "Nobody"
licence = "none"
handling = "OFFICIAL"
time_zone = "Europe/London"
crs = "EPSG:27700"
update = "{update}"
lease_hours = 72

[source]
format = "csv"
header = ["ref", "force", "what"]

{key}

[supplier]
column = "force"

[category]
column = "what"
[category.crosswalk]
"Burglary" = "burglary"
"Robbery" = "robbery"

[time]
start = "from"
end = "to"
formats = ["iso"]

[location]
x = "lon"
y = "lat"
crs = "EPSG:4326"

[outcome]
column = "outcome"
"""


@pytest.fixture
def profile(tmp_path: Path) -> Callable[..., Profile]:
    """Makes the profile of a dataset with columns ref, force, what, from, to, lon, lat, outcome."""

    def make(name: str = "offences", update: str = "upsert", keyed: bool = True) -> Profile:
        path = tmp_path / f"{name}.toml"
        key = '[key]\ncolumns = ["ref"]' if keyed else ""
        path.write_text(PROFILE.format(name=name, update=update, key=key), encoding="utf-8")
        return load_profile(path)

    return make


@pytest.fixture
def offences(portal: Portal, profile: Callable[..., Profile]) -> str:
    """The name of a dataset that is declared in `portal`."""
    return declare_dataset(portal, profile()).name


@pytest.fixture(scope="session")
def put() -> Callable[..., Changes]:
    """Publishes a table of incidents as `ingest` does, without a file."""

    def publish_table(
        portal: Portal, dataset: str, incidents: pa.Table, replaced: tuple[SupplierMonth, ...] = ()
    ) -> Changes:
        with staging(portal.engine) as connection:
            with connection.begin():
                ordinals = np.arange(1, incidents.num_rows + 1)
                stage(connection, staged_columns(incidents, get_dataset(portal, dataset), ordinals, portal.key))
                arrivals_by_id.create(connection)
            with writing_on(connection):
                return publish(connection, replaced, int(time.time()))

    return publish_table


@pytest.fixture
def portal(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Portal]:
    """An empty portal, on each kind of database in turn."""
    database = request.getfixturevalue("new_database")() if store == "postgresql" else None
    opened = init_portal(tmp_path / "portal", "Test portal", database)
    yield opened
    opened.close()


@dataclass
class Server:
    """A portal process of its own."""

    folder: Path
    log: Path
    process: subprocess.Popen[bytes]
    url: str = ""

    def get(self, path: str, access: Optional[str] = None) -> requests.Response:
        headers = {} if access is None else {"Authorization": f"Bearer {access}"}
        return requests.get(self.url + path, headers=headers, timeout=20, allow_redirects=False)

    def stop(self, by: int = signal.SIGTERM) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[..., Server]]:
    """Starts a portal process on a free port; all of them are stopped at the end."""
    started: list[Server] = []

    def start(folder: Path, database: Optional[str] = None) -> Server:
        """The process that serves the portal in a folder; `database` is its URL where that is not in the folder."""
        log = folder / "server.log"
        command = [sys.executable, "-m", "safestats_core.cli", "portal", "serve", str(folder), "--port", "0"]
        with log.open("ab") as errors:
            named = [] if database is None else ["--database", database]
            process = subprocess.Popen([*command, *named], stdout=subprocess.PIPE, stderr=errors)
        server = Server(folder, log, process)
        started.append(server)
        line = process.stdout.readline().decode().strip() if process.stdout else ""
        assert line.startswith("Listening on http://127.0.0.1:"), f"{line!r}\n{log.read_text()}"
        server.url = line.rpartition(" ")[2]
        return server

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="session")
def serve_here() -> Callable[..., AbstractContextManager[str]]:
    """`with serve_here(portal) as url`: a portal that is served on loopback by a thread of this process."""
    return _served


@contextmanager
def _served(portal: Portal) -> Iterator[str]:
    app = create_app(portal)
    config = uvicorn.Config(app, log_level="critical", access_log=False, http=PatientProtocol, lifespan="off")
    server, listener = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


@dataclass(frozen=True)
class Answer:
    """What the web application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Desk:
    """The whole web application of a portal, without a network: routes, sign-in check, middleware."""

    url = "http://portal.test"

    def __init__(self, portal: Portal, loop: BlockingPortal) -> None:
        self._app, self._loop, self._tokens = create_app(portal), loop, {}

    def ask(self, person: Optional[str], path: str, method: str = "GET", **query: object) -> Answer:
        """Ask as a person who signed in, or as nobody; `path` may be a link of an answer before."""
        address = urlsplit(path)
        asked = "&".join(filter(None, (address.query, urlencode({k: str(v) for k, v in query.items()}))))
        headers = [(b"host", b"portal.test")]
        if person is not None:
            headers.append((b"authorization", b"Bearer " + self._token(person)))
        return self.send(address.path, asked, headers, method)

    def send(self, path: str, query: str, headers: list[tuple[bytes, bytes]], method: str, body: bytes = b"") -> Answer:
        """Any request at all."""
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("portal.test", 80),
            "client": ("127.0.0.1", 1),
            "root_path": "",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers,
        }
        return self._loop.call(self._run, scope, body)

    async def _run(self, scope: dict[str, Any], body: bytes) -> Answer:
        sent: list[dict[str, Any]] = []
        asked = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            if asked:
                return asked.pop()
            await anyio.sleep_forever()
            raise AssertionError

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:]))

    def _token(self, person: str) -> bytes:
        if person not in self._tokens:
            session = self._session_of(person)
            claims = {"iss": self.url, "aud": self.url, "sub": person, "sid": session, "exp": int(time.time()) + 86400}
            self._tokens[person] = self._app.state.site.key.sign(claims, ACCESS_KIND).encode()
        return self._tokens[person]

    def _session_of(self, person: str) -> str:
        """Any word for a person; that of a program is bound to its secret."""
        if not is_program(person):
            return "a"
        portal = self._app.state.site.portal
        ids = {account.person.username: client_id for account, client_id in list_programs(portal)}
        return find_program(portal, ids[person]).generation


@pytest.fixture(scope="session")
def desk_of() -> Iterator[Callable[[Portal], Desk]]:
    """Opens the web application of a portal in this process."""
    with start_blocking_portal() as loop:
        yield lambda portal: Desk(portal, loop)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """Which database a portal is kept in; parametrise it to choose one."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes an empty PostgreSQL database and returns its URL."""
    import psycopg

    def make() -> str:
        name = f"portal_{next(_database_numbers)}"
        with psycopg.connect(f"{postgresql} dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        where = dict(pair.split("=", 1) for pair in postgresql.split())
        return f"postgresql://{where['user']}@/{name}?host={where['host']}&port={where['port']}"

    return make


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL cluster that lives as long as the tests; how to connect to it."""
    if not _POSTGRESQL:
        pytest.skip("no PostgreSQL under /usr/lib/postgresql; install the package postgresql to test on it")
    pytest.importorskip("psycopg", reason="no PostgreSQL driver; pip install psycopg[binary]")
    folder = Path(tempfile.mkdtemp(prefix="safestats-postgresql-"))
    # PostgreSQL refuses to run as root.
    account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    if account:
        shutil.chown(folder, "postgres")
    server = None
    try:
        bin_folder, data = _POSTGRESQL[-1].parent, folder / "data"
        initdb = [*account, str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
        subprocess.run([*initdb, "-E", "UTF8", "--no-sync"], check=True, capture_output=True, cwd=folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = ["-k", str(folder), "-p", str(port), "-c", "listen_addresses=", "-c", "fsync=off"]
        server = subprocess.Popen(
            [*account, str(bin_folder / "postgres"), "-D", str(data), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        where = f"host={folder} port={port} user=postgres"
        _wait_for(where)
        yield where
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(where: str) -> None:
    import psycopg

    deadline = time.monotonic() + 90
    while True:
        try:
            psycopg.connect(f"{where} dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture
def settle(portal) -> Callable[[], None]:
    """Waits until nobody works for a client that was killed: PostgreSQL ends what was asked of it first."""
    busy = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND backend_type = 'client backend' AND state <> 'idle'"
    )

    def settle() -> None:
        end = time.monotonic() + 60
        with portal.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while portal.engine.dialect.name == "postgresql" and connection.scalar(busy):
                assert time.monotonic() < end, "PostgreSQL works on for a client that was killed"
                time.sleep(0.01)

    return settle
