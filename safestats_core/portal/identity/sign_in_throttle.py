"""Waiting times after failed sign-ins.

Failures are counted per account and per place they come from: a browser that has signed in to the account
before is a place of its own, any other is known by its network address. Guessing from one place therefore
slows that place down, never longer than a minute at a time, and cannot keep the account's owner out. Of an address in
IPv6 the first half counts: whoever rents a line gets all the addresses that share it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

FREE_FAILURES = 3
"""Failures in a row that cost no waiting time."""

LONGEST_WAIT = 60.0
"""Seconds."""

_FORGET_AFTER = 3600.0
_MOST_PLACES = 20_000


@dataclass
class _Failures:
    count: int
    latest: float

    def wait(self, now: float) -> float:
        excess = self.count - FREE_FAILURES
        pause = min(2.0 ** min(excess - 1, 10), LONGEST_WAIT) if excess > 0 else 0.0
        return max(0.0, self.latest + pause - now)

    def weight(self, now: float) -> tuple[bool, int, float]:
        """By what it is worth remembering."""
        return now - self.latest <= _FORGET_AFTER, self.count, self.latest


@dataclass
class SignInThrottle:
    """Failures of this process's visitors; times are seconds of a clock that never runs backwards."""

    _failures: dict[tuple[str, str], _Failures] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def attempt(self, account: str, place: str, now: float) -> float:
        """Seconds to wait before the next attempt; 0 admits this one.

        An admitted attempt counts as failed until `succeeded`, so that attempts made at once do not slip through.
        """
        place = _line_of(place)
        with self._lock:
            failures = self._failures.get((account, place))
            if failures is None or now - failures.latest > _FORGET_AFTER:
                failures = self._begin(account, place, now)
            wait = failures.wait(now)
            if wait == 0:
                failures.count, failures.latest = failures.count + 1, now
            return wait

    def succeeded(self, account: str, place: str) -> None:
        """Start anew for this account at this place."""
        with self._lock:
            self._failures.pop((account, _line_of(place)), None)

    def _begin(self, account: str, place: str, now: float) -> _Failures:
        if len(self._failures) >= _MOST_PLACES:
            # Those who failed least go first: else a flood of made-up names would make those who guess forgotten.
            by_weight = sorted(self._failures.items(), key=lambda entry: entry[1].weight(now))
            self._failures = dict(by_weight[_MOST_PLACES // 2 :])
        self._failures[account, place] = _Failures(0, now)
        return self._failures[account, place]


def _line_of(place: str) -> str:
    """The same place for all addresses of one line; a browser's name is its own."""
    try:
        address = ip_address(place.partition("%")[0])
    except ValueError:
        return place
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
