"""Near repeat: beside a KD-tree with a bincount per permutation, and the memory of a large run in a child process.

Prints a row of a Markdown table for each; exits with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from timing import report, seconds  # noqa: E402

from safestats_core.hotspots.space_time.near_repeat import near_repeat  # noqa: E402
from safestats_core.hotspots.space_time.near_repeat_bands import bands  # noqa: E402

STREETS = [0, 1, *range(100, 1100, 100), np.inf]
WEEKS = [0, 7, 14, 21, 28, np.inf]


def burglaries(count: int, days: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events round 400 places of a city of 25 by 40 km, as dense as burglaries in Chicago; some at one address."""
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 1, (400, 2)) * [25_000, 40_000]
    xy = (centres[random.integers(0, 400, count)] + random.normal(0, 1_500, (count, 2))).round()
    again = random.random(count) < 0.1
    xy[again] = xy[random.integers(0, count, count)][again]
    return xy[:, 0], xy[:, 1], random.integers(0, days, count)


def with_a_bincount(x: np.ndarray, y: np.ndarray, days: np.ndarray, reach: float, limit: int, rounds: int) -> float:
    """One band by a KD-tree, and a bincount for each deal of the days: the p of its pairs."""
    first, second = cKDTree(np.column_stack([x, y])).query_pairs(reach, output_type="ndarray").T
    random = np.random.default_rng(0)
    counts = []
    for deal in range(rounds + 1):
        dealt = random.permutation(days) if deal else days
        counts.append(np.bincount(np.abs(dealt[first] - dealt[second]) <= limit, minlength=2)[1])
    return (np.sum(np.array(counts[1:]) >= counts[0]) + 1) / (rounds + 1)


def one_band(events: int, reach: float, goal: float, rounds: int) -> bool:
    """Both in one run; reached where ours is under the goal, or no slower than the peer."""
    x, y, days = burglaries(events, 365)
    near, week = bands([0, reach], "right"), bands([0, 7], "right", "days")
    sides = (
        lambda: with_a_bincount(x, y, days, reach, 7, 99),
        lambda: near_repeat(x, y, days, near, week, permutations=99),
    )
    for side in sides:
        side()
    times = [[seconds(side) for side in sides] for _ in range(rounds)]
    peer, ours = (statistics.median(column) for column in zip(*times))
    ratio = statistics.median(slow / quick for slow, quick in times)
    return report(
        f"near repeat, {events:,} burglaries, {reach:g} m, 99 permutations",
        f"KD-tree and bincount {peer:.3g} s, ours {ours:.3g} s, {ratio:.3g} times as fast",
        f"under {goal:g} s, or equal",
        ours < goal or ratio >= 1,
    )


def large_run(events: int, permutations: int) -> bool:
    """Twelve bands of distance in a process of its own, whose peak of memory the system tells."""
    asked = [sys.executable, __file__, "--child", str(events), str(permutations)]
    told = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    return report(
        f"near repeat, {events:,} events, {len(STREETS) - 1} bands of distance, {permutations} permutations",
        f"{told['megabytes']:,.0f} MB, {told['seconds']:.3g} s, {told['pairs']:,} pairs up to 1 km",
        "under 1,000 MB",
        told["megabytes"] < 1_000,
    )


def child(events: int, permutations: int) -> int:
    """The large run itself: all pairs beyond the last finite band are counted as well, and never made."""
    x, y, days = burglaries(events, 5 * 365)
    result = near_repeat(x, y, days, bands(STREETS), bands(WEEKS, what="days"), permutations=1)
    took = seconds(
        lambda: near_repeat(x, y, days, bands(STREETS), bands(WEEKS, what="days"), permutations=permutations)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    pairs = int(result.observed[:-1].sum())
    print(json.dumps({"seconds": took, "megabytes": peak, "pairs": pairs}))
    return 0


def main() -> int:
    """Run all, or the child's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", nargs=2, type=int, metavar=("EVENTS", "PERMUTATIONS"))
    arguments = parser.parse_args()
    if arguments.child:
        return child(*arguments.child)
    reached = [
        one_band(12_334, 200, 0.17, arguments.rounds),
        one_band(12_334, 500, 0.17, arguments.rounds),
        large_run(45_319, 999),
    ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
