"""The least of qgis.gui: real widgets of Qt 6 with the methods and signals that the panels use."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QDockWidget, QGraphicsItem, QGraphicsScene, QGraphicsView, QLineEdit, QWidget

from qgis.core import QgsRectangle
from qgis.names import Anything, named


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return globals().setdefault(name, named(name))


class QgsDockWidget(QDockWidget):
    def setToggleVisibilityAction(self, action) -> None:
        action.toggled.connect(self.setVisible)

    def setUserVisible(self, visible: bool) -> None:
        self.setVisible(visible)


class QgsFilterLineEdit(QLineEdit):
    def setShowSearchIcon(self, shown: bool) -> None:
        self.setClearButtonEnabled(shown)


class QgsMapLayerComboBox(QComboBox):
    layerChanged = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = None

    def setFilters(self, filters: object) -> None:
        pass

    def setAllowEmptyLayer(self, allowed: bool) -> None:
        pass

    def currentLayer(self):
        return self._layer

    def setLayer(self, layer) -> None:
        self._layer = layer
        self.layerChanged.emit(layer)


class QgsCheckableComboBox(QComboBox):
    checkedItemsChanged = pyqtSignal(list)

    def setDefaultText(self, text: str) -> None:
        self.setPlaceholderText(text)

    def addItemWithCheckState(self, text: str, state: Qt.CheckState, data: object = None) -> None:
        self.addItem(text, data)
        self.setItemCheckState(self.count() - 1, state)

    def itemCheckState(self, index: int) -> Qt.CheckState:
        return self.model().item(index).checkState()

    def setItemCheckState(self, index: int, state: Qt.CheckState) -> None:
        self.model().item(index).setCheckState(state)
        self.checkedItemsChanged.emit([])

    def checkedItemsData(self) -> list:
        ticked = (index for index in range(self.count()) if self.itemCheckState(index) == Qt.CheckState.Checked)
        return [self.itemData(index) for index in ticked]


class QgsMapCanvas(QGraphicsView):
    extentsChanged = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(QGraphicsScene())

    def extent(self) -> QgsRectangle:
        return QgsRectangle()

    def mapSettings(self) -> Anything:
        return Anything()

    def setMapTool(self, tool) -> None:
        self._tool = tool

    def unsetMapTool(self, tool) -> None:
        self._tool = None


class QgsMapCanvasItem(QGraphicsItem):
    """The canvas is as wide as the map units here."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._rect = QRectF()
        canvas.scene().addItem(self)

    def setRect(self, extent: QgsRectangle) -> None:
        self.prepareGeometryChange()
        self._rect = extent.toRectF()

    def boundingRect(self) -> QRectF:
        return self._rect

    def toCanvasCoordinates(self, place) -> QPointF:
        return QPointF(place.x(), place.y())


class QgsMapTool(QObject):
    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)

    def setCursor(self, cursor: Qt.CursorShape) -> None:
        self._cursor = cursor


class QgsOptionsPageWidget(QWidget):
    pass


class QgsOptionsWidgetFactory(QObject):
    def __init__(self, title: str, icon) -> None:
        super().__init__()
        self.title = title


class QgsLocatorFilter(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)


class QgsCustomDropHandler(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
