"""The picture that QGIS keeps of a saved project, in its profile and in the clear."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_nothing_protected_is_in_the_picture_of_a_saved_project(desktop):
    (desktop.plugins / "safestats").symlink_to(ROOT)
    open_points, protected, shown = desktop.tell(
        f"""
from qgis import utils
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

utils.updateAvailablePlugins()
assert utils.loadPlugin("safestats") and utils.startPlugin("safestats")
points = QgsVectorLayer("Point?crs=EPSG:27700", "points", "memory")
for number in range(400):
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530000 + number % 20, 180000 + number // 20)))
    points.dataProvider().addFeature(feature)
QgsProject.instance().addMapLayer(points)
iface.mapCanvas().setExtent(QgsRectangle(530000, 180000, 530020, 180020))
iface.mapCanvas().waitWhileRendering()
settle(1)

def colours(image):
    return len({{image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}})

def save(name):
    QgsProject.instance().setFileName(os.path.join({str(desktop.folder)!r}, name))
    iface.actionSaveProject().trigger()
    settle(0.5)
    pictures = [
        os.path.join(folder, each)
        for folder, _, names in os.walk({str(desktop.folder / "profiles")!r}) for each in names
        if each.endswith(".png") and os.path.basename(folder) == "previewImages"
    ]
    return len(pictures), colours(QImage(max(pictures, key=os.path.getmtime)))

say(open=save("open.qgz"))
points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
QgsProject.instance().setDirty(True)
say(protected=save("protected.qgz"))
say(shown=colours(iface.mapCanvas().grab().toImage()))
"""
    )
    pictures, seen = open_points["open"]
    assert (pictures, seen > 1) == (1, True)
    assert protected["protected"] == [2, 1]
    assert shown["shown"] > 1
