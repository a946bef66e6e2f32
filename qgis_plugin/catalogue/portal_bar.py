"""Which portal, and who: a box with the portals, and one button for signing in and out with a menu of other ways."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from ...processing_algorithms.base.translation import tr
from ..connection.portals import KnownPortal
from ..connection.sessions import Session


class PortalBar(QWidget):
    """Says what somebody wants to do about portals and people.

    person_chosen  carries the username of another person of the portal
    """

    portal_chosen = pyqtSignal(str)
    person_chosen = pyqtSignal(str)
    sign_in_wanted = pyqtSignal()
    sign_in_afresh_wanted = pyqtSignal()
    code_wanted = pyqtSignal()
    sign_out_wanted = pyqtSignal()
    shred_wanted = pyqtSignal()
    adding_wanted = pyqtSignal()
    forgetting_wanted = pyqtSignal()

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.portals = QComboBox()
        self.portals.setAccessibleName(tr("Portal"))
        self.portals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.portals.setMinimumContentsLength(10)
        self.portals.currentTextChanged.connect(self.portal_chosen)
        self._session = Session()
        self.sign = QToolButton()
        self.sign.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.sign.setAccessibleName(tr("Sign in or out"))
        self.sign.setAccessibleDescription(tr("Press Down for other ways, other people and other portals"))
        self.sign.clicked.connect(self._sign)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.sign.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.portals, 1)
        layout.addWidget(self.sign)
        self.show_session(None, Session(), False)

    def show_portals(self, portals: list[KnownPortal], current: KnownPortal | None) -> None:
        """Offer these portals."""
        self.portals.blockSignals(True)
        self.portals.clear()
        self.portals.addItems([portal.name for portal in portals])
        if current is not None:
            self.portals.setCurrentText(current.name)
        self.portals.blockSignals(False)

    def show_session(self, portal: KnownPortal | None, session: Session, is_busy: bool) -> None:
        """Offer what makes sense with this session."""
        self._session = session
        self._is_open_data = portal is not None and portal.is_open_data
        if self._is_open_data:
            self.sign.setText(tr("Portals"))
        else:
            self.sign.setText(tr("Sign out") if session.client is not None else tr("Sign in…"))
        self.sign.setEnabled(not is_busy)

    def _sign(self) -> None:
        if self._is_open_data:
            self.sign.showMenu()
        elif self._session.client is not None:
            self.sign_out_wanted.emit()
        else:
            self.sign_in_wanted.emit()

    def _fill_menu(self) -> None:
        self.menu.clear()
        if not self._is_open_data:
            self._fill_people()
            self.menu.addSeparator()
        self._add(tr("Add a portal…"), self.adding_wanted)
        self._add(tr("Forget this portal"), self.forgetting_wanted)

    def _fill_people(self) -> None:
        is_in = self._session.client is not None
        if is_in:
            self._add(tr("Sign out, and destroy what is kept on this computer…"), self.shred_wanted)
        self._add(tr("Sign in with a code, in a browser anywhere…"), self.code_wanted)
        if is_in:
            self._add(tr("Sign in as somebody else…"), self.sign_in_afresh_wanted)
        mine = self._session.me.username if is_in else None
        for username in self._session.people:
            if username != mine:
                action = QAction(tr("Go on as {username}").format(username=username), self.menu)
                action.triggered.connect(lambda checked=False, username=username: self.person_chosen.emit(username))
                self.menu.addAction(action)

    def _add(self, words: str, signal) -> None:
        action = QAction(words, self.menu)
        action.triggered.connect(lambda checked=False: signal.emit())
        self.menu.addAction(action)
