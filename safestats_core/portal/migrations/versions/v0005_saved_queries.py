"""Saved queries, and terms of use that ask before an export."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Text, UniqueConstraint, false

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A new table, empty, and a new column: the terms that hold do not ask, as nobody has said that they do."""
    op.create_table(
        "saved_queries",
        Column("id", Text, primary_key=True),
        Column("username", Text, ForeignKey("people.username"), nullable=False),
        Column("organisation", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("dataset", Text, ForeignKey("datasets.name"), nullable=False),
        Column("level", Text, nullable=False),
        Column("query", Text, nullable=False),
        Column("shared", Boolean, nullable=False),
        Column("saved", BigInteger, nullable=False),
        UniqueConstraint("username", "name"),
    )
    op.create_index("saved_queries_by_organisation", "saved_queries", ["organisation", "saved"])
    op.add_column("terms", Column("asks_before_export", Boolean, nullable=False, server_default=false()))
