"""Terms of use and handing on, over the web: a portal process of its own, and people who sign in to it."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.portal import audit
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.people import add_grant, add_person, list_grants
from safestats_core.portal.portal import init_portal
from safestats_core.portal.rights.accounts import lock_account, unlock_account
from safestats_core.portal.rights.delegation import add_delegation
from safestats_core.portal.rights.terms import set_terms

PASSPHRASES = {
    "asha": "heron-velvet-quarry",
    "bola": "amber-lattice-finch",
    "dina": "copper-meadow-lantern",
    "emil": "violet-harbour-oak",
}
ABOUT = ("title", "agency", "theme", "description", "attribution", "licence", "handling")
PROFILE = {
    "dataset": {"name": "offences", **dict.fromkeys(ABOUT, "made for a test")},
    "source": {"format": "csv", "header": ["ref"]},
    "supplier": {"value": "Test Police"},
    "category": {"column": "what"},
    "time": {"start": "when"},
}
DATA = ("/items", "/items?f=arrow", "/items/id%2F00001", "/months", "/changes")


@pytest.fixture(scope="module")
def own_portal(tmp_path_factory, put, incidents):
    """asha and bola of the council, which holds the records of B-N; asha is its delegate. dina is of Transit."""
    portal = init_portal(tmp_path_factory.mktemp("rights") / "portal", "Rights")
    declare_dataset(portal, read_profile(PROFILE, "the test's profile"))
    put(portal, "offences", incidents)
    for username, organisation in (("asha", "Council"), ("bola", "Council"), ("dina", "Transit"), ("emil", "Transit")):
        add_person(portal, username, username.title(), organisation, PASSPHRASES[username])
    add_grant(portal, Grant("organisation:Council", "offences", Level.RECORD, frozenset({"B-N"})))
    add_delegation(portal, "Council", "asha", ["offences"])
    yield portal
    portal.close()


@pytest.fixture(scope="module")
def own_server(own_portal, start_server):
    return start_server(own_portal.folder)


@pytest.fixture(scope="module")
def signed_in():
    """Username -> access token."""
    return {}


@pytest.fixture
def ask(own_server, signed_in, visitor):
    """Ask the portal as a person."""
    server = own_server

    def send(person, method, path, **more):
        if person not in signed_in:
            browser = type(visitor)(server.url)
            answer = browser.submit(browser.open_page(), person, PASSPHRASES[person])
            code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
            signed_in[person] = browser.exchange(code).json()["access_token"]
        headers = {"Authorization": f"Bearer {signed_in[person]}"}
        return requests.request(method, server.url + path, headers=headers, timeout=30, **more)

    send.forget = signed_in.pop
    return send


@pytest.fixture
def terms(own_portal):
    """The version of terms that hold for this test alone."""
    yield set_terms(own_portal, "offences", f"Do not pass on. {time.time_ns()}")
    set_terms(own_portal, "offences", None)


def test_no_row_before_the_terms_are_accepted_and_the_collection_stays_visible(ask, terms, own_portal):
    assert ask("bola", "GET", "/collections/offences").status_code == 200
    assert [each["id"] for each in ask("bola", "GET", "/collections").json()["collections"]] == ["offences"]
    assert ask("bola", "GET", "/collections/offences/queryables").status_code == 200
    for path in DATA:
        for method in ("GET", "HEAD"):
            refused = ask("bola", method, f"/collections/offences{path}")
            assert refused.status_code == 403, path
        body = ask("bola", "GET", f"/collections/offences{path}").json()
        assert body["code"] == "TermsNotAccepted"
        assert "terms of use" in body["description"]
        assert body["links"][0]["rel"] == "terms-of-service"
        assert body["links"][0]["href"].endswith("/collections/offences/terms")

    shown = ask("bola", "GET", "/collections/offences/terms").json()
    assert (shown["version"], shown["accepted"], shown["text"][:15]) == (terms, False, "Do not pass on.")
    accepted = ask("bola", "POST", "/collections/offences/terms", json={"version": terms})
    assert (accepted.status_code, accepted.json()["accepted"]) == (200, True)
    assert list(audit.search(own_portal, person="bola"))[-1].detail == {
        "change": "terms of use accepted",
        "version": terms,
    }
    for path in DATA:
        assert ask("bola", "GET", f"/collections/offences{path}").status_code in (200, 404)
    assert ask("asha", "GET", "/collections/offences/items").status_code == 403


def test_a_new_version_asks_again(ask, terms, own_portal):
    ask("bola", "POST", "/collections/offences/terms", json={"version": terms})
    assert ask("bola", "GET", "/collections/offences/items?limit=1").status_code == 200
    set_terms(own_portal, "offences", "Do not pass on, and delete in June.")
    assert ask("bola", "GET", "/collections/offences/items?limit=1").status_code == 403
    old = ask("bola", "POST", "/collections/offences/terms", json={"version": terms})
    assert (old.status_code, f"version {terms + 1}" in old.json()["description"]) == (400, True)


def test_terms_of_what_one_may_not_see_do_not_exist(ask, terms):
    for method, more in (("GET", {}), ("POST", {"json": {"version": terms}})):
        hidden = ask("dina", method, "/collections/offences/terms", **more)
        unknown = ask("dina", method, "/collections/nothing/terms", **more)
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.content == unknown.content


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"version": "1"}',
        b'{"version": true}',
        b'{"version": 1e99}',
        b'{"version": 99999999999999999999}',
        b'{"version": 0}',
        b'{"other": 1}',
        b"\xff\xfe",
        b"x" * 1_100_000,
    ],
)
def test_an_acceptance_that_cannot_be_read_is_refused_with_a_sentence(ask, terms, body):
    refused = ask("bola", "POST", "/collections/offences/terms", data=body)
    assert (refused.status_code, refused.json()["code"]) == (400, "InvalidParameterValue")


def test_a_delegate_hands_on_lists_and_takes_back(ask, own_portal):
    given = {
        "subject": "person:dina",
        "dataset": "offences",
        "level": "record",
        "areas": ["W-NE"],
        "categories": ["robbery"],
    }
    made = ask("asha", "POST", "/grants", json={**given, "expires": "2099-01-01T00:00:00Z"})
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert made.headers["Location"].endswith(f"/grants/{number}")

    seen = ask("dina", "GET", "/collections/offences/items?limit=10000").json()["features"]
    assert {(each["properties"]["ward"], each["properties"]["category"]) for each in seen} == {("W-NE", "robbery")}
    listed = ask("asha", "GET", "/grants").json()
    assert (listed["organisation"], listed["datasets"]) == ("Council", ["offences"])
    assert [(each["number"], each["subject"], each["in_force"]) for each in listed["grants"]] == [
        (number, "person:dina", True)
    ]

    lock_account(own_portal, "asha")
    assert ask("dina", "GET", "/collections/offences").status_code == 404
    assert ask("asha", "GET", "/grants").status_code == 401
    unlock_account(own_portal, "asha")
    ask.forget("asha")
    assert ask("dina", "GET", "/collections/offences").status_code == 200

    assert ask("dina", "DELETE", f"/grants/{number}").status_code == 404
    assert ask("asha", "DELETE", f"/grants/{number}").status_code == 204
    assert ask("dina", "GET", "/collections/offences").status_code == 404
    assert ask("asha", "DELETE", f"/grants/{number}").status_code == 404


def test_more_than_is_held_and_what_nobody_holds_is_refused(ask, own_portal):
    before = list_grants(own_portal)
    fits = {"subject": "person:dina", "dataset": "offences", "level": "record", "areas": ["B-N"]}
    for changes, status in (
        ({"areas": ["B-S"]}, 400),
        ({"areas": None}, 400),
        ({"level": "counts"}, 400),
        ({"level": "all"}, 400),
        ({"subject": "person:nobody"}, 400),
        ({"subject": 7}, 400),
        ({"areas": "B-N"}, 400),
        ({"areas": [["B-N"]]}, 400),
        ({"fields": ["nothing"]}, 400),
        ({"categories": ["nothing"]}, 400),
        ({"disclosure": "none"}, 400),
        ({"from_month": "2024-1"}, 400),
        ({"expires": "soon"}, 400),
        ({"expires": "9999-12-31T23:59:59-23:59"}, 400),
        ({"surprise": 1}, 400),
        ({"dataset": "fires"}, 404),
    ):
        refused = ask("asha", "POST", "/grants", json={**fits, **changes})
        assert (refused.status_code, set(refused.json())) == (status, {"code", "description"}), changes
    assert list_grants(own_portal) == before


def test_who_is_no_delegate_hands_on_nothing_not_even_to_herself(ask, own_portal):
    given = {"subject": "person:bola", "dataset": "offences", "level": "record", "areas": ["B-N"]}
    assert ask("bola", "POST", "/grants", json=given).status_code == 404
    assert ask("bola", "GET", "/grants").status_code == 404
    assert ask("bola", "DELETE", "/grants/1").status_code == 404
    for number in ("x", "-1", "9" * 40, "%F0%9F%A6%86", "\u0663"):
        assert ask("asha", "DELETE", f"/grants/{number}").status_code == 404
