"""How long a scan will take, told before it starts."""

from __future__ import annotations

from ...errors import InvalidInput
from .scan_search import Search

MAXIMUM_HOURS = 3.0
"""A scan that would take longer is refused."""

_SECONDS_PER_TEST = 0.8e-9
_SECONDS_PER_SUM = 1.2e-9
_SECONDS_PER_LEVEL = 6e-9
_SECONDS_PER_CASE = 40e-9
"""Measured on one core of a small server; `benchmarks/bench_space_time_scan.py` holds them against the clock."""


def seconds_per_permutation(search: Search) -> float:
    """About how long one permutation takes: every level of every centre is tested in every window."""
    centres, units = search.circles.x.size * search.levels.size, search.windows.units + 1
    tests = centres * search.windows.count * _SECONDS_PER_TEST
    sums = search.circles.order.size * units * _SECONDS_PER_SUM
    return tests + sums + centres * units * _SECONDS_PER_LEVEL + search.cases * _SECONDS_PER_CASE


def refuse_endless(search: Search, permutations: int) -> None:
    """Refuse a scan that would take longer than MAXIMUM_HOURS, and say what makes it shorter."""
    hours = seconds_per_permutation(search) * (permutations + 20) / 3600
    if hours > MAXIMUM_HOURS:
        raise InvalidInput(
            f"{search.circles.order.size:,} circles, {search.windows.count:,} time windows and {permutations:,} "
            f"permutations would take about {hours:,.0f} hours. Use larger cells, a longer time step, a limit to the "
            "duration or the radius of a cluster, fewer permutations, or look only for clusters that are still going "
            "on."
        )
