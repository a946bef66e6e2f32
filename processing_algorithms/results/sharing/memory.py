"""What was shared before, as the encrypted cache remembers it, and what to say where there is none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from ....safestats_core.errors import SafeStatsError
from ...base.core_sentences import in_words
from ...base.translation import numeral, tr

if TYPE_CHECKING:
    from ....safestats_core.cache.cache import Cache
    from ....safestats_core.hotspots.disclosure.differences import Shared
    from ....safestats_core.hotspots.disclosure.results import ProtectedResult


@dataclass(frozen=True)
class Memory:
    """A person's memory of the results of one dataset.

    cache    None where there is no memory
    earlier  what was shared before, the oldest first
    said     why there is no memory, as a remark
    """

    cache: Optional[Cache] = None
    earlier: Sequence[Shared] = ()
    said: tuple[str, ...] = ()


def no_memory(reason: str) -> Memory:
    """None, and a remark that nothing was compared."""
    return Memory(said=(tr("The difference check was not done: {reason}").format(reason=reason),))


def open_memory(portal: str, person: str, dataset: str) -> Memory:
    """That of a person at a portal, by default of whoever signed in last at the only one."""
    try:
        from ....safestats_core.client import open_cache
        from ....safestats_core.known_portals import known_portal, only_portal
        from ....safestats_core.workspace.shared_results import shared_before
    except ImportError as error:
        return no_memory(tr("the Python package '{package}' is missing.").format(package=error.name))
    try:
        known = known_portal(portal, person or None) if portal else only_portal(person or None)
        cache = open_cache(known, os.environ.get("SAFESTATS_PASSPHRASE"))
        return Memory(cache, shared_before(cache, dataset))
    except SafeStatsError as error:
        return no_memory(in_words(error))


def remember(memory: Memory, dataset: str, found: ProtectedResult, is_asked: bool) -> list[str]:
    """Keep what others will know, if it was asked for and the result is safe; remarks on it and on the check."""
    if memory.cache is None:
        return list(memory.said)
    held = tr("Held against {number} results of '{dataset}' that were shared before.")
    said = [held.format(number=numeral(found.compared), dataset=dataset)]
    if found.left_out:
        older = tr("{number} older results were not looked at, because there are too many.")
        said.append(older.format(number=numeral(found.left_out)))
    return [*said, _kept(memory.cache, dataset, found)] if is_asked and not found.is_told.any() else said


def _kept(cache: Cache, dataset: str, found: ProtectedResult) -> str:
    from ....safestats_core.workspace.shared_results import keep_shared

    try:
        keep_shared(cache, dataset, found.shared)
    except SafeStatsError as error:
        return tr("It could not be remembered as shared: {reason}").format(reason=error)
    return tr("It is remembered as shared, sealed in the encrypted cache.")
