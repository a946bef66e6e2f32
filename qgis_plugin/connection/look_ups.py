"""Small questions that run beside the main work: of each kind only the newest one counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...safestats_core.progress import Progress
from .. import tasks


class LookUps:
    """Asks in tasks of their own; an answer to an older question of the same kind is never told.

    An older question may not even be sent: what changes something at the portal is a kind of its own, and must run.
    """

    def __init__(self) -> None:
        self._running: dict[str, tasks.WorkTask] = {}

    def ask(
        self,
        kind: str,
        title: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[str], None],
        must_run: bool = False,
    ) -> None:
        """Run `work` in a task; `on_done(result)` or `on_error(sentence)` follows on the main thread.

        must_run  it changes something at the portal: it is done even where nobody waits for it any more
        """
        self.forget(kind)

        def then(call: Callable[[Any], None]) -> Callable[[Any], None]:
            def told(outcome: Any) -> None:
                self._running.pop(kind, None)
                call(outcome)

            return told

        self._running[kind] = tasks.start(title, work, then(on_done), then(on_error), must_run)

    def forget(self, kind: str) -> None:
        """Hear no more of the question of this kind, if one is under way."""
        task = self._running.pop(kind, None)
        if task is not None:
            task.forget()

    def stop(self) -> None:
        """Hear no more of any of them."""
        for kind in list(self._running):
            self.forget(kind)
