"""pygeoapi with a table of ours in a GeoPackage: installed in a folder of its own, run on a free port."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyogrio
import requests
import shapely

_HERE = Path(__file__).resolve().parent / ".peers" / "pygeoapi"
PAGE = 10_000
"""Rows of a page: as many as our own portal gives at most."""

_NO_LIMIT = 1_000_000_000
"""pygeoapi gives pages of any size where its operator sets no bound: a client may ask for everything at once."""

_DEPTHS = 5
_TIMEOUT = 1_800


def installed() -> Path:
    """The folder of its programs; made on first use, from the package registry."""
    programs = _HERE / "bin"
    if not (programs / "pygeoapi").exists():
        shutil.rmtree(_HERE, ignore_errors=True)
        _HERE.mkdir(parents=True)
        (_HERE.parent / ".gitignore").write_text("*\n")
        subprocess.run([sys.executable, "-m", "venv", str(_HERE)], check=True)
        subprocess.run([programs / "pip", "install", "--quiet", "pygeoapi>=0.20"], check=True, timeout=600)
    return programs


def write_table(table: pa.Table, path: Path) -> None:
    """Rows of the portal as a GeoPackage, with the fields that they have there."""
    points = shapely.points(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    columns = table.append_column("geometry", pa.array(shapely.to_wkb(points)))
    options = {"geometry_name": "geometry", "geometry_type": "Point", "crs": "EPSG:4326", "layer": "offences"}
    pyogrio.write_arrow(columns, path, driver="GPKG", **options)


@contextmanager
def serving(table: Path, folder: Path) -> Iterator[str]:
    """The GeoPackage, served by pygeoapi; the address of its items."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, config = f"http://127.0.0.1:{port}", folder / "pygeoapi.json"
    config.write_text(json.dumps(_settings(url, port, table)))
    environment = {**os.environ, "PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(folder / "openapi.json")}
    program = installed() / "pygeoapi"
    describe = [program, "openapi", "generate", config, "--format", "json", "--output-file", folder / "openapi.json"]
    subprocess.run(describe, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with (folder / "pygeoapi.log").open("wb") as log:
        process = subprocess.Popen([program, "serve"], env=environment, stdout=log, stderr=log)
    try:
        _wait_for(url)
        yield f"{url}/collections/offences/items"
    finally:
        process.terminate()
        process.wait(30)


def seconds_by_page(http: requests.Session, address: str, rows: int) -> list[float]:
    """What each page takes that a client reads when it reads everything, one page after the other.

    Five pages are read, three times each: the first, the last and those between at a quarter, a half and three
    quarters. pygeoapi passes over all rows before a page (LIMIT and OFFSET over SELECT DISTINCT), so that a page takes
    the longer the deeper it lies: those between two that were read are taken to lie on the line between them.
    """
    pages = rows // PAGE
    read = np.linspace(0, pages - 1, _DEPTHS).astype(int)
    took = [np.median([seconds_of(http, address, PAGE, page * PAGE) for _ in range(3)]) for page in read]
    return np.interp(np.arange(pages), read, took).tolist()


def seconds_of(http: requests.Session, address: str, limit: int, offset: int = 0) -> float:
    """Ask for some rows as GeoJSON, and read them into the client's own values; how long it took."""
    begun = time.perf_counter()
    answer = http.get(f"{address}?f=json&limit={limit}&offset={offset}", timeout=_TIMEOUT)
    answer.raise_for_status()
    came = len(answer.json()["features"])
    if came != limit:
        raise RuntimeError(f"pygeoapi gave {came:,} of {limit:,} rows after {offset:,}.")
    return time.perf_counter() - begun


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{url}/conformance?f=json", timeout=5).raise_for_status()
            return
        except requests.RequestException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _settings(url: str, port: int, table: Path) -> dict:
    provider = {"type": "feature", "name": "SQLiteGPKG", "data": str(table), "id_field": "fid", "table": "offences"}
    collection = {
        "type": "collection",
        "title": "Offences",
        "description": "As in the portal.",
        "keywords": ["offences"],
        "links": [],
        "extents": {"spatial": {"bbox": [-1, 51, 1, 52], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [provider],
    }
    nobody = {"name": "Nobody", "url": url}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": PAGE, "max_items": _NO_LIMIT},
            "map": {"url": "http://127.0.0.1/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "Peer",
                "description": "Peer",
                "keywords": ["peer"],
                "keywords_type": "theme",
                "terms_of_service": "none",
                "url": url,
            },
            "license": {"name": "none", "url": url},
            "provider": nobody,
            "contact": {**nobody, "email": "nobody@example.org"},
        },
        "resources": {"offences": collection},
    }
