"""The picture of the map that QGIS keeps of a saved project in its profile: of protected data it stays empty."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QGraphicsItem

from ...processing_algorithms.results.provenance import marks_of
from .placeholder import is_ours


class ProjectPreview(QObject):
    """Takes what is drawn off the canvas for the moment in which QGIS makes the picture of it.

    QGIS does so in one go with saving, after it has told of that; nothing is painted in between.
    """

    def __init__(self, iface) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self._hidden: list[QGraphicsItem] = []
        QgsProject.instance().projectSaved.connect(self._hide)

    def stop(self) -> None:
        """Leave the next pictures to QGIS."""
        QgsProject.instance().projectSaved.disconnect(self._hide)
        self._show()

    def _hide(self) -> None:
        layers = QgsProject.instance().mapLayers().values()
        if not any(is_ours(layer) or "handling" in marks_of(layer) for layer in layers):
            return
        self._hidden += [item for item in self._canvas.scene().items() if item.isVisible() and not item.parentItem()]
        for item in self._hidden:
            item.hide()
        QTimer.singleShot(0, self._show)

    def _show(self) -> None:
        for item in self._hidden:
            item.show()
        self._hidden.clear()
