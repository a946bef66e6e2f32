"""What the commands say to a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass

from .errors import InvalidInput
from .progress import Progress, silent

_NEW_LINE = "\r\x1b[K"
"""Back to the beginning of the line, which is cleared."""


def note(sentence: str) -> None:
    """Says something beside the result, which alone goes to standard output."""
    print(sentence, file=sys.stderr)


def ask_unseen(question: str, otherwise: str) -> str:
    """What a person types without its being shown.

    otherwise  how it can be given where nobody types

    Raises InvalidInput where the input has ended before that.
    """
    try:
        return getpass(f"{question}: ")
    except EOFError as error:
        raise InvalidInput(f"'{question}' was not answered: nobody types at this terminal. {otherwise}") from error


@contextmanager
def terminal_progress() -> Iterator[Progress]:
    """A line that counts up where somebody is watching, and is gone afterwards."""
    if not sys.stderr.isatty():
        yield silent
        return
    try:
        yield _count
    finally:
        print(_NEW_LINE, end="", file=sys.stderr, flush=True)


def _count(done: int, total: int, what: str) -> None:
    share = f"{done:,} of {total:,}" if total else f"{done:,}"
    print(f"{_NEW_LINE}{what}: {share}", end="", file=sys.stderr, flush=True)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns aligned to the left, under a head if there is one."""
    lines = [head, *rows] if head else rows
    widths = [max(map(len, column)) for column in zip(*lines)]
    for row in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
