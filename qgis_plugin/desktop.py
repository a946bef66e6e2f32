"""Everything that the plugin has in QGIS's window; what is added last is taken out first."""

from __future__ import annotations

from contextlib import ExitStack

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMenu, QPushButton

from ..processing_algorithms.base.translation import tr
from .briefing.menu import Briefings
from .browser.browsing import Browsing
from .catalogue.dock import SafeStatsDock
from .closing import ClosingWatch
from .dependencies.needed import Lack, missing_for_the_sealed_cache
from .dependencies.page import PackagesDock
from .explore.dock import ExploreDock
from .expressions import add_functions, remove_functions
from .finding.finding import Finding
from .icon import ICON
from .layers.desk import LayerDesk
from .layers.project_preview import ProjectPreview
from .options.page import SafeStatsOptionsFactory
from .tasks import cancel_all


class Desktop:
    """Panels, menu, Browser items, search, options and expression functions; `remove` leaves none of them."""

    def __init__(self, iface) -> None:
        self._iface = iface
        self._undo = ExitStack()
        self._packages: PackagesDock | None = None
        self._menu = self._add_menu()
        self.catalogue = SafeStatsDock(iface)
        self._add_dock(self.catalogue, tr("Datasets"), is_open=True)
        self.explore = ExploreDock(iface)
        self._add_dock(self.explore, tr("Explore"), is_open=False)
        self._undo.callback(cancel_all)
        self._undo.callback(ClosingWatch(iface).stop)
        connection = self.catalogue.connection
        self._undo.callback(LayerDesk(iface, connection).stop)
        self._undo.callback(ProjectPreview(iface).stop)
        self._undo.callback(Browsing(iface, connection, self._warn).stop)
        self._add_finding(Finding(iface, connection, self._warn))
        self._undo.callback(Briefings(iface, self._menu).stop)
        self._add_options()
        add_functions()
        self._undo.callback(remove_functions)
        self._say_what_is_not_kept()

    def remove(self) -> None:
        """Take everything out again: the plugin is being unloaded."""
        self._undo.close()

    def _add_menu(self) -> QMenu:
        # QGIS's own addPluginToWebMenu leaves an empty menu behind each time a plugin is unloaded.
        menu = QMenu("SafeStats", self._iface.mainWindow())
        menu.setIcon(QIcon(str(ICON)))
        self._iface.webMenu().addMenu(menu)
        self._show_web_menu()
        self._undo.callback(menu.deleteLater)
        self._undo.callback(self._iface.webMenu().removeAction, menu.menuAction())
        return menu

    def _show_web_menu(self) -> None:
        """QGIS puts its Web menu into the bar only when the first plugin has added itself in QGIS's own way."""
        bar, web = self._iface.mainWindow().menuBar(), self._iface.webMenu()
        if web.menuAction() not in bar.actions():
            bar.insertMenu(bar.actions()[-1] if bar.actions() else None, web)

    def _add_dock(self, dock: QDockWidget, title: str, is_open: bool) -> None:
        self._iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, ["SafeStatsDock"], is_open)
        action = QAction(QIcon(str(ICON)), title, self._iface.mainWindow())
        action.setCheckable(True)
        dock.setToggleVisibilityAction(action)
        dock.setVisible(is_open)
        self._menu.addAction(action)
        if is_open:
            self._iface.addToolBarIcon(action)
        self._undo.callback(self._remove_dock, dock, action)

    def _remove_dock(self, dock: QDockWidget, action: QAction) -> None:
        self._iface.removeToolBarIcon(action)
        self._menu.removeAction(action)
        action.deleteLater()
        dock.close_down()
        self._iface.removeDockWidget(dock)
        dock.deleteLater()

    def _add_finding(self, finding: Finding) -> None:
        finding.dataset_chosen.connect(self._show_dataset)
        self._undo.callback(finding.stop)

    def _show_dataset(self, collection: str) -> None:
        self.catalogue.setUserVisible(True)
        self.catalogue.page.tree.select(collection)

    def _add_options(self) -> None:
        factory = SafeStatsOptionsFactory(self.catalogue.show_portals)
        self._iface.registerOptionsWidgetFactory(factory)
        self._undo.callback(self._iface.unregisterOptionsWidgetFactory, factory)

    def _say_what_is_not_kept(self) -> None:
        missing = missing_for_the_sealed_cache()
        if "cryptography" not in (lack.name for lack in missing):
            return
        words = tr("This QGIS lacks {names}: everything works from memory, and nothing is kept until the next start.")
        bar = self._iface.messageBar()
        message = bar.createMessage("SafeStats", words.format(names=", ".join(lack.in_words() for lack in missing)))
        install = QPushButton(tr("Install…"))
        install.clicked.connect(lambda: self._show_packages(missing))
        message.layout().addWidget(install)
        bar.pushWidget(message, Qgis.MessageLevel.Info)

    def _show_packages(self, missing: list[Lack]) -> None:
        if self._packages is None:
            self._packages = PackagesDock(missing, self._packages_installed, self._iface.mainWindow())
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._packages)
            self._undo.callback(self._remove_packages)
        self._packages.setUserVisible(True)

    def _packages_installed(self) -> None:
        self._packages.setUserVisible(False)
        self._say(tr("Installed. Sign in again, and what you load is kept, encrypted."), Qgis.MessageLevel.Success)

    def _remove_packages(self) -> None:
        self._packages.close_down()
        self._iface.removeDockWidget(self._packages)
        self._packages.deleteLater()

    def _warn(self, sentence: str) -> None:
        self._say(sentence, Qgis.MessageLevel.Warning)

    def _say(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._iface.messageBar().pushMessage("SafeStats", sentence, level)
