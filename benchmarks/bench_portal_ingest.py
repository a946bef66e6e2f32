"""Taking in a million rows of Parquet: into a fresh portal, the same once more, and a correction of one row in 100.

Street crime is like data.police.uk's (no key: a row is known by its digest), generic is the plainest profile with a
key. The portal has boroughs, wards and LSOAs as many as London has, so that every row is stamped. With real data,
London's crimes of 2017 and its own boundaries are taken in too. PostgreSQL stands beside SQLite for information, with
fewer rows: it runs on the same cores.

Beside a delivery into a fresh portal stands what SQLite alone takes for the same rows, columns and indexes: tuples
that lie ready go in by `executemany`, then the indexes are made, then it is committed. Nobody who keeps these rows in
SQLite through Python can be faster; reading, checking, stamping and counting come on top.

Prints a row for each, where the time went, and exits with 1 where the goal is missed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from sqlalchemy import select, text
from timing import report, seconds

from safestats_core.formats.profile import Profile
from safestats_core.formats.profile_file import load_profile
from safestats_core.incidents import CATEGORIES
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.portal.schema.tables import incidents

GOAL = 100_000
"""Rows a second, from Parquet into SQLite."""

WEST, SOUTH, EAST, NORTH = -0.51, 51.28, 0.33, 51.69
SNAP_POINTS = 45_000
CORRECTED = 100
"""One row in so many."""

AREAS = {"borough": (6, 6), "ward": (28, 23), "lsoa": (70, 70)}
CORNERS_PER_SIDE = 12

ONLY_NEW = ("street",)
"""Deliveries that are not taken in again and corrected, unless everything is asked for."""

PEER_ROWS = 300_000
"""As tuples a row takes 2 KB."""

STAGES = {
    "intake.ingest": "keep areas_by_type stage _bring _publish keep_receipt keep_refusals _audit",
    "intake.reading": "harmonise stamp staged_columns",
    "intake.staging": "point_columns digests",
    "intake.publishing": "_drop_repeats _match _missing _touched _note_moves _clear_outdated _move_in count_again",
}
"""Where time is taken: module -> functions. What one calls of another is counted in both; what makes the next rows
runs in a thread beside what stages the last."""


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--postgresql-rows", type=int, default=200_000)
    parser.add_argument("--real", type=Path, default=os.environ.get("SAFESTATS_REAL_DATA", "../shared/data"))
    parser.add_argument("--stages", action="store_true", help="say where the time went")
    parser.add_argument("--only", nargs="*", help="of generic, street, real")
    parser.add_argument("--everything", action="store_true", help="take every delivery in again, and corrected")
    parser.add_argument("--stores", nargs="*", default=["sqlite", "postgresql"])
    arguments = parser.parse_args()
    reached = []
    with tempfile.TemporaryDirectory() as place, postgresql(arguments.stores) as server:
        os.chmod(place, 0o755)
        print("| taking in | seen | goal | reached |\n|---|---|---|---|")
        for name, profile, table in deliveries(arguments.rows, Path(arguments.real)):
            if arguments.only and name not in arguments.only:
                continue
            for store in arguments.stores:
                if store == "postgresql" and server is None:
                    continue
                folder = Path(place) / f"{name}-{store}"
                sent, database = table, None
                if store == "postgresql":
                    sent, database = table.slice(0, arguments.postgresql_rows), server
                reached.append(measure(name, profile, sent, folder, database, arguments))
                shutil.rmtree(folder)
    return 0 if all(reached) else 1


def measure(
    name: str, profile: Profile, table: pa.Table, folder: Path, database: Optional[str], arguments: Any
) -> bool:
    """A delivery into a fresh portal, again, and corrected."""
    folder.mkdir()
    store = "PostgreSQL" if database else "SQLite"
    portal = init_portal(folder / "portal", "Benchmark", fresh_database(database, name) if database else None)
    first, second = folder / "first.parquet", folder / "second.parquet"
    pq.write_table(table, first)
    pq.write_table(corrected(table), second)
    add_boundaries(portal, name, folder, Path(arguments.real))
    reached = True
    runs = [("new", first, False), ("unchanged", first, True), ("1 % corrected", second, False)]
    for what, path, again in runs if arguments.everything or name not in ONLY_NEW else runs[:1]:
        stages = timed_stages() if arguments.stages else {}
        cpu = time.process_time()
        took = seconds(partial(ingest, portal, path, profile, again=again))
        cpu = time.process_time() - cpu
        rate = table.num_rows / took
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        seen = f"{rate:,.0f} rows/s ({took:.1f} s, of a core {cpu:.1f} s; memory up to {peak:,} MiB)"
        is_judged = database is None and what == "new"
        good = rate >= GOAL or not is_judged
        rows = f"{table.num_rows:,} rows"
        reached &= report(f"{name}, {what}, {store}, {rows}", seen, f"{GOAL:,}" if is_judged else "-", good)
        for stage, spent in sorted(stages.items(), key=lambda each: -each[1]):
            print(f"    {stage:<28} {spent:6.2f} s", flush=True)
        if is_judged:
            show_peer(portal, folder)
    portal.close()
    return reached


def show_peer(portal: Portal, folder: Path) -> None:
    """What SQLite alone takes for rows that are there now."""
    with portal.engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(select(incidents).order_by(incidents.c.seq).limit(PEER_ROWS))]
        made = [sql for (sql,) in connection.execute(text(_MADE)) if sql]
    begun, cpu = time.perf_counter(), time.process_time()
    put(folder / "peer.db", made, rows)
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    each = f"{cpu / len(rows) * 1e6:.1f} s of a core for a million"
    report("    SQLite alone, the same rows as ready tuples", f"{len(rows) / took:,.0f} rows/s ({each})", "-", True)


_MADE = "SELECT sql FROM sqlite_master WHERE tbl_name = 'incidents' ORDER BY type DESC, name"
"""The table, then its indexes."""


def put(path: Path, made: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Make the table that `made` begins with, put the rows in, then make its indexes, as safely as a portal does."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "threads = 2"):
        database.execute("PRAGMA " + pragma)
    database.execute("BEGIN IMMEDIATE")
    database.execute(made[0])
    database.executemany("INSERT INTO incidents VALUES (" + ", ".join("?" * len(rows[0])) + ")", rows)
    for index in made[1:]:
        database.execute(index)
    database.execute("COMMIT")
    database.close()


def deliveries(rows: int, real: Path) -> Iterator[tuple[str, Profile, pa.Table]]:
    """Name, profile and rows of each delivery."""
    yield "generic", load_profile("generic"), generic(rows)
    police = load_profile("policeuk-street")
    yield "street", replace(police, source=replace(police.source, formats=())), street(rows)
    months = sorted((real / "london_police_api_2017").glob("*.parquet"))
    if months:
        yield "real", load_profile("policeuk-api"), pa.concat_tables([pq.read_table(path) for path in months])


def generic(rows: int) -> pa.Table:
    """Calls with a key, a moment of their own and an exact place."""
    chance = np.random.default_rng(1)
    starts = chance.integers(1_672_531_200, 1_704_067_200, rows)
    # Half lies about a few hundred town centres, half anywhere.
    centre = chance.uniform((WEST, SOUTH), (EAST, NORTH), (300, 2))[chance.integers(0, 300, rows)]
    spread = np.where(chance.random((rows, 1)) < 0.5, centre + chance.normal(0, 0.004, (rows, 2)), np.nan)
    anywhere = chance.uniform((WEST, SOUTH), (EAST, NORTH), (rows, 2))
    longitude, latitude = np.where(np.isnan(spread), anywhere, spread).round(6).T
    return pa.table(
        {
            "id": pa.array([f"C-{number:08d}" for number in range(rows)]),
            "supplier": chosen(chance, ["Anytown Police", "Othertown Police"], rows),
            "category": chosen(chance, list(CATEGORIES)[:14], rows, skewed=True),
            "start": pa.array(starts, pa.timestamp("s", tz="UTC")),
            "end": pa.array(starts + chance.integers(0, 7_200, rows), pa.timestamp("s", tz="UTC")),
            "longitude": longitude,
            "latitude": latitude,
            "location": chosen(chance, [f"{number} High Street" for number in range(5_000)], rows),
        }
    )


def street(rows: int) -> pa.Table:
    """Rows as data.police.uk has them: on snap points, by month, an id for two in three, many alike."""
    chance = np.random.default_rng(2)
    point = chance.zipf(1.3, rows) % SNAP_POINTS
    longitude = chance.uniform(WEST, EAST, SNAP_POINTS).round(6).astype(str)
    latitude = chance.uniform(SOUTH, NORTH, SNAP_POINTS).round(6).astype(str)
    words = list(load_profile("policeuk-street").category.crosswalk)
    ids = np.char.mod("%064x", np.arange(rows)).astype(object)
    ids[chance.random(rows) < 0.3] = ""
    codes = point % (AREAS["lsoa"][0] * AREAS["lsoa"][1])
    force = ["Metropolitan Police Service", "City of London Police"]
    return pa.table(
        {
            "Crime ID": pa.array(ids, pa.string()),
            "Month": chosen(chance, [f"2023-{month:02d}" for month in range(1, 13)], rows),
            "Reported by": chosen(chance, force, rows),
            "Falls within": chosen(chance, force, rows),
            "Longitude": pa.array(longitude).take(pa.array(point)),
            "Latitude": pa.array(latitude).take(pa.array(point)),
            "Location": pa.array([f"On or near Road {number}" for number in range(SNAP_POINTS)]).take(pa.array(point)),
            "LSOA code": pa.array([f"E0100{number:04d}" for number in range(4_900)]).take(pa.array(codes)),
            "LSOA name": pa.array([f"Camden {number % 1000:03d}A" for number in range(4_900)]).take(pa.array(codes)),
            "Crime type": chosen(chance, words, rows, skewed=True),
            "Last outcome category": chosen(chance, ["Under investigation", "No suspect identified", ""], rows),
            "Context": pa.array([""] * rows),
        }
    )


def chosen(chance: np.random.Generator, words: list[str], rows: int, skewed: bool = False) -> pa.Array:
    """Texts picked at random; `skewed`: the first far more often than the last."""
    place = chance.random(rows) ** (3 if skewed else 1) * len(words)
    return pa.array(words).take(pa.array(place.astype(np.int64)))


_CORRECTABLE = ("Last outcome category", "location", "street_name", "location.street.name")
"""Columns of which a delivery has one, whose words say nothing of where or when."""


def corrected(table: pa.Table) -> pa.Table:
    """The same delivery, one row in 100 with another word for its place or outcome."""
    name = next(each for each in _CORRECTABLE if each in table.column_names)
    values = table[name].to_pylist()
    values[::CORRECTED] = ["Put right"] * len(values[::CORRECTED])
    return table.set_column(table.column_names.index(name), name, pa.array(values, pa.string()))


def add_boundaries(portal: Portal, name: str, folder: Path, real: Path) -> None:
    """London's own boundaries for real data, else as many of each type with winding edges."""
    if name == "real":
        add_areas(portal, real / "london_boundaries" / "london_boroughs_wgs84.geojson", "borough")
        for layer, area_type in (("ward", "ward"), ("lsoa", "lsoa")):
            add_areas(portal, real / "london_boundaries" / "london_2011_gla.gpkg", area_type, find_layer(real, layer))
        return
    for area_type, (columns, rows) in AREAS.items():
        path = folder / f"{area_type}.geojson"
        path.write_text(areas(area_type, columns, rows), encoding="utf-8")
        add_areas(portal, path, area_type)


def find_layer(real: Path, word: str) -> str:
    """The layer of the boundary file that is named so."""
    import pyogrio

    layers = [str(each[0]) for each in pyogrio.list_layers(real / "london_boundaries" / "london_2011_gla.gpkg")]
    return next(layer for layer in layers if word in layer.lower())


def areas(area_type: str, columns: int, rows: int) -> str:
    """Areas side by side whose edges wind, as GeoJSON."""
    side = np.linspace(0, 1, CORNERS_PER_SIDE, endpoint=False)
    zero = np.zeros_like(side)
    ring = np.column_stack(
        [np.concatenate([side, zero + 1, 1 - side, zero]), np.concatenate([zero, side, zero + 1, 1 - side])]
    )
    column, row = np.meshgrid(np.arange(columns), np.arange(rows))
    corners = np.stack([column, row], axis=-1).reshape(-1, 1, 2) + ring
    x, y = np.moveaxis(corners / (columns, rows) * (EAST - WEST, NORTH - SOUTH) + (WEST, SOUTH), -1, 0)
    # A wave that depends on the place alone keeps shared edges shared.
    winding = np.stack([x + 0.0005 * np.sin(y * 3000), y + 0.0005 * np.sin(x * 3000)], axis=-1)
    features = (
        f'{{"type": "Feature", "properties": {{"code": "{area_type[0].upper()}{number:05d}", "name": "{number}"}}, '
        f'"geometry": {shapely.to_geojson(shape)}}}'
        for number, shape in enumerate(shapely.polygons(winding))
    )
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}'


_originals: dict[tuple[str, str], Callable[..., Any]] = {}


def timed_stages() -> dict[str, float]:
    """Wraps every function of STAGES that is there; the seconds that each takes from now on."""
    spent: dict[str, float] = defaultdict(float)
    for module_name, names in STAGES.items():
        module = importlib.import_module(f"safestats_core.portal.{module_name}")
        for name in names.split():
            original = _originals.setdefault((module_name, name), getattr(module, name, None))
            if original is not None:
                setattr(module, name, timed(original, name, spent))
    return spent


def timed(work: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """`work`, with the time that it takes added to `spent`."""

    def wrapped(*args: Any, **values: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*args, **values)
        finally:
            spent[name] += time.perf_counter() - start

    return wrapped


@contextmanager
def postgresql(stores: list[str]) -> Iterator[Optional[str]]:
    """A PostgreSQL cluster of our own with its usual settings; None where it is not installed or not wanted."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if "postgresql" not in stores or not programs:
        yield None
        return
    folder = Path(tempfile.mkdtemp())
    account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    if account:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    initdb = [*account, str(programs[-1] / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust"]
    subprocess.run([*initdb, "-E", "UTF8"], check=True, capture_output=True, cwd=folder)
    options = ["-k", str(folder), "-p", str(port), "-c", "listen_addresses=", "-c", "max_wal_size=4GB"]
    server = subprocess.Popen(
        [*account, str(programs[-1] / "postgres"), "-D", str(folder / "data"), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        yield f"host={folder} port={port} user=postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(server: str, name: str) -> str:
    """The URL of a new database."""
    import psycopg

    for _ in range(300):
        try:
            with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            break
        except psycopg.OperationalError:
            time.sleep(0.1)
    where = dict(pair.split("=", 1) for pair in server.split())
    return f"postgresql://{where['user']}@/{name}?host={where['host']}&port={where['port']}"


if __name__ == "__main__":
    sys.exit(main())
