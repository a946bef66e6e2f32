"""Precisions as suppliers and portals write them: metres, or words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np

from ....errors import InvalidInput

METRES = {"snapped": 250.0, "cell": 71.0}
"""Words -> metres. "snapped": moved to the nearest of a set of anonymous points, as police.uk does; "cell": the centre
of a cell of 100 m, half of whose diagonal this is. "exact" is what the caller says; "area" and "none" are no place."""

_NO_PLACE = ("area", "none")


def precisions(values: Sequence[Optional[str]], exact: float) -> np.ndarray:
    """The precision of each record in metres, shape (n,); NaN for a word that says that its coordinates are no place.

    values  numbers of metres as text, or words: exact, snapped, cell, area, none; None: nothing is known
    exact   metres for "exact" and for None
    Raises InvalidInput for any other word and for a negative number.
    """
    known = {**METRES, "exact": exact, **dict.fromkeys(_NO_PLACE, float("nan"))}
    distinct = {value: exact if value is None else _metres(value, known) for value in set(values)}
    return np.array([distinct[value] for value in values], dtype=float)


def _metres(value: str, known: dict[str, float]) -> float:
    word = value.strip().lower()
    if word in known:
        return known[word]
    try:
        metres = float(word)
    except ValueError:
        metres = float("nan")
    if not (np.isfinite(metres) and metres >= 0):
        raise InvalidInput(
            f"'{value}' is no precision. Give metres of 0 or more, or one of the words {', '.join(sorted(known))}."
        )
    return metres
