"""What must not come back, and the chores that one portal process does for all."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

from .foundation import metadata

erased = Table(
    "erased",
    metadata,
    Column("dataset", Text, primary_key=True),
    Column("point_id", Text, primary_key=True, comment="keyed digest of the id, as in intake/point_level.py"),
    Column("erased", BigInteger, nullable=False),
    comment="Ids of erased rows: whatever arrives under one is refused.",
)

chores = Table(
    "chores",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_run", BigInteger, nullable=False, comment="whoever moves it on does the chore"),
    comment="What is done regularly, by one process at a time.",
)
