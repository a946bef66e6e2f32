"""How results look: colours that the colour-blind tell apart, legends in plain words."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..base.translation import tr

# Light to dark, so that they stay in order without colour too.
_SEQUENTIAL = ("#ffeda0", "#feb24c", "#fc6d33", "#d7191c", "#7a0026")
_NOTHING = "200,200,200,60"
_SHARE_OF_CELLS = (0.5, 0.75, 0.9, 0.97, 1.0)


def style_hotspots(layer: QgsVectorLayer) -> None:
    """Cells of a Gi* result by `gi_bin`: hot in reds, cold in blues, the rest faint."""
    bins = [
        (3, "#b2182b", tr("Hot spot, 99 % confidence")),
        (2, "#ef8a62", tr("Hot spot, 95 % confidence")),
        (1, "#fddbc7", tr("Hot spot, 90 % confidence")),
        (0, _NOTHING, tr("Not significant")),
        (-1, "#d1e5f0", tr("Cold spot, 90 % confidence")),
        (-2, "#67a9cf", tr("Cold spot, 95 % confidence")),
        (-3, "#2166ac", tr("Cold spot, 99 % confidence")),
    ]
    categories = [QgsRendererCategory(value, _fill(colour), label) for value, colour, label in bins]
    layer.setRenderer(QgsCategorizedSymbolRenderer("gi_bin", categories))


def style_counts(layer: QgsVectorLayer, field: str, values: np.ndarray) -> None:
    """Cells by how much they hold: `values` are those of `field`, and set the classes."""
    ranges = [QgsRendererRange(0, 0, _fill(_NOTHING), tr("None"))]
    lowest = 0.0
    for colour, highest in zip(_SEQUENTIAL, class_ends(values)):
        label = tr("Up to {highest}").format(highest=f"{highest:,.6g}")
        ranges.append(QgsRendererRange(lowest, highest, _fill(colour), label))
        lowest = highest
    layer.setRenderer(QgsGraduatedSymbolRenderer(field, ranges))


def style_incidents(layer: QgsVectorLayer) -> None:
    """Small see-through points, so that many in one place show darker."""
    symbol = QgsMarkerSymbol.createSimple({"size": "1.6", "color": "42,127,184,140", "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def class_ends(values: np.ndarray) -> list[float]:
    """Upper ends of at most five classes, finer towards the top, where few cells hold most incidents."""
    held = values[values > 0]
    return np.unique(np.quantile(held, _SHARE_OF_CELLS, method="higher")).tolist() if len(held) else []


def style_density(layer: QgsRasterLayer, highest: float) -> None:
    """A density surface up to `highest`; nothing is transparent, and faint areas still show."""
    shader = QgsColorRampShader(0, highest, None, QgsColorRampShader.Type.Interpolated)
    nothing = QColor(_SEQUENTIAL[0])
    nothing.setAlpha(0)
    items = [QgsColorRampShader.ColorRampItem(0, nothing, tr("None"))]
    for step, colour in enumerate(_SEQUENTIAL, start=1):
        value = highest * (step / len(_SEQUENTIAL)) ** 2
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
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _fill(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "255,255,255,128", "outline_width": "0.1"})
