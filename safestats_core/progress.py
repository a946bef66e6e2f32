"""How long work reports itself: one callable, for terminals, QGIS tasks and tests alike."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""`progress(done, total, what)`: a total of 0 means unknown. It may raise `errors.Cancelled` to stop the work."""


def silent(done: int, total: int, what: str) -> None:
    """The progress of someone who does not ask."""
