"""The one door to the data: what there is, bringing it into the sealed cache, and reading it from there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Optional

import pyarrow as pa
import requests

from .arrow_memory import use_memory_of_the_system
from .cache.cache import Cache, shred
from .cache.eviction import read_size
from .cache.keys import open_key
from .errors import InvalidInput, PortalUnreachable, SignInRequired
from .known_portals import KnownPortal, forget_person, how_to_sign_in, known_portal, remember_portal
from .progress import Progress, silent
from .query import Query
from .retrieval.catalogue import Area, DatasetInfo, Me, MonthInfo
from .retrieval.coverage import Covered
from .retrieval.device import CodeToType, sign_in_by_code
from .retrieval.exports import export_report
from .retrieval.portal import PortalSource
from .retrieval.saved_queries import SavedQuery
from .retrieval.session import new_http_session
from .retrieval.sign_in import Tokens, sign_in
from .workspace.cached_incidents import check_fields, read_incidents
from .workspace.estimate import Estimate, cached_categories, estimate
from .workspace.export_reports import keep_report, send_report
from .workspace.freshness import freshness
from .workspace.kept_catalogue import Catalogue, ask_catalogue, check_lease, kept_catalogue
from .workspace.sealed_session import SealedSession
from .workspace.sync import SyncReport, sync_months
from .workspace.waiting import await_changes


@dataclass(frozen=True)
class Answer:
    """The rows that answer a query, and how old they are.

    synced  what a sync did just before; None when the portal could not be reached, or was not asked
    as_of   when the portal last said that this is what it has, with time zone
    until   until when it may be shown without asking the portal again, with time zone
    """

    table: pa.Table
    synced: Optional[SyncReport]
    as_of: datetime
    until: datetime


class Client:
    """One person at one portal. Get one from `open_client` or `sign_in_client`."""

    def __init__(self, source: PortalSource, cache: Cache) -> None:
        use_memory_of_the_system()
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

    def coverage(self, dataset: DatasetInfo) -> list[Covered]:
        """Which months of which supplier are there, from the portal, or as it said last."""

        def ask() -> dict[str, Any]:
            return {"coverage": [asdict(each) for each in self.source.coverage(dataset)]}

        return [Covered(**note) for note in self._newest(f"coverage {dataset.collection}", ask)["coverage"]]

    def months(self, dataset: DatasetInfo) -> list[MonthInfo]:
        """The months in which she may see something, with their rows, from the portal, or as it said last."""

        def ask() -> dict[str, Any]:
            return {"months": [asdict(month) for month in self.source.months(dataset)]}

        return [MonthInfo(**note) for note in self._newest(f"listing {dataset.collection}", ask)["months"]]

    def estimate(self, dataset: DatasetInfo, months: Iterable[MonthInfo], query: Query) -> Estimate:
        """How many rows `query` will give, of the `months` that there are; nothing is transferred."""
        return estimate(self.cache, dataset, months, query)

    def cached_categories(self, dataset: DatasetInfo) -> tuple[int, Optional[Counter[str]]]:
        """How many months are cached, and the rows of each category in them; None where that is not known."""
        return cached_categories(self.cache, dataset)

    def load(self, query: Query, progress: Progress = silent) -> Answer:
        """Syncs, and reads; when the portal cannot be reached, reads what is cached and not too old."""
        try:
            synced = self.sync(query, progress)
        except PortalUnreachable as unreachable:
            try:
                return self.cached(query)
            except InvalidInput as not_cached:
                raise PortalUnreachable(f"{unreachable} {not_cached}") from not_cached
        return replace(self.cached(query), synced=synced)

    def sync(self, query: Query, progress: Progress = silent) -> SyncReport:
        """Brings the months of `query` into the cache: those that are new or have changed, and no others.

        What the person may no longer see is removed first, whatever becomes of the rest.
        Raises InvalidInput where the query cannot be answered, before anything is transferred.
        """
        dataset = ask_catalogue(self.source, self.cache).find(query)
        check_fields(dataset, query)
        return sync_months(self.source, self.cache, dataset, query, progress)

    def await_changes(self, dataset: DatasetInfo, wait_seconds: float, cancelled: Callable[[], bool]) -> bool:
        """Whether the portal has published something of `dataset` since the last sync, as soon as it has.

        False when `wait_seconds` are over or `cancelled`, asked every two seconds or more often, says so. Nothing is
        transferred; a sync brings what is new, and removes what the person may not see any more.
        """
        return await_changes(self.source, self.cache, dataset, wait_seconds, cancelled)

    def cached(self, query: Query) -> Answer:
        """The rows that answer `query`, from the cache alone, and how old they are; no network is used.

        Raises InvalidInput where the query cannot be answered or some of its months are not cached, LeaseExpired
        where they may no longer be shown, and CacheDamaged where a file was touched.
        """
        kept = kept_catalogue(self.cache)
        if kept is None:
            raise InvalidInput(f"Nothing of {query.dataset} is cached. Sync it first.")
        dataset = kept.find(query)
        table, age = read_incidents(self.cache, dataset, query), freshness(self.cache, dataset, query)
        return Answer(table, None, age.as_of, age.until)

    def incidents(self, query: Query) -> pa.Table:
        """The table of `cached`, which says what it raises."""
        return self.cached(query).table

    def saved_queries(self) -> list[SavedQuery]:
        """Questions kept at the portal: her own, and those that colleagues share, as far as she may see their datasets.

        Where the portal cannot be reached: as it said last.
        """

        def ask() -> dict[str, Any]:
            return {"queries": [each.as_note() for each in self.source.saved_queries()]}

        return [SavedQuery.from_note(note) for note in self._newest("saved queries", ask)["queries"]]

    def save_query(self, name: str, query: Query, shared: bool = False) -> SavedQuery:
        """Keeps a question at the portal, in the place of her own one of that name. No data is in it.

        shared  whether colleagues who hold a grant of its dataset see it, too
        """
        return self.source.save_query(name, query, shared)

    def forget_query(self, number: str) -> None:
        """Forgets one of her own, by its id; AccessDenied where there is none."""
        self.source.forget_query(number)

    def report_export(self, dataset: DatasetInfo, rows: int, format: str, purpose: str) -> bool:
        """Tells the portal, for its audit log, that `rows` of a dataset went into a file.

        format   of the file, for example "GeoPackage"
        purpose  what for, in the person's words
        Returns whether the portal has it; else it could not be reached, and is told at the next contact.
        """
        report = export_report(dataset.collection, rows, format, purpose, self.cache.now())
        name = keep_report(self.cache, report)
        try:
            send_report(self.source, self.cache, name)
        except PortalUnreachable:
            return False
        return True

    def sign_out(self, and_shred: bool = False) -> None:
        """Forgets the session, and ends it at the portal.

        and_shred  whether what is cached is destroyed as well, with its key, even where the portal cannot be told;
                   otherwise it stays, sealed, for the next sign-in
        """
        try:
            self.source.sign_out()
        finally:
            if and_shred:
                self._shred()

    def _shred(self) -> None:
        vault = self.cache.vault
        if vault.key.kept == "memory":
            self.cache.clear()
            return
        person = known_portal(vault.portal_url, vault.person)
        shred(person.cache_folder, person.account)
        forget_person(person)

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


def open_client(
    portal_url: str,
    http: Optional[requests.Session] = None,
    passphrase: Optional[str] = None,
    username: Optional[str] = None,
) -> Client:
    """The client of a person who has signed in at the portal, in this program or another.

    http        a session from `new_http_session`, perhaps with a transport adapter of its own
    passphrase  opens the cache where no OS keyring does
    username    who of the portal's people on this computer; None for who signed in last
    Raises SignInRequired where nobody is signed in, CacheLocked and CacheDamaged for a cache that cannot be opened.
    """
    portal = known_portal(portal_url, username)
    cache = open_cache(portal, passphrase)
    session = SealedSession(cache, portal.cache_folder)
    newest = session.load()
    if newest is None:
        who = "You are" if username is None else f"{portal.username} is"
        raise SignInRequired(f"{who} signed out of {portal.portal_url}. {how_to_sign_in(portal.portal_url)}")
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
    with session.alone():
        session.save(tokens.refresh)
    return Client(PortalSource(portal.portal_url, http, tokens, session), cache)


def open_cache(portal: KnownPortal, passphrase: Optional[str] = None, allow_memory: bool = False) -> Cache:
    """The sealed cache of a person at a portal.

    It makes room in the bytes that the environment variable SAFESTATS_CACHE_BUDGET allows; without it, it just grows.
    """
    key = open_key(portal.cache_folder, portal.account, passphrase, allow_memory)
    size = os.environ.get("SAFESTATS_CACHE_BUDGET")
    budget = read_size(size) if size else None
    return Cache.open(portal.cache_folder, key, portal.portal_url, portal.username, budget=budget)
