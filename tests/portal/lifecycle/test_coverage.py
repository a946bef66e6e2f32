"""Absence is not zero: what was not supplied is named, and counted as null."""

from __future__ import annotations

import pytest

from safestats_core.access import Level
from safestats_core.errors import InvalidInput
from safestats_core.portal import audit
from safestats_core.portal.answering import store
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.coverage import coverage_in, list_coverage, state_coverage
from safestats_core.query import Period


def states(found):
    return {(each.supplier, each.month): each.state for each in found}


def counts_of(rows):
    return {(row["month"], row["ward"], row["category"]): row["count"] for row in rows}


@pytest.fixture
def add_two_wards(portal, tmp_path):
    import json

    import shapely

    from safestats_core.portal.boundaries.areas import add_areas

    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": code, "borough": borough},
            "geometry": shapely.geometry.mapping(shapely.box(west, 51.4, west + 0.1, 51.6)),
        }
        for code, borough, west in (("W-1", "B-1", -0.2), ("W-2", "B-2", 0.0))
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    add_areas(portal, path, "ward")


@pytest.fixture
def two_forces(portal, profile, offence, write, add_two_wards):
    """Met in ward W-1, each month of a half year; Kent in W-2, nothing from March to April."""
    rows = [offence(f"m{month}", f"2024-0{month}", lon="-0.15") for month in range(1, 7)]
    rows += [offence(f"k{month}", f"2024-0{month}", force="Kent", lon="0.05") for month in (1, 2, 5, 6)]
    rows.append(offence("k0", "2024-01", force="Kent", lon="0.05", what="Robbery"))
    ingest(portal, write("halfyear.csv", rows), profile(update="replace-months"))


def test_a_month_is_partial_until_the_next_one_arrives(portal, profile, offence, write):
    ingest(portal, write("1.csv", [offence(1, "2024-01")]), profile())
    assert states(list_coverage(portal, "offences")) == {("Met", "2024-01"): "partial"}
    ingest(portal, write("2.csv", [offence(2, "2024-02"), offence(3, "2024-01", force="BTP")]), profile())
    assert states(list_coverage(portal, "offences")) == {
        ("BTP", "2024-01"): "partial",
        ("Met", "2024-01"): "complete",
        ("Met", "2024-02"): "partial",
    }


def test_a_replaced_month_is_complete_at_once_and_a_hole_between_two_is_missing(portal, two_forces):
    found = states(list_coverage(portal, "offences"))
    assert {month for (who, month), state in found.items() if who == "Met" and state == "complete"} == {
        f"2024-0{month}" for month in range(1, 7)
    }
    assert [month for (who, month), state in found.items() if state == "missing"] == ["2024-03", "2024-04"]


def test_a_stray_row_of_long_ago_makes_no_hole(portal, profile, offence, write):
    rows = [offence(1, "1970-01"), offence(2, "2024-01"), offence(3, "2024-02")]
    ingest(portal, write("stray.csv", rows), profile(update="replace-months"))
    assert len(list_coverage(portal, "offences")) == 3


def test_what_is_missing_counts_as_null_where_the_supplier_works_and_nowhere_else(portal, two_forces, rows_of):
    counts = counts_of(rows_of(Level.COUNTS))
    for month in ("2024-03", "2024-04"):
        assert counts[month, "W-1", "burglary"] == 5
        assert counts[month, "W-2", "burglary"] is None
        assert counts[month, "W-2", "robbery"] is None
        assert (month, "W-1", "robbery") not in counts
    assert all(count == 5 for (month, *_), count in counts.items() if month not in ("2024-03", "2024-04"))


def test_other_suppliers_rows_do_not_make_a_missing_count_known(portal, profile, two_forces, offence, write, rows_of):
    rows = [offence(f"x{number}", "2024-03", lon="0.05", force="Met") for number in range(9)]
    ingest(portal, write("abroad.csv", rows), profile())
    assert counts_of(rows_of(Level.COUNTS))["2024-03", "W-2", "burglary"] is None
    assert sum(row["month"] == "2024-03" for row in rows_of()) == 9


def test_a_supplier_with_next_to_nothing_in_a_place_takes_nothing_away(
    portal, profile, offence, write, add_two_wards, rows_of
):
    rows = [offence(f"m{month}-{n}", f"2024-0{month}", lon="-0.15") for month in (1, 2, 3) for n in range(40)]
    rows += [offence(f"k{month}", f"2024-0{month}", force="Kent", lon="-0.15") for month in (1, 3)]
    ingest(portal, write("first.csv", rows), profile(update="replace-months"))
    assert states(list_coverage(portal, "offences"))["Kent", "2024-02"] == "missing"
    assert counts_of(rows_of(Level.COUNTS))["2024-02", "W-1", "burglary"] == 40


def test_what_was_missing_is_counted_as_soon_as_it_arrives(portal, profile, two_forces, offence, write, rows_of):
    late = write("late.csv", [offence("k3", "2024-03", force="Kent", lon="0.05")])
    ingest(portal, late, profile(update="replace-months"))
    counts = counts_of(rows_of(Level.COUNTS))
    assert counts["2024-03", "W-2", "burglary"] == 5
    assert ("2024-03", "W-2", "robbery") not in counts
    assert counts["2024-04", "W-2", "burglary"] is None


def test_the_operator_s_word_wins_and_can_be_taken_back(portal, two_forces, rows_of):
    spring = Period("2024-03", "2024-05")
    before = states(list_coverage(portal, "offences"))
    state_coverage(portal, "offences", "Kent", spring, "complete", "nothing happened", by="operator:eve")
    found = {(each.supplier, each.month): each for each in list_coverage(portal, "offences")}
    assert (found["Kent", "2024-04"].state, found["Kent", "2024-04"].note) == ("complete", "nothing happened")
    assert None not in counts_of(rows_of(Level.COUNTS)).values()
    *_, entry = audit.search(portal)
    assert (entry.person, entry.operation, entry.detail["state"]) == ("operator:eve", "alteration", "complete")

    state_coverage(portal, "offences", "Kent", spring, "missing")
    counts = counts_of(rows_of(Level.COUNTS))
    assert counts["2024-05", "W-2", "burglary"] is None
    assert sum(row["month"] == "2024-05" for row in rows_of()) == 2  # the records are as they are

    state_coverage(portal, "offences", "Kent", spring, "automatic")
    assert states(list_coverage(portal, "offences")) == before


def test_months_without_rows_are_no_months_of_records(portal, two_forces, scope_of):
    kent = scope_of(areas=frozenset({"W-2"}))
    assert [each.month for each in store.months(portal, kent)] == ["2024-01", "2024-02", "2024-05", "2024-06"]
    cells = {each.month: each for each in store.months(portal, scope_of(Level.COUNTS, areas=frozenset({"W-2"})))}
    assert cells["2024-03"].rows == 2


def test_the_version_of_a_month_of_counts_moves_when_its_counts_become_null(portal, two_forces, scope_of):
    def version():
        return {each.month: each.version for each in store.months(portal, scope_of(Level.COUNTS))}

    before = version()
    state_coverage(portal, "offences", "Met", Period("2024-02", "2024-02"), "missing")
    after = version()
    assert {month for month in before if before[month] != after[month]} == {"2024-02"}


@pytest.mark.parametrize("level", list(Level))
def test_a_person_is_told_of_the_suppliers_and_months_of_her_scope_alone(portal, two_forces, scope_of, level):
    everything = coverage_in(portal, scope_of(level))
    assert states(everything) == states(list_coverage(portal, "offences"))
    kent = coverage_in(portal, scope_of(level, areas=frozenset({"W-2"}), from_month="2024-02", to_month="2024-03"))
    assert states(kent) == {("Kent", "2024-02"): "complete", ("Kent", "2024-03"): "missing"}
    only_the_gap = coverage_in(
        portal, scope_of(level, areas=frozenset({"W-2"}), from_month="2024-03", to_month="2024-03")
    )
    assert states(only_the_gap) == {("Kent", "2024-03"): "missing"}
    assert coverage_in(portal, scope_of(level, areas=frozenset({"elsewhere"}))) == []


@pytest.mark.parametrize(
    ("dataset", "supplier", "first", "last", "state", "words"),
    [
        ("nothing", "Met", "2024-01", "2024-02", "missing", "no dataset"),
        ("offences", "Met", "2024-01", "2024-02", "gone", "'gone' is not a state"),
        ("offences", " ", "2024-01", "2024-02", "missing", "no name"),
        ("offences", "Met", "0001-01", "9999-12", "missing", "longer than"),
    ],
)
def test_what_cannot_be_stated_is_refused(portal, two_forces, dataset, supplier, first, last, state, words):
    with pytest.raises(InvalidInput, match=words):
        state_coverage(portal, dataset, supplier, Period(first, last), state)
