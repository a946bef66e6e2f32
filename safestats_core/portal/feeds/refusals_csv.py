"""Refused rows as CSV that a supplier can open in a spreadsheet without running what stands in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ...formats.refusal import Refusal
from ...spreadsheet import guarded

_LINES = 1_000


def refusals_csv(refusals: Iterable[Refusal], head: tuple[str, ...] = ("row", "reason")) -> Iterator[bytes]:
    """`head` and a line for each refusal, in pieces.

    head  of "source", "row", "reason"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    for count, refusal in enumerate(refusals, start=1):
        writer.writerow([guarded(str(getattr(refusal, name))) for name in head])
        if count % _LINES == 0:
            yield _drain(text)
    yield _drain(text)


def _drain(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return piece
