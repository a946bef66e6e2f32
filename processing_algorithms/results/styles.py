"""How results look: colours that the colour-blind tell apart, legends in plain words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

from ..base.translation import numeral, tr

# Light to dark, so that they stay in order without colour too.
SEQUENTIAL = ("#ffeda0", "#feb24c", "#fc6d33", "#d7191c", "#7a0026")
HOT = ("#fddbc7", "#ef8a62", "#b2182b")
"""A little, more, most; the colour-blind tell these reds from the blues."""
COLD = ("#d1e5f0", "#67a9cf", "#2166ac")
NOTHING = "200,200,200,60"
_SHARE_OF_CELLS = (0.5, 0.75, 0.9, 0.97, 1.0)


def style_hotspots(layer: QgsVectorLayer) -> None:
    """Cells of a Gi* result by `gi_bin`: hot in reds, cold in blues, the rest faint."""
    bins = [
        (3, HOT[2], tr("Hot spot, 99 % confidence")),
        (2, HOT[1], tr("Hot spot, 95 % confidence")),
        (1, HOT[0], tr("Hot spot, 90 % confidence")),
        (0, NOTHING, tr("Not significant")),
        (-1, COLD[0], tr("Cold spot, 90 % confidence")),
        (-2, COLD[1], tr("Cold spot, 95 % confidence")),
        (-3, COLD[2], tr("Cold spot, 99 % confidence")),
    ]
    style_classes(layer, "gi_bin", bins)


def style_classes(layer: QgsVectorLayer, field: str, classes: Iterable[tuple[object, str, str]]) -> None:
    """Points, lines or polygons by the classes in `field`: (value, colour, words for the legend) each."""
    symbol = _SYMBOLS[layer.geometryType()]
    categories = [QgsRendererCategory(value, symbol(colour), words) for value, colour, words in classes]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def style_counts(layer: QgsVectorLayer, field: str, values: np.ndarray) -> None:
    """Cells by how much they hold: `values` are those of `field`, and set the classes."""
    ranges = [QgsRendererRange(0, 0, _fill(NOTHING), tr("None"))]
    lowest = 0.0
    for colour, highest in zip(SEQUENTIAL, class_ends(values)):
        label = tr("Up to {highest}").format(highest=numeral(highest, ",.6g"))
        ranges.append(QgsRendererRange(lowest, highest, _fill(colour), label))
        lowest = highest
    layer.setRenderer(QgsGraduatedSymbolRenderer(field, ranges))


def style_incidents(layer: QgsVectorLayer) -> None:
    """Small see-through points, so that many in one place show darker."""
    symbol = QgsMarkerSymbol.createSimple({"size": "1.6", "color": "42,127,184,140", "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def style_where_points(layer: QgsVectorLayer) -> None:
    """As incidents where the layer holds points; areas, lines and tables keep the look that QGIS gives."""
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        style_incidents(layer)


def class_ends(values: np.ndarray) -> list[float]:
    """Upper ends of at most five classes, finer towards the top, where few cells hold most incidents."""
    held = values[values > 0]
    return np.unique(np.quantile(held, _SHARE_OF_CELLS, method="higher")).tolist() if len(held) else []


def style_density(layer: QgsRasterLayer, highest: float) -> None:
    """A density surface up to `highest`; nothing is transparent, and faint areas still show."""
    shader = QgsColorRampShader(0, highest, None, QgsColorRampShader.Type.Interpolated)
    nothing = QColor(SEQUENTIAL[0])
    nothing.setAlpha(0)
    items = [QgsColorRampShader.ColorRampItem(0, nothing, tr("None"))]
    for step, colour in enumerate(SEQUENTIAL, start=1):
        value = highest * (step / len(SEQUENTIAL)) ** 2
        items.append(QgsColorRampShader.ColorRampItem(value, QColor(colour), _in_digits(value)))
    shader.setColorRampItemList(items)
    legend = QgsColorRampLegendNodeSettings()
    legend.setUseContinuousLegend(False)
    shader.setLegendSettings(legend)
    raster_shader = QgsRasterShader()
    raster_shader.setRasterShaderFunction(shader)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, raster_shader))


def _in_digits(value: float) -> str:
    """Three digits or more, never as a power of ten."""
    return numeral(value, ",.0f") if value >= 100 else numeral(value, ".3g")


def _fill(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "255,255,255,128", "outline_width": "0.1"})


def _marker(colour: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"color": colour, "size": "2", "outline_color": "255,255,255,128"})


def _line(colour: str) -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"color": colour, "width": "0.5"})


_SYMBOLS = {
    QgsWkbTypes.GeometryType.PointGeometry: _marker,
    QgsWkbTypes.GeometryType.LineGeometry: _line,
    QgsWkbTypes.GeometryType.PolygonGeometry: _fill,
}
