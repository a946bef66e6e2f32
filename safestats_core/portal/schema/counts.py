"""The cube: incidents counted per month, areas and category."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Table, Text, false

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
    Column("count", BigInteger, comment="null where a supplier's month is missing: absence is not zero"),
    Column("rows", BigInteger, nullable=False, comment="how many incidents there are, whatever is missing"),
    Column("last_seq", BigInteger, nullable=False),
    *(Column(name, Double) for name in ("west", "south", "east", "north")),
    *(Column("point_" + name, Double) for name in ("west", "south", "east", "north")),
    Index("counts_by_seq", "dataset", "seq"),
    Index("counts_by_month", "dataset", "month", "seq"),
    comment="The cube: incidents per month, areas and category, kept in step at every ingest.",
)

supplier_counts = Table(
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
    Column("is_gap", Boolean, nullable=False, server_default=false(), comment="stands for rows that were not supplied"),
    Index("supplier_counts_by_month", "dataset", "month"),
    comment="What the cube is summed from, supplier by supplier; nothing serves it.",
)
