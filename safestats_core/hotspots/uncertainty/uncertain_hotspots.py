"""Hot spots that survive the vagueness of their places: Gi* of many maps, each drawn from what the records can mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..grids.grid import Grid, cell_index, checked_mask
from ..local_statistics.getis_ord import getis_ord_grid
from .vagueness import Vague, draw_places

CERTAIN, LIKELY, POSSIBLE = 0.95, 0.8, 0.5
"""Shares of draws from which a cell is called certain (the customary 95 %), likely (four maps of five) and possible
(more maps than not). Of 200 draws the standard error of a share is 0.015 at 0.95, 0.028 at 0.8 and 0.035 at 0.5."""

MAXIMUM_VALUES = 150_000_000
"""Draws times cells; the scores of all draws are kept (600 MB) because the interval of a score needs them."""

_LEVELS = {0.9: 1, 0.95: 2, 0.99: 3}
_CELLS_AT_ONCE = 20_000


@dataclass(frozen=True)
class UncertainHotspots:
    """What the draws have in common; arrays of shape (rows, columns), NaN in cells outside the study area.

    hot, cold      share of draws in which the cell is a significant hot, or cold, spot
    z              median of its standard scores, with
    z_low, z_high  their 5 and 95 % quantiles; NaN where nothing can be tested
    expected       mean count of incidents in the cell
    classes        int8: 3 certain, 2 likely, 1 possible hot; -1, -2, -3 cold; 0 neither
    as_given       int8: 1 hot, -1 cold, 0 neither on the map of the coordinates as they are, of all that
                   may lie in the period
    draws          number of draws
    outside        mean number of incidents that a draw puts outside the study area
    in_period      mean number of incidents that a draw puts into the period; all where there is none
    """

    hot: np.ndarray
    cold: np.ndarray
    z: np.ndarray
    z_low: np.ndarray
    z_high: np.ndarray
    expected: np.ndarray
    classes: np.ndarray
    as_given: np.ndarray
    draws: int
    outside: float
    in_period: float


def uncertain_hotspots(
    vague: Vague,
    grid: Grid,
    mask: Optional[np.ndarray] = None,
    *,
    share: Optional[np.ndarray] = None,
    draws: int = 200,
    seed: int = 0,
    neighbourhood: Union[str, float] = "queen",
    confidence: float = 0.95,
    chance: str = "counts",
    fdr: bool = True,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> UncertainHotspots:
    """Gi* of every draw on one grid, and how often each cell is significant.

    vague          the incidents, n of them
    grid           of square cells; the same for all draws
    mask           cells of the study area, bool of shape (rows, columns); None: all. What a draw puts elsewhere does
                   not count in it
    share          how likely each incident lies in the period asked for, shape (n,) (`share_in_period`); None: surely
    draws          2 or more
    seed           the same seed gives the same result
    neighbourhood  "queen", "rook", or a band in metres between cell centres
    confidence     0.9, 0.95 or 0.99: from which a cell of one draw is significant
    chance, fdr    as in `getis_ord`
    progress       called for every draw; may raise Cancelled
    Raises InvalidInput for a grid of hexagons, too few cells, too many draws times cells, no incident in the period,
    and what `getis_ord` refuses.

    Formula: in draw r every incident gets a place from the law of its vagueness and, with the probability `share`,
    counts. An incident whose time is drawn evenly from its interval falls into the period with just that probability.
    hot = (number of draws with a significant high Gi*) / draws. With exact places and times all draws are the plain
    map. Drawing adds no incidents and no clustering: what is left in most draws does not hang on the coordinates.

    Source: Monte-Carlo propagation of positional error as in Heuvelink (1998), Error Propagation in Environmental
    Modelling with GIS (the method; the page could not be looked up); Gi* as in `getis_ord`.
    """
    inside = np.ones((grid.rows, grid.columns), bool) if mask is None else checked_mask(grid, mask)
    _check(grid, draws, confidence, share, vague)
    surely = np.ones(vague.x.size) if share is None else np.asarray(share, dtype=float)
    rng, least, cells = np.random.default_rng(seed), _LEVELS[confidence], inside.ravel()

    def tested(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        counts = np.bincount(cell_index(grid, x, y) + 1, minlength=grid.cells + 1)[1:].astype(float)
        values = np.where(inside, counts.reshape(inside.shape), np.nan)
        found = getis_ord_grid(values, neighbourhood, cell_size=grid.cell_size, chance=chance, fdr=fdr)
        return counts[cells], found.z.ravel()[cells], found.bins.ravel()[cells]

    possibly = surely > 0
    _, _, given = tested(vague.x[possibly], vague.y[possibly])
    scores = np.empty((draws, np.count_nonzero(cells)), dtype=np.float32)
    hot, cold, total = np.zeros((3, scores.shape[1]))
    counted = 0.0
    for draw in range(draws):
        if progress is not None:
            progress(draw, draws, "Drawing places and testing them")
        x, y = draw_places(rng, vague)
        if share is not None:
            happened = rng.random(x.size) < surely
            x, y = x[happened], y[happened]
        counts, scores[draw], bins = tested(x, y)
        hot += bins >= least
        cold += bins <= -least
        total += counts
        counted += x.size
    return _summed_up(inside, scores, hot, cold, total, (given >= least) * 1 - (given <= -least), counted, progress)


def _check(grid: Grid, draws: int, confidence: float, share: Optional[np.ndarray], vague: Vague) -> None:
    if grid.shape != "square":
        raise InvalidInput("Draws are tested on square cells. Lay a grid of squares.")
    if draws < 2:
        raise InvalidInput(f"{draws} draws say nothing of uncertainty. Make at least 2; 200 are usual.")
    if draws * grid.cells > MAXIMUM_VALUES:
        raise InvalidInput(
            f"{draws:,} draws of {grid.cells:,} cells are more than {MAXIMUM_VALUES:,} scores. Use larger cells, a "
            f"smaller study area, or at most {max(2, MAXIMUM_VALUES // grid.cells):,} draws."
        )
    if confidence not in _LEVELS:
        raise InvalidInput(f"There is no confidence {confidence:g}. Choose 0.9, 0.95 or 0.99.")
    if share is not None and not np.any(np.asarray(share) > 0):
        raise InvalidInput(
            f"None of the {vague.x.size:,} incidents can lie in the period. Choose a longer one, or check the dates."
        )


def classes_of(hot: np.ndarray, cold: np.ndarray) -> np.ndarray:
    """3 certain, 2 likely, 1 possible hot, the same below 0 for cold, by the share of draws; int8, NaN gives 0."""
    levels = (POSSIBLE, LIKELY, CERTAIN)
    # A share is a count over the draws: a rounded quotient must not miss the level it equals.
    rank = [sum((share >= level - 1e-9).astype(np.int8) for level in levels) for share in (hot, cold)]
    return np.where(hot >= cold, rank[0], -rank[1]).astype(np.int8)


def _summed_up(
    inside: np.ndarray,
    scores: np.ndarray,
    hot: np.ndarray,
    cold: np.ndarray,
    total: np.ndarray,
    given: np.ndarray,
    counted: float,
    progress: Optional[Callable[[int, int, str], None]],
) -> UncertainHotspots:
    draws, cells = scores.shape
    quantiles = np.empty((3, cells))
    for start in range(0, cells, _CELLS_AT_ONCE):
        if progress is not None:
            progress(start, cells, "Intervals of the scores")
        part = slice(start, start + _CELLS_AT_ONCE)
        quantiles[:, part] = np.quantile(scores[:, part], (0.05, 0.5, 0.95), axis=0)

    def spread(values: np.ndarray, absent: float = np.nan) -> np.ndarray:
        shown = np.full(inside.shape, absent)
        shown[inside] = values
        return shown

    return UncertainHotspots(
        hot=spread(hot / draws),
        cold=spread(cold / draws),
        z=spread(quantiles[1]),
        z_low=spread(quantiles[0]),
        z_high=spread(quantiles[2]),
        expected=spread(total / draws),
        classes=spread(classes_of(hot / draws, cold / draws), 0).astype(np.int8),
        as_given=spread(given, 0).astype(np.int8),
        draws=draws,
        outside=(counted - float(total.sum())) / draws,
        in_period=counted / draws,
    )
