"""Boundaries that incidents are stamped with."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Integer, LargeBinary, Table, Text, true

from .foundation import metadata

areas = Table(
    "areas",
    metadata,
    Column("type", Text, primary_key=True),
    Column("version", Text, primary_key=True, server_default=""),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text, comment="code of the borough that it lies in, or its name"),
    Column("geometry", LargeBinary, nullable=False, comment="WKB, WGS 84 longitude and latitude"),
    *(Column(name, Double, nullable=False) for name in ("west", "south", "east", "north")),
    Column("current", Boolean, nullable=False, server_default=true(), comment="incidents are stamped with it"),
)

area_versions = Table(
    "area_versions",
    metadata,
    Column("type", Text, primary_key=True),
    Column("version", Text, primary_key=True, comment="as the operator calls it, for example 2021; may be empty"),
    Column("file", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("repaired", Integer, nullable=False, comment="polygons that were invalid as they came"),
    Column("merged", Integer, nullable=False, comment="parts joined to another one with the same code"),
    Column("left_out", Integer, nullable=False, comment="features without a code or a polygon"),
    comment="What was read when a version of a type's boundaries was taken in.",
)
