"""Choosing the area of a query: everything, the map's extent, a layer's polygons, or one drawn on the map."""

from __future__ import annotations

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from ...safestats_core.errors import InvalidInput
from .draw_polygon import DrawPolygonTool

EVERYWHERE, EXTENT, LAYER, DRAWN = range(4)


class AreaChoice(QWidget):
    """Asks for an area and gives it as a shapely polygon in WGS 84, or None for everywhere."""

    def __init__(self, canvas, parent=None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: QgsGeometry | None = None
        self._drawing: DrawPolygonTool | None = None
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Area"))
        self._kind.addItems(
            [
                self.tr("Everywhere I may see"),
                self.tr("What the map shows"),
                self.tr("Polygons of a layer (the selected ones, if any)"),
                self.tr("A polygon drawn on the map"),
            ]
        )
        self._layer = QgsMapLayerComboBox()
        self._layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self._layer.setAccessibleName(self.tr("Polygon layer"))
        self._draw = QPushButton(self.tr("Draw: click corners, right-click to finish"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._kind, self._layer, self._draw):
            layout.addWidget(widget)
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._draw.clicked.connect(self._start_drawing)
        self._show_kind(EVERYWHERE)

    def area(self) -> shapely.Geometry | None:
        """The chosen area in WGS 84; raises InvalidInput where none can be had."""
        kind = self._kind.currentIndex()
        if kind == EVERYWHERE:
            return None
        if kind == LAYER:
            return _layer_area(self._layer.currentLayer())
        if kind == DRAWN and self._drawn is None:
            raise InvalidInput("No polygon is drawn yet. Press 'Draw', click its corners, and right-click to finish.")
        map_settings = self._canvas.mapSettings()
        drawn = self._drawn if kind == DRAWN else QgsGeometry.fromRect(map_settings.visibleExtent())
        return _in_wgs84(drawn, map_settings.destinationCrs())

    def stop_drawing(self) -> None:
        """Take the drawing off the map."""
        if self._drawing is not None:
            self._drawing.clear()
            self._canvas.unsetMapTool(self._drawing)
            self._drawing = None

    def _show_kind(self, kind: int) -> None:
        self._layer.setVisible(kind == LAYER)
        self._draw.setVisible(kind == DRAWN)
        if kind != DRAWN:
            self.stop_drawing()
            self._drawn = None

    def _start_drawing(self) -> None:
        self.stop_drawing()
        self._drawing = DrawPolygonTool(self._canvas)
        self._drawing.finished.connect(self._keep_drawn)
        self._canvas.setMapTool(self._drawing)

    def _keep_drawn(self, geometry: QgsGeometry) -> None:
        self._drawn = geometry


def _layer_area(layer: QgsVectorLayer | None) -> shapely.Geometry:
    if layer is None:
        raise InvalidInput("There is no polygon layer in the project. Add one, or choose another kind of area.")
    features = layer.getSelectedFeatures() if layer.selectedFeatureCount() else layer.getFeatures()
    geometries = [feature.geometry() for feature in features if feature.hasGeometry()]
    if not geometries:
        raise InvalidInput(f"Layer '{layer.name()}' has no polygon. Choose another layer.")
    return _in_wgs84(QgsGeometry.unaryUnion(geometries), layer.crs())


def _in_wgs84(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> shapely.Geometry:
    moved = QgsGeometry(geometry)
    moved.transform(QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()))
    return shapely.make_valid(shapely.from_wkb(bytes(moved.asWkb())))
