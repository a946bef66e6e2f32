"""`safestats portal serve`."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...errors import MissingPackage
from .on_portal import add_action, opened


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
    parser.set_defaults(run=serve)


def serve(args: Namespace) -> None:
    """Answer analysts until it is stopped."""
    try:
        from ..web.server import serve as serve_portal
    except ModuleNotFoundError as error:
        raise MissingPackage(
            f"Serving needs the package '{error.name}'. Install it with: pip install \"safestats-core[portal]\""
        ) from error
    with opened(args) as portal:
        serve_portal(portal, args.host, args.port, args.metrics_port)
