"""The windows with attributes: each has an action of its own that copies rows, of which QGIS tells nobody."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsVectorLayer
from qgis.gui import QgsDualView
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QAction, QApplication, QMainWindow, QStackedWidget, QWidget

_WINDOW = "QgsAttributeTableDialog"
"""Its class, which Python does not know, and the names of what is in it."""
_COPY, _VIEW = "mActionCopySelectedRows", "mMainView"
_OPEN = ("mActionOpenTable", "mActionOpenTableSelected", "mActionOpenTableVisible", "mActionOpenTableEdited")


class AttributeTables:
    """Hears of rows that are copied there; `copied` is given the layer, once they are on the clipboard.

    A window is met as one of QGIS's actions opens it, or, however it came to be, when something in it gets the focus.
    """

    def __init__(self, main_window: QMainWindow, copied: Callable[[QgsVectorLayer], None]) -> None:
        self._copied = copied
        self._met: list[tuple[QAction, Callable[[], None]]] = []
        found = (main_window.findChild(QAction, name) for name in _OPEN)
        self._signals = [(action.triggered, self._opened) for action in found if action is not None]
        self._signals.append((QApplication.instance().focusChanged, self._focus_changed))
        for signal, slot in self._signals:
            signal.connect(slot)

    def stop(self) -> None:
        """Hear no more."""
        for signal, slot in self._signals:
            signal.disconnect(slot)
        for action, slot in self._met:
            action.triggered.disconnect(slot)
        self._met.clear()

    def _opened(self) -> None:
        for widget in QApplication.allWidgets():
            if _is_table(widget):
                self._meet(widget)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        window = now
        while window is not None and not _is_table(window):
            window = window.parentWidget()
        if window is not None:
            self._meet(window)

    def _meet(self, window: QWidget) -> None:
        action = window.findChild(QAction, _COPY)
        if action is None or any(action is met for met, _ in self._met):
            return

        def slot() -> None:
            # QGIS gives Python no more than its base class.
            view = sip.cast(window.findChild(QStackedWidget, _VIEW), QgsDualView)
            self._copied(view.masterModel().layer())

        met = (action, slot)
        action.triggered.connect(slot)
        action.destroyed.connect(lambda: self._met.remove(met) if met in self._met else None)
        self._met.append(met)


def _is_table(widget: QWidget) -> bool:
    return widget.metaObject().className() == _WINDOW
