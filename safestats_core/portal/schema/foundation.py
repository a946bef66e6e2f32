"""The metadata that all tables share, and what a portal is made with: its key, its counter, the version of its tables.
Moments are whole seconds since 1970 in UTC, the same on every database.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

keys = Table(
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    comment="Random bytes made once per portal; they never leave it.",
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
    comment="seq: the last one given out, held by whoever publishes until the commit. audited: an entry of the log.",
)

schema_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), primary_key=True),
    comment="The version of these tables, one row; see migrations/.",
)
