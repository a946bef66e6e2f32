"""A listening client: told within seconds, told nothing that is not hers, and sent back when her rights change."""

from __future__ import annotations

import threading
import time

import pyarrow as pa
import pytest

from safestats_core.access import Grant, Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.intake.publishing import SupplierMonth
from safestats_core.portal.people import add_grant, withdraw_grant
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import Tokens

CHANGES = "/collections/offences/changes"


@pytest.fixture
def begin(api):
    """The token of this moment for a person."""
    return lambda person, path=CHANGES: api(person, path).json()["next"]


@pytest.fixture
def publish(portal, incidents, put):
    """Publishes one more incident in a ward, and takes it away again in the end."""
    added = []

    def publish(name, ward, borough):
        row = {**incidents.slice(0, 1).to_pylist()[0], "incident_id": name, "ward": ward, "borough": borough}
        row["supplier"], row["month"] = "Passing Police", "2024-03"
        added.append(name)
        put(portal, "offences", pa.Table.from_pylist([row], INCIDENT_SCHEMA))

    yield publish
    if added:
        whole = SupplierMonth("offences", "2024-03", "Passing Police")
        put(portal, "offences", INCIDENT_SCHEMA.empty_table(), (whole,))


def test_a_waiting_client_hears_within_five_seconds(api, begin, publish):
    token = begin("asha")
    heard = []

    def listen():
        answer = api("asha", CHANGES, since=token, wait=20)
        heard.append((time.monotonic(), answer.json()))

    waiting = threading.Thread(target=listen)
    waiting.start()
    time.sleep(1.5)
    assert not heard
    publish("id/new", "W-NW", "B-N")
    published = time.monotonic()
    waiting.join(20)
    ((when, answer),) = heard
    assert when - published < 5
    assert [feature["id"] for feature in answer["features"]] == ["id/new"]
    assert answer["removed"] == []


def test_a_removal_is_told_once_and_only_to_whom_the_row_was_shown(api, portal, begin, publish, put):
    publish("id/brief", "W-NW", "B-N")
    tokens = {person: begin(person) for person in ("asha", "bola")}
    whole = SupplierMonth("offences", "2024-03", "Passing Police")
    put(portal, "offences", INCIDENT_SCHEMA.empty_table(), (whole,))
    told = {person: api(person, CHANGES, since=token).json() for person, token in tokens.items()}
    assert told["asha"]["removed"] == ["id/brief"]
    assert told["bola"]["removed"] == told["bola"]["features"] == []
    assert api("asha", CHANGES, since=told["asha"]["next"]).json()["removed"] == []


def test_without_a_change_the_answer_comes_when_the_wait_is_over(api, begin):
    start = time.monotonic()
    answer = api("asha", CHANGES, since=begin("asha"), wait=2).json()
    assert 2 <= time.monotonic() - start < 8
    assert answer["features"] == answer["removed"] == []


def test_changed_rights_send_a_client_back_to_the_start(api, portal, begin):
    token = begin("emil")
    number = add_grant(portal, Grant("person:emil", "offences", Level.RECORD, frozenset({"B-S"})))
    try:
        answer = api("emil", CHANGES, since=token)
    finally:
        withdraw_grant(portal, number)
    assert answer.status_code == 410
    assert "Fetch the items anew" in answer.json()["description"]


def test_a_token_of_somebody_elses_collection_or_of_nobody_is_refused(api, begin):
    points = begin("cleo", "/collections/offences.points/changes")
    for token in (points, points[:-2], "x", ""):
        assert api("cleo", CHANGES, since=token).status_code == 400
    assert api("dina", CHANGES, since=points).status_code == 404
    assert api(None, CHANGES, since=points).status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        {"wait": "-1"},
        {"wait": "61"},
        {"wait": "soon"},
        {"wait": ""},
        {"wait": "1" * 5_000},
        {"limit": "0"},
        {"what": "1"},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(api, begin, query):
    assert api("asha", CHANGES, since=begin("asha"), **query).status_code == 400


def test_counts_point_to_the_versions_of_their_months(api):
    answer = api("cleo", "/collections/offences.counts/changes")
    assert answer.status_code == 400
    assert "versions" in answer.json()["description"]


def test_what_is_told_is_in_the_audit_log_first(api, portal, begin, publish):
    token = begin("asha")
    publish("id/noted", "W-NW", "B-N")
    assert api("asha", CHANGES, since=token).json()["numberReturned"] == 1
    *_, last = audit.search(portal, person="asha")
    assert (last.operation, last.rows, last.detail) == (
        "disclosure",
        1,
        {"changes": True, "removed": 0, "recipient": "Council"},
    )


def test_changes_come_as_an_arrow_stream_too(server, visitor, begin, publish, api):
    """What the client of SafeStats reads: the same rows, removals and token, with their types."""
    source = PortalSource(
        server.url, new_http_session(), Tokens(server.url, visitor.sign_in("asha")["access_token"], "", 1e12)
    )
    (dataset,) = source.datasets()
    token = source.changes(dataset).following
    publish("id/arrow", "W-NW", "B-N")
    heard = source.changes(dataset, token)
    assert heard.upserts["incident_id"].to_pylist() == ["id/arrow"]
    assert heard.upserts.schema.names == list(dataset.fields)
    assert (heard.removed, heard.more) == ((), False)
    publish("id/arrow", "W-SW", "B-S")
    gone = source.changes(dataset, heard.following)
    assert (gone.upserts.num_rows, gone.removed) == (0, ("id/arrow",))
    same = api("asha", CHANGES, since=heard.following).json()
    assert (same["features"], same["removed"]) == ([], ["id/arrow"])
    assert source.changes(dataset, gone.following, wait=1).upserts.num_rows == 0


def test_changes_in_another_format_are_refused(api):
    assert api("asha", CHANGES, f="csv").status_code == 400
