"""Which version the tables of a database are of, and whether this program can work with them."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from sqlalchemy import Connection, inspect, select, text

from ...errors import InvalidInput
from ..schema.foundation import schema_version
from .steps import newest, versions

COPYING = "copying"
"""Instead of a version: a copy of a portal that is not finished."""

UNFINISHED = "unfinished-copy"
"""The mark in the folder of such a copy."""

_FOUNDATION = {"keys", "counter", "datasets", "incidents", "counts", "deliveries", "areas", "people", "grants"}
"""Tables that every portal has ever had."""

_OF_POSTGRESQL = text(
    "SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "
    "WHERE nspname = current_schema() AND relkind IN ('r', 'p') "
    "AND NOT relispartition AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
)
"""Without the parts of others, and without those that belong to extensions: PostGIS has some of its own."""


def found_version(connection: Connection) -> Optional[str]:
    """The version that a database is of; None where it has no tables.

    Raises InvalidInput where its tables are not those of a portal.
    """
    names = tables_of(connection)
    if not names:
        return None
    if not names >= _FOUNDATION:
        shown = ", ".join(sorted(names)[:3])
        raise InvalidInput(
            f"The database holds other tables ({shown}{', ...' if len(names) > 3 else ''}) and no portal. "
            "Check its URL, or give the portal a database of its own."
        )
    if schema_version.name not in names:
        return _before_versions(connection)
    return str(connection.execute(select(schema_version.c.version_num)).scalar_one())


def check_version(connection: Connection, folder: Path, older_too: bool = False) -> None:
    """Raise InvalidInput where the tables of the portal in `folder` are not of the version that this program knows."""
    found = found_version(connection)
    if found is None:
        raise InvalidInput(f"The database of the portal in {folder} is empty. Check its URL, or restore a backup.")
    if found == COPYING:
        raise unfinished(folder)
    if found not in versions():
        raise InvalidInput(
            f"A newer SafeStats made the tables of the portal in {folder}: they are of version {found}, and this one "
            f"knows them up to {newest()}. Install the newer SafeStats."
        )
    if found != newest() and not older_too:
        raise InvalidInput(
            f"An older SafeStats made the tables of the portal in {folder}: they are of version {found}, and this one "
            f"works with {newest()}. Stop the portal, back up its folder and its database, then run: "
            f"safestats portal upgrade {folder}"
        )


def unfinished(folder: Path) -> InvalidInput:
    """What to say of a copy that is not whole."""
    return InvalidInput(
        f"The copy of a portal in {folder} was not finished. Repeat `safestats portal copy`, which begins it anew, or "
        "remove it."
    )


def tables_of(connection: Connection) -> set[str]:
    """The names of all tables that somebody made in a database."""
    if connection.dialect.name == "postgresql":
        return set(connection.scalars(_OF_POSTGRESQL))
    return set(inspect(connection).get_table_names())


def _before_versions(connection: Connection) -> str:
    """The version of a portal that was made before versions were written down."""
    columns = {column["name"] for column in inspect(connection).get_columns("counts")}
    return "0002" if "rows" in columns else "0001"
