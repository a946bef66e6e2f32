"""Boundaries that incidents are stamped with."""

from __future__ import annotations

from sqlalchemy import Column, Double, LargeBinary, Table, Text

from .foundation import metadata

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
