"""The strictest marking of the layers shown stands on the map, and on what is printed from it."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QImage
from safestats.qgis_plugin.layers.marking import VARIABLE, marks_shown, show_marking


def add(project: QgsProject, handling: str | None) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:27700", handling or "plain", "memory")
    if handling:
        layer.setCustomProperty("safestats/handling", handling)
        layer.setCustomProperty("safestats/attribution", "Made-up attribution")
    return project.addMapLayer(layer)


def says(project: QgsProject) -> list[str]:
    return [annotation.document().toPlainText() for annotation in project.annotationManager().annotations()]


def test_the_strictest_of_the_layers_that_are_shown_wins(project):
    add(project, "OFFICIAL")
    strict = add(project, "OFFICIAL-SENSITIVE")
    add(project, None)
    assert show_marking(project) == "OFFICIAL-SENSITIVE"
    assert says(project) == ["OFFICIAL-SENSITIVE"]
    project.layerTreeRoot().findLayer(strict.id()).setItemVisibilityChecked(False)
    assert show_marking(project) == "OFFICIAL"
    assert says(project) == ["OFFICIAL"]


def test_a_layer_that_only_a_layout_shows_counts(project):
    add(project, "OFFICIAL")
    strict = add(project, "SECRET")
    project.layerTreeRoot().findLayer(strict.id()).setItemVisibilityChecked(False)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    item = QgsLayoutItemMap(layout)
    item.setLayers([strict])
    item.setKeepLayerSet(True)
    layout.addLayoutItem(item)
    project.layoutManager().addLayout(layout)
    assert marks_shown(project)["handling"] == "SECRET"


def test_without_our_layers_nothing_is_drawn(project):
    layer = add(project, "OFFICIAL")
    show_marking(project)
    project.removeMapLayer(layer.id())
    assert show_marking(project) == ""
    assert says(project) == []


def test_layouts_can_write_it_where_they_like(project):
    add(project, "OFFICIAL-SENSITIVE")
    show_marking(project)
    scope = QgsExpressionContextUtils.projectScope(project)
    assert scope.variable(VARIABLE) == "OFFICIAL-SENSITIVE"
    assert scope.variable("safestats_attribution") == "Made-up attribution"


def test_it_is_printed(project, tmp_path):
    def ink() -> int:
        """Dark pixels in the corner of the map."""
        layout = QgsPrintLayout(project)
        layout.initializeDefaults()
        item = QgsLayoutItemMap(layout)
        item.attemptSetSceneRect(QRectF(10, 10, 200, 150))
        item.setExtent(item.extent())
        layout.addLayoutItem(item)
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi, settings.imageSize = 96, QSize(1122, 793)
        path = str(tmp_path / "layout.png")
        assert QgsLayoutExporter(layout).exportToImage(path, settings) == QgsLayoutExporter.ExportResult.Success
        image = QImage(path).convertToFormat(QImage.Format.Format_Grayscale8).copy(30, 60, 320, 100)
        pixels = image.constBits().asarray(image.bytesPerLine() * image.height())
        return int((np.array(pixels, dtype=np.uint8) < 100).sum())

    layer = add(project, "OFFICIAL-SENSITIVE")
    show_marking(project)
    with_marking = ink()
    project.removeMapLayer(layer.id())
    show_marking(project)
    assert with_marking - ink() > 300


def test_it_is_found_again_in_a_project_that_was_saved(project, tmp_path):
    add(project, "OFFICIAL-SENSITIVE")
    show_marking(project)
    project.write(str(tmp_path / "project.qgz"))
    project.read(str(tmp_path / "project.qgz"))
    show_marking(project)
    assert says(project) == ["OFFICIAL-SENSITIVE"]
