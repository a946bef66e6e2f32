"""The tables of the first portals."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
)

revision = "0001"
down_revision = None

metadata = MetaData()


def upgrade() -> None:
    """Make them all."""
    metadata.create_all(op.get_bind(), checkfirst=False)


keys = Table(
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

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
)


incidents = Table(
    "incidents",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("incident_id", Text, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("source_id", Text),
    Column("category", Text, nullable=False),
    Column("source_category", Text),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("time_precision", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("longitude", Double),
    Column("latitude", Double),
    Column("location_precision", Text, nullable=False),
    Column("location", Text),
    Column("borough", Text),
    Column("ward", Text),
    Column("lsoa", Text),
    Column("outcome", Text),
    Column("attributes", Text),
    Column("point_id", Text, nullable=False),
    Column("point_start", BigInteger, nullable=False),
    Column("point_end", BigInteger, nullable=False),
    Column("point_time_precision", Text, nullable=False),
    Column("point_longitude", Double),
    Column("point_latitude", Double),
    Column("point_location_precision", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=false()),
    Index("incidents_by_id", "incident_id", "dataset", unique=True),
    Index("incidents_by_point_id", "point_id", "dataset"),
    Index("incidents_by_seq", "dataset", "seq"),
    Index("incidents_by_month", "dataset", "month", "seq"),
)

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
    Column("count", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    *(Column(name, Double) for name in ("west", "south", "east", "north")),
    *(Column("point_" + name, Double) for name in ("west", "south", "east", "north")),
    Index("counts_by_seq", "dataset", "seq"),
    Index("counts_by_month", "dataset", "month", "seq"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("receipt", Text, nullable=False),
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

areas = Table(
    "areas",
    metadata,
    Column("type", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text),
    Column("geometry", LargeBinary, nullable=False),
    *(Column(name, Double, nullable=False) for name in ("west", "south", "east", "north")),
)

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
    Column("areas", Text),
    Column("from_month", Text),
    Column("to_month", Text),
    Column("fields", Text),
    Column("expires", BigInteger),
    Column("added", BigInteger, nullable=False),
    Column("withdrawn", BigInteger),
)

sign_in_codes = Table(
    "sign_in_codes",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("client_id", Text, nullable=False),
    Column("redirect_uri", Text, nullable=False),
    Column("challenge", Text, nullable=False),
    Column("nonce", Text),
    Column("scope", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("family", Text),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("family", Text, nullable=False, index=True),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("client_id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("issued", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("revoked", Boolean, nullable=False, server_default=false()),
)
