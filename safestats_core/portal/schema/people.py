"""Who may sign in, what each may see, who may hand rights on, and which terms of use each accepted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false

from .datasets import datasets
from .foundation import metadata

people = Table(
    "people",
    metadata,
    Column("username", Text, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("expires", BigInteger, comment="when the account ends; null: when it is removed"),
    Column("locked", BigInteger, comment="since when she may not sign in; null: she may"),
    Column("removed", BigInteger, comment="the row stays, without name and password: the audit log uses the username"),
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
    Column("categories", Text, comment="JSON list of categories, or null for all"),
    Column("disclosure", Text, nullable=False, server_default="nhs_round5", comment="profile of the counts level"),
    Column("given_by", ForeignKey(people.c.username), comment="the delegate who handed it on; null: the operator"),
    Column("given_for", Text, comment="the organisation out of whose rights she handed it on"),
)

delegations = Table(
    "delegations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("username", ForeignKey(people.c.username), nullable=False),
    Column("dataset", ForeignKey(datasets.c.name), nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("withdrawn", BigInteger, comment="when it was taken back; the row stays"),
    Index("delegations_by_person", "username"),
    comment="Who may hand on what her organisation holds of a dataset.",
)

terms = Table(
    "terms",
    metadata,
    Column("dataset", ForeignKey(datasets.c.name), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, comment="null: from now on there are none"),
    Column("set", BigInteger, nullable=False),
    Column("asks_before_export", Boolean, nullable=False, server_default=false()),
    comment="Terms of use; the highest version holds.",
)

terms_accepted = Table(
    "terms_accepted",
    metadata,
    Column("username", ForeignKey(people.c.username), primary_key=True),
    Column("dataset", ForeignKey(datasets.c.name), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("accepted", BigInteger, nullable=False),
    Column("accepted_by", Text, comment="the person who did so for a program; null: for herself"),
)
