"""The three charts of the panel, filled from summaries."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.incidents import CATEGORIES
from .bar_chart import Bar, BarChart
from .clock_chart import ClockChart
from .summary import Summary


class Charts(QObject):
    """Counts by month, the clock of the week, and the categories; what is clicked is told by its value."""

    month_chosen = pyqtSignal(str)
    hour_chosen = pyqtSignal(int, int)
    category_chosen = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.months = BarChart(tr("Incidents by month"))
        self.clock = ClockChart(tr("Incidents by weekday and hour"), self._days())
        self.categories = BarChart(tr("Incidents by category"))
        self._months: list[str] = []
        self._categories: list[str] = []
        self._is_filled = False
        self.months.clicked.connect(lambda number: self.month_chosen.emit(self._months[number]))
        self.clock.clicked.connect(self.hour_chosen)
        self.categories.clicked.connect(lambda number: self.category_chosen.emit(self._categories[number]))

    def pages(self) -> list[tuple[str, QWidget]]:
        """Title and widget of each chart."""
        return [(tr("When"), self.months), (tr("Week"), self.clock), (tr("What"), self.categories)]

    def show_summary(self, whole: Summary | None, selected: Summary | None) -> None:
        """Draw the summary of all rows, and within it that of the selected ones; without a summary draw nothing."""
        self._is_filled = whole is not None
        if whole is None:
            self._clear()
            return
        self._months = [str(month) for month in whole.months.months]
        self.months.show_bars(_month_bars(whole, selected))
        clock = selected if selected is not None and selected.week is not None else whole
        self.clock.show_totals(np.zeros((7, 24)) if clock.week is None else clock.week.totals)
        self._categories = list(whole.categories)
        chosen = {} if selected is None else selected.categories
        bars = [Bar(self._named(name), count, chosen.get(name, 0)) for name, count in whole.categories.items()]
        self.categories.show_bars(bars)

    def table(self, page: int) -> str:
        """The numbers of one page, a line each, with tabs between them; "" where nothing is drawn."""
        if not self._is_filled:
            return ""
        if page == 1:
            hours = "\t".join(f"{hour:02d}" for hour in range(24))
            rows = zip(self._days(), self.clock.totals())
            lines = ["\t".join([day, *(f"{value:.2f}" for value in values)]) for day, values in rows]
            return "\n".join([f"\t{hours}", *lines])
        chart = self.months if page == 0 else self.categories
        return "\n".join(f"{bar.label}\t{'' if bar.value is None else bar.value}" for bar in chart.bars())

    def _clear(self) -> None:
        self._months, self._categories = [], []
        self.months.show_bars([])
        self.clock.show_totals(np.zeros((7, 24)))
        self.categories.show_bars([])

    def _named(self, category: str) -> str:
        return tr(CATEGORIES[category]) if category in CATEGORIES else category or tr("(none)")

    def _days(self) -> list[str]:
        return [tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")]


def _month_bars(whole: Summary, selected: Summary | None) -> list[Bar]:
    chosen = {} if selected is None else dict(zip(selected.months.months.tolist(), selected.months.counts.tolist()))
    rows = zip(whole.months.months.tolist(), whole.months.counts.tolist(), whole.months.known.tolist())
    return [Bar(f"{month:%Y-%m}", count if known else None, chosen.get(month, 0)) for month, count, known in rows]
