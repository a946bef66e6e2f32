"""Two years of incidents of all agencies: what happens anyway, and what is planted on top."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .clock import END, as_remembered, on_the_clock
from .drawing import apportion
from .events import draw_events
from .flaws import UNUSABLE, Flaw, mark_flaws, scarce
from .ground import Ground
from .near_repeats import FOLLOW_UP_SHARE, follow_up
from .offences import AGENCY_SHARES, AMBULANCE, EMERGENCY, FIRE, OFFENCES, POLICE
from .planned_hotspots import count_incidents, draw_hotspot
from .shared_events import draw_shared_events
from .truth import Hotspot

_BLANK_SHARES = {POLICE: 0.02, AMBULANCE: 0.01, EMERGENCY: 0.15, FIRE: 0.005}

_TOLD_BY_PEOPLE = (POLICE, EMERGENCY)
"""Datasets whose times people remember; the others take theirs from a control room's clock."""


@dataclass(frozen=True)
class Chronicle:
    """What happened.

    events      arrays of EVENT per record-level dataset in order of start, those with flaws included
    hotspots    with the counts of their incidents
    shared      number of events that two agencies know; their links are below it, those of near repeats are not
    """

    events: dict[str, np.ndarray]
    hotspots: tuple[Hotspot, ...]
    shared: int


def draw_chronicle(
    rng: np.random.Generator, ground: Ground, hotspots: tuple[Hotspot, ...], incidents: int
) -> Chronicle:
    """`incidents` usable incidents of the record-level datasets together, and the unusable rows in addition."""
    totals = {dataset: int(n) for dataset, n in zip(AGENCY_SHARES, apportion(incidents, [*AGENCY_SHARES.values()]))}
    counted = tuple(count_incidents(hotspot, totals) for hotspot in hotspots)
    planted = draw_shared_events(rng, ground, incidents)
    shared = sum(len(part) for parts in planted.values() for part in parts) // 2
    for hotspot in counted:
        for sighting in hotspot.sightings:
            planted[sighting.dataset].append(draw_hotspot(rng, ground, hotspot, sighting))
    events = {
        dataset: _with_background(rng, ground, dataset, total, planted[dataset], shared)
        for dataset, total in totals.items()
    }
    return Chronicle(events, counted, shared)


def _with_background(
    rng: np.random.Generator, ground: Ground, dataset: str, total: int, planted: list[np.ndarray], first_link: int
) -> np.ndarray:
    offences = OFFENCES[dataset]
    follow_ups = round(FOLLOW_UP_SHARE * total) if dataset == POLICE else 0
    flaws = dict.fromkeys((Flaw.BLANK_CATEGORY, *UNUSABLE), scarce(total))
    flaws[Flaw.BLANK_PLACE] = round(_BLANK_SHARES[dataset] * total)
    missing = total - sum(len(part) for part in planted) - follow_ups + sum(flaws[flaw] for flaw in UNUSABLE)
    background = draw_events(rng, ground, offences, range(len(offences)), missing)
    mark_flaws(rng, background, flaws)
    burglaries = [position for position, offence in enumerate(offences) if offence.category == "burglary"]
    later = follow_up(rng, ground.streets, background, burglaries, follow_ups, first_link)
    return _as_recorded(rng, dataset, np.concatenate([*planted, background, later]))


def _as_recorded(rng: np.random.Generator, dataset: str, events: np.ndarray) -> np.ndarray:
    """`events` in order of their start, all times possible ones on the clock of the two years."""
    is_moment = events["start"] == events["end"]
    for moment in ("start", "end"):
        told = as_remembered(rng, events[moment]) if dataset in _TOLD_BY_PEOPLE else events[moment]
        events[moment] = on_the_clock(np.minimum(told, END - np.timedelta64(1, "m")))
    events["end"] = np.where(is_moment, events["start"], np.maximum(events["start"], events["end"]))
    return events[np.argsort(events["start"], kind="stable")]
