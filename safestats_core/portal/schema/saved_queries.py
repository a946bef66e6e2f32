"""Questions that people keep at the portal, for themselves or for their colleagues too."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from .datasets import datasets
from .foundation import metadata
from .people import people

saved_queries = Table(
    "saved_queries",
    metadata,
    Column("id", Text, primary_key=True, comment="random: a number would tell how many others save"),
    Column("username", ForeignKey(people.c.username), nullable=False, comment="who saved it"),
    Column("organisation", Text, nullable=False, comment="hers when she saved it; whom it is shared with"),
    Column("name", Text, nullable=False),
    Column("dataset", ForeignKey(datasets.c.name), nullable=False),
    Column("level", Text, nullable=False),
    Column("query", Text, nullable=False, comment="JSON as Query.as_note writes it; no data is in it"),
    Column("shared", Boolean, nullable=False),
    Column("saved", BigInteger, nullable=False),
    UniqueConstraint("username", "name"),
    Index("saved_queries_by_organisation", "organisation", "saved"),
)
