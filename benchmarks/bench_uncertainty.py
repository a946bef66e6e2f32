"""Gi* and density of many drawn maps: the CPU seconds of the goal, and how they grow with the draws.

Prints rows of a Markdown table and exits with 1 where a goal is missed. CPU seconds, because the machine may be shared.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from timing import report

from safestats_core.hotspots.grids.grid import covering_grid
from safestats_core.hotspots.uncertainty.uncertain_hotspots import uncertain_hotspots
from safestats_core.hotspots.uncertainty.vagueness import DISC, Vague, bounds_of, vague_places

GOAL = 30


def snapped(points: int) -> Vague:
    """Incidents round 200 centres in a city of 40 by 40 km, each in a disc of 100 m."""
    random = np.random.default_rng(1)
    centres = random.uniform(5_000, 35_000, (200, 2))[random.integers(0, 200, points)]
    x, y = np.clip(centres + random.normal(0, 2_500, (points, 2)), 0, 40_000).T
    return vague_places(x, y, np.full(points, DISC), np.full(points, 100.0))


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=500_000)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--cell", type=float, default=250.0)
    arguments = parser.parse_args()
    vague = snapped(arguments.points)
    grid = covering_grid(bounds_of(vague), arguments.cell)
    reached = []
    for chance in ("counts", "normal"):
        start = time.process_time()
        uncertain_hotspots(vague, grid, draws=arguments.draws, chance=chance, bandwidth=3 * arguments.cell)
        took = time.process_time() - start
        what = (
            f"{arguments.draws} draws of Gi* ({chance}) and of the density, {arguments.points:,} snapped points, "
            f"{grid.cells:,} cells"
        )
        reached.append(report(what, f"{took:.3g} CPU s", f"{GOAL} s", took <= GOAL))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
