"""Counts and rates of areas as they may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np

from ...base.translation import in_sentences, numeral, tr
from ...sources.result_rows import ResultRows
from ..features import Columns
from .answer import AS_IT_IS, ROUNDED, WITHHELD, Answer, flags

if TYPE_CHECKING:
    from ....safestats_core.hotspots.disclosure.results import ProtectedResult

UNKNOWN, DIFFERENCE = "unknown", "difference"


def answer_of_counts(
    rows: ResultRows, found: ProtectedResult, population: Optional[np.ndarray], per: float, profile: str
) -> Answer:
    """The counts as the core protected them, and with a population their rates per so many of it."""
    words, changes = _reasons(found)
    shown = np.ma.filled(found.shown.astype(float), np.nan)
    rates, about = ({}, []) if population is None else _rates(found, population, per, profile)
    told = int(np.count_nonzero(found.is_told))
    unsafe = [tr("{number} counts could be worked out all the same").format(number=numeral(told))] if told else []
    return Answer(
        rows,
        {"count": shown, **rates, **flags(words, ~found.is_told)},
        rates.get("rate", shown),
        changes,
        (*_in_words(found, changes), *about),
        tuple(unsafe),
        found.totals,
    )


def _in_words(found: ProtectedResult, changes: np.ndarray) -> list[str]:
    counted = [
        (np.count_nonzero(changes == UNKNOWN), tr("{number} rows without a count stay without one.")),
        (
            sum(total is None for total in found.totals.values()),
            tr("{number} sums must not be told either: the page lists those that may be."),
        ),
    ]
    return in_sentences(counted)


def _rates(found: ProtectedResult, population: np.ndarray, per: float, profile: str) -> tuple[Columns, list[str]]:
    from ....safestats_core.disclosure import SENSITIVE_BELOW
    from ....safestats_core.hotspots.disclosure.rates import RELIABLE_FROM, protect_rates

    rates = protect_rates(found.shown, population, per, SENSITIVE_BELOW[profile])
    faint = np.count_nonzero(~np.ma.getmaskarray(rates) & (found.shown.filled(0) < RELIABLE_FROM))
    said = tr(
        "Rates are those of the counts that are shown; {number} of them rest on fewer than {least} incidents, which "
        "ONS calls unreliable."
    )
    words = said.format(number=numeral(faint), least=numeral(RELIABLE_FROM))
    return {"rate": np.ma.filled(rates, np.nan)}, [words]


def _reasons(found: ProtectedResult) -> tuple[np.ndarray, np.ndarray]:
    """What the layer says of each count, and what the table says of it."""
    from ....safestats_core.hotspots.disclosure import results

    said = {
        results.AS_IT_IS: (AS_IT_IS, ""),
        results.ROUNDED: (ROUNDED, ROUNDED),
        results.SMALL: (WITHHELD, "small"),
        results.SECONDARY: (WITHHELD, "protects others"),
        results.DIFFERENCE: (WITHHELD, DIFFERENCE),
        results.UNKNOWN: (WITHHELD, UNKNOWN),
    }
    pairs = [said[code] for code in found.why.tolist()]
    words, changes = (np.array([pair[end] for pair in pairs], dtype=object) for end in (0, 1))
    return words, changes
