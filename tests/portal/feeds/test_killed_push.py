"""A portal that is killed while a delivery comes in: it is there whole, or not at all, and can be sent again."""

from __future__ import annotations

import contextlib
import signal
import threading
import time

import requests
from sqlalchemy import func, select

from safestats_core.portal import audit
from safestats_core.portal.schema import tables

ROWS = 6_000
MOMENTS = (0.5, 0.9)
"""When to kill, as a share of the time that the whole push takes."""


def state_of(portal):
    """What analysts can see, and what the cube says of it."""
    incidents, cube = tables.incidents.c, tables.counts.c
    seen = select(func.count(), func.min(incidents.outcome), func.max(incidents.outcome)).where(~incidents.removed)
    with portal.engine.connect() as connection:
        return (*connection.execute(seen).one(), connection.scalar(select(func.sum(cube["count"]))))


def push_and_kill(met, server, body, after, killed):
    """Push in a thread, kill the server meanwhile; returns the status of the answer, if there was one."""
    answers = []

    def push():
        with contextlib.suppress(requests.RequestException):
            answers.append(met.push(body).status_code)

    thread = threading.Thread(target=push)
    thread.start()
    time.sleep(after)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    killed.set()
    thread.join(30)
    return answers[0] if answers else None


def test_a_killed_push_is_published_whole_or_not_at_all(portal, sender, start, rows_csv):
    met, server = sender(), sender.server
    met.push(rows_csv(10, "Warm"))
    began = time.monotonic()
    assert met.push(rows_csv(ROWS, "Step 0")).status_code == 201
    whole = time.monotonic() - began

    killed = threading.Event()

    def half_a_body(body):
        yield body[: len(body) // 2]
        killed.wait(30)

    states = [(ROWS, f"Step {step}", f"Step {step}", ROWS) for step in range(len(MOMENTS) + 2)]
    step = 0
    for moment in (None, *MOMENTS):
        body = rows_csv(ROWS, f"Step {step + 1}")
        status = push_and_kill(
            met, server, body if moment else half_a_body(body), moment * whole if moment else 0.3, killed
        )
        found = state_of(portal)
        assert found in (states[step], states[step + 1])
        assert found == states[step + 1] or status != 201
        assert moment or found == states[step]

        server = start()
        met.url, met.access = server.url, ""
        again = met.push(body)
        assert again.status_code in (200, 201)
        assert state_of(portal) == states[step + 1]
        assert met.get(f"/feeds/offences/receipts/{again.json()['delivery']}").json()["numbers"]["read"] == ROWS
        step += 1
    assert audit.verify(portal).is_intact
