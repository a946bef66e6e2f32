"""The references of planted pairs, found again in the finished files by the links of their events."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .chronicle import Chronicle
from .flaws import Flaw
from .offences import OFFENCES, POLICE
from .text_columns import references
from .truth import NearRepeats, SharedEvent, SharedEvents

_VIOLENT = ("violence", "assault-injury")


def planted_pairs(chronicle: Chronicle) -> tuple[SharedEvents, NearRepeats]:
    """What is planted across agencies and among burglaries, with the shares that this makes."""
    links, datasets, ids = [], [], []
    for dataset, events in chronicle.events.items():
        rows = np.flatnonzero(events["link"] >= 0)
        links.append(events["link"][rows])
        datasets += [dataset] * len(rows)
        ids += references(dataset, len(events)).take(pa.array(rows)).to_pylist()
    # The order is stable: of two incidents in one dataset the earlier comes first.
    order = [int(row) for row in np.argsort(np.concatenate(links), kind="stable")]
    pairs = list(zip(order[::2], order[1::2]))
    shared, repeats = pairs[: chronicle.shared], pairs[chronicle.shared :]
    events_known = tuple(SharedEvent(datasets[a], ids[a], datasets[b], ids[b]) for a, b in shared)
    violent = sum(_count(events, dataset, _VIOLENT) for dataset, events in chronicle.events.items())
    burglaries = _count(chronicle.events[POLICE], POLICE, ("burglary",))
    return (
        SharedEvents(share=len(shared) / (violent - len(shared)), pairs=events_known),
        NearRepeats(share=len(repeats) / burglaries, pairs=tuple((ids[a], ids[b]) for a, b in repeats)),
    )


def _count(events: np.ndarray, dataset: str, categories: tuple[str, ...]) -> int:
    """Incidents that a reader finds in one of the categories."""
    counted = np.array([offence.category in categories for offence in OFFENCES[dataset]])
    return int(np.count_nonzero(counted[events["offence"]] & np.isin(events["flaw"], (Flaw.NONE, Flaw.BLANK_PLACE))))
