"""The attacker asks: do totals, extents, versions, orders or sizes tell of rows that I may not see?

Rows out of scope come, change and go, in her dataset and in others, while she keeps every answer that she can get.
Nothing that she has may change by a byte, but the moment of the answer and values that are sealed anew each time.
"""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from safestats_core.portal.lifecycle.erasure import erase
from safestats_core.portal.schema import tables

HERS = {"nina": "offences.counts", "rita": "offences", "roy": "offences", "pat": "offences.points"}
SEALED = re.compile(rb"(cursor=|since=|\"next\": ?\"|\"cursor\": ?\")[A-Za-z0-9_-]+")
MOMENT = re.compile(rb"\"timeStamp\": ?\"[^\"]*\"")


def everything(desk, person):
    """Every answer about her collection: door -> what it says."""
    here = f"/collections/{HERS[person]}"
    doors = ["/collections", here, f"{here}/queryables", f"{here}/months", f"{here}/coverage", f"{here}/items"]
    doors += [f"{here}/items?f={form}" for form in ("arrow", "csv", "flatgeobuf")]
    doors += [f"{here}/items?limit=3", f"{here}/items?bbox=-0.2,51.4,0.2,51.5", f"{here}/items?area=W1,W2,B1"]
    doors += [f"{here}/items?month=2024-02", f"{here}/items?category=drugs", f"{here}/items?filter=ward<>'W9'"]
    return {door: plain(desk.ask(person, door)) for door in doors}


def plain(answer):
    assert answer.status == 200, answer.body
    return MOMENT.sub(b"", SEALED.sub(rb"\1", answer.body))


def test_not_one_byte_tells_of_rows_out_of_scope(fresh, more):
    portal, desk = fresh
    # W2 lies in the same borough, W3 beside it, and the suppliers, months and categories are the same and others.
    before = {person: everything(desk, person) for person in HERS}
    tokens = {
        person: desk.ask(person, f"/collections/{HERS[person]}/changes").json()["next"]
        for person in HERS
        if person != "nina"
    }
    more(portal, "W2", range(1000, 1060))
    more(portal, "W3", range(2000, 2030), supplier="Police of nowhere", category="violence")
    more(portal, "W4", range(3000, 3010), longitude=5.0, latitude=52.0, borough="B9", ward=None)
    more(portal, "W1", range(4000, 4400), dataset="secret")
    erase_one_of(portal, "W2")
    for person, held in before.items():
        assert everything(desk, person) == held, person
    for person, since in tokens.items():
        told = desk.ask(person, f"/collections/{HERS[person]}/changes", since=since).json()
        assert (told["features"], told["removed"], told["more"]) == ([], [], False)
        assert len(told["next"]) == len(since)


def erase_one_of(portal, ward):
    row = tables.incidents.c
    with portal.engine.connect() as connection:
        one = connection.scalar(
            select(row.incident_id).where(row.dataset == "offences", row.ward == ward, row.removed.is_(False)).limit(1)
        )
    erase(portal, "offences", [one], "a test")


@pytest.mark.parametrize("person", ["rita", "roy", "pat"])
def test_a_box_around_what_she_sees_is_no_place_of_an_incident(desk, person):
    described = desk.ask(person, f"/collections/{HERS[person]}").json()
    box = described["extent"].get("spatial", {}).get("bbox", [[]])[0]
    assert all(round(edge, 2) == edge for edge in box)
    if person == "rita":
        assert not box


def test_nothing_counts_what_matches(desk):
    for person, collection in HERS.items():
        page = desk.ask(person, f"/collections/{collection}/items", limit=2).json()
        assert "numberMatched" not in page
        assert page["numberReturned"] == len(page["features"]) == 2
