"""Terms of use stand before the first row, at every door; what is no row may be read first. And it says so itself."""

from __future__ import annotations

import json

import pytest

from safestats_core.access import Grant, Level
from safestats_core.portal import audit
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.rights.terms import set_terms

ROWS = ("/items", "/items?f=arrow", "/items?f=csv", "/items?f=flatgeobuf", "/items/x", "/months", "/changes")
NO_ROWS = ("", "/queryables", "/coverage", "/terms")


@pytest.fixture
def desk(portal, offences, desk_of):
    add_person(portal, "ada", "Ada Byron", "Council", "correct horse battery")
    add_grant(portal, Grant("person:ada", offences, Level.RECORD))
    set_terms(portal, offences, "Not for publication.")
    return desk_of(portal)


@pytest.fixture
def described(desk):
    return json.loads(desk.ask(None, "/api").body)


def refused_at(desk):
    return {door for door in (*ROWS, *NO_ROWS) if desk.ask("ada", f"/collections/offences{door}").status == 403}


@pytest.mark.parametrize("store", ["sqlite"])
def test_every_door_of_rows_is_shut_until_the_terms_are_accepted(desk, portal):
    assert refused_at(desk) == set(ROWS)
    headers = [(b"host", b"portal.test"), (b"authorization", b"Bearer " + desk._token("ada"))]
    body = json.dumps({"version": 1}).encode()
    headers.append((b"content-type", b"application/json"))
    assert desk.send("/collections/offences/terms", "", headers, "POST", body).status == 200
    assert refused_at(desk) == set()
    set_terms(portal, "offences", "Not for publication, nor for recruitment.")
    assert refused_at(desk) == set(ROWS)


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_refusal_is_the_one_that_the_description_of_the_api_promises(desk, described):
    answers = described["components"]["responses"]["NoRowsYet"]["content"]["application/json"]["schema"]["oneOf"]
    promised, not_admitted = answers
    paths = described["paths"]
    for door in ("/items", "/items/{featureId}", "/months", "/changes"):
        answers = paths[f"/collections/{{collectionId}}{door}"]["get"]["responses"]
        assert answers["403"] == {"$ref": "#/components/responses/NoRowsYet"}
    for door in ("", "/queryables", "/coverage"):
        answers = paths[f"/collections/{{collectionId}}{door}"]["get"]["responses"]
        assert answers["403"] == {"$ref": "#/components/responses/NotAdmitted"}  # of a person whom no group admits
    refusal = desk.ask("ada", "/collections/offences/items").json()
    assert set(promised["required"]) <= set(refusal)
    assert set(refusal) <= set(promised["properties"])
    assert refusal["code"] in promised["properties"]["code"]["enum"]
    assert refusal["code"] not in not_admitted["properties"]["code"]["enum"]
    (link,) = refusal["links"]
    assert link["rel"] in promised["properties"]["links"]["items"]["properties"]["rel"]["enum"]
    assert desk.ask("ada", link["href"]).json()["text"] == "Not for publication."


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_collection_leads_to_its_terms_and_its_licence(desk, portal):
    def links():
        found = desk.ask("ada", "/collections/offences").json()["links"]
        return {each["rel"]: each["href"] for each in found if each["rel"] in ("terms-of-service", "license")}

    assert desk.ask("ada", links()["terms-of-service"]).json()["version"] == 1
    set_terms(portal, "offences", None)
    assert links() == {}  # its licence is nothing that could be linked to


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_refusal_gives_no_row_and_leaves_no_entry_of_one(desk, portal):
    desk.ask("ada", "/collections/offences/items?f=csv")
    assert list(audit.search(portal, person="ada")) == []
