"""A disk without room: no data leaves, the portal says so, and goes on when there is room again."""

from __future__ import annotations

import os
import shutil
import time

import pytest
import requests

from safestats_core.portal import audit
from safestats_core.portal.oversight.readiness import LEAST_ROOM, parts_now
from safestats_core.portal.portal import init_portal

ITEMS = "/collections/offences/items"


@pytest.fixture
def small_disk(mount_small):
    return mount_small(16)


@pytest.fixture
def portal(small_disk):
    opened = init_portal(small_disk / "portal", "Small portal")
    yield opened
    opened.close()


def fill(place):
    """Write until nothing more fits, to the last byte."""
    with (place / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    assert shutil.disk_usage(place).free == 0


def answers_until_refused(site, most=3_000):
    access, served = site.access("bob"), 0
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {access}"
        for _ in range(most):
            answer = session.get(f"{site.url}{ITEMS}", timeout=20)
            if answer.status_code != 200:
                return answer, served
            served += 1
    pytest.fail("the disk is full, and data goes on leaving")


def test_a_full_disk_stops_data_until_there_is_room_again(site, small_disk):
    assert site.get("/ready").json()["parts"] == dict.fromkeys(("database", "audit log", "disk"), "ready")
    before = audit.verify(site.portal).entries
    fill(small_disk)

    # What SQLite had set aside before may still take a few entries.
    refused, served = answers_until_refused(site)
    assert (refused.status_code, refused.json()["code"]) == (503, "Unavailable")
    assert b"MARKER" not in refused.content
    assert str(small_disk) not in refused.text
    assert audit.verify(site.portal) == audit.AuditReport(before + served)
    time.sleep(1.1)
    not_ready = site.get("/ready")
    assert (not_ready.status_code, not_ready.json()["parts"]["disk"]) == (503, "is full")
    assert site.get("/health").status_code == 200

    os.unlink(small_disk / "filler")
    again = site.get(ITEMS, "bob")
    assert (again.status_code, again.json()["numberReturned"]) == (200, 5)
    time.sleep(1.1)
    assert site.get("/ready").status_code == 200
    assert audit.verify(site.portal).is_intact


def test_little_room_is_said_before_there_is_none(portal, small_disk):
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - LEAST_ROOM + 8192))
    assert parts_now(portal) == {"database": "ready", "audit log": "ready", "disk": "is full"}
