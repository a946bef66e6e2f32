"""Room for answers that are sent whole: how many there are at once, of everybody and of one person, and where.

Each holds a connection to the database, and a moment's state in it, until its reader has taken the last row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import anyio
from anyio import CapacityLimiter

from ..portal import Portal
from .reading.pieces import Pieces
from .reading.wanted import Wanted, pieces_of

MOST_AT_ONCE = 30
MOST_OF_ONE_PERSON = 6

_THREADS = 2
"""Of the web process that make pieces at the same time, where there is no process for it: more of them only hand
Python's lock round, row by row, and take half as much processor time again; everybody's pages would wait, too."""

_LOOK_EVERY = 0.05


@dataclass(eq=False)
class Place:
    """Where the pieces of answers are made.

    make     begins an answer; its pieces may be asked for by any thread, one at a time
    turns    how many pieces are made there at the same time
    answers  that are under way
    """

    make: Callable[[Wanted], Pieces]
    turns: CapacityLimiter
    answers: int = 0


def place_here(portal: Portal) -> Place:
    """The web process itself."""
    return Place(partial(pieces_of, portal), CapacityLimiter(_THREADS))


class Lane:
    """The whole answers that are under way in a portal. To be used by the event loop alone.

    here          where pieces are made while there is no place elsewhere
    elsewhere     gives the places that there are elsewhere at the moment
    wait_seconds  for which somebody stands in line
    """

    def __init__(
        self, here: Place, elsewhere: Callable[[], Sequence[Place]] = tuple, wait_seconds: float = 10.0
    ) -> None:
        self.wait_seconds = wait_seconds
        self._here, self._elsewhere = here, elsewhere
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

    def place(self) -> Place:
        """The place with the fewest answers under way."""
        return min(self._elsewhere() or (self._here,), key=lambda place: place.answers)

    def leave(self, person: str) -> None:
        """One of the answers of this person has ended."""
        self._under_way -= Counter({person: 1})

    def _has_room(self, person: str) -> bool:
        return self._under_way[person] < MOST_OF_ONE_PERSON and sum(self._under_way.values()) < MOST_AT_ONCE
