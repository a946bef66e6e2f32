"""Suppliers and feeds, coverage, delegates and terms of use, versions of boundaries, retention."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    column,
    false,
    func,
    insert,
    inspect,
    select,
    table,
    true,
    update,
)

revision = "0002"
down_revision = "0001"

afterwards = ("counts",)

metadata = MetaData()


def upgrade() -> None:
    """From the foundation to a portal that suppliers send to."""
    _clear_the_way()
    metadata.create_all(op.get_bind(), tables=_new_tables())
    op.add_column("datasets", Column("retention_months", Integer))
    for name in ("expires", "locked", "removed"):
        op.add_column("people", Column(name, BigInteger))
    _widen_grants()
    _count_rows()
    _name_the_version_of_areas()
    _note_what_was_supplied()


def _new_tables() -> list[Table]:
    return [each for each in metadata.sorted_tables if each.name not in _THERE]


def _clear_the_way() -> None:
    """Portals from before there were versions may have some of the new tables, empty, in an earlier form."""
    connection = op.get_bind()
    there = set(inspect(connection).get_table_names())
    for each in reversed(_new_tables()):
        if each.name in there and not connection.scalar(select(func.count()).select_from(each)):
            each.drop(connection)


def _widen_grants() -> None:
    op.add_column("grants", Column("categories", Text))
    op.add_column("grants", Column("disclosure", Text, nullable=False, server_default="nhs_round5"))
    op.add_column("grants", Column("given_for", Text))
    # The same words on both databases; by way of a Column, SQLite would have to make the table anew.
    op.execute("ALTER TABLE grants ADD COLUMN given_by TEXT REFERENCES people (username)")


def _count_rows() -> None:
    """So far every cell counted what there was."""
    op.add_column("counts", Column("rows", BigInteger))
    cells = table("counts", column("count"), column("rows"))
    op.execute(update(cells).values(rows=cells.c["count"]))
    with op.batch_alter_table("counts") as counts:
        counts.alter_column("count", existing_type=BigInteger, nullable=True)
        counts.alter_column("rows", existing_type=BigInteger, nullable=False)


def _name_the_version_of_areas() -> None:
    """The boundaries that are there become the version without a name, and go on being used."""
    op.add_column("areas", Column("version", Text, nullable=False, server_default=""))
    op.add_column("areas", Column("current", Boolean, nullable=False, server_default=true()))
    if op.get_context().dialect.name == "sqlite":
        with op.batch_alter_table("areas", copy_from=areas, recreate="always"):
            pass  # made anew as it stands below
    else:
        op.drop_constraint("areas_pkey", "areas", type_="primary")
        op.create_primary_key("areas_pkey", "areas", ["type", "version", "code"])


def _note_what_was_supplied() -> None:
    """Months from which rows came. Where a file was the whole of its supplier's months, they came whole."""
    names = ("dataset", "supplier", "month")
    coverage = table("coverage", *map(column, (*names, "is_whole")))
    incidents = table("incidents", *map(column, names))
    datasets = table("datasets", column("name"), column("update"))
    is_whole = (datasets.c["update"] == "replace-months").label("is_whole")
    came = (
        select(*(incidents.c[name] for name in names), is_whole)
        .join_from(incidents, datasets, incidents.c.dataset == datasets.c.name)
        .distinct()
    )
    op.execute(insert(coverage).from_select([*names, "is_whole"], came))


_THERE = ("people", "datasets", "deliveries")
"""Older tables, as far as the new ones refer to them."""

Table("people", metadata, Column("username", Text, primary_key=True))
Table("datasets", metadata, Column("name", Text, primary_key=True))
Table("deliveries", metadata, Column("id", Integer, primary_key=True))

Table(
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("username", ForeignKey("people.username"), nullable=False),
    Column("dataset", ForeignKey("datasets.name"), nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("withdrawn", BigInteger),
    Index("delegations_by_person", "username"),
)
Table(
    "terms",
    metadata,
    Column("dataset", ForeignKey("datasets.name"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text),
    Column("set", BigInteger, nullable=False),
)
Table(
    "terms_accepted",
    metadata,
    Column("username", ForeignKey("people.username"), primary_key=True),
    Column("dataset", ForeignKey("datasets.name"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("accepted", BigInteger, nullable=False),
)
Table(
    "administrators",
    metadata,
    Column("username", ForeignKey("people.username"), primary_key=True),
    Column("added", BigInteger, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("visit", Integer, nullable=False),
)
Table(
    "area_versions",
    metadata,
    Column("type", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("repaired", Integer, nullable=False),
    Column("merged", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
)
Table(
    "supplier_counts",
    metadata,
    Column("dataset", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("borough", Text),
    Column("ward", Text),
    Column("category", Text, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    *(Column(name, Double) for name in ("west", "south", "east", "north")),
    *(Column("point_" + name, Double) for name in ("west", "south", "east", "north")),
    Column("is_gap", Boolean, nullable=False, server_default=false()),
    Index("supplier_counts_by_month", "dataset", "month"),
)
Table(
    "coverage",
    metadata,
    Column("dataset", Text, primary_key=True),
    Column("supplier", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    Column("is_whole", Boolean),
    Column("stated", Text),
    Column("note", Text),
    Column("stated_by", Text),
    Column("stated_at", BigInteger),
)
Table(
    "departures",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("incident_id", Text, nullable=False),
    Column("point_id", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("borough", Text),
    Column("ward", Text),
    Column("category", Text),
    Index("departures_by_seq", "dataset", "seq"),
)
Table(
    "suppliers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_digest", Text, nullable=False),
    Column("most_bytes", BigInteger, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("revoked", BigInteger),
)
Table(
    "supplier_datasets",
    metadata,
    Column("supplier", ForeignKey("suppliers.name"), primary_key=True),
    Column("dataset", ForeignKey("datasets.name"), primary_key=True),
)
Table(
    "feed_profiles",
    metadata,
    Column("dataset", ForeignKey("datasets.name"), primary_key=True),
    Column("profile", Text, nullable=False),
)
Table(
    "pushes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("supplier", ForeignKey("suppliers.name"), nullable=False),
    Column("dataset", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("delivery", ForeignKey("deliveries.id"), nullable=False),
    Column("sent", BigInteger, nullable=False),
    Index("pushes_by_digest", "supplier", "dataset", "digest"),
)
Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", ForeignKey("datasets.name"), nullable=False),
    Column("url", Text),
    Column("folder", Text),
    Column("every", Integer, nullable=False),
    Column("header_file", Text),
    Column("allow_private", Boolean, nullable=False, server_default=false()),
    Column("most_bytes", BigInteger, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("last_success", BigInteger),
    Column("last_error", Text),
    Column("next_run", BigInteger, nullable=False),
    Column("held_by", Text),
    Column("held_until", BigInteger, nullable=False),
    Column("removed", BigInteger),
)
Table(
    "erased",
    metadata,
    Column("dataset", Text, primary_key=True),
    Column("point_id", Text, primary_key=True),
    Column("erased", BigInteger, nullable=False),
)
Table(
    "chores",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_run", BigInteger, nullable=False),
)

areas = Table(
    "areas",
    MetaData(),
    Column("type", Text, primary_key=True),
    Column("version", Text, primary_key=True, server_default=""),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text),
    Column("geometry", LargeBinary, nullable=False),
    *(Column(name, Double, nullable=False) for name in ("west", "south", "east", "north")),
    Column("current", Boolean, nullable=False, server_default=true()),
)
