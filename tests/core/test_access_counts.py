"""Counts in a scope: categories, disclosure profiles, and what several grants at that level add up to."""

from __future__ import annotations

from datetime import datetime, timezone
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.access import COUNT_SCHEMA, Grant, Level, compile_scope
from safestats_core.disclosure import PROFILES, disclose
from safestats_core.errors import InvalidInput

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)


def to_ada(**narrowed):
    return Grant("person:ada", "offences", Level.COUNTS, **narrowed)


def scope_of(*grants, level=Level.COUNTS):
    return compile_scope(grants, frozenset({"person:ada"}), "offences", level, NOW)


def cells(**places):
    rows = [
        {"count_id": ward, "month": "2024-01", "ward": ward, "category": "burglary", "count": count}
        for ward, count in places.items()
    ]
    return pa.Table.from_pylist(rows, COUNT_SCHEMA)


TABLE = cells(W1=3, W2=8, W3=12, W4=None)


def shown(*grants, table=TABLE):
    limited = scope_of(*grants).limit(table)
    return dict(zip(limited["ward"].to_pylist(), limited["count"].to_pylist()))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("nhs_round5", {"W1": 5, "W2": 10, "W3": 10, "W4": None}),
        ("suppress5", {"W1": None, "W2": 8, "W3": 12, "W4": None}),
        ("threshold10", {"W1": None, "W2": None, "W3": 12, "W4": None}),
        ("none", {"W1": 3, "W2": 8, "W3": 12, "W4": None}),
    ],
)
def test_no_count_leaves_a_scope_but_under_its_profile(profile, expected):
    assert shown(to_ada(disclosure=profile)) == expected
    again = scope_of(to_ada(disclosure=profile))
    assert again.limit(again.limit(TABLE)).equals(again.limit(TABLE))


def test_counts_are_rounded_where_nothing_is_said():
    assert scope_of(to_ada()).disclosure == {"nhs_round5"}


def test_exact_counts_of_one_ward_beside_protected_ones_are_protected_too():
    one_exact = to_ada(areas=frozenset({"W2"}), disclosure="none")
    others = to_ada(areas=frozenset({"W1", "W3"}), disclosure="suppress5")
    assert shown(one_exact, others) == {"W1": None, "W2": 8, "W3": 12}
    assert scope_of(one_exact, others).disclosure == {"suppress5"}


def test_exact_counts_of_everything_are_not_rounded_because_of_a_narrower_grant():
    assert scope_of(to_ada(disclosure="none"), to_ada()).disclosure == frozenset()
    assert scope_of(to_ada(disclosure="none"), to_ada(to_month="2024-01")).disclosure == frozenset()
    assert scope_of(to_ada(disclosure="none", to_month="2024-01"), to_ada()).disclosure == {"nhs_round5"}


def test_numbers_under_several_profiles_tell_no_more_than_any_one_of_them():
    counts = np.arange(60)
    for size in range(1, len(PROFILES) + 1):
        for profiles in combinations(PROFILES, size):
            together = disclose(counts, *profiles).tolist()
            for profile in profiles:
                alone = disclose(counts, profile).tolist()
                told = {}
                for number in counts:
                    assert told.setdefault(alone[number], together[number]) == together[number], (profiles, number)


def test_another_profile_or_category_is_another_right():
    scopes = [
        *(scope_of(to_ada(disclosure=profile)) for profile in PROFILES),
        scope_of(to_ada(disclosure="suppress5"), to_ada(disclosure="threshold10")),
        scope_of(to_ada(categories=frozenset({"burglary"}))),
        scope_of(to_ada(categories=frozenset({"burglary", "drugs"}))),
        scope_of(to_ada(categories=frozenset())),
    ]
    assert len({scope.scope_hash for scope in scopes}) == len(scopes)


def test_a_grant_shows_the_rows_of_its_categories():
    assert shown(to_ada(categories=frozenset({"drugs"}))) == {}
    assert set(shown(to_ada(categories=frozenset({"drugs", "burglary"})))) == {"W1", "W2", "W3", "W4"}


def test_a_grant_names_categories_and_profiles_that_exist():
    with pytest.raises(InvalidInput, match="Unknown category 'murder'. Choose from: violence"):
        to_ada(categories=frozenset({"murder"}))
    with pytest.raises(InvalidInput, match="Unknown disclosure profile 'round3'"):
        to_ada(disclosure="round3")
    with pytest.raises(InvalidInput, match="is for counts"):
        Grant("person:ada", "offences", Level.RECORD, disclosure="none")
