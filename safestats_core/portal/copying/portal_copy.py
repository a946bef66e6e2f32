"""Moving a whole portal to another folder and database: rows, numbers, keys, sessions, quarantine and audit log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from sqlalchemy import URL, Connection, Engine, Table, func, select

from ...errors import SafeStatsError
from ...progress import Progress, silent
from .. import audit
from ..audit import AuditReport
from ..databases.database import open_engine, writing_on
from ..databases.partitions import make_room
from ..making import make_tables_on, said_plainly
from ..migrations.schema_version import COPYING
from ..portal import Portal, open_audit_engine, open_portal, write_settings
from ..schema import tables
from . import target
from .files import copy_audit_log, copy_files
from .rows import Content, content, move, set_sequences


@dataclass(frozen=True)
class Copied:
    """What a copy holds, compared with its original table by table.

    files      beside the databases, compared byte by byte
    audit_log  what checking its chain found
    """

    tables: tuple[Content, ...]
    files: int
    audit_log: AuditReport


def copy_portal(
    folder: Path,
    to_folder: Path,
    database: Optional[str] = None,
    to_database: Optional[str] = None,
    by: str = "operator",
    tell: Progress = silent,
) -> Copied:
    """Copy the portal in `folder` to `to_folder`, and compare.

    database, to_database  URLs of the databases with the data; None means the SQLite file in the folder

    All rows are of one moment: what is published later is not in the copy. Killed in the middle it leaves a copy that
    is not opened, and that the same call clears before it begins again.

    Raises InvalidInput where the place is taken, SafeStatsError where the copy is not like its original.
    """
    to_folder = Path(to_folder)
    portal = open_portal(folder, database)
    try:
        target.make_folder(portal.folder, to_folder)
        engine = open_engine(to_database or URL.create("sqlite", database=str(to_folder / "portal.db")))
        try:
            with _said(portal.engine), _said(engine):
                target.clear(engine, to_folder)
                return _copy(portal, engine, to_folder, by, tell)
        finally:
            engine.dispose()
    finally:
        portal.close()


def _said(engine: Engine) -> AbstractContextManager[None]:
    return said_plainly(engine, "The copy was not finished", "Put that right, then repeat the copy.")


def _copy(portal: Portal, engine: Engine, to_folder: Path, by: str, tell: Progress) -> Copied:
    with _one_moment(portal.engine) as source:
        rows = source.scalar(select(func.count()).select_from(tables.incidents))
        detail = {"change": "portal copied", "to": str(to_folder.absolute()), "database": engine.dialect.name}
        audit.record(portal, by, "disclosure", None, None, detail, rows)
        moved = _move_tables(source, engine, tell)
    files = copy_files(portal.folder, to_folder, tell)
    copy_audit_log(portal.folder, to_folder)
    with engine.connect() as connection:
        _compare(moved, [content(connection, table, tell) for table in _moved_tables()])
    copied = Portal(to_folder, portal.name, engine, open_audit_engine(to_folder), portal.key)
    report = _compare_logs(portal, copied)
    copied.audit_engine.dispose()
    write_settings(copied)
    target.finish(engine, to_folder)
    return Copied(tuple(moved), files, report)


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever is published meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def _move_tables(source: Connection, engine: Engine, tell: Progress) -> list[Content]:
    with engine.connect() as connection:
        connection.detach()
        if engine.dialect.name == "sqlite":
            # All pages are new: so each is written once, and not into the write-ahead log before.
            connection.connection.dbapi_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
        with writing_on(connection):
            make_tables_on(connection, COPYING)
            months = select(tables.incidents.c.dataset, tables.incidents.c.month).distinct()
            make_room(connection, [(dataset, month) for dataset, month in source.execute(months)])
            moved = [move(source, connection, table, tell) for table in _moved_tables()]
            set_sequences(connection)
    return moved


def _moved_tables() -> list[Table]:
    return [table for table in tables.metadata.sorted_tables if table is not tables.schema_version]


def _compare(moved: list[Content], found: list[Content]) -> None:
    for before, after in zip(moved, found):
        if before != after:
            raise SafeStatsError(
                f"'{before.name}' is not the same in the copy, which is not finished: {before.rows:,} rows with the "
                f"digest {before.digest[:16]} were read, and {after.rows:,} with {after.digest[:16]} are there."
            )


def _compare_logs(portal: Portal, copied: Portal) -> AuditReport:
    """Check the chain of the copied log, which has to be that of the original as far as it goes."""
    report = audit.verify(copied)
    if report.is_intact:
        entry = next(audit.find(portal, audit.Wanted(after=report.entries - 1)), None)
        is_same = entry is not None and (entry.number, entry.seal) == (report.entries, report.seal)
    else:
        is_same = audit.verify(portal).problem == report.problem
    if not is_same:
        raise SafeStatsError("The audit log of the copy is not that of the portal. Repeat the copy.")
    return report
