"""Registers what SafeStats adds to QGIS, and takes every piece of it out again."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .dependencies import missing_packages, remedy
from .icon import ICON


class SafeStatsPlugin:
    """The plugin object of QGIS; `iface` is None when qgis_process runs an algorithm without a window."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.dock = None
        self.action = None
        self.options = None

    def initProcessing(self) -> None:
        """Add the algorithms; this alone is called by qgis_process."""
        from ..processing_algorithms.provider import SafeStatsProvider
        from .transport import mount

        self.provider = SafeStatsProvider(mount)
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add algorithms, panel, menu entry and options page."""
        self.initProcessing()
        missing = missing_packages()
        if missing:
            self.iface.messageBar().pushMessage("SafeStats", remedy(missing), Qgis.MessageLevel.Warning, 0)
            return
        self._add_dock()
        self._add_options()

    def unload(self) -> None:
        """The reverse of initGui, last in first out."""
        if self.options is not None:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        if self.dock is not None:
            self._remove_dock()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None

    def _add_dock(self) -> None:
        from .catalogue.dock import SafeStatsDock

        self.dock = SafeStatsDock(self.iface)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.action = QAction(QIcon(str(ICON)), "SafeStats", self.iface.mainWindow())
        self.action.setCheckable(True)
        self.action.setChecked(True)
        self.action.toggled.connect(self.dock.setUserVisible)
        self.dock.visibilityChanged.connect(self.action.setChecked)
        self.iface.addPluginToWebMenu("SafeStats", self.action)
        self.iface.addToolBarIcon(self.action)

    def _remove_dock(self) -> None:
        from .tasks import cancel_all

        cancel_all()
        self.iface.removeToolBarIcon(self.action)
        self.iface.removePluginWebMenu("SafeStats", self.action)
        self.action.deleteLater()
        self.iface.removeDockWidget(self.dock)
        self.dock.close_down()
        self.dock.deleteLater()
        self.dock = self.action = None

    def _add_options(self) -> None:
        from .options import SafeStatsOptionsFactory

        self.options = SafeStatsOptionsFactory(self.dock.show_portals)
        self.iface.registerOptionsWidgetFactory(self.options)
