"""Many analysts at once: a mix of requests by fifty of them, beside one alone; and pages beside slow readers."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import requests
from portal_process import DATASET, EAST, ITEMS, MONTHS, NORTH, SOUTH, WEST, Server
from portal_streams import slow_readers
from timing import report

THINKING = 1.0
"""Seconds between two requests of an analyst, on average."""

ALONE_SECONDS = 10
SLOW_READERS = 40
PAGE_SECONDS = 1.0
"""Within which a page comes, nineteen times of twenty, while slow readers hold their answers."""


@dataclass
class Seen:
    """What requests took: kind -> seconds; and those that failed."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """How many were answered."""
        return sum(map(len, self.taken.values()))


def many_at_once(server: Server, analysts: list[requests.Session], length: float) -> list[bool]:
    """A mix of requests by one analyst, and then by all of them at once."""
    alone = _watch(server, analysts[:1], min(length, ALONE_SECONDS), thinking=0)
    together = _watch(server, analysts, length, THINKING)
    for kind in sorted(together.taken):
        single, many = (1000 * np.percentile(each.taken[kind] or [np.nan], [50, 95]) for each in (alone, together))
        seen = f"p50 {many[0]:.0f} ms, p95 {many[1]:.0f} ms; one alone: {single[0]:.0f} ms, {single[1]:.0f} ms"
        report(f"{len(analysts)} analysts at once: {kind}", seen, "-", True)
    rate = together.requests / length
    seen = (
        f"{together.requests:,} requests, {rate:.0f} a second, {len(together.failures)} errors {together.failures[:3]}"
    )
    goal = not together.failures and not alone.failures
    return [report(f"{len(analysts)} analysts at once, {length:g} s", seen.replace(" []", ""), "0 errors", goal)]


def beside_slow_readers(server: Server, http: requests.Session, analysts: list[requests.Session]) -> list[bool]:
    """Pages of somebody, while forty others hold whole answers open that they hardly read."""
    page = _kinds(server)["page of 1,000"]
    before = _times(page, http)
    with slow_readers(server, analysts[:SLOW_READERS]) as refused:
        beside = _times(page, http)
    late, usual, without = (1000 * value for value in (np.percentile(beside, 95), np.median(beside), np.median(before)))
    seen = (
        f"p50 {usual:.0f} ms, p95 {late:.0f} ms (without them {without:.0f} ms); {len(refused)} were told to come back"
    )
    return [report(f"a page of 1,000 beside {SLOW_READERS} slow readers", seen, "p95 1 s", late <= 1000 * PAGE_SECONDS)]


def _times(page: Callable[[requests.Session], None], http: requests.Session, rounds: int = 40) -> list[float]:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        page(http)
        taken.append(time.perf_counter() - begun)
    return taken


def _watch(server: Server, analysts: list[requests.Session], length: float, thinking: float) -> Seen:
    seen, kinds, end = Seen(), _kinds(server), time.perf_counter() + length

    def work(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.uniform(0, thinking))
        while time.perf_counter() < end:
            kind = chance.choices(list(kinds), weights=[_OFTEN[each] for each in kinds])[0]
            begun = time.perf_counter()
            try:
                kinds[kind](analysts[number])
                seen.taken[kind].append(time.perf_counter() - begun)
            except (requests.RequestException, OSError) as error:
                seen.failures.append(f"{kind}: {error}")
            time.sleep(chance.expovariate(1 / thinking) if thinking else 0)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(analysts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


_OFTEN = {
    "catalogue": 2,
    "page of 1,000": 4,
    "page of a box": 3,
    "page of a filter": 3,
    "counts": 2,
    "changes": 4,
    "a month by Arrow stream": 1,
}


def _kinds(server: Server) -> dict[str, Callable[[requests.Session], None]]:
    """Kind of request -> what makes one. Each reads its answer to the end; rows of pages are not parsed."""
    tokens: dict[requests.Session, str] = {}
    chance = random.Random(1)

    def box(http: requests.Session) -> None:
        west, south = chance.uniform(WEST, EAST - 0.02), chance.uniform(SOUTH, NORTH - 0.01)
        server.get(http, ITEMS, limit=1_000, bbox=f"{west:.5f},{south:.5f},{west + 0.02:.5f},{south + 0.01:.5f}")

    def changes(http: requests.Session) -> None:
        since = {"since": tokens[http]} if http in tokens else {}
        tokens[http] = server.get(http, f"/collections/{DATASET}/changes", **since).json()["next"]

    def filtered(http: requests.Session) -> None:
        month = chance.choice(MONTHS)
        wanted = f"category = 'burglary' AND month = '{month}'"
        server.get(http, ITEMS, limit=1_000, filter=wanted)

    def stream(http: requests.Session) -> None:
        server.table(http, month=chance.choice(MONTHS))

    return {
        "catalogue": lambda http: server.get(http, "/collections"),
        "page of 1,000": lambda http: server.get(http, ITEMS, limit=1_000),
        "page of a box": box,
        "page of a filter": filtered,
        "counts": lambda http: server.get(http, f"/collections/{DATASET}.counts/items", limit=1_000),
        "changes": changes,
        "a month by Arrow stream": stream,
    }
