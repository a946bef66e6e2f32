"""What needs no real window; tests/qgis/window loads and unloads the plugin in one."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsMessageBarItem
from qgis.PyQt.QtWidgets import QAction, QMenu, QPushButton


class Window:
    """What the plugin touches of QGIS's interface: docks are remembered, the rest is let pass."""

    def __init__(self, qgis_iface) -> None:
        self._iface = qgis_iface
        self._menu = QMenu()
        self._exit = QAction()
        self.docks = []

    def __getattr__(self, name):
        return getattr(self._iface, name, None) or (lambda *given: None)

    def actionExit(self):
        return self._exit

    def webMenu(self):
        return self._menu

    def addDockWidget(self, area, dock):
        self.docks.append(dock)

    def addTabifiedDockWidget(self, area, dock, beside, is_raised):
        self.docks.append(dock)

    def removeDockWidget(self, dock):
        self.docks.remove(dock)

    def names(self) -> list[str]:
        return [type(dock).__name__ for dock in self.docks]


@pytest.fixture
def window(qgis_iface):
    return Window(qgis_iface)


def test_without_a_window_only_the_algorithms_are_added():
    from safestats import classFactory

    plugin = classFactory(None)
    plugin.initProcessing()
    assert QgsApplication.processingRegistry().providerById("safestats") is not None
    plugin.unload()
    assert QgsApplication.processingRegistry().providerById("safestats") is None


def test_where_packages_are_missing_a_page_installs_them_and_the_panels_follow(window, monkeypatch):
    from safestats import classFactory
    from safestats.qgis_plugin import plugin as module
    from safestats.qgis_plugin.dependencies.needed import Lack

    monkeypatch.setattr(module, "missing_for_the_panel", lambda: [Lack("pyarrow")])
    plugin = classFactory(window)
    plugin.initGui()
    assert window.names() == ["PackagesDock"]
    monkeypatch.undo()
    plugin.packages_installed()
    assert window.names() == ["SafeStatsDock", "ExploreDock"]
    # QGIS itself leaves its Web menu out of the bar until a plugin has added itself in its way.
    assert window.webMenu().menuAction() in window.mainWindow().menuBar().actions()
    plugin.unload()
    assert window.names() == []


def test_without_cryptography_the_panels_work_and_offer_to_install_it(window, monkeypatch):
    from safestats import classFactory
    from safestats.qgis_plugin import desktop as module
    from safestats.qgis_plugin.dependencies.needed import Lack

    pushed = []

    class Bar:
        def createMessage(self, title, words):
            pushed.append(words)
            return QgsMessageBarItem(words)

        def pushWidget(self, message, level):
            pushed.append(message)

        def pushMessage(self, *given):
            pushed.append(given)

    monkeypatch.setattr(window, "messageBar", Bar, raising=False)
    monkeypatch.setattr(module, "missing_for_the_sealed_cache", lambda: [Lack("cryptography")])
    plugin = classFactory(window)
    plugin.initGui()
    words, message = pushed[:2]
    assert words.startswith("This QGIS lacks cryptography: everything works from memory")
    message.findChild(QPushButton).click()
    assert "PackagesDock" in window.names()
    plugin.unload()
    assert window.names() == []
