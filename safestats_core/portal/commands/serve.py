"""`safestats portal serve`."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError, Namespace
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from ...errors import MissingPackage
from ..databases.replicas import open_replica
from ..portal import Portal
from .on_portal import add_action, opened

_MOST_READING_PROCESSES = 64


def add(actions: Any) -> None:
    """Declare the command."""
    parser = add_action(actions, "serve", "answer analysts until it is stopped")
    parser.add_argument("--host", default="127.0.0.1", help="default: only this computer")
    parser.add_argument("--port", type=int, default=8642, help="0 takes a free one")
    parser.add_argument(
        "--metrics-port",
        type=int,
        metavar="PORT",
        help="also listen here, on this computer only, where /metrics needs no sign-in",
    )
    parser.add_argument(
        "--replica",
        metavar="URL",
        default=os.environ.get("SAFESTATS_REPLICA"),
        help="read data from this replica of the database while it is up to date; default: $SAFESTATS_REPLICA",
    )
    parser.add_argument(
        "--query-seconds",
        type=_seconds,
        default=Portal.query_seconds,
        metavar="SECONDS",
        help="how long one question for data may take; default: %(default)g",
    )
    parser.add_argument(
        "--reading-processes",
        type=_number,
        metavar="NUMBER",
        help="that make whole answers (Arrow, CSV, FlatGeobuf); 0: the web process does it itself; "
        "default: one for each processor, 4 at most",
    )
    parser.set_defaults(run=serve)


def serve(args: Namespace) -> None:
    """Answer analysts until it is stopped."""
    try:
        from ..web.reading.processes import usual_number
        from ..web.server import serve as serve_portal
    except ModuleNotFoundError as error:
        raise MissingPackage(
            f"Serving needs the package '{error.name}'. Install it with: pip install \"safestats-core[portal]\""
        ) from error
    with ExitStack() as until_the_end:
        portal = until_the_end.enter_context(opened(args))
        replica = None if args.replica is None else open_replica(args.replica, portal.key)
        if replica is not None:
            until_the_end.callback(replica.close)
        served = replace(portal, replica=replica, query_seconds=args.query_seconds)
        number = usual_number() if args.reading_processes is None else args.reading_processes
        serve_portal(served, args.host, args.port, args.metrics_port, number)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_READING_PROCESSES:
        raise ArgumentTypeError(f"{text} is not a number from 0 to {_MOST_READING_PROCESSES}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3_600:
        raise ArgumentTypeError(f"{text} is not a number of seconds from 0.1 to 3600")
    return seconds
