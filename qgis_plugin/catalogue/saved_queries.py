"""A menu of questions that were saved: her own, and those that colleagues share."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
)

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.saved_queries import SavedQuery


class SavedQueries(QToolButton):
    """One button; its menu is filled from what `show_queries` was given.

    chosen          carries the SavedQuery to fill in
    saving_wanted   the filters as they stand are to be saved
    forget_wanted   carries the SavedQuery to forget
    """

    chosen = pyqtSignal(object)
    saving_wanted = pyqtSignal()
    forget_wanted = pyqtSignal(object)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._queries: tuple[SavedQuery, ...] = ()
        self.can_save = False
        self.setText(tr("&Queries"))
        self.setToolTip(tr("Queries that you or colleagues have saved"))
        self.setAccessibleName(tr("Saved queries"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.list = QMenu(self)
        self.list.aboutToShow.connect(self._fill)
        self.setMenu(self.list)

    def show_queries(self, queries: list[SavedQuery]) -> None:
        """Offer these."""
        self._queries = tuple(sorted(queries, key=lambda each: (not each.own, each.name.casefold())))

    def _fill(self) -> None:
        self.list.clear()
        saving = self._action(self.list, tr("Save these filters…"), self.saving_wanted.emit)
        saving.setEnabled(self.can_save)
        own = [each for each in self._queries if each.own]
        others = [each for each in self._queries if not each.own]
        for title, queries in ((tr("Mine"), own), (tr("From colleagues"), others)):
            if queries:
                self.list.addSection(title)
                for each in queries:
                    words = each.name if each.own else f"{each.name} ({each.owner})"
                    self._action(self.list, _literal(words), lambda each=each: self.chosen.emit(each))
        if own:
            self.list.addSeparator()
            forget = self.list.addMenu(tr("Forget"))
            for each in own:
                self._action(forget, _literal(each.name), lambda each=each: self.forget_wanted.emit(each))

    def _action(self, menu: QMenu, words: str, call) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(lambda checked=False: call())
        menu.addAction(action)
        return action


class SaveQueryDialog(QDialog):
    """Asks for a name, and whether colleagues may use it."""

    def __init__(self, suggested: str, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save these filters"))
        self.name = QLineEdit(suggested)
        self.name.setAccessibleName(tr("Name of the query"))
        self.name.selectAll()
        self.shared = QCheckBox(tr("Colleagues who may see this dataset can use it"))
        label = QLabel(tr("&Name"))
        label.setBuddy(self.name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.name.textChanged.connect(lambda text: save.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        kept = QLabel(tr("The portal keeps the filters under this name, and none of the data."))
        kept.setWordWrap(True)
        for widget in (label, self.name, self.shared, kept, buttons):
            layout.addWidget(widget)


def _literal(words: str) -> str:
    """Words of people in a menu, where an ampersand would underline the next letter."""
    return words.replace("&", "&&")
