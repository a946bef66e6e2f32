"""The datasets that a person may see as a tree: agency, theme, dataset. What is typed narrows it."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel

from ...processing_algorithms.base.translation import numeral, tr
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ..layers.extract import LEVEL_WORDS
from .coverage_months import months_of, said_of_months
from .dataset_item import MONTHS, SECOND_LINE

INFO = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 3


def dataset_model(datasets: tuple[DatasetInfo, ...], parent=None) -> QStandardItemModel:
    """Agencies with their themes, and in those the datasets, each in alphabetical order."""
    model = QStandardItemModel(0, 1, parent)
    groups: dict[tuple[str, ...], QStandardItem] = {(): model.invisibleRootItem()}
    for info in sorted(datasets, key=lambda info: (_named(info.agency), info.theme, info.title, info.level.value)):
        agency, theme = _named(info.agency), _named(info.theme) or tr("Other")
        for path in ((agency,), (agency, theme)):
            if path not in groups:
                groups[path] = _group(path[-1])
                groups[path[:-1]].appendRow(groups[path])
        groups[agency, theme].appendRow(_Dataset(info))
    return model


def second_line(info: DatasetInfo) -> str:
    """Level, rows, period and last update of a dataset, shortly."""
    period = f"{info.first_month} – {info.last_month}" if info.first_month else tr("no data yet")
    rows = tr("{rows} rows").format(rows=numeral(info.rows)) if info.rows else ""
    updated = tr("updated {day}").format(day=info.updated[:10]) if info.updated else ""
    terms = tr("terms of use") if info.has_terms else ""
    return " · ".join(filter(None, (tr(LEVEL_WORDS[info.level]), rows, period, updated, terms)))


class SearchedDatasets(QSortFilterProxyModel):
    """Shows the datasets in which every word that is typed occurs, in the title, the agency, the theme or the level."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._typed: list[str] = []
        self.setRecursiveFilteringEnabled(True)

    def search(self, text: str) -> None:
        """Narrow to `text`."""
        self._typed = text.casefold().split()
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        """Whether a dataset stays; a group stays with what is in it."""
        index = self.sourceModel().index(row, 0, parent)
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return False
        if not self._typed:
            return True
        words = index.data(_WORDS)
        return all(word in words for word in self._typed)


def _group(name: str) -> QStandardItem:
    item = QStandardItem(name)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setEditable(False)
    return item


class _Dataset(QStandardItem):
    """A row that puts its words together when it is looked at: of hundreds only a few ever are."""

    def __init__(self, info: DatasetInfo) -> None:
        super().__init__(info.title)
        self.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._info = info

    def data(self, role: int = Qt.ItemDataRole.UserRole + 1) -> object:
        """What is asked for."""
        if role == INFO:
            return self._info
        tell = _TOLD.get(role)
        return super().data(role) if tell is None else tell(self._info)


@lru_cache(maxsize=64)
def _months(info: DatasetInfo) -> dict[str, str]:
    return months_of(info)


def _said(info: DatasetInfo) -> str:
    return f"{info.title}. {second_line(info)}. {said_of_months(_months(info))}"


def _tip(info: DatasetInfo) -> str:
    return f"{info.title}\n{second_line(info)}\n{said_of_months(_months(info))}"


def _searched(info: DatasetInfo) -> str:
    words = (info.title, info.dataset, info.agency, info.theme, tr(LEVEL_WORDS[info.level]), info.description)
    return " ".join(words).casefold()


_TOLD = {
    MONTHS: _months,
    SECOND_LINE: second_line,
    _WORDS: _searched,
    Qt.ItemDataRole.AccessibleTextRole: _said,
    Qt.ItemDataRole.ToolTipRole: _tip,
}


def _named(name: str) -> str:
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]
