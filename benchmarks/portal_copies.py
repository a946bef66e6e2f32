"""Millions of rows out of the fifty thousand that were taken in: the database copies them, month after month."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from portal_process import DATASET
from sqlalchemy import Connection, Engine, column, func, insert, literal, select, update
from sqlalchemy import table as sqltable
from sqlalchemy.schema import CreateIndex, DropIndex

from safestats_core.portal.databases.database import open_engine
from safestats_core.portal.databases.partitions import make_room, part_of
from safestats_core.portal.portal import Portal
from safestats_core.portal.schema.tables import counter, counts, incidents, supplier_counts

BLOCK = 50_000
"""Rows that are there when copying begins, and rows of each copy."""

MONTHS = [f"{2014 + number // 12}-{number % 12 + 1:02d}" for number in range(120)]

_FILL_SECONDS = 600
"""After which there are fewer rows than were asked for."""


def multiply(portal: Portal, rows: int) -> int:
    """Copy the incidents that are there until there are so many, a block for each month or more.

    Returns how many there are: fewer where it takes too long, on a computer that is busy with other things.
    """
    copies = rows // BLOCK
    engine = open_engine(portal.engine.url)
    with engine.connect() as connection:
        base = connection.scalar(select(func.min(incidents.c.seq))) - 1
        if connection.dialect.name == "postgresql":
            make_room(connection, [(DATASET, month) for month in MONTHS])
            connection.commit()
        with bare(connection):
            share = (
                [range(1, copies)]
                if connection.dialect.name == "sqlite"
                else [range(1, copies, 2), range(2, copies, 2)]
            )
            threads = [
                threading.Thread(target=copy, args=(engine, part, copies, base, time.monotonic() + _FILL_SECONDS))
                for part in share
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        rows = connection.scalar(select(func.max(incidents.c.seq)))
        connection.execute(update(counter).values(value=count_copies(connection, copies, rows)))
        connection.commit()
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE incidents")
    engine.dispose()
    return rows


def copy(engine: Engine, numbers: Any, copies: int, base: int, until: float) -> None:
    """Some of the copies: rows of one month each, with ids and numbers of their own."""
    names = [column.name for column in incidents.columns]
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            without_a_net(connection)
        for number in map(int, numbers):
            if time.monotonic() > until:
                return
            month = MONTHS[number * len(MONTHS) // copies]
            made = {
                "seq": incidents.c.seq + number * BLOCK,
                "incident_id": incidents.c.incident_id + literal(f"{number:03d}"),
                "point_id": incidents.c.point_id + literal(f"{number:03d}"),
                "month": literal(month),
            }
            rows = select(*(made.get(name, incidents.c[name]).label(name) for name in names))
            block = (incidents.c.seq > base, incidents.c.seq <= base + BLOCK)
            made_rows = rows.where(*block).order_by(incidents.c.seq)
            connection.execute(insert(into(connection, month)).from_select(names, made_rows))
            connection.commit()


def count_copies(connection: Connection, copies: int, last: int) -> int:
    """Make the cells of all months; their numbers follow `last`. Returns the last of them."""
    base = supplier_counts.c
    places = [base.borough, base.ward, base.category]
    sides = [each for each in base if each.name.endswith(("west", "south", "east", "north"))]
    outermost = [(func.min if each.name.endswith(("west", "south")) else func.max)(each) for each in sides]
    summed = select(*places, func.sum(base.rows).label("rows"), *(x.label(c.name) for x, c in zip(outermost, sides)))
    of_block = summed.group_by(*places).subquery()
    for number, month in enumerate(MONTHS):
        times = sum(copy * len(MONTHS) // copies == number for copy in range(1, copies))
        if times:
            key = func.coalesce(of_block.c.borough, "") + ":" + func.coalesce(of_block.c.ward, "")
            rows = (of_block.c.rows * times).label("rows")
            cells = select(
                (func.row_number().over(order_by=of_block.c.category) + last).label("seq"),
                literal(DATASET).label("dataset"),
                (literal(month + ":") + key + ":" + of_block.c.category).label("count_id"),
                literal(month).label("month"),
                *(of_block.c[each.name] for each in places),
                rows.label("count"),
                rows,
                literal(last).label("last_seq"),
                *(of_block.c[each.name] for each in sides),
            )
            connection.execute(insert(counts).from_select(list(cells.selected_columns.keys()), cells))
            last = connection.scalar(select(func.max(counts.c.seq)))
    return last


def into(connection: Connection, month: str) -> Any:
    """Where rows of a month lie: in PostgreSQL the part itself, so that they are not sent there one by one."""
    if connection.dialect.name == "sqlite":
        return incidents
    return sqltable(part_of(DATASET, month).name, *(column(each.name, each.type) for each in incidents.columns))


@contextmanager
def bare(connection: Connection) -> Iterator[None]:
    """The table without indexes while it is filled."""
    unique = []
    if connection.dialect.name == "postgresql":
        keys = connection.exec_driver_sql(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename ~ '^incidents' AND indexdef ~ 'UNIQUE'"
        )
        unique = keys.all()
        for name, _ in unique:
            connection.exec_driver_sql('DROP INDEX "' + name + '"')
    is_lite = connection.dialect.name == "sqlite"
    indexes = [each for each in incidents.indexes if ("dataset" in each.columns) == is_lite]
    for index in indexes:
        connection.execute(DropIndex(index))
    connection.commit()
    yield
    if connection.dialect.name == "sqlite":
        without_a_net(connection)
    for index in indexes:
        connection.execute(CreateIndex(index))
    for _, statement in unique:
        connection.exec_driver_sql(statement)
    connection.commit()


def without_a_net(connection: Connection) -> None:
    """SQLite as fast as it can: a benchmark's table need not survive a power cut while it is filled."""
    raw = connection.connection.dbapi_connection
    for pragma in ("synchronous = OFF", "cache_size = -1000000", "threads = 2"):
        raw.execute("PRAGMA " + pragma)
