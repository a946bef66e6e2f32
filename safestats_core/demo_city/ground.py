"""The ground on which everything happens; it depends on the seed alone, not on the number of incidents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .attraction import attractions
from .geography import Geography, lay_out
from .map_points import MapPoints, lay_map_points
from .names import HOSPITALS
from .streets import Streets, lay_streets


@dataclass(frozen=True)
class Hospital:
    """A hospital with an emergency department; `place` in EPSG:27700, shape (2,)."""

    name: str
    place: np.ndarray


@dataclass(frozen=True)
class Ground:
    """Areas, streets, what draws incidents where (see attraction.attractions), map points and hospitals."""

    geography: Geography
    streets: Streets
    attraction: dict[str, np.ndarray]
    map_points: MapPoints
    hospitals: tuple[Hospital, ...]


def lay_ground(rng: np.random.Generator) -> Ground:
    """The ground of a new city."""
    geography = lay_out(rng)
    streets = lay_streets(rng, geography)
    attraction = attractions(rng, geography, streets)
    middles = {borough.name: shapely.get_coordinates(borough.polygon.centroid)[0] for borough in geography.boroughs}
    hospitals = tuple(Hospital(name, middles[borough]) for name, borough in HOSPITALS.items())
    return Ground(geography, streets, attraction, lay_map_points(streets), hospitals)
