"""Incidents as they happen, before a supplier writes them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np

from .clock import RHYTHMS, draw_moments, hour_weights
from .drawing import apportion, draw_indices
from .ground import Ground
from .offences import Offence
from .streets import Streets

EVENT = np.dtype(
    [
        ("offence", "i2"),
        ("start", "M8[s]"),
        ("end", "M8[s]"),
        ("segment", "i4"),
        ("easting", "f8"),
        ("northing", "f8"),
        ("link", "i4"),
        ("flaw", "i1"),
    ]
)
"""offence: position in the dataset's OFFENCES; start, end: wall clock; segment: of the streets;
link: number that the two incidents of a planted pair share, else NO_LINK; flaw: a flaws.Flaw."""

NO_LINK = -1

_HOUSE = 12.0
_SET_BACK = 7.0


def draw_events(
    rng: np.random.Generator,
    ground: Ground,
    offences: Sequence[Offence],
    chosen: Sequence[int],
    count: int,
    hours: Optional[np.ndarray] = None,
    segments: Optional[np.ndarray] = None,
) -> np.ndarray:
    """`count` incidents of the `chosen` offences (positions in `offences`), array of EVENT.

    hours     weight of each hour of the two years on top of the offences' rhythms; None: all alike
    segments  weight of each segment instead of the offences' settings; None: the settings
    """
    parts = []
    for position, number in zip(chosen, apportion(count, [offences[position].share for position in chosen])):
        offence = offences[position]
        rhythm = hour_weights(RHYTHMS[offence.rhythm])
        events = np.zeros(number, EVENT)
        events["offence"] = position
        events["link"] = NO_LINK
        events["start"] = draw_moments(rng, rhythm if hours is None else rhythm * hours, number)
        events["end"] = events["start"] + _duration(rng, offence, number)
        attraction = ground.attraction[offence.setting] if segments is None else segments
        events["segment"] = draw_indices(rng, attraction, number)
        parts.append(events)
    return settle(rng, ground.streets, np.concatenate(parts))


def settle(rng: np.random.Generator, streets: Streets, events: np.ndarray) -> np.ndarray:
    """`events`, each at one of the houses that stand on both sides of its segment."""
    segment = events["segment"]
    start, along, length = streets.start[segment], (streets.end - streets.start)[segment], streets.length[segment]
    houses = np.floor(length / _HOUSE)
    share = (np.floor(rng.random(len(events)) * houses) + 0.5) / houses
    side = _SET_BACK * rng.choice([-1.0, 1.0], len(events)) / length
    events["easting"] = start[:, 0] + share * along[:, 0] - side * along[:, 1]
    events["northing"] = start[:, 1] + share * along[:, 1] + side * along[:, 0]
    return events


def _duration(rng: np.random.Generator, offence: Offence, count: int) -> np.ndarray:
    shortest, longest = offence.hours or (0.0, 0.0)
    return (3600 * rng.uniform(shortest, longest, count)).astype("m8[s]")
