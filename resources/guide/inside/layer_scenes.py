"""What a loaded layer is like: legend, map tip, form, table, temporal controller, menu, export, project."""

from __future__ import annotations

from pathlib import Path

from panel import POLICE, base_map, choose, empty_map, fill_in, load, sign_in
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QDateTime, QPoint, QTimer
from qgis.PyQt.QtGui import QCursor
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog
from qgis.utils import iface
from stage import Stage


def begin_layer(stage: Stage) -> None:
    """Two kinds of offence of twelve months, on the streets."""
    empty_map(stage)
    base_map(stage)
    choose(stage, POLICE)
    fill_in(stage)
    stage.kept["layer"] = layer = load(stage)
    iface.setActiveLayer(layer)
    stage.docks(stage.dock("Layers"), stage.panel)
    extent = layer.extent()
    extent.scale(1.1)
    stage.canvas.setExtent(extent)
    stage.drawn()


def loaded(stage: Stage) -> None:
    """The layer with its legend, and the message that says what came."""
    stage.shot("loaded")
    stage.part(stage.dock("Layers"), "legend")
    stage.quiet()
    stage.docks(stage.dock("Layers"))
    stage.drawn()
    stage.corner("marking", stage.canvas, 640, 360)


def counts(stage: Stage) -> None:
    """The same as wards that are shaded."""
    layer = stage.kept["layer"]
    choose(stage, POLICE)
    fill_in(stage)
    before = set(QgsProject.instance().mapLayers())
    stage.panel.load_chosen_as_counts()
    connection = stage.panel.connection
    stage.wait(lambda: not connection.is_busy and set(QgsProject.instance().mapLayers()) != before)
    tree = QgsProject.instance().layerTreeRoot()
    tree.findLayer(layer.id()).setItemVisibilityChecked(False)
    for node in tree.children():
        node.setExpanded(True)
    whole = stage.canvas.extent()
    stage.canvas.zoomToFullExtent()
    stage.docks(stage.dock("Layers"), stage.panel)
    stage.quiet()
    stage.drawn()
    stage.shot("counts")
    stage.canvas.setExtent(whole)
    new = set(QgsProject.instance().mapLayers()) - before
    QgsProject.instance().removeMapLayers(list(new))
    tree.findLayer(layer.id()).setItemVisibilityChecked(True)


def map_tip(stage: Stage) -> None:
    """What the pointer reads."""
    layer = stage.kept["layer"]
    stage.docks(stage.dock("Layers"))
    iface.setActiveLayer(layer)
    stage.quiet()
    whole = stage.canvas.extent()
    feature = _one_within(layer, stage)
    point = feature.geometry().asPoint()
    near = stage.canvas.extent()
    near.scale(0.12, point)
    stage.canvas.setExtent(near)
    stage.drawn()
    tips = iface.actionMapTips()
    if not tips.isChecked():
        tips.trigger()
    place = stage.canvas.getCoordinateTransform().transform(point)
    QCursor.setPos(stage.canvas.viewport().mapToGlobal(QPoint(5, 5)))
    stage.settle(0.5)
    QCursor.setPos(stage.canvas.viewport().mapToGlobal(QPoint(round(place.x()), round(place.y()))))
    stage.settle(3)
    stage.on_screen("map-tip", stage.canvas)
    tips.trigger()
    stage.canvas.setExtent(whole)
    stage.drawn()


def form(stage: Stage) -> None:
    """One incident in words."""
    layer = stage.kept["layer"]
    iface.openFeatureForm(layer, next(layer.getFeatures()), False, False)
    _take_window(stage, "form")


def table(stage: Stage) -> None:
    """The attribute table."""
    iface.showAttributeTable(stage.kept["layer"])
    _take_window(stage, "table")


def information(stage: Stage) -> None:
    """Where a layer says what it is: the page Information of its properties."""
    layer = stage.kept["layer"]
    stage.question(lambda: iface.showLayerProperties(layer, "mOptsPage_Information"), "information")


def temporal(stage: Stage) -> None:
    """The temporal controller, a week at a time."""
    from qgis.core import QgsDateTimeRange, QgsInterval, QgsTemporalNavigationObject, QgsUnitTypes

    dock = stage.dock("Temporal Controller") or stage.dock("TemporalController")
    stage.docks(stage.dock("Layers"), dock)
    layer = stage.kept["layer"]
    controller = stage.canvas.temporalController()
    column = layer.fields().indexOf("start")
    dates = QgsDateTimeRange(layer.minimumValue(column), layer.maximumValue(column))
    controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.Animated)
    controller.setTemporalExtents(dates)
    controller.setFrameDuration(QgsInterval(1, QgsUnitTypes.TemporalUnit.TemporalWeeks))
    controller.setCurrentFrameNumber(20)
    stage.drawn()
    stage.shot("temporal")
    controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.NavigationOff)
    stage.canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
    stage.drawn()


def layer_menu(stage: Stage) -> None:
    """Refreshing, in the menu of the layer."""
    view = iface.layerTreeView()
    stage.docks(stage.dock("Layers"), stage.panel)
    iface.setActiveLayer(stage.kept["layer"])
    menu = view.menuProvider().createContextMenu()
    ours = next(each.menu() for each in menu.actions() if each.menu() and each.text() == "SafeStats")

    def open_ours() -> None:
        menu.setActiveAction(ours.menuAction())
        place = menu.mapToGlobal(menu.actionGeometry(ours.menuAction()).topRight())
        ours.popup(place)

    QTimer.singleShot(600, open_ours)
    QTimer.singleShot(1_600, lambda: stage.shot("layer-menu"))
    QTimer.singleShot(3_500, lambda: (ours.close(), menu.close()))
    menu.exec(view.mapToGlobal(view.visualRect(view.currentIndex()).center()))
    stage.settle()


def export_question(stage: Stage) -> None:
    """Before rows leave QGIS: the marking, and a yes or no."""
    _save_as(stage, stage.kept["layer"], "export-question")


def export_purpose(stage: Stage) -> None:
    """The same where the terms of use ask for a purpose."""
    choose(stage, "fire")
    from safestats.safestats_core.query import Period

    stage.panel.page.form.period_choice.choose(Period("2025-12", "2025-12"))
    stage.panel.page.form.category_choice.choose(())
    before = set(QgsProject.instance().mapLayers())
    fire = load(stage)
    stage.quiet()
    _save_as(stage, fire, "export-purpose")
    QgsProject.instance().removeMapLayers(list(set(QgsProject.instance().mapLayers()) - before))


def project(stage: Stage) -> None:
    """A project opened again: empty until somebody signs in."""
    path = Path(stage.task["pictures"]).parent / "robberies.qgz"
    stage.kept["layer"].setName("Burglary and robbery")
    QgsProject.instance().write(str(path))
    connection = stage.panel.connection
    connection.sign_out()
    stage.wait(lambda: not connection.is_busy)
    iface.newProject()
    iface.addProject(str(path))
    stage.docks(stage.dock("Layers"), stage.panel)
    stage.wide(stage.panel, 400)
    stage.wide(stage.dock("Layers"), 380)
    stage.drawn()
    stage.quiet()
    stage.shot("project-waiting")
    stage.part(stage.dock("Layers"), "project-waiting-layers")
    sign_in(stage)
    stage.settle(4)
    stage.drawn()
    stage.shot("project-loaded")
    path.unlink()
    begin_layer(stage)


def _save_as(stage: Stage, layer, name: str) -> None:
    iface.setActiveLayer(layer)
    save_as = stage.window.findChild(QAction, "mActionLayerSaveAs")

    def close_what_is_left() -> None:
        left = QApplication.activeModalWidget()
        if isinstance(left, QDialog):
            left.reject()

    QTimer.singleShot(6_000, close_what_is_left)
    stage.question(save_as.trigger, name)
    stage.settle(5)
    stage.quiet()


def _take_window(stage: Stage, name: str) -> None:
    """The picture of a window that has just been opened beside the main one."""
    stage.settle(2)
    found = [
        each
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each is not stage.window and isinstance(each, QDialog)
    ]
    if not found:
        raise LookupError("no window was opened")
    stage.part(found[0], name)
    found[0].close()
    stage.settle()


def _one_within(layer, stage: Stage):
    """An incident of which much is known, well inside the map."""
    inside = stage.canvas.extent()
    inside.scale(0.5)
    there = [each for each in layer.getFeatures(inside) if each["outcome"] and each["location"]]
    return there[len(there) // 2] if there else next(layer.getFeatures(inside))


LAYERS = (
    begin_layer,
    loaded,
    counts,
    map_tip,
    form,
    table,
    information,
    temporal,
    layer_menu,
    export_question,
    export_purpose,
    project,
)
