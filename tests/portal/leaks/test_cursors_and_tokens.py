"""The attacker asks: what is in a cursor or a change token, and whose else could I use, or make one?"""

from __future__ import annotations

import base64
import json

from safestats_core.access import Grant, Level
from safestats_core.portal.identity.sealed_values import seal
from safestats_core.portal.people import add_grant, list_grants, withdraw_grant


def cursor_of(desk, person, collection, **query):
    links = desk.ask(person, f"/collections/{collection}/items", **query).json()["links"]
    onward = next(each["href"] for each in links if each["rel"] == "next")
    return onward.partition("cursor=")[2].partition("&")[0]


def status(desk, person, collection, **query):
    return desk.ask(person, f"/collections/{collection}/items", **query).status


def test_a_cursor_serves_the_person_the_question_and_the_collection_that_it_was_made_for(desk):
    cursor = cursor_of(desk, "roy", "offences", limit=3)
    assert status(desk, "roy", "offences", limit=5, cursor=cursor) == 200
    assert status(desk, "rita", "offences", limit=3, cursor=cursor) == 400
    assert status(desk, "pat", "offences.points", limit=3, cursor=cursor) == 400
    assert status(desk, "nina", "offences.counts", limit=3, cursor=cursor) == 400
    assert status(desk, "roy", "offences", limit=3, month="2024-01", cursor=cursor) == 400


def test_a_cursor_that_was_changed_anywhere_is_refused(desk):
    cursor = cursor_of(desk, "nina", "offences.counts", limit=2)
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for place in range(len(raw)):
        changed = bytes(byte ^ (1 if at == place else 0) for at, byte in enumerate(raw))
        text = base64.urlsafe_b64encode(changed).decode().rstrip("=")
        assert status(desk, "nina", "offences.counts", limit=2, cursor=text) == 400
    for text in ("", "0", "1", "seq>0", base64.b64encode(b"17").decode(), cursor[:-4], cursor + cursor, "é"):
        assert status(desk, "nina", "offences.counts", limit=2, cursor=text) == 400


def test_neither_what_it_holds_nor_how_long_that_is_can_be_read(world, desk):
    """Sequence numbers run over the rows of everybody: their digits would tell how many there are."""
    cursors = [cursor_of(desk, "nina", "offences.counts", limit=2) for _ in range(4)]
    sealed = [base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)) for cursor in cursors]
    # Any three digits may stand in one of them by chance, as in all bytes that look random; not the same in each.
    assert not any(all(str(number).encode() in raw for raw in sealed) for number in range(800, 1000))
    assert len(set(cursors)) == len(cursors)
    assert len({len(seal(world, number, "cursor")) for number in (1, 99, 12_345, 123_456_789)}) == 1
    assert len({len(seal(world, [number, "a" * 32], "changes")) for number in (1, 99, 12_345, 123_456_789)}) == 1


def test_a_change_token_serves_one_collection_under_one_scope(fresh, more):
    portal, desk = fresh

    def since(person, collection, token):
        answer = desk.ask(person, f"/collections/{collection}/changes", since=token)
        return answer.status, answer.json()

    tokens = {
        person: desk.ask(person, f"/collections/{collection}/changes").json()["next"]
        for person, collection in (("roy", "offences"), ("pat", "offences.points"))
    }
    assert since("rita", "offences", tokens["roy"])[0] == 410
    assert since("pat", "offences.points", tokens["roy"])[0] == 400
    assert since("roy", "offences", tokens["pat"])[0] == 400
    assert since("nina", "offences.counts", tokens["roy"])[0] == 400
    # While the grant is wider she gets a token; when it is narrow again, that tells her nothing.
    wider = add_grant(portal, Grant("person:roy", "offences", Level.RECORD, frozenset({"W2"})))
    assert since("roy", "offences", tokens["roy"])[0] == 410
    wide = desk.ask("roy", "/collections/offences/changes").json()["next"]
    withdraw_grant(portal, wider)
    more(portal, "W2", range(1000, 1020))
    answered, body = since("roy", "offences", wide)
    assert answered == 410
    assert "MARKER" not in json.dumps(body)
    assert since("roy", "offences", tokens["roy"])[1]["features"] == []


def test_a_cursor_ends_with_the_grant(fresh):
    portal, desk = fresh
    cursor = cursor_of(desk, "nina", "offences.counts", limit=2)
    (number,) = [number for number, grant in list_grants(portal) if grant.subject == "person:nina"]
    assert status(desk, "nina", "offences.counts", limit=2, cursor=cursor) == 200
    withdraw_grant(portal, number)
    assert status(desk, "nina", "offences.counts", limit=2, cursor=cursor) == 404
