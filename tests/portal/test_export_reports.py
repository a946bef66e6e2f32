"""A program reports an export: it stands in the audit log, and the answer tells nothing."""

from __future__ import annotations

import json

import pytest

from safestats_core.access import Grant, Level
from safestats_core.incidents import empty_incidents
from safestats_core.portal import audit
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.oversight import chain
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.rights.terms import set_terms

REPORT = {"collection": "offences.points", "rows": 7, "format": "GeoPackage", "purpose": "a briefing for the board"}


@pytest.fixture
def desk(portal, profile, put, desk_of):
    for name in ("offences", "secret"):
        declare_dataset(portal, profile(name))
        put(portal, name, empty_incidents())
    add_person(portal, "ada", "Ada", "Council", None)
    add_grant(portal, Grant("person:ada", "offences", Level.POINT))
    return desk_of(portal)


@pytest.fixture
def report(desk):
    def report(**changes):
        headers = [(b"host", b"portal.test"), (b"authorization", b"Bearer " + desk._token("ada"))]
        body = {name: value for name, value in {**REPORT, **changes}.items() if value is not None}
        return desk.send("/exports", "", headers, "POST", json.dumps(body).encode())

    return report


def test_a_report_is_a_disclosure_in_the_audit_log(report, portal):
    assert report(exported="2026-03-01T12:30:00+01:00").status == 204
    entry = list(audit.search(portal, person="ada"))[-1]
    assert (entry.operation, entry.dataset, entry.level, entry.rows) == ("disclosure", "offences", "point", 7)
    told = {"format": "GeoPackage", "purpose": "a briefing for the board", "exported": "2026-03-01T11:30:00Z"}
    assert entry.detail == {"export": told, "recipient": "Council"}
    assert chain.written(portal).rows["disclosure"] == 0  # these rows had left before, and were counted then


def test_a_report_of_what_one_may_not_see_is_written_down_and_answered_the_same(report, portal):
    answers = [report(collection=name) for name in ("offences.points", "offences", "secret", "nothing")]
    assert all(answer == answers[0] for answer in answers)
    entry = list(audit.search(portal, person="ada"))[-1]
    assert (entry.dataset, entry.rows, entry.detail["no longer visible"]) == (None, 7, "nothing")


@pytest.mark.parametrize(
    "changes",
    [
        {"collection": None},
        {"collection": 7},
        {"rows": -1},
        {"rows": 1.5},
        {"rows": True},
        {"rows": 10**13},
        {"format": ""},
        {"format": "x" * 41},
        {"purpose": "  "},
        {"purpose": "a\nb"},
        {"purpose": None},
        {"exported": "yesterday"},
        {"exported": "2026-03-01T12:30:00"},
        {"exported": 7},
        {"person": "ben"},
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
def test_what_is_no_report_is_refused_and_not_written_down(report, portal, changes):
    before = len(list(audit.search(portal)))
    assert report(**changes).status == 400
    assert len(list(audit.search(portal))) == before


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_description_says_whether_the_terms_demand_asking_before_an_export(desk, portal):
    def asks():
        return desk.ask("ada", "/collections/offences.points").json()["safestats"]["asks_before_export"]

    assert asks() is False
    set_terms(portal, "offences", "Say what for.", asks_before_export=True)
    assert asks() is True
    set_terms(portal, "offences", "Say what for.")
    assert asks() is False
