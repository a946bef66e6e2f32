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
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

import pyarrow as pa
import pyarrow.parquet as pq
from own_postgresql import OwnPostgresql, is_installed, own_postgresql
from portal_deliveries import add_boundaries, corrected, deliveries
from sqlalchemy import select, text
from timing import report, seconds

from safestats_core.formats.profile import Profile
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.portal.schema.tables import incidents

GOAL = 100_000
"""Rows a second, from Parquet into SQLite."""

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
                    sent, database = table.slice(0, arguments.postgresql_rows), server.new_database(name)
                reached.append(measure(name, profile, sent, folder, database, arguments))
                shutil.rmtree(folder)
    return 0 if all(reached) else 1


def measure(
    name: str, profile: Profile, table: pa.Table, folder: Path, database: Optional[str], arguments: Any
) -> bool:
    """A delivery into a fresh portal, again, and corrected."""
    folder.mkdir()
    store = "PostgreSQL" if database else "SQLite"
    portal = init_portal(folder / "portal", "Benchmark", database)
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
    for pragma in (
        "page_size = 8192",
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -65536",
        "threads = 2",
    ):
        database.execute("PRAGMA " + pragma)
    database.execute("BEGIN IMMEDIATE")
    database.execute(made[0])
    database.executemany("INSERT INTO incidents VALUES (" + ", ".join("?" * len(rows[0])) + ")", rows)
    database.execute("PRAGMA cache_size = -4096")  # sorted little by little, as the portal does
    for index in made[1:]:
        database.execute(index)
    database.execute("COMMIT")
    database.close()


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


def postgresql(stores: list[str]) -> AbstractContextManager[Optional[OwnPostgresql]]:
    """A PostgreSQL with its usual settings; None where it is not installed or not wanted."""
    wanted = "postgresql" in stores and is_installed()
    return own_postgresql({"max_wal_size": "4GB"}) if wanted else nullcontext()


if __name__ == "__main__":
    sys.exit(main())
