"""Records of two agencies matched: 200,000 against 50,000, with the 20 shifts of the clock that say what chance gives.

Prints a row of a Markdown table; exits with 1 where the goal is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from timing import report, seconds  # noqa: E402

from safestats_core.hotspots.agencies.matching.matching import links_at, match_records  # noqa: E402
from safestats_core.hotspots.agencies.matching.records import Records, records  # noqa: E402

TWO_YEARS = 730 * 86_400
GOAL = 20.0


def agencies(first: int, second: int, shared: int, seed: int = 1) -> tuple[Records, Records]:
    """Two agencies of a city of 25 by 40 km whose nights and centres are busy; `shared` events are known to both."""
    random = np.random.default_rng(seed)
    centres = random.uniform(0, 1, (400, 2)) * [25_000, 40_000]

    def drawn(count: int) -> tuple[np.ndarray, np.ndarray]:
        place = centres[random.integers(0, 400, count)] + random.normal(0, 500, (count, 2))
        night = random.integers(0, 730, count) * 86_400 + random.normal(22 * 3_600, 3 * 3_600, count)
        return place, np.clip(night, 0, TWO_YEARS).astype(np.int64)

    (here, then), (there, later) = drawn(first), drawn(second)
    there[:shared] = here[:shared] + random.normal(0, 20, (shared, 2))
    later[:shared] = then[:shared] + random.integers(0, 1_800, shared)
    span = np.where(random.random(first) < 0.25, random.integers(0, 10 * 3_600, first), 0)
    kinds = np.array(["violence", "robbery", "public-order", "other"])
    return (
        records(*here.T, _times(then), _times(then + span), 50.0, kinds[random.integers(0, 4, first)].tolist()),
        records(*there.T, _times(later), None, 71.0, kinds[random.integers(0, 3, second)].tolist()),
    )


def _times(values: np.ndarray) -> np.ndarray:
    return values.astype("datetime64[s]")


def main() -> int:
    """Match, time after time, and report the median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--records", nargs=2, type=int, default=(200_000, 50_000), metavar=("FIRST", "SECOND"))
    arguments = parser.parse_args()
    first, second = arguments.records
    a, b = agencies(first, second, shared=second // 10)
    found = match_records(a, b)
    took = statistics.median(
        seconds(lambda: links_at(match_records(a, b), 0.5)) for _ in range(max(1, arguments.rounds))
    )
    reached = report(
        f"{first:,} records against {second:,}, 20 shifts",
        f"{took:.3g} s, {found.pairs.first.size:,} candidate pairs, {links_at(found, 0.5).size:,} links",
        f"under {GOAL:g} s",
        took < GOAL,
    )
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
