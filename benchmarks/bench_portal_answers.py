"""What analysts get out of a portal with a million incidents in SQLite: whole answers, and many of them at once.

A real `safestats portal serve` on this computer answers real requests. pygeoapi, which is installed on first use into
benchmarks/.peers, serves the same table to the same client. Prints Markdown table rows; exits with 1 where a goal is
missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import portal_load
import portal_streams
from portal_process import BOROUGHS, MONTHS, add_analyst, make_portal, serving

from safestats_core.portal.portal import Portal

ANALYSTS = 50


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--without-pygeoapi", action="store_true")
    parser.add_argument("--seconds", type=float, default=30, help="of 50 analysts at once")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        portal = make_portal(folder / "portal", arguments.rows)
        analyst_names = add_people(portal)
        print("| answers of a portal | seen | goal | reached |\n|---|---|---|---|")
        reached = [portal_streams.permission_in_process(portal)]
        portal.close()
        with serving(folder / "portal") as server:
            # A token lives for five minutes: each is had when it is needed.
            http = server.sign_in("open")
            reached.append(portal_streams.arrow_stream(server, http, arguments.rows))
            if not arguments.without_pygeoapi:
                reached += portal_streams.beside_pygeoapi(server, "open", folder, arguments.rows)
            http = server.sign_in("open")
            portal_streams.other_formats(server, http, arguments.rows)
            people = {name: server.sign_in(name) for name in ("open", "boroughs", "narrow")}
            reached.append(portal_streams.permission(server, people))
            http, *analysts = (server.sign_in(name) for name in ("open", *analyst_names))
            reached.append(portal_streams.memory(server, http, analysts[: portal_streams.SLOW_READERS]))
            reached += portal_load.beside_slow_readers(server, http, analysts)
            reached += portal_load.many_at_once(server, analysts, arguments.seconds)
    return 0 if all(reached) else 1


def add_people(portal: Portal) -> list[str]:
    """One who sees everything, one with 32 boroughs, one with a borough and a year, and 50 with some boroughs each."""
    add_analyst(portal, "open")
    add_analyst(portal, "boroughs", BOROUGHS[:32])
    add_analyst(portal, "narrow", BOROUGHS[:1], from_month=MONTHS[0], to_month=MONTHS[11])
    analysts = [f"analyst{number:02d}" for number in range(ANALYSTS)]
    for number, name in enumerate(analysts):
        add_analyst(portal, name, None if number % 5 == 0 else BOROUGHS[number % 25 : number % 25 + 8])
    return analysts


if __name__ == "__main__":
    sys.exit(main())
