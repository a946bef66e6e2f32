"""A disk without room, under the whole portal or one part of it: deliveries and readers are told, and it goes on."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest
from sqlalchemy import func, select

from safestats_core.portal import audit
from safestats_core.portal.portal import init_portal, open_portal
from safestats_core.portal.schema import tables

MEGABYTES = 24
ROWS = 2_000


@pytest.fixture
def small_disk(mount_small):
    return mount_small(MEGABYTES)


@pytest.fixture(
    params=["sqlite portal", "sqlite portal.db", "sqlite audit.db", "sqlite quarantine", "postgresql portal"]
)
def portal(request, tmp_path, small_disk, prepare):
    """A portal that lies on a small disk, or one part of it does."""
    store, part = request.param.split()
    database = request.getfixturevalue("new_database")() if store == "postgresql" else None
    folder = (small_disk if part == "portal" else tmp_path) / "portal"
    opened = init_portal(folder, "Test portal", database)
    if part != "portal":
        opened.close()
        shutil.move(folder / part, small_disk / part)
        (folder / part).symlink_to(small_disk / part)
        opened = open_portal(folder, database)
    prepare(opened)
    yield opened
    opened.close()


def fill(place):
    with (place / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)


def rows_of(portal):
    with portal.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(tables.incidents))


def test_a_delivery_that_finds_no_room_is_refused_with_503_and_taken_in_later(
    portal, start, sender, rows_csv, small_disk
):
    serving = start(portal)
    met = sender(portal, serving)
    assert met.push(rows_csv(10), name="first.csv").status_code == 201
    body = rows_csv(ROWS, "second", first=1_000)
    # What SQLite had set aside before may still take a little: it is filled up with more than it can hold.
    fill(small_disk)
    told = []
    for number in range(40):
        answer = met.push(rows_csv(ROWS, f"more {number}", first=10_000 * (number + 1)), name=f"{number}.csv")
        told.append(answer.status_code)
        if answer.status_code != 201:
            break
    assert (answer.status_code, answer.json()["code"]) in ((503, "Unavailable"), (503, "Busy")), answer.text
    assert len(answer.json()["description"]) > 20
    assert str(small_disk) not in answer.text
    before = 10 + ROWS * told.count(201)
    assert met.push(body, name="second.csv").status_code == 503
    assert rows_of(portal) == before
    assert serving.get("/health").status_code == 200
    incoming = portal.folder / "incoming"
    assert not incoming.is_dir() or not list(incoming.iterdir())

    os.unlink(small_disk / "filler")
    again = met.push(body, name="second.csv")
    assert (again.status_code, again.json()["numbers"]["added"]) == (201, ROWS), again.text
    assert rows_of(portal) == before + ROWS
    assert serving.get("/collections/offences/items", "ada").status_code == 200
    assert audit.verify(portal).is_intact
    assert "Traceback" not in serving.log.read_text()
    serving.stop()
