"""How fast a service may be asked, and how often again when it says that this was too fast."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from ..errors import PortalUnreachable
from ..retrieval.address import without_query

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before the second attempt and each one after it, unless the service names its own."""

LONGEST_WAIT = 30.0


@dataclass
class Pace:
    """At most so many requests a second; may be shared by threads only under a lock of theirs.

    per_second  requests
    pause       waits so many seconds
    clock       tells seconds that never go back
    """

    per_second: float
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=0.0, repr=False)

    def ask(self, request: Callable[[], requests.Response]) -> requests.Response:
        """The answer to a request, sent when it may be, and again where the service says that it was asked too often.

        Raises PortalUnreachable when it still says so after the last of WAITS, or never answers.
        """
        for wait in WAITS:
            answer = self._sent(request)
            if answer.status_code != 429:
                return answer
            answer.close()
            self.pause(_asked_wait(answer) or wait)
        raise PortalUnreachable(
            f"{without_query(answer.url)} says that it is asked too often, {len(WAITS)} times in a row. "
            "Try again in an hour, or ask for less."
        )

    def _sent(self, request: Callable[[], requests.Response]) -> requests.Response:
        early = self._next - self.clock()
        if early > 0:
            self.pause(early)
        self._next = max(self._next, self.clock()) + 1 / self.per_second
        return request()


def _asked_wait(answer: requests.Response) -> float:
    said = answer.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT) if said.isdigit() else 0.0
