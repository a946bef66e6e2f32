"""A moment in a JSON body."""

from __future__ import annotations

from datetime import datetime

from ...errors import InvalidInput


def read_moment(name: str, text: str) -> datetime:
    """The moment that the member `name` states. Raises InvalidInput without a time zone, or far from this age."""
    try:
        # Before Python 3.11 the letter Z is not read.
        moment = datetime.fromisoformat(text[:-1] + "+00:00" if text[-1] in "Zz" else text)
    except ValueError as error:
        raise InvalidInput(f"{name}={text[:60]} is not a moment. Write it as 2026-12-31T00:00:00Z.") from error
    if not 1970 < moment.year < 9999 or moment.tzinfo is None:
        raise InvalidInput(f"{name}={text} needs a time zone and a year of this age: 2026-12-31T00:00:00Z.")
    return moment
