"""One symbol for each category, told apart by colour and by shape, so that colour-blind people can read it."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsCategorizedSymbolRenderer, QgsMarkerSymbol, QgsRendererCategory, QgsVectorLayer

from ...processing_algorithms.base.translation import tr
from ...safestats_core.incidents import CATEGORIES

# Okabe and Ito's palette without its black: seven hues that stay apart in every common colour blindness. A grey would
# not: without cones for green it looks like the green.
_COLOURS = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442")
_SHAPES = ("circle", "square", "triangle", "cross_fill")
"""Apart at 2 mm: round, straight, pointed, and with corners that go inwards. Seven categories have each."""


def style_by_category(layer: QgsVectorLayer, present: Iterable[str]) -> None:
    """Style the points of `layer` by its `category` field, with a legend entry for each category `present`.

    A last entry draws whatever else comes with a refresh. It makes drawing faster, too: without one, QGIS asks of
    every point whether its category is in the list.
    """
    shown = set(present)
    entries = [
        QgsRendererCategory(key, _symbol(_COLOURS[index % len(_COLOURS)], _SHAPES[index // len(_COLOURS)]), tr(label))
        for index, (key, label) in enumerate(CATEGORIES.items())
        if key in shown
    ]
    others = tr("Any other category")
    entries.append(QgsRendererCategory("", _symbol("#777777", "star"), others))
    layer.setRenderer(QgsCategorizedSymbolRenderer("category", entries))


def _symbol(colour: str, shape: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple(
        {
            "name": shape,
            "color": colour,
            "size": "1.8",
            "outline_color": "#ffffff",
            "outline_width": "0.1",
        }
    )
