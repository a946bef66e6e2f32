"""The attacker asks: is there a dataset, a level, an item, a person, a delivery that I may not see?

Every door is tried for something that is there and out of scope, and for something that never was: the answers are
the same, byte for byte, whatever the method and the headers.
"""

from __future__ import annotations

import pytest

DOORS = (
    "",
    "/queryables",
    "/months",
    "/coverage",
    "/changes",
    "/changes?since=abc",
    "/items",
    "/items?f=arrow",
    "/items?f=csv",
    "/items?f=flatgeobuf",
    "/items?filter=outcome%3D%27Charged%27",
    "/items?crs=http://www.opengis.net/def/crs/EPSG/0/27700",
    "/items?bbox=0,0,1,1&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/27700",
    "/items?cursor=abc",
    "/items/1",
    "/items/MARKER-00001%2F02022024",
    "/terms",
    "/unknown",
)
SPELLINGS = ("{}", "{}.points", "{}.counts", "{}.record", "%2e{}", "{}%2f", "{}%00", "{}%20", "./{}", "{}/.")


def same(desk, person, path, method="GET"):
    there, nowhere = (desk.ask(person, f"/collections/{name}{path}", method) for name in ("secret", "nought"))
    assert there.status == nowhere.status, path
    assert there.body == nowhere.body, path
    assert there.headers == nowhere.headers, path
    return there


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_a_dataset_without_a_grant_answers_as_one_that_never_was(desk, method):
    for person in ("nina", "roy", "zoe", "program:patrol", None):
        for door in DOORS:
            answer = same(desk, person, door, method)
            assert answer.status in (400, 401, 404, 405), (door, answer.status)
            if method == "GET" and person and "/unknown" not in door:
                assert answer.status == 404, door


def test_no_spelling_of_a_name_opens_it(desk):
    for spelling in SPELLINGS:
        found = [desk.ask("nina", f"/collections/{spelling.format(name)}/items") for name in ("secret", "nought")]
        assert [each.status for each in found] in ([404, 404], [400, 400]), spelling
        assert found[0].body == found[1].body


def test_a_level_without_a_grant_is_not_there_either(desk):
    for person, level in (
        ("nina", ""),
        ("nina", ".points"),
        ("roy", ".counts"),
        ("pat", ""),
        ("program:patrol", ".counts"),
    ):
        held, nowhere = (desk.ask(person, f"/collections/{name}{level}/items") for name in ("offences", "nought"))
        assert (held.status, held.body) == (404, nowhere.body)


def test_an_item_out_of_scope_is_missing_in_the_same_words(desk):
    hidden = desk.ask("roy", "/collections/offences/items/MARKER-00001%2F02022024")
    missing = desk.ask("roy", "/collections/offences/items/99999%2F02022024")
    assert (hidden.status, hidden.body, hidden.headers) == (404, missing.body, missing.headers)
    for hidden_cell in ("2024-01:B2:W3:drugs", "2024-01:B1:W2:drugs"):
        hidden = desk.ask("nina", f"/collections/offences.counts/items/{hidden_cell}")
        missing = desk.ask("nina", "/collections/offences.counts/items/2024-01:B9:W9:drugs")
        assert (hidden.status, hidden.body) == (404, missing.body)


def test_a_program_is_given_what_a_person_of_the_same_grants_is_and_no_more(desk):
    for path in ("/collections", *(f"/collections/offences{door}" for door in DOORS if "cursor" not in door)):
        hers, its = desk.ask("roy", path), desk.ask("program:patrol", path)
        assert (hers.status, _rows(hers)) == (its.status, _rows(its)), path
        assert b"MARKER" not in its.body, path


def _rows(answer):
    """The body, but for the moment at which it was made and the seals in it."""
    if b"timeStamp" not in answer.body:
        return answer.body if answer.headers["content-type"].startswith(("application/json", "text/csv")) else None
    return [each["id"] for each in answer.json()["features"]]


def test_the_pages_of_administrators_and_delegates_are_not_there(desk):
    for path in ("/status", "/metrics", "/status/deliveries/1/refusals", "/status/deliveries/999/refusals"):
        answers = [desk.ask(person, path) for person in ("nina", "roy", "program:patrol")]
        assert answers[0].body == answers[1].body == answers[2].body
        assert answers[0].status != 200 or b"password" in answers[0].body
    assert desk.ask("nina", "/grants").status == 404
    held, nowhere = (desk.ask("nina", f"/grants/{number}", "DELETE") for number in (1, 999_999))
    assert (held.status, nowhere.status) == (404, 404)
    assert held.json()["description"].replace("1", "N") == nowhere.json()["description"].replace("999999", "N")


def test_feeds_and_receipts_are_for_suppliers_and_say_nothing_to_people(desk):
    for method, path in (("POST", "/feeds/{}"), ("GET", f"/feeds/{{}}/receipts/{'0' * 64}")):
        answers = [desk.ask("nina", path.format(name), method) for name in ("offences", "secret", "nought")]
        assert {each.status for each in answers} == {401}
        assert len({each.body for each in answers}) == 1


def test_the_description_of_the_api_and_the_areas_are_the_same_for_everybody(desk):
    assert desk.ask("nina", "/api").body == desk.ask(None, "/api").body == desk.ask("roy", "/api").body
    assert b"secret" not in desk.ask(None, "/api").body
    assert desk.ask("zoe", "/areas").body == desk.ask("roy", "/areas").body
    assert desk.ask("zoe", "/areas/ward").body == desk.ask("roy", "/areas/ward").body


def test_nothing_is_kept_by_a_cache_and_no_answer_depends_on_what_a_cache_holds(desk):
    path = "/collections/offences.counts/months"
    plain = desk.ask("nina", path)
    assert plain.headers["cache-control"] == "no-store"
    assert not {"etag", "last-modified"} & set(plain.headers)
    token = b"Bearer " + desk._token("nina")
    tricks = (
        (b"if-none-match", b"*"),
        (b"if-modified-since", b"Mon, 01 Jan 2035 00:00:00 GMT"),
        (b"range", b"bytes=0-9"),
    )
    for trick in (*tricks, (b"x-original-url", b"/collections/secret"), (b"x-http-method-override", b"PUT")):
        headers = [(b"host", b"portal.test"), (b"authorization", token), trick]
        answer = desk.send(path, "", headers, "GET")
        assert (answer.status, answer.body) == (200, plain.body), trick


def test_a_forwarded_name_or_another_host_is_no_way_in(desk):
    token = b"Bearer " + desk._token("nina")
    for trick in ((b"x-forwarded-user", b"roy"), (b"x-remote-user", b"roy"), (b"x-forwarded-host", b"elsewhere.test")):
        answer = desk.send("/me", "", [(b"host", b"portal.test"), (b"authorization", token), trick], "GET")
        assert answer.json()["username"] == "nina"
        assert desk.send("/me", "", [(b"host", b"portal.test"), trick], "GET").status == 401
    assert desk.send("/me", "", [(b"host", b"elsewhere.test"), (b"authorization", token)], "GET").status == 401
