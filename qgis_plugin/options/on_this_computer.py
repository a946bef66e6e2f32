"""The part of the options that is about this computer: refreshing, how much is kept, and where."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from ...processing_algorithms.base.translation import tr
from ...safestats_core.known_portals import home_folder
from ..dependencies.package_folder import package_folder
from ..layers.layer_menu import BY_HAND, LIVE
from .preferences import cache_limit, refresh_every, set_cache_limit, set_refresh_every

_MOST_GIGABYTES = 1_000


class OnThisComputer(QWidget):
    """Asks how new layers are refreshed and how much may be kept; says where everything lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.every = QComboBox()
        self.every.addItem(tr("by hand only"), BY_HAND)
        self.every.addItem(tr("as soon as the portal has news"), LIVE)
        self.every.addItem(tr("every 5 minutes"), 5)
        self.every.addItem(tr("every hour"), 60)
        self.every.setCurrentIndex(max(self.every.findData(refresh_every()), 0))
        self.limit = QSpinBox()
        self.limit.setRange(0, _MOST_GIGABYTES)
        self.limit.setSuffix(" GB")
        self.limit.setSpecialValueText(tr("no limit"))
        self.limit.setValue(cache_limit())
        self.limit.setToolTip(tr("What was used longest ago goes first; it is fetched again when it is needed."))
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for words, widget in (
            (tr("&Refresh layers that are loaded from now on"), self.every),
            (tr("&Keep on this computer, of each person, at most"), self.limit),
            (tr("Kept data, encrypted, lies in"), self._place(home_folder())),
            (tr("Packages that were installed lie in"), self._place(package_folder())),
        ):
            layout.addRow(words, widget)
            widget.setAccessibleName(words.replace("&", ""))
        layout.addRow(
            _paragraph(tr("To destroy what is kept, open the menu beside 'Sign out' in the SafeStats panel."))
        )

    def keep(self) -> None:
        """Write it to the settings."""
        set_refresh_every(self.every.currentData())
        set_cache_limit(self.limit.value())

    def _place(self, folder: Path) -> QWidget:
        """The path, to be read and copied, and a button that shows it; there may be nothing there yet."""
        row = QWidget()
        path = _paragraph(str(folder))
        path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        show = QPushButton(tr("Show"))
        show.setEnabled(folder.is_dir())
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(path, 1)
        layout.addWidget(show)
        return row


def _paragraph(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
