"""A portal to measure: a million made incidents in SQLite, people with grants, and a server process of its own."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import requests
import shapely

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.incidents import CATEGORIES
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import Portal, init_portal

DATASET = "offences"
ITEMS = f"/collections/{DATASET}/items"
MONTHS = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(36)]
BOROUGHS = [f"E090000{number:02d}" for number in range(1, 34)]
"""The last of them has no incidents: a scope of all the others shows as many rows as an open one."""

WEST, SOUTH, EAST, NORTH = -0.48, 51.30, 0.28, 51.68
ACROSS, UP = 11, 3
PLACES = 45_000
WARDS = 20
"""In a borough, where a portal is made with wards."""

_TIMEOUT = 300
_CLIENT, _CALLBACK = "safestats-desktop", "http://127.0.0.1:43210/callback"
_PASSPHRASE = secrets.token_urlsafe(12)

_PROFILE: dict[str, Any] = {
    "dataset": {
        "name": DATASET,
        "title": "Recorded offences",
        "agency": "police",
        "theme": "crime",
        "description": "Made for a benchmark.",
        "attribution": "Nobody",
        "licence": "None",
        "handling": "OFFICIAL",
    },
    "source": {"format": "parquet", "header": ["ref", "month"]},
    "key": {"columns": ["ref"]},
    "source_id": {"column": "ref"},
    "supplier": {"column": "force"},
    "category": {"column": "what", "crosswalk": {words: key for key, words in CATEGORIES.items()}},
    "time": {"month": "month", "formats": ["iso"]},
    "location": {"x": "lon", "y": "lat", "crs": "EPSG:4326", "precision": "snapped", "description": "place"},
    "areas": {"lsoa": "lsoa"},
    "outcome": {"column": "outcome"},
}


@dataclass
class Server:
    """A portal process, and who is signed in to it."""

    url: str
    process: subprocess.Popen

    def get(self, http: requests.Session, path: str, **query: Any) -> requests.Response:
        """An answer, read to its end. Raises requests.HTTPError for a refusal."""
        answer = http.get(path if path.startswith("http") else self.url + path, params=query, timeout=_TIMEOUT)
        answer.raise_for_status()
        return answer

    def open_stream(self, http: requests.Session, **query: Any) -> requests.Response:
        """A whole answer of which only the head was read."""
        answer = http.get(self.url + ITEMS, params={"f": "arrow", **query}, timeout=_TIMEOUT, stream=True)
        answer.raise_for_status()
        return answer

    def table(self, http: requests.Session, **query: Any) -> pa.Table:
        """A whole answer as a table."""
        with self.open_stream(http, **query) as answer:
            return pa.ipc.open_stream(answer.raw).read_all()

    def resident(self, name: str = "VmRSS") -> float:
        """Megabytes that it and its reading processes hold; VmHWM: the most of each since `forget_peak`."""
        found = [Path(f"/proc/{each}/status").read_text() for each in self.processes()]
        return sum(int(re.search(rf"{name}:\s+(\d+)", status)[1]) for status in found) / 1024

    def forget_peak(self) -> None:
        """Begin to look for the most memory anew."""
        for each in self.processes():
            Path(f"/proc/{each}/clear_refs").write_text("5")

    def worked(self) -> float:
        """Seconds of a processor that it and its reading processes have had."""
        times = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in self.processes()]
        return sum(int(each[11]) + int(each[12]) for each in times) / os.sysconf("SC_CLK_TCK")

    def processes(self) -> list[int]:
        """The web process, and those that it has started."""
        threads = Path(f"/proc/{self.process.pid}/task").iterdir()
        return [self.process.pid, *(int(each) for one in threads for each in (one / "children").read_text().split())]

    def sign_in(self, username: str) -> requests.Session:
        """A session that sends the person's token."""
        http, verifier = requests.Session(), secrets.token_urlsafe(48)
        asked = {
            "response_type": "code",
            "client_id": _CLIENT,
            "redirect_uri": _CALLBACK,
            "scope": "openid offline_access",
            "state": secrets.token_urlsafe(8),
            "nonce": secrets.token_urlsafe(8),
            "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        address = f"{self.url}/oauth/authorize"
        page = http.get(address, params=asked, timeout=60)
        request = html.unescape(re.search(r'name="request" value="([^"]+)"', page.text)[1])
        form = {"username": username, "password": _PASSPHRASE, "request": request}
        back = http.post(address, data=form, allow_redirects=False, timeout=60)
        code = parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": _CALLBACK, "client_id": _CLIENT}
        tokens = http.post(f"{self.url}/oauth/token", data={**form, "code_verifier": verifier}, timeout=60).json()
        http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        return http


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The portal in `folder`, served by `safestats portal serve` on a free port of this computer."""
    command = [sys.executable, "-m", "safestats_core.cli", "portal", "serve", str(folder), "--port", "0"]
    with (folder.parent / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
    try:
        line = process.stdout.readline().decode().strip()
        yield Server(line.removeprefix("Listening on "), process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def make_portal(folder: Path, rows: int, database: Optional[str] = None, with_wards: bool = False) -> Portal:
    """A portal with 33 boroughs and `rows` incidents in 32 of them, in the 36 months of MONTHS.

    with_wards  each borough has WARDS wards, too
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    portal = init_portal(folder, "Portal of a benchmark", database)
    boundaries, supply = folder.parent / "boroughs.geojson", folder.parent / "supply.parquet"
    boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": _boroughs()}))
    add_areas(portal, boundaries, "borough")
    if with_wards:
        boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": _wards()}))
        add_areas(portal, boundaries, "ward")
    pq.write_table(_incidents(rows), supply)
    receipt = ingest(portal, supply, read_profile(_PROFILE, "the benchmark's profile"))
    if receipt.added != rows:
        raise RuntimeError(f"Of {rows:,} made rows {receipt.added:,} were taken in.")
    return portal


def add_analyst(portal: Portal, username: str, areas: Optional[list[str]] = None, **narrowed: Any) -> None:
    """A person who sees the records and the counts of some boroughs; None: of everywhere."""
    add_person(portal, username, username.title(), "Council", _PASSPHRASE)
    codes = None if areas is None else frozenset(areas)
    for level in (Level.RECORD, Level.COUNTS):
        add_grant(portal, Grant(f"person:{username}", DATASET, level, codes, **narrowed))


def ward(borough: int, number: int) -> str:
    """The code of a ward: both numbers count from 0."""
    return f"E05{borough:02d}0{number:03d}"


def _boroughs() -> list[dict[str, Any]]:
    width, height = (EAST - WEST) / ACROSS, (NORTH - SOUTH) / UP
    corners = [(WEST + column * width, SOUTH + row * height) for column in range(ACROSS) for row in range(UP)]
    return [_area(code, f"Borough {code[-2:]}", *corner, width, height) for code, corner in zip(BOROUGHS, corners)]


def _wards() -> list[dict[str, Any]]:
    """A borough's wards, in four columns."""
    width, height = (EAST - WEST) / ACROSS / 4, (NORTH - SOUTH) / UP / (WARDS // 4)
    wards = []
    for borough, outline in enumerate(_boroughs()):
        west, south, _, _ = shapely.geometry.shape(outline["geometry"]).bounds
        for number in range(WARDS):
            corner = west + number % 4 * width, south + number // 4 * height
            wards.append(_area(ward(borough, number), f"Ward {number}", *corner, width, height))
    return wards


def _area(code: str, name: str, west: float, south: float, width: float, height: float) -> dict[str, Any]:
    shape = shapely.box(west, south, west + width, south + height)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": shapely.geometry.mapping(shape),
    }


def _incidents(rows: int) -> pa.Table:
    """Offences as data.police.uk has them, at 45,000 places as crowded as London's, months in order."""
    random = np.random.default_rng(1)
    crowd = 1 / (np.arange(PLACES) + 40) ** 0.75
    place = random.choice(PLACES, rows, p=crowd / crowd.sum())
    longitude, latitude = (random.uniform(*edges, PLACES).round(6) for edges in ((WEST, EAST), (SOUTH, NORTH)))
    in_last = (longitude > EAST - (EAST - WEST) / ACROSS) & (latitude > NORTH - (NORTH - SOUTH) / UP)
    latitude[in_last] -= 0.2
    outcomes = ["Under investigation", "No suspect identified", "Awaiting court outcome", "Unable to prosecute"]
    columns = {
        "ref": [random.bytes(32).hex() for _ in range(rows)],
        "month": np.array(MONTHS)[np.sort(random.integers(0, len(MONTHS), rows))],
        "force": np.repeat("Metropolitan Police Service", rows),
        "what": np.array(list(CATEGORIES.values())[:14])[random.integers(0, 14, rows)],
        "lon": longitude[place],
        "lat": latitude[place],
        "place": np.array([f"On or near Road {number}" for number in range(PLACES)])[place],
        "lsoa": np.array([f"E0100{number // 10:04d}" for number in range(PLACES)])[place],
        "outcome": np.array(outcomes)[random.integers(0, len(outcomes), rows)],
    }
    return pa.table(columns)
