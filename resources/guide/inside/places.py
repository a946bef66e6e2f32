"""SafeStats in QGIS's own places: options, Browser, search box, toolbox, dialogs, modeller, expressions, log."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import QgsApplication
from qgis.gui import QgsExpressionBuilderDialog
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QLineEdit, QListWidget, QTreeView, QWidget
from qgis.utils import iface
from stage import Stage


def options(stage: Stage) -> None:
    """The page of QGIS's options."""
    stage.question(lambda: iface.showOptionsDialog(stage.window, "SafeStats"), "options")


def plugin_manager(stage: Stage) -> None:
    """Where the zip is chosen."""
    from safestats.processing_algorithms.results.provenance import plugin_version

    def turn(asked: QDialog) -> None:
        pages = asked.findChildren(QListWidget)[0]
        (page,) = pages.findItems("Install from ZIP", Qt.MatchFlag.MatchExactly)
        pages.setCurrentItem(page)
        stage.settle()
        for field in asked.findChildren(QLineEdit):
            if field.isVisible():
                field.setText(str(package))

    # The button can be pressed only where there is a file.
    package = Path(tempfile.gettempdir()) / f"safestats-{plugin_version()}.zip"
    package.touch()
    try:
        stage.question(lambda: iface.pluginManagerInterface().showPluginManager(0), "plugin-manager", prepare=turn)
    finally:
        package.unlink()


def menu(stage: Stage) -> None:
    """Where the panels are opened and closed."""
    from qgis.PyQt.QtCore import QTimer

    web = iface.webMenu()
    ours = stage.plugin.desktop._menu
    stage.docks(stage.dock("Layers"), stage.panel)
    bar = stage.window.menuBar()

    def unfold() -> None:
        ours.popup(web.mapToGlobal(web.actionGeometry(ours.menuAction()).topRight()))

    QTimer.singleShot(500, unfold)
    QTimer.singleShot(1_500, lambda: stage.shot("menu"))
    QTimer.singleShot(3_000, lambda: (ours.close(), web.close()))
    web.exec(bar.mapToGlobal(bar.actionGeometry(web.menuAction()).bottomLeft()))
    stage.settle()


def browser(stage: Stage) -> None:
    """Datasets and saved queries in the Browser."""
    dock = stage.dock("Browser")
    stage.docks(dock, stage.panel)
    view = dock.findChild(QTreeView)
    ours = _find(view, "SafeStats")
    view.expand(ours)
    stage.settle(1.5)
    for row in range(view.model().rowCount(ours)):
        view.expand(view.model().index(row, 0, ours))
    stage.settle(2)
    view.scrollTo(ours, QTreeView.ScrollHint.PositionAtTop)
    stage.part(dock, "browser")


def locator(stage: Stage) -> None:
    """The search box: a ward, a dataset, an algorithm."""
    stage.docks(stage.dock("Layers"), stage.panel)
    stage.quiet()
    box = stage.window.findChild(QWidget, "LocatorWidget") or _locator(stage)
    field = box.findChild(QLineEdit)
    for typed, name in (("safe hot", "locator"), ("safe offences", "locator-dataset")):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, typed)
        stage.settle(3)
        stage.shot(name)
    field.clear()
    stage.settle(1)
    for each in stage.window.findChildren(QTreeView):
        if "Locator" in each.metaObject().className():
            each.parentWidget().hide()
    stage.window.setFocus()
    stage.settle()


def toolbox(stage: Stage) -> None:
    """The algorithms by group, and the models that ship."""
    dock = stage.dock("ProcessingToolbox")
    stage.docks(stage.dock("Layers"), dock)
    stage.high(dock, 800)
    view = dock.findChild(QTreeView)
    ours = _find(view, "SafeStats")
    view.collapseAll()
    view.expand(ours)
    for row in range(view.model().rowCount(ours)):
        view.expand(view.model().index(row, 0, ours))
    view.scrollTo(ours, QTreeView.ScrollHint.PositionAtTop)
    stage.shot("toolbox")
    stage.part(dock, "toolbox-panel")


def algorithm_dialogs(stage: Stage) -> None:
    """The dialog of every algorithm and model, with its help."""
    import processing

    for algorithm in QgsApplication.processingRegistry().providerById("safestats").algorithms():
        dialog = processing.createAlgorithmDialog(algorithm.id())
        dialog.resize(900, 640)
        dialog.show()
        stage.settle(0.6)
        stage.part(dialog, f"dialog-{algorithm.name()}")
        dialog.close()
        dialog.deleteLater()
    stage.settle()


def modeller(stage: Stage) -> None:
    """Models that ship, opened in the graphical modeller."""
    from processing.modeler.ModelerDialog import ModelerDialog

    registry = QgsApplication.processingRegistry()
    for name in [each.name() for each in registry.providerById("safestats").algorithms() if each.group() == "Models"]:
        window = ModelerDialog.create(registry.createAlgorithmById(f"safestats:{name}"))
        window.resize(1_180, 760)
        window.show()
        stage.settle(1)
        view = window.view()
        view.fitInView(view.scene().itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
        stage.settle(0.6)
        stage.part(window, f"model-{name}")
        window.setDirty(False)
        window.close()
        window.deleteLater()
    stage.settle()


def expressions(stage: Stage) -> None:
    """The functions in QGIS's expression builder."""
    dialog = QgsExpressionBuilderDialog(stage.kept["layer"], "safestats_shift(\"start\", '06-14, 14-22, 22-06')")
    dialog.resize(860, 520)

    def turn(asked: QDialog) -> None:
        for search in asked.findChildren(QLineEdit):
            if search.isVisible() and search.placeholderText():
                search.setText("safestats")
        stage.settle(1)
        for tree in asked.findChildren(QTreeView):
            found = _find(tree, "safestats_shift")
            if found.isValid():
                tree.setCurrentIndex(found)
        stage.settle(1)

    stage.question(dialog.exec, "expressions", prepare=turn)


def messages(stage: Stage) -> None:
    """What a portal that cannot be reached looks like."""
    from safestats.qgis_plugin.connection.portals import choose_portal, forget_portal, remember_portal

    panel = stage.panel
    remember_portal("Not there", "https://localhost:9")
    choose_portal("Not there")
    panel.show_portals()
    stage.wait(lambda: not panel.connection.is_busy)
    stage.docks(panel)  # a wide map, so that the whole sentence is seen
    panel.connection.sign_in("passphrase of a test")
    stage.wait(lambda: not panel.connection.is_busy)
    stage.shot("not-reached")
    forget_portal("Not there")
    choose_portal("Doggerbank")
    panel.show_portals()
    stage.wait(lambda: not panel.connection.is_busy)
    stage.quiet()
    from panel import sign_in

    sign_in(stage)


def _find(view: QTreeView, words: str) -> QModelIndex:
    model = view.model()
    found = model.match(
        model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        words,
        1,
        Qt.MatchFlag.MatchFixedString | Qt.MatchFlag.MatchRecursive,
    )
    return found[0] if found else QModelIndex()


def _locator(stage: Stage) -> QWidget:
    for each in stage.window.statusBar().findChildren(QWidget):
        if "Locator" in each.metaObject().className():
            return each
    raise LookupError("QGIS has no search box")


PLACES = (
    options,
    plugin_manager,
    menu,
    browser,
    locator,
    toolbox,
    algorithm_dialogs,
    modeller,
    expressions,
    messages,
)
