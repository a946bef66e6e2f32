"""Adding one more portal, with the same page that a newcomer sees."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from ...processing_algorithms.base.translation import tr
from .first_portal import FirstPortal


class AddPortalDialog(QDialog):
    """Closes as soon as a portal is added."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add a portal"))
        self.page = FirstPortal()
        self.page.added.connect(lambda portal: self.accept())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().horizontalAdvance("n") * 60, self.sizeHint().height())
