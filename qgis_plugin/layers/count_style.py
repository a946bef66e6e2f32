"""Wards shaded by their count, light to dark, with no shade where the count may not be shown."""

from __future__ import annotations

from qgis.core import (
    QgsClassificationQuantile,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGraduatedSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

_CLASSES = 5
_LIGHT, _DARK = QColor("#fff7bc"), QColor("#993404")


def style_by_count(layer: QgsVectorLayer) -> None:
    """Style the polygons of `layer` in five classes of equal size by their `count`; fewer where many are the same."""
    renderer = QgsGraduatedSymbolRenderer("count")
    renderer.setSourceSymbol(
        QgsFillSymbol.createSimple({"outline_color": "#666666", "outline_width": "0.15", "color": "#ffffff"})
    )
    renderer.setClassificationMethod(QgsClassificationQuantile())
    renderer.updateClasses(layer, _CLASSES)
    for index in reversed(range(len(renderer.ranges()))):
        each = renderer.ranges()[index]
        if each.lowerValue() == each.upperValue() and len(renderer.ranges()) > 1:
            renderer.deleteClass(index)  # the next class begins with this very value
    renderer.updateColorRamp(QgsGradientColorRamp(_LIGHT, _DARK))
    layer.setRenderer(renderer)
