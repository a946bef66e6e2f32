"""Small pieces of work on QGIS's main thread: layouts live there, while an algorithm runs in a thread of its own.

Between two pieces the window answers, and cancelling is heard. Where the algorithm runs on the main thread itself, as
in a script or in qgis_process, a piece is simply done.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Callable, Optional

from qgis.core import QgsMapLayer, QgsMapLayerStore
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject, QThread, pyqtSignal, pyqtSlot

from ...safestats_core.errors import Cancelled
from ..base.translation import tr

_LOOK = 0.05
"""Seconds between two looks at whether somebody has cancelled."""
_PATIENCE = 5.0
"""Seconds that a run which has ended waits for the main thread: a QGIS that is closing may in turn wait for the run."""


class _Piece:
    """One call that waits for the main thread."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work, self._taken = work, threading.Lock()
        self.is_over = threading.Event()
        self.result: Any = None
        self.error: Optional[Exception] = None

    def run(self) -> None:
        """Called on the main thread."""
        if self._taken.acquire(blocking=False):
            try:
                self.result = self._work()
            except Exception as error:  # carried to the thread that asked, and raised there
                self.error = error
            self.is_over.set()

    def withdraw(self) -> bool:
        """Whether the call can be taken back: it has not begun."""
        return self._taken.acquire(blocking=False)


class _Counter(QObject):
    """Where pieces are handed in; its slot is called on the main thread."""

    handed_in = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.moveToThread(QCoreApplication.instance().thread())
        self.handed_in.connect(self.take)

    @pyqtSlot(object)
    def take(self, piece: _Piece) -> None:
        """Called by Qt."""
        piece.run()


class MainThread:
    """The main thread, as a run in another thread reaches it.

    is_cancelled  whether the run is to end
    """

    def __init__(self, is_cancelled: Callable[[], bool]) -> None:
        self._is_cancelled = is_cancelled
        self._counter: Optional[_Counter] = None
        if QThread.currentThread() != QCoreApplication.instance().thread():
            self._counter = _Counter()
            # Python must not end it in this thread: it ends in its own.
            sip.transferto(self._counter, None)

    def do(self, work: Callable[[], Any]) -> Any:
        """The result of `work()`; raises what it raises, and Cancelled where it was cancelled before it began."""
        return self._do(work, self._is_cancelled)

    def do_at_the_end(self, work: Callable[[], Any]) -> None:
        """The same for what has to be done even in a run that was cancelled."""
        end = time.monotonic() + _PATIENCE
        self._do(work, lambda: time.monotonic() > end)

    @contextmanager
    def holding(self, layers: Iterable[QgsMapLayer], store: QgsMapLayerStore) -> Iterator[None]:
        """Let layers of this thread, which `store` holds, belong to the main thread meanwhile.

        A map that gives a layer a look of its own makes objects that belong to the layer, and these have to be of one
        thread with it.
        """
        here, main = QThread.currentThread(), QCoreApplication.instance().thread()
        elsewhere = [layer for layer in dict.fromkeys(layers) if layer.thread() != main]
        # Out of the store: an object that has a parent stays in its thread.
        lent = [store.takeMapLayer(layer) for layer in elsewhere]
        for layer in lent:
            layer.moveToThread(main)
        try:
            yield
        finally:
            self.do_at_the_end(lambda: [layer.moveToThread(here) for layer in lent])
            for layer in lent:
                store.addMapLayer(layer)

    def let_go(self) -> None:
        """Nothing more will be asked."""
        if self._counter is not None:
            self._counter.deleteLater()

    def _do(self, work: Callable[[], Any], is_cancelled: Callable[[], bool]) -> Any:
        if self._counter is None:
            return work()
        piece = _Piece(work)
        self._counter.handed_in.emit(piece)
        while not piece.is_over.wait(_LOOK):
            # Once it has begun it is waited for: it uses layers of this thread.
            if is_cancelled() and piece.withdraw():
                raise Cancelled(tr("Stopped before the end."))
        if piece.error is not None:
            raise piece.error
        return piece.result
