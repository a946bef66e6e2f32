"""`safestats portal init`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ...terminal import note
from ..portal import init_portal
from .on_portal import add_action


def add(actions: Any) -> None:
    """Declare the command."""
    parser = add_action(actions, "init", "make a new portal in DIR")
    parser.add_argument("--name", default="SafeStats", help="what analysts see as its name")
    parser.set_defaults(run=init)


def init(args: Namespace) -> None:
    """Make a portal."""
    init_portal(Path(args.folder), args.name, args.database).close()
    print(f"'{args.name}' is ready in {args.folder}.")
    note(f"Next: safestats portal areas add {args.folder} BOUNDARIES, then safestats portal ingest {args.folder} PATH")
