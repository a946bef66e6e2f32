"""What a data manager does before anybody can sign in: take data in, add people, grant access."""

from __future__ import annotations

import secrets
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import portal_process
from credentials import USERNAME, Credentials, keep_credentials
from steps import Step, Steps
from supplies import Supplies, city_supplies, real_supplies

ORGANISATION = "Borough Council"
CITY_LEVELS = {
    "police-recorded": "record",
    "police-open": "record",
    "ambulance": "point",
    "emergency-departments": "counts",
}
"""Which level the analyst gets of each dataset of the city; of the fire brigade's she gets nothing."""
HOME_ONLY = ("police-recorded", "ambulance")


@dataclass(frozen=True)
class Demonstration:
    """A portal that is ready to be served, its analyst, and her borough: its code, or None where none is known."""

    folder: Path
    credentials: Credentials
    supplies: Supplies
    borough: str | None

    @contextmanager
    def serving(self, steps: Steps) -> Iterator[str]:
        """The portal's address while it runs."""
        with portal_process.serving(self.folder) as address:
            with steps.step("Start the portal") as step:
                step.result = address
            yield address


def set_up(state: Path, arguments: Namespace, steps: Steps) -> Demonstration:
    """Make a portal from nothing in `state`, with data and one analyst."""
    folder = state / "portal"
    for old in (folder, state / "city", state / "home"):
        shutil.rmtree(old, ignore_errors=True)
    portal_process.run("init", str(folder), "--name", "SafeStats demonstration")
    supplies = _supplies(state, arguments, steps)
    _take_in(folder, supplies, steps)
    credentials = Credentials(USERNAME, secrets.token_urlsafe(12), secrets.token_urlsafe(12))
    with steps.step("Add an analyst and her grants") as step:
        borough = _admit(folder, supplies, credentials, step)
    keep_credentials(state, credentials)
    return Demonstration(folder, credentials, supplies, borough)


def _supplies(state: Path, arguments: Namespace, steps: Steps) -> Supplies:
    if arguments.data:
        return real_supplies(arguments.data.resolve(), arguments.boundaries and arguments.boundaries.resolve())
    with steps.step("Make up a city") as step:
        supplies = city_supplies(state / "city", arguments.incidents, step.progress)
        step.result = f"{supplies.city.name}: {len(supplies.city.boroughs)} boroughs, {len(supplies.files)} files"
    return supplies


def _take_in(folder: Path, supplies: Supplies, steps: Steps) -> None:
    for boundaries in supplies.boundaries:
        with steps.step(f"Take in boundaries {boundaries.name}") as step:
            step.result = _last_line(portal_process.run("areas", "add", str(folder), str(boundaries)))
    for supply in supplies.files:
        with steps.step(f"Take in {supply.path.name}") as step:
            profile = ("--profile", str(supply.profile)) if supply.profile else ()
            step.result = _last_line(portal_process.run("ingest", str(folder), str(supply.path), *profile))


def _admit(folder: Path, supplies: Supplies, credentials: Credentials, step: Step) -> str | None:
    from safestats.safestats_core.portal.portal import open_portal

    portal = open_portal(folder)
    borough = busiest_borough(portal)
    names = [name for name in dataset_names(portal) if supplies.city is None or name in CITY_LEVELS]
    portal.close()
    person = ("--name", "Amira Hassan", "--organisation", ORGANISATION, "--password-stdin")
    portal_process.run("user", "add", str(folder), USERNAME, *person, typed=credentials.password + "\n")
    for name in names:
        home = ("--areas", borough) if borough and (supplies.city is None or name in HOME_ONLY) else ()
        level = CITY_LEVELS.get(name, "record")
        portal_process.run("grant", "add", str(folder), f"person:{USERNAME}", name, level, *home)
    step.result = f"{USERNAME}: {len(names)} grants" + (f", at home in {borough}" if borough else "")
    return borough


def busiest_borough(portal) -> str | None:
    """The code of the borough with the most incidents; None where no incident is stamped with one."""
    from safestats.safestats_core.portal import tables
    from sqlalchemy import func, select

    cube = tables.counts
    wanted = (
        select(cube.c.borough)
        .where(cube.c.borough.is_not(None))
        .group_by(cube.c.borough)
        .order_by(func.sum(cube.c["count"]).desc(), cube.c.borough)
    )
    with portal.engine.connect() as connection:
        return connection.execute(wanted.limit(1)).scalar()


def dataset_names(portal) -> list[str]:
    """Every dataset that the portal holds."""
    from safestats.safestats_core.portal.datasets import list_datasets

    return [dataset.name for dataset in list_datasets(portal)]


def _last_line(printed: str) -> str:
    return printed.strip().splitlines()[-1] if printed.strip() else ""
