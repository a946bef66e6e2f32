"""What PostgreSQL takes to plan a question where the parts of a dataset are years, and where they are months.

Six datasets of fifteen years, without rows: what is left is planning, and opening and closing the parts. PostgreSQL is
a cluster of the benchmark's own; nothing is measured where it is not installed. Prints Markdown table rows.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from unittest import mock

from bench_portal_pages import SETTINGS
from own_postgresql import is_installed, own_postgresql
from sqlalchemy import event
from timing import report

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import changes, store
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.databases import partitions
from safestats_core.portal.portal import Portal, init_portal

DATASETS, YEARS, TIMES = 6, 15, 21
MONTHS = [f"{2010 + number // 12}-{number % 12 + 1:02d}" for number in range(12 * YEARS)]
BOX = (-0.11, 51.50, -0.0956, 51.509)


def main() -> int:
    """Measure both."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print("| parts | seen | goal | reached |\n|---|---|---|---|")
    for parts, made in (("years", partitions.part_of), ("months", of_month)) if is_installed() else ():
        with tempfile.TemporaryDirectory() as place, own_postgresql(SETTINGS) as server:
            portal = init_portal(Path(place) / "portal", "Parts", server.new_database("parts"))
            with mock.patch.object(partitions, "part_of", made), portal.engine.begin() as connection:
                for number in range(DATASETS):
                    partitions.make_room(connection, [(f"dataset{number}", month) for month in MONTHS])
            for question, statement, values in questions(portal):
                took = [taken(portal, statement, values) for _ in range(TIMES)]
                portal.engine.dispose()
                planned, done = (statistics.median(each) for each in zip(*took))
                first = sum(taken(portal, statement, values))
                seen = f"planned in {planned:.1f} ms, done in {done:.1f} ms more; {first:.0f} ms on a new connection"
                report(f"{parts}, {question}", seen, "-", True)
            portal.close()
    return 0


def of_month(dataset: str, month: str) -> partitions.Part:
    """The part of one month."""
    year, number = int(month[:4]), int(month[5:])
    end = f"{year + number // 12}-{number % 12 + 1:02d}"
    return partitions.Part(f"{partitions.dataset_table(dataset)}_{month.replace('-', '_')}", dataset, month, end)


def questions(portal: Portal) -> list[tuple[str, str, Any]]:
    """What a portal asks, as its own statements."""
    grant = Grant("person:her", "dataset0", Level.RECORD)
    scope = compile_scope([grant], frozenset({"person:her"}), "dataset0", Level.RECORD, datetime.now(timezone.utc))
    asked = {
        "first page": lambda: store.page(portal, scope, RowFilter(), None, 1_000),
        "page of a month": lambda: store.page(portal, scope, RowFilter(month=MONTHS[50]), None, 1_000),
        "page of a box": lambda: store.page(portal, scope, RowFilter(bbox=BOX), None, 1_000),
        "one row by its id": lambda: store.incident(portal, scope, "some-id"),
        "a look for changes": lambda: changes.changes(portal, scope, 0, 1_000),
    }
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if re.match(r"SELECT incidents\.", statement):
            heard.append((statement, values))

    event.listen(portal.engine, "before_cursor_execute", hear)
    said = []
    for name, ask in asked.items():
        ask()
        said.append((name, *heard[-1]))
    event.remove(portal.engine, "before_cursor_execute", hear)
    return said


def taken(portal: Portal, statement: str, values: Any) -> tuple[float, float]:
    """Milliseconds that a statement took to be planned, and to be carried out."""
    with portal.engine.connect() as connection:
        told = "\n".join(connection.exec_driver_sql("EXPLAIN (ANALYZE, TIMING OFF) " + statement, values).scalars())
    planned, done = (float(re.search(rf"{what} Time: ([\d.]+) ms", told)[1]) for what in ("Planning", "Execution"))
    return planned, done


if __name__ == "__main__":
    sys.exit(main())
