"""Every table of the portal's database. Moments are whole seconds since 1970 in UTC, the same on every database."""

from __future__ import annotations

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
    comment="The last sequence number given out. Whoever publishes holds this row until the commit.",
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


def _incident_columns() -> list[Column]:
    return [
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
        Column("digest", LargeBinary, nullable=False, comment="of everything that the supplier said, areas included"),
    ]


incidents = Table(
    "incidents",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    *_incident_columns(),
    Column("removed", Boolean, nullable=False, server_default=false(), comment="a tombstone; nothing serves it"),
    Index("incidents_by_id", "incident_id", "dataset", unique=True),
    Index("incidents_by_point_id", "point_id", "dataset"),
    Index("incidents_by_seq", "dataset", "seq"),
    Index("incidents_by_month", "dataset", "month", "seq"),
)

staged = MetaData()
"""Tables that live for one connection."""

arrivals = Table(
    "arrivals",
    staged,
    Column("ordinal", BigInteger, primary_key=True, autoincrement=False),
    *_incident_columns(),
    prefixes=["TEMPORARY"],
    comment="What one delivery brings, before it is compared with what is published.",
)

arrivals_by_id = Index("arrivals_by_id", arrivals.c.incident_id, arrivals.c.dataset)
"""Made when all have arrived, which is faster than keeping it in order meanwhile: see staging."""

matches = Table(
    "matches",
    staged,
    Column("ordinal", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("same", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
    comment="Which arrival has the key of which published row, and whether that row says the same and still stands.",
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
    comment="The cube: incidents per month, areas and category, kept in step at every ingest.",
)

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

areas = Table(
    "areas",
    metadata,
    Column("type", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text, comment="code of the borough that it lies in, or its name"),
    Column("geometry", LargeBinary, nullable=False, comment="WKB, WGS 84 longitude and latitude"),
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
    Column("areas", Text, comment="JSON list of codes, or null for everywhere"),
    Column("from_month", Text),
    Column("to_month", Text),
    Column("fields", Text, comment="JSON list of fields, or null for all"),
    Column("expires", BigInteger),
    Column("added", BigInteger, nullable=False),
    Column("withdrawn", BigInteger, comment="when it was taken back; the row stays"),
)

sign_in_codes = Table(
    "sign_in_codes",
    metadata,
    Column("digest", Text, primary_key=True, comment="SHA-256 of the authorization code"),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("client_id", Text, nullable=False),
    Column("redirect_uri", Text, nullable=False),
    Column("challenge", Text, nullable=False),
    Column("nonce", Text),
    Column("scope", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("family", Text, comment="the refresh tokens that it was exchanged for"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", Text, primary_key=True, comment="SHA-256 of the token"),
    Column("family", Text, nullable=False, index=True),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("client_id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("issued", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("revoked", Boolean, nullable=False, server_default=false()),
)
