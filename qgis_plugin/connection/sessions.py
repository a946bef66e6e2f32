"""Who is signed in at a portal, and the ways to become so. All of it waits: call it in a task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ...processing_algorithms.base.core_sentences import in_words
from ...processing_algorithms.base.translation import tr
from ...safestats_core.cache.os_keyring import keyring_answers
from ...safestats_core.client import Client, open_client, sign_in_client, sign_in_client_by_code
from ...safestats_core.errors import (
    CacheLocked,
    Cancelled,
    PortalRefused,
    PortalUnreachable,
    SignInFailed,
    SignInRequired,
)
from ...safestats_core.known_portals import known_people
from ...safestats_core.progress import Progress
from ...safestats_core.retrieval.catalogue import DatasetInfo, Me
from ...safestats_core.retrieval.device import CodeToType
from ...safestats_core.retrieval.session import new_http_session
from . import transport
from .open_data import OpenData
from .portals import KnownPortal


@dataclass(frozen=True)
class Session:
    """What a task found at a portal: who is signed in and what she may see; no `client` where nobody is.

    people  usernames of those who have signed in there on this computer, whoever was last first
    as_of   when the portal said what the datasets are, where it cannot be reached now; None where it can
    until   how long the longest of the leases lasts then
    """

    client: Client | OpenData | None = None
    me: Me | None = None
    datasets: tuple[DatasetInfo, ...] = ()
    has_keyring: bool = True
    people: tuple[str, ...] = ()
    as_of: datetime | None = None
    until: datetime | None = None

    @property
    def is_open_data(self) -> bool:
        """Whether there is nobody to sign in, since everybody may see it."""
        return isinstance(self.client, OpenData)


def resume(portal: KnownPortal, passphrase: str | None, username: str | None = None) -> Session:
    """The session that was left open, if there is one: that nobody is signed in is no error."""
    if portal.is_open_data:
        client = OpenData()
        return Session(client, client.me(), tuple(client.datasets()))
    try:
        return _session(open_client(portal.url, http=_http(), passphrase=passphrase, username=username), portal.url)
    except (SignInRequired, CacheLocked):
        return nobody(portal)


def nobody(portal: KnownPortal) -> Session:
    """The session of a portal at which nobody is signed in."""
    return Session(has_keyring=keyring_answers(), people=_people(portal.url))


def by_browser(
    portal: KnownPortal, passphrase: str | None, open_address: Callable[[str], None], progress: Progress
) -> Session:
    """Sign in with the browser of this computer, which is told where by `open_address`."""
    return _session(
        sign_in_client(portal.url, open_address, http=_http(), passphrase=passphrase, cancelled=_asks(progress)),
        portal.url,
    )


def by_code(
    portal: KnownPortal, passphrase: str | None, show: Callable[[CodeToType], Any], progress: Progress
) -> Session:
    """Sign in with a code, which `show` tells, typed in any browser."""
    return _session(
        sign_in_client_by_code(portal.url, show, http=_http(), passphrase=passphrase, cancelled=_asks(progress)),
        portal.url,
    )


def leave(client: Client, portal: KnownPortal, and_shred: bool) -> tuple[Session, str]:
    """Sign out: the session that is left, and a sentence where the portal could not be told; she is out here anyway."""
    try:
        client.sign_out(and_shred)
    except (PortalUnreachable, PortalRefused, SignInFailed, Cancelled) as error:
        said = tr("You are signed out on this computer, but the portal does not know it yet.")
        return nobody(portal), f"{said} {in_words(error)}"
    return nobody(portal), ""


def _session(client: Client, url: str) -> Session:
    me, catalogue = client.me(), client.catalogue()
    in_keyring = client.cache.vault.key.kept == "keyring"
    found = Session(client, me, tuple(catalogue.datasets), in_keyring, _people(url))
    if not catalogue.is_offline:
        return found
    longest = max((info.lease_hours for info in catalogue.datasets), default=0.0)
    return replace(found, as_of=catalogue.fetched, until=catalogue.fetched + timedelta(hours=longest))


def _people(url: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.username for person in known_people(url)))


def _http() -> Any:
    return transport.mount(new_http_session())


def _asks(progress: Progress) -> Callable[[], bool]:
    def cancelled() -> bool:
        progress(0, 0, "")  # raises Cancelled when the person has had enough
        return False

    return cancelled
