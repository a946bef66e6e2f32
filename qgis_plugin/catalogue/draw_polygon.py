"""A map tool that draws one polygon: a click for each corner, a right-click to finish, Escape to begin again."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

_LINE = QColor(0, 114, 178, 220)
_FILL = QColor(0, 114, 178, 50)


class DrawPolygonTool(QgsMapTool):
    """`finished` carries the polygon in the map's CRS; the drawing stays visible until `clear`."""

    finished = pyqtSignal(object)

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setStrokeColor(_LINE)
        self._band.setFillColor(_FILL)
        self._band.setWidth(2)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def clear(self) -> None:
        """Remove what was drawn."""
        self._corners = []
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """A left click adds a corner, a right click finishes."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._band.setToGeometry(QgsGeometry.fromPolygonXY([self._corners]), None)
        elif event.button() == Qt.MouseButton.RightButton and len(self._corners) >= 3:
            self.finished.emit(QgsGeometry.fromPolygonXY([self._corners]))
            self._corners = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape begins again."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
