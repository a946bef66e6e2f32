"""What the context menu of our layers offers: refresh now, and when to refresh by itself."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsMapLayerType
from qgis.PyQt.QtWidgets import QAction

from ...processing_algorithms.base.translation import tr

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
            (tr("Refresh now"), refresh),
            (tr("Refresh as soon as the portal has news"), lambda: every(LIVE)),
            (tr("Refresh every 5 minutes"), lambda: every(5)),
            (tr("Refresh every hour"), lambda: every(60)),
            (tr("Refresh by hand only"), lambda: every(BY_HAND)),
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
