"""Queries that are kept at the portal: asked for at sign-in, saved, chosen and forgotten."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.retrieval.saved_queries import SavedQuery
from ..connection.connection import Connection
from .page import CataloguePage
from .saved_queries import SaveQueryDialog


class QueryKeeping(QObject):
    """Between the menu of queries and the portal; `failed` and `said` carry a sentence."""

    failed = pyqtSignal(str)
    said = pyqtSignal(str)

    def __init__(self, connection: Connection, page: CataloguePage, parent: QObject) -> None:
        super().__init__(parent)
        self._connection, self._page = connection, page
        self._client = None
        connection.changed.connect(self._follow)
        page.queries.saving_wanted.connect(self._ask_name)
        page.queries.chosen.connect(self._fill_in)
        page.queries.forget_wanted.connect(self._forget)

    def _follow(self) -> None:
        session = self._connection.session
        self._page.queries.setVisible(session.client is not None and not session.is_open_data)
        self._page.queries.can_save = bool(session.datasets)
        if session.client is not self._client:
            self._client = session.client
            self._page.queries.show_queries([])
            if self._client is not None:
                self._list()

    def _list(self) -> None:
        client = self._client
        asking = tr("Asking for saved queries")
        show = self._page.queries.show_queries
        self._connection.look_ups.ask("queries", asking, lambda _: client.saved_queries(), show, self.failed.emit)

    def _change(self, what: str, title: str, change, sentence: str) -> None:
        """Let the portal change something. What is changed next, or asked for, must not come in its place."""
        client = self._client

        def done(_) -> None:
            self.said.emit(sentence)
            self._list()

        self._connection.look_ups.ask(what, title, lambda _: change(client), done, self.failed.emit, must_run=True)

    def _ask_name(self) -> None:
        info = self._page.tree.selected()
        if info is None:
            return
        try:
            read = self._page.form.reader(info)
        except InvalidInput as error:
            self.failed.emit(in_words(error))
            return
        dialog = SaveQueryDialog(info.title, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.save(dialog.name.text().strip(), read, dialog.shared.isChecked()))
        dialog.open()

    def save(self, name: str, read, shared: bool) -> None:
        """Keep the query that `read` gives at the portal."""
        title, saved = tr("Saving '{name}'").format(name=name), tr("Saved '{name}'.").format(name=name)
        self._change(f"save {name}", title, lambda client: client.save_query(name, read(), shared), saved)

    def _forget(self, saved: SavedQuery) -> None:
        name = saved.name
        title, forgot = tr("Forgetting '{name}'").format(name=name), tr("Forgot '{name}'.").format(name=name)
        self._change(f"forget {saved.id}", title, lambda client: client.forget_query(saved.id), forgot)

    def _fill_in(self, saved: SavedQuery) -> None:
        try:
            query = saved.query
        except InvalidInput as error:
            self.failed.emit(in_words(error))
            return
        wanted = (query.dataset, query.level)
        found = [each for each in self._connection.session.datasets if (each.dataset, each.level) == wanted]
        if not found:
            self.failed.emit(
                tr("'{name}' asks for {dataset}, which you may not see at the level '{level}'.").format(
                    name=saved.name, dataset=query.dataset, level=query.level
                )
            )
            return
        self._page.tree.search_field.clear()
        self._page.tree.select(found[0].collection)
        self._page.form.show_query(query)
