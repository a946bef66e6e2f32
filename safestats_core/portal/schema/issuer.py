"""The OpenID Connect issuer elsewhere that signs people in, what its groups mean here, and who its people are here."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, UniqueConstraint

from .foundation import metadata
from .people import people

issuers = Table(
    "issuers",
    metadata,
    Column("url", Text, primary_key=True, comment="its name, exactly as its tokens state it"),
    Column("client_id", Text, nullable=False, comment="as whom SafeStats on a desktop is registered there"),
    Column("audience", Text, nullable=False, comment="by what its tokens are known to be for this portal"),
    Column("scope", Text, nullable=False, comment="what the desktop asks for"),
    Column("asks_for_resource", Boolean, nullable=False, comment="whether it names the audience as RFC 8707 resource"),
    Column("username_claim", Text, nullable=False),
    Column("groups_claim", Text, nullable=False),
    Column("takes_plain_type", Boolean, nullable=False, comment="whether access tokens of the type JWT are taken"),
    Column("introspection_headers", Text, comment="file with the headers to ask about opaque tokens; null: none taken"),
    Column("allow_private", Boolean, nullable=False),
    Column("own_sign_in", Boolean, nullable=False, comment="whether the portal's own sign-in stays open"),
    Column("added", BigInteger, nullable=False),
    comment="One row at most.",
)

issuer_groups = Table(
    "issuer_groups",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text, primary_key=True, comment="organisation or role"),
    Column("value", Text, nullable=False),
    comment="What a group of the issuer means here. A group that is not listed means nothing.",
)

issuer_people = Table(
    "issuer_people",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True, comment="her `sub` there, which never changes"),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("by_groups", Boolean, nullable=False, comment="whether her groups decide; else the operator named her"),
    Column("added", BigInteger, nullable=False),
    UniqueConstraint("issuer", "username"),
)
