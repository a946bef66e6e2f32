"""Bringing an older portal up to date: the steps that it lacks, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from sqlalchemy import Connection, Engine, func, insert, inspect, select, union, update
from sqlalchemy.schema import SetColumnComment, SetTableComment

from ...errors import MissingPackage, SafeStatsError
from .. import audit
from ..databases.database import writing_on
from ..intake.cube import count_again
from ..intake.publishing import hold_counter
from ..intake.supplied import gaps
from ..making import said_plainly
from ..portal import Portal, open_portal
from ..schema import tables
from ..schema.foundation import schema_version
from .schema_version import found_version
from .steps import MIGRATIONS, newest

LOCK_SECONDS = 30
"""How long to wait for whoever uses a table that is to be changed."""


@dataclass(frozen=True)
class Step:
    """One step that was taken: the version that it leads to, and what it brings."""

    version: str
    words: str


def upgrade_portal(folder: Path, database: Optional[str] = None, by: str = "operator") -> tuple[Step, ...]:
    """Bring the tables of the portal in `folder` to the newest version. Whoever stops it leaves them as they were.

    Returns the steps taken, none where it is up to date. Raises InvalidInput as open_portal does, MissingPackage
    without Alembic, SafeStatsError where the database refuses, or rows refer to others that are not there.
    """
    portal = open_portal(folder, database, older_too=True)
    remedy = "Stop everything that uses it, put that right, and try again."
    try:
        with said_plainly(portal.engine, "Nothing was upgraded", remedy), _changing(portal.engine) as connection:
            return _upgrade(portal, connection, by)
    finally:
        portal.close()


def _upgrade(portal: Portal, connection: Connection, by: str) -> tuple[Step, ...]:
    hold_counter(connection)  # so that nothing is published meanwhile, and a second upgrade waits for this one
    before = found_version(connection)
    if before == newest() and inspect(connection).has_table(schema_version.name):
        return ()
    steps, afterwards = run_steps(connection, before)
    for name, work_out in AFTERWARDS.items():
        if name in afterwards:
            work_out(connection)
    _check_references(connection)
    detail = {"change": "portal upgraded", "from": before, "to": newest()}
    audit.record(portal, by, "alteration", None, None, detail, None)
    return steps


def run_steps(connection: Connection, before: Optional[str], to: str = "head") -> tuple[tuple[Step, ...], set[str]]:
    """Run all steps after the version `before` (None: all there are), inside a transaction of the caller.

    Returns them, and the names of what they leave to be worked out afterwards.
    """
    config = _alembic(connection)
    from alembic import command
    from alembic.script import ScriptDirectory

    if before is not None:
        _stamp(connection, before)
    command.upgrade(config, to)
    _bring_comments(connection)
    taken = list(ScriptDirectory.from_config(config).iterate_revisions(to, before or "base"))[::-1]
    afterwards = {name for each in taken for name in getattr(each.module, "afterwards", ())}
    return tuple(Step(each.revision, each.doc) for each in taken), afterwards


def _alembic(connection: Connection) -> Any:
    try:
        from alembic.config import Config
    except ModuleNotFoundError as error:
        raise MissingPackage(
            f"Upgrading needs the package '{error.name}'. Install it with: pip install 'safestats-core[portal]'"
        ) from error
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction on a connection of its own that may make tables anew.

    SQLite cannot alter all it has to; a table that others refer to is then made anew, for which it must not look at
    references meanwhile. It can be told so before a transaction only. What stood in the old table is overwritten:
    else a row that is erased later would still lie there.
    """
    with engine.connect() as connection:
        connection.detach()
        if engine.dialect.name == "sqlite":
            for pragma in ("PRAGMA foreign_keys = OFF", "PRAGMA secure_delete = ON"):
                connection.connection.dbapi_connection.execute(pragma)  # type: ignore[union-attr]
        with writing_on(connection):
            if engine.dialect.name == "postgresql":  # so that it does not wait for a reader that never ends
                connection.execute(select(func.set_config("lock_timeout", f"{LOCK_SECONDS}s", True)))
            yield connection


def _stamp(connection: Connection, version: str) -> None:
    """Write down the version of a portal from before there were any."""
    schema_version.create(connection, checkfirst=True)
    if not connection.execute(update(schema_version).values(version_num=version)).rowcount:
        connection.execute(insert(schema_version).values(version_num=version))


def _bring_comments(connection: Connection) -> None:
    """Comments change no data, so steps need not carry them."""
    if not connection.dialect.supports_comments:
        return
    ask = inspect(connection)
    for table in tables.metadata.sorted_tables:
        there = {column["name"] for column in ask.get_columns(table.name)} if ask.has_table(table.name) else set()
        if table.comment and there:
            connection.execute(SetTableComment(table))
        for column in table.columns:
            if column.comment and column.name in there:
                connection.execute(SetColumnComment(column))


def _count_again(connection: Connection) -> None:
    """Make all cells anew from the incidents."""
    row = tables.incidents.c
    months = select(row.dataset, row.month).distinct()
    cells = select(tables.counts.c.dataset, tables.counts.c.month).distinct()
    touched = {(dataset, month) for dataset, month in connection.execute(union(months, cells))}
    for dataset in connection.scalars(select(tables.datasets.c.name)).all():
        touched |= {(dataset, month) for _, month in gaps(connection, dataset)}
    last = count_again(connection, touched, hold_counter(connection))
    connection.execute(update(tables.counter).where(tables.counter.c.name == "seq").values(value=last))


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise SafeStatsError(
                f"Nothing was changed: {len(broken):,} rows refer to others that are not there, for example in "
                f"'{broken[0][0]}'. Restore a backup of the portal's database, then upgrade that."
            )


AFTERWARDS: dict[str, Callable[[Connection], None]] = {"counts": _count_again}
"""What the program works out after the steps, by the name that a step gives it; done in this order."""
