"""Saved queries: kept for oneself or for colleagues, and not there for whoever holds no grant."""

from __future__ import annotations

import json
from threading import Thread

import pytest
import shapely

from safestats_core.access import Grant, Level
from safestats_core.incidents import empty_incidents
from safestats_core.portal import audit, saved_queries
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.people import add_grant, add_person, list_grants, withdraw_grant
from safestats_core.portal.rights.accounts import remove_person
from safestats_core.query import Period, Query

QUERY = Query("offences", Level.RECORD, Period("2024-01", "2024-02"), categories=("burglary",))


@pytest.fixture
def desk(portal, profile, put, desk_of):
    """ada and ben of Council see records of offences, col of Council nothing, dot of Fire records of offences."""
    for name in ("offences", "secret"):
        declare_dataset(portal, profile(name))
        put(portal, name, empty_incidents())
    for username, organisation in (("ada", "Council"), ("ben", "Council"), ("col", "Council"), ("dot", "Fire")):
        add_person(portal, username, username.title(), organisation, None)
        if username != "col":
            add_grant(portal, Grant(f"person:{username}", "offences", Level.RECORD))
    return desk_of(portal)


@pytest.fixture
def send(desk):
    """Send a body as a person."""

    def send(person, path, body, method="POST"):
        headers = [(b"host", b"portal.test"), (b"authorization", b"Bearer " + desk._token(person))]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return desk.send(path, "", headers, method, content)

    return send


@pytest.fixture
def save(send):
    def save(person, name="Burglaries", query=QUERY, **more):
        note = query if isinstance(query, dict) else query.as_note()
        return send(person, "/queries", {"name": name, "query": note, **more})

    return save


def names(desk, person):
    answer = desk.ask(person, "/queries")
    assert answer.status == 200
    return [each["name"] for each in answer.json()["queries"]]


def test_a_query_comes_back_as_it_was_saved_and_colleagues_with_the_grant_see_it_when_it_is_shared(desk, save):
    drawn = Query("offences", Level.RECORD, area=shapely.box(-0.2, 51.4, -0.1, 51.5), columns=("category",))
    saved = save("ada", "Drawn", drawn, shared=True)
    assert saved.status == 201
    assert saved.headers["location"].endswith(f"/queries/{saved.json()['id']}")
    save("ada", "Mine")
    (kept, mine) = desk.ask("ada", "/queries").json()["queries"]
    assert Query.from_note(kept["query"]) == drawn
    assert (kept["own"], kept["shared"], kept["owner"], mine["shared"]) == (True, True, "Ada", False)
    (shared,) = desk.ask("ben", "/queries").json()["queries"]
    assert (shared["name"], shared["own"], shared["owner"]) == ("Drawn", False, "Ada")
    assert names(desk, "dot") == []  # of another organisation


def test_to_whoever_holds_no_grant_of_the_dataset_a_shared_query_is_not_there(desk, save, portal):
    before = desk.ask("col", "/queries")
    save("ada", shared=True)
    assert desk.ask("col", "/queries") == before
    number = add_grant(portal, Grant("person:col", "offences", Level.COUNTS))
    assert desk.ask("col", "/queries").body == before.body  # counts are another collection than records
    withdraw_grant(portal, number)
    for number, grant in list_grants(portal):
        if grant.subject == "person:ada":
            withdraw_grant(portal, number)
    assert desk.ask("ada", "/queries").body == before.body  # her own, too


def test_a_query_of_a_dataset_that_one_may_not_see_is_refused_like_one_of_a_dataset_that_never_was(save):
    hidden, unknown = (save("ada", query=Query(name, Level.RECORD)) for name in ("secret", "nothing"))
    other_level = save("ada", query=Query("offences", Level.COUNTS))
    assert hidden.status == 404
    assert (hidden.headers, hidden.body) == (unknown.headers, unknown.body) == (other_level.headers, other_level.body)


def test_saving_under_the_same_name_replaces_ones_own_and_nobody_elses(desk, save):
    first, second = save("ada", shared=True), save("ada", query=Query("offences", Level.RECORD))
    assert (first.status, second.status, first.json()["id"] == second.json()["id"]) == (201, 200, True)
    assert save("ben", shared=True).status == 201
    mine, bens = desk.ask("ada", "/queries").json()["queries"]
    assert (mine["query"], mine["shared"], mine["own"]) == ({"dataset": "offences", "level": "record"}, False, True)
    assert (bens["owner"], bens["own"]) == ("Ben", False)


def test_one_forgets_ones_own_and_learns_nothing_of_others(desk, save, send):
    mine, bens = save("ada").json()["id"], save("ben", shared=True).json()["id"]
    others, none = (send("ada", f"/queries/{number}", b"", "DELETE") for number in (bens, "0" * 32))
    assert (others.status, others.headers, others.body) == (404, none.headers, none.body)
    assert names(desk, "ben") == ["Burglaries"]
    assert send("ada", f"/queries/{mine}", b"", "DELETE").status == 204
    assert send("ada", f"/queries/{mine}", b"", "DELETE").status == 404


def test_a_removed_account_takes_its_queries_with_it(desk, save, portal):
    save("ada", shared=True)
    remove_person(portal, "ada")
    assert names(desk, "ben") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"name": "\\ud800", "query": {}}',
        {"name": "a"},
        {"query": QUERY.as_note()},
        {"name": "", "query": QUERY.as_note()},
        {"name": " a", "query": QUERY.as_note()},
        {"name": "a\nb", "query": QUERY.as_note()},
        {"name": "\u202eevil", "query": QUERY.as_note()},
        {"name": "a" * 101, "query": QUERY.as_note()},
        {"name": 7, "query": QUERY.as_note()},
        {"name": "a", "query": QUERY.as_note(), "shared": "yes"},
        {"name": "a", "query": QUERY.as_note(), "owner": "ben"},
        {"name": "a", "query": {**QUERY.as_note(), "area_codes": ["x" * 100_000]}},
        {"name": "a", "query": {**QUERY.as_note(), "filter": "TRUE"}},
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
def test_what_is_no_saved_query_is_refused_and_kept_nowhere(desk, send, body):
    answer = send("ada", "/queries", body)
    assert (answer.status, answer.json()["code"]) == (400, "InvalidParameterValue")
    assert names(desk, "ada") == []


def test_one_person_keeps_no_more_than_the_limit_even_when_two_programs_save_at_once(desk, save, monkeypatch):
    monkeypatch.setattr(saved_queries, "MOST_OWN", 5)
    programs = [Thread(target=save, args=("ada", f"query {number}")) for number in range(8)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert len(names(desk, "ada")) == 5
    refused = save("ada", "one more")
    assert (refused.status, "Forget one first" in refused.json()["description"]) == (400, True)
    assert save("ada", names(desk, "ada")[0]).status == 200
    assert save("ben").status == 201


def test_a_list_says_how_many_of_colleagues_queries_it_leaves_out_and_counts_only_visible_ones(desk, save, monkeypatch):
    monkeypatch.setattr(saved_queries, "MOST_SHARED", 2)
    for name in ("one", "two", "three"):
        save("ada", name, shared=True)
    answer = desk.ask("ben", "/queries").json()
    assert (len(answer["queries"]), answer["left_out"]) == (2, 1)
    assert desk.ask("col", "/queries").json() == {"queries": [], "left_out": 0}


def test_saving_listing_and_forgetting_stand_in_the_audit_log_and_without_it_nothing_is_done(
    desk, save, send, portal, monkeypatch
):
    number = save("ada", shared=True).json()["id"]
    names(desk, "ada")
    send("ada", f"/queries/{number}", b"", "DELETE")
    *_, saved, listed, forgotten = audit.search(portal, person="ada")
    assert (saved.operation, saved.dataset, saved.level) == ("alteration", "offences", "record")
    assert saved.detail["change"] == "query saved"
    assert (listed.operation, listed.detail) == ("consultation", {"saved queries": 1})
    assert forgotten.detail == {"change": "query forgotten", "id": number, "name": "Burglaries"}
    save("ada", "kept")

    def fail(*_, **__):
        from safestats_core.errors import SafeStatsError

        raise SafeStatsError("The audit log cannot be written.")

    kept = names(desk, "ada")
    with monkeypatch.context() as full:
        full.setattr(audit, "record", fail)
        assert save("ada", "another").status == 503
        assert desk.ask("ada", "/queries").status == 503
    assert names(desk, "ada") == kept


def test_the_doors_want_a_signed_in_person_before_anything_else(desk):
    for method, path in (("GET", "/queries"), ("POST", "/queries"), ("DELETE", "/queries/1"), ("POST", "/exports")):
        assert desk.send(path, "", [(b"host", b"portal.test")], method, b"nonsense").status == 401
