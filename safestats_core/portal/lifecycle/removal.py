"""Taking rows out of what is published, so that nothing of them stays but the word that they are gone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, bindparam, delete, insert, select

from ..intake.publishing import settle
from ..schema.tables import departures, incidents


@dataclass(frozen=True)
class Removed:
    """What was taken out.

    rows    how many were published
    buried  how many were gone already, as far as anybody could see, and are now gone from the database too
    months  the months that they were in
    """

    rows: int
    buried: int
    months: tuple[str, ...]


def found_rows() -> Select[Any]:
    """The question for rows to `remove`; narrow it with `where`."""
    return select(*(incidents.c[name] for name in departures.c.keys()), incidents.c.removed)


def remove(connection: Connection, rows: Sequence[Row[Any]], last: int, now: int) -> Removed:
    """Take out rows, as `found_rows` gives them, in a transaction of the caller, who holds the counter.

    last  the last sequence number given out
    now   seconds since 1970, written to the datasets that changed

    A client that was shown one of the rows is told by its departure that it is gone. The cells are counted again.
    """
    _forget_in_file(connection)
    standing = [row for row in rows if not row.removed]
    names = departures.c.keys()
    gone = [{**{name: row._mapping[name] for name in names}, "seq": last + n} for n, row in enumerate(standing, 1)]
    if gone:
        connection.execute(insert(departures), gone)
    if rows:
        # Dataset and month say in which part of the table the row lies.
        its = {name: incidents.c[name] == bindparam("its_" + name) for name in ("dataset", "month", "seq")}
        taken = [{"its_" + name: row._mapping[name] for name in its} for row in rows]
        connection.execute(delete(incidents).where(*its.values()), taken)
    settle(connection, {(row.dataset, row.month) for row in standing}, last + len(gone), now)
    return Removed(len(standing), len(rows) - len(standing), tuple(sorted({row.month for row in rows})))


def empty_log(engine: Engine) -> None:
    """Let SQLite's write-ahead log, which still holds pages as they were before, be overwritten.

    Where somebody reads for so long that it cannot be emptied now, it is when the next erasure or restart comes.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _forget_in_file(connection: Connection) -> None:
    # Otherwise SQLite leaves the bytes of a deleted row in its file until it needs the room.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON").close()
