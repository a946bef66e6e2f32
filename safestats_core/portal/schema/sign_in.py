"""Sign-ins under way, by a browser on the same computer or on another, and the refresh tokens that came of them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, false

from .foundation import metadata
from .people import people

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

device_codes = Table(
    "device_codes",
    metadata,
    Column("digest", Text, primary_key=True, comment="SHA-256 of the device code"),
    Column("typed", Text, nullable=False, unique=True, comment="keyed hash of the user code"),
    Column("client_id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("address", Text, nullable=False, comment="where it was asked for; shown to whoever is asked to allow it"),
    Column("begun", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
    Column("pause", BigInteger, nullable=False, comment="seconds between two questions of the client"),
    Column("asked", BigInteger, nullable=False, comment="when the client asked last"),
    Column("username", ForeignKey(people.c.username), comment="who decided; null: nobody yet"),
    Column("allowed", Boolean, comment="what she decided"),
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("family", Text, nullable=False, comment="the refresh tokens that it is exchanged for"),
    comment="Sign-ins for a program on another computer (RFC 8628).",
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
    Column("used_at", BigInteger, comment="first"),
    Column("successor", Text, comment="digest of the token that it brought last"),
    Column("revoked", Boolean, nullable=False, server_default=false()),
)
