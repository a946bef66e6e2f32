"""A portal that serves, a supplier's program that sends to it, and a little web server that feeds come from."""

from __future__ import annotations

import csv
import io
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Optional

import pytest
import requests
from sqlalchemy import func, select

from safestats_core.formats.profile import Profile
from safestats_core.portal.feeds.feed_profiles import prepare_dataset
from safestats_core.portal.feeds.suppliers import DEFAULT_MOST_BYTES, NewSecret, add_supplier
from safestats_core.portal.portal import Portal
from safestats_core.portal.schema import tables

from ..conftest import Server

HEAD = ["ref", "force", "what", "from", "to", "lon", "lat", "outcome"]


@pytest.fixture(scope="session")
def rows_csv() -> Callable[..., bytes]:
    """Makes a delivery of so many rows, and a head."""

    def write(rows: int, outcome: str = "", first: int = 0) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(HEAD)
        for ref in range(first, first + rows):
            day = f"2024-01-{1 + ref % 28:02d}T12:00"
            writer.writerow([ref, "Met", "Burglary", day, "", "-0.1", "51.5", outcome])
        return text.getvalue().encode()

    return write


@pytest.fixture
def published(portal: Portal) -> Callable[[], int]:
    """Says how many incidents analysts could see."""

    def count() -> int:
        with portal.engine.connect() as connection:
            return connection.scalar(select(func.count()).where(~tables.incidents.c.removed))

    return count


@dataclass
class Sender:
    """A supplier's program."""

    url: str
    made: NewSecret
    http: requests.Session = field(default_factory=requests.Session)
    access: str = ""

    def ask_for_token(self, in_form: bool = False, **changes: str) -> requests.Response:
        form = {"grant_type": "client_credentials", "scope": "feed", **changes}
        pair = (self.made.supplier.client_id, self.made.value)
        if in_form:
            form = {"client_id": pair[0], "client_secret": pair[1], **form}
        auth = None if in_form else pair
        return self.http.post(f"{self.url}/oauth/token", data=form, auth=auth, timeout=20)

    def headers(self, **more: str) -> dict[str, str]:
        if not self.access:
            self.access = self.ask_for_token().json()["access_token"]
        return {"Authorization": f"Bearer {self.access}", **more}

    def push(self, body, kind: str = "text/csv", dataset: str = "offences", query: str = "", **headers: str):
        sent = self.headers(
            **{"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
        )
        return self.http.post(f"{self.url}/feeds/{dataset}{query}", data=body, headers=sent, timeout=60)

    def get(self, path: str) -> requests.Response:
        url = path if path.startswith("http") else self.url + path
        return self.http.get(url, headers=self.headers(), timeout=20)


@pytest.fixture
def start(portal: Portal, start_server: Callable[..., Server]) -> Iterator[Callable[[], Server]]:
    """Starts a process that serves `portal`; all of them are stopped when the test is over."""
    started: list[Server] = []

    def serve() -> Server:
        url = portal.engine.url.render_as_string(hide_password=False)
        started.append(start_server(portal.folder, None if portal.engine.dialect.name == "sqlite" else url))
        return started[-1]

    yield serve
    for server in started:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def dataset(portal: Portal, profile: Callable[..., Profile], tmp_path: Path) -> str:
    """A dataset whose deliveries can be read."""
    described = profile(update="upsert")
    path = tmp_path / f"{described.name}.toml"
    text = path.read_text().replace('format = "csv"\n', "")  # any format
    path.write_text(text)
    prepare_dataset(portal, described.name, (path,))
    return described.name


@pytest.fixture
def sender(portal: Portal, dataset: str, start: Callable[[], Server]) -> Callable[..., Sender]:
    """Enters a supplier; all of them send to the same process."""
    server = start()

    def enter(
        name: str = "Met", datasets: tuple[str, ...] = (dataset,), most_bytes: int = DEFAULT_MOST_BYTES
    ) -> Sender:
        return Sender(server.url, add_supplier(portal, name, datasets, most_bytes))

    enter.server = server
    return enter


@dataclass
class Website:
    """What the little web server answers, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    etag: Optional[str] = None
    modified: Optional[str] = None
    states_length: bool = True
    cut_after: Optional[int] = None
    asked: list[dict[str, str]] = field(default_factory=list)
    secure: Callable[[ssl.SSLContext], None] = lambda context: None

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        """Answer a request as the site is minded to."""
        self.asked.append({"path": to.path, **{name.lower(): value for name, value in to.headers.items()}})
        marks = ((self.etag, "If-None-Match"), (self.modified, "If-Modified-Since"))
        known = any(mark and to.headers[name] == mark for mark, name in marks)
        to.send_response(304 if known else self.status)
        for name, value in (("ETag", self.etag), ("Last-Modified", self.modified), *self.headers.items()):
            if value:
                to.send_header(name, value)
        if self.states_length:
            to.send_header("Content-Length", "0" if known else str(len(self.body)))
        to.end_headers()
        to.wfile.write(b"" if known else self.body[: self.cut_after])


class Quiet(ThreadingHTTPServer):
    """A web server that does not tell of clients that break off: some tests are about them."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Silent."""


@pytest.fixture
def website() -> Iterator[Website]:
    """A web server on loopback that gives one file, and whose moods can be chosen."""
    site = Website()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *_: object) -> None:
            """Silent."""

    with Quiet(("127.0.0.1", 0), Handler) as server:

        def secure(context: ssl.SSLContext) -> None:
            server.socket = context.wrap_socket(server.socket, server_side=True)

        site.secure = secure
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site.url = f"http://127.0.0.1:{server.server_address[1]}/offences.csv"
        yield site
        server.shutdown()
