"""Names for the history of a cell: new, consecutive, intensifying, ... hot or cold spot, or no pattern.

Every history gets exactly one class. With the share of hot steps among the steps that were tested, the first rule that
holds, from the top, decides:

| last step | rule | class |
|---|---|---|
| hot | no earlier step is hot | new hot spot |
| hot | the hot steps are one run without a break, share below 0.9 | consecutive hot spot |
| hot | share 0.9 or more, trend of z up and significant | intensifying hot spot |
| hot | share 0.9 or more, trend of z down and significant | diminishing hot spot |
| hot | share 0.9 or more, no significant trend | persistent hot spot |
| hot | share below 0.9, with breaks, no earlier step cold | sporadic hot spot |
| hot | share below 0.9, with breaks, an earlier step cold | oscillating hot spot |
| neither | share of hot steps 0.9 or more | historical hot spot |
| neither | share of cold steps 0.9 or more | historical cold spot |
| neither | none of these | no pattern |

Where the last step is cold, the mirror image: hot and cold, up and down exchanged. Two principles settle what the
published rules leave open. What a cell is now comes first: a cell that was hot for nine steps and is cold in the tenth
is a new cold spot, not a historical hot spot. And "never hot before" comes before "cold before": a cell that was cold,
then turns hot for good, is new or consecutive; oscillating is what went back and forth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput

NO_PATTERN, NEW, CONSECUTIVE, INTENSIFYING, PERSISTENT, DIMINISHING, SPORADIC, OSCILLATING, HISTORICAL = range(9)
"""Codes of the hot spots; the cold ones are the same with a minus."""

_NAMES = ("new", "consecutive", "intensifying", "persistent", "diminishing", "sporadic", "oscillating", "historical")

WORDS = {
    NO_PATTERN: "no pattern",
    **{code: f"{name} hot spot" for code, name in enumerate(_NAMES, start=1)},
    **{-code: f"{name} cold spot" for code, name in enumerate(_NAMES, start=1)},
}
"""The 17 classes in words, by code."""


@dataclass(frozen=True)
class Patterns:
    """The class of every cell, in arrays of the shape of the histories without their steps.

    code        int8, a key of WORDS; 0 as well where no step was tested
    share_hot   part of the tested steps that are hot, 0 to 1; NaN where no step was tested
    share_cold  the same of the cold ones
    tested      int64: number of steps tested
    """

    code: np.ndarray
    share_hot: np.ndarray
    share_cold: np.ndarray
    tested: np.ndarray


def classify(state: np.ndarray, trend: np.ndarray, tested: Optional[np.ndarray] = None) -> Patterns:
    """The class of every cell, by the table at the top of this file.

    state   1 hot, -1 cold, 0 neither, integers of shape (steps, ...), the earliest step first
    trend   1 up, -1 down and significant, 0 otherwise, shape (...)
    tested  whether a step counts, bool of the shape of `state`; None means all. What was not tested is left out of the
            history as if it were not there: the last step is the last one tested
    Returns Patterns with arrays of shape (...).
    Raises InvalidInput for other values, or shapes that do not fit.
    Source: the names and sentences of ArcGIS Pro, "How Emerging Hot Spot Analysis works", which overlap and say
    neither which comes first nor what a step without data means. Its present text asks two steps at the end of a
    consecutive spot and a hot last step of a sporadic one, as we do; in earlier texts one run at the end was enough,
    and a sporadic spot could have cooled down.
    """
    state, trend = np.asarray(state), np.asarray(trend)
    counts = np.ones(state.shape, dtype=bool) if tested is None else np.asarray(tested, dtype=bool)
    if state.ndim == 0 or state.shape[1:] != trend.shape or counts.shape != state.shape:
        raise InvalidInput(
            f"Histories of shape {state.shape}, trends of {trend.shape} and tests of {counts.shape} do not fit. "
            "Give one trend per cell, and the steps first."
        )
    if not (np.isin(state, (-1, 0, 1)).all() and np.isin(trend, (-1, 0, 1)).all()):
        raise InvalidInput("A state or trend is not -1, 0 or 1. Say hot or up as 1, cold or down as -1, else 0.")
    number = np.count_nonzero(counts, axis=0)
    hot, cold = (_side(state == sign, counts) for sign in (1, -1))
    code = np.zeros(trend.shape, dtype=np.int8)
    for side, other, sign in ((hot, cold, 1), (cold, hot, -1)):
        found = _code(side, other, trend * sign, number)
        code[found > 0] = sign * found[found > 0]
    with np.errstate(invalid="ignore"):
        return Patterns(code, hot.number / number, cold.number / number, number)


@dataclass(frozen=True)
class _Side:
    """What the rules ask of the hot steps, or of the cold ones: how many, in how many runs, and the last one."""

    number: np.ndarray
    runs: np.ndarray
    is_last: np.ndarray


def _side(is_on: np.ndarray, counts: np.ndarray) -> _Side:
    is_last = np.zeros(is_on.shape[1:], dtype=bool)
    runs = np.zeros(is_on.shape[1:], dtype=np.int64)
    for now, does_count in zip(is_on, counts):
        runs += does_count & now & ~is_last
        is_last = np.where(does_count, now, is_last)
    return _Side(np.count_nonzero(is_on & counts, axis=0), runs, is_last)


def _code(side: _Side, other: _Side, trend: np.ndarray, number: np.ndarray) -> np.ndarray:
    """The codes of one side's spots, trends turned its way; 0 where there is none of this side."""
    # In whole numbers, because 0.9 is none for a computer.
    is_lasting = 10 * side.number >= 9 * number
    rules = (
        (side.is_last & (side.number == 1), NEW),
        (side.is_last & (side.runs == 1) & ~is_lasting, CONSECUTIVE),
        (side.is_last & is_lasting & (trend > 0), INTENSIFYING),
        (side.is_last & is_lasting & (trend < 0), DIMINISHING),
        (side.is_last & is_lasting, PERSISTENT),
        (side.is_last & (other.number == 0), SPORADIC),
        (side.is_last, OSCILLATING),
        (~other.is_last & is_lasting & (number > 0), HISTORICAL),
    )
    conditions, codes = zip(*rules)
    return np.select(conditions, codes, NO_PATTERN).astype(np.int8)
