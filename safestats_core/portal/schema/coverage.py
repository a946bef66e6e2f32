"""Which months of which supplier are there: what arrived, and what the operator says."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Table, Text

from .foundation import metadata

coverage = Table(
    "coverage",
    metadata,
    Column("dataset", Text, primary_key=True),
    Column("supplier", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    Column("is_whole", Boolean, comment="a delivery was the whole of it; false: some rows came; null: nothing did"),
    Column("stated", Text, comment="what the operator says of it; it wins over what arrived"),
    Column("note", Text),
    Column("stated_by", Text),
    Column("stated_at", BigInteger),
)
