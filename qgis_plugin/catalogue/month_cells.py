"""How a month is drawn: filled when complete, half filled when partly there, crossed out when missing.

The three differ in shape, so nobody needs to tell colours apart, and all are drawn in the palette's own.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from .coverage_months import COMPLETE, MISSING


def paint_month(painter: QPainter, cell: QRectF, state: str, ink: QColor) -> None:
    """Draw one month into `cell`."""
    gap = min(cell.width(), cell.height()) * 0.12
    box = cell.adjusted(gap, gap, -gap, -gap)
    painter.setPen(QPen(ink, max(1.0, cell.height() / 14)))
    painter.setBrush(QBrush(ink) if state == COMPLETE else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRect(box)
    if state == MISSING:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())
    elif state != COMPLETE:
        painter.setBrush(QBrush(ink))
        painter.drawPolygon(QPolygonF([box.topLeft(), box.bottomRight(), QPointF(box.left(), box.bottom())]))
