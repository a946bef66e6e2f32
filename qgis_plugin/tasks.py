"""Work off the main thread: every long step runs as a QGIS task with progress and cancel."""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer

from ..processing_algorithms.base.core_sentences import in_words
from ..processing_algorithms.base.translation import tr
from ..safestats_core.errors import Cancelled, SafeStatsError
from ..safestats_core.progress import Progress
from .interrupting import close, interrupt, open_again, working_for

LOG = "SafeStats"

_running: set[WorkTask] = set()
"""QGIS does not own Python's half of a task; without a reference here it would be collected while it runs."""

_waiting: deque[WorkTask] = deque()
"""Those of them that QGIS has not been given yet.

QGIS keeps a pointer to what ran a task until it has cleaned up behind the task, though that has long been freed by
then. Whatever is given to it in between may come to lie at the same address; if it has to wait for a thread, QGIS takes
it for the old one and throws it away, and it never runs (https://github.com/qgis/QGIS/issues/53806). So QGIS is given
nothing while a task of ours is between its end and the end of QGIS's cleaning up.
"""


class WorkTask(QgsTask):
    """Runs `work(progress)` in a thread, then calls back on the main thread, from the event loop itself.

    must_run  whether it is done even where nobody waits for it any more; closing QGIS ends what it asks just then
    """

    def __init__(
        self,
        description: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[str], None],
        must_run: bool = False,
    ) -> None:
        super().__init__(description, QgsTask.Flag.CanCancel)
        self._work, self._on_done, self._on_error, self._must_run = work, on_done, on_error, must_run
        self._result: Any = None
        self._error: Exception | None = None
        self.has_run = self._is_finished = False

    def run(self) -> bool:
        """Called by QGIS in a thread."""
        try:
            return self._run()
        finally:
            self.has_run = True

    def _run(self) -> bool:
        try:
            with working_for(self):
                self._result = self._work(self._report)
        except Exception as error:  # every failure is carried to the main thread and told there
            # Without what its frames hold: an open file of GDAL among that would be closed after GDAL itself.
            traceback.clear_frames(error.__traceback__)
            self._error = error
            return False
        return True

    def finished(self, succeeded: bool) -> None:
        """Called by QGIS on the main thread, before it cleans up; of the task only Python's half is left after that."""
        self._is_finished = True
        QTimer.singleShot(0, lambda: self.tell(succeeded))

    def tell(self, succeeded: bool) -> None:
        """Call back, and let the next tasks begin."""
        _running.discard(self)
        _give_waiting()
        if succeeded:
            self._on_done(self._result)
        else:
            self._on_error(_told(self._error))

    def cancel(self) -> None:
        """Called here, and by QGIS for its list of tasks: stop, without waiting for answers."""
        if not (self._is_finished or self._must_run):
            super().cancel()
            interrupt(self)

    def forget(self) -> None:
        """Ask the task to stop, and tell nobody how it ends."""
        self._on_done = self._on_error = _nobody
        self.cancel()

    def _report(self, done: int, total: int, what: str) -> None:
        if self.isCanceled():
            raise Cancelled(tr("Stopped: {work}.").format(work=self.description()))
        if total:
            self.setProgress(100 * done / total)


def start(
    description: str,
    work: Callable[[Progress], Any],
    on_done: Callable[[Any], None],
    on_error: Callable[[str], None],
    must_run: bool = False,
) -> WorkTask:
    """Start `work(progress)` in a thread; `on_done(result)` or `on_error(sentence)` follows on the main thread."""
    task = WorkTask(description, work, on_done, on_error, must_run)
    _running.add(task)
    _waiting.append(task)
    QTimer.singleShot(0, _give_waiting)  # whoever calls may be called by QGIS in the middle of its cleaning up
    return task


def _give_waiting() -> None:
    """Let QGIS have what waits, unless a task has ended and QGIS has not cleaned up behind it: then that calls here."""
    while _waiting and not any(task.has_run for task in _running):
        task = _waiting.popleft()
        if task.isCanceled():
            task.tell(False)
        else:
            QgsApplication.taskManager().addTask(task)


def cancel_all() -> None:
    """Ask every running task to stop and tell nobody: the plugin is being unloaded."""
    close()
    for task in list(_running):
        task.forget()


def end_all(seconds: float) -> None:
    """Stop every running task and wait until all have ended, but no longer than that: QGIS is being closed."""
    close()
    for task in list(_running):
        task.cancel()
    end = time.monotonic() + seconds
    while _running and time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
    open_again()


def _nobody(_: Any) -> None:
    """Hears what is no longer of interest."""


def _told(error: Exception | None) -> str:
    if error is None:
        return tr("Stopped before it began.")
    if isinstance(error, SafeStatsError):
        return in_words(error)
    # An error nobody foresaw: the log gets where it happened, without the values that were in play.
    where = "".join(traceback.format_tb(error.__traceback__))
    QgsMessageLog.logMessage(f"{type(error).__name__}\n{where}", LOG, Qgis.MessageLevel.Critical)
    words = tr("Unexpected {kind}. The '{tab}' tab of the log messages says where; please report it.")
    return words.format(kind=type(error).__name__, tab=LOG)
