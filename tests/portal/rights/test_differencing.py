"""An hour with counts only: asking in other ways, at other times and under other grants tells nothing new."""

from __future__ import annotations

from datetime import datetime, timezone
from itertools import product

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.disclosure import PROFILES
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.datasets import declare_dataset

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
MONTHS = ("2024-01", "2024-02")
BOROUGHS = {"B1": ("W1", "W2", "W3", "W4"), "B2": ("W5", "W6", "W7")}
CATEGORIES = ("burglary", "drugs", "robbery", "violence")
PROFILED = [name for name in PROFILES if name != "none"]


def cell_sizes():
    rng = np.random.default_rng(11)
    wards = [(borough, ward) for borough, names in BOROUGHS.items() for ward in names]
    return {
        (month, *ward, category): int(
            rng.choice([0, 1, 2, 4, 7, 9, 12, 30], p=[0.1, 0.05, 0.05, 0.1, 0.2, 0.2, 0.2, 0.1])
        )
        for month, ward, category in product(MONTHS, wards, CATEGORIES)
    }


SIZES = cell_sizes()


@pytest.fixture
def counted(portal, profile, put):
    declare_dataset(portal, profile())
    rows = [
        {
            "incident_id": f"{month} {ward} {category} {number}",
            "supplier": "Test Police",
            "category": category,
            "start": datetime(2024, int(month[5:]), 2, tzinfo=timezone.utc),
            "end": datetime(2024, int(month[5:]), 2, tzinfo=timezone.utc),
            "time_precision": "exact",
            "month": month,
            "location_precision": "none",
            "borough": borough,
            "ward": ward,
        }
        for (month, borough, ward, category), size in SIZES.items()
        for number in range(size)
    ]
    put(portal, "offences", pa.Table.from_pylist(rows, INCIDENT_SCHEMA))
    return portal


def scope_of(profile, **narrowed):
    grant = Grant("person:ada", "offences", Level.COUNTS, disclosure=profile, **narrowed)
    return compile_scope([grant], frozenset({"person:ada"}), "offences", Level.COUNTS, NOW)


def told(portal, scope, limit=1000, **asked):
    found, after = {}, None
    while True:
        page = answers.page(portal, scope, RowFilter(**asked), after, limit)
        found.update(zip(page.table["count_id"].to_pylist(), page.table["count"].to_pylist()))
        if page.next_after is None:
            return found
        after = page.next_after


@pytest.mark.parametrize("profile_name", PROFILED)
def test_a_cell_is_the_same_number_however_it_is_asked_for(counted, profile_name):
    scope = scope_of(profile_name)
    whole = told(counted, scope)
    assert len(whole) == sum(size > 0 for size in SIZES.values())
    ways = [
        {"month": "2024-01"},
        {"from_month": "2024-02"},
        {"categories": ("drugs",)},
        {"categories": ("drugs", "robbery"), "area_codes": ("W2", "B2")},
        *({"area_codes": (ward,)} for wards in BOROUGHS.values() for ward in wards),
    ]
    for asked in ways:
        found = told(counted, scope, **asked)
        assert found
        assert found == {cell: whole[cell] for cell in found}
    assert told(counted, scope, limit=3) == whole
    for batch in answers.batches(counted, scope, RowFilter()):
        assert dict(zip(batch["count_id"].to_pylist(), batch["count"].to_pylist())) == whole
    for cell, count in whole.items():
        assert answers.incident(counted, scope, cell)["count"].to_pylist() == [count]


@pytest.mark.parametrize("profile_name", PROFILED)
def test_a_cell_is_the_same_number_under_every_grant_of_the_profile(counted, profile_name):
    whole = told(counted, scope_of(profile_name))
    for narrowed in (
        {"areas": frozenset({"W1"})},
        {"areas": frozenset({"W2", "B2"})},
        {"categories": frozenset({"drugs"})},
        {"to_month": "2024-01"},
        {"categories": frozenset({"burglary", "robbery"}), "areas": frozenset({"B1"})},
    ):
        found = told(counted, scope_of(profile_name, **narrowed))
        assert found
        assert found == {cell: whole[cell] for cell in found}


def test_no_count_of_the_profile_is_below_its_threshold(counted):
    assert min(filter(None, told(counted, scope_of("suppress5")).values())) >= 5
    assert min(filter(None, told(counted, scope_of("threshold10")).values())) >= 10
    assert {count % 5 for count in told(counted, scope_of("nhs_round5")).values()} == {0}


def test_the_known_sums_of_wards_and_categories_leave_withheld_cells_open(counted):
    found = told(counted, scope_of("suppress5"))
    for month, (borough, wards) in product(MONTHS, BOROUGHS.items()):
        cells = {
            (ward, category): f"{month}:{borough}:{ward}:{category}" for ward, category in product(wards, CATEGORIES)
        }
        hidden = {place for place, cell in cells.items() if cell in found and found[cell] is None}
        small = {place for place in cells if 1 <= SIZES[(month, borough, *place)] < 5}
        assert small
        assert small < hidden
        if len(hidden) == sum(cell in found for cell in cells.values()):
            continue
        for ward, category in small:
            assert len({other for other in hidden if other[0] == ward}) >= 2
            assert len({other for other in hidden if other[1] == category}) >= 2
            assert is_open((ward, category), hidden, {place: SIZES[(month, borough, *place)] for place in hidden})


def is_open(place, hidden, sizes):
    """Whether some other whole numbers of 1 or more have the same sums, and another number at `place`."""
    ward, category = place
    for across, along in product({other[0] for other in hidden} - {ward}, {other[1] for other in hidden} - {category}):
        same, opposite = ((ward, category), (across, along)), ((ward, along), (across, category))
        if {*same, *opposite} <= hidden and (
            min(sizes[each] for each in opposite) >= 2 or min(sizes[each] for each in same) >= 2
        ):
            return True
    return False


@pytest.mark.parametrize("store", ["sqlite"])
def test_two_grants_of_different_profiles_are_not_one_number_each(counted):
    grants = [
        Grant("person:ada", "offences", Level.COUNTS, disclosure="none", areas=frozenset({"W1"})),
        Grant("person:ada", "offences", Level.COUNTS, disclosure="suppress5", areas=frozenset({"W2", "W3", "W4"})),
    ]
    both = compile_scope(grants, frozenset({"person:ada"}), "offences", Level.COUNTS, NOW)
    protected = told(counted, scope_of("suppress5", areas=frozenset({"B1"})))
    assert told(counted, both) == protected
