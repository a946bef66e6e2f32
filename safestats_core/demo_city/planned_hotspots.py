"""The hotspots: what is planned, where it comes to lie, and the incidents that make it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..errors import InvalidInput
from .clock import FIRST_MONTH, LAST_MONTH, hours_between
from .events import draw_events
from .geography import CENTRE
from .ground import Ground
from .offences import AMBULANCE, EMERGENCY, FIRE, OFFENCES, POLICE
from .streets import Streets
from .truth import Hotspot, Sighting


@dataclass(frozen=True)
class _Plan:
    """A hotspot before it has a place; `ring`: least and greatest distance in metres from the centre."""

    name: str
    ring: tuple[float, float]
    sightings: tuple[Sighting, ...]
    first_month: str = FIRST_MONTH
    last_month: str = LAST_MONTH
    is_growing: bool = False
    radius: float = 300.0


_PLANS = (
    _Plan(
        "Night-time economy",
        (0, 1_500),
        (
            Sighting(POLICE, "violence", 0.012),
            Sighting(AMBULANCE, "assault-injury", 0.008),
            Sighting(EMERGENCY, "assault-injury", 0.05),
        ),
    ),
    _Plan("Assaults that only the hospitals see", (3_000, 6_000), (Sighting(EMERGENCY, "assault-injury", 0.05),)),
    _Plan("Shopping street", (1_000, 4_500), (Sighting(POLICE, "shoplifting", 0.010),)),
    _Plan("Cycle stands", (500, 3_000), (Sighting(POLICE, "bicycle-theft", 0.005),)),
    _Plan("Winter burglaries", (3_000, 6_000), (Sighting(POLICE, "burglary", 0.005),), "2024-10", "2025-03"),
    _Plan(
        "Overdoses",
        (1_000, 5_000),
        (Sighting(AMBULANCE, "overdose", 0.010), Sighting(EMERGENCY, "overdose", 0.020)),
    ),
    _Plan("Deliberate fires", (3_000, 6_000), (Sighting(FIRE, "deliberate-fire", 0.025),)),
    _Plan("Emerging robberies", (1_500, 5_000), (Sighting(POLICE, "robbery", 0.006),), "2025-04", LAST_MONTH, True),
)

_APART = 1_500.0
_FEWEST_SEGMENTS = 12

_RIM = 80.0
"""Streets keep this far (metres) inside the disc: the centre of a hospital's 100 m cell is up to 71 m away."""


def place_hotspots(rng: np.random.Generator, streets: Streets) -> tuple[Hotspot, ...]:
    """Every planned hotspot at a street corner in its ring, at least 1,500 m from the others; nothing counted yet."""
    taken = np.empty((0, 2))
    for plan in _PLANS:
        taken = np.vstack([taken, _free_corner(rng, streets, plan, taken)])
    return tuple(
        Hotspot(
            plan.name,
            float(easting),
            float(northing),
            plan.radius,
            plan.first_month,
            plan.last_month,
            plan.is_growing,
            plan.sightings,
        )
        for plan, (easting, northing) in zip(_PLANS, taken)
    )


def count_incidents(hotspot: Hotspot, totals: dict[str, int]) -> Hotspot:
    """`hotspot` with the incidents to plant in datasets that hold `totals` incidents."""
    seen = (
        replace(sighting, incidents=round(sighting.share * totals[sighting.dataset])) for sighting in hotspot.sightings
    )
    return replace(hotspot, sightings=tuple(seen))


def draw_hotspot(rng: np.random.Generator, ground: Ground, hotspot: Hotspot, sighting: Sighting) -> np.ndarray:
    """The planted incidents that one dataset sees of `hotspot`, array of EVENT."""
    offences = OFFENCES[sighting.dataset]
    chosen = [position for position, offence in enumerate(offences) if offence.category == sighting.category]
    hours = hours_between(hotspot.first_month, hotspot.last_month, hotspot.is_growing)
    pull = _pull(ground.streets, np.array([hotspot.easting, hotspot.northing]), hotspot.radius)
    return draw_events(rng, ground, offences, chosen, sighting.incidents, hours, pull)


def _free_corner(rng: np.random.Generator, streets: Streets, plan: _Plan, taken: np.ndarray) -> np.ndarray:
    corners = streets.start
    from_centre = np.hypot(*(corners - CENTRE).T)
    from_taken = np.hypot(*(corners[:, None] - taken).transpose(2, 0, 1)).min(axis=1, initial=np.inf)
    free = (from_taken > _APART) & (from_centre >= plan.ring[0]) & (from_centre <= plan.ring[1])
    for corner in rng.permutation(corners[free]).round():
        if np.count_nonzero(_pull(streets, corner, plan.radius)) >= _FEWEST_SEGMENTS:
            return corner
    raise InvalidInput(f"This city has no room for the hotspot '{plan.name}'. Choose another seed.")


def _pull(streets: Streets, centre: np.ndarray, radius: float) -> np.ndarray:
    """Weight of each segment: its length where all of it lies well inside the disc, more towards the centre."""
    inner = radius - _RIM
    ends = np.stack([streets.start, streets.end]) - centre
    inside = (np.hypot(ends[..., 0], ends[..., 1]) <= inner).all(axis=0)
    away = np.hypot(*(streets.middle - centre).T)
    return inside * streets.length * np.exp(-2 * (away / inner) ** 2)
