"""Fills QGIS's search box: the datasets of whoever is signed in, the areas of her portal, and the algorithms."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import AccessDenied
from ...safestats_core.progress import Progress
from ...safestats_core.retrieval.catalogue import Area
from ..connection.connection import Connection
from .locator import Findable, SafeStatsLocator, algorithms, places


class Finding(QObject):
    """One for the plugin; `dataset_chosen` carries the collection to show in the panel."""

    dataset_chosen = pyqtSignal(str)

    def __init__(self, iface, connection: Connection, say: Callable[[str], None]) -> None:
        super().__init__()
        self._iface, self._connection, self._say = iface, connection, say
        self._client = None
        self._areas: list[Area] = []
        self._locator = SafeStatsLocator(self.findables)
        iface.registerLocatorFilter(self._locator)
        connection.changed.connect(self._follow)

    def stop(self) -> None:
        """Take it out of the search box: the plugin is being unloaded."""
        self._connection.changed.disconnect(self._follow)
        self._iface.deregisterLocatorFilter(self._locator)
        self._locator = None

    def findables(self) -> list[Findable]:
        """Everything that can be found now."""
        datasets = [
            Findable(info.title, tr("SafeStats dataset"), lambda key=info.collection: self.dataset_chosen.emit(key))
            for info in self._connection.session.datasets
        ]
        return [*datasets, *places(self._areas, self._iface.mapCanvas()), *algorithms()]

    def _follow(self) -> None:
        client = self._connection.session.client
        if client is self._client:
            return
        self._client, self._areas = client, []
        if client is not None:
            asking = tr("Asking for areas")
            self._connection.look_ups.ask(
                "areas to find", asking, lambda progress: _areas(client, progress), self._found, self._say
            )

    def _found(self, areas: list[Area]) -> None:
        self._areas = areas


def _areas(client, progress: Progress) -> list[Area]:
    """Boroughs and wards; a portal may have boundaries of one type only, or none."""
    found: list[Area] = []
    for area_type in ("borough", "ward"):
        progress(0, 0, "")
        try:
            found += client.areas(area_type)
        except AccessDenied:
            continue
    return found
