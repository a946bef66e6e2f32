"""Rates that may be told: those of the counts that are shown, where enough people stand behind them."""

from __future__ import annotations

import numpy as np

from ...errors import InvalidInput

RELIABLE_FROM = 20
"""Incidents below which ONS calls a rate unreliable: it is shown, and said to be so."""


def protect_rates(shown: np.ma.MaskedArray, population: np.ndarray, per: float, below: int) -> np.ma.MaskedArray:
    """Rates from protected counts: per / population * count, masked where nothing may be told.

    shown       counts as they are shown; a rate of the exact count would give that away to who knows the population
    population  people, homes or the like behind each count; NaN where not known
    per         the rate is the count per so many of the population
    below       a population from 1 to less than this is itself too few to be told of; 0: there is no such rule
    A rate is withheld with its count, and where the population is missing, 0, or too small.
    Source: ONS (2006), Confidentiality Guidance, section 5: a rate is as safe as its numerator and its denominator.
    """
    if not per > 0:
        raise InvalidInput(f"A rate per {per:g} is none. Choose a number above 0, such as 1,000.")
    people = np.asarray(population, dtype=float)
    if (people < 0).any():
        raise InvalidInput("A population below 0 is none. Correct it, or choose another field.")
    untold = np.ma.getmaskarray(shown) | ~(people > 0) | (people < below)
    rate = np.where(untold, 0.0, np.asarray(shown.filled(0), dtype=float) * per / np.where(untold, 1.0, people))
    return np.ma.masked_array(rate, untold)
