"""Who may sign in, and what each may see."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from .datasets import datasets
from .foundation import metadata

people = Table(
    "people",
    metadata,
    Column("username", Text, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("dataset", ForeignKey(datasets.c.name), nullable=False),
    Column("level", Text, nullable=False),
    Column("areas", Text, comment="JSON list of codes, or null for everywhere"),
    Column("from_month", Text),
    Column("to_month", Text),
    Column("fields", Text, comment="JSON list of fields, or null for all"),
    Column("expires", BigInteger),
    Column("added", BigInteger, nullable=False),
    Column("withdrawn", BigInteger, comment="when it was taken back; the row stays"),
)
