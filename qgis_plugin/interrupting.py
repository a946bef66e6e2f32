"""Requests that wait for an answer, known by whom they work for: who gives up need not wait for a silent portal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ..processing_algorithms.base.translation import tr
from ..safestats_core.errors import Cancelled

_here = threading.local()
_is_closed = threading.Event()


class _Request(QObject):
    """A request under way, and how to end it from another thread.

    QGIS ends one in two steps, and loses the second where the request's own thread wakes up between them; then it waits
    for ever. So both are taken in that thread, which hears `given_up` as soon as it waits for the answer.
    """

    given_up = pyqtSignal()

    def __init__(self, asker: QgsTask | QgsFeedback | None) -> None:
        super().__init__()
        self.asker = asker
        self.feedback = QgsFeedback()
        let_python_hear_of_an_end(self.feedback.canceled)
        self.given_up.connect(self.feedback.cancel, Qt.ConnectionType.QueuedConnection)
        if isinstance(asker, QgsFeedback):
            asker.canceled.connect(self.given_up)


_waiting: set[_Request] = set()


@contextmanager
def working_for(task: QgsTask) -> Iterator[None]:
    """What this thread asks from now on, it asks for `task`."""
    _here.task = task
    try:
        yield
    finally:
        del _here.task


@contextmanager
def interruptible(feedback: QgsFeedback | None = None, until_answered: bool = False) -> Iterator[QgsFeedback]:
    """A feedback for one request, to be cancelled by `interrupt`. Raises Cancelled where it has been.

    feedback        of whoever asks, where that is none of our tasks: cancelling it ends the request as well; its
                    signal was given to `let_python_hear_of_an_end`
    until_answered  whether the request begins and goes on even where whoever asks gives up: only `close` ends it
    """
    asker = None if until_answered else feedback or getattr(_here, "task", None)
    request = _Request(asker)
    _waiting.add(request)
    try:
        if _is_closed.is_set() or (asker is not None and asker.isCanceled()):
            raise Cancelled(tr("Stopped."))
        yield request.feedback
    finally:
        _waiting.discard(request)
    if request.feedback.isCanceled():
        raise Cancelled(tr("Stopped."))


def interrupt(task: QgsTask) -> None:
    """End the requests of `task`, and nobody else's."""
    for request in list(_waiting):
        if request.asker is task:
            request.given_up.emit()


def close() -> None:
    """End every request, and let none begin until `open_again`."""
    _is_closed.set()
    for request in list(_waiting):
        request.given_up.emit()


def open_again() -> None:
    """Let requests begin again."""
    _is_closed.clear()


def let_python_hear_of_an_end(signal) -> None:
    """Begin and end a connection of an object's `signal`, before the object does anything.

    Of the first connection that ends Qt tells Python, where Python made the object, and holds a lock meanwhile. In the
    middle of a request that would wait for Python's own lock, and the main thread, which has that, for Qt's: for ever.
    One thread at a time: of two that listen to one signal in the same moment, PyQt ends the wrong one's connection.
    """
    signal.connect(_nobody)
    signal.disconnect(_nobody)


def _nobody() -> None:
    """Listens for a moment only."""
