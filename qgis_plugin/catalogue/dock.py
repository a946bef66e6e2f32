"""The SafeStats panel: choose a portal, sign in, see the datasets, ask, load."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import Qgis, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QStackedWidget

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.access import Level
from ...safestats_core.errors import InvalidInput
from ..connection.connection import Connection
from ..connection.loading import TermsFirst
from ..connection.portals import choose_portal, current_portal, forget_portal, known_portals
from ..layers.extract import Extract
from ..layers.making import make_layers
from ..layers.question import Question
from ..options.preferences import refresh_every
from .add_portal_dialog import AddPortalDialog
from .first_portal import FirstPortal
from .looking import Looking
from .page import CataloguePage
from .query_keeping import QueryKeeping
from .sign_in_questions import ask_passphrase, ask_to_shred
from .terms_dialog import TermsDialog


class SafeStatsDock(QgsDockWidget):
    """Shows and asks. What it asks for runs in a task of the connection; what comes back is added here."""

    def __init__(self, iface) -> None:
        super().__init__("SafeStats", iface.mainWindow())
        self.setObjectName("SafeStatsDock")
        self._iface = iface
        self.connection = Connection(self)
        self.first_portal = FirstPortal()
        self.page = CataloguePage(iface.mapCanvas())
        self._pages = QStackedWidget()
        self._pages.addWidget(self.first_portal)
        self._pages.addWidget(self.page)
        self.setWidget(self._pages)
        self.looking = Looking(self.connection, self.page, self)
        self.keeping = QueryKeeping(self.connection, self.page, self)
        self._connect_page()
        self._connect_connection()
        self._add_shortcuts()
        self.show_portals()

    def show_portals(self) -> None:
        """Fill the list of portals from the settings, and turn to the current one."""
        portals, current = known_portals(), current_portal()
        self._pages.setCurrentWidget(self.page if portals else self.first_portal)
        self.page.portal_bar.show_portals(portals, current)
        if current != self.connection.portal or current is None:
            self.connection.use(current)

    def add_extract(self, extract: Extract) -> None:
        """Put what was loaded on the map."""
        for layer in reversed(make_layers(extract)):
            replace(Question.read(layer), every=refresh_every()).write(layer)
            QgsProject.instance().addMapLayer(layer)
        self._say(" ".join(extract.sentences()[:2]), Qgis.MessageLevel.Success)
        self.looking.look_again()

    def close_down(self) -> None:
        """Stop work and take the drawing off the map: the plugin is being unloaded."""
        self.page.form.area_choice.stop_drawing()
        self.looking.stop()
        self.connection.stop()

    def _connect_page(self) -> None:
        bar, loading = self.page.portal_bar, self.page.load_bar
        self.first_portal.added.connect(lambda portal: self.show_portals())
        bar.portal_chosen.connect(self._portal_chosen)
        bar.person_chosen.connect(self._go_on_as)
        bar.sign_in_wanted.connect(lambda: self._sign_in(self.connection.sign_in))
        bar.sign_in_afresh_wanted.connect(
            lambda: self._sign_in(lambda passphrase: self.connection.sign_in(passphrase, afresh=True))
        )
        bar.code_wanted.connect(lambda: self._sign_in(self.connection.sign_in_by_code))
        bar.sign_out_wanted.connect(self.connection.sign_out)
        bar.shred_wanted.connect(self._shred)
        self.page.signed_out.browser_wanted.connect(bar.sign_in_wanted)
        self.page.signed_out.code_wanted.connect(bar.code_wanted)
        bar.adding_wanted.connect(self._add_portal)
        bar.forgetting_wanted.connect(self._forget_portal)
        self.page.tree.activated.connect(lambda info: self.load_chosen())
        loading.load_wanted.connect(self.load_chosen)
        loading.counts_wanted.connect(self.load_chosen_as_counts)
        loading.cancel_wanted.connect(self.connection.cancel)
        self.page.form.period_choice.refused.connect(self._show_error)

    def _connect_connection(self) -> None:
        self.connection.changed.connect(self._show_state)
        self.connection.progressed.connect(self.page.load_bar.show_progress)
        self.connection.failed.connect(self._show_error)
        self.connection.noticed.connect(lambda sentence: self._say(sentence, Qgis.MessageLevel.Info))
        self.connection.loaded.connect(self.add_extract)
        self.connection.terms_asked.connect(self._ask_terms)
        self.connection.code_given.connect(self.page.code.show_code)
        self.keeping.failed.connect(self._show_error)
        self.keeping.said.connect(lambda sentence: self._say(sentence, Qgis.MessageLevel.Success))

    def _add_shortcuts(self) -> None:
        for keys, call in (
            ("Ctrl+F", self.page.tree.search_field.setFocus),
            ("Ctrl+Return", self.load_chosen),
            ("Ctrl+Enter", self.load_chosen),
            ("Escape", self.connection.cancel),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda checked=False, call=call: call())
            self.addAction(action)

    def load_chosen(self) -> None:
        """Load the chosen dataset with the filters as they stand."""
        info = self.page.tree.selected()
        is_ready = self.connection.is_signed_in and self.page.load_bar.load.isEnabled()
        if info is not None and is_ready:
            self._load(info, False)

    def load_chosen_as_counts(self) -> None:
        """The same as counts by ward: the portal's where this person has them, else of the rows that she may see."""
        info = self.page.tree.selected()
        counts = self._counts_of(info)
        if counts is None or self.page.form.needs_rows:
            self._load(info, True)
        else:
            self._load(counts, False)

    def _load(self, info, as_counts: bool) -> None:
        try:
            self.connection.load(info, self.page.form.reader(info), as_counts)
        except InvalidInput as error:
            self._show_error(in_words(error))

    def _counts_of(self, info):
        same = (each for each in self.connection.session.datasets if each.dataset == info.dataset)
        return next((each for each in same if each.level == Level.COUNTS), None)

    def _portal_chosen(self, name: str) -> None:
        choose_portal(name)
        self.connection.use(current_portal())

    def _add_portal(self) -> None:
        dialog = AddPortalDialog(self)
        dialog.page.added.connect(lambda portal: self.show_portals())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _forget_portal(self) -> None:
        if self.connection.portal is not None:
            forget_portal(self.connection.portal.name)
            self.show_portals()

    def _sign_in(self, sign_in) -> None:
        passphrase, agreed = (None, True) if self.connection.session.has_keyring else ask_passphrase(self)
        if agreed:
            sign_in(passphrase)

    def _go_on_as(self, username: str) -> None:
        self._sign_in(lambda passphrase: self.connection.use(self.connection.portal, username, passphrase))

    def _shred(self) -> None:
        if ask_to_shred(self, self.connection.session.me.full_name):
            self.connection.sign_out(and_shred=True)

    def _ask_terms(self, first: TermsFirst) -> None:
        dialog = TermsDialog(first.asked.dataset.title, first.terms, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.connection.load_after_terms(first))
        refused = tr("Nothing was loaded: the terms of use were not accepted. Load again to read them once more.")
        dialog.rejected.connect(lambda: self._say(refused, Qgis.MessageLevel.Info))
        dialog.open()

    def _show_state(self) -> None:
        connection, page = self.connection, self.page
        page.status.setText(connection.words())
        page.portal_bar.show_session(connection.portal, connection.session, connection.is_busy)
        page.show_signed_in(connection.is_signed_in, connection.is_busy)
        if not connection.is_busy:
            page.code.hide()
        if page.tree.shown != connection.session.datasets:
            page.tree.show_datasets(connection.session.datasets)
        self.looking.show_state()

    def _show_error(self, sentence: str) -> None:
        self._say(sentence, Qgis.MessageLevel.Warning)

    def _say(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._iface.messageBar().pushMessage("SafeStats", sentence, level)
