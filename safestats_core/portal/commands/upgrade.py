"""`safestats portal upgrade`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from .on_portal import add_action, operator


def add(actions: Any) -> None:
    """Declare the command."""
    add_action(
        actions, "upgrade", "bring the tables of an older portal up to date; stop it and back it up first"
    ).set_defaults(run=upgrade)


def upgrade(args: Namespace) -> None:
    """Bring an older portal up to date."""
    from ..migrations.upgrading import upgrade_portal  # loads Alembic, which nothing else needs

    steps = upgrade_portal(Path(args.folder), args.database, operator())
    for step in steps:
        print(f"{step.version}: {step.words}")
    print(f"The portal in {args.folder} is up to date.")
