"""What a data manager does before anybody can sign in: take data in, add people, grant access."""

from __future__ import annotations

import secrets
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
        with ExitStack() as running:
            with steps.step("Start the portal") as step:
                step.result = address = running.enter_context(portal_process.serving(self.folder))
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
            printed = portal_process.run("areas", "add", str(folder), str(boundaries), with_remarks=True)
            step.result = ", ".join(line.partition(",")[0] for line in printed.splitlines())
    for supply in supplies.files:
        with steps.step(f"Take in {supply.path.name}") as step:
            profile = ("--profile", str(supply.profile)) if supply.profile else ()
            printed = portal_process.run("ingest", str(folder), str(supply.path), *profile, with_remarks=True)
            step.result = printed.splitlines()[0]


def _admit(folder: Path, supplies: Supplies, credentials: Credentials, step: Step) -> str | None:
    boroughs = busiest_boroughs(folder)
    if not boroughs:
        raise SystemExit("There is no incident in what was given. The lines above say what was left out, and why.")
    person = ("--name", "Amira Hassan", "--organisation", ORGANISATION, "--password-stdin")
    portal_process.run("user", "add", str(folder), USERNAME, *person, typed=credentials.password + "\n")
    names = [name for name in boroughs if supplies.city is None or name in CITY_LEVELS]
    for name in names:
        is_home_only = supplies.city is None or name in HOME_ONLY
        home = ("--areas", boroughs[name]) if boroughs[name] and is_home_only else ()
        level = CITY_LEVELS.get(name, "record")
        portal_process.run("grant", "add", str(folder), f"person:{USERNAME}", name, level, *home)
    # The first is the one with the most incidents, which the analyst will look at.
    borough = boroughs[names[0]]
    step.result = f"{USERNAME}: {len(names)} grants" + (f", at home in {borough}" if borough else "")
    return borough


def busiest_boroughs(folder: Path) -> dict[str, str | None]:
    """For each dataset, those with most incidents first, the borough with most; None where none is known."""
    from safestats.safestats_core.portal.portal import open_portal
    from safestats.safestats_core.portal.schema import tables
    from sqlalchemy import func, select

    cube = tables.counts
    rows = func.sum(cube.c["count"])
    wanted = select(cube.c.dataset, cube.c.borough, rows).group_by(cube.c.dataset, cube.c.borough)
    portal = open_portal(folder)
    with portal.engine.connect() as connection:
        counted = connection.execute(wanted.order_by(rows.desc())).all()
    portal.close()
    totals = {dataset: sum(n for name, _, n in counted if name == dataset) for dataset, _, _ in counted}
    return {
        dataset: next((borough for name, borough, _ in counted if name == dataset and borough), None)
        for dataset in sorted(totals, key=totals.get, reverse=True)
    }
