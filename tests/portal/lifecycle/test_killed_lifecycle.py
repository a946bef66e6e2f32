"""An erasure or a retention run that is killed at any moment: what it took out is gone whole, or there whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from sqlalchemy import func, select

from safestats_core.portal import audit
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.erasure import erase
from safestats_core.portal.lifecycle.retention import run_retention, set_retention
from safestats_core.portal.schema import tables

ROWS = 8_000
MOMENTS = (0.55, 0.75, 0.9)
"""When to kill, as a share of the time that the whole command takes; the first half is starting Python."""

_IN_BATCHES = (
    "import sys; from safestats_core.portal.lifecycle import retention; retention._BATCH = 300; "
    "from safestats_core.cli import main; sys.exit(main(sys.argv[1:]))"
)


def count(portal, table, *where):
    with portal.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where))


def state_of(portal):
    """Rows, what the cube says of them, departures, and ids that may not come back."""
    with portal.engine.connect() as connection:
        cells = int(connection.scalar(select(func.sum(tables.counts.c["rows"]))) or 0)
    rows = count(portal, tables.incidents, tables.incidents.c.removed.is_(False))
    return rows, cells, count(portal, tables.departures), count(portal, tables.erased)


def start(portal, *words):
    url = portal.engine.url.render_as_string(hide_password=False)
    database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)
    command = [sys.executable, "-c", _IN_BATCHES, "portal", *words, *database]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed_at(moment, whole, process):
    time.sleep(moment * whole)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def test_a_killed_erasure_took_out_all_of_its_rows_or_none(portal, profile, offence, write, tmp_path):
    ingest(portal, write("all.csv", [offence(f"r{number}") for number in range(ROWS)]), profile())
    ids = tmp_path / "ids.txt"
    reason = ("--reason", "a test")
    lost = killed = 0
    whole = 0.0
    for turn, moment in enumerate((None, *MOMENTS)):
        batch = [f"r{number}" for number in range(turn * 1_500, turn * 1_500 + 1_500)]
        ids.write_text("\n".join(batch))
        before = (ROWS - lost, ROWS - lost, lost, lost)
        after = (ROWS - lost - 1_500, ROWS - lost - 1_500, lost + 1_500, lost + 1_500)
        began = time.monotonic()
        process = start(portal, "erase", str(portal.folder), "offences", "--ids", str(ids), *reason)
        if moment is None:
            assert process.wait() == 0
            whole = time.monotonic() - began
        else:
            killed += killed_at(moment, whole, process)
        assert state_of(portal) in (before, after)
        if state_of(portal) == before:
            erase(portal, "offences", batch, "a test")
        assert state_of(portal) == after
        lost += 1_500
    assert killed
    assert audit.verify(portal).is_intact


def test_a_killed_retention_run_stands_between_two_of_its_steps_and_the_next_ends_it(portal, profile, offence, write):
    police, monthly = profile(), 300
    rows = [offence(f"r{number}", f"2015-{1 + number % 10:02d}") for number in range(monthly * 10)]
    everything = write("all.csv", rows)
    ingest(portal, everything, police)
    set_retention(portal, "offences", 12)
    began = time.monotonic()
    assert start(portal, "retention", "run", str(portal.folder)).wait() == 0
    whole = time.monotonic() - began
    assert state_of(portal)[:2] == (0, 0)
    killed, gone = 0, state_of(portal)[2]
    for moment in MOMENTS:
        set_retention(portal, "offences", None)
        ingest(portal, everything, police, again=True)
        set_retention(portal, "offences", 12)
        killed += killed_at(moment, whole, start(portal, "retention", "run", str(portal.folder)))

        left, cells, departed, _ = state_of(portal)
        assert left == cells
        assert departed - gone == len(rows) - left
        assert left % 300 == 0
        run_retention(portal)
        assert state_of(portal)[:2] == (0, 0)
        gone += len(rows)
    assert killed
    assert audit.verify(portal).is_intact
