"""Results that were shared with others, sealed in the cache of the person who shared them.

Kept is what others know by now, and no more: which months and categories of a dataset were counted in which areas, and
between what numbers each count was seen to lie. Each is a note of its own, so that two programs with one cache lose
none. They go when the cache is cleared.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from math import inf, isinf
from typing import Any, Optional

from ..cache.cache import Cache
from ..hotspots.disclosure.differences import Shared

_NOTE = "shared "


def keep_shared(cache: Cache, dataset: str, results: Sequence[Shared]) -> int:
    """Seal what was shared of a dataset. Returns how many of the results are new; one that was known is not kept twice.

    Raises what writing to the cache raises.
    """
    known = shared_before(cache, dataset)
    fresh = [each for each in results if each not in known]
    if fresh:
        note = {"dataset": dataset, "at": cache.now().isoformat(), "results": [_as_note(each) for each in fresh]}
        cache.save_note(_NOTE + secrets.token_hex(8), note)
    return len(fresh)


def shared_before(cache: Cache, dataset: str) -> list[Shared]:
    """What was shared of a dataset on this computer, the oldest first. Raises CacheDamaged where a file was touched."""
    names = [name for name in cache.vault.manifest().notes if name.startswith(_NOTE)]
    notes = [note for note in map(cache.note, names) if note is not None and note["dataset"] == dataset]
    return [_from_note(each) for note in sorted(notes, key=lambda note: str(note["at"])) for each in note["results"]]


def _as_note(shared: Shared) -> dict[str, Any]:
    areas = sorted(shared.low)
    return {
        "months": _listed(shared.months),
        "categories": _listed(shared.categories),
        "only": shared.only,
        "areas": areas,
        "low": [shared.low[area] for area in areas],
        "high": [None if isinf(shared.high[area]) else shared.high[area] for area in areas],
        "within": shared.within,
    }


def _from_note(note: dict[str, Any]) -> Shared:
    low, high = (dict(zip(note["areas"], note[end])) for end in ("low", "high"))
    months, categories = (None if note[name] is None else frozenset(note[name]) for name in ("months", "categories"))
    most = {area: inf if value is None else value for area, value in high.items()}
    return Shared(months, categories, note["only"], low, most, note["within"])


def _listed(names: Optional[frozenset[str]]) -> Optional[list[str]]:
    return None if names is None else sorted(names)
