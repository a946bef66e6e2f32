"""Ways to write a date, as regular expressions whose groups are named after the parts of a date.

A format is "iso", "prose" or a pattern of strptime directives (%Y-%m-%d %H:%M). It knows by itself how
precise it is: without an hour a date is a day, without a day it is a month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import InvalidInput

_DIRECTIVES = {
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<short_year>\d{2})",
    "m": r"(?P<month>\d{1,2})",
    "b": r"(?P<month_name>[A-Za-z]{3,9})",
    "B": r"(?P<month_name>[A-Za-z]{3,9})",
    "d": r"(?P<day>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<half_day_hour>\d{1,2})",
    "M": r"(?P<minute>\d{1,2})",
    "S": r"(?P<second>\d{1,2})",
    "f": r"\d{1,9}",
    "p": r"(?P<half>[AaPp])\.?[Mm]\.?",
    "z": r"(?P<offset>Z|[+-]\d{2}:?\d{2})",
    "a": r"[A-Za-z]+",
    "A": r"[A-Za-z]+",
    "%": "%",
}

_NAMED = {
    "iso": (
        r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2})"
        r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
        r" ?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?)?"
    ),
    "prose": (
        r"(?P<half_day_hour>\d{1,2}):(?P<minute>\d{2}) ?(?P<half>[AaPp])\.?[Mm]\.?,? +"
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)? +(?P<month_name>[A-Za-z]{3,9}),? +(?P<year>\d{4})"
    ),
}
"""iso    2024-03-31T01:30:00+01:00, down to 2024-03
prose  5:15pm, 7th January 1999"""


@dataclass(frozen=True)
class DateFormat:
    """A compiled format: the regular expression, and the names of its groups."""

    written: str
    expression: str
    parts: frozenset[str]


@lru_cache(maxsize=128)
def compile_format(written: str) -> DateFormat:
    """The format `written` in a profile. Raises InvalidInput where it does not say which month is meant."""
    body = _NAMED.get(written) or _translated(written)
    try:
        parts = frozenset(re.compile(body).groupindex)
    except re.error as error:
        raise InvalidInput(
            f"The date format '{written}' says something twice ({error}). Name each part once."
        ) from error
    if not (parts & {"year", "short_year"} and parts & {"month", "month_name"}):
        raise InvalidInput(f"The date format '{written}' needs a year (%Y or %y) and a month (%m or %b).")
    if ("half_day_hour" in parts) != ("half" in parts):
        raise InvalidInput(f"The date format '{written}' needs %I and %p together: 5 o'clock is am or pm.")
    return DateFormat(written, f"^{body}$", parts)


def _translated(written: str) -> str:
    pieces = []
    for directive, plain in re.findall(r"%(.?)|([^%]+)", written):
        if plain:
            pieces.append(re.sub(r"(?:\\ )+", " +", re.escape(plain)))
        elif directive in _DIRECTIVES:
            pieces.append(_DIRECTIVES[directive])
        else:
            raise InvalidInput(
                f"The date format '{written}' uses '%{directive}', which is not known. "
                f"Use iso, prose, or a pattern of %{' %'.join(_DIRECTIVES)}."
            )
    return "".join(pieces)
