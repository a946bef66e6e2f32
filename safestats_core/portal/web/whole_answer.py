"""Answers that are sent whole, in pieces, and whose last piece leaves only when the audit log has its rows.

However slow its reader is, an answer holds two pieces in memory, one connection to the database, and no thread: one
makes a piece and goes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterable, Mapping
from typing import Optional

import pyarrow as pa
from anyio import to_thread
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from .closing_stream import ClosingStream
from .lane import MOST_AT_ONCE, MOST_OF_ONE_PERSON, Lane
from .web_errors import refusal

Finish = Callable[[int], None]
"""Is told the number of rows when all have been read, before the last piece is out."""

Pieces = Generator[bytes, None, None]

_COME_BACK_SECONDS = 30


class WholeAnswer(ClosingStream):
    """What is sent of the pieces that `begin` makes, as fast as the reader takes them, when the lane has room.

    begin  is called when it has; what it raises is answered like any other error
    """

    def __init__(
        self,
        lane: Lane,
        person: str,
        begin: Callable[[], Pieces],
        media_type: str,
        headers: Optional[Mapping[str, str]] = None,
    ) -> None:
        super().__init__(iter(()), media_type, headers)
        self._lane, self._person, self._begin = lane, person, begin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or say that there is no room."""
        if not await self._lane.enter(self._person):
            await _no_room()(scope, receive, send)
            return
        try:
            pieces = await to_thread.run_sync(self._begin)
            self.body_iterator, self._close = self._made(pieces), pieces.close
            await super().__call__(scope, receive, send)
        finally:
            self._lane.leave(self._person)

    async def _made(self, pieces: Pieces) -> AsyncIterator[bytes]:
        while (piece := await to_thread.run_sync(next, pieces, None, limiter=self._lane.threads)) is not None:
            yield piece


def until_finished(
    head: bytes, batches: Iterable[pa.RecordBatch], encode: Callable[[pa.RecordBatch], bytes], finish: Finish
) -> Pieces:
    """`head`, then what `encode` makes of each batch; never more than two pieces in memory.

    Whatever fails on the way, `finish` included, leaves the answer without its last piece.
    """
    held, rows = head, 0
    for batch in batches:
        yield held
        held = encode(batch)
        rows += batch.num_rows
    finish(rows)
    yield held


def _no_room() -> JSONResponse:
    words = (
        f"The portal gives {MOST_AT_ONCE} whole answers at once, {MOST_OF_ONE_PERSON} of them to one person, and these "
        "are under way. Ask again when one of them has ended, or ask for pages."
    )
    return refusal(503, "Busy", words, {"Retry-After": str(_COME_BACK_SECONDS)})
