"""Which portals are known on this computer, who has signed in at each, and where their files are."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from .cache.files import make_private, read_file, write_file
from .errors import InvalidInput, SignInRequired
from .retrieval.address import portal_address

_LAST = "account.json"
"""Who signed in last at a portal."""

_PERSON = "person-{}.json"
"""One for each person, so that two who sign in at once do not write the same file."""

_MOST_BYTES = 10_000


@dataclass(frozen=True)
class KnownPortal:
    """A portal and a person who has signed in there; neither is a secret.

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
    """All portals at which somebody has signed in on this computer, by address, each with who did so last."""
    portals = [_read(path) for path in (home_folder() / "portals").glob(f"*/{_LAST}")]
    return sorted(portals, key=lambda portal: portal.portal_url)


def known_people(portal_url: Optional[str] = None) -> list[KnownPortal]:
    """Everybody who has signed in on this computer, at one portal or at all: by address, whoever was last first."""
    last = known_portals() if portal_url is None else _at(portal_address(portal_url))
    everybody = ((portal, [_read(path) for path in portal.folder.glob(_PERSON.format("*"))]) for portal in last)
    return [
        person
        for portal, people in everybody
        for person in [portal, *sorted((each for each in people if each != portal), key=lambda each: each.username)]
    ]


def known_portal(portal_url: str, username: Optional[str] = None) -> KnownPortal:
    """The portal at this address, with one of its people; without a name, with who signed in there last.

    SignInRequired where nobody, or not she, has signed in there.
    """
    address = portal_address(portal_url)
    people = known_people(address)
    for person in people:
        if username in (None, person.username):
            return person
    raise SignInRequired(_not_among(people, f"at {address} ", username, address))


def only_portal(username: Optional[str] = None) -> KnownPortal:
    """The one portal that is known, with who signed in there last, or with one of its people.

    SignInRequired where there is none, InvalidInput where there are more.
    """
    everybody = known_people()
    found = known_portals() if username is None else [each for each in everybody if each.username == username]
    if not found:
        raise SignInRequired(_not_among(everybody, "", username, "URL"))
    if len(found) > 1:
        addresses = ", ".join(portal.portal_url for portal in found)
        raise InvalidInput(f"Several portals are known: {addresses}. Say which one with --portal URL.")
    return found[0]


def how_to_sign_in(portal_url: str) -> str:
    """The remedy for a missing session, in a sentence."""
    return f"Sign in from the SafeStats panel of QGIS, or with `safestats login {portal_url}`."


def remember_portal(portal_url: str, username: str) -> KnownPortal:
    """Notes that `username` has signed in at the portal, last of all; others who did so are not forgotten."""
    address = portal_address(portal_url)
    readable = re.sub(r"[^a-z0-9.]+", "-", address.partition("://")[2])[:40]
    portal = KnownPortal(address, username, home_folder() / "portals" / f"{readable}-{_digest(address)}")
    make_private(portal.folder)
    for before in _at(address):
        _note(before, _PERSON.format(_digest(before.username)))
    for name in (_PERSON.format(_digest(username)), _LAST):
        _note(portal, name)
    return portal


def forget_person(person: KnownPortal) -> None:
    """Knows her no longer at her portal; where she was the last, another takes her place, or the portal goes too."""
    (person.folder / _PERSON.format(_digest(person.username))).unlink(missing_ok=True)
    others = [each for each in known_people(person.portal_url) if each != person]
    if others:
        _note(others[0], _LAST)
    else:
        (person.folder / _LAST).unlink(missing_ok=True)


def _at(address: str) -> list[KnownPortal]:
    return [portal for portal in known_portals() if portal.portal_url == address]


def _not_among(people: list[KnownPortal], where: str, username: Optional[str], portal_url: str) -> str:
    """Why there is no such person, in a sentence with the remedy."""
    if username is None or not people:
        return f"Nobody has signed in {where}on this computer. {how_to_sign_in(portal_url)}"
    listed = ", ".join(dict.fromkeys(person.username for person in people))
    return f"'{username}' has not signed in {where}on this computer; known are: {listed}. {how_to_sign_in(portal_url)}"


def _note(portal: KnownPortal, name: str) -> None:
    content = {"portal_url": portal.portal_url, "username": portal.username}
    write_file(portal.folder / name, json.dumps(content).encode())


def _read(path: Path) -> KnownPortal:
    try:
        content = json.loads(read_file(path, _MOST_BYTES) or b"")  # no pipe is waited for, and no end of zeros read
        return KnownPortal(content["portal_url"], content["username"], path.parent)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInput(f"{path} cannot be read ({error}). Remove it and sign in again.") from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
