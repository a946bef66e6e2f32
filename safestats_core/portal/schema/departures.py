"""Where published rows have gone from: what a client that holds such a row has to be told."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Table, Text

from .foundation import metadata

departures = Table(
    "departures",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False, comment="that of the row's new form or tombstone"),
    Column("dataset", Text, nullable=False),
    Column("incident_id", Text, nullable=False),
    Column("point_id", Text, nullable=False),
    Column("month", Text, nullable=False, comment="where it was, as are the areas and the category"),
    Column("borough", Text),
    Column("ward", Text),
    Column("category", Text),
    Index("departures_by_seq", "dataset", "seq"),
    comment="Rows that were removed, or left their month, area or category: who saw the old row is told so.",
)
