"""Terms of use: shown whole, and accepted or not."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.terms import Terms


class TermsDialog(QDialog):
    """`accepted` when the person agrees; where she has before, there is only something to read."""

    def __init__(self, title: str, terms: Terms, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Terms of use of {title}").format(title=title))
        self.text = QPlainTextEdit(terms.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Terms of use"))
        self._head = QLabel(self._sentence(terms))
        self._head.setWordWrap(True)
        self._head.setBuddy(self.text)
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        if terms.accepted:
            self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        else:
            # Not the default: nobody agrees by pressing Enter without having looked.
            agree = self.buttons.addButton(tr("I &accept these terms"), QDialogButtonBox.ButtonRole.AcceptRole)
            agree.setAutoDefault(False)
            refuse = self.buttons.addButton(tr("&Not now"), QDialogButtonBox.ButtonRole.RejectRole)
            refuse.setDefault(True)
        layout = QVBoxLayout(self)
        for widget in (self._head, self.text, self.buttons):
            layout.addWidget(widget)
        letters = self.fontMetrics()
        self.resize(letters.horizontalAdvance("n") * 70, letters.lineSpacing() * 24)
        self.text.setFocus()

    def _sentence(self, terms: Terms) -> str:
        if terms.accepted:
            return tr("Version {version}. You have accepted these terms.").format(version=terms.version)
        return tr("Version {version}. Accept these terms to use the data; until then nothing is loaded.").format(
            version=terms.version
        )
