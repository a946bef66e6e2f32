"""Answers that are sent whole, in pieces, and whose last piece leaves only when the audit log has its rows.

However slow its reader is, an answer holds three pieces in memory, one connection to the database, and no thread: one
makes a piece, or waits for the process that makes it, and goes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Callable, Optional

from anyio import to_thread
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from .closing_stream import ClosingStream
from .lane import MOST_AT_ONCE, MOST_OF_ONE_PERSON, Lane, Place
from .reading.pieces import Pieces
from .reading.wanted import Wanted
from .web_errors import refusal

_COME_BACK_SECONDS = 30


class WholeAnswer(ClosingStream):
    """What is wanted, as fast as the reader takes it, when the lane has room.

    begin   is called when it has; what it raises is answered like any other error
    finish  is told the number of rows when all have been read, before the last piece is out; what it raises leaves
            the answer without that piece
    """

    def __init__(
        self,
        lane: Lane,
        person: str,
        wanted: Wanted,
        begin: Callable[[], None],
        finish: Callable[[int], None],
        media_type: str,
        headers: Optional[Mapping[str, str]] = None,
    ) -> None:
        super().__init__(iter(()), media_type, headers)
        self._lane, self._person, self._wanted, self._begin, self._finish = lane, person, wanted, begin, finish

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or say that there is no room."""
        if not await self._lane.enter(self._person):
            await _no_room()(scope, receive, send)
            return
        place = self._lane.place()
        place.answers += 1
        try:
            await to_thread.run_sync(self._begin)
            pieces = place.make(self._wanted)
            self.body_iterator, self._close = self._made(pieces, place), pieces.close
            await super().__call__(scope, receive, send)
        finally:
            place.answers -= 1
            self._lane.leave(self._person)

    async def _made(self, pieces: Pieces, place: Place) -> AsyncIterator[bytes]:
        while (piece := await to_thread.run_sync(next, pieces, None, limiter=place.turns)) is not None:
            if isinstance(piece, int):
                await to_thread.run_sync(self._finish, piece)
            else:
                yield piece


def _no_room() -> JSONResponse:
    words = (
        f"The portal gives {MOST_AT_ONCE} whole answers at once, {MOST_OF_ONE_PERSON} of them to one person, and these "
        "are under way. Ask again when one of them has ended, or ask for pages."
    )
    return refusal(503, "Busy", words, {"Retry-After": str(_COME_BACK_SECONDS)})
