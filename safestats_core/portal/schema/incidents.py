"""Incidents as they are published, and as they wait in a delivery that is being compared."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, LargeBinary, MetaData, Table, Text, false

from .foundation import metadata


def _incident_columns() -> list[Column]:
    return [
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
        Column("digest", LargeBinary, nullable=False, comment="of everything that the supplier said, areas included"),
    ]


incidents = Table(
    "incidents",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    *_incident_columns(),
    Column("removed", Boolean, nullable=False, server_default=false(), comment="a tombstone; nothing serves it"),
    Index("incidents_by_id", "incident_id", "dataset", unique=True),
    Index("incidents_by_point_id", "point_id", "dataset"),
    Index("incidents_by_seq", "dataset", "seq"),
    Index("incidents_by_month", "dataset", "month", "seq"),
)

staged = MetaData()
"""Tables that live for one connection."""

arrivals = Table(
    "arrivals",
    staged,
    Column("ordinal", BigInteger, primary_key=True, autoincrement=False),
    *_incident_columns(),
    prefixes=["TEMPORARY"],
    comment="What one delivery brings, before it is compared with what is published.",
)

arrivals_by_id = Index("arrivals_by_id", arrivals.c.incident_id, arrivals.c.dataset)
"""Made when all have arrived, which is faster than keeping it in order meanwhile: see staging."""

matches = Table(
    "matches",
    staged,
    Column("ordinal", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("same", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
    comment="Which arrival has the key of which published row, and whether that row says the same and still stands.",
)
