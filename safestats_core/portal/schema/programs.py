"""Programs that read: each an account whose username no person can have, with a client id and a secret."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from .foundation import metadata
from .people import people

programs = Table(
    "programs",
    metadata,
    Column("username", ForeignKey(people.c.username), primary_key=True, comment="program:NAME"),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_digest", Text, nullable=False, comment="SHA-256 of 256 random bits; tokens end when it changes"),
    Column("added", BigInteger, nullable=False),
    comment="Names, organisations and ends stand in the accounts, rights in the grants, as those of people do.",
)
