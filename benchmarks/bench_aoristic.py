"""Aoristic weights of a million incidents: beside a loop over incidents, and the memory in a child process.

Prints a row of a Markdown table for each; exits with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from timing import report, seconds  # noqa: E402

from safestats_core.hotspots.aoristic import aoristic_week  # noqa: E402

HOURS = 168


def spans(count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Spans of up to three days over two years."""
    random = np.random.default_rng(seed)
    start = np.datetime64("2024-01-01T00:00:00") + random.integers(0, 2 * 365 * 86_400, count).astype("m8[s]")
    return start, start + random.integers(0, 3 * 86_400, count).astype("m8[s]")


def one_by_one(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The same by a loop over incidents and their hours, as the R package does it."""
    week = np.zeros(HOURS)
    for first, last in zip(start.astype(np.int64).tolist(), end.astype(np.int64).tolist()):
        moment = first
        while moment < last:
            until = min(last, (moment // 3600 + 1) * 3600)
            week[(moment // 3600 - 96) % HOURS] += (until - moment) / (last - first)
            moment = until
        if first == last:
            week[(first // 3600 - 96) % HOURS] += 1
    return week


def beside_a_loop(count: int, least: float) -> bool:
    """Ours on all, the loop on a hundredth, taken a hundred times."""
    start, end = spans(count)
    part = slice(0, count // 100)
    np.testing.assert_allclose(aoristic_week(start[part], end[part]).totals.ravel(), one_by_one(start[part], end[part]))
    loop = seconds(lambda: one_by_one(start[part], end[part])) * 100
    ours = seconds(lambda: aoristic_week(start, end))
    return report(
        f"aoristic, {count:,} incidents",
        f"loop {loop:.3g} s (from a hundredth of them), ours {ours:.3g} s, {loop / ours:.3g} times as fast",
        f"vectorised: {least:g} times",
        loop / ours >= least,
    )


def memory(count: int, most: float) -> bool:
    """The peak of memory of a process of its own."""
    asked = [sys.executable, __file__, "--child", str(count)]
    told = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    return report(f"aoristic, {count:,} incidents, memory", f"{told:,.0f} MB", f"under {most:,.0f} MB", told < most)


def main() -> int:
    """Run all, or the child's part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--child", type=int)
    arguments = parser.parse_args()
    if arguments.child:
        aoristic_week(*spans(arguments.child))
        print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3))
        return 0
    reached = [beside_a_loop(arguments.incidents, 5), memory(arguments.incidents, 300)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
