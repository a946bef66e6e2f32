"""Dates and times as a filter writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Union

from ...errors import InvalidInput

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?([Zz]|[+-]\d\d:\d\d)")


def read_timestamp(text: str) -> datetime:
    """A moment with its time zone, as RFC 3339 writes it. Raises InvalidInput."""
    found = _TIMESTAMP.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        day, clock, fraction, zone = found.groups()
        offset = "+00:00" if zone in "Zz" else zone
        return datetime.fromisoformat(f"{day}T{clock}.{(fraction or '0').ljust(6, '0')}{offset}")
    except ValueError as error:
        raise InvalidInput(
            f"'{text}' in the filter is not a moment. Write TIMESTAMP('2024-03-01T18:30:00Z')."
        ) from error


def read_date(text: str) -> date:
    """A day. Raises InvalidInput."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"'{text}' in the filter is not a day. Write DATE('2024-03-01').") from error


def read_moment(text: str) -> Union[date, datetime]:
    """Either of the two, where a filter gives plain text for a time."""
    return read_date(text) if _DATE.fullmatch(text) else read_timestamp(text)
