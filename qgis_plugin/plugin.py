"""Registers what SafeStats adds to QGIS, and takes every piece of it out again."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt

from .dependencies.needed import missing_for_the_panel, missing_for_the_sealed_cache
from .dependencies.package_folder import leave_package_folder, use_package_folder
from .options.preferences import use_cache_limit


class SafeStatsPlugin:
    """The plugin object of QGIS; `iface` is None when qgis_process runs an algorithm without a window."""

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider = None
        self.desktop = None
        self.packages = None

    def initProcessing(self) -> None:
        """Add the algorithms; this alone is called by qgis_process."""
        use_package_folder()
        use_cache_limit()
        from ..processing_algorithms.provider import SafeStatsProvider
        from .connection.transport import mount

        self.provider = SafeStatsProvider(mount)
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add the algorithms, and all that is in the window; where packages are missing, the page of those instead."""
        self.initProcessing()
        if missing_for_the_panel():
            self._add_packages()
        else:
            self._add_desktop()

    def unload(self) -> None:
        """The reverse of initGui, last in first out."""
        if self.desktop is not None:
            self.desktop.remove()
            self.desktop = None
        if self.packages is not None:
            self._remove_packages()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        leave_package_folder()

    def packages_installed(self) -> None:
        """Go on as if nothing had been missing."""
        from ..processing_algorithms.base.native_packages import load_apart

        load_apart()
        self._remove_packages()
        self._add_desktop()

    def _add_desktop(self) -> None:
        from .desktop import Desktop

        self.desktop = Desktop(self.iface)

    def _add_packages(self) -> None:
        from .dependencies.page import PackagesDock

        missing = missing_for_the_panel() + missing_for_the_sealed_cache()
        self.packages = PackagesDock(missing, self.packages_installed, self.iface.mainWindow())
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.packages)

    def _remove_packages(self) -> None:
        self.iface.removeDockWidget(self.packages)
        self.packages.close_down()
        self.packages.deleteLater()
        self.packages = None
