"""The first page that somebody sees: where is your portal?"""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ..connection.portals import add_open_data, add_portal


class FirstPortal(QWidget):
    """One field for an address, and a way to begin without one. `added` carries the KnownPortal."""

    added = pyqtSignal(object)

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.address.setAccessibleName(tr("Address of the portal"))
        self.address.returnPressed.connect(self._add)
        self.add = QPushButton(tr("Add the portal"))
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        self.open_data = QPushButton(tr("Begin with open data instead"))
        self.open_data.setToolTip(tr("Street-level crime of England, Wales and Northern Ireland, data.police.uk"))
        self.open_data.clicked.connect(lambda: self.added.emit(add_open_data()))
        self.problem = _words("")
        self.problem.hide()
        label = _words(tr("&Address of your SafeStats portal"))
        label.setBuddy(self.address)
        layout = QVBoxLayout(self)
        heading = _words(f"<b>{tr('See community-safety data on your map')}</b>")
        asks = tr(
            "SafeStats shows the data of police, ambulance, fire and others, as far as each person may see it. "
            "Your data manager tells you the address of the portal, and adds you there under your own name."
        )
        for widget in (heading, _words(asks), label, self.address, self.problem, self.add):
            layout.addWidget(widget)
        layout.addSpacing(self.fontMetrics().lineSpacing())
        without = tr("No portal? Open police data needs no name and no password, and comes as published points.")
        layout.addWidget(_words(without))
        layout.addWidget(self.open_data)
        layout.addStretch(1)

    def _add(self) -> None:
        try:
            portal = add_portal(self.address.text())
        except InvalidInput as error:
            self.problem.setText(in_words(error))
            self.problem.show()
            self.address.setAccessibleDescription(in_words(error))
            self.address.setFocus()
            return
        self.problem.hide()
        self.address.clear()
        self.added.emit(portal)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
