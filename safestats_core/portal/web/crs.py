"""Reference systems (OGC API - Features, part 2): which a collection offers, and places in the one that is asked for.

Every place is first what the person may see of it, in longitude and latitude. What is made of that afterwards is
rounded, so that a projected coordinate tells no more than the degrees that it was made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyproj
import shapely
from starlette.datastructures import QueryParams

from ...access import Level
from ...errors import InvalidInput
from ...projection import to_projected
from ..filters.shapes import Frame

_ROOT = "http://www.opengis.net/def/crs"
_DECIMALS = {Level.RECORD: 2, Level.POINT: 1, Level.COUNTS: 1}
"""Of metres. The degrees of points and outlines have six decimals, which is 0.1 m."""


@dataclass(frozen=True)
class Crs:
    """A reference system that the portal answers in.

    uri    its name in requests and answers
    name   its name for PROJ
    frame  how its coordinates are read
    """

    uri: str
    name: str
    frame: Frame

    def places(self, longitude: np.ndarray, latitude: np.ndarray, level: Level) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates of places at a level, in the order that the system has them; shape (n,), NaN stays NaN."""
        x, y = longitude, latitude
        if self.frame.projected is not None:
            decimals = _DECIMALS[level]
            x, y = (np.round(each, decimals) for each in to_projected(longitude, latitude, self.frame.projected))
        return (y, x) if self.frame.is_swapped else (x, y)

    def outline(self, shape: shapely.Geometry, level: Level) -> shapely.Geometry:
        """A shape in longitude and latitude in this system."""
        return shapely.transform(shape, lambda xy: np.column_stack(self.places(xy[:, 0], xy[:, 1], level)))


CRS84 = Crs(f"{_ROOT}/OGC/1.3/CRS84", "OGC:CRS84", Frame())
"""Longitude and latitude: what is kept, and what is answered unless another is asked for."""

WGS84 = Crs(f"{_ROOT}/EPSG/0/4326", "EPSG:4326", Frame(is_swapped=True))
"""The same with latitude first."""


@lru_cache(maxsize=64)
def offered(dataset_crs: str) -> tuple[Crs, ...]:
    """The systems of a dataset that analysts work on in `dataset_crs`: that one too, where it has a code."""
    code = re.fullmatch(r"([A-Za-z]+):(\w+)", dataset_crs)
    if code is None:
        return CRS84, WGS84
    north_first = pyproj.CRS.from_user_input(dataset_crs).axis_info[0].direction in ("north", "south")
    own = Crs(f"{_ROOT}/{code[1].upper()}/0/{code[2]}", dataset_crs, Frame(dataset_crs, north_first))
    return CRS84, WGS84, own


def read_crs(parameters: QueryParams, parameter: str, dataset_crs: str) -> Crs:
    """The system that a parameter names, CRS84 where it is not given. Raises InvalidInput for one not offered."""
    asked = parameters.get(parameter, CRS84.uri)
    known = {each.uri: each for each in offered(dataset_crs)}
    if asked not in known:
        raise InvalidInput(f"{parameter}={asked} is not offered by this collection. Choose from: {', '.join(known)}.")
    return known[asked]
