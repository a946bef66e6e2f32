"""The portals of a person as a table, in the options."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ..connection.portals import forget_portal, known_portals, remember_portal, usable_portal


class PortalTable(QWidget):
    """Name and address of each portal, to be changed, added and removed; nothing is kept before `keep`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(tr("Portals"))
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Address")])
        self.table.setTabKeyNavigation(False)  # the Tab key leads on to the buttons
        self.table.horizontalHeader().setStretchLastSection(True)
        for portal in known_portals():
            self._add_row(portal.name, portal.url)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._arrange()

    def is_usable(self) -> bool:
        """Whether every address can be used; says beside the table which cannot."""
        try:
            for name, address in self._rows():
                usable_portal(name, address)
        except InvalidInput as error:
            self.problem.setText(in_words(error))
            self.problem.show()
            self.table.setAccessibleDescription(in_words(error))
            return False
        self.problem.hide()
        return True

    def keep(self) -> None:
        """Write the table to the settings."""
        kept = {remember_portal(name, address).name for name, address in self._rows()}
        for portal in known_portals():
            if portal.name not in kept:
                forget_portal(portal.name)

    def _arrange(self) -> None:
        words = QLabel(tr("&Portals that you can sign in to. Your data manager knows the address."))
        words.setBuddy(self.table)
        add = QPushButton(tr("Add a portal"))
        add.clicked.connect(lambda: self._add_row("", "https://"))
        remove = QPushButton(tr("Remove the selected portal"))
        remove.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))
        buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (words, self.table, self.problem):
            layout.addWidget(widget)
        for button in (add, remove):
            buttons.addWidget(button)
        layout.addLayout(buttons)

    def _rows(self) -> list[tuple[str, str]]:
        texts = [
            tuple(self.table.item(row, column).text().strip() for column in (0, 1))
            for row in range(self.table.rowCount())
        ]
        return [(name, address) for name, address in texts if name or address not in ("", "https://")]

    def _add_row(self, name: str, address: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate((name, address)):
            self.table.setItem(row, column, QTableWidgetItem(text))
