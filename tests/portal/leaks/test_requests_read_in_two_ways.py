"""The attacker asks: can I be one person to a web server in front, and another to the portal? Two requests in one?"""

from __future__ import annotations

import pytest

HOST = (b"host", b"portal.test")


def bearer(desk, person):
    return b"authorization", b"Bearer " + desk._token(person)


def test_two_people_in_one_request_are_nobody_in_whatever_order(desk):
    both = [bearer(desk, "zoe"), bearer(desk, "roy")]
    answers = [desk.send("/me", "", [HOST, *order], "GET") for order in (both, both[::-1], [both[0]] * 2)]
    assert {answer.status for answer in answers} == {400}
    assert len({answer.body for answer in answers}) == 1
    assert desk.send("/me", "", [HOST, both[1]], "GET").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"2"), (b"transfer-encoding", b"chunked")],
        [(b"content-length", b"2"), (b"content-length", b"2")],
        [(b"content-type", b"application/json"), (b"content-type", b"text/csv")],
        [(b"host", b"portal.test")],
    ],
    ids=str,
)
def test_a_body_that_ends_in_two_places_is_not_read_and_nothing_after_it_is(desk, headers):
    answer = desk.send("/queries", "", [HOST, bearer(desk, "roy"), *headers], "POST", b"{}")
    assert (answer.status, answer.headers["connection"]) == (400, "close")


@pytest.mark.parametrize(
    "host", [b"a b", b"evil.example/x", b"<script>", b"\xe9vil", b"user@portal.test", b"a:1:2", b"[::1"]
)
def test_no_document_names_an_address_that_is_none(desk, host):
    answer = desk.send("/.well-known/openid-configuration", "", [(b"host", host)], "GET")
    assert answer.status == 400
    assert host not in answer.body


@pytest.mark.parametrize("host", [b"portal.test", b"portal.test:8642", b"127.0.0.1:1", b"[::1]:8642", b"[2001:db8::1]"])
def test_the_names_that_computers_have_are_good(desk, host):
    assert desk.send("/.well-known/openid-configuration", "", [(b"host", host)], "GET").status == 200


def test_no_refusal_is_longer_than_a_page_however_much_was_asked(desk):
    answer = desk.ask("roy", "/collections/offences/items", f="x" * 60_000)
    assert answer.status == 400
    assert len(answer.body) < 3_000


@pytest.mark.parametrize("path", ["/queries", "/exports", "/collections/offences/terms"])
@pytest.mark.parametrize("body", [b'{"\\ud800": 1}', b'{"name": "\\udfff"}', b'{"\xed\xa0\x80": 1}'])
def test_half_a_character_is_refused_in_words(desk, path, body):
    answer = desk.send(path, "", [HOST, bearer(desk, "roy")], "POST", body)
    assert answer.status == 400
    assert "half a character" in answer.json()["description"]
