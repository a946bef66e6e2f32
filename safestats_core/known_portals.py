"""Which portals are known on this computer, who signed in last at each, and where their files are."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from .cache.files import make_private, write_file
from .errors import InvalidInput, SignInRequired
from .retrieval.address import portal_address

_ACCOUNT = "account.json"


@dataclass(frozen=True)
class KnownPortal:
    """A portal and the person who signed in there last; neither is a secret.

    folder  of the portal on this computer
    """

    portal_url: str
    username: str
    folder: Path

    @property
    def account(self) -> str:
        """The name of the cache key in a keyring."""
        return f"{self.portal_url} {self.username}"

    @property
    def cache_folder(self) -> Path:
        """The sealed cache of this person; each person has one of her own."""
        return self.folder / _digest(self.username)


def home_folder() -> Path:
    """Where SafeStats keeps its files: SAFESTATS_HOME, or the user's data folder of the operating system."""
    import platformdirs

    return Path(os.environ.get("SAFESTATS_HOME") or platformdirs.user_data_dir("safestats", appauthor=False))


def known_portals() -> list[KnownPortal]:
    """All portals at which somebody has signed in on this computer, by address."""
    portals = [_read(path) for path in (home_folder() / "portals").glob(f"*/{_ACCOUNT}")]
    return sorted(portals, key=lambda portal: portal.portal_url)


def known_portal(portal_url: str) -> KnownPortal:
    """The portal at this address; SignInRequired where nobody has signed in there."""
    address = portal_address(portal_url)
    for portal in known_portals():
        if portal.portal_url == address:
            return portal
    raise SignInRequired(f"Nobody has signed in at {address} on this computer. {how_to_sign_in(address)}")


def only_portal() -> KnownPortal:
    """The one portal that is known; SignInRequired where there is none, InvalidInput where there are more."""
    portals = known_portals()
    if not portals:
        raise SignInRequired(f"Nobody has signed in on this computer. {how_to_sign_in('URL')}")
    if len(portals) > 1:
        addresses = ", ".join(portal.portal_url for portal in portals)
        raise InvalidInput(f"Several portals are known: {addresses}. Say which one with --portal URL.")
    return portals[0]


def how_to_sign_in(portal_url: str) -> str:
    """The remedy for a missing session, in a sentence."""
    return f"Sign in from the SafeStats panel of QGIS, or with `safestats login {portal_url}`."


def remember_portal(portal_url: str, username: str) -> KnownPortal:
    """Notes that `username` has signed in at the portal."""
    address = portal_address(portal_url)
    readable = re.sub(r"[^a-z0-9.]+", "-", address.partition("://")[2])[:40]
    portal = KnownPortal(address, username, home_folder() / "portals" / f"{readable}-{_digest(address)}")
    make_private(portal.folder)
    content = {"portal_url": address, "username": username}
    write_file(portal.folder / _ACCOUNT, json.dumps(content).encode())
    return portal


def _read(path: Path) -> KnownPortal:
    try:
        content = json.loads(path.read_bytes())
        return KnownPortal(content["portal_url"], content["username"], path.parent)
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"{path} cannot be read ({error}). Remove it and sign in again.") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
