"""Every month of a dataset in a small calendar: a line for each year, a cell for each month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPalette, QTextOption
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QToolTip

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.coverage import Covered
from .coverage_months import said_of_month, said_of_months
from .month_cells import paint_month


class CoverageCalendar(QLabel):
    """Says in words what it draws, to a screen reader as a whole and in a tooltip for each month.

    A label, because the themes of QGIS tell labels their colour, and other widgets not.
    """

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._months: Mapping[str, str] = {}
        self._covered: tuple[Covered, ...] = ()
        self.setAccessibleName(tr("Months that are there"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Mapping[str, str], covered: Iterable[Covered] = ()) -> None:
        """Month -> state, with the suppliers' months where they are known."""
        self._months, self._covered = months, tuple(covered)
        self.setAccessibleDescription(said_of_months(months))
        self.setVisible(bool(months))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Twelve cells beside a year, for each year."""
        return QSize(int(self._year_width() + 12 * self._side()), int(max(1, len(self._years())) * self._side()) + 2)

    def minimumSizeHint(self) -> QSize:
        """The same: a cell is not made smaller."""
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        """Draw the years."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(self.foregroundRole())
        painter.setPen(ink)
        for line, year in enumerate(self._years()):
            words = QRectF(0, line * self._side(), self._year_width(), self._side())
            painter.drawText(words, year, QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter))
        for month, state in self._months.items():
            paint_month(painter, self._cell(month), state, ink)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def event(self, event: QEvent) -> bool:
        """The tooltip is that of the month under the mouse."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def said_at(self, place: QPointF) -> str:
        """The month drawn at `place` in words, or all of them."""
        for month, state in self._months.items():
            if self._cell(month).contains(place):
                return said_of_month(month, state, self._covered)
        return said_of_months(self._months)

    def _years(self) -> list[str]:
        return sorted({month[:4] for month in self._months})

    def _cell(self, month: str) -> QRectF:
        side, line = self._side(), self._years().index(month[:4])
        return QRectF(self._year_width() + (int(month[5:]) - 1) * side, line * side, side, side)

    def _side(self) -> float:
        return float(self.fontMetrics().height())

    def _year_width(self) -> float:
        return float(self.fontMetrics().horizontalAdvance("0000 "))
