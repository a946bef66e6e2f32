"""Nothing beyond a person's scope leaves: not as a row, a field, a number, an error or a header."""

from __future__ import annotations

import json
import math
from datetime import datetime, timedelta, timezone

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import ECKey

from safestats_core.access import Grant, Level
from safestats_core.portal.people import add_grant, get_person, person_scope, withdraw_grant

ITEMS = "/collections/offences/items"


def features(api, person, **query):
    return api(person, ITEMS, limit=10_000, **query).json()["features"]


def test_a_person_sees_her_area_and_no_row_of_another(api, incidents):
    north = [row["incident_id"] for row in incidents.to_pylist() if row["borough"] == "B-N"]
    found = features(api, "asha")
    assert sorted(each["id"] for each in found) == north
    assert {each["properties"]["borough"] for each in found} == {"B-N"}


def test_no_filter_reaches_beyond_the_area(api, incidents):
    outside = next(row for row in incidents.to_pylist() if row["borough"] == "B-S")
    assert features(api, "asha", area="B-S") == []
    assert features(api, "asha", area="W-SE,W-SW") == []
    assert features(api, "asha", bbox="-0.1,51.4,0.1,51.4999") == []
    hidden = api("asha", f"{ITEMS}/{outside['incident_id'].replace('/', '%2F')}")
    missing = api("asha", f"{ITEMS}/id%2Fthat-never-was")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()


def test_a_masked_field_is_empty_where_it_is_masked(api):
    for feature in features(api, "bola"):
        masked = feature["properties"]["month"] >= "2024-02"
        if masked:
            assert feature["geometry"] is None
            assert feature["properties"]["category"] is None
        else:
            assert feature["geometry"] is not None
            assert feature["properties"]["category"]


def test_a_filter_on_a_masked_field_matches_no_masked_row(api):
    for query in ({"category": "burglary"}, {"bbox": "-0.1,51.4,0.1,51.5"}):
        found = features(api, "bola", **query)
        assert {each["properties"]["month"] for each in found} == {"2024-01"}
    both = features(api, "bola", category="burglary,robbery,violence", month="2024-02")
    assert both == []


def test_the_description_counts_only_what_the_person_sees(api, incidents):
    rows = [row for row in incidents.to_pylist() if row["borough"] == "B-N"]
    described = api("asha", "/collections/offences").json()
    assert described["safestats"]["rows"] == len(rows)
    west, south, east, north = described["extent"]["spatial"]["bbox"][0]
    longitudes, latitudes = [[row[name] for row in rows] for name in ("longitude", "latitude")]
    # Out to whole hundredths of a degree: no side is a place of an incident.
    assert (west, east) == (math.floor(min(longitudes) * 100) / 100, math.ceil(max(longitudes) * 100) / 100)
    assert (south, north) == (math.floor(min(latitudes) * 100) / 100, math.ceil(max(latitudes) * 100) / 100)
    months = api("asha", "/collections/offences/months").json()["months"]
    assert sum(month["rows"] for month in months) == len(rows)


def test_only_collections_with_a_grant_are_listed(api):
    listed = {
        person: [each["id"] for each in api(person, "/collections").json()["collections"]]
        for person in ("asha", "cleo", "dina")
    }
    assert listed == {
        "asha": ["offences"],
        "cleo": ["offences", "offences.points", "offences.counts"],
        "dina": ["offences.points", "offences.counts"],
    }


@pytest.mark.parametrize("path", ["", "/items", "/items/x", "/queryables", "/months"])
def test_a_collection_out_of_scope_looks_like_one_that_does_not_exist(api, path):
    answers = [api("asha", f"/collections/{name}{path}") for name in ("offences.counts", "nothing.counts", "nothing")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert answers[0].content == answers[1].content == answers[2].content
    names = [sorted(set(answer.headers) - {"Date"}) for answer in answers]
    assert names[0] == names[1] == names[2]


def test_points_are_snapped_and_carry_no_supplier_field(api, incidents):
    true_places = {(row["longitude"], row["latitude"]) for row in incidents.to_pylist()}
    found = api("dina", "/collections/offences.points/items", limit=10_000).json()["features"]
    assert len(found) == incidents.num_rows
    for each in found:
        assert not {"location", "source_id", "outcome", "supplier"} & set(each["properties"])
        if each["geometry"]:
            assert tuple(each["geometry"]["coordinates"]) not in true_places
        assert each["properties"]["start"].endswith("T00:00:00Z")


def test_a_grant_added_or_withdrawn_takes_effect_at_the_next_request(portal, api):
    path = "/collections/offences.counts/items"
    assert api("asha", path).status_code == 404
    number = add_grant(portal, Grant("person:asha", "offences", Level.COUNTS, to_month="2024-02"))
    page = api("asha", path, limit=5).json()
    onward = next(link["href"] for link in page["links"] if link["rel"] == "next")
    more = add_grant(portal, Grant("person:asha", "offences", Level.COUNTS, from_month="2024-03"))
    assert api("asha", onward).status_code == 400  # the scope has changed: this page would not fit the first
    withdraw_grant(portal, more)
    assert api("asha", onward).status_code == 200
    withdraw_grant(portal, number)
    assert api("asha", onward).status_code == 404


def test_without_a_token_nothing_but_the_public_pages_answers(api):
    for path in ("/", "/conformance", "/api", "/health", "/oauth/jwks", "/.well-known/openid-configuration"):
        assert api(None, path).status_code == 200
    for path in ("/me", "/collections", "/collections/offences", ITEMS, "/areas", "/areas/ward", f"{ITEMS}/x"):
        answer = api(None, path)
        assert (answer.status_code, answer.json()["code"]) == (401, "SignInRequired")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


def _claims(url):
    now = datetime.now(timezone.utc)
    return {"iss": url, "aud": url, "sub": "cleo", "sid": "a session", "exp": int((now + timedelta(300)).timestamp())}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("at+jwt", {"exp": 1_700_000_000}),
        ("at+jwt", {"aud": "https://elsewhere.example"}),
        ("at+jwt", {"iss": "https://elsewhere.example"}),
        ("at+jwt", {"sub": "nobody"}),
        ("at+jwt", {"exp": None}),
        ("JWT", {}),
    ],
)
def test_a_token_that_is_old_or_not_for_this_portal_is_refused(portal, server, api, kind, changes):
    key = ECKey.import_key(json.loads((portal.folder / "signing-key.json").read_text()))

    def status(kind, claims):
        written = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode({"alg": "ES256", "typ": kind}, written, key, ["ES256"])
        return _with(server, f"Bearer {signed}")

    assert status("at+jwt", _claims(server.url)).status_code == 200
    answer = status(kind, {**_claims(server.url), **changes})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.filterwarnings("ignore:JWS algorithm")
def test_a_token_that_nobody_or_somebody_else_signed_is_refused(server):
    unsigned = {"alg": "none", "typ": "at+jwt"}, _claims(server.url), None, ["none"]
    by_another = {"alg": "ES256", "typ": "at+jwt"}, _claims(server.url), ECKey.generate_key("P-256"), ["ES256"]
    for forged in (unsigned, by_another):
        assert _with(server, f"Bearer {jwt.encode(*forged)}").status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "Bearer a b c", "\x7f", "Bearer é".encode()])
def test_a_malformed_authorization_header_is_refused(server, header):
    assert _with(server, header).status_code == 401


def _with(server, header):
    return requests.get(f"{server.url}/me", headers={"Authorization": header}, timeout=10)


def test_every_answer_forbids_storing_it(api):
    for person, path in (
        ("cleo", ITEMS),
        ("cleo", "/me"),
        ("cleo", "/collections"),
        ("asha", "/nowhere"),
        (None, "/me"),
    ):
        assert api(person, path).headers["Cache-Control"] == "no-store"
    assert api("cleo", ITEMS, f="arrow").headers["Cache-Control"] == "no-store"


def test_two_people_of_equal_rights_have_equal_scopes_and_others_differ(portal):
    now = datetime.now(timezone.utc)
    hashes = {
        name: person_scope(portal, get_person(portal, name), "offences", Level.RECORD, now).scope_hash
        for name in ("asha", "emil", "bola", "cleo")
    }
    assert hashes["asha"] == hashes["emil"]
    assert len(set(hashes.values())) == 3
