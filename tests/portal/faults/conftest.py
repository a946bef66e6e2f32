"""A portal process of its own, whatever may be wrong with the machine it runs on, and who talks to it."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

import pytest
import requests

from safestats_core.access import Grant, Level
from safestats_core.portal.feeds.feed_profiles import prepare_dataset
from safestats_core.portal.feeds.suppliers import DEFAULT_MOST_BYTES, NewSecret, add_supplier
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import Portal

PROFILE = """
[dataset]
name = "offences"
title = "Recorded offences"
agency = "police"
theme = "crime"
description = "Made for a test."
attribution = "Nobody"
licence = "none"
handling = "OFFICIAL"
time_zone = "Europe/London"
crs = "EPSG:27700"
update = "upsert"
lease_hours = 72

[source]
header = ["ref", "force", "what"]

[key]
columns = ["ref"]

[supplier]
column = "force"

[category]
column = "what"
[category.crosswalk]
"Burglary" = "burglary"

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

HEAD = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")


@dataclass
class Serving:
    """A portal process.

    started  seconds from its first instruction to its first good answer
    worked   seconds of a processor that it took for that
    """

    folder: Path
    url: str
    log: Path
    process: subprocess.Popen
    started: float = 0.0
    worked: float = 0.0

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.url[len("http://") :].split(":")
        return host, int(port)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def resident(self) -> int:
        """Bytes of memory that it holds."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGESIZE")

    @property
    def processor(self) -> float:
        """Seconds of a processor that it has taken."""
        user, system = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def kept_waiting(self) -> float:
        """Seconds in which its main thread could have worked, and the machine worked for others."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[1]) / 1e9

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def access(self, person: str, seconds: int = 280, now: Optional[float] = None) -> str:
        """A token as the portal issues it to somebody who signed in."""
        until = int(time.time() if now is None else now) + seconds
        claims = {"iss": self.url, "aud": self.url, "sub": person, "sid": "a session", "exp": until}
        return open_signing_key(self.folder).sign(claims, ACCESS_KIND)

    def get(self, path: str, person: Optional[str] = None, **options: object) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.access(person)}"} if person else {}
        return requests.get(self.url + path, headers=headers, **{"timeout": 30, **options})


@dataclass
class Sender:
    """A supplier's program."""

    serving: Serving
    made: NewSecret
    access: str = ""
    http: requests.Session = field(default_factory=requests.Session)

    def ask_for_token(self) -> requests.Response:
        form, pair = {"grant_type": "client_credentials"}, (self.made.supplier.client_id, self.made.value)
        return self.http.post(f"{self.serving.url}/oauth/token", data=form, auth=pair, timeout=20)

    def headers(self, **more: str) -> dict[str, str]:
        if not self.access:
            self.access = self.ask_for_token().json()["access_token"]
        return {"Authorization": f"Bearer {self.access}", **more}

    def push(self, body: object, kind: str = "text/csv", name: str = "", **headers: str) -> requests.Response:
        more = {"Content-Type": kind, **{key.replace("_", "-"): each for key, each in headers.items()}}
        url = f"{self.serving.url}/feeds/offences" + (f"?name={name}" if name else "")
        answer = self.http.post(url, data=body, headers=self.headers(**more), timeout=60)
        if answer.status_code != 401 or not isinstance(body, bytes):
            return answer
        self.access = ""  # its five minutes are over
        return self.http.post(url, data=body, headers=self.headers(**more), timeout=60)


@pytest.fixture(scope="session")
def rows_csv() -> Callable[..., bytes]:
    """Makes a delivery of so many rows, of which each bears a label as its outcome."""

    def write(rows: int, label: str = "", first: int = 0, month: str = "2024-01") -> bytes:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(HEAD)
        for ref in range(first, first + rows):
            day = f"{month}-{1 + ref % 28:02d}T12:00"
            writer.writerow([ref, "Met", "Burglary", day, "", f"-0.{1000 + ref % 1000}", "51.5", label])
        return text.getvalue().encode()

    return write


@pytest.fixture(scope="session")
def offences_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says how deliveries of `offences` are read, in any format."""
    path = tmp_path_factory.mktemp("profiles") / "offences.toml"
    path.write_text(PROFILE)
    return path


@pytest.fixture(scope="session")
def prepare(offences_profile: Path) -> Callable[[Portal], None]:
    """Declares `offences` in a portal: its deliveries can be read, and ada may see it at every level."""

    def declare(portal: Portal) -> None:
        prepare_dataset(portal, "offences", (offences_profile,))
        add_person(portal, "ada", "Ada Roe", "Council", "ember-canyon-thistle")
        for level in Level:
            add_grant(portal, Grant("person:ada", "offences", level))

    return declare


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Serving]]:
    """Starts a process that serves a portal, always at the same address; all of them are stopped at the end."""
    started: list[Serving] = []
    ports: dict[Path, int] = {}

    def serve(
        portal: Portal, before: tuple[str, ...] = (), limits: Optional[Callable[[], None]] = None, code: str = ""
    ) -> Serving:
        """Start one.

        before  words in front of the command
        limits  called in the new process before it runs
        code    Python that runs the command line, where something about it is to be different
        """
        port = ports.setdefault(portal.folder, _free_port())
        url = portal.engine.url.render_as_string(hide_password=False)
        database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)
        python = ["-c", code] if code else ["-m", "safestats_core.cli"]
        command = [sys.executable, *python, "portal", "serve", str(portal.folder)]
        log = portal.folder.parent / f"server-{len(started)}.log"
        begun = time.monotonic()
        with log.open("wb") as errors:
            process = subprocess.Popen(
                [*before, *command, "--port", str(port), *database],
                stdout=subprocess.DEVNULL,
                stderr=errors,
                preexec_fn=limits,
            )
        serving = Serving(portal.folder, f"http://127.0.0.1:{port}", log, process)
        started.append(serving)
        _wait_for(serving)
        serving.started, serving.worked = time.monotonic() - begun, serving.processor
        return serving

    yield serve
    for serving in started:
        if serving.is_alive:
            serving.stop()


@pytest.fixture(scope="session")
def sender() -> Callable[..., Sender]:
    """Enters a supplier of a portal, who sends to a process."""

    def enter(portal: Portal, serving: Serving, name: str = "Met", most_bytes: int = DEFAULT_MOST_BYTES) -> Sender:
        return Sender(serving, add_supplier(portal, name, ("offences",), most_bytes))

    return enter


def _free_port() -> int:
    """Below those that the system gives away by itself: nobody takes it while a killed process is not back yet."""
    for port in range(10_000 + os.getpid() % 2_000 * 10, 32_000):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def _wait_for(serving: Serving) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and serving.is_alive:
        with contextlib.suppress(requests.ConnectionError, requests.Timeout):
            if requests.get(f"{serving.url}/ready", timeout=10).status_code == 200:
                return
        time.sleep(0.02)
    pytest.fail(f"the portal does not answer:\n{serving.log.read_text()}")
