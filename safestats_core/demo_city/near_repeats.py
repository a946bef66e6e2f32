"""Burglars come back: follow-up burglaries on the same stretch of street within two weeks."""

from __future__ import annotations

import numpy as np

from .clock import END
from .events import NO_LINK, settle
from .flaws import Flaw
from .streets import Streets

FOLLOW_UP_SHARE = 0.010
"""Follow-ups as a share of all incidents of police-recorded."""

_MOST_DAYS = 13
_MOST_HOURS_OFF = 3


def follow_up(
    rng: np.random.Generator, streets: Streets, events: np.ndarray, offences: list[int], count: int, first_link: int
) -> np.ndarray:
    """`count` incidents that follow some of `events`, array of EVENT; the followed get their links in place.

    offences    positions of the offences that are followed
    first_link  links are numbered from here
    """
    early = events["start"] < END - np.timedelta64(_MOST_DAYS + 1, "D")
    possible = (
        early & (events["flaw"] == Flaw.NONE) & (events["link"] == NO_LINK) & np.isin(events["offence"], offences)
    )
    followed = rng.choice(np.flatnonzero(possible), count, replace=False)
    events["link"][followed] = first_link + np.arange(count)
    later = events[followed].copy()
    days = 1 + np.floor(_MOST_DAYS * rng.random(count) ** 2)
    hours = 24 * days + rng.uniform(-_MOST_HOURS_OFF, _MOST_HOURS_OFF, count)
    for moment in ("start", "end"):
        later[moment] += (3600 * hours).astype("m8[s]")
    later["segment"] = _near(rng, streets, later["segment"])
    return settle(rng, streets, later)


def _near(rng: np.random.Generator, streets: Streets, segment: np.ndarray) -> np.ndarray:
    """The same segment, or the one before or after it on the same stretch."""
    moved = np.clip(segment + rng.integers(-1, 2, len(segment)), 0, len(streets.stretch) - 1)
    return np.where(streets.stretch[moved] == streets.stretch[segment], moved, segment)
