"""What arrived, what became of it, and which rows were refused."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from .foundation import metadata

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, comment="of what arrived, the profile and the boundaries"),
    Column("digest", Text, nullable=False, comment="SHA-256 of what arrived, and its name in quarantine"),
    Column("name", Text, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("receipt", Text, nullable=False, comment="its numbers as JSON"),
    Index("deliveries_by_fingerprint", "fingerprint"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("delivery", ForeignKey(deliveries.c.id), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)
