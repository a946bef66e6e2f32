"""The SafeStats panel: choose a portal, sign in, see the datasets, ask, load."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...safestats_core.errors import InvalidInput
from ..connection import Connection
from ..layers.extract import Extract
from ..layers.making import make_layers
from ..portals import choose_portal, current_portal, known_portals
from .dataset_tree import DatasetTree, in_words
from .query_form import QueryForm


class SafeStatsDock(QgsDockWidget):
    """Shows and asks. What it asks for runs in a task of the connection; what comes back is added here."""

    def __init__(self, iface) -> None:
        super().__init__("SafeStats", iface.mainWindow())
        self.setObjectName("SafeStatsDock")
        self._iface = iface
        self.connection = Connection(self)
        self._build()
        self.connection.changed.connect(self._show_state)
        self.connection.progressed.connect(self._show_progress)
        self.connection.failed.connect(self._show_error)
        self.connection.loaded.connect(self.add_extract)
        self.show_portals()

    def show_portals(self) -> None:
        """Fill the list of portals from the settings, and turn to the current one."""
        self._portals.blockSignals(True)
        self._portals.clear()
        self._portals.addItems([portal.name for portal in known_portals()])
        current = current_portal()
        if current is not None:
            self._portals.setCurrentText(current.name)
        self._portals.blockSignals(False)
        self.connection.use(current)

    def add_extract(self, extract: Extract) -> None:
        """Put what was loaded on the map."""
        for layer in reversed(make_layers(extract)):
            QgsProject.instance().addMapLayer(layer)
        self._say(" ".join(extract.sentences()[:2]), Qgis.MessageLevel.Success)

    def close_down(self) -> None:
        """Stop work and take the drawing off the map: the plugin is being unloaded."""
        self._form.area_choice.stop_drawing()
        self.connection.stop()

    def _build(self) -> None:
        self._portals = QComboBox()
        self._portals.setAccessibleName(self.tr("Portal"))
        self._portals.currentTextChanged.connect(self._portal_chosen)
        self._sign = QPushButton()
        self._sign.clicked.connect(self._sign_in_or_out)
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._tree = DatasetTree()
        self._tree.chosen.connect(self._dataset_chosen)
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._form = QueryForm(self._iface.mapCanvas())
        self._load = QPushButton(self.tr("Load onto the map"))
        self._load.clicked.connect(self._load_chosen)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.connection.cancel)
        self._arrange()

    def _arrange(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addLayout(_row(self._portals, self._sign))
        layout.addWidget(self._status)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._about)
        layout.addWidget(self._form)
        layout.addWidget(self._load)
        layout.addLayout(_row(self._progress, self._cancel))
        self.setWidget(content)

    def _portal_chosen(self, name: str) -> None:
        choose_portal(name)
        self.connection.use(current_portal())

    def _sign_in_or_out(self) -> None:
        if self.connection.is_signed_in:
            self.connection.sign_out()
        elif self.connection.session.has_keyring:
            self.connection.sign_in()
        else:
            self._ask_passphrase_and_sign_in()

    def _ask_passphrase_and_sign_in(self) -> None:
        question = self.tr(
            "This computer has no keyring. Give a passphrase to keep your data here, encrypted, for next time.\n"
            "Leave it empty to keep everything in memory until QGIS closes."
        )
        typed, agreed = QInputDialog.getText(self, "SafeStats", question, QLineEdit.EchoMode.Password)
        if agreed:
            self.connection.sign_in(typed or None)

    def _load_chosen(self) -> None:
        info = self._tree.selected()
        if info is None:
            return
        try:
            self.connection.load(info, self._form.query(info))
        except InvalidInput as error:
            self._show_error(str(error))

    def _dataset_chosen(self, info) -> None:
        self._about.setText("" if info is None else in_words(info))
        self._form.show_dataset(info)
        self._allow_loading()

    def _allow_loading(self) -> None:
        info = self._tree.selected()
        self._load.setEnabled(info is not None and bool(info.first_month) and not self.connection.is_busy)

    def _show_state(self) -> None:
        connection = self.connection
        self._status.setText(connection.words())
        self._sign.setText(self.tr("Sign out") if connection.is_signed_in else self.tr("Sign in…"))
        self._sign.setEnabled(connection.portal is not None and not connection.is_busy)
        for widget in (self._progress, self._cancel):
            widget.setVisible(connection.is_busy)
        if self._tree.shown != connection.session.datasets:
            self._tree.show_datasets(connection.session.datasets)
        self._allow_loading()

    def _show_progress(self, percent: float) -> None:
        self._progress.setRange(0, 100 if percent else 0)
        self._progress.setValue(int(percent))

    def _show_error(self, sentence: str) -> None:
        self._say(sentence, Qgis.MessageLevel.Warning)

    def _say(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._iface.messageBar().pushMessage("SafeStats", sentence, level)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for index, widget in enumerate(widgets):
        row.addWidget(widget, 1 if index == 0 else 0)
    return row
