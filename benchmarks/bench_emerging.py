"""Emerging hot spots: counting, Gi* in space and time, false discovery rate, trends and classes, in all.

Prints a table and exits with 1 where a goal is missed. The peer is esda, on as many cells as it can hold in memory.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import warnings
from collections.abc import Callable

import numpy as np
from timing import compare, report, seconds

from safestats_core.hotspots.change import compare_periods
from safestats_core.hotspots.grids.grid import Grid
from safestats_core.hotspots.space_time.cube import count_cube, time_steps
from safestats_core.hotspots.space_time.emerging import emerging_hotspots, space_time_gi_star

GOAL_SECONDS = 5.0
CELL_SIZE = 100.0


def main() -> int:
    """Run all rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=500, help="cells along a side of the square grid")
    parser.add_argument("--steps", type=int, default=24)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    side, steps, points = arguments.side, arguments.steps, arguments.points
    print("| emerging hot spots | seen | goal | reached |\n|---|---|---|---|")
    size = f"{points:,} points, {side * side:,} cells x {steps} steps"
    reached = [
        timed(f"{size}, queen", whole(side, steps, points, "queen"), arguments.rounds),
        timed(f"{size}, band of 1 km", whole(side, steps, points, 1000.0), arguments.rounds),
        against_esda(),
    ]
    cost(points)
    first, second = np.random.default_rng(0).poisson(3, (2, 1_000_000))
    reached.append(timed("comparison of a million cells", lambda: compare_periods(first, second), arguments.rounds))
    return 0 if all(reached) else 1


def whole(side: int, steps: int, points: int, neighbourhood: object) -> Callable[[], object]:
    """Everything from points to classes, ready to be called."""
    random = np.random.default_rng(1)
    x, y = random.uniform(0, side * CELL_SIZE, (2, points))
    months = np.datetime64("2022-01") + random.integers(0, steps, points)
    times = months.astype("datetime64[s]") + random.integers(0, 28 * 86_400, points)

    def work() -> None:
        grid = Grid("square", CELL_SIZE, 0, 0, side, side)
        cube = count_cube(grid, x, y, times, time_steps(times, "months"))
        emerging_hotspots(cube.values, neighbourhood, cell_size=CELL_SIZE)

    return work


def timed(what: str, work: Callable[[], object], rounds: int) -> bool:
    """A row with the median of the rounds against the goal."""
    median = statistics.median(seconds(work) for _ in range(rounds))
    return report(what, f"{median:.2f} s", f"under {GOAL_SECONDS:g} s", median < GOAL_SECONDS)


def against_esda(side: int = 30, steps: int = 8) -> bool:
    """Gi* alone beside esda with a matrix of weights in space and time."""
    try:
        import esda
        import libpysal
    except ImportError:
        return report("Gi* beside esda", "esda is not installed", "10", True)
    from scipy import sparse

    values = np.random.default_rng(2).poisson(3, (steps, side, side)).astype(float)
    row, column = np.divmod(np.arange(side * side), side)
    near = np.maximum(abs(row[:, None] - row), abs(column[:, None] - column)) <= 1
    before = np.eye(steps) + np.eye(steps, k=-1)
    weights = sparse.kron(before, near.astype(float)).tolil()
    weights.setdiag(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda and libpysal warn of their own future
        w = libpysal.weights.WSP(weights.tocsr()).to_W(silence_warnings=True)
        return compare(
            f"Gi* of {values.size:,} cell-steps beside esda, its weights made before",
            lambda: esda.G_Local(values.ravel(), w, transform="B", permutations=0, star=True),
            lambda: space_time_gi_star(values, fdr=False),
            least=10,
        )


def cost(points: int) -> None:
    """How seconds grow with cells and steps."""
    for side, steps in ((125, 24), (250, 24), (500, 24), (500, 48)):
        needed = seconds(whole(side, steps, points, "queen"))
        per_million = needed / (side * side * steps / 1e6)
        report(f"{side * side:,} cells x {steps} steps", f"{needed:.2f} s, {per_million:.2f} s per million", "", True)


if __name__ == "__main__":
    sys.exit(main())
