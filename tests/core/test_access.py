"""The permission rule: what grants add up to, and what a scope lets through."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestats_core.access import ALWAYS_VISIBLE, COUNT_SCHEMA, LEVEL_SCHEMAS, Grant, Level, Scope, compile_scope
from safestats_core.errors import InvalidInput
from safestats_core.incidents import INCIDENT_SCHEMA, empty_incidents

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
ADA = frozenset({"person:ada", "organisation:Council"})
MONTHS = ("2024-01", "2024-02", "2024-03")


def scope_of(*grants, level=Level.RECORD, subjects=ADA, now=NOW):
    return compile_scope(grants, subjects, "offences", level, now)


def to_ada(level=Level.RECORD, **narrowed):
    return Grant("person:ada", "offences", level, **narrowed)


def table_of(*rows):
    row = {
        "supplier": "Test Police",
        "category": "burglary",
        "start": NOW,
        "end": NOW,
        "time_precision": "exact",
        "month": "2024-01",
        "location_precision": "none",
    }
    filled = [{"incident_id": str(number), **row, **each} for number, each in enumerate(rows)]
    return pa.Table.from_pylist(filled, INCIDENT_SCHEMA)


def ids(scope, table):
    return scope.limit(table)["incident_id"].to_pylist()


def test_no_grant_shows_nothing():
    scope = scope_of()
    assert scope.is_empty
    assert scope.fields == ()
    assert scope.limit(table_of({}, {})).shape == (0, 0)


@pytest.mark.parametrize(
    "grant",
    [
        Grant("person:bob", "offences", Level.RECORD),
        Grant("organisation:ada", "offences", Level.RECORD),
        Grant("person:ada", "fires", Level.RECORD),
        to_ada(Level.POINT),
        to_ada(expires=NOW),
        to_ada(expires=NOW - timedelta(seconds=1)),
    ],
)
def test_a_grant_to_another_person_dataset_level_or_time_shows_nothing(grant):
    assert scope_of(grant).is_empty


def test_a_grant_holds_until_the_moment_it_expires():
    assert not scope_of(to_ada(expires=NOW + timedelta(seconds=1))).is_empty


def test_an_area_is_a_borough_or_a_ward_and_a_row_without_either_is_in_none():
    table = table_of({"borough": "B1", "ward": "W1"}, {"borough": "B2", "ward": "W3"}, {"lsoa": "B1"}, {})
    assert ids(scope_of(to_ada(areas=frozenset({"B1"}))), table) == ["0"]
    assert ids(scope_of(to_ada(areas=frozenset({"W3", "B1"}))), table) == ["0", "1"]
    assert ids(scope_of(to_ada(areas=frozenset())), table) == []
    assert ids(scope_of(to_ada()), table) == ["0", "1", "2", "3"]


def test_months_are_counted_with_both_ends():
    table = table_of(*({"month": month} for month in MONTHS))
    assert ids(scope_of(to_ada(from_month="2024-02")), table) == ["1", "2"]
    assert ids(scope_of(to_ada(to_month="2024-02")), table) == ["0", "1"]
    assert ids(scope_of(to_ada(from_month="2024-02", to_month="2024-02")), table) == ["1"]


def test_two_grants_show_what_either_shows_and_each_row_its_own_fields():
    words = to_ada(to_month="2024-01", fields=frozenset({"category"}))
    places = to_ada(areas=frozenset({"B1"}), fields=frozenset({"borough"}))
    table = table_of({"borough": "B1"}, {"borough": "B2"}, {"borough": "B1", "month": "2024-02"}, {"month": "2024-02"})

    shown = scope_of(words, places).limit(table)
    assert shown.to_pylist() == [
        {"incident_id": "0", "category": "burglary", "month": "2024-01", "borough": "B1"},
        {"incident_id": "1", "category": "burglary", "month": "2024-01", "borough": None},
        {"incident_id": "2", "category": None, "month": "2024-02", "borough": "B1"},
    ]


def test_a_field_that_some_rows_hide_may_be_null_in_the_schema():
    scope = scope_of(to_ada(to_month="2024-01"), to_ada(fields=frozenset({"start"})))
    assert scope.schema.field("category").nullable
    assert not scope.schema.field("start").nullable
    assert not scope.schema.field("incident_id").nullable
    assert scope.limit(empty_incidents()).schema == scope.schema


def test_the_counts_level_always_shows_what_makes_a_count():
    scope = scope_of(to_ada(Level.COUNTS, fields=frozenset()), level=Level.COUNTS)
    assert scope.schema == COUNT_SCHEMA


def test_a_mask_names_fields_that_exist():
    with pytest.raises(InvalidInput, match="no field 'name'. Choose from: incident_id"):
        to_ada(fields=frozenset({"name"}))
    with pytest.raises(InvalidInput, match="counts level has no field 'longitude'"):
        to_ada(Level.COUNTS, fields=frozenset({"longitude"}))


def test_equal_rights_have_equal_hashes_however_they_were_granted():
    first, second = to_ada(areas=frozenset({"B1", "W9"})), to_ada(from_month="2024-01")
    to_all = Grant("organisation:Council", "offences", Level.RECORD, areas=frozenset({"W9", "B1"}))
    assert scope_of(first, second).scope_hash == scope_of(second, to_all, first).scope_hash


def test_another_right_has_another_hash():
    every_field = frozenset(INCIDENT_SCHEMA.names)
    scopes = [
        Scope("offences", Level.RECORD),
        Scope("fires", Level.RECORD),
        Scope("offences", Level.POINT),
        scope_of(to_ada()),
        scope_of(to_ada(areas=frozenset())),
        scope_of(to_ada(areas=frozenset({"B1"}))),
        scope_of(to_ada(from_month="2024-01")),
        scope_of(to_ada(to_month="2024-01")),
        scope_of(to_ada(fields=every_field - {"outcome"})),
        scope_of(to_ada(areas=frozenset({"B1"})), to_ada(from_month="2024-01")),
    ]
    assert len({scope.scope_hash for scope in scopes}) == len(scopes)
    assert scope_of(to_ada(fields=every_field)).scope_hash == scope_of(to_ada()).scope_hash


def test_a_grant_for_each_ward_is_one_right_for_all_of_them_where_nothing_is_counted():
    wards = [frozenset({f"W{number}"}) for number in range(1_200)]
    together = frozenset().union(*wards)
    for level in (Level.RECORD, Level.POINT):
        scope = scope_of(*(to_ada(level, areas=ward) for ward in wards), level=level)
        assert scope == scope_of(to_ada(level, areas=together), level=level)
    other = to_ada(areas=frozenset({"B9"}), from_month="2024-02")
    assert len(scope_of(*(to_ada(areas=ward) for ward in wards), other).clauses) == 2
    assert len(scope_of(*(to_ada(Level.COUNTS, areas=ward) for ward in wards), level=Level.COUNTS).clauses) == 1_200


maybe_month = st.none() | st.sampled_from(MONTHS)
some_rows = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.sampled_from(MONTHS),
            "borough": st.sampled_from([None, "B1", "B2"]),
            "ward": st.sampled_from([None, "W1", "W2"]),
            "outcome": st.sampled_from([None, "Charged"]),
        }
    ),
    max_size=12,
)
some_grants = st.lists(
    st.builds(
        to_ada,
        areas=st.none() | st.sets(st.sampled_from(["B1", "B2", "W1", "W2"])).map(frozenset),
        from_month=maybe_month,
        to_month=maybe_month,
        fields=st.none() | st.sets(st.sampled_from(["outcome", "ward", "supplier"])).map(frozenset),
    ),
    max_size=3,
)


@given(some_rows, some_grants)
def test_limit_shows_a_value_exactly_where_a_grant_shows_it(rows, grants):
    table = table_of(*rows)
    shown = {row["incident_id"]: row for row in scope_of(*grants).limit(table).to_pylist()}
    for row in table.to_pylist():
        covering = [
            grant
            for grant in grants
            if (grant.areas is None or row["borough"] in grant.areas or row["ward"] in grant.areas)
            and (grant.from_month or "0") <= row["month"] <= (grant.to_month or "9")
        ]
        assert (row["incident_id"] in shown) == bool(covering)
        for name, value in shown.get(row["incident_id"], {}).items():
            is_shown = any(
                grant.fields is None or name in grant.fields | ALWAYS_VISIBLE[Level.RECORD] for grant in covering
            )
            assert value == (row[name] if is_shown else None)


def test_each_level_is_a_part_of_the_one_before():
    record, point = (set(LEVEL_SCHEMAS[level].names) for level in (Level.RECORD, Level.POINT))
    assert point < record
    assert not point & {"source_id", "location", "attributes", "lsoa", "outcome"}
    assert set(LEVEL_SCHEMAS[Level.COUNTS].names) == {"count_id", "month", "borough", "ward", "category", "count"}
