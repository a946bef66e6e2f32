"""Boundaries that the portal knows, and the stamping of incidents with the areas that they lie in."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, true, update

from ...errors import InvalidInput
from ...formats.boundaries import Boundaries, Boundary, read_boundaries
from ...incidents import AREA_TYPES
from .. import audit
from ..answering.row_filter import Box
from ..databases.database import writing
from ..portal import Portal
from ..schema import tables

_MOST_CODES = 500
"""In a question; some old SQLite takes no more than 999 values."""


@dataclass(frozen=True)
class Area:
    """One area: its code, name and type, the code (or name) of the borough that it lies in, its polygon in WGS 84."""

    code: str
    name: str
    type: str
    parent: Optional[str]
    geometry: shapely.Geometry


@dataclass(frozen=True)
class AreaVersion:
    """One version of the boundaries of a type, and what was done to them when they were taken in.

    version     as the operator calls it; "" where it was given no name
    is_current  incidents are stamped with it
    repaired    polygons that were invalid as they came
    merged      parts joined to another one with the same code
    left_out    features without a code or a polygon
    """

    type: str
    version: str
    is_current: bool
    features: int
    file: str
    repaired: int
    merged: int
    left_out: int


_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")

AreasByType = dict[str, list[Area]]


def add_areas(
    portal: Portal,
    path: Path,
    area_type: str,
    layer: Optional[str] = None,
    code: Optional[str] = None,
    name: Optional[str] = None,
    crs: Optional[str] = None,
    by: str = "operator",
    version: str = "",
) -> Boundaries:
    """Take in the boundaries of one type, and stamp with them from now on.

    layer, code, name, crs   as in formats.boundaries.read_boundaries, which reads the file
    version                  its name, for example "2021"; boundaries of that type and version are replaced,
                             those of other versions stay beside them

    Incidents that are in the store already keep their stamps until their files are taken in again.
    Raises UnreadableSupply or InvalidInput for a file that cannot serve, InvalidInput for an unusable version.
    """
    if version and not _VERSION.fullmatch(version):
        raise InvalidInput(f"'{version}' cannot name a version. Use up to 40 letters, digits and . _ -, as in 2021.")
    read = read_boundaries(path, layer, code, name, area_type, crs)
    if not read.areas:
        raise InvalidInput(f"{path} holds no {area_type} with a code and a polygon. Choose another layer or column.")
    with writing(portal.engine) as connection:
        for table in (tables.areas, tables.area_versions):
            connection.execute(delete(table).where(table.c.type == area_type, table.c.version == version))
        connection.execute(insert(tables.areas), [_values(area, area_type, version) for area in read.areas])
        found = {"repaired": read.repaired, "merged": read.merged, "left_out": len(read.refusals)}
        about = {"type": area_type, "version": version, "file": Path(path).name, **found}
        connection.execute(insert(tables.area_versions).values(**about, added=int(time.time())))
        _make_current(connection, area_type, version)
        audit.record(portal, by, "alteration", None, None, {"change": "boundaries replaced", **about}, len(read.areas))
    return read


def use_areas(portal: Portal, area_type: str, version: str, by: str = "operator") -> None:
    """Stamp with that version of a type's boundaries from now on. Raises InvalidInput where there is none."""
    known = [each.version for each in area_versions(portal, area_type)]
    if version not in known:
        listed = ", ".join(each or "(no name)" for each in known) or "none yet"
        raise InvalidInput(f"There is no version '{version}' of {area_type} boundaries. There are: {listed}.")
    with writing(portal.engine) as connection:
        _make_current(connection, area_type, version)
        detail = {"change": "boundaries chosen", "type": area_type, "version": version}
        audit.record(portal, by, "alteration", None, None, detail, None)


def area_versions(portal: Portal, area_type: Optional[str] = None) -> list[AreaVersion]:
    """Every version of the boundaries of a type, or of all types, by type and version."""
    known, about = tables.areas.c, tables.area_versions
    key = (known.type, known.version, known.current)
    numbers = (about.c.repaired, about.c.merged, about.c.left_out)
    wanted = (
        select(*key, func.count().label("features"), func.coalesce(about.c.file, "").label("file"))
        .add_columns(*(func.coalesce(number, 0).label(number.name) for number in numbers))
        .join_from(
            tables.areas, about, and_(about.c.type == known.type, about.c.version == known.version), isouter=True
        )
        .where(true() if area_type is None else known.type == area_type)
        .group_by(*key, about.c.file, *numbers)
        .order_by(known.type, known.version)
    )
    with portal.engine.connect() as connection:
        rows = connection.execute(wanted).all()
    return [
        AreaVersion(row.type, row.version, row.current, row.features, row.file, row.repaired, row.merged, row.left_out)
        for row in rows
    ]


def areas(portal: Portal, area_type: str, version: Optional[str] = None) -> list[Area]:
    """The areas of one type, by code; none where no boundaries were added. `version` None is the current one."""
    known = tables.areas.c
    wanted = select(tables.areas).where(known.type == area_type, _is(version)).order_by(known.code)
    with portal.engine.connect() as connection:
        return [_area(row) for row in connection.execute(wanted)]


def drawn_areas(portal: Portal, area_type: str, codes: Optional[Collection[str]] = None) -> list[Area]:
    """The current areas of one type, and those of former versions under codes that the current one does not have.

    codes  only these are wanted; where they are many there may be others, too

    Rows that were stamped before the boundaries changed bear such codes until they are taken in again.
    """
    known = tables.areas.c
    asked = known.code.in_(codes) if codes is not None and len(codes) <= _MOST_CODES else true()
    kept = select(known.code).where(known.type == area_type, _is(None))
    former = select(tables.areas).where(known.type == area_type, known.current.is_(False), known.code.not_in(kept))
    current = select(tables.areas).where(known.type == area_type, _is(None)).order_by(known.code)
    with portal.engine.connect() as connection:
        latest = {row.code: row for row in connection.execute(former.where(asked).order_by(known.version))}
        rows = connection.execute(current.where(asked)).all()
    return [_area(row) for row in (*rows, *(latest[code] for code in sorted(latest)))]


def areas_by_type(portal: Portal) -> AreasByType:
    """All areas by type, coarse to fine; a type without any is left out."""
    known = {area_type: areas(portal, area_type) for area_type in AREA_TYPES}
    return {area_type: found for area_type, found in known.items() if found}


def area_counts(portal: Portal) -> dict[str, int]:
    """How many areas of each type the portal knows, coarse to fine; a type without any is left out."""
    with portal.engine.connect() as connection:
        types = list(connection.scalars(select(tables.areas.c.type).where(_is(None))))
    return {name: types.count(name) for name in AREA_TYPES if name in types}


def codes_in_box(portal: Portal, area_type: str, box: Box) -> list[str]:
    """Codes of the areas of one type that a box touches."""
    west, south, east, north = box
    boxes = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    wanted = shapely.union_all([shapely.box(left, south, right, north) for left, right in boxes])
    return [area.code for area in drawn_areas(portal, area_type) if area.geometry.intersects(wanted)]


def boundaries_digest(portal: Portal) -> str:
    """A digest of all current boundaries: equal as long as stamping gives the same codes."""
    total = hashlib.sha256()
    columns = (tables.areas.c.type, tables.areas.c.code, tables.areas.c.geometry)
    with portal.engine.connect() as connection:
        for area_type, code, geometry in connection.execute(select(*columns).where(_is(None)).order_by(*columns[:2])):
            total.update(f"{area_type}\0{code}\0".encode() + geometry)
    return total.hexdigest()


def stamp(incidents: pa.Table, boundaries: AreasByType) -> pa.Table:
    """`incidents` with the code of the borough, ward and LSOA that each lies in.

    boundaries  areas by type, coarse to fine

    Where no boundary of a type contains the location, or no boundaries of that type are known, the
    supplier's own value stays. On a shared edge the first code in alphabetical order wins.
    """
    place = incidents["longitude"].to_numpy() + 1j * incidents["latitude"].to_numpy()
    located = np.isfinite(place)
    places, back = np.unique(place[located], return_inverse=True)
    points = shapely.points(places.real, places.imag)  # once for all types: that takes longer than to look them up
    for area_type, known in boundaries.items():
        position = np.full(len(place), -1)
        position[located] = _containing(known, points)[back.reshape(-1)]
        codes = pa.array([area.code for area in known], pa.string())
        found = codes.take(pa.array(position, mask=position < 0))
        at = incidents.column_names.index(area_type)
        stamped = pc.coalesce(found, incidents[area_type])
        incidents = incidents.set_column(at, incidents.schema.field(area_type), stamped)
    return incidents


def _containing(known: list[Area], points: np.ndarray) -> np.ndarray:
    """Position in `known` of the area that each point lies in, shape (points,); -1 where none does."""
    shapes = np.array([area.geometry for area in known], dtype=object)
    shapely.prepare(shapes)
    point, area = shapely.STRtree(shapes).query(points)  # by their boxes
    inside = shapely.intersects_xy(shapes[area], shapely.get_x(points)[point], shapely.get_y(points)[point])
    found = np.full(len(points), len(known))
    np.minimum.at(found, point[inside], area[inside])
    return np.where(found == len(known), -1, found)


def _area(row: Row[Any]) -> Area:
    return Area(row.code, row.name, row.type, row.parent, shapely.from_wkb(row.geometry))


def _is(version: Optional[str]) -> ColumnElement[bool]:
    return tables.areas.c.current if version is None else tables.areas.c.version == version


def _make_current(connection: Connection, area_type: str, version: str) -> None:
    known = tables.areas.c
    connection.execute(update(tables.areas).where(known.type == area_type).values(current=known.version == version))


def _values(area: Boundary, area_type: str, version: str) -> dict[str, object]:
    west, south, east, north = area.geometry.bounds
    return {
        "type": area_type,
        "version": version,
        "code": area.code,
        "name": area.name,
        "parent": area.parent,
        "geometry": shapely.to_wkb(area.geometry),
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }
