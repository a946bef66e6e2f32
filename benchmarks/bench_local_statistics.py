"""Gi* and local Moran's I beside esda, in one run: the goals, and how the time grows with the cells.

Prints rows of a Markdown table and exits with 1 where a goal is missed. esda's own time per cell is constant or rises
with the grid, so its time on a million cells is taken as that of the grid it can hold, times the cells.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import warnings
from functools import partial

import numpy as np
from timing import compare, report, seconds

from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.local_statistics.local_moran import local_moran_grid
from safestats_core.hotspots.local_statistics.optimised import optimised_hotspots

MILLION_SIDE = 1_000


def counts(side: int) -> np.ndarray:
    """Counts with some structure, as of incidents."""
    random = np.random.default_rng(1)
    intensity = 1 + 3 * np.exp(-((np.indices((side, side)) - side / 2) ** 2).sum(0) / (side / 8) ** 2)
    return random.poisson(intensity).astype(float)


def weights(side: int):
    """esda's weights of a grid; made before the clock starts, and anew, because esda changes them."""
    import libpysal

    return libpysal.weights.lat2W(side, side, rook=False)


def analytic(side: int, rounds: int) -> bool:
    """Gi* on a million cells beside esda on `side` x `side`, extrapolated."""
    import esda

    million, held = counts(MILLION_SIDE), counts(side)
    getis_ord_grid(million)
    ratios, theirs, ours = [], [], []
    for near in [weights(side) for _ in range(rounds)]:
        peer = seconds(partial(esda.G_Local, held.ravel(), near, transform="B", permutations=0, star=True))
        theirs.append(peer * million.size / held.size)
        ours.append(seconds(lambda: getis_ord_grid(million)))
        ratios.append(theirs[-1] / ours[-1])
    ratio = statistics.median(ratios)
    seen = (
        f"peer {statistics.median(theirs):.3g} s (from {side} x {side}), ours {statistics.median(ours):.3g} s, "
        f"{ratio:.3g} times as fast"
    )
    return report("Gi* of 1000 x 1000 cells, beside esda.G_Local", seen, "100", ratio >= 100)


def permuted(side: int, rounds: int) -> bool:
    """999 conditional permutations on `side` x `side` cells beside esda, compiled and with all cores."""
    import esda

    values, near = counts(side), weights(side)
    common = {"permutations": 999, "keep_simulations": False, "seed": 1}

    def gi(jobs: int) -> object:
        return esda.G_Local(values.ravel(), near, transform="B", star=True, n_jobs=jobs, **common)

    def moran(jobs: int) -> object:
        return esda.Moran_Local(values.ravel(), near, n_jobs=jobs, **common)

    size = f"{side} x {side} cells, 999 permutations"
    reached = [
        compare(f"Gi*, {size}, beside esda with all cores", lambda: gi(-1), lambda: permuted_gi(values), 5, rounds),
        compare(f"Gi*, {size}, beside esda with one core", lambda: gi(1), lambda: permuted_gi(values), 5, rounds),
        compare(f"local Moran, {size}, beside esda with all cores", lambda: moran(-1), lambda: lisa(values), 1, rounds),
        compare(f"local Moran, {size}, beside esda with one core", lambda: moran(1), lambda: lisa(values), 1, rounds),
    ]
    return all(reached)


def permuted_gi(values: np.ndarray) -> object:
    return getis_ord_grid(values, permutations=999)


def lisa(values: np.ndarray) -> object:
    return local_moran_grid(values, permutations=999)


def scaling(rounds: int) -> bool:
    """The time per cell must not rise with the number of cells, but for the sorting of the false discovery rate."""
    sides = (100, 200, 400, 1_000)
    reached = []
    for what, work in (("Gi*", getis_ord_grid), ("Gi*, 999 permutations", permuted_gi), ("local Moran, 999", lisa)):
        work(counts(100))
        each = [
            statistics.median(seconds(partial(work, values)) for _ in range(rounds)) / values.size * 1e9
            for values in map(counts, sides)
        ]
        row = ", ".join(f"{side}²: {time:.0f}" for side, time in zip(sides, each))
        # n log n: the logarithm of a million is half as long again as that of ten thousand; as much for the caches.
        grown = each[-1] / each[0]
        reached.append(report(f"{what}, ns per cell", row, "at most 2.5 times as long per cell", grown <= 2.5))
    return all(reached)


def optimised(points: int) -> bool:
    """Choosing the scale from so many incidents, each in a place of its own, and testing."""
    x, y = np.random.default_rng(1).normal(0, 8_000, (2, points))
    took = seconds(lambda: optimised_hotspots(x, y))
    return report(f"optimised hot spots, {points:,} incidents in as many places", f"{took:.3g} s", "60 s", took <= 60)


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--held", type=int, default=300, help="side of the grid that esda's Gi* is timed on")
    parser.add_argument("--points", type=int, default=1_000_000)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # esda and libpysal announce their own future
    reached = [
        analytic(arguments.held, arguments.rounds),
        permuted(100, arguments.rounds),
        scaling(arguments.rounds),
        optimised(arguments.points),
    ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
