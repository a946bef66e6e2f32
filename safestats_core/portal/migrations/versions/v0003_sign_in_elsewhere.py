"""Sign-in by code, and at an issuer elsewhere."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Text, UniqueConstraint, false

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Four new tables, empty: so far everybody signed in at the portal."""
    _add_device_codes()
    op.create_table(
        "issuers",
        Column("url", Text, primary_key=True),
        Column("client_id", Text, nullable=False),
        Column("audience", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("asks_for_resource", Boolean, nullable=False),
        Column("username_claim", Text, nullable=False),
        Column("groups_claim", Text, nullable=False),
        Column("takes_plain_type", Boolean, nullable=False),
        Column("introspection_headers", Text),
        Column("allow_private", Boolean, nullable=False),
        Column("own_sign_in", Boolean, nullable=False),
        Column("added", BigInteger, nullable=False),
    )
    op.create_table(
        "issuer_groups",
        Column("name", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("value", Text, nullable=False),
    )
    op.create_table(
        "issuer_people",
        Column("issuer", Text, primary_key=True),
        Column("subject", Text, primary_key=True),
        Column("username", Text, ForeignKey("people.username"), nullable=False),
        Column("by_groups", Boolean, nullable=False),
        Column("added", BigInteger, nullable=False),
        UniqueConstraint("issuer", "username"),
    )


def _add_device_codes() -> None:
    op.create_table(
        "device_codes",
        Column("digest", Text, primary_key=True),
        Column("typed", Text, nullable=False, unique=True),
        Column("client_id", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("begun", BigInteger, nullable=False),
        Column("expires", BigInteger, nullable=False, index=True),
        Column("pause", BigInteger, nullable=False),
        Column("asked", BigInteger, nullable=False),
        Column("username", Text, ForeignKey("people.username")),
        Column("allowed", Boolean),
        Column("used", Boolean, nullable=False, server_default=false()),
        Column("family", Text, nullable=False),
    )
