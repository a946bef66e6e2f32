"""The one door to the data: what there is, bringing it into the sealed cache, and reading it from there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Optional

import pyarrow as pa
import requests

from .cache.cache import Cache
from .cache.eviction import read_size
from .cache.keys import open_key
from .errors import InvalidInput, PortalUnreachable, SignInRequired
from .known_portals import KnownPortal, how_to_sign_in, known_portal, remember_portal
from .progress import Progress, silent
from .query import Query
from .retrieval.catalogue import Area, DatasetInfo, Me
from .retrieval.device import CodeToType, sign_in_by_code
from .retrieval.portal import PortalSource
from .retrieval.session import new_http_session
from .retrieval.sign_in import Tokens, sign_in
from .workspace.cached_incidents import check_fields, read_incidents
from .workspace.kept_catalogue import Catalogue, ask_catalogue, check_lease, kept_catalogue
from .workspace.sealed_session import SealedSession
from .workspace.sync import SyncReport, sync_months


@dataclass(frozen=True)
class Answer:
    """The rows that answer a query; `synced` is None when the portal could not be reached."""

    table: pa.Table
    synced: Optional[SyncReport]


class Client:
    """One person at one portal. Get one from `open_client` or `sign_in_client`."""

    def __init__(self, source: PortalSource, cache: Cache) -> None:
        self.source = source
        self.cache = cache

    def me(self) -> Me:
        """The person who is signed in."""
        return Me(**self._newest("me", lambda: asdict(self.source.me())))

    def datasets(self) -> list[DatasetInfo]:
        """Every dataset and level that she may see."""
        return list(self.catalogue().datasets)

    def catalogue(self) -> Catalogue:
        """What she may see, from the portal, or when it cannot be reached what it said last.

        Raises LeaseExpired where that is too long ago, and PortalUnreachable where it never said anything.
        """
        try:
            return ask_catalogue(self.source, self.cache)
        except PortalUnreachable:
            kept = kept_catalogue(self.cache)
            if kept is None:
                raise
        check_lease(kept, self.cache.now())
        return kept

    def areas(self, area_type: str) -> list[Area]:
        """The outlines of all areas of a type, such as "borough" or "ward"."""

        def ask() -> dict[str, Any]:
            return {"areas": [area.as_note() for area in self.source.areas(area_type)]}

        return [Area.from_note(note) for note in self._newest(f"areas {area_type}", ask)["areas"]]

    def load(self, query: Query, progress: Progress = silent) -> Answer:
        """Syncs, and reads; when the portal cannot be reached, reads what is cached and not too old."""
        try:
            synced = self.sync(query, progress)
        except PortalUnreachable as unreachable:
            try:
                return Answer(self.incidents(query), None)
            except InvalidInput as not_cached:
                raise PortalUnreachable(f"{unreachable} {not_cached}") from not_cached
        return Answer(self.incidents(query), synced)

    def sync(self, query: Query, progress: Progress = silent) -> SyncReport:
        """Brings the months of `query` into the cache: those that are new or have changed, and no others.

        What the person may no longer see is removed first, whatever becomes of the rest.
        Raises InvalidInput where the query cannot be answered, before anything is transferred.
        """
        dataset = ask_catalogue(self.source, self.cache).find(query)
        check_fields(dataset, query)
        return sync_months(self.source, self.cache, dataset, query, progress)

    def incidents(self, query: Query) -> pa.Table:
        """The rows that answer `query`, from the cache alone; no network is used.

        Raises InvalidInput where the query cannot be answered or some of its months are not cached, LeaseExpired
        where they may no longer be shown, and CacheDamaged where a file was touched.
        """
        kept = kept_catalogue(self.cache)
        if kept is None:
            raise InvalidInput(f"Nothing of {query.dataset} is cached. Sync it first.")
        return read_incidents(self.cache, kept.find(query), query)

    def sign_out(self) -> None:
        """Forgets the session, and ends it at the portal. The cache stays, sealed, for the next sign-in."""
        self.source.sign_out()

    def _newest(self, name: str, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What the portal says, which is then kept; when it cannot be reached, what was kept."""
        kept = self.cache.note(name)
        try:
            said = ask()
        except PortalUnreachable:
            if kept is None:
                raise
            return kept
        if said != kept:
            self.cache.save_note(name, said)
        return said


def open_client(portal_url: str, http: Optional[requests.Session] = None, passphrase: Optional[str] = None) -> Client:
    """The client of the person who signed in last at the portal, in this program or another.

    http        a session from `new_http_session`, perhaps with a transport adapter of its own
    passphrase  opens the cache where no OS keyring does
    Raises SignInRequired where nobody is signed in, CacheLocked and CacheDamaged for a cache that cannot be opened.
    """
    portal = known_portal(portal_url)
    cache = open_cache(portal, passphrase)
    session = SealedSession(cache, portal.cache_folder)
    newest = session.load()
    if newest is None:
        raise SignInRequired(f"You are signed out of {portal.portal_url}. {how_to_sign_in(portal.portal_url)}")
    tokens = Tokens(portal.portal_url, access="", refresh=newest, ends=0.0)
    return Client(PortalSource(portal.portal_url, http or new_http_session(), tokens, session), cache)


def sign_in_client(
    portal_url: str,
    open_browser: Callable[[str], None],
    http: Optional[requests.Session] = None,
    passphrase: Optional[str] = None,
    allow_memory: bool = True,
    cancelled: Optional[Callable[[], bool]] = None,
) -> Client:
    """Signs a person in through her browser; her client, for this program and, sealed, for the next.

    open_browser  shows the address that it is given
    allow_memory  whether, with neither keyring nor passphrase, all is kept in memory for this program alone
    cancelled     asked again and again whether to give up
    Raises what `retrieval.sign_in.sign_in` and `open_cache` raise.
    """
    http = http or new_http_session()
    tokens = sign_in(portal_url, http, open_browser, cancelled=cancelled)
    return keep_signed_in(remember_person(tokens, http), tokens, http, passphrase, allow_memory)


def sign_in_client_by_code(
    portal_url: str,
    show: Callable[[CodeToType], None],
    http: Optional[requests.Session] = None,
    passphrase: Optional[str] = None,
    allow_memory: bool = True,
    cancelled: Optional[Callable[[], bool]] = None,
) -> Client:
    """The same with a code that she types in any browser, for a computer whose own browser cannot come back to it.

    show  tells her the code and where to type it
    Raises what `retrieval.device.sign_in_by_code` and `open_cache` raise.
    """
    http = http or new_http_session()
    tokens = sign_in_by_code(portal_url, http, show, cancelled=cancelled)
    return keep_signed_in(remember_person(tokens, http), tokens, http, passphrase, allow_memory)


def remember_person(tokens: Tokens, http: requests.Session) -> KnownPortal:
    """Notes at which portal, and as whom, somebody has just signed in."""
    return remember_portal(tokens.portal_url, PortalSource(tokens.portal_url, http, tokens).me().username)


def keep_signed_in(
    portal: KnownPortal,
    tokens: Tokens,
    http: requests.Session,
    passphrase: Optional[str] = None,
    allow_memory: bool = True,
) -> Client:
    """Seals a fresh session into the person's cache; her client."""
    cache = open_cache(portal, passphrase, allow_memory)
    session = SealedSession(cache, None if cache.vault.key.kept == "memory" else portal.cache_folder)
    session.save(tokens.refresh)
    return Client(PortalSource(portal.portal_url, http, tokens, session), cache)


def open_cache(portal: KnownPortal, passphrase: Optional[str] = None, allow_memory: bool = False) -> Cache:
    """The sealed cache of the person who signed in last at `portal`.

    It makes room in the bytes that the environment variable SAFESTATS_CACHE_BUDGET allows; without it, it just grows.
    """
    key = open_key(portal.cache_folder, portal.account, passphrase, allow_memory)
    size = os.environ.get("SAFESTATS_CACHE_BUDGET")
    budget = read_size(size) if size else None
    return Cache.open(portal.cache_folder, key, portal.portal_url, portal.username, budget=budget)
