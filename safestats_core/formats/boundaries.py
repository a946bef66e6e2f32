"""Boundary files -> areas with a code, a name and a valid polygon in WGS 84."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional, Union

import numpy as np
import pyproj
import shapely

from ..errors import InvalidInput
from ..incidents import AREA_TYPES
from .boundary_sets import BoundarySet, boundary_sets, columns_of
from .headers import find_name
from .polygons import to_wgs84_polygons, union
from .refusal import Refusal


@dataclass(frozen=True)
class Boundary:
    """One area: its code and name, the code or name of the borough that it lies in, its polygon in WGS 84."""

    code: str
    name: str
    parent: Optional[str]
    geometry: shapely.Geometry


@dataclass(frozen=True)
class Boundaries:
    """The areas of one type, by code.

    origin    the layer and the columns that were read
    repaired  how many polygons were invalid and are now valid
    merged    how many parts were joined to another one with the same code
    refusals  features without a code or without a polygon
    """

    type: str
    areas: tuple[Boundary, ...]
    origin: BoundarySet
    repaired: int
    merged: int
    refusals: tuple[Refusal, ...]


def read_boundaries(
    path: Union[str, Path],
    layer: Optional[str] = None,
    code: Optional[str] = None,
    name: Optional[str] = None,
    area_type: Optional[str] = None,
    crs: Optional[str] = None,
) -> Boundaries:
    """The areas in a GeoPackage, a GeoJSON file or a Shapefile (zipped or not).

    layer       which layer; None takes the first of `area_type`, else boroughs before wards before LSOAs
    code, name  columns; None takes those that `boundary_sets` finds
    area_type   a key of AREA_TYPES; None believes the file
    crs         the reference system of a file that does not state one

    Raises UnreadableSupply for a file without boundaries, InvalidInput for a layer, column or type that is not
    there, or a reference system that is not stated.
    """
    if area_type is not None and area_type not in AREA_TYPES:
        raise InvalidInput(f"'{area_type}' is not a type of area. Choose from: {', '.join(AREA_TYPES)}.")
    chosen = _chosen(boundary_sets(path), layer, area_type)
    columns = columns_of(chosen.source, chosen.layer)
    chosen = replace(
        chosen,
        code=_column(columns, code) or chosen.code,
        name=_column(columns, name) or chosen.name,
        type=area_type or chosen.type,
    )
    shapes, stated = _shapes(chosen)
    polygons, repaired = to_wgs84_polygons(shapes, _crs(crs or stated, chosen))
    texts = {wanted: _texts(columns, wanted) for wanted in {chosen.code, chosen.name, chosen.parent} if wanted}
    areas, merged = _areas(texts, polygons, chosen)
    return Boundaries(
        str(chosen.type), areas, chosen, int(repaired.sum()), merged, _refusals(texts[chosen.code], polygons, chosen)
    )


def _chosen(sets: Sequence[BoundarySet], layer: Optional[str], area_type: Optional[str]) -> BoundarySet:
    fitting = [each for each in sets if layer in (None, each.layer)]
    if not fitting:
        raise InvalidInput(f"There is no layer '{layer}' of polygons. Choose from: {_listed(sets)}.")
    for wanted in [area_type] if area_type else AREA_TYPES:
        for each in fitting:
            if each.type == wanted:
                return each
    if area_type is None:
        raise InvalidInput(f"Say what areas these are ({', '.join(AREA_TYPES)}): {_listed(fitting)} do not tell.")
    if len({each.layer for each in fitting}) > 1:
        raise InvalidInput(f"No layer looks like {AREA_TYPES[area_type]}. Name one of: {_listed(fitting)}.")
    return fitting[0]


def _listed(sets: Sequence[BoundarySet]) -> str:
    return ", ".join(f"{each.layer} ({each.type or 'type unknown'}, {each.features})" for each in sets)


def _column(columns: Mapping[str, object], wanted: Optional[str]) -> Optional[str]:
    found = find_name(list(columns), wanted) if wanted else None
    if wanted and found is None:
        raise InvalidInput(f"There is no column '{wanted}'. Choose from: {', '.join(columns)}.")
    return found


def _shapes(chosen: BoundarySet) -> tuple[np.ndarray, Optional[str]]:
    import pyogrio  # slow to import, and most work needs no boundaries

    meta, _, shapes, _ = pyogrio.raw.read(chosen.source, layer=chosen.layer, columns=[])
    return shapely.from_wkb(shapes, on_invalid="ignore"), meta["crs"]


def _crs(stated: Optional[str], chosen: BoundarySet) -> pyproj.CRS:
    if stated is None:
        raise InvalidInput(
            f"{chosen.source} does not state its reference system (is the .prj file missing?). Name it, as EPSG:27700."
        )
    try:
        return pyproj.CRS.from_user_input(stated)
    except pyproj.exceptions.CRSError as error:
        raise InvalidInput(f"'{stated}' is not a reference system: {error}. Name it, as EPSG:27700.") from error


def _texts(columns: Mapping[str, np.ndarray], wanted: str) -> list[Optional[str]]:
    # None is a blank, and so is NaN, the only value that differs from itself.
    texts = [None if value is None or value != value else str(value).strip() for value in columns[wanted].tolist()]
    return [text or None for text in texts]


def _areas(
    texts: Mapping[str, Sequence[Optional[str]]], polygons: np.ndarray, chosen: BoundarySet
) -> tuple[tuple[Boundary, ...], int]:
    parts: dict[str, list[int]] = {}
    for place, code in enumerate(texts[chosen.code]):
        if code is not None and polygons[place] is not None:
            parts.setdefault(code, []).append(place)
    areas = tuple(
        Boundary(
            code,
            texts[chosen.name][places[0]] or code,
            texts[chosen.parent][places[0]] if chosen.parent else None,
            union(polygons[places]),
        )
        for code, places in sorted(parts.items())
    )
    return areas, sum(len(places) - 1 for places in parts.values())


def _refusals(codes: Sequence[Optional[str]], polygons: np.ndarray, chosen: BoundarySet) -> tuple[Refusal, ...]:
    refusals = []
    for number, (code, polygon) in enumerate(zip(codes, polygons), start=1):
        if code is None:
            refusals.append(Refusal(number, f"No value in {chosen.code}: give the area a code.", chosen.layer))
        elif polygon is None:
            refusals.append(Refusal(number, f"The area {code} has no polygon: draw it, or leave it out.", chosen.layer))
    return tuple(refusals)
