"""The model of Fellegi and Sunter: how much each level of likeness speaks for one event, learnt without examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ....errors import InvalidInput

_SMALLEST = 1e-10
"""A probability below this counts as this, so that no level alone makes a pair certain."""

_CONVERGED = 1e-9
_ITERATIONS = 5_000


@dataclass(frozen=True)
class Model:
    """What was learnt.

    prior       share of the candidate pairs that are one event
    m, u        for each comparison, the probability of its levels among pairs that are one event, and among those
                that are not
    iterations  steps of the EM algorithm; 0 where nothing was learnt
    together    probability of each combination of levels among pairs that are not one event, as `shares_together`
                gives it; None: the product of u
    """

    prior: float
    m: tuple[np.ndarray, ...]
    u: tuple[np.ndarray, ...]
    iterations: int
    together: Optional[np.ndarray] = None


def fit(
    levels: np.ndarray,
    sizes: Sequence[int],
    u: Optional[Sequence[np.ndarray]] = None,
    prior: Optional[float] = None,
    *,
    together: Optional[np.ndarray] = None,
    dirichlet: float = 1.0,
    iterations: int = _ITERATIONS,
    converged: float = _CONVERGED,
) -> Model:
    """Learn the model from the levels of candidate pairs by the EM algorithm.

    levels      int64 of shape (pairs, comparisons), from 0; -1 where a comparison cannot be made
    sizes       number of levels of each comparison; all but the last go from alike to unlike
    u           fixed probabilities of the levels among pairs that are not one event; None: learnt together with m
    prior       fixed share of the pairs that are one event, above 0 and below 1; None: learnt as well
    together    fixed probabilities of whole combinations of levels among pairs that are not one event, beside `u`;
                None: levels are independent of each other there too
    dirichlet   parameter of the symmetric Dirichlet distribution from which m comes. 1: none is preferred, so m is the
                most likely one. 0.5, Jeffreys' prior: a level at which chance explains the pairs gets none, where the
                most likely m follows every lucky number of pairs upwards, and cannot follow an unlucky one below 0
    iterations  after so many steps it ends
    converged   and where no probability changes by more
    Returns a Model. Levels are taken as independent of each other among pairs of one event.
    Raises InvalidInput where there is no pair.
    Formula, with w the probability of a pair given the values so far: m_k(l) is in proportion to the sum of w over
    pairs at level l of comparison k + dirichlet - 1, at least 0; u to the sum of 1 - w; prior = mean of w.
    Source: Fellegi & Sunter (1969), Journal of the American Statistical Association 64, 1183-1210; for EM Dempster,
    Laird & Rubin (1977), JRSS B 39, 1-38, and Winkler (1988), Proceedings of the Section on Survey Research Methods,
    ASA, 667-671; for levels that vanish Figueiredo & Jain (2002), IEEE Transactions on Pattern Analysis and Machine
    Intelligence 24, 381-396. A comparison that cannot be made has no weight, as in splink (Ministry of Justice).
    """
    if not len(levels):
        raise InvalidInput("There is no pair to learn from. Use a longer tolerance, or larger precisions.")
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    # The search begins with alike records as one event and unlike ones as two: else the classes may come out exchanged.
    same = _shares(patterns[:, -1], counts.astype(float), sizes[-1])
    alike = [_halving(size) for size in sizes[:-1]]
    unlike = tuple(u) if u is not None else (*(falling[::-1] for falling in alike), same)
    model = Model(0.5 if prior is None else prior, (*alike, same), unlike, 0, together)
    for step in range(1, iterations + 1):
        weight = probabilities(model, patterns)
        yes, no = weight * counts, (1 - weight) * counts
        m = tuple(_shares(patterns[:, k], yes, size, dirichlet - 1) for k, size in enumerate(sizes))
        new_u = tuple(_shares(patterns[:, k], no, size) for k, size in enumerate(sizes)) if u is None else model.u
        learnt = Model(float(yes.sum() / counts.sum()) if prior is None else prior, m, new_u, step, together)
        moved = _largest_change(model, learnt)
        model = learnt
        if moved <= converged:
            break
    return model


def match_weights(model: Model, levels: np.ndarray) -> np.ndarray:
    """The match weight of each pair, shape (pairs,): log2 of the odds that it is one event, the prior included.

    Formula: log2(prior / (1 - prior)) + sum over comparisons of log2(m / u) at the pair's level; nothing for -1. Where
    levels come together by chance, the probability of the whole combination stands for the product of u.
    """
    weight = np.full(len(levels), _log2(model.prior) - _log2(1 - model.prior))
    for k, (m, u) in enumerate(zip(model.m, model.u)):
        partial = np.append(_log2(m) - (0.0 if model.together is not None else _log2(u)), 0.0)  # -1 finds the last
        weight += partial[levels[:, k]]
    return weight if model.together is None else weight - _log2(model.together[tuple(levels.T)])


def probabilities(model: Model, levels: np.ndarray) -> np.ndarray:
    """The probability of each pair to be one event, shape (pairs,), from its match weight w: 1 / (1 + 2^-w)."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(match_weights(model, levels), -1_000, 1_000))))


def smoothed_shares(levels: np.ndarray, sizes: Sequence[int]) -> tuple[np.ndarray, ...]:
    """The share of pairs at each level of each comparison, half a pair added to each level: none is impossible.

    Source: Krichevsky & Trofimov (1981), IEEE Transactions on Information Theory 27, 199-207.
    """
    shares = []
    for k, size in enumerate(sizes):
        known = levels[levels[:, k] >= 0, k]
        counts = np.bincount(known, minlength=size) + 0.5
        shares.append(counts / counts.sum())
    return tuple(shares)


def shares_together(levels: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """The share of pairs at each combination of levels, shape (*sizes) with one place more for an unknown last level.

    levels  int64 of shape (pairs, comparisons), from 0; the last comparison may be -1, unknown
    Returns shares that add up to 1 over the combinations whose last level is known, and to 1 over the others: not to be
    known speaks neither for nor against. As if half a pair more per combination had been seen, divided as independent
    levels would be: a combination that never came is as rare as its levels say.
    Source: Good (1965), The Estimation of Probabilities, MIT Press, for shrinking a table to independence.
    """
    independent = np.ones(1)
    alone = smoothed_shares(levels, sizes)
    for k, share in enumerate(alone):
        independent = np.multiply.outer(independent, np.append(share, 1.0) if k == len(sizes) - 1 else share)
    independent = independent[0]
    seen = np.zeros(independent.shape)
    np.add.at(seen, tuple(levels.T), 1)  # -1 finds the last
    for known in (np.s_[..., :-1], np.s_[..., -1]):
        smoothed = seen[known] + seen[known].size / 2 * independent[known]
        seen[known] = smoothed / smoothed.sum()
    return seen


def _halving(size: int) -> np.ndarray:
    """Shares that halve from level to level."""
    falling = 0.5 ** np.arange(size)
    return np.asarray(falling / falling.sum())


def _shares(level: np.ndarray, weight: np.ndarray, size: int, more: float = 0.0) -> np.ndarray:
    """Of the weights at each level with `more` added to each, the shares; none below 0."""
    known = level >= 0
    counts = np.maximum(np.bincount(level[known], weight[known], minlength=size) + more, 0)
    total = counts.sum()
    return counts / total if total > 0 else np.full(size, 1 / size)


def _largest_change(before: Model, after: Model) -> float:
    moved = [abs(before.prior - after.prior)]
    moved += [float(np.abs(old - new).max()) for old, new in zip((*before.m, *before.u), (*after.m, *after.u))]
    return max(moved)


def _log2(values: Union[float, np.ndarray]) -> np.ndarray:
    return np.asarray(np.log2(np.maximum(values, _SMALLEST)))
