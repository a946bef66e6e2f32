"""What stands in place of the datasets while nobody is signed in: the two ways to sign in."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ...processing_algorithms.base.translation import tr


class SignedOut(QWidget):
    """Signals which way was chosen."""

    browser_wanted = pyqtSignal()
    code_wanted = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        words = QLabel(tr("Sign in to see the datasets that you may use. You type your password in a browser only."))
        words.setWordWrap(True)
        self.browser = QPushButton(tr("Sign in with the browser of this computer"))
        self.browser.setDefault(True)
        self.browser.clicked.connect(self.browser_wanted)
        self.code = QPushButton(tr("Sign in with a code, in a browser anywhere"))
        self.code.clicked.connect(self.code_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (words, self.browser, self.code):
            layout.addWidget(widget)
        layout.addStretch(1)
