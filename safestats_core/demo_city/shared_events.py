"""Violent events that two agencies know of, each in its own words and at its own time."""

from __future__ import annotations

import numpy as np

from .events import draw_events
from .ground import Ground
from .offences import AGENCY_SHARES, AMBULANCE, EMERGENCY, OFFENCES, POLICE

_PAIRS = {(POLICE, AMBULANCE): 0.006, (POLICE, EMERGENCY): 0.008, (AMBULANCE, EMERGENCY): 0.004}
"""Events that both datasets know, as a share of the incidents of all agencies."""

_WORDS = {POLICE: "Violence with injury", AMBULANCE: "Assault", EMERGENCY: "Assault"}

_DELAY_MINUTES = (2, 25)


def draw_shared_events(rng: np.random.Generator, ground: Ground, incidents: int) -> dict[str, list[np.ndarray]]:
    """Arrays of EVENT per dataset; the two incidents of an event share a link, numbered from 0."""
    drawn: dict[str, list[np.ndarray]] = {dataset: [] for dataset in AGENCY_SHARES}
    first_link = 0
    for (first, second), share in _PAIRS.items():
        known = draw_events(rng, ground, OFFENCES[first], [_position(first)], round(share * incidents))
        known["link"] = first_link + np.arange(len(known))
        first_link += len(known)
        again = known.copy()
        again["offence"] = _position(second)
        again["start"] += (60 * rng.uniform(*_DELAY_MINUTES, len(again))).astype("m8[s]")
        again["end"] = again["start"]
        drawn[first].append(known)
        drawn[second].append(again)
    return drawn


def _position(dataset: str) -> int:
    return [offence.words for offence in OFFENCES[dataset]].index(_WORDS[dataset])
