"""The SafeStats page of QGIS's options: portals, layers that are loaded, and what is kept on this computer."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QVBoxLayout

from ...processing_algorithms.base.translation import tr
from ..icon import ICON
from .on_this_computer import OnThisComputer
from .portal_table import PortalTable


class SafeStatsOptionsPage(QgsOptionsPageWidget):
    """Everything is kept when the dialog is accepted."""

    def __init__(self, on_change: Callable[[], None], parent=None) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self.portals = PortalTable()
        self.computer = OnThisComputer()
        layout = QVBoxLayout(self)
        layout.addWidget(self.portals, 1)
        layout.addWidget(self.computer)

    def isValid(self) -> bool:
        """Whether every address can be used; QGIS keeps the dialog open where not."""
        return self.portals.is_usable()

    def apply(self) -> None:
        """Write all of it to the settings."""
        self.portals.keep()
        self.computer.keep()
        self._on_change()


class SafeStatsOptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the options are opened; `on_change` is told when they were accepted."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__(tr("SafeStats"), QIcon(str(ICON)))
        self._on_change = on_change

    def createWidget(self, parent) -> SafeStatsOptionsPage:
        """The page, owned by the dialog."""
        return SafeStatsOptionsPage(self._on_change, parent)
