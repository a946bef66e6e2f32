"""Change between two periods: the ratio of the rates of a cell or area, its exact interval, and an exact test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import special

from ..errors import InvalidInput
from .false_discovery import benjamini_hochberg

RISE, NO_EVIDENCE, FALL = 1, 0, -1
"""Codes of the classes."""

EXPECTED = ("equal", "overall")

_AS_LIKELY = 1 + 1e-7
"""Outcomes whose probabilities differ by less are equally likely: R's `binom.test` and scipy allow the same."""

_AT_ONCE = 100_000


@dataclass(frozen=True)
class Change:
    """What changed from the first period to the second, in arrays of the shape of the counts.

    ratio           second rate / first rate; inf where only the second period has incidents, NaN where neither has
    low, high       exact confidence interval of the ratio; 0 to inf where neither period has incidents
    p               exact two-sided p of the expected ratio; NaN where neither period has incidents: nothing to test
    p_adjusted      p after the false discovery rate; equal to p where that was switched off
    change          int8: RISE, FALL against the expected ratio, or NO_EVIDENCE of either
    expected_ratio  the ratio that was tested: 1, or that of all counts together
    """

    ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    change: np.ndarray
    expected_ratio: float


def compare_periods(
    first: np.ndarray,
    second: np.ndarray,
    first_length: float = 1.0,
    second_length: float = 1.0,
    *,
    expected: str = "equal",
    alpha: float = 0.05,
    level: float = 0.95,
    fdr: bool = True,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Change:
    """Test for every cell or area whether its rate changed from the first period to the second.

    first, second                counts of incidents, whole numbers of 0 or more, any shape
    first_length, second_length  length of the periods, in days or any unit that both share
    expected    "equal": the rates are the same, so the ratio is 1; "overall": the cell changed as all cells together
    alpha       level of the adjusted p for a rise or a fall
    level       confidence of the intervals; they are not adjusted for the number of cells
    fdr         whether p is adjusted for the number of cells with an incident
    progress    called after every portion of cells
    Returns a Change with arrays of the shape of the counts.
    Raises InvalidInput for counts that are negative, not whole, missing or of different shapes, no incidents at all,
    lengths that are not above 0, an unknown expectation or levels outside 0 to 1; and, where the overall change is
    expected, for a period without any incident.

    Formula: given the c1 + c2 incidents of a cell, c2 is binomial with the probability r t2 / (t1 + r t2), where r is
    the expected ratio and t1, t2 the lengths. p is the probability of all outcomes that are no more likely than the
    one observed (minimum likelihood; not the doubled tail). The interval is that of Clopper & Pearson for the
    probability, turned into a ratio; it goes by tails, so that near alpha one may exclude 1 where p does not.
    The test takes incidents as independent of each other. Where one brings the next (repeat victims, series), counts
    vary more than it expects and p is too small.
    Source: Przyborowski & Wilenski (1940), Biometrika 31, 313-323, for the conditional test; Clopper & Pearson (1934),
    Biometrika 26, 404-413, for the interval; both as in R's `poisson.test`.
    """
    first, second = _checked_counts(first, second)
    _check_choices(first_length, second_length, expected, alpha, level)
    ratio_expected = 1.0
    if expected == "overall":
        ratio_expected = _overall_ratio(first, second, first_length, second_length)
    share = ratio_expected * second_length / (first_length + ratio_expected * second_length)
    # Most cells share their two counts with many others: a pair, as one number, is worked out once.
    pairs, index = np.unique((first + 1j * second).ravel(), return_inverse=True)
    results = _ratio_and_p(pairs.real, pairs.imag, share, 1 - level, progress)
    ratio, low, high, p = (result[index].reshape(first.shape) for result in results)
    lengths = first_length / second_length
    ratio, low, high = ratio * lengths, low * lengths, high * lengths
    adjusted = benjamini_hochberg(p) if fdr else p
    change = np.where(adjusted <= alpha, np.where(ratio > ratio_expected, RISE, FALL), NO_EVIDENCE).astype(np.int8)
    return Change(ratio, low, high, p, adjusted, change, ratio_expected)


def binomial_p(successes: np.ndarray, trials: np.ndarray, probability: float) -> np.ndarray:
    """The exact two-sided p of a binomial count by minimum likelihood, for many counts at a time.

    successes    whole numbers from 0 to `trials`, shape (n,)
    trials       whole numbers of 0 or more, shape (n,)
    probability  of a success, above 0 and below 1
    Returns p of shape (n,), at most 1 and above 0: what a float cannot hold is given as its smallest number.
    Formula: the sum of P(X = i) over all i with P(X = i) <= P(X = successes). On the other side of the mode these are
    a tail, whose end a bisection finds.
    """
    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    # A count above the expected one is a count of failures below theirs: one side is enough.
    is_above = k > n * probability
    k = np.where(is_above, n - k, k)
    own = np.where(is_above, 1 - probability, probability)
    limit = _log_probability(k, n, own) + np.log(_AS_LIKELY)
    near, far = np.ceil(n * own) - 1, n + 1
    # P(X = i) falls beyond the expected count: `near` is too likely (or not beyond), `far` is not.
    for _ in range(int(np.log2(max(np.max(n, initial=1), 1))) + 2):
        middle = np.floor((near + far) / 2)
        is_far = _log_probability(np.minimum(middle, n), n, own) <= limit
        is_far |= middle > n
        is_far &= middle > near
        near, far = np.where(is_far | (middle <= near), near, middle), np.where(is_far, middle, far)
    p = _at_most(k, n, own) + _at_least(far, n, own)
    return np.where(k == n * own, 1.0, np.clip(p, np.finfo(float).tiny, 1.0))


def _ratio_and_p(
    first: np.ndarray,
    second: np.ndarray,
    probability: float,
    error: float,
    progress: Optional[Callable[[int, int, str], None]],
) -> np.ndarray:
    """Ratio of the counts, its limits and p, shape (4, n), for counts of shape (n,)."""
    results = np.full((4, first.size), np.nan)
    for start in range(0, first.size, _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        c1, c2 = first[some], second[some]
        with np.errstate(divide="ignore", invalid="ignore"):
            results[0, some] = c2 / c1
        results[1:3, some] = odds_interval(c1, c2, error)
        results[3, some] = np.where(c1 + c2 > 0, binomial_p(c2, c1 + c2, probability), np.nan)
        if progress is not None:
            progress(min(start + _AT_ONCE, first.size), first.size, "Exact tests")
    return results


def _log_probability(k: np.ndarray, n: np.ndarray, probability: np.ndarray) -> np.ndarray:
    choices = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return np.asarray(choices + special.xlogy(k, probability) + special.xlog1py(n - k, -probability))


def _at_most(k: np.ndarray, n: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """P(X <= k) for k from 0 to n."""
    tail = special.betainc(np.maximum(n - k, 0.5), k + 1, 1 - probability)
    return np.where(k >= n, 1.0, tail)


def _at_least(k: np.ndarray, n: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """P(X >= k) for k from 0 to n + 1."""
    tail = special.betainc(np.maximum(k, 0.5), np.maximum(n - k + 1, 0.5), probability)
    return np.where(k > n, 0.0, np.where(k <= 0, 1.0, tail))


def odds_interval(first: np.ndarray, second: np.ndarray, error: float) -> tuple[np.ndarray, np.ndarray]:
    """Clopper and Pearson's interval for the probability that an incident is one of `second`, as odds.

    first, second  counts, shape (n,)
    error          1 - confidence
    Returns the lower and the upper limit; 0 to inf where both counts are 0.
    """
    # Each limit by the probability that is nearer to 0: 1 - a number near 1 would lose its digits.
    lowest = np.where(second > 0, special.betaincinv(np.maximum(second, 1), first + 1, error / 2), 0.0)
    other = np.where(first > 0, special.betaincinv(np.maximum(first, 1), second + 1, error / 2), 0.0)
    with np.errstate(divide="ignore"):
        return lowest / (1 - lowest), (1 - other) / other


def _overall_ratio(first: np.ndarray, second: np.ndarray, first_length: float, second_length: float) -> float:
    totals = float(first.sum()), float(second.sum())
    if 0 in totals:
        raise InvalidInput(
            f"The periods hold {totals[0]:,.0f} and {totals[1]:,.0f} incidents, so there is no overall change to "
            "expect. Test for equal rates, or choose periods that both hold incidents."
        )
    return totals[1] / second_length / (totals[0] / first_length)


def _checked_counts(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise InvalidInput(
            f"The counts of the periods have the shapes {first.shape} and {second.shape}. Count the same cells twice."
        )
    both = np.stack([first, second])
    unusable = np.count_nonzero(~(np.isfinite(both) & (both >= 0) & (both == np.round(both))))
    if unusable:
        raise InvalidInput(
            f"{unusable:,} counts are negative, missing or not whole. The test is one of counts of incidents: leave "
            "out cells without a count, and do not give weights."
        )
    if not both.any():
        raise InvalidInput("Neither period holds an incident. Choose a layer, period or filter that holds some.")
    return first, second


def _check_choices(first_length: float, second_length: float, expected: str, alpha: float, level: float) -> None:
    for name, length in (("first", first_length), ("second", second_length)):
        if not (np.isfinite(length) and length > 0):
            raise InvalidInput(
                f"The {name} period is {length:g} days long; it has to be more than 0. Enter its length in days."
            )
    if expected not in EXPECTED:
        raise InvalidInput(f"There is no expectation '{expected}'. Choose from: {', '.join(EXPECTED)}.")
    for name, share in (("significance level", alpha), ("confidence", level)):
        if not 0 < share < 1:
            raise InvalidInput(f"The {name} is {share:g}; it has to lie between 0 and 1, such as 0.05 or 0.95.")
