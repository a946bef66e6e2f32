"""Programs that read, terms of use that a person accepts for one, and refreshing again when an answer was lost."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A new table and new columns, all empty: so far everybody has accepted terms of use for herself. Of refresh tokens
    that were used already it is not known when, so they are not taken again.
    """
    op.create_table(
        "programs",
        Column("username", Text, ForeignKey("people.username"), primary_key=True),
        Column("client_id", Text, nullable=False, unique=True),
        Column("secret_digest", Text, nullable=False),
        Column("added", BigInteger, nullable=False),
    )
    op.add_column("terms_accepted", Column("accepted_by", Text))
    op.add_column("refresh_tokens", Column("used_at", BigInteger))
    op.add_column("refresh_tokens", Column("successor", Text))
