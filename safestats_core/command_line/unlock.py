"""Opening a sealed cache from a terminal: by keyring, by environment, or by asking for the passphrase."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Optional, TypeVar

from ..cache.passphrase import header_path
from ..errors import CacheLocked, InvalidInput
from ..known_portals import KnownPortal
from ..terminal import ask_unseen, note

_VARIABLE = "SAFESTATS_PASSPHRASE"

_Opened = TypeVar("_Opened")


def unlocked(portal: KnownPortal, open_with: Callable[[Optional[str]], _Opened]) -> _Opened:
    """`open_with(passphrase)` for the sealed cache at `portal`.

    The passphrase comes from SAFESTATS_PASSPHRASE; without it the OS keyring is tried, then the person asked.
    """
    given = os.environ.get(_VARIABLE)
    if given:
        return open_with(given)
    try:
        return open_with(None)
    except CacheLocked as locked:
        if not sys.stdin.isatty():
            raise CacheLocked(f"{locked} A passphrase can be given in the environment as {_VARIABLE}.") from locked
        note(str(locked))
    return open_with(_ask_passphrase(is_new=not header_path(portal.cache_folder).exists()))


def _ask_passphrase(is_new: bool) -> str:
    return ask_new_passphrase(_VARIABLE) if is_new else ask_unseen("Passphrase", _otherwise(_VARIABLE))


def ask_new_passphrase(variable: str) -> str:
    """A new passphrase, typed twice.

    variable  of the environment, in which it can be given instead
    """
    typed = ask_unseen("New passphrase to seal what is kept on this computer", _otherwise(variable))
    if not typed or ask_unseen("Once more", _otherwise(variable)) != typed:
        raise InvalidInput("The two passphrases differ or are empty. Start again.")
    return typed


def _otherwise(variable: str) -> str:
    return f"Give the passphrase in the environment as {variable}."
