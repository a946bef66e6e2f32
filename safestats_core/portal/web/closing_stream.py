"""An answer in pieces that lets go of what it reads from as soon as its client is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Optional

import anyio
from anyio import to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class ClosingStream(StreamingResponse):
    """`pieces` are closed at the end, whatever the end is.

    Left to Python, they would be closed when their memory is collected: a connection to the database, and a view of
    it that keeps the log of changes from being emptied, would be held until then.
    """

    def __init__(self, pieces: Iterator[bytes], media_type: str, headers: Optional[Mapping[str, str]] = None) -> None:
        super().__init__(pieces, media_type=media_type, headers=headers)
        self._close = getattr(pieces, "close", None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self._close is not None:
                with anyio.CancelScope(shield=True):
                    await to_thread.run_sync(self._close)
