"""The datasets as they were declared."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from .foundation import metadata

datasets = Table(
    "datasets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("handling", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("crs", Text, nullable=False),
    Column("update", Text, nullable=False),
    Column("lease_hours", Integer, nullable=False),
    Column("updated", BigInteger),
    Column("retention_months", Integer, comment="how many months a row is kept after its own; null: for ever"),
)
