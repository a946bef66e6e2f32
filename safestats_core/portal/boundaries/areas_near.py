"""Which areas come near others: what a data manager looks at before she grants beyond a boundary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from ...errors import InvalidInput
from ...projection import shapes_to_projected
from ..portal import Portal
from .areas import Area, areas

MOST_METRES = 100_000


@dataclass(frozen=True)
class NearArea:
    """An area some of which lies within the distance, and the share of its surface that does (0 to 1)."""

    area: Area
    share: float


def areas_near(portal: Portal, area_type: str, codes: Iterable[str], metres: float) -> list[NearArea]:
    """The current areas of a type of which some part lies within `metres` of an area of `codes`, by code; those not.

    codes  of boroughs or wards

    Distances are those of the azimuthal equidistant projection around the middle of the areas that are named: within
    50 km of it true to 1 part in 10,000. Raises InvalidInput for an unknown code or a distance that cannot be meant.
    """
    if not 0 <= metres <= MOST_METRES:
        raise InvalidInput(f"{metres} is not a distance in metres from 0 to {MOST_METRES}.")
    named = _named(portal, frozenset(codes))
    centre = shapely.centroid(shapely.union_all([area.geometry for area in named]))
    crs = f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84 +units=m"
    reached = shapely.buffer(shapely.union_all(_projected(named, crs)), metres, quad_segs=64)
    others = [area for area in areas(portal, area_type) if area.code not in {each.code for each in named}]
    shapes = _projected(others, crs)
    shares = shapely.area(shapely.intersection(shapes, reached)) / shapely.area(shapes)
    touched = shapely.intersects(shapes, reached)
    return [NearArea(area, float(share)) for area, share, near in zip(others, shares, touched) if near]


def _named(portal: Portal, codes: frozenset[str]) -> list[Area]:
    found = [area for kind in ("borough", "ward") for area in areas(portal, kind) if area.code in codes]
    unknown = sorted(codes - {area.code for area in found})
    if unknown or not found:
        raise InvalidInput(f"No borough or ward has the code '{', '.join(unknown)}'. See them at GET /areas/ward.")
    return found


def _projected(known: list[Area], crs: str) -> np.ndarray:
    return shapes_to_projected(np.array([area.geometry for area in known], dtype=object), crs)
