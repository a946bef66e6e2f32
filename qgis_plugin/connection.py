"""One portal as the panel uses it: signing in and out, the datasets there, loading. All of it in tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ..safestats_core.cache.os_keyring import keyring_answers
from ..safestats_core.client import Client, open_client, sign_in_client
from ..safestats_core.errors import CacheLocked, SignInRequired
from ..safestats_core.progress import Progress
from ..safestats_core.query import Query
from ..safestats_core.retrieval.catalogue import DatasetInfo, Me
from ..safestats_core.retrieval.session import new_http_session
from . import tasks, transport
from .layers.extract import Extract, load_extract
from .portals import KnownPortal


@dataclass(frozen=True)
class Session:
    """What a task found at a portal: who is signed in and what she may see; no `client` where nobody is."""

    client: Client | None = None
    me: Me | None = None
    datasets: tuple[DatasetInfo, ...] = ()
    has_keyring: bool = True


class Connection(QObject):
    """State for the panel to show; `changed` says that some of it did."""

    changed = pyqtSignal()
    progressed = pyqtSignal(float)
    failed = pyqtSignal(str)
    loaded = pyqtSignal(object)
    _address_to_open = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.portal: KnownPortal | None = None
        self.session = Session()
        self._task: tasks.WorkTask | None = None
        # A browser may be opened from the main thread only; the sign-in waits in another.
        self._address_to_open.connect(self._open_address)

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is."""
        return self.session.client is not None

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    def words(self) -> str:
        """The state as a sentence."""
        if self.portal is None:
            return self.tr("No portal yet. Add one under Settings > Options > SafeStats.")
        if self._task is not None:
            return self._task.description() + "…"
        if not self.is_signed_in:
            return self.tr("Signed out of {portal}.").format(portal=self.portal.name)
        return self.tr("{name}, {organisation}. {count} datasets. {kept}").format(
            name=self.session.me.full_name,
            organisation=self.session.me.organisation,
            count=len(self.session.datasets),
            kept=self._where_kept(),
        )

    def use(self, portal: KnownPortal | None) -> None:
        """Turn to `portal`, and go on with the session that an earlier QGIS left there, if any."""
        self.stop()
        self.portal, self.session = portal, Session()
        self.changed.emit()
        if portal is not None:
            self._start(self.tr("Looking for your session"), lambda progress: _resume(portal.url, None), self._entered)

    def sign_in(self, passphrase: str | None = None) -> None:
        """Let the person sign in with her browser, where no open session is found.

        passphrase  opens the cache of a computer without a keyring; without it all stays in memory
        """
        url, open_address = self.portal.url, self._address_to_open.emit

        def work(progress: Progress) -> Session:
            session = _resume(url, passphrase)
            return _sign_in(url, passphrase, open_address, progress) if session.client is None else session

        self._start(self.tr("Waiting for you to sign in with your browser"), work, self._entered)

    def sign_out(self) -> None:
        """End the session here and at the portal."""
        client = self.session.client
        self._start(self.tr("Signing out"), lambda progress: client.sign_out(), self._left)

    def load(self, dataset: DatasetInfo, query: Query) -> None:
        """Bring the answer to `query`; `loaded` carries it."""
        client = self.session.client
        title = self.tr("Loading {title}").format(title=dataset.title)
        self._start(title, lambda progress: load_extract(client, dataset, query, progress), self._loaded)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """Stop what is under way and hear no more of it."""
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _start(self, title: str, work: Callable[[Progress], Any], on_done: Callable[[Any], None]) -> tasks.WorkTask:
        def done(result: Any) -> None:
            self._task = None
            on_done(result)
            self.changed.emit()

        def failed(sentence: str) -> None:
            self._task = None
            self.failed.emit(sentence)
            self.changed.emit()

        self._task = tasks.start(title, work, done, failed)
        self._task.progressChanged.connect(self.progressed)
        self.changed.emit()
        return self._task

    def _open_address(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            words = self.tr("No browser could be opened. Open this address in a browser on this computer: {address}")
            self.failed.emit(words.format(address=address))

    def _entered(self, session: Session) -> None:
        self.session = session

    def _left(self, _: None) -> None:
        self.session = Session(has_keyring=self.session.has_keyring)

    def _loaded(self, extract: Extract) -> None:
        self.loaded.emit(extract)

    def _where_kept(self) -> str:
        if self.session.client.cache.vault.key.kept == "memory":
            return self.tr("Data is kept in memory only, until QGIS closes.")
        return self.tr("Data is kept encrypted on this computer.")


def _resume(url: str, passphrase: str | None) -> Session:
    """The session that was left open, if there is one: that nobody is signed in is no error."""
    try:
        client = open_client(url, http=transport.mount(new_http_session()), passphrase=passphrase)
    except (SignInRequired, CacheLocked):
        return Session(has_keyring=keyring_answers())
    try:
        return _session(client)
    except SignInRequired:
        return Session(has_keyring=keyring_answers())


def _sign_in(url: str, passphrase: str | None, open_address: Callable[[str], None], progress: Progress) -> Session:
    def cancelled() -> bool:
        progress(0, 0, "")  # raises Cancelled when the person has had enough
        return False

    http = transport.mount(new_http_session())
    return _session(sign_in_client(url, open_address, http=http, passphrase=passphrase, cancelled=cancelled))


def _session(client: Client) -> Session:
    return Session(client, client.me(), tuple(client.datasets()))
