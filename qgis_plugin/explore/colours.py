"""The colours of the charts: those of the window's own palette, so that they follow a dark theme."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QWidget

_LEAST_CONTRAST = 120
"""Of 255 steps of lightness. QGIS's theme Night Mapping has a palette whose letters cannot be told from its windows."""


def axis_colour(widget: QWidget) -> QColor:
    """Of lines and letters: the palette's own where it can be read, else nearly black or nearly white."""
    ink, paper = (widget.palette().color(role) for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window))
    if abs(ink.lightness() - paper.lightness()) >= _LEAST_CONTRAST:
        return ink
    return QColor(230, 230, 230) if paper.lightness() < 128 else QColor(30, 30, 30)


def bar_colour(widget: QWidget) -> QColor:
    """Of everything there is: half way from the background to the text."""
    return blend(widget.palette().color(QPalette.ColorRole.Window), axis_colour(widget), 0.45)


def selected_colour(widget: QWidget) -> QColor:
    """Of what is selected on the map."""
    return widget.palette().color(QPalette.ColorRole.Highlight)


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """A colour between two: 0 is the first, 1 the second."""
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3])
    return QColor(*(round(one + (other - one) * share) for one, other in pairs))
