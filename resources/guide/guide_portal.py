"""A copy of the demonstration's portal, with what a guide has to show beside: terms, a gap, an administrator."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

import portal_process
from credentials import USERNAME, kept_credentials

_ADMINISTRATOR = "marta"
_TERMS = """\
These records are shared so that fires can be prevented and their causes understood.

1. Use them for that purpose only, and say so when you export any.
2. Do not name a dwelling in anything that leaves your organisation.
3. Tell the fire brigade's data manager of any loss within a day.
"""


@dataclass(frozen=True)
class People:
    """Who signs in: the analyst, and somebody who looks after the portal."""

    username: str
    password: str
    passphrase: str
    administrator: str
    administrator_password: str


def prepare(demonstration: Path, folder: Path) -> People:
    """Copy the portal of `demonstration` to `folder` and add to it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(demonstration / "portal", folder)
    kept = kept_credentials(demonstration)
    password = secrets.token_urlsafe(12)
    where = str(folder)
    portal_process.run("upgrade", where)  # the demonstration may have been made by an older SafeStats
    person = ("--name", "Marta Lind", "--organisation", "Doggerbank Data Office", "--password-stdin")
    portal_process.run("user", "add", where, _ADMINISTRATOR, *person, typed=password + "\n")
    portal_process.run("administrator", "add", where, _ADMINISTRATOR)
    portal_process.run("grant", "add", where, f"person:{USERNAME}", "fire", "record")
    portal_process.run("grant", "add", where, f"person:{USERNAME}", "police-recorded", "counts")
    return People(kept.username, kept.password, kept.passphrase, _ADMINISTRATOR, password)


def set_terms(folder: Path) -> None:
    """Put the terms of use in force, anew: whoever has accepted them is asked again."""
    terms = folder.parent / "terms.txt"
    for words in ("Other terms for a moment: the same words are never asked about twice.\n", _TERMS):
        terms.write_text(words, encoding="utf-8")
        portal_process.run("terms", "set", str(folder), "fire", str(terms), "--ask-before-export")
