"""Densities as they may be shown: cells that enough incidents carry, in steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.translation import numeral, tr
from ...sources.result_rows import ResultRows
from ..features import Columns
from .answer import AS_IT_IS, ROUNDED, WITHHELD, Answer, flags

FEW, DOMINATED = "few incidents", "dominated"


def answer_of_density(
    rows: ResultRows, values: np.ndarray, few: np.ndarray, dominated: np.ndarray, profile: str, said: Sequence[str]
) -> Answer:
    """Cells with a density each.

    few        which of them too few incidents carry
    dominated  in which of the others one incident outweighs all
    """
    shown = shown_density(values, few | dominated, profile)
    words = np.where(np.isnan(shown), WITHHELD, np.where(shown == values, AS_IT_IS, ROUNDED))
    changes = np.where(few, FEW, np.where(dominated, DOMINATED, np.where(words == ROUNDED, ROUNDED, "")))
    columns: Columns = {"density": shown, **flags(words, np.ones(shown.size, dtype=bool))}
    return Answer(rows, columns, shown, changes, (*said, *in_words(few, dominated)))


def shown_density(values: np.ndarray, untold: np.ndarray, profile: str) -> np.ndarray:
    """Densities in steps, NaN where they may not be told; as they are where nothing is to be protected."""
    from ....safestats_core.hotspots.disclosure.density import in_steps

    return values if profile == "none" else in_steps(values, ~untold)


def in_words(few: np.ndarray, dominated: np.ndarray) -> list[str]:
    """How many cells are withheld, and why."""
    said = [
        (few, tr("{number} cells are withheld because too few incidents carry them, or others of their block.")),
        (dominated, tr("{number} cells are withheld because one incident outweighs the others.")),
    ]
    return [words.format(number=numeral(int(which.sum()))) for which, words in said if which.any()]
