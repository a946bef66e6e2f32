"""What the context menu of our layers offers: refresh now, and when to refresh by itself."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsMapLayerType
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAction

LIVE = -1
BY_HAND = 0
_MENU = "SafeStats"


class LayerMenu:
    """A submenu of the layer tree, on our layers only.

    refresh  called for the selected layers
    every    called with the minutes between refreshes, or LIVE, or BY_HAND
    """

    def __init__(self, iface, refresh: Callable[[], None], every: Callable[[int], None]) -> None:
        self._iface = iface
        choices = [
            (_tr("Refresh now"), refresh),
            (_tr("Refresh as soon as the portal has news"), lambda: every(LIVE)),
            (_tr("Refresh every 5 minutes"), lambda: every(5)),
            (_tr("Refresh every hour"), lambda: every(60)),
            (_tr("Refresh by hand only"), lambda: every(BY_HAND)),
        ]
        self.actions = [self._action(text, slot) for text, slot in choices]

    def offer(self, layer: QgsMapLayer) -> None:
        """Show the submenu on a layer."""
        for action in self.actions:
            self._iface.addCustomActionForLayer(action, layer)

    def remove(self) -> None:
        """Take it away from all."""
        for action in self.actions:
            self._iface.removeCustomActionForLayerType(action)
            action.deleteLater()
        self.actions = []

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self._iface.mainWindow())
        action.triggered.connect(lambda: slot())
        self._iface.addCustomActionForLayerType(action, _MENU, QgsMapLayerType.VectorLayer, False)
        return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("SafeStats", text)
