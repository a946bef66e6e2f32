"""Anonymous map points: the few fixed places at which open police data shows what happened in the streets around."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .streets import Streets

_EVERY = 4


@dataclass(frozen=True)
class MapPoints:
    """place: EPSG:27700, shape (points, 2); street, ward: of each point; of_segment: the point of each segment."""

    place: np.ndarray
    street: np.ndarray
    ward: np.ndarray
    of_segment: np.ndarray


def lay_map_points(streets: Streets) -> MapPoints:
    """A map point on every fourth segment; each segment shows at the one nearest to its middle."""
    chosen = np.arange(0, len(streets.name), _EVERY)
    middle = streets.middle
    tree = shapely.STRtree(shapely.points(middle[chosen]))
    of_segment = tree.nearest(shapely.points(middle))
    return MapPoints(middle[chosen], streets.name[chosen], streets.ward[chosen], of_segment)
