"""A bar chart drawn with what Qt has: labels, counts, the selected share, and gaps that say they are gaps."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QPoint, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QPainter
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...processing_algorithms.base.translation import numeral, tr
from .colours import axis_colour, bar_colour, selected_colour


@dataclass(frozen=True)
class Bar:
    """One bar; `value` is None where nothing is known."""

    label: str
    value: int | None
    selected: int = 0


class BarChart(QWidget):
    """Bars side by side; `clicked` carries the number of a bar."""

    clicked = pyqtSignal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(8 * self.fontMetrics().height())
        self._bars: list[Bar] = []
        self._current = 0

    def show_bars(self, bars: list[Bar]) -> None:
        """Draw other bars."""
        self._bars = bars
        self._current = min(self._current, max(len(bars) - 1, 0))
        self.setAccessibleDescription("; ".join(said_of(bar) for bar in bars[:60]))
        self.update()

    def bars(self) -> list[Bar]:
        """What is drawn."""
        return self._bars

    def paintEvent(self, event) -> None:
        """Called by Qt."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(axis_colour(self))
        painter.drawLine(0, self._floor(), self.width(), self._floor())
        for number, bar in enumerate(self._bars):
            self._draw_bar(painter, number, bar)
        self._draw_labels(painter)
        painter.end()

    def mouseMoveEvent(self, event) -> None:
        """Say the bar under the mouse."""
        number = self._bar_at(event.pos())
        if number is not None:
            QToolTip.showText(self.mapToGlobal(event.pos()), said_of(self._bars[number]), self)

    def mousePressEvent(self, event) -> None:
        """Choose the bar under the mouse."""
        number = self._bar_at(event.pos())
        if number is not None:
            self._current = number
            self.clicked.emit(number)

    def keyPressEvent(self, event) -> None:
        """Left and right walk along the bars, space chooses one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if step is not None and self._bars:
            self._current = (self._current + step) % len(self._bars)
            QToolTip.showText(self.mapToGlobal(QPoint(0, 0)), said_of(self._bars[self._current]), self)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and self._bars:
            self.clicked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _draw_bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        left, width = self._span(number)
        if bar.value is None:
            painter.fillRect(
                QRectF(left, self._top(), width, self._floor() - self._top()),
                QBrush(axis_colour(self), Qt.BrushStyle.BDiagPattern),
            )
        else:
            painter.fillRect(self._rectangle(left, width, bar.value), bar_colour(self))
            painter.fillRect(self._rectangle(left, width, bar.selected), selected_colour(self))
        if self.hasFocus() and number == self._current:
            painter.drawRect(QRectF(left, self._top(), width, self._floor() - self._top()))

    def _draw_labels(self, painter: QPainter) -> None:
        """As many labels as fit without touching, and the highest count."""
        end = -1.0
        for number, bar in enumerate(self._bars):
            left, width = self._span(number)
            needed = self.fontMetrics().horizontalAdvance(bar.label)
            middle = min(max(left + width / 2 - needed / 2, 0), max(self.width() - needed, 0))
            if middle > end:
                painter.drawText(QPoint(int(middle), self.height() - self.fontMetrics().descent()), bar.label)
                end = middle + needed + self.fontMetrics().averageCharWidth()
        if self._bars:
            painter.drawText(QPoint(0, self.fontMetrics().ascent()), numeral(self._highest()))

    def _rectangle(self, left: float, width: float, value: int) -> QRectF:
        height = (self._floor() - self._top()) * value / self._highest()
        return QRectF(left, self._floor() - height, width, height)

    def _span(self, number: int) -> tuple[float, float]:
        each = self.width() / max(len(self._bars), 1)
        gap = min(each * 0.15, 4)
        return number * each + gap / 2, each - gap

    def _bar_at(self, place: QPoint) -> int | None:
        number = int(place.x() * len(self._bars) / max(self.width(), 1))
        return number if 0 <= number < len(self._bars) else None

    def _highest(self) -> int:
        return max([1, *(bar.value for bar in self._bars if bar.value is not None)])

    def _top(self) -> int:
        return self.fontMetrics().height() + 2

    def _floor(self) -> int:
        return self.height() - self.fontMetrics().height() - 2


def said_of(bar: Bar) -> str:
    """A bar in words."""
    if bar.value is None:
        return tr("{label}: not supplied").format(label=bar.label)
    words = tr("{label}: {number}, {selected} selected") if bar.selected else tr("{label}: {number}")
    return words.format(label=bar.label, number=numeral(bar.value), selected=numeral(bar.selected))
