"""Work of which only the newest answer counts: what a slider asks for while it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...safestats_core.progress import Progress
from .. import tasks


class Latest:
    """Runs one piece of work at a time; asked again meanwhile, it goes on with the newest question and no other."""

    def __init__(self, title: str, on_error: Callable[[str], None]) -> None:
        self._title, self._on_error = title, on_error
        self._task: tasks.WorkTask | None = None
        self._next: tuple[Callable[[Progress], Any], Callable[[Any], None]] | None = None

    def ask(self, work: Callable[[Progress], Any], on_done: Callable[[Any], None]) -> None:
        """Do `work(progress)` away from the main thread, then `on_done(result)` on it."""
        self._next = (work, on_done)
        if self._task is None:
            self._go_on()

    def stop(self) -> None:
        """Forget what is under way and what waits."""
        self._next = None
        if self._task is not None:
            self._task.forget()
            self._task = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None

    def _go_on(self) -> None:
        if self._next is None:
            return
        work, on_done = self._next
        self._next = None
        self._task = tasks.start(self._title, work, lambda result: self._end(on_done, result), self._fail)

    def _end(self, on_done: Callable[[Any], None], result: Any) -> None:
        self._task = None
        on_done(result)
        self._go_on()

    def _fail(self, sentence: str) -> None:
        self._task = None
        self._on_error(sentence)
        self._go_on()
