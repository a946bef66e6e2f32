"""How far this computer's clock is from a server's: a wrong clock is the reason of much that fails."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

import requests

TOLERANCE = 300
"""Seconds that the two may differ."""


def clocks_differ(seconds_ahead: float) -> str:
    """A sentence, where this computer's clock is so far ahead of the portal's (behind: below 0) that it matters."""
    if abs(seconds_ahead) <= TOLERANCE:
        return ""
    way = "ahead of" if seconds_ahead > 0 else "behind"
    return (
        f"The clock of this computer is {abs(seconds_ahead) / 60:.0f} minutes {way} the portal's. "
        "Set date, time and time zone, and sign in again."
    )


def note_on_clock(answer: requests.Response) -> str:
    """The same after a space, by the time in the header Date of an answer that has just come (RFC 9110, 6.6.1)."""
    try:
        there = parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except (TypeError, ValueError, IndexError):
        return ""
    sentence = clocks_differ(time.time() - there)
    return f" {sentence}" if sentence else ""
