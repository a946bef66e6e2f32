"""Choosing whole months: by name, or the first and the last."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.query import Period
from .period_presets import ALL, CHOSEN, LAST_MONTH, LAST_YEAR, YEAR_EARLIER, preset_period


class PeriodChoice(QWidget):
    """`changed` when another period is chosen; `refused` says why a preset cannot be had."""

    changed = pyqtSignal()
    refused = pyqtSignal(str)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._there: Period | None = None
        self.preset = QComboBox()
        self.preset.setAccessibleName(tr("Period"))
        for preset, words in (
            (ALL, tr("All months")),
            (LAST_MONTH, tr("Last month")),
            (LAST_YEAR, tr("Last 12 months")),
            (YEAR_EARLIER, tr("The same months a year earlier")),
            (CHOSEN, tr("Chosen months")),
        ):
            self.preset.addItem(words, preset)
        self.first, self.last = QComboBox(), QComboBox()
        self.first.setAccessibleName(tr("First month"))
        self.last.setAccessibleName(tr("Last month"))
        self.setFocusProxy(self.preset)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.preset, 0, 0, 1, 3)
        for column, widget in enumerate((self.first, QLabel(tr("to")), self.last)):
            layout.addWidget(widget, 1, column)
            layout.setColumnStretch(column, column != 1)
        self.preset.activated.connect(self._take_preset)
        for box in (self.first, self.last):
            box.currentIndexChanged.connect(self._take_months)

    def show_months(self, there: Period | None) -> None:
        """Offer the months of a dataset; all of them are chosen first."""
        self._there = there
        months = there.months() if there else []
        for box in (self.first, self.last):
            box.blockSignals(True)
            box.clear()
            box.addItems(months)
            box.blockSignals(False)
        self.setEnabled(bool(months))
        if there:
            self.choose(there)

    def choose(self, period: Period | None) -> None:
        """Choose a period, as far as the dataset has it; None chooses everything."""
        if self._there is None:
            return
        wanted = period or self._there
        for box, month in ((self.first, wanted.first), (self.last, wanted.last)):
            box.blockSignals(True)
            box.setCurrentText(min(max(month, self._there.first), self._there.last))
            box.blockSignals(False)
        self._take_months()

    def period(self) -> Period:
        """The months as chosen; raises InvalidInput where they are the wrong way round."""
        return Period(self.first.currentText(), self.last.currentText())

    def _take_preset(self) -> None:
        if self._there is None:
            return
        try:
            preset = self.preset.currentData()
            self.choose(preset_period(preset, self._there, self.period()))
            self._name(preset)
        except InvalidInput as error:
            self.refused.emit(in_words(error))
            self._name(CHOSEN)

    def _take_months(self) -> None:
        first, last = self.first.currentText(), self.last.currentText()
        self._name(ALL if self._there and (first, last) == (self._there.first, self._there.last) else CHOSEN)
        self.changed.emit()

    def _name(self, preset: str) -> None:
        self.preset.setCurrentIndex(self.preset.findData(preset))
