"""A portal on disk: its folder, its database, its audit log. The one object that the other modules are handed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from sqlalchemy import URL, Engine, select

from ..errors import InvalidInput
from .databases.database import open_engine
from .databases.replicas import Replica
from .making import make_tables, said_plainly
from .migrations.schema_version import UNFINISHED, check_version, unfinished
from .schema import audit as audit_tables
from .schema.foundation import keys

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_SETTINGS = "portal.toml"


@dataclass(frozen=True)
class Portal:
    """An open portal.

    engine        the portal's database
    audit_engine  the audit log, a SQLite file of its own
    key           32 random bytes that never leave the portal
    replica       a second database that data may be read from
    query_seconds how long one question for data may take
    """

    folder: Path
    name: str
    engine: Engine
    audit_engine: Engine
    key: bytes = field(repr=False)
    replica: Optional[Replica] = None
    query_seconds: float = 30.0

    @property
    def quarantine(self) -> Path:
        """Where every file that arrived is kept as it came."""
        return self.folder / "quarantine"

    def close(self) -> None:
        """Give back all database connections."""
        self.engine.dispose()
        self.audit_engine.dispose()
        if self.replica is not None:
            self.replica.close()


def init_portal(folder: Path, name: str, database: Optional[str] = None) -> Portal:
    """Make a new portal in `folder`, which is created, and open it.

    Raises InvalidInput where a portal already lives, or something else in the database; SafeStatsError where the
    database does not answer.
    """
    folder = Path(folder)
    if (folder / _SETTINGS).exists():
        raise InvalidInput(f"{folder} already holds a portal. Choose another folder, or work with that one.")
    (folder / "quarantine").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    portal = _open(folder, name, database, make_tables)
    write_settings(portal)
    return portal


def open_portal(folder: Path, database: Optional[str] = None, older_too: bool = False) -> Portal:
    """Open the portal in `folder`.

    database    URL of the database that holds its data; None means the SQLite file in the folder
    older_too   also where its tables are of an older version than this program works with

    Raises InvalidInput where there is no portal, where its database is not named, and where its tables are older or
    newer than this program; SafeStatsError where the database does not answer.
    """
    folder = Path(folder)
    if not (folder / _SETTINGS).exists():
        if (folder / UNFINISHED).exists():
            raise unfinished(folder)
        raise InvalidInput(f"{folder} holds no portal. Make one with `safestats portal init {folder}`.")
    name, kind = _read_settings(folder / _SETTINGS)
    if database is None and kind != "sqlite":
        raise InvalidInput(f"The portal in {folder} keeps its data in {kind}. Give the database's URL.")

    def check(engine: Engine) -> None:
        with engine.connect() as connection:
            check_version(connection, folder, older_too)

    return _open(folder, name, database, check)


def write_settings(portal: Portal) -> None:
    """Write what is needed to open the portal again. Done last of all: until then there is no portal in its folder."""
    settings = {"name": portal.name, "database": portal.engine.dialect.name}
    # A JSON string is a TOML string.
    lines = [f"{setting} = {json.dumps(value, ensure_ascii=False)}\n" for setting, value in settings.items()]
    (portal.folder / _SETTINGS).write_text("".join(lines), encoding="utf-8")


def _read_settings(path: Path) -> tuple[str, str]:
    """The portal's name, and its kind of database."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        return str(settings["name"]), str(settings["database"])
    except (ValueError, KeyError) as error:
        raise InvalidInput(
            f'{path} cannot be read ({error}). It holds two lines: name = "...", database = "...".'
        ) from error


def _open(folder: Path, name: str, database: Optional[str], ready: Callable[[Engine], None]) -> Portal:
    engine = open_engine(database or URL.create("sqlite", database=str(folder / "portal.db")))
    remedy = f"Check that it runs, its URL, and that you may write in {folder}."
    try:
        with said_plainly(engine, "The portal's database does not open", remedy):
            ready(engine)
            with engine.connect() as connection:
                key = connection.scalar(select(keys.c.value).where(keys.c.name == "portal"))
            audit_engine = open_audit_engine(folder)
    except BaseException:
        engine.dispose()
        raise
    if key is None:
        raise InvalidInput(f"The portal in {folder} has lost its key. Restore a backup of its database.")
    return Portal(folder, name, engine, audit_engine, bytes(key))


def open_audit_engine(folder: Path) -> Engine:
    """The audit log. Tables and indexes that it lacks are made; what is in it stays as it is."""
    engine = open_engine(URL.create("sqlite", database=str(folder / "audit.db")))
    audit_tables.metadata.create_all(engine)
    return engine
