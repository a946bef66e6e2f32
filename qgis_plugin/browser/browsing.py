"""Keeps the Browser in step with the panel, and loads what is dropped from there onto the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.core import QgsApplication
from qgis.gui import QgsCustomDropHandler
from qgis.PyQt.QtCore import QObject

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.retrieval.saved_queries import SavedQuery
from ..connection.connection import Connection
from ..connection.portals import known_portals
from .items import BrowserProvider, Shelf, Shelves
from .wish import PROVIDER_KEY, Wish


class DropHandler(QgsCustomDropHandler):
    """Takes what the Browser's items of SafeStats are dragged as."""

    def __init__(self, on_drop: Callable[[str], None]) -> None:
        super().__init__()
        self._on_drop = on_drop

    def customUriProviderKey(self) -> str:
        """Called by QGIS to find the handler of a drop."""
        return PROVIDER_KEY

    def handleCustomUriDrop(self, uri) -> None:
        """Called by QGIS with what was dropped on the map."""
        self._on_drop(uri.uri)


class Browsing(QObject):
    """One for the plugin; `say` tells a sentence of what went wrong."""

    def __init__(self, iface, connection: Connection, say: Callable[[str], None]) -> None:
        super().__init__()
        self._iface, self._connection, self._say = iface, connection, say
        self._shelves = Shelves()
        self._client = None
        self._provider = BrowserProvider(self._shelves)
        self._drops = DropHandler(self.load)
        QgsApplication.dataItemProviderRegistry().addProvider(self._provider)
        iface.registerCustomDropHandler(self._drops)
        connection.changed.connect(self._follow)
        self._follow()

    def stop(self) -> None:
        """Take the items out of the Browser: the plugin is being unloaded."""
        self._connection.changed.disconnect(self._follow)
        self._iface.unregisterCustomDropHandler(self._drops)
        QgsApplication.dataItemProviderRegistry().removeProvider(self._provider)
        self._provider = self._drops = None

    def load(self, text: str) -> None:
        """Bring what was dropped onto the map."""
        try:
            wish = Wish.from_text(text)
            query = wish.query
        except InvalidInput as error:
            self._say(in_words(error))
            return
        connection = self._connection
        wanted = (query.dataset, query.level)
        found = [info for info in connection.session.datasets if (info.dataset, info.level) == wanted]
        if connection.portal is None or connection.portal.url != wish.portal or not found:
            self._say(tr("Sign in to {portal} in the SafeStats panel first.").format(portal=wish.portal))
        elif connection.is_busy:
            self._say(tr("Wait until the other data are loaded, then drag it again."))
        else:
            connection.load(found[0], query)

    def _follow(self) -> None:
        connection = self._connection
        session = connection.session
        if connection.is_busy:
            return
        url = connection.portal.url if connection.is_signed_in and connection.portal else ""
        # In another session somebody else may be signed in, who must not see what the last person saw.
        queries = self._shelves.shelf.queries if url and session.client is self._client else ()
        shelf = Shelf(tuple(known_portals()), url, session.datasets, queries)
        if session.client is not self._client:
            self._client = session.client
            self._ask_queries()
        self._show(shelf)

    def _ask_queries(self) -> None:
        client = self._client
        if client is None or not hasattr(client, "saved_queries"):
            return

        def found(queries: list[SavedQuery]) -> None:
            if client is not self._client:
                return
            now = self._shelves.shelf
            self._show(Shelf(now.portals, now.signed_in, now.datasets, tuple(queries)))

        self._connection.look_ups.ask(
            "browser", tr("Asking for saved queries"), lambda _: client.saved_queries(), found, self._say
        )

    def _show(self, shelf: Shelf) -> None:
        if shelf != self._shelves.shelf:
            self._shelves.shelf = replace(shelf, number=self._shelves.shelf.number + 1)
            self._provider.refresh()
