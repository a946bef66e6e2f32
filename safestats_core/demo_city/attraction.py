"""Where things happen: how strongly each segment of street draws each kind of incident."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .geography import CENTRE, Geography
from .streets import Streets


@dataclass(frozen=True)
class Setting:
    """A kind of surroundings.

    main    how many times a main road counts as much as a side street of the same length
    town    pull of the city's and (half as much) the boroughs' centres, against 1 for everywhere
    reach   metres over which that pull fades by the factor e
    """

    main: float
    town: float
    reach: float


SETTINGS = {
    "night life": Setting(6.0, 6.0, 1_000.0),
    "shops": Setting(8.0, 8.0, 900.0),
    "homes": Setting(0.5, 1.0, 4_000.0),
    "roads": Setting(5.0, 1.0, 3_000.0),
    "anywhere": Setting(2.0, 3.0, 2_500.0),
}

_COMMON_SPREAD, _OWN_SPREAD = 1.3, 1.0
"""Log-normal spread of the segments, 1.64 together: half of a kind happens on about a twentieth of them, as
Weisburd (2015, "The law of crime concentration and the criminology of place") found in eight cities: 2.1 to 6.0 %."""


def attractions(rng: np.random.Generator, geography: Geography, streets: Streets) -> dict[str, np.ndarray]:
    """Weight of every segment for each of SETTINGS, shape (segments,)."""
    common = rng.normal(0, _COMMON_SPREAD, len(streets.name))
    town_centres = shapely.get_coordinates(shapely.centroid([borough.polygon for borough in geography.boroughs]))
    away = streets.middle - CENTRE
    from_centre = np.hypot(away[:, 0], away[:, 1])
    from_towns = np.hypot(*(streets.middle[:, None] - town_centres).transpose(2, 0, 1)).min(axis=1)
    weights = {}
    for name, setting in SETTINGS.items():
        pull = np.exp(-from_centre / setting.reach) + 0.5 * np.exp(-from_towns / setting.reach)
        chance = np.exp(common + rng.normal(0, _OWN_SPREAD, len(common)))
        road = np.where(streets.is_main, setting.main, 1.0)
        weights[name] = streets.length * road * (1 + setting.town * pull) * chance
    return weights
