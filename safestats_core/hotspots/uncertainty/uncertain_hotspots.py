"""Hot spots that survive the vagueness of their places: Gi* of many maps, each drawn from what the records can mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..grids.grid import Grid, cell_index, checked_mask
from ..local_statistics.getis_ord import getis_ord_grid
from .density_draws import density_of_draw, draw_surface
from .vagueness import Vague, draw_places

CERTAIN, LIKELY, POSSIBLE = 0.95, 0.8, 0.5
"""Shares of draws from which a cell is called certain (the customary 95 %), likely (four maps of five) and possible
(more maps than not). Of 200 draws the standard error of a share is 0.015 at 0.95, 0.028 at 0.8 and 0.035 at 0.5."""

MAXIMUM_VALUES = 150_000_000
"""Draws times cells, twice with a density; all scores and densities are kept (600 MB) because their intervals need
them."""

_LEVELS = {0.9: 1, 0.95: 2, 0.99: 3}
_CELLS_AT_ONCE = 20_000


@dataclass(frozen=True)
class UncertainHotspots:
    """What the draws have in common; arrays of shape (rows, columns), NaN in cells outside the study area.

    hot, cold      share of all draws in which the cell is a significant hot, or cold, spot
    z              median of its standard scores over the draws that can be tested, with
    z_low, z_high  their 5 and 95 % quantiles; NaN where nothing can be tested
    expected       mean count of incidents in the cell
    density        median of the densities of the draws, incidents per km2, with
    density_low,   their 5 and 95 % quantiles, cell by cell; None where no bandwidth was given
    density_high
    bandwidth      of that density in metres; 0 where there is none
    classes        int8: 3 certain, 2 likely, 1 possible hot; -1, -2, -3 cold; 0 neither
    as_given       int8: 1 hot, -1 cold, 0 neither on the map of the coordinates as they are, of all that
                   may lie in the period
    draws          number of draws
    featureless    number of those whose cells all hold as many, mostly none: nothing is hot or cold in them
    outside        mean number of incidents that a draw puts outside the study area
    in_period      mean number of incidents that a draw puts into the period; all where there is none
    """

    hot: np.ndarray
    cold: np.ndarray
    z: np.ndarray
    z_low: np.ndarray
    z_high: np.ndarray
    expected: np.ndarray
    density: Optional[np.ndarray]
    density_low: Optional[np.ndarray]
    density_high: Optional[np.ndarray]
    bandwidth: float
    classes: np.ndarray
    as_given: np.ndarray
    draws: int
    featureless: int
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
    bandwidth: float = 0.0,
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
    bandwidth      metres, at least the cell size, of the quartic kernel of each draw's density; 0: no density
    progress       called for every draw; may raise Cancelled
    Raises InvalidInput for a grid of hexagons, too few cells, too many draws times cells, no incident in the period,
    draws that are all featureless, a bandwidth shorter than a cell, and what `getis_ord` refuses.

    Formula: in draw r every incident gets a place from the law of its vagueness and, with the probability `share`,
    counts. An incident whose time is drawn evenly from its interval falls into the period with just that probability.
    hot = (number of draws with a significant high Gi*) / draws; the envelope of the density is that of the same draws,
    each as `density_of_draw` gives it. With exact places and times all draws are the plain
    map. Drawing adds no incidents and no clustering: what is left in most draws does not hang on the coordinates.
    Where few incidents fall into the period some draws may hold none. Nothing stands out in such a map, so it has no
    hot spot; it has no scores either, and z and its interval are those of the other draws.

    Source: Monte-Carlo propagation of positional error as in Heuvelink (1998), Error Propagation in Environmental
    Modelling with GIS (the method; the page could not be looked up); Gi* as in `getis_ord`.
    """
    inside = np.ones((grid.rows, grid.columns), bool) if mask is None else checked_mask(grid, mask)
    _check(grid, draws, grid.cells * (2 if bandwidth else 1), confidence, share, vague)
    rng, least, cells = np.random.default_rng(seed), _LEVELS[confidence], inside.ravel()
    surface = draw_surface(grid, None if mask is None else inside, bandwidth) if bandwidth else None

    def tested(cell: np.ndarray) -> tuple[np.ndarray, Optional[np.ndarray], np.ndarray]:
        counts = np.bincount(cell + 1, minlength=grid.cells + 1)[1:].astype(float)
        here = counts[cells]
        if here.size and np.ptp(here) == 0:
            return here, None, np.zeros(here.size, np.int8)
        values = np.where(inside, counts.reshape(inside.shape), np.nan)
        found = getis_ord_grid(values, neighbourhood, cell_size=grid.cell_size, chance=chance, fdr=fdr)
        return here, found.z.ravel()[cells], found.bins.ravel()[cells]

    possibly = slice(None) if share is None else np.asarray(share) > 0
    _, _, given = tested(cell_index(grid, vague.x[possibly], vague.y[possibly]))
    scores = np.empty((draws, np.count_nonzero(cells)), dtype=np.float32)
    densities = np.empty_like(scores) if surface else None
    hot, cold, total = np.zeros((3, scores.shape[1]))
    counted, scored = 0, 0
    for draw, (x, y) in enumerate(_drawn(rng, vague, share, draws, progress)):
        cell = cell_index(grid, x, y)
        counts, z, bins = tested(cell)
        if z is not None:
            scores[scored] = z
            scored += 1
        if surface is not None and densities is not None:
            densities[draw] = density_of_draw(surface, x, y, cell)[inside]
        hot += bins >= least
        cold += bins <= -least
        total += counts
        counted += x.size
    if not scored:
        raise _featureless(draws, vague.x.size, counted / draws, float(total.sum()) / draws)
    as_given = (given >= least) * 1 - (given <= -least)
    scores = scores[:scored]
    return _summed_up(inside, scores, densities, hot, cold, total, as_given, draws, counted, bandwidth, progress)


def _drawn(
    rng: np.random.Generator,
    vague: Vague,
    share: Optional[np.ndarray],
    draws: int,
    progress: Optional[Callable[[int, int, str], None]],
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The places of each draw, of the incidents that fall into the period."""
    for draw in range(draws):
        if progress is not None:
            progress(draw, draws, "Drawing places and testing them")
        x, y = draw_places(rng, vague)
        if share is not None:
            happened = rng.random(x.size) < share
            x, y = x[happened], y[happened]
        yield x, y


def _check(grid: Grid, draws: int, values: int, confidence: float, share: Optional[np.ndarray], vague: Vague) -> None:
    if grid.shape != "square":
        raise InvalidInput("Draws are tested on square cells. Lay a grid of squares.")
    if draws < 2:
        raise InvalidInput(f"{draws} draws say nothing of uncertainty. Make at least 2; 200 are usual.")
    if draws * values > MAXIMUM_VALUES:
        raise InvalidInput(
            f"{draws:,} draws of {grid.cells:,} cells are more than {MAXIMUM_VALUES:,} values. Use larger cells, a "
            f"smaller study area, or at most {max(2, MAXIMUM_VALUES // values):,} draws."
        )
    if confidence not in _LEVELS:
        raise InvalidInput(f"There is no confidence {confidence:g}. Choose 0.9, 0.95 or 0.99.")
    if share is not None and not np.any(np.asarray(share) > 0):
        raise InvalidInput(
            f"None of the {vague.x.size:,} incidents can lie in the period. Choose a longer one, or check the dates."
        )


def _featureless(draws: int, incidents: int, in_period: float, in_area: float) -> InvalidInput:
    return InvalidInput(
        f"None of the {draws:,} drawn maps has a cell with more incidents than another: on average {in_period:,.1f} of "
        f"the {incidents:,} incidents fall into the period, {in_area:,.1f} of them in the study area. Choose a longer "
        "period or a larger study area, or check the dates."
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
    densities: Optional[np.ndarray],
    hot: np.ndarray,
    cold: np.ndarray,
    total: np.ndarray,
    given: np.ndarray,
    draws: int,
    counted: int,
    bandwidth: float,
    progress: Optional[Callable[[int, int, str], None]],
) -> UncertainHotspots:
    def spread(values: np.ndarray, absent: float = np.nan) -> np.ndarray:
        shown = np.full(inside.shape, absent)
        shown[inside] = values
        return shown

    z_low, z, z_high = (spread(limit) for limit in _envelope(scores, "Intervals of the scores", progress))
    surfaces: list[Optional[np.ndarray]] = [None, None, None]
    if densities is not None:
        surfaces = [spread(limit) for limit in _envelope(densities, "Envelope of the density", progress)]
    return UncertainHotspots(
        hot=spread(hot / draws),
        cold=spread(cold / draws),
        z=z,
        z_low=z_low,
        z_high=z_high,
        expected=spread(total / draws),
        density=surfaces[1],
        density_low=surfaces[0],
        density_high=surfaces[2],
        bandwidth=bandwidth,
        classes=spread(classes_of(hot / draws, cold / draws), 0).astype(np.int8),
        as_given=spread(given, 0).astype(np.int8),
        draws=draws,
        featureless=draws - len(scores),
        outside=(counted - float(total.sum())) / draws,
        in_period=counted / draws,
    )


def _envelope(values: np.ndarray, what: str, progress: Optional[Callable[[int, int, str], None]]) -> np.ndarray:
    """The 5, 50 and 95 % quantiles over the draws, shape (3, cells), of values of shape (draws, cells)."""
    cells = values.shape[1]
    quantiles = np.empty((3, cells))
    for start in range(0, cells, _CELLS_AT_ONCE):
        if progress is not None:
            progress(start, cells, what)
        part = slice(start, start + _CELLS_AT_ONCE)
        quantiles[:, part] = np.quantile(values[:, part], (0.05, 0.5, 0.95), axis=0)
    return quantiles
