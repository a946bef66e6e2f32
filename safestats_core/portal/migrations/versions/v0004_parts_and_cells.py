"""Incidents in the order of their numbers, or in parts, with the cells by which a box is looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    insert,
    null,
    or_,
    select,
    text,
)

revision = "0004"
down_revision = "0003"

_OLD = "incidents_before_0004"
_REACH, _ROWS, _COLUMNS = 0.004, 36_000, 36_000


def upgrade() -> None:
    """Neither database can alter so much of a table, so it is made anew and the rows are moved."""
    connection = op.get_bind()
    for name in ("incidents_by_id", "incidents_by_point_id", "incidents_by_seq", "incidents_by_month"):
        op.drop_index(name, "incidents")
    op.rename_table("incidents", _OLD)
    old = Table(_OLD, MetaData(), *(Column(column.name, column.type) for column in _columns() if column.name != "cell"))
    incidents.create(connection)
    if connection.dialect.name == "postgresql":
        months = {
            (dataset, month) for dataset, month in connection.execute(select(old.c.dataset, old.c.month).distinct())
        }
        for statement in _parts(connection, months):
            connection.execute(text(statement))
    names = [column.name for column in incidents.columns]
    moved = [_cell(old, connection.dialect.name).label(name) if name == "cell" else old.c[name] for name in names]
    connection.execute(insert(incidents).from_select(names, select(*moved).order_by(old.c.seq)))
    op.drop_table(_OLD)


def _parts(connection: Connection, months: set[tuple[str, str]]) -> Iterator[str]:
    """What makes a table for each dataset, and in it one for each year."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    literal = Text().literal_processor(connection.dialect)
    like, attach = " (LIKE incidents INCLUDING DEFAULTS)", " ATTACH PARTITION "
    for dataset in sorted({dataset for dataset, _ in months}):
        table = "incidents_" + dataset[:30] + "_" + hashlib.sha256(dataset.encode()).hexdigest()[:8]
        yield "CREATE TABLE " + quote(table) + like + " PARTITION BY RANGE (month)"
        yield "ALTER TABLE incidents" + attach + quote(table) + " FOR VALUES IN (" + literal(dataset) + ")"
        for end, first, following in sorted({_year(month) for name, month in months if name == dataset}):
            part = quote(table + "_" + end)
            yield "CREATE TABLE " + part + like
            yield "CREATE UNIQUE INDEX ON " + part + " (incident_id)"
            yield (
                "ALTER TABLE "
                + quote(table)
                + attach
                + part
                + " FOR VALUES FROM ("
                + first
                + ") TO ("
                + following
                + ")"
            )


def _year(month: str) -> tuple[str, str, str]:
    """The end of a part's name, and between which months its rows are."""
    year = int(month[:4])
    if year < 2000:
        return "before", "MINVALUE", "'2000-01'"
    if year > 2100:
        return "after", "'2101-01'", "MAXVALUE"
    return str(year), f"'{year}-01'", f"'{year + 1}-01'"


def _cell(old: Table, dialect: str) -> ColumnElement[Any]:
    """The same numbers as those of new rows."""
    row = _number((old.c.point_latitude + 90.0) * 200, _ROWS, dialect)
    column = _number((old.c.point_longitude + 180.0) * 100, _COLUMNS, dialect)
    shifts = (func.abs(old.c["point_" + name] - old.c[name]) <= _REACH for name in ("longitude", "latitude"))
    is_nowhere = or_(old.c.longitude.is_(None), old.c.latitude.is_(None))
    return case((is_nowhere, null()), (and_(*shifts), row * _COLUMNS + column), else_=-1)


def _number(value: ColumnElement[Any], below: int, dialect: str) -> ColumnElement[Any]:
    # A cast rounds on PostgreSQL, and cuts off on SQLite, where not everybody has a floor.
    whole = cast(func.floor(value) if dialect == "postgresql" else value, Integer)
    return case((value < 0, 0), (value >= below, below - 1), else_=whole)


def _columns() -> list[Column[Any]]:
    return [
        Column("seq", BigInteger().with_variant(Integer(), "sqlite"), nullable=False, autoincrement=False),
        Column("dataset", Text, nullable=False),
        Column("incident_id", Text, nullable=False),
        Column("supplier", Text, nullable=False),
        Column("source_id", Text),
        Column("category", Text, nullable=False),
        Column("source_category", Text),
        Column("start", BigInteger, nullable=False),
        Column("end", BigInteger, nullable=False),
        Column("time_precision", Text, nullable=False),
        Column("month", Text, nullable=False),
        Column("longitude", Double),
        Column("latitude", Double),
        Column("location_precision", Text, nullable=False),
        Column("location", Text),
        Column("borough", Text),
        Column("ward", Text),
        Column("lsoa", Text),
        Column("outcome", Text),
        Column("attributes", Text),
        Column("point_id", Text, nullable=False),
        Column("point_start", BigInteger, nullable=False),
        Column("point_end", BigInteger, nullable=False),
        Column("point_time_precision", Text, nullable=False),
        Column("point_longitude", Double),
        Column("point_latitude", Double),
        Column("point_location_precision", Text, nullable=False),
        Column("cell", Integer),
        Column("digest", LargeBinary, nullable=False),
        Column("removed", Boolean, nullable=False, server_default=false()),
    ]


_SCOPED = ("month", "borough", "ward", "category")
_PLACES = ("longitude", "latitude", "point_longitude", "point_latitude")

incidents = Table(
    "incidents",
    MetaData(),
    *_columns(),
    PrimaryKeyConstraint("seq").ddl_if(dialect="sqlite"),
    Index("incidents_by_id", "incident_id", "dataset", unique=True).ddl_if(dialect="sqlite"),
    Index("incidents_by_point_id", "point_id", "dataset").ddl_if(dialect="sqlite"),
    Index("incidents_by_seq", "dataset", "seq", *_SCOPED).ddl_if(dialect="sqlite"),
    Index("incidents_by_month", "dataset", "month", "seq", "category").ddl_if(dialect="sqlite"),
    Index("incidents_by_cell", "dataset", "cell", "seq", *_PLACES).ddl_if(dialect="sqlite"),
    Index("incidents_by_point_id", "point_id").ddl_if(dialect="postgresql"),
    Index("incidents_by_seq", "seq").ddl_if(dialect="postgresql"),
    Index("incidents_by_month", "month", "seq", "category").ddl_if(dialect="postgresql"),
    Index("incidents_by_cell", "cell", "seq", *_PLACES).ddl_if(dialect="postgresql"),
    postgresql_partition_by="LIST (dataset)",
)
