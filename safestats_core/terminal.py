"""What the commands say to a person at a terminal, and ask of her."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from typing import Optional, TypeVar

from .cache.passphrase import header_path
from .errors import CacheLocked, InvalidInput
from .known_portals import KnownPortal
from .progress import Progress, silent

_VARIABLE = "SAFESTATS_PASSPHRASE"

_Opened = TypeVar("_Opened")


def note(sentence: str) -> None:
    """Says something beside the result, which alone goes to standard output."""
    print(sentence, file=sys.stderr)


def terminal_progress() -> Progress:
    """A line that counts up, where somebody is watching."""
    return _count if sys.stderr.isatty() else silent


def _count(done: int, total: int, what: str) -> None:
    share = f"{done:,} of {total:,}" if total else f"{done:,}"
    end = "\n" if total and done >= total else ""
    print(f"\r\x1b[K{what}: {share}", end=end, file=sys.stderr, flush=True)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns aligned to the left."""
    widths = [max(map(len, column)) for column in zip(head, *rows)]
    for row in (head, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


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
    if not is_new:
        return getpass("Passphrase: ")
    typed = getpass("New passphrase to seal what is kept on this computer: ")
    if not typed or getpass("Once more: ") != typed:
        raise InvalidInput("The two passphrases differ or are empty. Start again.")
    return typed
