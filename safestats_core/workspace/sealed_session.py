"""A person's session between two runs: her refresh token, sealed in her cache."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

from ..cache.cache import Cache
from ..cache.lock import hold
from ..errors import SafeStatsError

_NOTE = "session"
_WAIT = 60.0


class SealedSession:
    """Keeps a session for every program of one person; see retrieval.bearer.KeptSession.

    folder  of the cache; None when it is in memory, where no other program can see it
    """

    def __init__(self, cache: Cache, folder: Optional[Path]) -> None:
        self._cache = cache
        self._folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds off every other program that would renew the session."""
        if self._folder is None:
            yield
            return
        with hold(self._folder / "session.lock", _WAIT) as held:
            if not held:
                raise SafeStatsError(
                    f"Another SafeStats has been renewing your session for {_WAIT:.0f} seconds. Close it and try again."
                )
            yield

    def load(self) -> Optional[str]:
        """The newest refresh token, or None when the person has signed out."""
        note = self._cache.note(_NOTE)
        return None if note is None else note["refresh"]

    def save(self, newest: Optional[str]) -> None:
        """Seals the newest refresh token; None forgets the session."""
        self._cache.save_note(_NOTE, None if newest is None else {"refresh": newest})
