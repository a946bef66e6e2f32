"""Incidents as they are published, and as they wait in a delivery that is being compared."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
)

from .foundation import metadata

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite keeps the rows themselves in the order of a key that is called INTEGER, and needs no index for it."""

_SCOPED = ("month", "borough", "ward", "category")
_PLACES = ("longitude", "latitude", "point_longitude", "point_latitude")
"""At the end of an index, so that a row that does not match is passed over without being fetched."""


def _incident_columns() -> list[Column]:
    # First what decides who sees a row: PostgreSQL passes over a row in the less time, the less of it lies before that.
    return [
        Column("dataset", Text, nullable=False),
        Column("month", Text, nullable=False),
        Column("category", Text, nullable=False),
        Column("borough", Text),
        Column("ward", Text),
        Column("incident_id", Text, nullable=False),
        Column("supplier", Text, nullable=False),
        Column("source_id", Text),
        Column("source_category", Text),
        Column("start", BigInteger, nullable=False),
        Column("end", BigInteger, nullable=False),
        Column("time_precision", Text, nullable=False),
        Column("longitude", Double),
        Column("latitude", Double),
        Column("location_precision", Text, nullable=False),
        Column("location", Text),
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
        Column("cell", Integer, comment="of the grid of cells.py; of the point level's place"),
        Column("digest", LargeBinary, nullable=False, comment="of everything that the supplier said, areas included"),
    ]


incidents = Table(
    "incidents",
    metadata,
    Column("seq", _NUMBER, nullable=False, autoincrement=False),
    Column("removed", Boolean, nullable=False, server_default=false(), comment="a tombstone; nothing serves it"),
    *_incident_columns(),
    PrimaryKeyConstraint("seq").ddl_if(dialect="sqlite"),
    Index("incidents_by_id", "incident_id", "dataset", unique=True).ddl_if(dialect="sqlite"),
    Index("incidents_by_point_id", "point_id", "dataset").ddl_if(dialect="sqlite"),
    Index("incidents_by_seq", "dataset", "seq", *_SCOPED).ddl_if(dialect="sqlite"),
    Index("incidents_by_month", "dataset", "month", "seq", "category").ddl_if(dialect="sqlite"),
    Index("incidents_by_cell", "dataset", "cell", "seq", *_PLACES).ddl_if(dialect="sqlite"),
    # In PostgreSQL every part holds one dataset, and keeps its keys unique itself: see partitions.py.
    Index("incidents_by_point_id", "point_id").ddl_if(dialect="postgresql"),
    Index("incidents_by_seq", "seq").ddl_if(dialect="postgresql"),
    Index("incidents_by_month", "month", "seq", "category").ddl_if(dialect="postgresql"),
    Index("incidents_by_cell", "cell", "seq", *_PLACES).ddl_if(dialect="postgresql"),
    postgresql_partition_by="LIST (dataset)",
)

staged = MetaData()
"""Tables that live for one connection."""

arrivals = Table(
    "arrivals",
    staged,
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    *_incident_columns(),
    prefixes=["TEMPORARY"],
    comment="What one delivery brings, before it is compared with what is published.",
)

arrivals_by_id = Index("arrivals_by_id", arrivals.c.incident_id, arrivals.c.dataset)
"""Made when all have arrived, which is faster than keeping it in order meanwhile: see staging."""

matches = Table(
    "matches",
    staged,
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("dataset", Text, nullable=False),
    Column("month", Text, nullable=False, comment="of the published row: in which part of the table it lies"),
    Column("same", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
    comment="Which arrival has the key of which published row, and whether that row says the same and still stands.",
)

numbers = Table(
    "numbers",
    staged,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("ordinal", _NUMBER, nullable=False),
    prefixes=["TEMPORARY"],
    comment="Which arrival is published under which sequence number.",
)
