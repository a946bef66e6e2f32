"""Finding a dataset: a field to search in, and below it the datasets by agency and theme."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QEvent, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QTreeView, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.catalogue import DatasetInfo
from .dataset_item import DatasetDelegate
from .dataset_model import INFO, SearchedDatasets, dataset_model


class DatasetTree(QWidget):
    """`chosen` carries the selected DatasetInfo, or None; `activated` the one that Enter was pressed on."""

    chosen = pyqtSignal(object)
    activated = pyqtSignal(object)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.shown: tuple[DatasetInfo, ...] = ()
        self._lost: DatasetInfo | None = None  # what was selected before nothing was found
        self.search_field = QgsFilterLineEdit()
        self.search_field.setShowSearchIcon(True)
        self.search_field.setPlaceholderText(tr("Find a dataset"))
        self.search_field.setAccessibleName(tr("Find a dataset"))
        self.search_field.textChanged.connect(self._search)
        self.search_field.installEventFilter(self)
        self.view = QTreeView()
        self.view.setAccessibleName(tr("Datasets that you may use"))
        self.view.setHeaderHidden(True)
        self.view.setItemDelegate(DatasetDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.activated.connect(lambda index: self.activated.emit(index.data(INFO)))
        self._searched = SearchedDatasets(self)
        self.view.setModel(self._searched)
        self.view.selectionModel().currentChanged.connect(lambda: self.chosen.emit(self.selected()))
        self._set_indentation()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search_field)
        layout.addWidget(self.view, 1)

    def show_datasets(self, datasets: tuple[DatasetInfo, ...]) -> None:
        """Replace what is shown; what was selected stays so, or else the first dataset is."""
        before = self.selected()
        self.shown = tuple(datasets)
        old = self._searched.sourceModel()
        self._searched.setSourceModel(dataset_model(self.shown, self))
        if old is not None:
            old.deleteLater()
        self.view.expandAll()
        if before is None or not self.select(before.collection):
            self._select_first()

    def selected(self) -> DatasetInfo | None:
        """The dataset under the selection; None on a group or on nothing."""
        return self.view.currentIndex().data(INFO)

    def select(self, collection: str) -> bool:
        """Select a dataset by the name of its collection; False where it is not shown."""
        for index in self._leaves():
            if index.data(INFO).collection == collection:
                self.view.setCurrentIndex(index)
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down goes into the list and Escape clears what was typed."""
        if watched is not self.search_field or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        clears = event.key() == Qt.Key.Key_Escape and bool(self.search_field.text())
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(clears)  # otherwise the panel's own Escape comes first
            return clears
        if clears:
            self.search_field.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return super().eventFilter(watched, event)
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Another size of letters needs another indentation."""
        if event.type() == QEvent.Type.FontChange:
            self._set_indentation()
        super().changeEvent(event)

    def _set_indentation(self) -> None:
        self.view.setIndentation(self.fontMetrics().horizontalAdvance("m"))

    def _search(self, text: str) -> None:
        before = self.selected() or self._lost
        self._searched.search(text)
        self.view.expandAll()
        if self.selected() is None and not (before is not None and self.select(before.collection)):
            self._select_first()
        self._lost = before if self.selected() is None else None

    def _select_first(self) -> None:
        self.view.setCurrentIndex(next(self._leaves(), QModelIndex()))
        if not self.view.currentIndex().isValid():
            self.chosen.emit(None)

    def _leaves(self):
        def below(parent: QModelIndex):
            for row in range(self._searched.rowCount(parent)):
                index = self._searched.index(row, 0, parent)
                if index.data(INFO) is not None:
                    yield index
                yield from below(index)

        return below(QModelIndex())
