"""One portal as the panel uses it: signing in and out, the datasets there, loading. All of it in tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ...processing_algorithms.base.translation import tr
from ...safestats_core.progress import Progress
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import DatasetInfo
from .. import tasks
from . import loading, sessions
from .loading import Asked, Loaded, TermsFirst
from .look_ups import LookUps
from .portals import KnownPortal
from .sessions import Session
from .state_words import state_in_words

_PATIENCE = 700
"""Milliseconds that work may take to stop by itself; after that the panel goes on without it."""


class Connection(QObject):
    """State for the panel to show; `changed` says that some of it did.

    progressed   percent
    failed       a sentence: something did not work
    loaded       a layers.extract.Extract
    noticed      a sentence about what was loaded, such as its age
    terms_asked  a loading.TermsFirst: `load_after_terms` goes on
    code_given   a CodeToType: the person has to type a code
    """

    changed = pyqtSignal()
    progressed = pyqtSignal(float)
    failed = pyqtSignal(str)
    loaded = pyqtSignal(object)
    noticed = pyqtSignal(str)
    terms_asked = pyqtSignal(object)
    code_given = pyqtSignal(object)
    _address_to_open = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.portal: KnownPortal | None = None
        self.session = Session()
        self.look_ups = LookUps()
        self._task: tasks.WorkTask | None = None
        self._title = ""
        self._username: str | None = None
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

    @property
    def doing(self) -> str:
        """What is under way, in words; empty when nothing is."""
        return self._title if self.is_busy else ""

    def words(self) -> str:
        """The state as a sentence."""
        return state_in_words(self.portal, self.session, self.doing)

    def use(self, portal: KnownPortal | None, username: str | None = None, passphrase: str | None = None) -> None:
        """Turn to `portal`, and go on with the session that an earlier QGIS left there, if any.

        username    whose session, of several people; None: of whoever was there last
        passphrase  opens her cache on a computer without a keyring
        """
        self.stop()
        self._username = username
        self.portal, self.session = portal, Session()
        self.changed.emit()
        if portal is not None:
            looking = tr("Looking for your session")
            self._start(looking, lambda progress: sessions.resume(portal, passphrase, username), self._entered)

    def sign_in(self, passphrase: str | None = None, afresh: bool = False) -> None:
        """Let the person sign in with her browser, where no open session is found.

        passphrase  opens the cache of a computer without a keyring; without it all stays in memory
        afresh      whether to ask the browser even where a session is open: for somebody else
        """
        portal, username, open_address = self.portal, self._username, self._address_to_open.emit

        def work(progress: Progress) -> Session:
            found = Session() if afresh else sessions.resume(portal, passphrase, username)
            return found if found.client else sessions.by_browser(portal, passphrase, open_address, progress)

        self._start(tr("Waiting for you to sign in with your browser"), work, self._entered)

    def sign_in_by_code(self, passphrase: str | None = None) -> None:
        """Let the person sign in with a code, typed in any browser; `code_given` carries it."""
        portal, show = self.portal, self.code_given.emit
        title = tr("Waiting for the code to be typed")
        self._start(title, lambda progress: sessions.by_code(portal, passphrase, show, progress), self._entered)

    def sign_out(self, and_shred: bool = False) -> None:
        """End the session here, whatever becomes of it at the portal, and there.

        and_shred  whether what is cached is destroyed too
        """
        client, portal = self.session.client, self.portal
        self.look_ups.stop()
        self.session = replace(self.session, client=None, me=None, datasets=(), as_of=None, until=None)

        def left(outcome: tuple[Session, str]) -> None:
            self.session = outcome[0]
            if outcome[1]:
                self.failed.emit(outcome[1])

        self._start(tr("Signing out"), lambda progress: sessions.leave(client, portal, and_shred), left, must_run=True)

    def load(self, dataset: DatasetInfo, query: Query | Callable[[], Query], as_counts: bool = False) -> None:
        """Bring the answer to `query`; `loaded` carries it, or `terms_asked` what stands before it.

        query      or what makes it, called in the task
        as_counts  whether the rows are counted by ward
        """
        asked = Asked(dataset, query if callable(query) else lambda: query, as_counts)
        client = self.session.client
        self._load(dataset, lambda progress: loading.load(client, asked, progress))

    def load_after_terms(self, first: TermsFirst) -> None:
        """Accept the terms that were read, and go on with what was asked for."""
        client = self.session.client
        self._load(first.asked.dataset, lambda progress: loading.accept_and_load(client, first, progress))

    def cancel(self) -> None:
        """Stop what is under way; within a second nothing is."""
        task = self._task
        if task is not None:
            task.cancel()
            QTimer.singleShot(_PATIENCE, lambda: self._let_go(task))

    def stop(self) -> None:
        """Stop what is under way and hear no more of it."""
        self.look_ups.stop()
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _load(self, dataset: DatasetInfo, work: Callable[[Progress], Loaded | TermsFirst]) -> None:
        self._start(tr("Loading {title}").format(title=dataset.title), work, self._brought)

    def _start(
        self, title: str, work: Callable[[Progress], Any], on_done: Callable[[Any], None], must_run: bool = False
    ) -> None:
        def done(result: Any) -> None:
            self._task = None
            on_done(result)
            self.changed.emit()

        def failed(sentence: str) -> None:
            self._task = None
            self.failed.emit(sentence)
            self.changed.emit()

        self._title = title
        self._task = tasks.start(title, work, done, failed, must_run)
        self._task.progressChanged.connect(self.progressed)
        self.changed.emit()

    def _let_go(self, task: tasks.WorkTask) -> None:
        if self._task is task:
            task.forget()
            self._task = None
            self.failed.emit(tr("Stopped: {work}.").format(work=self._title))
            self.changed.emit()

    def _open_address(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            words = tr("No browser could be opened. Open this address in a browser on this computer: {address}")
            self.failed.emit(words.format(address=address))

    def _entered(self, session: Session) -> None:
        self.session = session

    def _brought(self, outcome: Loaded | TermsFirst) -> None:
        if isinstance(outcome, TermsFirst):
            self.terms_asked.emit(outcome)
            return
        self.loaded.emit(outcome.extract)
        if outcome.remark:
            self.noticed.emit(outcome.remark)
