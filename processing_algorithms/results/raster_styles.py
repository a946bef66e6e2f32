"""Rasters in classes: one colour and plain words for each range of values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from qgis.core import (
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..base.translation import tr

Class = tuple[float, str, str]
"""Upper end of a range, its colour, and what the legend says."""


def style_ranges(layer: QgsRasterLayer, classes: Iterable[Class]) -> None:
    """The first band by ranges that follow each other; the upper end of the last is infinite."""
    items = [QgsColorRampShader.ColorRampItem(end, colour_of(colour), words) for end, colour, words in classes]
    finite = [item.value for item in items if math.isfinite(item.value)]
    shader = QgsColorRampShader(finite[0], finite[-1], None, QgsColorRampShader.Type.Discrete)
    shader.setColorRampItemList(items)
    raster_shader = QgsRasterShader()
    raster_shader.setRasterShaderFunction(shader)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, raster_shader)
    renderer.setClassificationMin(finite[0])
    renderer.setClassificationMax(finite[-1])
    layer.setRenderer(renderer)


def ranges(ends: Sequence[float], colours: Sequence[str], words: Sequence[str], unit: str = "") -> list[Class]:
    """Classes below, between and above rising `ends`, whose words are given; there is one colour more than ends."""
    said = [tr("Under {end}").format(end=words[0])]
    said += [tr("{end} to {next}").format(end=end, next=following) for end, following in zip(words, words[1:])]
    said.append(tr("{end} and over").format(end=words[-1]))
    return [(end, colour, f"{text} {unit}".strip()) for end, colour, text in zip([*ends, math.inf], colours, said)]


def colour_of(text: str) -> QColor:
    """A colour written as #rrggbb, or as red, green, blue and opacity."""
    return QColor(*(int(part) for part in text.split(","))) if "," in text else QColor(text)
