"""The filters of a load: period, categories, area. Gives a Query."""

from __future__ import annotations

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from ...safestats_core.incidents import CATEGORIES
from ...safestats_core.query import Period, Query
from ...safestats_core.retrieval.catalogue import DatasetInfo
from .area_choice import AreaChoice


class QueryForm(QWidget):
    """Asks when, what and where for one dataset."""

    def __init__(self, canvas, parent=None) -> None:
        super().__init__(parent)
        self._first = QComboBox()
        self._first.setAccessibleName(self.tr("First month"))
        self._last = QComboBox()
        self._last.setAccessibleName(self.tr("Last month"))
        self._categories = QgsCheckableComboBox()
        self._categories.setAccessibleName(self.tr("Categories"))
        self._categories.setDefaultText(self.tr("All categories"))
        for key, label in CATEGORIES.items():
            self._categories.addItemWithCheckState(label, Qt.CheckState.Unchecked, key)
        self.area_choice = AreaChoice(canvas)
        period = QHBoxLayout()
        for widget in (self._first, QLabel(self.tr("to")), self._last):
            period.addWidget(widget)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addRow(self.tr("Period"), period)
        layout.addRow(self.tr("Categories"), self._categories)
        layout.addRow(self.tr("Area"), self.area_choice)

    def show_dataset(self, info: DatasetInfo | None) -> None:
        """Offer the months that `info` has; the whole period is chosen first."""
        months = Period(info.first_month, info.last_month).months() if info and info.first_month else []
        for box, index in ((self._first, 0), (self._last, len(months) - 1)):
            box.clear()
            box.addItems(months)
            box.setCurrentIndex(index)
        self.setEnabled(bool(months))

    def query(self, info: DatasetInfo) -> Query:
        """The question as filled in; raises InvalidInput with a sentence where it makes no sense."""
        return Query(
            dataset=info.dataset,
            level=info.level,
            period=Period(self._first.currentText(), self._last.currentText()),
            area=self.area_choice.area(),
            categories=tuple(self._categories.checkedItemsData()),
        )
