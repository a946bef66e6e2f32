"""The attacker asks: what stands in the fields that my grant hides?

rita sees category, times and areas of the records of one ward; roy sees the same records whole, and tells what is true.
"""

from __future__ import annotations

import hashlib
import json
from itertools import product

import pytest

from .conftest import MASKED

ITEMS = "/collections/offences/items"
HIDDEN = ("outcome", "source_id", "source_category", "location", "supplier", "longitude", "latitude", "geometry")


def seen(desk, person, **query):
    answer = desk.ask(person, ITEMS, limit=10_000, **query)
    assert answer.status == 200, answer.body
    return answer.json()["features"]


@pytest.mark.parametrize("field", HIDDEN)
def test_a_filter_on_a_hidden_field_is_one_on_a_field_that_never_was(desk, field):
    def refused(name, form):
        words = form.replace("FIELD", name)
        language = "cql2-json" if words.startswith("{") else "cql2-text"
        answer = desk.ask("rita", ITEMS, **{"filter": words, "filter-lang": language})
        return answer.status, answer.json()["description"].replace(name, "FIELD")

    forms = ["FIELD = 'Charged'", "FIELD <> 'Charged'", "FIELD IS NULL", "NOT (FIELD IS NULL)", "FIELD LIKE '%a%'"]
    forms += ["category = 'drugs' OR FIELD = 'Charged'", "FIELD IN ('Charged')", "FIELD = category"]
    forms += [json.dumps({"op": "=", "args": [{"property": "FIELD"}, "Charged"]})]
    for form in forms:
        assert refused(field, form) == refused("nought", form), form
        assert refused(field, form)[0] == 400


def test_a_place_that_is_hidden_answers_to_no_box(desk):
    assert seen(desk, "rita", bbox="-180,-90,180,90") == []


def test_there_is_no_order_to_ask_for(desk):
    for name in ("sortby", "sort", "order", "orderby"):
        assert desk.ask("rita", ITEMS, **{name: "outcome"}).status == 400


def test_no_form_of_the_answer_has_a_hidden_field(desk):
    for form in ("json", "arrow", "csv", "flatgeobuf"):
        body = desk.ask("rita", ITEMS, f=form).body
        for word in (b"outcome", b"No suspect", b"CAD ", b"Known Street", b"their words", b"Test Police"):
            assert word not in body, (form, word)
    assert {name for each in seen(desk, "rita") for name in each["properties"]} == MASKED | {"incident_id", "month"}
    assert {each["geometry"] for each in seen(desk, "rita")} == {None}


def test_the_id_of_a_record_is_not_the_supplier_s_key_where_fields_are_hidden(desk):
    own = {each["id"] for each in seen(desk, "roy")}
    hers = {each["id"] for each in seen(desk, "rita")}
    assert len(hers) == len(own)
    assert not hers & own
    # Such a key may hold the day, the station, the number of the call: 00012/13012024.
    assert not any("/" in each for each in hers)
    for each in sorted(own)[:3]:
        quoted = each.replace("/", "%2F")
        assert desk.ask("roy", f"{ITEMS}/{quoted}").status == 200
        assert desk.ask("rita", f"{ITEMS}/{quoted}").status == 404
        assert seen(desk, "rita", filter=f"incident_id = '{each}'") == []


def test_guesses_at_a_hidden_field_cannot_be_tried_against_an_id(desk):
    """Without a key an id is a digest of the row: whoever knows how it is made could try every outcome and street."""
    known = {each["id"]: each["properties"] for each in seen(desk, "roy")}
    hers = {each["id"] for each in seen(desk, "rita")}
    tried = set()
    for own, row in known.items():
        texts = (own, "offences\0" + own, "\x1f".join(str(value) for value in row.values()))
        for text, size, make in product(texts, (16, 32), (hashlib.blake2b, hashlib.blake2s)):
            tried.add(make(text.encode(), digest_size=size).hexdigest())
        tried |= {hashlib.sha256(text.encode()).hexdigest() for text in texts}
    assert not tried & hers


def test_a_keyed_id_stays_the_same_between_calls_and_forms(desk):
    hers = [each["id"] for each in seen(desk, "rita")]
    assert hers == [each["id"] for each in seen(desk, "rita")]
    lines = desk.ask("rita", ITEMS, f="csv").body.decode().splitlines()[1:]
    assert sorted(hers) == sorted(line.split(",")[0].strip('"') for line in lines)
    assert desk.ask("rita", f"{ITEMS}/{hers[0]}").json()["id"] == hers[0]
