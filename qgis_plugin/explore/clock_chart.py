"""The week as a clock of 7 x 24 hours: the darker an hour, the more happened in it."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QPoint, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...processing_algorithms.base.translation import numeral
from .colours import axis_colour, blend, selected_colour

_HOURS = 24


class ClockChart(QWidget):
    """Weekdays down, hours across; `clicked` carries weekday (0 Monday) and hour."""

    clicked = pyqtSignal(int, int)

    def __init__(self, name: str, days: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(10 * self.fontMetrics().height())
        self._days = days
        self._totals = np.zeros((len(days), _HOURS))
        self._current = (0, 0)

    def show_totals(self, totals: np.ndarray) -> None:
        """Draw other totals, shape (7, 24)."""
        self._totals = totals
        day, hour = np.unravel_index(int(np.argmax(totals)), totals.shape)
        self.setAccessibleDescription(self.said_of(int(day), int(hour)) if totals.any() else "")
        self.update()

    def totals(self) -> np.ndarray:
        """What is drawn."""
        return self._totals

    def said_of(self, day: int, hour: int) -> str:
        """One hour in words."""
        return f"{self._days[day]} {hour:02d}:00-{hour + 1:02d}:00: {numeral(self._totals[day, hour], ',.1f')}"

    def paintEvent(self, event) -> None:
        """Called by Qt."""
        painter = QPainter(self)
        background = self.palette().color(QPalette.ColorRole.Base)
        most = max(self._totals.max(), 1e-9)
        for (day, hour), total in np.ndenumerate(self._totals):
            # Whole pixels: between cells that end within one, the background would show.
            place = self._cell(day, hour).toAlignedRect()
            painter.fillRect(place, blend(background, selected_colour(self), float(total / most)))
        painter.setPen(axis_colour(self))
        if self.hasFocus():
            painter.drawRect(self._cell(*self._current))
        self._draw_labels(painter)
        painter.end()

    def mouseMoveEvent(self, event) -> None:
        """Say the hour under the mouse."""
        found = self._hour_at(event.pos())
        if found is not None:
            QToolTip.showText(self.mapToGlobal(event.pos()), self.said_of(*found), self)

    def mousePressEvent(self, event) -> None:
        """Choose the hour under the mouse."""
        found = self._hour_at(event.pos())
        if found is not None:
            self._current = found
            self.clicked.emit(*found)

    def keyPressEvent(self, event) -> None:
        """The arrows walk over the clock, space chooses an hour."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if event.key() in steps:
            down, right = steps[event.key()]
            self._current = ((self._current[0] + down) % len(self._days), (self._current[1] + right) % _HOURS)
            QToolTip.showText(self.mapToGlobal(QPoint(0, 0)), self.said_of(*self._current), self)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.clicked.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def _draw_labels(self, painter: QPainter) -> None:
        for day, name in enumerate(self._days):
            place = self._cell(day, 0)
            painter.drawText(
                QRectF(0, place.top(), self._margin(), place.height()), Qt.AlignmentFlag.AlignVCenter, name
            )
        for hour in range(0, _HOURS, 6):
            painter.drawText(QPoint(int(self._cell(0, hour).left()), self.fontMetrics().ascent()), f"{hour:02d}")

    def _cell(self, day: int, hour: int) -> QRectF:
        top = self.fontMetrics().height() + 2
        width, height = (self.width() - self._margin()) / _HOURS, (self.height() - top) / len(self._days)
        return QRectF(self._margin() + hour * width, top + day * height, width, height)

    def _hour_at(self, place: QPoint) -> tuple[int, int] | None:
        first = self._cell(0, 0)
        day, hour = int((place.y() - first.top()) // first.height()), int((place.x() - first.left()) // first.width())
        return (day, hour) if 0 <= day < len(self._days) and 0 <= hour < _HOURS else None

    def _margin(self) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(day) for day in self._days)
        return widest + self.fontMetrics().averageCharWidth()
