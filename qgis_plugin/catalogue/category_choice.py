"""Choosing categories, each with its rows where those are known from what is cached."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import numeral, tr
from ...safestats_core.incidents import CATEGORIES


class CategoryChoice(QWidget):
    """A box in which several can be ticked; none ticked is all."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.box = QgsCheckableComboBox()
        self.box.setAccessibleName(tr("Categories"))
        self.box.setDefaultText(tr("All categories"))
        # As wide as the panel, not as the longest choice of several.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for key, label in CATEGORIES.items():
            self.box.addItemWithCheckState(tr(label), Qt.CheckState.Unchecked, key)
        self.changed = self.box.checkedItemsChanged
        self.setFocusProxy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)

    def categories(self) -> tuple[str, ...]:
        """Keys of those that are ticked."""
        return tuple(self.box.checkedItemsData())

    def choose(self, categories: tuple[str, ...]) -> None:
        """Tick these and no others."""
        self.box.blockSignals(True)
        for index in range(self.box.count()):
            is_chosen = self.box.itemData(index) in categories
            self.box.setItemCheckState(index, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.box.blockSignals(False)
        self.changed.emit([])

    def show_counts(self, months: int, counts: Mapping[str, int] | None) -> None:
        """Write the rows of each category beside it.

        months  that are cached, from which `counts` come; None where they are not known
        """
        chosen = self.categories()
        self.box.blockSignals(True)
        for index in range(self.box.count()):
            key = self.box.itemData(index)
            number = f" ({numeral(counts.get(key, 0))})" if counts is not None else ""
            self.box.setItemText(index, tr(CATEGORIES[key]) + number)
        self.box.blockSignals(False)
        words = tr("In brackets: rows in the {months} months on this computer.").format(months=months)
        self.box.setToolTip("" if counts is None else words)
        self.box.setAccessibleDescription(self.box.toolTip())
        if chosen:
            self.choose(chosen)  # the box shows the words of what is ticked as they were then
