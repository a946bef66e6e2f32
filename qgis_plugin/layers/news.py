"""Waits for what a portal publishes, in a thread of its own: a QGIS task would take the place of other work."""

from __future__ import annotations

import threading
import time

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...safestats_core.client import Client
from ...safestats_core.errors import SafeStatsError
from ...safestats_core.retrieval.catalogue import DatasetInfo

_PATIENCE = 300.0
"""Seconds that one wait lasts; it is begun again."""
_PAUSE = 30.0
"""Seconds until the portal is tried again that could not be reached, or whose news could not be brought."""


class News(QObject):
    """One dataset's: `published` says, on the main thread, that there is something new."""

    published = pyqtSignal(str, str)

    def __init__(self, client: Client, dataset: DatasetInfo) -> None:
        super().__init__()
        self.client, self.dataset = client, dataset
        self._ended = threading.Event()
        self._seen = threading.Event()
        self._not_before = 0.0

    def start(self) -> None:
        """Begin to wait."""
        threading.Thread(target=self._wait, daemon=True).start()

    def seen(self) -> None:
        """The layers have been brought up to date: wait for the next."""
        self._seen.set()

    def failed(self) -> None:
        """The layers could not be brought up to date: what is new would be told again at once, so pause first."""
        self._not_before = time.monotonic() + _PAUSE
        self._seen.set()

    def stop(self) -> None:
        """Wait no longer; the thread ends within two seconds."""
        self._ended.set()
        self._seen.set()

    def _wait(self) -> None:
        while not self._ended.wait(self._not_before - time.monotonic()):
            try:
                is_new = self.client.await_changes(self.dataset, _PATIENCE, self._ended.is_set)
            except SafeStatsError:  # refreshing by hand says what is wrong; here it is tried again
                self._not_before = time.monotonic() + _PAUSE
                continue
            if is_new and not self._ended.is_set():
                self._seen.clear()
                self.published.emit(self.dataset.dataset, self.dataset.level.value)
                self._seen.wait(_PATIENCE)
