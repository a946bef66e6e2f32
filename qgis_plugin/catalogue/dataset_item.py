"""A dataset in the list: two lines of words, and its months as a strip."""

from __future__ import annotations

from itertools import islice

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QTextOption
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .month_cells import paint_month

MONTHS = Qt.ItemDataRole.UserRole + 1
SECOND_LINE = Qt.ItemDataRole.UserRole + 2

MOST_MONTHS = 12
"""Of the strip: the last year. The calendar below the list shows them all."""

_WIDEST = 0.3
"""Of the row: the rest is for the title."""


class DatasetDelegate(QStyledItemDelegate):
    """Draws the title in the first line; in a second, fainter one what matters of it, and the last months."""

    def sizeHint(self, option: QStyleOptionViewItem, index) -> QSize:
        """Two lines for a dataset, one for a group."""
        # Asked of every row, shown or not: so nothing is read from the row, and only a dataset can be selected.
        lines = 2.4 if index.flags() & Qt.ItemFlag.ItemIsSelectable else 1.3
        line = option.fontMetrics.lineSpacing()
        return QSize(line, int(line * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:
        """Draw one row."""
        if not index.data(SECOND_LINE):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = _ink(option)
        beside = self._paint_months(painter, option, index.data(MONTHS), ink)
        _paint_words(painter, option, beside, title, index.data(SECOND_LINE), ink)
        painter.restore()

    def _paint_months(self, painter: QPainter, option: QStyleOptionViewItem, months, ink: QColor) -> QRectF:
        """Draw the last months at the right; the room that is left for words."""
        room = QRectF(option.rect).adjusted(_margin(option), 0, -_margin(option), 0)
        side = option.fontMetrics.height() * 0.55
        fitting = min(MOST_MONTHS, int(room.width() * _WIDEST / side))
        shown = list(islice(reversed(months.values()), fitting))[::-1]
        width = side * len(shown)
        top = room.top() + option.fontMetrics.lineSpacing() * 1.2 + (option.fontMetrics.height() - side) / 2
        for number, state in enumerate(shown):
            paint_month(painter, QRectF(room.right() - width + number * side, top, side, side), state, ink)
        return room.adjusted(0, 0, -width - _margin(option), 0)


def _paint_words(painter: QPainter, option, beside: QRectF, title: str, second: str, ink: QColor) -> None:
    """The title over the whole width, and the second line `beside` the months."""
    line = option.fontMetrics.lineSpacing()
    top = option.rect.top() + line * 0.2
    whole = QRectF(option.rect).adjusted(_margin(option), 0, -_margin(option), 0)
    painter.setPen(ink)
    _paint_line(painter, option, QRectF(whole.left(), top, whole.width(), line), title)
    faint = QColor(ink)
    faint.setAlphaF(1.0 if option.state & QStyle.StateFlag.State_Selected else 0.75)
    painter.setPen(faint)
    _paint_line(painter, option, QRectF(beside.left(), top + line, beside.width(), line), second)


def _paint_line(painter: QPainter, option, room: QRectF, text: str) -> None:
    shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, shown, QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter))


def _ink(option: QStyleOptionViewItem) -> QColor:
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    is_active = bool(option.state & QStyle.StateFlag.State_Active)
    group = QPalette.ColorGroup.Active if is_active else QPalette.ColorGroup.Inactive
    role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
    return option.palette.color(group, role)


def _margin(option: QStyleOptionViewItem) -> float:
    return option.fontMetrics.horizontalAdvance("n") * 0.5
