"""Choosing boroughs and wards by name: several of them, found by typing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.client import Client
from ...safestats_core.errors import AccessDenied, InvalidInput
from ...safestats_core.retrieval.catalogue import Area
from ..connection.open_data import OpenData

_CODE = Qt.ItemDataRole.UserRole
_LINES = 6


@dataclass(frozen=True)
class NamedArea:
    """An area as it stands in the list."""

    code: str
    words: str


def ask_named_areas(client: Client | OpenData) -> list[NamedArea]:
    """Boroughs and wards that the portal has, by name. It waits: call it in a task.

    Raises InvalidInput where the portal has none.
    """
    boroughs = _areas(client, "borough")
    names = {area.code: area.name for area in boroughs}
    found = [NamedArea(area.code, tr("{name} (borough)").format(name=area.name)) for area in boroughs]
    for area in _areas(client, "ward"):
        words = tr("{name} (ward, {borough})") if area.borough in names else tr("{name} (ward)")
        found.append(NamedArea(area.code, words.format(name=area.name, borough=names.get(area.borough))))
    if not found:
        raise InvalidInput(tr("The portal has no boroughs or wards by name. Choose another kind of area."))
    return sorted(found, key=lambda area: area.words)


def _areas(client: Client | OpenData, area_type: str) -> list[Area]:
    try:
        return client.areas(area_type)
    except AccessDenied:  # the portal has boundaries of other types only
        return []


class NamedAreas(QWidget):
    """A field to find an area, the list of those that fit, and how many are ticked."""

    changed = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._tell)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field = QgsFilterLineEdit()
        self.field.setShowSearchIcon(True)
        self.field.setPlaceholderText(tr("Find a borough or ward"))
        self.field.setAccessibleName(tr("Find a borough or ward"))
        self.field.textChanged.connect(self._found.setFilterFixedString)
        self.list = QListView()
        self.list.setModel(self._found)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("Boroughs and wards: the space bar ticks one"))
        self.list.setMaximumHeight(self.fontMetrics().lineSpacing() * (_LINES + 1))
        self._chosen = QLabel()
        self._chosen.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.list, self._chosen):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)
        self.show_sentence(tr("Asking the portal…"))

    @property
    def is_filled(self) -> bool:
        """Whether there are areas to choose from."""
        return self._model.rowCount() > 0

    def show_areas(self, areas: Iterable[NamedArea]) -> None:
        """Offer these; those that were ticked stay so."""
        ticked = self.codes()
        self._model.blockSignals(True)
        self._model.clear()
        for area in areas:
            item = QStandardItem(area.words)
            item.setEditable(False)
            item.setCheckable(True)
            item.setData(area.code, _CODE)
            item.setCheckState(Qt.CheckState.Checked if area.code in ticked else Qt.CheckState.Unchecked)
            self._model.appendRow(item)
        self._model.blockSignals(False)
        self._found.setSourceModel(None)
        self._found.setSourceModel(self._model)
        self._tell()

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to choose from."""
        self._chosen.setText(sentence)

    def clear(self) -> None:
        """Forget the areas: they were another portal's."""
        self._model.clear()
        self.show_sentence("")

    def codes(self) -> tuple[str, ...]:
        """Codes of the areas that are ticked."""
        return tuple(item.data(_CODE) for item in self._ticked())

    def choose(self, codes: Iterable[str]) -> None:
        """Tick these and no others; a code that the list does not have yet joins it."""
        wanted = list(codes)
        known = {item.data(_CODE): item for item in self._items()}
        for code, item in known.items():
            item.setCheckState(Qt.CheckState.Checked if code in wanted else Qt.CheckState.Unchecked)
        for code in wanted:
            if code not in known:
                item = QStandardItem(code)
                item.setEditable(False)
                item.setCheckable(True)
                item.setData(code, _CODE)
                item.setCheckState(Qt.CheckState.Checked)
                self._model.appendRow(item)
        self._tell()

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _ticked(self) -> list[QStandardItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _tell(self) -> None:
        names = [item.text() for item in self._ticked()]
        words = tr("{number} chosen: {names}").format(number=len(names), names="; ".join(names))
        self.show_sentence(words if names else tr("None chosen yet."))
        self.changed.emit()
