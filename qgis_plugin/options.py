"""The SafeStats page of QGIS's options: which portals there are."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout

from ..safestats_core.errors import InvalidInput
from .connection.portals import forget_portal, known_portals, remember_portal
from .icon import ICON


class SafeStatsOptionsPage(QgsOptionsPageWidget):
    """A table of portals, name and address; kept when the dialog is accepted."""

    def __init__(self, on_change: Callable[[], None], parent=None) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self._table = QTableWidget(0, 2)
        self._table.setAccessibleName(self.tr("Portals"))
        self._table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Address")])
        self._table.setTabKeyNavigation(False)  # the Tab key leads on to the buttons
        self._table.horizontalHeader().setStretchLastSection(True)
        for portal in known_portals():
            self._add_row(portal.name, portal.url)
        add = QPushButton(self.tr("Add a portal"))
        add.clicked.connect(lambda: self._add_row("", "https://"))
        remove = QPushButton(self.tr("Remove the selected portal"))
        remove.clicked.connect(lambda: self._table.removeRow(self._table.currentRow()))
        buttons = QHBoxLayout()
        for button in (add, remove):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        words = QLabel(self.tr("&Portals that you can sign in to. Your data manager knows the address."))
        words.setBuddy(self._table)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.hide()
        for widget in (words, self._table, self._problem):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def isValid(self) -> bool:
        """Whether every address can be used; QGIS keeps the dialog open where not."""
        try:
            self.apply()
        except InvalidInput as error:
            self._problem.setText(str(error))
            self._problem.show()
            self._table.setAccessibleDescription(str(error))
            return False
        self._problem.hide()
        return True

    def apply(self) -> None:
        """Write the table to the settings."""
        rows = [
            tuple(self._table.item(row, column).text().strip() for column in (0, 1))
            for row in range(self._table.rowCount())
        ]
        kept = {remember_portal(name, url).name for name, url in rows if name or url not in ("", "https://")}
        for portal in known_portals():
            if portal.name not in kept:
                forget_portal(portal.name)
        self._on_change()

    def _add_row(self, name: str, url: str) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate((name, url)):
            self._table.setItem(row, column, QTableWidgetItem(text))


class SafeStatsOptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the options are opened; `on_change` is told when the portals have changed."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__(QCoreApplication.translate("SafeStats", "SafeStats"), QIcon(str(ICON)))
        self._on_change = on_change

    def createWidget(self, parent) -> SafeStatsOptionsPage:
        """The page, owned by the dialog."""
        return SafeStatsOptionsPage(self._on_change, parent)
