from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QDockWidget


class Window:
    """What the plugin touches of QGIS's interface, with what it left there."""

    def __init__(self, qgis_iface) -> None:
        self._iface = qgis_iface
        self.docks, self.menu, self.toolbar, self.factories = [], [], [], []

    def __getattr__(self, name):
        return getattr(self._iface, name)

    def addDockWidget(self, area, dock):
        self.docks.append(dock)

    def removeDockWidget(self, dock):
        self.docks.remove(dock)

    def addPluginToWebMenu(self, name, action):
        self.menu.append(action)

    def removePluginWebMenu(self, name, action):
        self.menu.remove(action)

    def addToolBarIcon(self, action):
        self.toolbar.append(action)

    def removeToolBarIcon(self, action):
        self.toolbar.remove(action)

    def registerOptionsWidgetFactory(self, factory):
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.factories.remove(factory)


@pytest.fixture
def window(qgis_iface):
    return Window(qgis_iface)


def test_loading_and_unloading_many_times_leaves_nothing_behind(window):
    from safestats import classFactory

    for _ in range(5):
        plugin = classFactory(window)
        plugin.initGui()
        assert [type(dock).__name__ for dock in window.docks] == ["SafeStatsDock"]
        assert QgsApplication.processingRegistry().providerById("safestats") is not None
        plugin.unload()
    left = (window.docks, window.menu, window.toolbar, window.factories)
    assert left == ([], [], [], [])
    assert QgsApplication.processingRegistry().providerById("safestats") is None
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.mainWindow().findChildren(QDockWidget, "SafeStatsDock") == []


def test_without_a_window_only_the_algorithms_are_added():
    from safestats import classFactory

    plugin = classFactory(None)
    plugin.initProcessing()
    assert QgsApplication.processingRegistry().providerById("safestats") is not None
    plugin.unload()


def test_a_missing_package_is_named_with_the_command_that_installs_it(window, monkeypatch):
    from safestats import classFactory
    from safestats.qgis_plugin import plugin as module

    monkeypatch.setattr(module, "missing_packages", lambda: ["pyarrow"])
    plugin = classFactory(window)
    plugin.initGui()
    assert window.docks == []
    assert any("pip install pyarrow" in text for text in window.messageBar().get_messages(Qgis.MessageLevel.Warning))
    plugin.unload()
