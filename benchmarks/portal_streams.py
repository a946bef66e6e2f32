"""Whole answers: how fast a million rows come, beside pygeoapi; what permission costs; how much memory it takes."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

import pygeoapi_peer
import requests
from portal_process import BOROUGHS, DATASET, ITEMS, MONTHS, Server
from sqlalchemy import false, select
from timing import report, seconds

from safestats_core.access import LEVEL_SCHEMAS, Grant, Level, compile_scope
from safestats_core.portal.answering import store
from safestats_core.portal.answering.arrow_rows import read_tables
from safestats_core.portal.answering.narrowing import stored_for
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.portal import Portal

SECONDS, TIMES_AS_FAST, OVERHEAD = 5.0, 20.0, 1.25
MEGABYTES_MORE, MEGABYTES_PER_READER = 64.0, 24.0
SLOW_READERS = 10

Work = Callable[[], object]


def arrow_stream(server: Server, http: requests.Session, rows: int) -> bool:
    """A million rows into a table of the client."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        table = server.table(http)
        taken.append(time.perf_counter() - begun)
        if table.num_rows != rows:
            raise RuntimeError(f"{table.num_rows:,} rows came, and not {rows:,}.")
    best = statistics.median(taken)
    seen = f"{best:.2f} s (of three: {', '.join(f'{each:.2f}' for each in taken)})"
    what = f"{rows:,} rows by Arrow stream, into a table of the client"
    return report(what, seen, f"{SECONDS:g} s", best <= SECONDS)


def beside_pygeoapi(server: Server, person: str, folder: Path, rows: int) -> list[bool]:
    """The same table by pygeoapi, as GeoJSON, to the same client: page after page, as GDAL and QGIS read such servers.

    All of it as one page stands beside it for information: no client asks so by itself, and few servers let it.
    Ours is asked before and after, so that both had the same computer.
    """
    table = folder / "offences.gpkg"
    http = server.sign_in(person)
    pygeoapi_peer.write_table(server.table(http), table)
    ours = [seconds(lambda: server.table(http))]
    with pygeoapi_peer.serving(table, folder) as address, requests.Session() as visitor:
        pygeoapi_peer.seconds_of(visitor, address, 10)
        pages = pygeoapi_peer.seconds_by_page(visitor, address, rows)
        at_once = pygeoapi_peer.seconds_of(visitor, address, rows)
    http = server.sign_in(person)  # the token from before may have ended
    ours.append(seconds(lambda: server.table(http)))
    mine = statistics.mean(ours)
    paged = f"peer {sum(pages):.3g} s (first page {pages[0]:.2g} s, last {pages[-1]:.2g} s), ours {mine:.3g} s"
    whole = f"peer {at_once:.3g} s, ours {mine:.3g} s"
    what = f"{rows:,} rows, beside pygeoapi's GeoJSON in"
    report(f"{what} one page of all", f"{whole}, {at_once / mine:.3g} times as fast", "-", True)
    ratio = sum(pages) / mine
    seen = f"{paged}, {ratio:.3g} times as fast"
    return [report(f"{what} pages of 10,000", seen, f"{TIMES_AS_FAST:g}", ratio >= TIMES_AS_FAST)]


def other_formats(server: Server, http: requests.Session, rows: int) -> None:
    """CSV and FlatGeobuf of the same, as bytes, for information."""
    for kind in ("csv", "flatgeobuf"):
        size = 0
        begun = time.perf_counter()
        with server.open_stream(http, f=kind) as answer:
            for piece in answer.iter_content(1 << 20):
                size += len(piece)
        seen = f"{time.perf_counter() - begun:.2f} s, {size / 1e6:.0f} MB"
        report(f"{rows:,} rows as {kind}", seen, "-", True)


def permission(server: Server, people: dict[str, requests.Session]) -> bool:
    """The same rows under an open scope, which asks for them, and under a scope that shows no others."""
    narrow = {"area": BOROUGHS[0], "from_month": MONTHS[0], "to_month": MONTHS[11]}
    month = {"month": MONTHS[3], "f": "arrow"}
    rounds = {
        "page of 1,000, 32 boroughs of 33": ("boroughs", {}, {}, 40),
        "page of 1,000, a borough and a year": ("narrow", {}, narrow, 40),
        "a month by Arrow stream, 32 boroughs of 33": ("boroughs", month, month, 12),
        "a borough and a year by Arrow stream": ("narrow", {"f": "arrow"}, {"f": "arrow", **narrow}, 12),
        "everything by Arrow stream, 32 boroughs of 33": ("boroughs", {"f": "arrow"}, {"f": "arrow"}, 2),
    }
    reached = True
    for what, (who, asked, asked_openly, times) in rounds.items():
        limited = partial(_read, server, people[who], asked)
        openly = partial(_read, server, people["open"], asked_openly)
        if limited() != openly():
            raise RuntimeError(f"{what}: not the same rows.")
        reached &= _overhead(f"permission: {what}, beside an open scope", openly, limited, times)
    return reached


def permission_in_process(portal: Portal) -> bool:
    """All rows under a scope of 32 boroughs, beside the plain SELECT of the same columns without any scope."""
    grant = Grant("person:her", DATASET, Level.RECORD, frozenset(BOROUGHS[:32]))
    scope = compile_scope([grant], frozenset({"person:her"}), DATASET, Level.RECORD, datetime.now(timezone.utc))
    stored, schema = stored_for(scope), LEVEL_SCHEMAS[Level.RECORD]
    plain = select(*(column.label(name) for name, column in stored.columns.items()))
    rows = stored.table.c
    plain = plain.where(rows.dataset == DATASET, rows.removed == false()).order_by(rows.seq)

    def without() -> int:
        with portal.engine.connect() as connection, connection.execute(plain) as result:
            return sum(table.num_rows for table in read_tables(result, schema, 10_000))

    def within() -> int:
        return sum(batch.num_rows for batch in store.batches(portal, scope, RowFilter()))

    if within() != without():
        raise RuntimeError("Not the same rows.")
    return _overhead("permission: everything, 32 boroughs of 33, beside the SELECT without a scope", without, within, 3)


def memory(server: Server, http: requests.Session, readers: list[requests.Session]) -> bool:
    """The most that the process holds while it streams, few rows and many; then with readers who take their time."""
    peaks = []
    for asked in ({"to_month": MONTHS[3]}, {}):
        server.forget_peak()
        rows = server.table(http, **asked).num_rows
        peaks.append((rows, server.resident("VmHWM")))
    (few, small), (many, large) = peaks
    seen = f"{small:.0f} MB while {few:,} rows go out, {large:.0f} MB while {many:,} do"
    more = large - small
    reached = report("memory while streaming", seen, f"{MEGABYTES_MORE:g} MB more", more <= MEGABYTES_MORE)
    before = server.resident()
    with slow_readers(server, readers):
        server.forget_peak()
        time.sleep(10)
        peak = server.resident("VmHWM")
    each = (peak - before) / len(readers)
    seen = f"{before:.0f} MB before, {peak:.0f} MB meanwhile: {each:.1f} MB for each"
    what = f"memory with {len(readers)} slow readers of a whole answer"
    return report(what, seen, f"{MEGABYTES_PER_READER:g} MB each", each <= MEGABYTES_PER_READER) and reached


@contextmanager
def slow_readers(server: Server, people: list[requests.Session]) -> Iterator[list[int]]:
    """Meanwhile each of the people reads a whole answer at 0.1 MB a second, and in the end goes away.

    Gives the statuses of those who were told that there is no room.
    """
    over, refused = threading.Event(), []

    def read(http: requests.Session) -> None:
        try:
            with server.open_stream(http) as answer:
                while not over.wait(0.1) and answer.raw.read(10_000):
                    pass
        except requests.HTTPError as error:
            refused.append(error.response.status_code)

    threads = [threading.Thread(target=read, args=(http,)) for http in people]
    for thread in threads:
        thread.start()
    try:
        time.sleep(3)
        yield refused
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _read(server: Server, http: requests.Session, asked: dict[str, str]) -> int:
    if "f" in asked:
        return server.table(http, **asked).num_rows
    return server.get(http, ITEMS, limit=1_000, **asked).json()["numberReturned"]


def _overhead(what: str, openly: Work, limited: Work, rounds: int) -> bool:
    """The median of the ratios, round after round, by turns first."""
    times = []
    for number in range(rounds):
        pair = (openly, limited) if number % 2 else (limited, openly)
        taken = {work: seconds(work) for work in pair}
        times.append((taken[openly], taken[limited]))
    ratio = statistics.median(mine / theirs for theirs, mine in times)
    first, second = (statistics.median(side) for side in zip(*times))
    seen = f"open {first:.3g} s, limited {second:.3g} s, {ratio:.3g} times as long"
    return report(what, seen, f"at most {OVERHEAD:g}", ratio <= OVERHEAD)
