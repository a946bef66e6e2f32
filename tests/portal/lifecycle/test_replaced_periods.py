"""A delivery that is said to be the whole of a period, whatever its dataset's profile says."""

from __future__ import annotations

import pytest

from safestats_core.errors import InvalidInput
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.coverage import list_coverage
from safestats_core.query import Period

QUARTER = Period("2024-01", "2024-03")


@pytest.fixture
def half_a_year(portal, profile, offence, write):
    rows = [offence(f"met-{month}", month=f"2024-0{month}") for month in range(1, 7)]
    rows += [offence("btp-1", force="BTP"), offence("btp-4", month="2024-04", force="BTP")]
    ingest(portal, write("first.csv", rows), profile())


def test_what_the_period_no_longer_holds_goes_and_all_else_stays(
    portal, profile, half_a_year, offence, write, rows_of, cube_agrees
):
    rows = [offence("met-2", month="2024-02"), offence("new", month="2024-03")]
    receipt = ingest(portal, write("quarter.csv", rows), profile(), replace=QUARTER)

    assert (receipt.added, receipt.unchanged, receipt.removed) == (1, 1, 2)
    expected = {"met-2", "new", "met-4", "met-5", "met-6", "btp-1", "btp-4"}
    assert {row["source_id"] for row in rows_of()} == expected
    assert cube_agrees()


def test_the_same_file_is_read_anew_where_it_is_now_the_whole_of_a_period(portal, profile, half_a_year, offence, write):
    quarter = write("quarter.csv", [offence("met-2", month="2024-02")])
    assert ingest(portal, quarter, profile()).removed == 0
    assert ingest(portal, quarter, profile(), replace=QUARTER).removed == 2
    assert ingest(portal, quarter, profile(), replace=QUARTER).taken_in is not None


def test_a_replaced_period_is_covered_as_a_whole_its_empty_months_too(portal, profile, offence, write):
    ingest(portal, write("first.csv", [offence(1, month="2024-02")]), profile(), replace=QUARTER)
    states = [(each.month, each.state) for each in list_coverage(portal, "offences")]
    assert states == [("2024-01", "complete"), ("2024-02", "complete"), ("2024-03", "complete")]


def test_a_period_that_is_longer_than_anything_meant_is_refused(portal, profile, offence, write):
    with pytest.raises(InvalidInput, match="0001-01 to 9999-12 is longer than"):
        ingest(portal, write("first.csv", [offence(1)]), profile(), replace=Period("0001-01", "9999-12"))
