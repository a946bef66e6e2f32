"""Databases to upgrade: empty ones, and a portal that the foundation made."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Optional

import pytest
from sqlalchemy import Connection, Engine, func, insert, inspect, select, text

from safestats_core.portal.databases.database import open_engine, writing
from safestats_core.portal.migrations.schema_version import tables_of
from safestats_core.portal.migrations.versions.v0001_foundation import metadata

_FOUNDATION = Path(__file__).with_name("foundation.zip")
"""A portal as the first program left it, with its audit log and quarantine: `init`, a file of two wards, a dataset
with upsert (one row refused), one with replace-months (January, January again with a row less, February of one
supplier of two, March), a person, a grant of each kind, a session.
"""


class OldPortal(NamedTuple):
    """A portal's folder, and the URL of its database unless that lies in the folder."""

    folder: Path
    database: Optional[str]

    @property
    def engine(self) -> Engine:
        return open_engine(self.database or f"sqlite:///{self.folder / 'portal.db'}")


@pytest.fixture
def empty_database(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database without tables."""
    url = request.getfixturevalue("new_database")() if store == "postgresql" else f"sqlite:///{tmp_path / 'empty.db'}"
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def make_foundation(request: pytest.FixtureRequest) -> Callable[[str, Path], OldPortal]:
    """Makes the portal that the foundation made, on a kind of database, in a folder."""

    def make(store: str, folder: Path) -> OldPortal:
        with zipfile.ZipFile(_FOUNDATION) as kept:
            kept.extractall(folder)
        if store == "sqlite":
            return OldPortal(folder, None)
        on_postgresql = OldPortal(folder, request.getfixturevalue("new_database")())
        with OldPortal(folder, None).engine.connect() as source, writing(on_postgresql.engine) as target:
            metadata.create_all(target)
            _copy(source, target)
        (folder / "portal.db").unlink()
        settings = folder / "portal.toml"
        settings.write_text(settings.read_text().replace('"sqlite"', '"postgresql"'))
        return on_postgresql

    return make


@pytest.fixture
def foundation(store: str, tmp_path: Path, make_foundation: Callable[[str, Path], OldPortal]) -> OldPortal:
    """The portal that the foundation made."""
    return make_foundation(store, tmp_path / "old")


def _copy(source: Connection, target: Connection) -> None:
    for table in metadata.sorted_tables:
        rows = [dict(row) for row in source.execute(select(table)).mappings()]
        if rows:
            target.execute(insert(table), rows)
        if "id" in table.c and target.scalar(select(func.max(table.c.id))):
            last = select(func.setval(func.pg_get_serial_sequence(table.name, "id"), func.max(table.c.id)))
            target.execute(last)


@pytest.fixture(scope="session")
def described() -> Callable[[Engine], dict[str, dict[str, Any]]]:
    """What a database says of its tables, in a form that can be compared."""
    return _described


def _described(engine: Engine) -> dict[str, dict[str, Any]]:
    """For each table its columns, keys, references and indexes; names that a database gives by itself left out."""
    ask = inspect(engine)
    with engine.connect() as connection:
        names, parted = sorted(tables_of(connection)), _parted(connection)
    return {
        name: {
            "columns": {column["name"]: _column(column, engine) for column in ask.get_columns(name)},
            "primary key": ask.get_pk_constraint(name)["constrained_columns"],
            "references": sorted(
                (key["constrained_columns"], key["referred_table"], key["referred_columns"])
                for key in ask.get_foreign_keys(name)
            ),
            "unique": sorted(each["column_names"] for each in ask.get_unique_constraints(name)),
            "checks": sorted(each["sqltext"] for each in ask.get_check_constraints(name)),
            "indexes": {index["name"]: _index(index) for index in ask.get_indexes(name)},
            "parts": parted.get(name),
        }
        for name in names
    }


def _column(column: dict[str, Any], engine: Engine) -> tuple[Any, ...]:
    default = None if column["default"] is None else str(column["default"]).replace("(", "").replace(")", "")
    return column["type"].compile(engine.dialect), column["nullable"], default, column.get("comment")


def _parted(connection: Connection) -> dict[str, str]:
    """By what each table is kept in parts, where it is; only PostgreSQL can do that."""
    if connection.dialect.name != "postgresql":
        return {}
    wanted = "SELECT partrelid::regclass::text, pg_get_partkeydef(partrelid) FROM pg_partitioned_table"
    return {name: key for name, key in connection.execute(text(wanted))}


def _index(index: dict[str, Any]) -> tuple[Any, ...]:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return bool(index["unique"]), index["column_names"], index.get("expressions"), options
