"""Who may send data, what each sent, and where the portal fetches data by itself."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false

from .datasets import datasets
from .deliveries import deliveries
from .foundation import metadata

suppliers = Table(
    "suppliers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_digest", Text, nullable=False, comment="SHA-256 of 256 random bits; tokens end when it changes"),
    Column("most_bytes", BigInteger, nullable=False, comment="of one delivery, unpacked"),
    Column("added", BigInteger, nullable=False),
    Column("revoked", BigInteger, comment="since when it may send nothing; the row stays"),
)

supplier_datasets = Table(
    "supplier_datasets",
    metadata,
    Column("supplier", ForeignKey(suppliers.c.name), primary_key=True),
    Column("dataset", ForeignKey(datasets.c.name), primary_key=True),
)

feed_profiles = Table(
    "feed_profiles",
    metadata,
    Column("dataset", ForeignKey(datasets.c.name), primary_key=True),
    Column("profile", Text, nullable=False, comment="TOML, as the operator gave it"),
    comment="How the deliveries of a dataset are read, where no built-in profile bears its name.",
)

pushes = Table(
    "pushes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("supplier", ForeignKey(suppliers.c.name), nullable=False),
    Column("dataset", Text, nullable=False),
    Column("digest", Text, nullable=False, comment="SHA-256 of the content, unpacked"),
    Column("delivery", ForeignKey(deliveries.c.id), nullable=False),
    Column("sent", BigInteger, nullable=False),
    Index("pushes_by_digest", "supplier", "dataset", "digest"),
    comment="Who sent which delivery, and so may read its receipt.",
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", ForeignKey(datasets.c.name), nullable=False),
    Column("url", Text, comment="of a web feed"),
    Column("folder", Text, comment="of a drop folder"),
    Column("every", Integer, nullable=False, comment="seconds"),
    Column("header_file", Text, comment="path of the file with the request's headers; nothing of what is in it"),
    Column("allow_private", Boolean, nullable=False, server_default=false()),
    Column("most_bytes", BigInteger, nullable=False, comment="of one delivery, unpacked"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False, comment="in a row"),
    Column("last_success", BigInteger),
    Column("last_error", Text),
    Column("next_run", BigInteger, nullable=False),
    Column("held_by", Text, comment="the process that is at work on it"),
    Column("held_until", BigInteger, nullable=False, comment="unless it says that it goes on"),
    Column("removed", BigInteger, comment="when it was taken off; the row stays"),
)
