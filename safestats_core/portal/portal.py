"""A portal on disk: its folder, its database, its audit log. The one object that the other modules are handed."""

from __future__ import annotations

import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional

from sqlalchemy import Engine, insert, select

from ..errors import InvalidInput
from . import audit_tables, tables
from .database import open_engine, writing

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
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    (folder / _SETTINGS).write_text(f'name = "{escaped}"\n', encoding="utf-8")
    return open_portal(folder, database)


def open_portal(folder: Path, database: Optional[str] = None) -> Portal:
    """Open the portal in `folder`.

    database    URL of the database that holds its data; None means the SQLite file in the folder.
                Tables that are missing there are made.

    Raises InvalidInput where there is no portal.
    """
    folder = Path(folder)
    if not (folder / _SETTINGS).exists():
        raise InvalidInput(f"{folder} holds no portal. Make one with `safestats portal init {folder}`.")
    settings = tomllib.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
    engine = open_engine(database or f"sqlite:///{folder / 'portal.db'}")
    audit_engine = open_engine(f"sqlite:///{folder / 'audit.db'}")
    audit_tables.metadata.create_all(audit_engine)
    tables.metadata.create_all(engine)
    return Portal(folder, str(settings["name"]), engine, audit_engine, _portal_key(engine))


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
