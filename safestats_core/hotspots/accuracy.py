"""How much of what happened later a hotspot map had pointed at, for every share of the area one could have looked at.

The cells of a map (grid cells, areas, pixels of a raster) are searched from the highest score to the lowest. The curve
says how many later incidents lie in the area searched so far, and every index is read off that curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput

_SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class SearchCurve:
    """Later incidents found against area searched: straight lines between the corners given here.

    area          km2 searched at each corner, ascending from 0 to the study area, shape (k,)
    found         later incidents in it, from 0 to all, shape (k,)
    score         lowest score searched up to each corner, shape (k,); NaN at the first corner, where nothing is
                  searched, and at the last where that adds the area that no cell covers
    earlier       earlier incidents in it, shape (k,); None where none were given
    best_area     km2 at the corners of the best curve possible: the cells by their density of later incidents
    best_found    later incidents there
    cells         number of cells with a score
    left_out      number of cells without a score: neither their area nor their incidents belong to the study area
    left_out_incidents  later incidents in those
    """

    area: np.ndarray
    found: np.ndarray
    score: np.ndarray
    earlier: Optional[np.ndarray]
    best_area: np.ndarray
    best_found: np.ndarray
    cells: int
    left_out: int
    left_out_incidents: float

    @property
    def study_area(self) -> float:
        """A: square kilometres of the study area."""
        return float(self.area[-1])

    @property
    def incidents(self) -> float:
        """N: later incidents in the study area."""
        return float(self.found[-1])


@dataclass(frozen=True)
class Accuracy:
    """The indices at chosen shares of the area, each of shape (m,).

    area_share  a/A, above 0, at most 1
    area        a in km2
    found       n, later incidents in that area; a fraction where the area ends within a cell or a tie
    hit_rate    n/N
    pai         predictive accuracy index (n/N) / (a/A): 1 is no better than chance
    pei         predictive efficiency index n/n*, n* the most that any choice of as much area finds: 1 is perfect
    ser         search efficiency rate n/a, later incidents per km2
    rri         recapture rate index: pai of the later over pai of the earlier incidents; NaN where no earlier incident
                lies in the area, or none were given
    """

    area_share: np.ndarray
    area: np.ndarray
    found: np.ndarray
    hit_rate: np.ndarray
    pai: np.ndarray
    pei: np.ndarray
    ser: np.ndarray
    rri: np.ndarray


def search_curve(
    score: np.ndarray,
    area: np.ndarray,
    later: np.ndarray,
    *,
    earlier: Optional[np.ndarray] = None,
    uncovered_area: float = 0.0,
    uncovered_later: float = 0.0,
    uncovered_earlier: float = 0.0,
) -> SearchCurve:
    """The curve of a map whose cells have a score.

    score    the map's value per cell, the higher the more dangerous, shape (n,); NaN: the map says nothing about the
             cell, so that it is left out of the study area, with its incidents, and is not the lowest score
    area     square metres per cell, above 0, shape (n,)
    later    incidents of the period to be predicted per cell, shape (n,)
    earlier  incidents behind the map per cell, shape (n,), for the recapture rate
    uncovered_area, uncovered_later, uncovered_earlier
             square metres and incidents of the study area that lie in no cell, as where only the hotspots were drawn:
             they are searched last, all at once
    Returns a SearchCurve.
    Raises InvalidInput for unequal lengths, unusable areas or counts, no cell with a score, or no later incident in
    the study area.

    Ties: cells with the same score are searched together, in no order, so the curve is straight along a tie and finds
    there what cells drawn at random from it find on average.
    """
    score, area, later, before = _checked(score, area, later, earlier)
    scored = ~np.isnan(score)
    lost = later[~scored].sum()
    score, area, later, before = score[scored], area[scored], later[scored], before[scored]
    _check_study_area(score.size, later.sum() + uncovered_later, (uncovered_area, uncovered_later, uncovered_earlier))
    order = np.argsort(-score, kind="stable")
    ends = np.flatnonzero(np.diff(score[order], append=-np.inf))
    corners = [np.concatenate([[0.0], np.cumsum(values[order])[ends]]) for values in (area, later, before)]
    scores = np.concatenate([[np.nan], score[order][ends]])
    rest = (uncovered_area, uncovered_later, uncovered_earlier)
    best_area, best_found = area, later
    if uncovered_area > 0:
        corners = [np.append(line, line[-1] + more) for line, more in zip(corners, rest)]
        scores = np.append(scores, np.nan)
        best_area, best_found = np.append(area, uncovered_area), np.append(later, uncovered_later)
    by_density = np.argsort(-best_found / best_area, kind="stable")
    return SearchCurve(
        area=corners[0] / _SQUARE_METRES_PER_KM2,
        found=corners[1],
        score=scores,
        earlier=None if earlier is None else corners[2],
        best_area=np.concatenate([[0.0], np.cumsum(best_area[by_density])]) / _SQUARE_METRES_PER_KM2,
        best_found=np.concatenate([[0.0], np.cumsum(best_found[by_density])]),
        cells=score.size,
        left_out=int(np.count_nonzero(~scored)),
        left_out_incidents=float(lost),
    )


def accuracy_at(curve: SearchCurve, area_shares: np.ndarray) -> Accuracy:
    """The indices where a share of the study area is searched.

    curve        from `search_curve`
    area_shares  above 0, at most 1, shape (m,)
    Returns an Accuracy of arrays of shape (m,).
    Raises InvalidInput for a share outside that range.

    Formula: hit rate n/N; PAI (n/N) / (a/A); PEI n/n*; SER n/a; RRI (n2/N2) / (n1/N1) for the same area, 1 the earlier
    and 2 the later period. PEI here is PAI divided by the best PAI possible on the same area. An area that ends within
    a cell takes that part of it, in the map's order as in the best.
    Source: PAI: Chainey, Tompson & Uhlig (2008), Security Journal 21, 4-28. PEI: Hunt (2016), Do crime hot spots move?
    (PhD thesis, American University), as n/n* in the rules of the Real-Time Crime Forecasting Challenge of the US
    National Institute of Justice (2017), called PEI* there and in White, Hunt & Green (2023), Security Journal. SER:
    Bowers, Johnson & Pease (2004), British Journal of Criminology 44, 641-658. RRI: Levine (2008), Security Journal 21,
    295-302, as Drawve (2016), Justice Quarterly 33, 369-397, repeats it; the text of both could not be opened to check.
    Another index of that name, predicted over observed incidents (Wheeler & Steenbeek 2021), is not this one.
    """
    shares = np.asarray(area_shares, dtype=float)
    if shares.ndim != 1 or not ((shares > 0) & (shares <= 1)).all():
        raise InvalidInput(
            "A share of the area lies outside 0 to 1. Give shares like 0.05; without area nothing is found."
        )
    area = shares * curve.study_area
    found = np.interp(area, curve.area, curve.found)
    hit_rate = found / curve.incidents
    best = np.interp(area, curve.best_area, curve.best_found)
    return Accuracy(
        area_share=shares,
        area=area,
        found=found,
        hit_rate=hit_rate,
        pai=hit_rate / shares,
        # Rounding may put a perfect map a last bit above the best.
        pei=np.minimum(found / best, 1.0),
        ser=found / area,
        rri=_recapture_rate(curve, area, hit_rate),
    )


def share_with_score(curve: SearchCurve, lowest: float) -> float:
    """The share of the study area whose score is `lowest` or higher: the hotspots as a map draws them.

    Raises InvalidInput where no cell reaches that score.
    """
    reached = np.flatnonzero(curve.score >= lowest)
    if not reached.size:
        highest = np.nanmax(curve.score)
        raise InvalidInput(
            f"No cell has a score of {lowest:g} or more; the highest is {highest:g}. Choose a lower score."
        )
    return float(curve.area[reached[-1]] / curve.study_area)


def area_under_curve(curve: SearchCurve) -> tuple[float, float]:
    """The area under the hit rate over the area share, of the map and of the best map possible: 0.5 is chance.

    Formula: the trapezium rule, exact because the curve is straight between its corners.
    """
    whole = curve.study_area * curve.incidents
    return (
        _trapezia(curve.area, curve.found) / whole,
        _trapezia(curve.best_area, curve.best_found) / whole,
    )


def _checked(
    score: np.ndarray, area: np.ndarray, later: np.ndarray, earlier: Optional[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    score, area, later = (np.asarray(values, dtype=float) for values in (score, area, later))
    before = np.zeros(score.shape) if earlier is None else np.asarray(earlier, dtype=float)
    if score.ndim != 1 or not score.shape == area.shape == later.shape == before.shape:
        raise InvalidInput(
            f"Score, area and incidents have the shapes {score.shape}, {area.shape}, {later.shape} and {before.shape}. "
            "Give one value each per cell."
        )
    if np.isinf(score).any():
        raise InvalidInput("Some scores are infinite. Give finite scores, and NaN for cells of which nothing is known.")
    if not (np.isfinite(area) & (area > 0)).all():
        raise InvalidInput(
            f"{np.count_nonzero(~(area > 0)):,} cells have no area. Use polygons or raster cells in a projected CRS."
        )
    if not all((np.isfinite(counts) & (counts >= 0)).all() for counts in (later, before)):
        raise InvalidInput("Some counts of incidents are negative or missing. Count incidents again; none is 0.")
    return score, area, later, before


def _check_study_area(cells: int, incidents: float, uncovered: tuple[float, float, float]) -> None:
    if not cells:
        raise InvalidInput("No cell has a score. Choose the field or band that holds the hotspot map's value.")
    if not np.isfinite(uncovered).all() or min(uncovered) < 0 or (not uncovered[0] and max(uncovered)):
        raise InvalidInput(
            f"Outside the cells lie {uncovered[0]:g} m2 and {uncovered[1]:g} incidents. Give no less than 0."
        )
    if not incidents:
        raise InvalidInput(
            "None of the later incidents lies in the study area, so nothing can be said. "
            "Check the coordinate system and the period of the later incidents."
        )


def _recapture_rate(curve: SearchCurve, area: np.ndarray, hit_rate: np.ndarray) -> np.ndarray:
    if curve.earlier is None or not curve.earlier[-1]:
        return np.full(area.shape, np.nan)
    before = np.interp(area, curve.area, curve.earlier) / curve.earlier[-1]
    return np.divide(hit_rate, before, where=before > 0, out=np.full(area.shape, np.nan))


def _trapezia(x: np.ndarray, y: np.ndarray) -> float:
    return float(((y[1:] + y[:-1]) / 2 * np.diff(x)).sum())
