"""Where one agency sees more, against another, than it does on the whole: violence treated but not reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..change import binomial_p, odds_interval
from ..false_discovery import benjamini_hochberg
from .beta_binomial import BetaBinomial, fit_beta_binomial

MORE, NO_EVIDENCE, LESS = 1, 0, -1
"""More treated than reported, against the whole; no evidence of either; less."""

MINIMUM = 10


@dataclass(frozen=True)
class ReportingGap:
    """The gap of every place, in arrays of the shape of the counts; NaN where an agency has no coverage.

    gap              log of the place's ratio treated / reported over that of all places together; NaN also where
                     either count is 0: there is no finite ratio
    gap_low,         exact 95 % interval of the same, by the counts of this place alone; -inf and inf where they set
    gap_high         no limit
    shrunk           the gap drawn towards 0 as far as the counts are few: its posterior mean
    shrunk_low,      95 % of its posterior
    shrunk_high
    p                exact two-sided p; NaN too where the place has fewer incidents than the minimum
    p_adjusted       p after the false discovery rate; equal to p where that was switched off
    classes          int8: MORE, NO_EVIDENCE, LESS; NO_EVIDENCE where nothing was tested
    tested           bool: covered by both, with at least the minimum of incidents
    ratio            of all covered places together, treated / reported
    prior            how much places differ beyond chance
    minimum          incidents of both agencies together from which a place is tested
    """

    gap: np.ndarray
    gap_low: np.ndarray
    gap_high: np.ndarray
    shrunk: np.ndarray
    shrunk_low: np.ndarray
    shrunk_high: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    classes: np.ndarray
    tested: np.ndarray
    ratio: float
    prior: BetaBinomial
    minimum: int


def reporting_gap(
    treated: np.ndarray,
    reported: np.ndarray,
    *,
    minimum: int = MINIMUM,
    alpha: float = 0.05,
    level: float = 0.95,
    fdr: bool = True,
) -> ReportingGap:
    """Compare what is treated with what is reported, place by place, against the ratio of the whole.

    treated, reported  counts of both agencies, whole numbers of 0 or more, shape (n,); NaN: not covered, which is not 0
    minimum            places with fewer incidents of both together are not tested
    alpha              level of the adjusted p of a class
    level              confidence of the intervals
    fdr                whether p is adjusted for the number of places tested
    Returns a ReportingGap.
    Raises InvalidInput for counts that are negative or not whole, no place that both cover, an agency without any
    incident in these, no place with the minimum, or an alpha, level or minimum out of range.

    Formulas, with h treated and c reported in a place, H and C in all covered places:
    gap = log((h / c) / (H / C)). Given n = h + c, h is binomial with the probability H / (H + C) where the place is as
    the whole: p adds up all outcomes no more likely than h, and the interval is that of Clopper & Pearson, as odds
    over H / C. Shrunk: the places' shares h / n come from a beta distribution B(a, b) that is fitted to all places by
    maximum likelihood (empirical Bayes); a place's share is then B(a + h, b + c), the mean of its log odds
    digamma(a + h) - digamma(b + c), and limits are those of the beta distribution. Less log(H / C) each.
    Source: Przyborowski & Wilenski (1940), Biometrika 31, 313-323; Clopper & Pearson (1934), Biometrika 26, 404-413;
    for the beta-binomial distribution Skellam (1948), JRSS B 10, 257-261; for empirical Bayes Casella (1985), The
    American Statistician 39, 83-87, and Clayton & Kaldor (1987), Biometrics 43, 671-681, for maps.
    """
    h, c = _checked(treated, reported, minimum, alpha, level)
    covered = ~np.isnan(h) & ~np.isnan(c)
    ratio = _overall(h[covered], c[covered])
    tested = covered & (np.where(covered, h + c, 0) >= minimum)
    if not tested.any():
        raise InvalidInput(
            f"No place has {minimum:,} incidents of both agencies together, the least that is tested. Use larger cells "
            "or areas, a longer period, or a smaller minimum."
        )
    p = np.full(h.shape, np.nan)
    p[tested] = binomial_p(h[tested], (h + c)[tested], ratio / (1 + ratio))
    adjusted = benjamini_hochberg(p) if fdr else p
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.log(h / c / ratio)
    classes = np.where(adjusted <= alpha, np.where(h > c * ratio, MORE, LESS), NO_EVIDENCE)
    prior = fit_beta_binomial(h[covered], (h + c)[covered])
    low, high = _exact(h, c, covered, ratio, 1 - level)
    shrunk = _posterior(h, c, prior, ratio, 1 - level)
    return ReportingGap(
        gap=np.where(np.isfinite(gap), gap, np.nan),
        gap_low=low,
        gap_high=high,
        shrunk=shrunk[0],
        shrunk_low=shrunk[1],
        shrunk_high=shrunk[2],
        p=p,
        p_adjusted=adjusted,
        classes=classes.astype(np.int8),
        tested=tested,
        ratio=ratio,
        prior=prior,
        minimum=minimum,
    )


def _exact(
    h: np.ndarray, c: np.ndarray, covered: np.ndarray, ratio: float, error: float
) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.full(h.shape, np.nan), np.full(h.shape, np.nan)
    with np.errstate(divide="ignore"):
        low[covered], high[covered] = (np.log(odds / ratio) for odds in odds_interval(c[covered], h[covered], error))
    return low, high


def _posterior(
    h: np.ndarray, c: np.ndarray, prior: BetaBinomial, ratio: float, error: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and limits of the log odds of every place, less those of the whole."""
    a, b = prior.a + h, prior.b + c
    mean = special.digamma(a) - special.digamma(b)
    low, high = (special.logit(special.betaincinv(a, b, tail)) for tail in (error / 2, 1 - error / 2))
    return mean - np.log(ratio), low - np.log(ratio), high - np.log(ratio)


def _overall(h: np.ndarray, c: np.ndarray) -> float:
    if not h.size:
        raise InvalidInput("There is no place that both agencies cover. Check the areas that they cover.")
    totals = float(h.sum()), float(c.sum())
    if 0 in totals:
        raise InvalidInput(
            f"In the places that both agencies cover, {totals[0]:,.0f} incidents are treated and {totals[1]:,.0f} "
            "reported, so there is no ratio to compare with. Choose layers that both hold incidents there."
        )
    return totals[0] / totals[1]


def _checked(
    treated: np.ndarray, reported: np.ndarray, minimum: int, alpha: float, level: float
) -> tuple[np.ndarray, np.ndarray]:
    h, c = np.asarray(treated, dtype=float), np.asarray(reported, dtype=float)
    if h.ndim != 1 or h.shape != c.shape:
        raise InvalidInput(
            f"The counts have the shapes {h.shape} and {c.shape}. Count both agencies in the same places."
        )
    both = np.concatenate([h, c])
    known = both[~np.isnan(both)]
    unusable = np.count_nonzero(~(np.isfinite(known) & (known >= 0) & (known == np.round(known))))
    if unusable:
        raise InvalidInput(f"{unusable:,} counts are negative or not whole. Count incidents, each as 1.")
    if minimum < 1:
        raise InvalidInput(f"A minimum of {minimum} incidents is none. Use 1 or more, such as {MINIMUM}.")
    for name, share in (("significance level", alpha), ("confidence", level)):
        if not 0 < share < 1:
            raise InvalidInput(f"The {name} is {share:g}; it has to lie between 0 and 1, such as 0.05 or 0.95.")
    return h, c
