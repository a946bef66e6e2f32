"""An ingest that is killed at any moment: what it brought is there whole, or not at all."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import time
from contextlib import suppress

from sqlalchemy import func, select

from safestats_core.portal import audit
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.schema import tables

ROWS = 6_000
MOMENTS = (0.55, 0.7, 0.8, 0.87, 0.92, 0.96)
"""When to kill, as a share of the time that the whole command takes; the first half is starting Python."""


def write(path, outcome, first):
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["ref", "force", "what", "from", "to", "lon", "lat", "outcome"])
        for ref in range(first, first + ROWS):
            day = f"2024-01-{1 + ref % 28:02d}T12:00"
            writer.writerow([ref, "Met", "Burglary", day, "", f"-0.{1000 + ref % 1000}", "51.5", outcome])
    return path


def state_of(portal):
    """What analysts can see, what the cube says of it, and how many deliveries were acknowledged."""
    incidents, cube = tables.incidents.c, tables.counts.c
    seen = select(func.count(), func.min(incidents.outcome), func.max(incidents.outcome)).where(~incidents.removed)
    with portal.engine.connect() as connection:
        rows, *outcomes = connection.execute(seen).one()
        counted = connection.scalar(select(func.sum(cube["count"])))
        deliveries = connection.scalar(select(func.count()).select_from(tables.deliveries))
    return (rows, counted, outcomes), deliveries


def start(portal, path, profile):
    url = portal.engine.url.render_as_string(hide_password=False)
    database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)
    command = [sys.executable, "-m", "safestats_core.cli", "portal", "ingest", str(portal.folder), str(path)]
    return subprocess.Popen([*command, "--profile", str(profile), *database], stdout=subprocess.DEVNULL)


def test_a_killed_ingest_publishes_everything_or_nothing(portal, profile, tmp_path, settle):
    police = profile(update="replace-months")
    described = tmp_path / "offences.toml"
    first, second = write(tmp_path / "first.csv", "First", 0), write(tmp_path / "second.csv", "Second", ROWS // 2)
    began = time.monotonic()
    assert start(portal, first, described).wait() == 0
    whole = time.monotonic() - began
    old, new = (ROWS, ROWS, ["First"] * 2), (ROWS, ROWS, ["Second"] * 2)
    killed = 0
    for moment in MOMENTS:
        ingest(portal, first, police, again=True)
        before, deliveries = state_of(portal)
        assert before == old

        began = time.monotonic()
        process = start(portal, second, described)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment * whole)
            whole = time.monotonic() - began  # the machine was busier before: the next is to be killed on its way
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        settle()
        assert state_of(portal) in ((old, deliveries), (new, deliveries + 1))

    assert killed
    ingest(portal, second, police, again=True)
    assert state_of(portal)[0] == new
    assert audit.verify(portal).is_intact
