"""How much of the crime is in how few places: ordered shares, the Lorenz curve, and the Gini coefficient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ..errors import InvalidInput

SHARES = (0.2, 0.25, 0.5, 0.8)
"""Shares of the incidents for which the share of places is told."""


@dataclass(frozen=True)
class Concentration:
    """The places from most to fewest incidents, and how uneven they are.

    order             the places as numbers of the values given, most incidents first, shape (k,)
    incidents_share   share of the incidents in the places so far, in that order, shape (k,); the last is 1
    places_share      share of all places so far, shape (k,); under 1 at the end where some places were not listed
    places            number of all places, those without incidents included
    total             sum of the values
    gini              0: all places have the same; towards 1: one place has all
    generalised_gini  the same against the most even spread that so few incidents allow
    """

    order: np.ndarray
    incidents_share: np.ndarray
    places_share: np.ndarray
    places: int
    total: float
    gini: float
    generalised_gini: float

    def share_of_places(self, share: float) -> float:
        """The smallest share of all places, in whole places, that holds `share` of the incidents, more than 0 to 1."""
        if not 0 < share <= 1:
            raise InvalidInput(f"{share:g} is no share of the incidents. Use more than 0 and at most 1.")
        # A cumulative sum may miss a share such as 0.2 by its last bit.
        return float(self.places_share[np.searchsorted(self.incidents_share, share - 1e-12)])


@dataclass(frozen=True)
class Chance:
    """What concentration comes about when as many incidents fall on the places blindly.

    gini         mean Gini coefficient over the simulations
    low, high    range that holds the middle 95 % of them
    p            one-sided: (simulations at least as concentrated as observed + 1) / (simulations + 1)
    simulations  how many were made
    """

    gini: float
    low: float
    high: float
    p: float
    simulations: int


def concentration(values: np.ndarray, places: Optional[int] = None) -> Concentration:
    """Order places by what they hold, with cumulative shares and Gini coefficients.

    values  incidents (or weight) of each listed place, zero or more, shape (k,)
    places  number of all places where those without incidents are not listed; None: those listed are all
    Returns a Concentration. Equal places keep the order in which they came.
    Raises InvalidInput for no values, all zero, values that are negative or not finite, or fewer places than listed.

    Formula: with the N values in rising order, G = 2 sum i x_i / (N sum x) - (N + 1) / N. The curve of G compares with
    an equal share for every place, which C incidents in N > C places cannot reach; the generalised coefficient compares
    with the most even spread there can be, one incident each in C places: G' = max(1, N / C) (G - 1) + 1. It equals G
    where there are as many incidents as places or more. For weights, C is their sum, and G' is told for counts only:
    read G there.
    Source: Gini (1912); Lorenz (1905); Bernasco & Steenbeek (2017), Journal of Quantitative Criminology 33, 451-467.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 1 or not np.all(np.isfinite(values) & (values >= 0)):
        raise InvalidInput("Some places have a value below zero or none at all. Give each place zero or more.")
    count = values.size if places is None else int(places)
    if count < values.size:
        raise InvalidInput(f"{values.size:,} places are listed, more than {count:,} in all. Count the places again.")
    total = float(values.sum())
    if total == 0:
        raise InvalidInput("No place holds an incident, so nothing can be concentrated. Choose other incidents.")
    order = np.argsort(-values, kind="stable")
    cumulated = np.cumsum(values[order])
    gini = _gini(values[order], count)
    return Concentration(
        order=order,
        incidents_share=cumulated / cumulated[-1],
        places_share=np.arange(1, values.size + 1) / count,
        places=count,
        total=total,
        gini=gini,
        generalised_gini=max(1.0, count / total) * (gini - 1) + 1,
    )


def concentration_by_chance(
    values: np.ndarray,
    places: Optional[int] = None,
    *,
    simulations: int = 99,
    seed: Union[int, np.random.Generator] = 0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Chance:
    """How concentrated as many incidents would be that fall on the places blindly, each place as likely as any other.

    values       incidents of each listed place, whole numbers, shape (k,)
    places       number of all places; None: those listed are all
    simulations  1 or more
    seed         number or numpy Generator; the same seed gives the same result
    progress     called after every simulation
    Returns a Chance. Few incidents in many places are uneven by chance alone: a Gini coefficient has to be read
    against this. The p is the same for G and G', which rise together.
    Raises InvalidInput as `concentration` does, and for values that are not whole or no simulations.
    Formula: multinomial counts of sum(values) incidents in N equal places; p = (number with G at least as large + 1) /
    (simulations + 1). For many places the mean G is that of Poisson counts, exp(-2 m) (I0(2 m) + I1(2 m)) with
    m = incidents / places.
    Source: the null of complete spatial randomness, as in Bernasco & Steenbeek (2017), section on sparse data;
    p as in Davison & Hinkley (1997), section 4.2.
    """
    observed = concentration(values, places)
    values = np.asarray(values, dtype=float)
    if np.any(values != np.floor(values)):
        raise InvalidInput("Some places hold a part of an incident. Compare counts with chance, not weights.")
    if simulations < 1:
        raise InvalidInput(f"{simulations} simulations tell nothing. Use 99 or more.")
    rng = np.random.default_rng(seed)
    found = np.empty(simulations)
    for done in range(simulations):
        fallen = np.bincount(rng.integers(0, observed.places, int(observed.total)))
        found[done] = _gini(np.sort(fallen)[::-1], observed.places)
        if progress is not None:
            progress(done + 1, simulations, "Incidents dealt out by chance")
    # Equal ginis may differ in the last bit by the order of summing.
    as_large = np.count_nonzero(found >= observed.gini - 1e-12)
    low, high = np.quantile(found, (0.025, 0.975))
    return Chance(float(found.mean()), float(low), float(high), (as_large + 1) / (simulations + 1), simulations)


def _gini(falling: np.ndarray, places: int) -> float:
    """The Gini coefficient of values in falling order and as many zeros as are missing to `places`."""
    rank = np.arange(places, places - falling.size, -1, dtype=float)
    return float(max(0.0, 2 * (rank @ falling) / (places * falling.sum()) - (places + 1) / places))
