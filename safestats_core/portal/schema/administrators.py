"""Who looks after the portal in the browser."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from .foundation import metadata
from .people import people

administrators = Table(
    "administrators",
    metadata,
    Column("username", ForeignKey(people.c.username), primary_key=True),
    Column("added", BigInteger, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("visit", Integer, nullable=False, comment="counted on at each sign-out: what was begun before has ended"),
    comment="They see the status page. To see data they need grants like everybody else.",
)
