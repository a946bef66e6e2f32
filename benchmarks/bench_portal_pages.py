"""A page of 1,000 records from 5 million in SQLite and from 10 million in PostgreSQL: the store's time, and over HTTP.

Fifty thousand made incidents are taken in as any delivery is; the database then copies them, month after month, until
there are enough. PostgreSQL is a cluster of the benchmark's own, and is passed over where it is not installed.
The analyst holds three boroughs, eight years of ten and most categories. Prints Markdown table rows; exits with 1
where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

import numpy as np
from own_postgresql import is_installed, own_postgresql
from portal_copies import BLOCK, MONTHS, multiply
from portal_process import BOROUGHS, DATASET, EAST, ITEMS, NORTH, SOUTH, WEST, Server, add_analyst, make_portal, serving
from sqlalchemy import event
from timing import report, seconds

from safestats_core.access import Level, Scope
from safestats_core.incidents import CATEGORIES
from safestats_core.portal.answering import changes, store
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.people import get_person, person_scope
from safestats_core.portal.portal import Portal

RARE = list(CATEGORIES)[3]
GOAL = 20.0
ASKED = 40

SETTINGS = {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "16GB",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""Of a PostgreSQL that is filled once and then asked."""


@dataclass
class Question:
    """What is asked of the store, and of the server as a query; both are told the number of the turn."""

    name: str
    of_store: Callable[[int], Any]
    query: Callable[[int], dict[str, Any]]
    path: str = ITEMS
    goal: Optional[float] = GOAL
    times: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def main() -> int:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sqlite-rows", type=int, default=5_000_000, help="0 leaves SQLite out")
    parser.add_argument("--postgresql-rows", type=int, default=10_000_000, help="0 leaves PostgreSQL out")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind
    reached = []
    print("| a page of 1,000 | seen | goal | reached |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="safestats-pages-") as place:
        if arguments.sqlite_rows:
            reached += measured(Path(place) / "portal", None, arguments.sqlite_rows)
    if arguments.postgresql_rows and is_installed():
        with tempfile.TemporaryDirectory(prefix="safestats-pages-") as place, own_postgresql(SETTINGS) as server:
            reached += measured(Path(place) / "portal", server.new_database("pages"), arguments.postgresql_rows)
    return 0 if all(reached) else 1


def measured(folder: Path, database: Optional[str], rows: int) -> list[bool]:
    """Fill one store, and ask it all questions turn by turn."""
    begun = time.monotonic()
    portal = make_portal(folder, BLOCK, database, with_wards=True)
    add_analyst(portal, "open")
    categories = frozenset(list(CATEGORIES)[:12])
    add_analyst(portal, "narrow", BOROUGHS[3:6], from_month=MONTHS[12], to_month=MONTHS[107], categories=categories)
    rows = multiply(portal, rows)
    where = f"{rows / 1e6:.2g} M in {'SQLite' if database is None else 'PostgreSQL'}"
    print(f"filled {where} in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    asked = {name: questions(portal, scope_of(portal, name), rows) for name in ("open", "narrow")}
    reached, backends = [], set()
    if database is not None:
        event.listen(portal.engine, "checkout", lambda raw, *_: backends.add(raw.info.backend_pid))
    for name, each in asked.items():
        for turn in range(-3, ASKED):  # the first ones only warm up
            for question in each:
                begun_busy = at_work(backends)
                took = seconds(lambda question=question, turn=turn: question.of_store(turn)) * 1_000
                question.times += [took] if turn >= 0 else []
                question.busy += [at_work(backends) - begun_busy] if turn >= 0 else []
        reached += [said(f"{where}, {name} grant, {question.name}", question) for question in each]
    with database_named(database), serving(folder) as server:
        reached += over_http(server, asked["narrow"], where)
    portal.close()
    return reached


def at_work(backends: set[int]) -> float:
    """Milliseconds of processor time that this thread and PostgreSQL's processes for it have had."""
    theirs = sum(int(Path(f"/proc/{each}/schedstat").read_text().split()[0]) for each in backends)
    return time.thread_time() * 1_000 + theirs / 1e6


def questions(portal: Portal, scope: Scope, rows: int) -> list[Question]:
    """First page, deep page, box, category and month, changes; the numbers differ from turn to turn."""
    random = np.random.default_rng(3)
    deep = random.integers(rows // 2, rows * 9 // 10, ASKED)
    width, height = 0.0144, 0.009  # a square kilometre
    west, south = random.uniform(WEST, EAST - width, ASKED), random.uniform(SOUTH, NORTH - height, ASKED)
    boxes = [(w, s, w + width, s + height) for w, s in zip(west.round(6).tolist(), south.round(6).tolist())]
    wide = [(w, s, w + 5 * width, s + 5 * height) for w, s, _, _ in boxes]

    def page(row_filter: RowFilter, after: Optional[int] = None) -> store.Page:
        return store.page(portal, scope, row_filter, after, 1_000)

    def of_month(turn: int) -> RowFilter:
        return RowFilter(month=MONTHS[12 + turn % 90], categories=(RARE,))

    def in_box(turn: int) -> dict[str, Any]:
        return {"bbox": ",".join(map(str, boxes[turn % ASKED])), "limit": 1_000}

    def of_category(turn: int) -> dict[str, Any]:
        return {"filter": f"month = '{MONTHS[12 + turn % 90]}' AND category = '{RARE}'", "limit": 1_000}

    return [
        Question("first page", lambda turn: page(RowFilter()), lambda turn: {"limit": 1_000}),
        Question("deep page", lambda turn: page(RowFilter(), int(deep[turn % ASKED])), lambda turn: {}, path=""),
        Question("box of 1 km²", lambda turn: page(RowFilter(bbox=boxes[turn % ASKED])), in_box),
        Question("box of 25 km²", lambda turn: page(RowFilter(bbox=wide[turn % ASKED])), lambda turn: {}, "", None),
        Question("category and month", lambda turn: page(of_month(turn)), of_category),
        Question(
            "page of changes",
            lambda turn: changes.changes(portal, scope, int(deep[turn % ASKED]), 1_000),
            lambda turn: {},
            path="",
        ),
    ]


def over_http(server: Server, asked: list[Question], where: str) -> list[bool]:
    """The same as GeoJSON by the server: from the request to the last byte."""
    http = server.sign_in("narrow")
    following = next(
        each["href"] for each in server.get(http, ITEMS, limit=1_000).json()["links"] if each["rel"] == "next"
    )
    reached = []
    for question in asked:
        is_deep = question.name == "deep page"
        if not question.path and not is_deep:
            continue
        times = []
        for turn in range(ASKED):
            path, query = (following, {}) if is_deep else (question.path, question.query(turn))
            begun = time.perf_counter()
            answer = server.get(http, path, **query)
            times.append(1_000 * (time.perf_counter() - begun))
            if is_deep:
                links = answer.json()["links"]
                following = next((each["href"] for each in links if each["rel"] == "next"), following)
        question.times, question.busy, question.goal = times[3:], [], None
        reached.append(said(f"{where}, narrow grant, {question.name}, GeoJSON over HTTP", question))
    return reached


def said(what: str, question: Question) -> bool:
    """Print one row."""
    p50, p95 = np.percentile(question.times, [50, 95])
    goal = "" if question.goal is None else f"p95 {question.goal:g} ms"
    # On a computer that does other work, too, it says which part of the time was waiting for a turn.
    own = f", {np.percentile(question.busy, 95):.1f} ms of it at work" if question.busy else ""
    seen = f"p50 {p50:.1f} ms, p95 {p95:.1f} ms{own}"
    return report(what, seen, goal, question.goal is None or p95 <= question.goal)


def scope_of(portal: Portal, username: str) -> Scope:
    """What the analyst may see of the records."""
    return person_scope(portal, get_person(portal, username), DATASET, Level.RECORD, datetime.now(timezone.utc))


@contextmanager
def database_named(database: Optional[str]) -> Iterator[None]:
    """The server's database in the environment, as operators give it."""
    if database is not None:
        os.environ["SAFESTATS_DATABASE"] = database
    try:
        yield
    finally:
        os.environ.pop("SAFESTATS_DATABASE", None)


if __name__ == "__main__":
    sys.exit(main())
