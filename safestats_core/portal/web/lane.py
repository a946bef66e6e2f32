"""Room for answers that are sent whole: how many there are at once, of everybody and of one person.

Each holds a connection to the database, and a moment's state in it, until its reader has taken the last row.
"""

from __future__ import annotations

from collections import Counter

import anyio
from anyio import CapacityLimiter

MOST_AT_ONCE = 30
MOST_OF_ONE_PERSON = 6

_THREADS = 4
"""That make pieces at the same time: more of them would only take turns, and everybody's pages with them."""

_LOOK_EVERY = 0.05


class Lane:
    """The whole answers that are under way in a portal. To be used by the event loop alone.

    wait_seconds  for which somebody stands in line
    """

    def __init__(self, wait_seconds: float = 10.0) -> None:
        self.wait_seconds = wait_seconds
        self.threads = CapacityLimiter(_THREADS)
        self._under_way: Counter[str] = Counter()

    async def enter(self, person: str) -> bool:
        """Whether there is room for one more answer of this person, now or before the wait is over."""
        with anyio.move_on_after(self.wait_seconds):
            while not self._has_room(person):
                await anyio.sleep(_LOOK_EVERY)
        has_room = self._has_room(person)
        if has_room:
            self._under_way[person] += 1
        return has_room

    def leave(self, person: str) -> None:
        """One of the answers of this person has ended."""
        self._under_way -= Counter({person: 1})

    def _has_room(self, person: str) -> bool:
        return self._under_way[person] < MOST_OF_ONE_PERSON and sum(self._under_way.values()) < MOST_AT_ONCE
