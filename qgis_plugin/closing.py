"""Closing QGIS: our own work is ended first, so that QGIS neither asks about it nor waits for it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QObject

from .tasks import end_all

_PATIENCE = 3.0
"""Seconds; what has not ended by then QGIS asks about, and waits for."""


class ClosingWatch(QObject):
    """Hears of the main window's closing, and of the keys of QGIS's own action, before QGIS does.

    Of a click in the menu it does not hear: there QGIS names what is running, and cancels it where the person agrees.
    """

    def __init__(self, iface) -> None:
        super().__init__()
        self._watched = (iface.mainWindow(), iface.actionExit())
        for each in self._watched:
            each.installEventFilter(self)

    def stop(self) -> None:
        """Hear no more."""
        for each in self._watched:
            each.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt; nothing is kept from QGIS."""
        if event.type() in (QEvent.Type.Close, QEvent.Type.Shortcut):
            end_all(_PATIENCE)
        return False
