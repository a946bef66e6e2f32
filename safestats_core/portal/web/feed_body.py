"""Receiving a long body: piece by piece to disk, with an end to patience, and few at a time taken in."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from ...errors import InvalidInput, PortalRefused, SafeStatsError
from ..feeds.unpacking import Inflow

_AT_ONCE = 2
"""Deliveries that one process takes in at the same time; readers of data need the processor too."""

_TURN_SECONDS = 30
_IDLE_SECONDS = 60
_WHOLE_SECONDS = 3_600
_DRAIN_SECONDS = 5

Result = TypeVar("Result")


class Body:
    """The body of a request as it comes; `ended` when all of it is here."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self.ended = False

    async def next(self) -> bytes:
        """The next piece. Raises InvalidInput where the sender went away."""
        message = await self._request.receive()
        if message["type"] == "http.disconnect":
            self.ended = True
            raise InvalidInput("The connection broke off before all of the body was here. Send it again.")
        self.ended = not message.get("more_body", False)
        piece: bytes = message.get("body", b"")
        return piece

    async def drain(self) -> None:
        """Let the sender finish, for a few seconds at most; what comes is dropped."""
        with anyio.move_on_after(_DRAIN_SECONDS):
            while not self.ended:
                try:
                    await self.next()
                except InvalidInput:
                    return  # gone, and with it whoever would read the answer


async def receive(body: Body, path: Path, packed: bool, most_bytes: int) -> None:
    """Write a body to `path`, unpacked.

    Raises PortalRefused when it is too much (413) or too slow (408), UnreadableSupply for damaged or empty content.
    """
    until = time.monotonic() + _WHOLE_SECONDS
    try:
        with path.open("wb") as file:
            inflow = Inflow(file, packed, most_bytes)
            while not body.ended:
                piece = await _in_time(body, until)
                await to_thread.run_sync(inflow.write, piece)
            inflow.finish()
    except OSError as error:
        raise SafeStatsError(
            f"The delivery cannot be written: {error.strerror}. See whether the disk has room."
        ) from error


async def _in_time(body: Body, until: float) -> bytes:
    try:
        with anyio.fail_after(min(_IDLE_SECONDS, until - time.monotonic())):
            return await body.next()
    except TimeoutError as error:
        raise PortalRefused("The body came too slowly. Send it again over a better line, or in parts.", 408) from error


class Turns:
    """Lets a few deliveries in at a time; the others wait a little and are then asked to come again."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(_AT_ONCE)

    async def take(self, work: Callable[[], Result]) -> Result:
        """Do `work` in a thread when it is its turn. Raises PortalRefused (503) where that takes too long."""
        borrower = object()
        try:
            with anyio.fail_after(_TURN_SECONDS):
                await self._limiter.acquire_on_behalf_of(borrower)
        except TimeoutError as error:
            raise PortalRefused("The portal is busy with other deliveries. Send it again later.", 503) from error
        try:
            return await to_thread.run_sync(work)
        finally:
            self._limiter.release_on_behalf_of(borrower)
