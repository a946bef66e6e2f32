"""Waiting until a portal has something new to tell of a dataset."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from ..access import Level
from ..cache.cache import Cache
from ..retrieval.catalogue import DatasetInfo
from ..retrieval.portal import PortalSource
from .sync import listed_state, note_name

SLICE_SECONDS = 2
"""For which the portal is asked to wait: whoever gives up is heard as soon."""

COUNTS_SECONDS = 20.0
"""Between two looks at counts, which a portal cannot tell about by itself."""

_LOOK_SECONDS = 0.1


def await_changes(
    source: PortalSource, cache: Cache, dataset: DatasetInfo, wait_seconds: float, cancelled: Callable[[], bool]
) -> bool:
    """Whether the portal has published something of `dataset` since the last sync, told as soon as it has.

    False when `wait_seconds` are over, or `cancelled` said so. True as well where there was no sync yet, and where the
    person's rights have changed: then too there is something to fetch, or to remove.
    """
    note = cache.note(note_name(dataset))
    state = None if note is None else note.get("state")
    if state is None:
        return True
    deadline = time.monotonic() + wait_seconds
    while not cancelled():
        left = max(0.0, deadline - time.monotonic())
        if _is_new(source, dataset, state, min(SLICE_SECONDS, math.ceil(left))):
            return True
        if not left:
            return False
        _pause(min(left, COUNTS_SECONDS if dataset.level == Level.COUNTS else _LOOK_SECONDS), cancelled)
    return False


def _is_new(source: PortalSource, dataset: DatasetInfo, state: str, wait: int) -> bool:
    if dataset.level == Level.COUNTS:
        return listed_state(source.months(dataset)) != state
    told = source.changes(dataset, state, wait, at_once=1)
    return told is None or bool(told.upserts.num_rows or told.removed)


def _pause(seconds: float, cancelled: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not cancelled():
        time.sleep(min(_LOOK_SECONDS, max(0.0, end - time.monotonic())))
