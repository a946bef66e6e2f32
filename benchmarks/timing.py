"""How a benchmark compares: both sides in one run, round after round, and the median of the ratios."""

from __future__ import annotations

import statistics
import time
from typing import Callable


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(what: str, peer: Callable[[], object], ours: Callable[[], object], least: float, rounds: int = 3) -> bool:
    """Print both times and how many times as fast we are, the median of the rounds; whether that is at least `least`.

    Each side has been called once before: nobody is timed while it compiles or imports.
    """
    peer(), ours()
    times = [(seconds(peer), seconds(ours)) for _ in range(rounds)]
    ratio = statistics.median(slow / quick for slow, quick in times)
    theirs, mine = (statistics.median(side) for side in zip(*times))
    return report(
        what, f"peer {theirs:.3g} s, ours {mine:.3g} s, {ratio:.3g} times as fast", f"{least:g}", ratio >= least
    )


def report(what: str, seen: str, goal: str, reached: bool) -> bool:
    """Print one row: what was measured, what was seen, the goal, and whether it is reached."""
    print(f"| {what} | {seen} | {goal} | {'yes' if reached else 'NO'} |", flush=True)
    return reached
