"""How fast a client agrees with a portal on this computer, and starts from what it keeps: a year of a million offences.

    python benchmarks/bench_sync.py [--rows 1000000] [--folder /tmp/somewhere]

Each step is a process of its own, as a window of QGIS or a scheduled job is; the times do not include Python's start
and imports, but for the last two rows.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import portal_process
import pyarrow as pa
import pyarrow.parquet as pq
from portal_process import DATASET, Server, add_analyst, make_portal, serving
from timing import report

from safestats_core.access import Level
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.witness import MemoryWitness
from safestats_core.client import Client
from safestats_core.formats.profile_file import read_profile
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.portal import Portal
from safestats_core.query import Query
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import Tokens

FIRST, DELTA, START, TIMES_MEMORY = 10.0, 1.0, 2.0, 3.0
CHANGED = 1_000
WHOLE = Query(DATASET, Level.RECORD)
KEY = bytes(range(32))
"""The same in each process; a real one is random, and costs what a keyring takes to answer."""


def client(portal_url: str, access: str, folder: Path) -> Client:
    """As the person of the token, with the cache in a folder."""
    pa.scalar("")  # at its first value Arrow imports pandas, where that is installed
    cache = Cache.open(folder, CacheKey(KEY, "keyring", MemoryWitness()), portal_url, "her")
    tokens = Tokens(portal_url, access, "", time.monotonic() + 80_000)
    return Client(PortalSource(portal_url, new_http_session(), tokens), cache)


def sync(portal_url: str, access: str, folder: Path) -> dict[str, float]:
    """A sync: its seconds, what it did, and how much memory it took at most beyond what the program had before."""
    hers = client(portal_url, access, folder)
    before = resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    begin, worked = time.perf_counter(), time.process_time()
    done = hers.sync(WHOLE)
    took, of_a_core = time.perf_counter() - begin, time.process_time() - worked
    return {
        "seconds": took,
        "core": of_a_core,
        "fetched": done.rows_fetched,
        "changed": done.rows_changed,
        "more": resident() - before,
    }


def read(portal_url: str, access: str, folder: Path) -> dict[str, float]:
    """Opening the cache and reading the year from it, without the portal."""
    before = resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    begin, worked = time.perf_counter(), time.process_time()
    table = client(portal_url, access, folder).incidents(WHOLE)
    took, of_a_core = time.perf_counter() - begin, time.process_time() - worked
    return {
        "seconds": took,
        "core": of_a_core,
        "rows": table.num_rows,
        "size": table.nbytes / 2**20,
        "more": resident() - before,
    }


def resident(name: str = "VmHWM") -> float:
    """Megabytes of this process."""
    return int(re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def in_a_process(step: str, server: Server, access: str, folder: Path) -> dict[str, float]:
    """What a step tells that is run in a process of its own; `whole`: how long that process lived; `core` and
    `portal`: how many seconds of a processor it and the portal worked.
    """
    begin, before = time.perf_counter(), server.worked()
    run = [sys.executable, __file__, "--step", step, server.url, access, str(folder)]
    told = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    return {**told, "whole": time.perf_counter() - begin, "portal": server.worked() - before}


def in_words(step: dict[str, float]) -> str:
    """The seconds of a sync."""
    return f"{step['seconds']:.2f} s (of a core: portal {step['portal']:.2f} s, client {step['core']:.2f} s)"


def publish_changes(portal: Portal, supply: Path, months: int) -> None:
    """A delivery in which 1,000 of the year's offences, in so many of its last months, have another outcome."""
    table = pq.read_table(supply)
    months_there = sorted(set(table["month"].to_pylist()))[-months:]
    rows = [at for at, month in enumerate(table["month"].to_pylist()) if month in months_there]
    chosen = table.take(rows[:: len(rows) // CHANGED][:CHANGED])
    at = chosen.schema.get_field_index("outcome")
    outcome = pa.array([f"Changed at {time.time_ns()}"] * chosen.num_rows)
    pq.write_table(chosen.set_column(at, "outcome", outcome), supply.with_name("changed.parquet"))
    receipt = ingest(portal, supply.with_name("changed.parquet"), read_profile(portal_process._PROFILE, "the bench's"))
    if receipt.changed != CHANGED:
        raise RuntimeError(f"{receipt.changed} rows were changed instead of {CHANGED}.")


def forget_pages(folder: Path) -> None:
    """Let the system forget the files, as it has after a restart."""
    for path in folder.iterdir():
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def measure(portal: Portal, server: Server, folder: Path, rows: int) -> bool:
    """All rows of the table."""
    claims = {"iss": server.url, "aud": server.url, "sub": "her", "sid": "s", "exp": int(time.time()) + 86_400}
    access, cache = open_signing_key(portal.folder).sign(claims, ACCESS_KIND), folder / "cache"
    first = in_a_process("sync", server, access, cache)
    if first["fetched"] != rows:
        raise RuntimeError(f"{first['fetched']:,} rows came instead of {rows:,}.")
    goal = FIRST * rows / 1e6
    reached = report(f"first sync of {rows:,} rows", in_words(first), f"{goal:g} s", first["seconds"] <= goal)
    again = in_a_process("sync", server, access, cache)
    report("sync of what has not changed", in_words(again), "-", reached=True)
    for months, what in ((1, "in the last month"), (3, "in three months"), (12, "all over the year")):
        publish_changes(portal, folder / "supply.parquet", months)
        delta = in_a_process("sync", server, access, cache)
        if (delta["fetched"], delta["changed"]) != (0, CHANGED):
            raise RuntimeError(f"A delta of {CHANGED} rows came as {delta}.")
        reached &= report(
            f"delta of {CHANGED:,} rows {what}", in_words(delta), f"{DELTA:g} s", delta["seconds"] <= DELTA
        )
    forget_pages(cache)
    cold = in_a_process("read", server, access, cache)
    warm = in_a_process("read", server, access, cache)
    for what, start in (("cold", cold), ("warm", warm)):
        seen = f"{start['seconds']:.2f} s (of a core {start['core']:.2f} s)"
        seen += f"; with Python's start and imports {start['whole']:.2f} s"
        reached &= report(f"{what} start: cache opened, year read", seen, f"{START:g} s", start["seconds"] <= START)
    for what, step in (("first sync", first), ("year read", warm)):
        times = step["more"] / warm["size"]
        seen = f"{step['more']:.0f} MB more, {times:.2f} times the year as a table ({warm['size']:.0f} MB)"
        reached &= report(f"memory: {what}", seen, f"{TIMES_MEMORY:g} times", times <= TIMES_MEMORY)
    return reached


def main() -> int:
    """Measure, or do one step as a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="make the portal there, and keep it")
    parser.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        step, portal_url, access, folder = arguments.step
        print(json.dumps({"sync": sync, "read": read}[step](portal_url, access, Path(folder))))
        return 0
    del portal_process.MONTHS[12:]
    with tempfile.TemporaryDirectory(prefix="safestats-bench-") as temporary:
        folder = arguments.folder or Path(temporary)
        portal = make_portal(folder / "portal", arguments.rows)
        add_analyst(portal, "her")
        with serving(portal.folder) as server:
            print("| what | seen | goal | reached |\n|---|---|---|---|")
            reached = measure(portal, server, folder, arguments.rows)
        portal.close()
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
