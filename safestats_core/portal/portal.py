"""A portal on disk: its folder, its database, its audit log. The one object that the other modules are handed."""

from __future__ import annotations

import json
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from sqlalchemy import URL, Engine, insert, select
from sqlalchemy.exc import OperationalError

from ..errors import InvalidInput, SafeStatsError
from .database import open_engine, writing
from .schema import audit as audit_tables
from .schema import tables

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
    """

    folder: Path
    name: str
    engine: Engine
    audit_engine: Engine
    key: bytes = field(repr=False)

    @property
    def quarantine(self) -> Path:
        """Where every file that arrived is kept as it came."""
        return self.folder / "quarantine"

    def close(self) -> None:
        """Give back all database connections."""
        self.engine.dispose()
        self.audit_engine.dispose()


def init_portal(folder: Path, name: str, database: Optional[str] = None) -> Portal:
    """Make a new portal in `folder`, which is created, and open it.

    Raises InvalidInput where a portal already lives.
    """
    folder = Path(folder)
    if (folder / _SETTINGS).exists():
        raise InvalidInput(f"{folder} already holds a portal. Choose another folder, or work with that one.")
    (folder / "quarantine").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    portal = _open(folder, name, database)
    settings = {"name": name, "database": portal.engine.dialect.name}
    # A JSON string is a TOML string. Written last: until then there is no portal here.
    lines = [f"{setting} = {json.dumps(value, ensure_ascii=False)}\n" for setting, value in settings.items()]
    (folder / _SETTINGS).write_text("".join(lines), encoding="utf-8")
    return portal


def open_portal(folder: Path, database: Optional[str] = None) -> Portal:
    """Open the portal in `folder`.

    database    URL of the database that holds its data; None means the SQLite file in the folder.
                Tables that are missing there are made.

    Raises InvalidInput where there is no portal, or where its database is not named.
    """
    folder = Path(folder)
    if not (folder / _SETTINGS).exists():
        raise InvalidInput(f"{folder} holds no portal. Make one with `safestats portal init {folder}`.")
    settings = tomllib.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
    if database is None and settings["database"] != "sqlite":
        raise InvalidInput(f"The portal in {folder} keeps its data in {settings['database']}. Give the database's URL.")
    return _open(folder, str(settings["name"]), database)


def _open(folder: Path, name: str, database: Optional[str]) -> Portal:
    audit_engine = open_engine(URL.create("sqlite", database=str(folder / "audit.db")))
    engine = open_engine(database or URL.create("sqlite", database=str(folder / "portal.db")))
    try:
        audit_tables.metadata.create_all(audit_engine)
        tables.metadata.create_all(engine)
    except OperationalError as error:
        raise SafeStatsError(
            f"The portal's database does not open: {str(error.orig).strip()}. "
            f"Check that it runs, its URL, and that you may write in {folder}."
        ) from error
    return Portal(folder, name, engine, audit_engine, _portal_key(engine))


def _portal_key(engine: Engine) -> bytes:
    """The portal's key, made when its database is first opened."""
    wanted = select(tables.keys.c.value).where(tables.keys.c.name == "portal")
    with engine.connect() as connection:
        kept = connection.scalar(wanted)
    if kept is None:
        with writing(engine) as connection:
            kept = connection.scalar(wanted)
            if kept is None:
                kept = secrets.token_bytes(32)
                connection.execute(insert(tables.keys).values(name="portal", value=kept))
                connection.execute(insert(tables.counter).values(name="seq", value=0))
    return bytes(kept)
