"""The code of a sign-in, to be typed in a browser anywhere."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.device import CodeToType


class CodePanel(QWidget):
    """Shows the code large, and where it is typed; hidden while there is none."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._given: CodeToType | None = None
        self.code = QLabel()
        letters = self.code.font()
        letters.setPointSizeF(letters.pointSizeF() * 1.8)
        letters.setBold(True)
        self.code.setFont(letters)
        self.code.setAccessibleName(tr("Code to type"))
        self.where = QLabel()
        self.where.setWordWrap(True)
        for label in (self.code, self.where):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        copy = QPushButton(tr("Copy the code"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self._given.code))
        browse = QPushButton(tr("Open the page here"))
        browse.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._given.complete or self._given.address)))
        buttons = QHBoxLayout()
        for button in (copy, browse):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.where)
        layout.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        self.hide()

    def show_code(self, given: CodeToType) -> None:
        """Show a code."""
        self._given = given
        self.code.setText(given.code)
        words = tr("Open {address} in any browser, on this computer or another, within {minutes} minutes, and type:")
        self.where.setText(words.format(address=given.address, minutes=max(1, round(given.seconds / 60))))
        self.show()
