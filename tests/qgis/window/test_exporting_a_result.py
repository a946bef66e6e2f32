"""QGIS's own "Save as" dialog and attribute table, and the question that stands before rows leave by them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_a_result_is_asked_about_unless_it_was_found_safe(desktop):
    (desktop.plugins / "safestats").symlink_to(ROOT)
    asked, answered, safe = desktop.tell(
        """
import processing
from qgis import utils
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialog, QMessageBox

utils.updateAvailablePlugins()
assert utils.loadPlugin("safestats") and utils.startPlugin("safestats")
points = QgsVectorLayer("Point?crs=EPSG:27700", "points", "memory")
points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
for number in range(100):
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530000 + 10 * number, 180000 + number % 7)))
    points.dataProvider().addFeature(feature)
grid = processing.run("safestats:countgrid", dict(INPUT=points, CELL_SIZE=100, OUTPUT="TEMPORARY_OUTPUT"))["OUTPUT"]
safe = processing.run("safestats:safetoshare", dict(INPUT=grid, OUTPUT="TEMPORARY_OUTPUT"))["OUTPUT"]
grid.setName("assaults by cell")
QgsProject.instance().addMapLayers([grid, safe])
settle()

def save_as(layer, button):
    seen = dict(question="", dialog=False)

    def look():
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        seen["dialog"] |= any(each.metaObject().className() == "QgsVectorLayerSaveAsDialog" for each in shown)
        for box in shown:
            if isinstance(box, QMessageBox):
                seen["question"] = box.text()
                folder = os.environ.get("SAFESTATS_SCREENSHOTS")
                if folder:
                    QApplication.primaryScreen().grabWindow(0).save(os.path.join(folder, "asked.png"))
                box.button(button).click()

    def leave():
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and each.metaObject().className() == "QgsVectorLayerSaveAsDialog":
                seen["still_open"] = True
                each.reject()

    iface.setActiveLayer(layer)
    for moment in (600, 1000):
        QTimer.singleShot(moment, look)
    QTimer.singleShot(1500, leave)
    iface.actionLayerSaveAs().trigger()
    settle(1.2)
    return seen

say(**save_as(grid, QMessageBox.StandardButton.No))
say(**save_as(grid, QMessageBox.StandardButton.Yes))
say(**save_as(safe, QMessageBox.StandardButton.No))
"""
    )
    assert "'assaults by cell' is made from data marked OFFICIAL-SENSITIVE" in asked["question"]
    assert not asked.get("still_open"), "No closes the dialog"
    assert answered["still_open"], "Yes leaves it open"
    assert safe == {"question": "", "dialog": True, "still_open": True}


def test_rows_copied_in_the_attribute_table_are_asked_about(desktop):
    (desktop.plugins / "safestats").symlink_to(ROOT)
    (copied,) = desktop.tell(
        """
from qgis import utils
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAction, QMessageBox

utils.updateAvailablePlugins()
assert utils.loadPlugin("safestats") and utils.startPlugin("safestats")
points = QgsVectorLayer("Point?crs=EPSG:27700&field=reference:string", "points", "memory")
points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
for number in range(3):
    feature = QgsFeature(points.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530000 + 10 * number, 180000)))
    feature.setAttributes(["crew-%d" % number])
    points.dataProvider().addFeature(feature)
QgsProject.instance().addMapLayer(points)
iface.setActiveLayer(points)
points.selectAll()
settle()
iface.actionOpenTable().trigger()
settle()
table = next(each for each in QApplication.allWidgets() if each.metaObject().className() == "QgsAttributeTableDialog")
iface.setActiveLayer(None)  # the table has a layer of its own

def copy(answer):
    asked = []

    def look():
        for box in QApplication.topLevelWidgets():
            if box.isVisible() and isinstance(box, QMessageBox):
                asked.append(box.text())
                box.button(answer).click()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(look)
    timer.start()
    table.findChild(QAction, "mActionCopySelectedRows").trigger()
    settle()
    timer.stop()
    return dict(asked=len(asked), rows=QApplication.clipboard().text().count("crew-"))

say(no=copy(QMessageBox.StandardButton.No), yes=copy(QMessageBox.StandardButton.Yes))
"""
    )
    assert copied == {"no": {"asked": 1, "rows": 0}, "yes": {"asked": 1, "rows": 3}}
