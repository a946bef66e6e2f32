"""Opening a sealed cache from a terminal: by keyring, by environment, or by asking for the passphrase."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass
from typing import Optional, TypeVar

from ..cache.passphrase import header_path
from ..errors import CacheLocked, InvalidInput
from ..known_portals import KnownPortal
from ..terminal import note

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
    return ask_new_passphrase() if is_new else getpass("Passphrase: ")


def ask_new_passphrase() -> str:
    """A new passphrase, typed twice."""
    typed = getpass("New passphrase to seal what is kept on this computer: ")
    if not typed or getpass("Once more: ") != typed:
        raise InvalidInput("The two passphrases differ or are empty. Start again.")
    return typed
