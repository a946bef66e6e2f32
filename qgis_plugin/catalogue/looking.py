"""What happens while somebody looks at a dataset and its filters: more is asked about it, and rows are estimated."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, Qt, QTimer

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.access import Level
from ...safestats_core.errors import InvalidInput
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ...safestats_core.retrieval.terms import Terms
from ..connection.connection import Connection
from .about_dataset import AboutDataset, ask_about
from .named_areas import ask_named_areas
from .page import CataloguePage
from .terms_dialog import TermsDialog

_PAUSE = 250
"""Milliseconds without a change before rows are estimated anew."""


class Looking(QObject):
    """Keeps details, filters and estimate in step with what is chosen. Nothing of it waits."""

    def __init__(self, connection: Connection, page: CataloguePage, parent: QObject) -> None:
        super().__init__(parent)
        self._connection, self._page = connection, page
        self._about: AboutDataset | None = None
        self._client = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._estimate)
        page.tree.chosen.connect(self._show_dataset)
        page.form.changed.connect(self._pause.start)
        page.form.area_choice.names_wanted.connect(self._ask_names)
        page.details.terms_wanted.connect(self._ask_terms)

    def show_state(self) -> None:
        """Offer what can be done with what is chosen, now that the state of the connection has changed."""
        info, connection, page = self._page.tree.selected(), self._connection, self._page
        if self._client is not connection.session.client:
            self._client = connection.session.client
            page.form.area_choice.named.clear()
            self._show_dataset(info)
        has_rows = info is not None and bool(info.first_month)
        can_count = has_rows and info.level != Level.COUNTS and not connection.session.is_open_data
        page.load_bar.show_state(connection.is_busy, has_rows, can_count)

    def look_again(self) -> None:
        """Ask anew: more of it is on this computer now."""
        self._ask_about(self._page.tree.selected())

    def stop(self) -> None:
        """Ask no more."""
        self._pause.stop()

    def _show_dataset(self, info: DatasetInfo | None) -> None:
        self._about = None
        self._page.show_chosen(info is not None)
        self._page.details.show_dataset(info)
        self._page.form.show_dataset(info, self._connection.session.is_open_data)
        self._page.load_bar.show_estimate(None)
        self.show_state()
        self._ask_about(info)

    def _ask_about(self, info: DatasetInfo | None) -> None:
        client = self._connection.session.client
        self._connection.look_ups.forget("estimate")
        if info is None or client is None:
            self._connection.look_ups.forget("about")
            return
        title = tr("Looking at {title}").format(title=info.title)
        self._ask("about", title, lambda progress: ask_about(client, info), self._show_about)

    def _show_about(self, about: AboutDataset) -> None:
        self._about = about
        self._page.details.show_about(about)
        self._page.form.category_choice.show_counts(about.cached_months, about.categories)
        self._estimate()

    def _estimate(self) -> None:
        about, client = self._about, self._connection.session.client
        if about is None or client is None:
            return
        if about.months is None:
            self._page.load_bar.show_sentence(tr("Terms of use come first: you can read them when you load."))
            return
        try:
            read = self._page.form.reader(about.dataset)
        except InvalidInput as error:
            self._page.load_bar.show_sentence(in_words(error))
            return
        self._ask(
            "estimate",
            tr("Counting rows"),
            lambda progress: client.estimate(about.dataset, about.months, read()),
            self._page.load_bar.show_estimate,
        )

    def _ask_names(self) -> None:
        client, named = self._connection.session.client, self._page.form.area_choice.named
        if client is not None:
            asking = tr("Looking for boroughs and wards")
            look_ups = self._connection.look_ups
            look_ups.ask("names", asking, lambda _: ask_named_areas(client), named.show_areas, named.show_sentence)

    def _ask_terms(self) -> None:
        client, info = self._connection.session.client, self._page.tree.selected()
        if client is not None and info is not None:
            title = tr("Asking for the terms of use")
            self._ask("terms", title, lambda progress: (info, client.source.terms(info)), self._show_terms)

    def _show_terms(self, found: tuple[DatasetInfo, Terms | None]) -> None:
        info, terms = found
        if terms is None:
            self._page.load_bar.show_sentence(tr("There are no terms of use any more."))
            return
        dialog = TermsDialog(info.title, terms, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not terms.accepted:
            dialog.accepted.connect(lambda: self._accept(info, terms))
        dialog.open()

    def _accept(self, info: DatasetInfo, terms: Terms) -> None:
        """Not a look: whatever is chosen meanwhile, the portal hears of it."""
        source, title = self._connection.session.client.source, tr("Accepting the terms of use")
        kind = f"accept {info.collection}"

        def accept(_) -> None:
            source.accept_terms(info, terms.version)

        self._ask(kind, title, accept, lambda _: self.look_again(), must_run=True)

    def _ask(self, kind: str, title: str, work, on_done, must_run: bool = False) -> None:
        self._connection.look_ups.ask(kind, title, work, on_done, self._page.load_bar.show_sentence, must_run)
