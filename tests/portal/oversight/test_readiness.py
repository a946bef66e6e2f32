"""Ready means: data can be read and written, and what happens to it can be put on record."""

from __future__ import annotations

import sqlite3
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from safestats_core.portal import audit
from safestats_core.portal.databases.database import writing
from safestats_core.portal.oversight.readiness import Readiness, parts_now

ALL_READY = {"database": "ready", "audit log": "ready", "disk": "ready"}


def only_reading(engine, statement):
    engine.dispose()

    @event.listens_for(engine, "connect")
    def read_only(connection, _):
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()
        getattr(connection, "commit", lambda: None)()


def test_a_portal_that_works_is_ready(portal):
    audit.record(portal, "ada", "consultation", None, None, {}, None)
    assert parts_now(portal) == ALL_READY
    assert audit.verify(portal) == audit.AuditReport(1)


def test_a_database_that_only_reads_is_named(portal, store):
    read_only = "PRAGMA query_only = ON" if store == "sqlite" else "SET default_transaction_read_only = on"
    only_reading(portal.engine, read_only)
    assert parts_now(portal) == {**ALL_READY, "database": "cannot be written"}


@pytest.mark.parametrize("store", ["sqlite"])
def test_an_audit_log_that_cannot_grow_is_named(portal):
    only_reading(portal.audit_engine, "PRAGMA query_only = ON")
    assert parts_now(portal) == {**ALL_READY, "audit log": "cannot be written"}


def test_a_delivery_that_is_being_published_does_not_make_the_portal_unready(portal):
    with writing(portal.engine):
        begun = time.monotonic()
        assert parts_now(portal) == ALL_READY
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("store", ["sqlite"])
def test_whoever_asks_all_the_time_has_it_tried_once_a_second(portal, monkeypatch):
    now = time.monotonic()
    monkeypatch.setattr("safestats_core.portal.oversight.readiness.time", SimpleNamespace(monotonic=lambda: now))
    readiness = Readiness(portal)
    assert readiness.parts() == ALL_READY
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute("CREATE TRIGGER broken BEFORE DELETE ON head BEGIN SELECT RAISE(FAIL, 'no'); END")
    audit_is_broken = {**ALL_READY, "audit log": "cannot be written"}
    now += 0.9
    assert readiness.parts() == ALL_READY
    now += 0.2
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute("INSERT INTO head (number, seal) VALUES (1, 'x')")
    assert readiness.parts() == audit_is_broken
