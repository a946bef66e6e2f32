"""Handing on: what contains what, and that nothing handed on is more than its source, over every kind of row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import product

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safestats_core.access import (
    COUNT_SCHEMA,
    LEVEL_SCHEMAS,
    Grant,
    HandedOn,
    Level,
    Scope,
    compile_scope,
)
from safestats_core.containment import contains
from safestats_core.disclosure import PROFILES, disclose
from safestats_core.incidents import INCIDENT_SCHEMA

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
MONTHS = ("2024-01", "2024-02", "2024-03")
CODES = ("A", "B", "C")
CATEGORIES = ("burglary", "robbery")


def every_row():
    """A row of each kind that a grant can tell from another, and of the kinds that no grant names."""
    places = [None, "elsewhere", *CODES]
    months = ["2023-12", *MONTHS, "2024-04"]
    kinds = product(places, places, months, [*CATEGORIES, "drugs"])
    for number, (borough, ward, month, category) in enumerate(kinds):
        yield {"borough": borough, "ward": ward, "month": month, "category": category, "count": number % 23}


RECORDS = pa.Table.from_pylist(
    [
        {
            "incident_id": str(number),
            "supplier": "Test Police",
            "start": NOW,
            "end": NOW,
            "time_precision": "exact",
            "location_precision": "none",
            "outcome": "Charged",
            "lsoa": "L1",
            **{name: value for name, value in row.items() if name != "count"},
        }
        for number, row in enumerate(every_row())
    ],
    INCIDENT_SCHEMA,
)
CELLS = pa.Table.from_pylist([{"count_id": str(n), **row} for n, row in enumerate(every_row())], COUNT_SCHEMA)
TABLES = {Level.RECORD: RECORDS, Level.COUNTS: CELLS}


def sets_of(values):
    return st.none() | st.frozensets(st.sampled_from(values), min_size=1, max_size=2)


def grants_to(subject, level):
    return st.builds(
        Grant,
        subject=st.just(subject),
        dataset=st.just("offences"),
        level=st.just(level),
        areas=sets_of(CODES),
        from_month=st.none() | st.sampled_from(MONTHS),
        to_month=st.none() | st.sampled_from(MONTHS),
        fields=st.none() | st.frozensets(st.sampled_from(["category", "outcome", "lsoa"]))
        if level == Level.RECORD
        else st.none(),
        categories=sets_of(CATEGORIES),
        disclosure=st.sampled_from(sorted(PROFILES)) if level == Level.COUNTS else st.just("nhs_round5"),
        expires=st.sampled_from([None, NOW, NOW + timedelta(1)]),
    )


def scope_of(subject, grants, level, handed_on=()):
    return compile_scope(grants, frozenset({subject}), "offences", level, NOW, handed_on)


@st.composite
def two_scopes(draw):
    level = draw(st.sampled_from(sorted(TABLES)))
    held = draw(st.lists(grants_to("organisation:Council", level), max_size=4))
    given_on = draw(st.lists(grants_to("person:ada", level), min_size=1, max_size=2))
    if draw(st.booleans()) and held:  # often a part of something held, which chance alone seldom makes
        part = draw(st.sampled_from(held))
        asked = given_on[0]
        given_on[0] = replace(
            asked,
            areas=part.areas if asked.areas is None else asked.areas,
            from_month=part.from_month or asked.from_month,
            to_month=part.to_month or asked.to_month,
            categories=part.categories or asked.categories,
            fields=part.fields,
            disclosure=part.disclosure,
        )
    return level, held, given_on


def is_part(narrow: Scope, wide: Scope, table: pa.Table) -> bool:
    """Whether no row, field or number of `narrow` is more than `wide` shows: row by row, value by value."""
    return all(
        known is not None
        and has_fields_of(row, known)
        and ("count" not in row or row["count"] == passed(known["count"], narrow.disclosure))
        for row, known in side_by_side(narrow, wide, table)
    )


def has_fields_of(row, known):
    return all(value in (None, known.get(name)) for name, value in row.items() if name != "count")


def side_by_side(narrow: Scope, wide: Scope, table: pa.Table):
    """Each row that `narrow` shows of the table, beside what `wide` shows of it: None where that is nothing."""
    key = LEVEL_SCHEMAS[narrow.level].names[0]
    known = {row[key]: row for row in wide.limit(table).to_pylist()}
    return [(row, known.get(row[key])) for row in narrow.limit(table).to_pylist()]


def passed(count, profiles):
    """What the profiles leave of a number that was told already."""
    return None if count is None else disclose(np.array([count]), *profiles).tolist()[0]


@settings(deadline=None, max_examples=150)
@given(two_scopes())
def test_what_is_contained_shows_a_part_of_any_table_and_what_is_not_shows_more_of_some(case):
    level, held, given_on = case
    wide, narrow = (
        scope_of(who, each, level) for who, each in (("organisation:Council", held), ("person:ada", given_on))
    )
    if contains(wide, narrow):
        assert is_part(narrow, wide, TABLES[level])
    elif level == Level.RECORD:
        # Exact: of the rows that there can be, some row or field is told that the wider scope hides.
        assert not is_part(narrow, wide, TABLES[level])
    else:
        shows = narrow.limit(CELLS).num_rows
        assert shows
        assert not is_part(narrow, wide, CELLS) or not wide.disclosure <= narrow.disclosure


ROUNDED, WITHHELD = (
    Grant("person:ada", "offences", Level.COUNTS, disclosure=profile) for profile in ("nhs_round5", "suppress5")
)


@settings(deadline=None, max_examples=150)
@given(two_scopes())
@example((Level.COUNTS, [replace(ROUNDED, subject="organisation:Council")], [ROUNDED, WITHHELD]))
def test_what_is_handed_on_is_a_part_of_its_source_whatever_was_asked_for(case):
    level, held, given_on = case
    wide = scope_of("organisation:Council", held, level)
    narrow = scope_of("person:ada", [], level, [HandedOn(grant, tuple(held)) for grant in given_on])
    assert is_part(narrow, wide, TABLES[level])
    assert contains(wide, narrow)
    asked = scope_of("person:ada", given_on, level)
    assert all(known and has_fields_of(row, known) for row, known in side_by_side(narrow, asked, TABLES[level]))
    assert every_number_passes_a_grant(narrow, asked, TABLES[level])
    if contains(wide, asked):  # then nothing was cut off, but for numbers of rows that more than one clause protects
        assert narrow.limit(TABLES[level]).num_rows == asked.limit(TABLES[level]).num_rows


def every_number_passes_a_grant(narrow, asked, table):
    """Whether each row that is shown lies in a grant that was asked for, all of whose profiles its number passes.

    Of one grant, not of all: under two profiles of equal rank numbers pass both, and where the source has one of the
    two by itself, the grant under the other says nothing that the first one does not.
    """
    fitting = [clause.matches(table) for clause in asked.clauses if clause.disclosure <= narrow.disclosure]
    allowed = np.logical_or.reduce([*fitting, np.zeros(table.num_rows, dtype=bool)])
    key = LEVEL_SCHEMAS[narrow.level].names[0]
    keys = set(table.filter(pa.array(allowed))[key].to_pylist())
    return all(row[key] in keys for row in narrow.limit(table).to_pylist())


def council(level=Level.RECORD, **narrowed):
    return Grant("organisation:Council", "offences", level, **narrowed)


def to_ada(level=Level.RECORD, **narrowed):
    return Grant("person:ada", "offences", level, **narrowed)


def is_within(held, given_on, level=Level.RECORD, lies_in=None):
    return contains(scope_of("organisation:Council", held, level), scope_of("person:ada", [given_on], level), lies_in)


@pytest.mark.parametrize(
    ("held", "given_on", "expected"),
    [
        ([], {}, False),
        ([{}], {}, True),
        ([{}], {"areas": frozenset("A")}, True),
        ([{"areas": frozenset("A")}], {}, False),
        ([{"areas": frozenset("A")}, {"areas": frozenset("B")}], {"areas": frozenset("AB")}, True),
        ([{"areas": frozenset("A")}], {"areas": frozenset("AB")}, False),
        ([{"to_month": "2023-12"}, {"from_month": "2024-01"}], {}, True),
        ([{"to_month": "2023-11"}, {"from_month": "2024-01"}], {}, False),
        ([{"from_month": "2024-01"}], {"to_month": "2024-02"}, False),
        ([{"from_month": "2024-01"}], {"from_month": "2024-01", "to_month": "2024-02"}, True),
        ([{"categories": frozenset({"burglary"})}], {}, False),
        ([{"categories": frozenset({"burglary", "drugs"})}], {"categories": frozenset({"drugs"})}, True),
        ([{"fields": frozenset({"outcome"})}], {}, False),
        ([{"fields": frozenset({"outcome"})}, {"fields": frozenset({"lsoa"})}], {"fields": frozenset({"lsoa"})}, True),
        ([{"expires": NOW}], {}, False),
    ],
)
def test_an_organisation_hands_on_what_its_grants_together_hold(held, given_on, expected):
    assert is_within([council(**each) for each in held], to_ada(**given_on)) is expected


@pytest.mark.parametrize(
    ("held", "given_on", "expected"),
    [
        ("none", "none", True),
        ("none", "suppress5", True),
        ("nhs_round5", "nhs_round5", True),
        ("nhs_round5", "none", False),
        ("suppress5", "threshold10", False),
        ("threshold10", "suppress5", False),
        ("nhs_round5", "threshold10", False),
    ],
)
def test_numbers_are_handed_on_under_the_same_profile_or_out_of_exact_ones(held, given_on, expected):
    assert is_within(
        [council(Level.COUNTS, disclosure=held)], to_ada(Level.COUNTS, disclosure=given_on), Level.COUNTS
    ) is (expected)


def test_a_ward_is_a_part_of_its_borough_where_that_is_known_and_only_there():
    in_ward = to_ada(areas=frozenset({"W1"}))
    assert not is_within([council(areas=frozenset({"B1"}))], in_ward)
    assert is_within([council(areas=frozenset({"B1"}))], in_ward, lies_in={"W1": frozenset({"B1"})})
    assert not is_within([council(areas=frozenset({"B1"}))], in_ward, lies_in={"W1": frozenset({"B2"})})


def test_a_row_of_a_handed_on_ward_that_is_stamped_with_another_borough_is_not_shown():
    handed_on = [HandedOn(to_ada(areas=frozenset({"A"})), (council(areas=frozenset({"B"})),))]
    shown = scope_of("person:ada", [], Level.RECORD, handed_on).limit(RECORDS)
    assert {(row["borough"], row["ward"]) for row in shown.to_pylist()} == {("A", "B"), ("B", "A")}


def test_another_dataset_or_level_is_not_contained():
    wide = scope_of("organisation:Council", [council()], Level.RECORD)
    assert not contains(wide, Scope("fires", Level.RECORD, wide.clauses))
    assert not contains(wide, Scope("offences", Level.POINT, wide.clauses))


def test_what_was_handed_on_ends_when_its_source_ends_or_shrinks():
    given_on = to_ada(areas=frozenset({"A", "B"}))

    def hash_with(*source):
        return scope_of("person:ada", [], Level.RECORD, [HandedOn(given_on, source)]).scope_hash

    assert scope_of("person:ada", [], Level.RECORD, [HandedOn(given_on, ())]).is_empty
    hashes = [
        hash_with(),
        hash_with(council()),
        hash_with(council(areas=frozenset({"A"}))),
        hash_with(council(to_month="2024-01")),
        hash_with(council(categories=frozenset({"drugs"}))),
    ]
    assert len(set(hashes)) == len(hashes)
    assert hash_with(council(expires=NOW)) == hash_with()


@pytest.mark.parametrize(
    ("level", "mine", "narrowing"),
    [
        (Level.RECORD, {}, {"fields": frozenset({"month"})}),
        (Level.RECORD, {"areas": frozenset({"A", "B"})}, {"areas": frozenset({"A"}), "expires": NOW + timedelta(1)}),
        (Level.COUNTS, {"disclosure": "nhs_round5"}, {"disclosure": "suppress5"}),
        (Level.COUNTS, {"disclosure": "nhs_round5"}, {"disclosure": "threshold10", "areas": frozenset({"A"})}),
    ],
)
def test_a_delegate_takes_nothing_away_from_who_holds_it_already(level, mine, narrowing):
    """Else the delegate of one organisation could round the numbers of another, and have its copies fetched anew."""
    held = [to_ada(level, **mine)]
    source = (council(level, disclosure=narrowing.get("disclosure", "nhs_round5")),)
    before = scope_of("person:ada", held, level)
    assert scope_of("person:ada", held, level, [HandedOn(to_ada(level, **narrowing), source)]) == before


@pytest.mark.parametrize(
    ("level", "mine", "narrowing"),
    [
        (Level.RECORD, {}, {"fields": frozenset({"month"})}),
        (Level.COUNTS, {"disclosure": "none"}, {"disclosure": "nhs_round5"}),
    ],
)
def test_nor_from_who_holds_it_by_several_grants(level, mine, narrowing):
    held = [to_ada(level, areas=frozenset({ward}), **mine) for ward in "ABC"]
    source = (council(level, disclosure=narrowing.get("disclosure", "nhs_round5")),)
    given_on = HandedOn(to_ada(level, areas=frozenset("AB"), **narrowing), source)
    assert scope_of("person:ada", held, level, [given_on]) == scope_of("person:ada", held, level)


def test_wards_handed_on_one_by_one_out_of_wards_make_few_clauses():
    wards = [frozenset({f"W{number:02}"}) for number in range(40)]
    source = tuple(council(areas=ward) for ward in wards)
    scope = scope_of("person:ada", [], Level.RECORD, [HandedOn(to_ada(areas=ward), source) for ward in wards])
    assert len(scope.clauses) <= len(wards)
    for ward in wards:
        assert any(clause.covers(ward, "2024-01", "drugs") for clause in scope.clauses)
    assert not any(clause.covers(frozenset({"W41"}), "2024-01", "drugs") for clause in scope.clauses)


def test_exact_numbers_that_are_handed_on_beside_rounded_ones_still_count():
    held = [to_ada(Level.COUNTS, areas=frozenset({"A"}))]
    exact = HandedOn(to_ada(Level.COUNTS, disclosure="none"), (council(Level.COUNTS, disclosure="none"),))
    assert scope_of("person:ada", held, Level.COUNTS, [exact]).disclosure == frozenset()
