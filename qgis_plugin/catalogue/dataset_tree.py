"""The datasets that a person may see, by agency, with the level of access in words."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ...safestats_core.retrieval.catalogue import DatasetInfo
from ..layers.extract import LEVEL_WORDS

_INFO = Qt.ItemDataRole.UserRole


class DatasetTree(QTreeWidget):
    """Agencies with their datasets below; `chosen` carries the selected DatasetInfo, or None."""

    chosen = pyqtSignal(object)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.shown: tuple[DatasetInfo, ...] = ()
        self.setAccessibleName(self.tr("Datasets that you may use"))
        self.setHeaderLabels([self.tr("Dataset"), self.tr("You see")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setUniformRowHeights(True)
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.selected()))

    def show_datasets(self, datasets: tuple[DatasetInfo, ...]) -> None:
        """Replace what is shown, and select the first dataset."""
        self.shown = tuple(datasets)
        self.clear()
        agencies: dict[str, QTreeWidgetItem] = {}
        for info in sorted(datasets, key=lambda info: (info.agency, info.title, info.level.value)):
            if info.agency not in agencies:
                agencies[info.agency] = self._agency_item(info.agency)
            agencies[info.agency].addChild(_dataset_item(info))
        self.expandAll()
        first = next(iter(agencies.values()), None)
        if first is not None:
            self.setCurrentItem(first.child(0))

    def selected(self) -> DatasetInfo | None:
        """The dataset under the selection; None on an agency or on nothing."""
        item = self.currentItem()
        return item.data(0, _INFO) if item is not None and item.isSelected() else None

    def _agency_item(self, agency: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [agency.replace("-", " ").capitalize()])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        return item


def in_words(info: DatasetInfo) -> str:
    """What a person wants to know of a dataset before she loads it."""
    period = f"{info.first_month} to {info.last_month}" if info.first_month else "no data yet"
    return (
        f"{info.rows:,} rows, {period}. Handling: {info.handling}.\n{info.description}\n{info.attribution.rstrip('.')}."
    )


def _dataset_item(info: DatasetInfo) -> QTreeWidgetItem:
    item = QTreeWidgetItem([info.title, LEVEL_WORDS[info.level]])
    item.setToolTip(0, f"{info.title}\n{in_words(info)}")
    item.setData(0, _INFO, info)
    return item
