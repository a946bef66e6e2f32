"""No data leaves before its audit entry is on disk, and none at all when it cannot be written."""

from __future__ import annotations

import sqlite3

import pytest
import requests

from safestats_core.portal import audit

ITEMS = "/collections/offences/items"


def latest(portal, number=1):
    return list(audit.search(portal))[-number:]


def test_every_answer_with_data_is_audited_with_person_query_and_rows(portal, api):
    api("asha", ITEMS, limit=7, month="2024-01")
    entry = latest(portal)[0]
    assert (entry.person, entry.operation, entry.dataset, entry.level) == ("asha", "consultation", "offences", "record")
    assert entry.detail == {"query": {"limit": "7", "month": "2024-01"}}
    assert entry.rows == 7
    api("cleo", f"{ITEMS}/id%2F00005")
    assert (latest(portal)[0].detail, latest(portal)[0].rows) == ({"item": "id/00005"}, 1)
    api("cleo", "/collections/offences/months")
    assert latest(portal)[0].detail == {"months": 3}
    api("dina", "/collections/offences.counts/items")
    assert (latest(portal)[0].level, latest(portal)[0].rows) == ("counts", 45)


def test_a_stream_is_audited_when_it_begins_and_when_it_is_whole(portal, api):
    api("cleo", ITEMS, f="arrow", month="2024-02").raise_for_status()
    begun, complete = latest(portal, 2)
    assert (begun.detail["state"], begun.rows) == ("begun", None)
    assert (complete.detail["state"], complete.rows) == ("complete", 815)
    # Data that leave for a copy: the Act's word for it, and who has the copy.
    assert {(each.person, each.operation, each.detail["recipient"]) for each in (begun, complete)} == {
        ("cleo", "disclosure", "Council")
    }
    assert audit.verify(portal).is_intact


def test_a_refusal_leaves_no_entry(portal, api):
    before = audit.verify(portal).entries
    api("asha", "/collections/offences.counts/items")
    api("cleo", ITEMS, bbox="nonsense")
    api(None, ITEMS)
    assert audit.verify(portal).entries == before


@pytest.fixture
def full_audit_log(portal):
    """From here on the audit log refuses every new entry, as on a full disk."""
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute(
            "create trigger disk_full before insert on entries "
            "begin select raise(fail, 'database or disk is full'); end"
        )
    yield
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute("drop trigger disk_full")


@pytest.mark.parametrize("path", [ITEMS, f"{ITEMS}?f=arrow", f"{ITEMS}/id%2F00005", "/collections/offences/months"])
def test_without_an_audit_log_no_row_leaves(portal, api, incidents, path, request):
    api("cleo", "/me")
    request.getfixturevalue("full_audit_log")
    answer = api("cleo", path)
    assert (answer.status_code, answer.json()["code"]) == (503, "Unavailable")
    assert "gave nothing out" in answer.json()["description"]
    assert b"MARKER" not in answer.content
    assert str(portal.folder) not in answer.text


def test_without_an_audit_log_nobody_signs_in(visitor, full_audit_log):
    answer = visitor.submit(visitor.open_page(), "cleo", "tundra-mosaic-plum")
    assert answer.status_code == 503
    assert "Location" not in answer.headers


def test_a_stream_whose_last_entry_cannot_be_written_breaks_off(portal, api, server):
    signed = api("cleo", "/me").request.headers["Authorization"]
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute(
            "create trigger disk_full before insert on entries when new.rows is not null "
            "begin select raise(fail, 'database or disk is full'); end"
        )
    try:
        answer = requests.get(
            f"{server.url}{ITEMS}?f=arrow", headers={"Authorization": signed}, timeout=30, stream=True
        )
        assert answer.status_code == 200
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            answer.content  # noqa: B018
        assert "broken off" in server.log.read_text()
    finally:
        with sqlite3.connect(portal.folder / "audit.db") as database:
            database.execute("drop trigger disk_full")
