"""The cube: incidents counted per month, areas and category."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, Table, Text

from .foundation import metadata

counts = Table(
    "counts",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("count_id", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("borough", Text),
    Column("ward", Text),
    Column("category", Text, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    *(Column(name, Double) for name in ("west", "south", "east", "north")),
    *(Column("point_" + name, Double) for name in ("west", "south", "east", "north")),
    Index("counts_by_seq", "dataset", "seq"),
    Index("counts_by_month", "dataset", "month", "seq"),
    comment="The cube: incidents per month, areas and category, kept in step at every ingest.",
)
