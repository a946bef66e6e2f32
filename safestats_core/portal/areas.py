"""Boundaries that the portal knows, and the stamping of incidents with the areas that they lie in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import pyarrow as pa
import shapely
from sqlalchemy import delete, insert, select

from ..errors import InvalidInput
from ..formats.boundaries import Boundaries, Boundary, read_boundaries
from ..incidents import AREA_TYPES
from . import audit
from .database import writing
from .portal import Portal
from .row_filter import Box
from .schema import tables


@dataclass(frozen=True)
class Area:
    """One area: its code, name and type, the code (or name) of the borough that it lies in, its polygon in WGS 84."""

    code: str
    name: str
    type: str
    parent: Optional[str]
    geometry: shapely.Geometry


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
) -> Boundaries:
    """Take in the boundaries of one type; they replace the earlier ones of that type.

    layer, code, name, crs   as in formats.boundaries.read_boundaries, which reads the file

    Incidents that are in the store already keep their stamps until their files are taken in again.
    Raises UnreadableSupply or InvalidInput for a file that cannot serve.
    """
    read = read_boundaries(path, layer, code, name, area_type, crs)
    if not read.areas:
        raise InvalidInput(f"{path} holds no {area_type} with a code and a polygon. Choose another layer or column.")
    with writing(portal.engine) as connection:
        connection.execute(delete(tables.areas).where(tables.areas.c.type == area_type))
        connection.execute(insert(tables.areas), [_values(area, area_type) for area in read.areas])
        detail = {"change": "boundaries replaced", "type": area_type, "file": Path(path).name}
        audit.record(portal, by, "alteration", None, None, detail, len(read.areas))
    return read


def areas(portal: Portal, area_type: str) -> list[Area]:
    """The areas of one type, by code; none where no boundaries were added."""
    wanted = select(tables.areas).where(tables.areas.c.type == area_type).order_by(tables.areas.c.code)
    with portal.engine.connect() as connection:
        return [
            Area(row.code, row.name, row.type, row.parent, shapely.from_wkb(row.geometry))
            for row in connection.execute(wanted)
        ]


def areas_by_type(portal: Portal) -> AreasByType:
    """All areas by type, coarse to fine; a type without any is left out."""
    known = {area_type: areas(portal, area_type) for area_type in AREA_TYPES}
    return {area_type: found for area_type, found in known.items() if found}


def area_counts(portal: Portal) -> dict[str, int]:
    """How many areas of each type the portal knows, coarse to fine; a type without any is left out."""
    with portal.engine.connect() as connection:
        types = list(connection.scalars(select(tables.areas.c.type)))
    return {name: types.count(name) for name in AREA_TYPES if name in types}


def codes_in_box(portal: Portal, area_type: str, box: Box) -> list[str]:
    """Codes of the areas of one type that a box touches."""
    west, south, east, north = box
    boxes = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    wanted = shapely.union_all([shapely.box(left, south, right, north) for left, right in boxes])
    return [area.code for area in areas(portal, area_type) if area.geometry.intersects(wanted)]


def boundaries_digest(portal: Portal) -> str:
    """A digest of all boundaries: equal as long as stamping gives the same codes."""
    total = hashlib.sha256()
    columns = (tables.areas.c.type, tables.areas.c.code, tables.areas.c.geometry)
    with portal.engine.connect() as connection:
        for area_type, code, geometry in connection.execute(select(*columns).order_by(*columns[:2])):
            total.update(f"{area_type}\0{code}\0".encode() + geometry)
    return total.hexdigest()


def stamp(incidents: pa.Table, boundaries: AreasByType) -> pa.Table:
    """`incidents` with the code of the borough, ward and LSOA that each lies in.

    boundaries  areas by type, coarse to fine

    Where no boundary of a type contains the location, or no boundaries of that type are known, the
    supplier's own value stays. On a shared edge the first code in alphabetical order wins.
    """
    place = incidents["longitude"].to_numpy() + 1j * incidents["latitude"].to_numpy()
    located = np.flatnonzero(np.isfinite(place))
    places, back = np.unique(place[located], return_inverse=True)
    for area_type, known in boundaries.items():
        position = _containing(known, places)[back]
        codes = incidents[area_type].to_numpy().astype(object)
        codes[located[position >= 0]] = np.array([area.code for area in known])[position[position >= 0]]
        at = incidents.column_names.index(area_type)
        incidents = incidents.set_column(at, incidents.schema.field(area_type), pa.array(codes, pa.string()))
    return incidents


def _containing(known: list[Area], places: np.ndarray) -> np.ndarray:
    """Position in `known` of the area that each place lies in, shape (places,); -1 where none does."""
    points = shapely.STRtree(shapely.points(places.real, places.imag))
    area, point = points.query([area.geometry for area in known], predicate="intersects")
    found = np.full(len(places), len(known))
    np.minimum.at(found, point, area)
    return np.where(found == len(known), -1, found)


def _values(area: Boundary, area_type: str) -> dict[str, object]:
    west, south, east, north = area.geometry.bounds
    return {
        "type": area_type,
        "code": area.code,
        "name": area.name,
        "parent": area.parent,
        "geometry": shapely.to_wkb(area.geometry),
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }
