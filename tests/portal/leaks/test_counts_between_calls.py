"""The attacker asks: what do two answers about counts give away together?

Between dates of publication, between filters, between profiles, before and after a change of grants. That a cell is
the same number however it is asked for, and that known sums leave withheld cells open, is in rights/test_differencing.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.disclosure import PROFILES
from safestats_core.portal.people import add_grant, list_grants, withdraw_grant

ITEMS = "/collections/offences.counts/items"
PROTECTING = [name for name in PROFILES if name != "none"]


def cells(desk, person="nina", **query):
    answer = desk.ask(person, ITEMS, limit=1000, **query)
    assert answer.status == 200, answer.body
    return {each["id"]: each["properties"]["count"] for each in answer.json()["features"]}


def this_month():
    now = datetime.now(timezone.utc)
    return {"month": f"{now:%Y-%m}", "start": now, "end": now + timedelta(minutes=1)}


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize("profile", PROTECTING)
def test_a_month_that_still_fills_up_is_not_counted(fresh, more, profile):
    """Asking after every delivery would else show the first incident of a cell, and the eighth, as it comes."""
    portal, desk = fresh
    (number,) = [number for number, grant in list_grants(portal) if grant.subject == "person:nina"]
    withdraw_grant(portal, number)
    add_grant(portal, Grant("person:nina", "offences", Level.COUNTS, frozenset({"W1"}), disclosure=profile))
    before = cells(desk)
    months = desk.ask("nina", "/collections/offences.counts/months").json()
    for sent in range(1, 10):
        more(portal, "W1", range(5000 + sent, 5001 + sent), **this_month())
        assert cells(desk) == before
        assert desk.ask("nina", "/collections/offences.counts/months").json() == months
    described = desk.ask("nina", "/collections/offences.counts").json()
    assert described["safestats"]["months"][1] < this_month()["month"]
    item = f"{this_month()['month']}:B1:W1:{'drugs'}"
    assert desk.ask("nina", f"{ITEMS}/{item}").status == 404


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2024-03-01T11:59:00+00:00", "2024-01"),  # it is still February in the west
        ("2024-03-02T00:00:00+00:00", "2024-02"),
        ("2024-03-02T08:00:00+09:00", "2024-01"),
        ("2024-01-15T00:00:00+00:00", "2023-12"),
    ],
)
def test_a_month_has_ended_when_it_has_ended_everywhere(now, last):
    grant, me = Grant("person:nina", "offences", Level.COUNTS), frozenset({"person:nina"})
    scope = compile_scope([grant], me, "offences", Level.COUNTS, datetime.fromisoformat(now))
    assert scope.last_month == last
    later = compile_scope([grant], me, "offences", Level.COUNTS, datetime(2030, 1, 1, tzinfo=timezone.utc))
    assert scope.scope_hash == later.scope_hash  # time alone changes no right: nobody has to fetch all anew


@pytest.mark.parametrize("store", ["sqlite"])
def test_whoever_may_see_exact_counts_sees_the_month_that_fills_up_too(fresh, more):
    portal, desk = fresh
    add_grant(portal, Grant("person:zoe", "offences", Level.COUNTS, disclosure="none"))
    more(portal, "W1", range(5000, 5003), category="drugs", **this_month())
    assert cells(desk, "zoe")[f"{this_month()['month']}:B1:W1:drugs"] == 3


@pytest.mark.parametrize("store", ["sqlite"])
def test_one_row_more_shows_only_where_the_rounded_number_changes(fresh, more):
    portal, desk = fresh
    cell, told = "2024-01:B1:W1:violence", []
    for sent in range(1, 14):
        row = {"month": "2024-01", "start": datetime(2024, 1, 5, tzinfo=timezone.utc), "category": "violence"}
        more(portal, "W1", range(6000 + sent, 6001 + sent), end=row["start"], **row)
        told.append((cells(desk)[cell], desk.ask("nina", "/collections/offences.counts/months").body))
    assert [number for number, _ in told] == [5] * 7 + [10] * 5 + [15]
    # The version of a month is no finer than its numbers.
    assert len({body for _, body in told}) == 3


def test_a_question_to_the_number_behind_the_number_is_refused(desk):
    for asked in ("count = 3", "count > 4", "count IS NULL", "NOT (count < 8)", "category = 'drugs' AND count >= 8"):
        assert desk.ask("nina", ITEMS, filter=asked).status == 400
    assert "count" not in desk.ask("nina", "/collections/offences.counts/queryables").json()["properties"]


def test_no_filter_makes_a_cell_of_other_rows(desk):
    """A moment, a box or a shape chooses whole cells: the part of a month or of a ward is never counted by itself."""
    whole = cells(desk)
    for query in (
        {"datetime": "2024-01-10T00:00:00Z/2024-01-10T01:00:00Z"},
        {"bbox": "-0.1501,51.45,-0.15,51.4501"},
        {"filter": "S_INTERSECTS(geometry, POINT(-0.15 51.45))"},
        {"filter": "S_INTERSECTS(geometry, POLYGON((-0.15 51.45,-0.14 51.45,-0.14 51.46,-0.15 51.45)))"},
        {"filter": "category = 'drugs' AND month = '2024-02'"},
    ):
        part = cells(desk, **query)
        assert part
        assert part.items() <= whole.items()


def test_there_is_no_total_of_boroughs_or_of_everything_beside_the_wards(desk):
    assert {identity.split(":")[2] for identity in cells(desk)} == {"W1"}
    assert desk.ask("nina", "/collections/offences.counts/changes").status == 400


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_grant_that_comes_and_goes_leaves_the_same_numbers(fresh):
    """Exact counts of the neighbours, for a while, would give away her own ward where sums are known."""
    portal, desk = fresh
    before = cells(desk)
    for profile, areas in (("none", {"W2"}), ("suppress5", {"W1", "W2"}), ("threshold10", {"W1"})):
        grant = Grant("person:nina", "offences", Level.COUNTS, frozenset(areas), disclosure=profile)
        number = add_grant(portal, grant)
        meanwhile = cells(desk)
        # Of no cell does she learn more than one of the profiles lets her.
        assert all(meanwhile[cell] in (before[cell], None) for cell in before)
        assert all(value is None or value % 5 == 0 for value in meanwhile.values())
        withdraw_grant(portal, number)
        assert cells(desk) == before
