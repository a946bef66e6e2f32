"""How long a connection may take: to say what it wants, and to take what it is given.

uvicorn waits for ever for the end of a request's head, and for a reader that has stopped reading; each of them holds
a file descriptor, and a reader in the middle of an answer a connection to the database too.
"""

from __future__ import annotations

import asyncio
from typing import Any, Optional

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""From the opening of a connection, or the end of the answer before, to the end of a request's head."""

STALL_SECONDS = 60.0
LEAST_TAKEN = 60_000
"""Bytes that a reader who is behind takes in that time: the slowest line that is waited for has 8 kbit/s."""


class PatientProtocol(H11Protocol):
    """A connection that is closed when its client takes too long."""

    _head_due: Optional[asyncio.TimerHandle] = None
    _stall_due: Optional[asyncio.TimerHandle] = None

    def connection_made(self, transport: Any) -> None:
        """A client is there: it has to say what it wants."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Some bytes came: with a whole head, the portal is to answer, and takes its time."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            _cancel(self._head_due)

    def on_response_complete(self) -> None:
        """An answer is out: the next request may come."""
        super().on_response_complete()
        if self.cycle.response_complete:  # else the next one had come already
            self._await_head()

    def pause_writing(self) -> None:
        """The reader is behind: what is written waits in memory."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """The reader has caught up."""
        _cancel(self._stall_due)
        super().resume_writing()

    def connection_lost(self, exc: Optional[Exception]) -> None:
        """The client is gone: nothing is due any more."""
        _cancel(self._head_due)
        _cancel(self._stall_due)
        super().connection_lost(exc)

    def _await_head(self) -> None:
        _cancel(self._head_due)
        self._head_due = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _await_reader(self) -> None:
        behind = self.transport.get_write_buffer_size()
        self._stall_due = self.loop.call_later(STALL_SECONDS, self._cut_off_or_wait, behind)

    def _cut_off_or_wait(self, behind: int) -> None:
        if behind - self.transport.get_write_buffer_size() < LEAST_TAKEN:
            self.transport.abort()
        else:
            self._await_reader()


def _cancel(due: Optional[asyncio.TimerHandle]) -> None:
    if due is not None:
        due.cancel()
