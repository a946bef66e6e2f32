"""Which records of two agencies are one event, with a probability for every pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ....errors import InvalidInput
from .assignment import among_competitors, one_to_one
from .candidates import Pairs, Progress, candidate_pairs
from .chance_pairs import SHIFTS, chance_pairs
from .comparison import Levels, compare, levels_for
from .fellegi_sunter import Model, fit, match_weights, probabilities, shares_together, smoothed_shares
from .records import Records

DISTANCES = (10.0, 25.0, 50.0, 75.0, 100.0)
"""Upper ends of the levels of distance, metres."""

MINUTES = (5.0, 15.0, 30.0, 45.0, 60.0)
"""Upper ends of the levels of time apart."""

THRESHOLDS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""Over these the counts are given."""


_JEFFREYS = 0.5
"""Of m, see `fit`: without it a level that chance alone fills makes its pairs look more probable than they are."""


@dataclass(frozen=True)
class Matching:
    """Candidate pairs, what was learnt from them, and how probable each is.

    pairs        the candidates, in arrays of the shape (pairs,)
    comparison   their levels, int64 of shape (pairs, 3): distance, time apart, category; -1 unknown
    weight       match weight: log2 of the odds of the pair on its own, shape (pairs,)
    probability  that the pair is one event, shape (pairs,), given the pairs that compete for its records; 0 where there
                 is no evidence of any
    levels       what the levels stand for
    model        m, u and the prior
    by_chance    candidate pairs of each shift of the clock; none where u was learnt with m
    records      number of records of both agencies
    """

    pairs: Pairs
    comparison: np.ndarray
    weight: np.ndarray
    probability: np.ndarray
    levels: Levels
    model: Model
    by_chance: np.ndarray
    records: tuple[int, int]

    @property
    def has_evidence(self) -> bool:
        """Whether there are more candidate pairs than every shift of the clock gives; taken as true without shifts."""
        return not self.by_chance.size or self.pairs.first.size > self.by_chance.max()


@dataclass(frozen=True)
class Count:
    """What is counted at a threshold.

    threshold   lowest probability of a link
    links       pairs that are taken as one event
    events      records of both agencies less the links: every event once
    false       links that are expected to be wrong
    missed      events of both agencies that are expected not to be linked
    """

    threshold: float
    links: int
    events: int
    false: float
    missed: float


def match_records(
    a: Records,
    b: Records,
    *,
    tolerance: float = 3_600.0,
    compatible: Optional[np.ndarray] = None,
    distances: Sequence[float] = DISTANCES,
    minutes: Sequence[float] = MINUTES,
    u: str = "chance",
    shifts: int = SHIFTS,
    progress: Progress = None,
) -> Matching:
    """Compare the records of two agencies and give every candidate pair a probability of being one event.

    a, b        the agencies' records, each event once in either: remove an agency's own repeats first
    tolerance   seconds that may lie between the two intervals
    compatible  which categories can be one event, as in `candidate_pairs`
    distances   upper ends of the levels of distance, metres
    minutes     upper ends of the levels of time apart
    u           "chance": the levels of pairs that are not one event are those of the candidates that remain when the
                clock of `b` is moved by whole weeks (`chance_pairs`), each combination as often as it comes there: a
                burglary found in the morning is vague in time, a fight is not; "em": they are learnt together with m
    shifts      how often the clock is moved
    progress    called during the search
    Returns a Matching. A probability takes into account that a record is in one event at most. Without more candidates
    than every shift gives (chance of that: 1 in shifts + 1) there is no evidence that the agencies share any event, and
    every probability is 0.
    Raises InvalidInput as `candidate_pairs`, `levels_for` and `shift_unit` do, and for an unknown `u`.
    """
    if u not in ("chance", "em"):
        raise InvalidInput(f"There is no way '{u}' to find u. Choose chance or em.")
    pairs = candidate_pairs(a, b, tolerance, compatible, progress)
    levels = levels_for(a, b, pairs, distances, minutes)
    comparison = compare(levels, a, b, pairs)
    moved = []
    if u == "chance":
        moved = [compare(levels, a, b, each) for each in chance_pairs(a, b, tolerance, compatible, shifts, progress)]
    by_chance = np.array([len(each) for each in moved], dtype=np.int64)
    no_evidence = not len(comparison) or (by_chance.size > 0 and len(comparison) <= by_chance.max())
    model = _nothing_learnt(levels.sizes) if no_evidence else _learnt(comparison, levels.sizes, moved)
    return Matching(
        pairs=pairs,
        comparison=comparison,
        weight=match_weights(model, comparison),
        probability=np.zeros(len(comparison)) if no_evidence else _probability(model, comparison, pairs),
        levels=levels,
        model=model,
        by_chance=by_chance,
        records=(a.count, b.count),
    )


def links_at(matching: Matching, threshold: float) -> np.ndarray:
    """Positions of the pairs that are taken as one event: probable enough, and every record in one of them at most.

    threshold  lowest probability, above 0, at most 1
    Raises InvalidInput for another threshold.
    Formula: of all one-to-one sets of pairs the one with the largest sum of (probability - threshold). No other loses
    less on average where a wrong link costs as much as the threshold and a missed one 1 less the threshold, which is
    what makes a pair without competitors worth linking just from the threshold on. Pairs that share no record, not even
    through others, do not matter to each other; a higher threshold never makes more links. From 0.5 on no two
    pairs that are probable enough compete.
    Source: Sadinle (2017), Journal of the American Statistical Association 112, 600-612, with the loss of a link to
    the wrong record the sum of the other two: the Bayes estimate is then this linear sum assignment. The largest sum
    of match weights, as in Jaro (1989), JASA 84, 414-420, asks for the single most probable set instead.
    """
    if not 0 < threshold <= 1:
        raise InvalidInput(f"The threshold is {threshold:g}; it has to be above 0 and at most 1, such as 0.5.")
    able = np.flatnonzero(matching.probability >= threshold)
    over = matching.probability[able] - threshold
    kept = one_to_one(matching.pairs.first[able], matching.pairs.second[able], over)
    return able[kept]


def count_at(matching: Matching, thresholds: Sequence[float] = THRESHOLDS) -> list[Count]:
    """How many links and events there are at each threshold, and how far off that is expected to be."""
    counts = []
    expected = float(matching.probability.sum())
    for threshold in thresholds:
        probability = matching.probability[links_at(matching, threshold)]
        right = float(probability.sum())
        counts.append(
            Count(
                threshold=float(threshold),
                links=probability.size,
                events=sum(matching.records) - probability.size,
                false=probability.size - right,
                missed=max(0.0, expected - right),
            )
        )
    return counts


def _learnt(comparison: np.ndarray, sizes: Sequence[int], moved: Sequence[np.ndarray]) -> Model:
    """The model of the candidates, held against those of the moved clock where there are any."""
    if not moved:
        return fit(comparison, sizes)
    chance, prior = np.concatenate(moved), _prior(len(comparison), np.array([len(each) for each in moved]))
    u, together = smoothed_shares(chance, sizes), shares_together(chance, sizes)
    return fit(comparison, sizes, u, prior, together=together, dirichlet=_JEFFREYS)


def _prior(observed: int, by_chance: np.ndarray) -> float:
    """The share of candidates that are beyond chance; half a pair is added to those of all shifts, so it is never 1."""
    return float(1 - (by_chance.sum() + 0.5) / by_chance.size / observed)


def _probability(model: Model, comparison: np.ndarray, pairs: Pairs) -> np.ndarray:
    return among_competitors(pairs.first, pairs.second, probabilities(model, comparison))


def _nothing_learnt(sizes: Sequence[int]) -> Model:
    even = tuple(np.full(size, 1 / size) for size in sizes)
    return Model(0.0, even, even, 0)
