"""Choosing the area of a query: everything, the map's extent, a layer's polygons, one drawn, or areas by name."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from qgis.core import QgsGeometry, QgsMapLayerProxyModel
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from .draw_polygon import DrawPolygonTool
from .map_shapes import in_wgs84, layer_area
from .named_areas import NamedAreas

EVERYWHERE, EXTENT, LAYER, DRAWN, NAMED, SAVED = range(6)


class AreaChoice(QWidget):
    """Asks for an area: a shapely polygon in WGS 84, codes of areas, or neither for everywhere.

    changed       another area is chosen
    names_wanted  somebody wants to choose by name, and there are no names to choose from yet
    """

    changed = pyqtSignal()
    names_wanted = pyqtSignal()

    def __init__(self, canvas, parent=None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: QgsGeometry | None = None
        self._saved: shapely.Geometry | None = None
        self._drawing: DrawPolygonTool | None = None
        self._kind = QComboBox()
        self._kind.setAccessibleName(tr("Area"))
        for kind, words in (
            (EVERYWHERE, tr("Everywhere I may see")),
            (EXTENT, tr("What the map shows")),
            (LAYER, tr("Polygons of a layer (the selected ones, if any)")),
            (DRAWN, tr("A polygon drawn on the map")),
            (NAMED, tr("Boroughs and wards by name")),
        ):
            self._kind.addItem(words, kind)
        self._kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._kind.setMinimumContentsLength(12)
        self._kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layer = QgsMapLayerComboBox()
        self._layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self._layer.setAccessibleName(tr("Polygon layer"))
        self._draw = QPushButton(tr("Draw: click corners, right-click to finish"))
        self.named = NamedAreas()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._kind, self._layer, self._draw, self.named):
            layout.addWidget(widget)
        self.setFocusProxy(self._kind)
        self._kind.currentIndexChanged.connect(self._show_kind)
        self._layer.layerChanged.connect(lambda layer: self.changed.emit())
        self._draw.clicked.connect(self._start_drawing)
        self.named.changed.connect(self.changed)
        canvas.extentsChanged.connect(self._extent_changed)
        self._show_kind()

    def reader(self) -> Callable[[], shapely.Geometry | None]:
        """What gives the chosen area, in a task if it likes; raises InvalidInput where none can be had."""
        kind = self._kind.currentData()
        if kind in (EVERYWHERE, NAMED):
            return lambda: None
        if kind == SAVED:
            saved = self._saved
            return lambda: saved
        if kind == LAYER:
            return layer_area(self._layer.currentLayer())
        if kind == DRAWN and self._drawn is None:
            raise InvalidInput(
                tr("No polygon is drawn yet. Press 'Draw', click its corners, and right-click to finish.")
            )
        map_settings = self._canvas.mapSettings()
        shape = self._drawn if kind == DRAWN else QgsGeometry.fromRect(map_settings.visibleExtent())
        area = in_wgs84(shape, map_settings.destinationCrs())
        return lambda: area

    def area(self) -> shapely.Geometry | None:
        """The chosen area in WGS 84, read here and now."""
        return self.reader()()

    def area_codes(self) -> tuple[str, ...]:
        """Codes of the areas that are chosen by name; raises InvalidInput where none is ticked yet."""
        if self._kind.currentData() != NAMED:
            return ()
        if not self.named.codes():
            raise InvalidInput(tr("No borough or ward is ticked yet. Tick one, or choose another kind of area."))
        return self.named.codes()

    @property
    def is_drawn(self) -> bool:
        """Whether the area is a polygon, by which counts cannot be narrowed."""
        return self._kind.currentData() in (EXTENT, LAYER, DRAWN, SAVED)

    def choose_kind(self, kind: int) -> None:
        """Turn to one of the kinds above."""
        self._kind.setCurrentIndex(self._kind.findData(kind))

    def choose(self, area: shapely.Geometry | None, codes: tuple[str, ...]) -> None:
        """Show the area of a query: its codes, its polygon as a saved one, or everywhere."""
        saved = self._kind.findData(SAVED)
        self._saved = area
        if area is not None and saved < 0:
            self._kind.addItem(tr("The area of the saved query"), SAVED)
        if codes:
            self.named.choose(codes)
        self.choose_kind(NAMED if codes else SAVED if area is not None else EVERYWHERE)
        if area is None and saved >= 0:
            self._kind.removeItem(saved)
        self.changed.emit()

    def stop_drawing(self) -> None:
        """Take the drawing off the map."""
        if self._drawing is not None:
            self._drawing.clear()
            self._canvas.unsetMapTool(self._drawing)
            self._drawing = None

    def _show_kind(self) -> None:
        kind = self._kind.currentData()
        self._layer.setVisible(kind == LAYER)
        self._draw.setVisible(kind == DRAWN)
        self.named.setVisible(kind == NAMED)
        if kind != DRAWN:
            self.stop_drawing()
            self._drawn = None
        if kind == NAMED and not self.named.is_filled:
            self.names_wanted.emit()
        self.changed.emit()

    def _extent_changed(self) -> None:
        if self._kind.currentData() == EXTENT:
            self.changed.emit()

    def _start_drawing(self) -> None:
        self.stop_drawing()
        self._drawing = DrawPolygonTool(self._canvas)
        self._drawing.finished.connect(self._keep_drawn)
        self._canvas.setMapTool(self._drawing)

    def _keep_drawn(self, geometry: QgsGeometry) -> None:
        self._drawn = geometry
        self.changed.emit()
