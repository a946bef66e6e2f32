"""From the text of a filter to the condition that a store is asked: read, and checked against what a person sees."""

from __future__ import annotations

import shapely

from ...access import Scope
from ...errors import InvalidInput
from .cql2_json import parse_json
from .cql2_text import parse_text
from .expression import Every, Expression, Intersects, Not, Some
from .fields import checked, filter_fields
from .shapes import MOST_CORNERS, Frame

MOST_LEVELS = 16
"""Of and, or and not: the parser of SQLite up to 3.45 gives up at 27. Brackets that change nothing are free."""

LANGUAGES = {"cql2-text": parse_text, "cql2-json": parse_json}


def read_filter(text: str, language: str, scope: Scope, frame: Frame) -> Expression:
    """The filter that somebody with this scope states.

    language  a key of LANGUAGES
    frame     the reference system of the shapes in the filter

    Raises InvalidInput, with the place and the remedy, for one that cannot be read or names a field that she has not.
    """
    if language not in LANGUAGES:
        raise InvalidInput(f"filter-lang={language} is not known. Choose from: {', '.join(LANGUAGES)}.")
    found = checked(LANGUAGES[language](text, frame), filter_fields(scope))
    _check_weight(found)
    return found


def _check_weight(expression: Expression) -> None:
    """Raises InvalidInput for more than a question to the database can hold."""
    if _levels(expression) > MOST_LEVELS:
        raise InvalidInput(
            f"The filter has and, or and not inside one another more than {MOST_LEVELS} times. Write it flatter."
        )
    if _corners(expression) > MOST_CORNERS:
        raise InvalidInput(f"The shapes in the filter have more than {MOST_CORNERS} corners in all. Simplify them.")


def _levels(expression: Expression) -> int:
    if isinstance(expression, Not):
        return 1 + _levels(expression.part)
    return 1 + max(map(_levels, expression.parts)) if isinstance(expression, (Every, Some)) else 0


def _corners(expression: Expression) -> int:
    if isinstance(expression, Intersects):
        return int(shapely.get_num_coordinates(shapely.from_wkb(expression.shape)))
    if isinstance(expression, Not):
        return _corners(expression.part)
    return sum(map(_corners, expression.parts)) if isinstance(expression, (Every, Some)) else 0
