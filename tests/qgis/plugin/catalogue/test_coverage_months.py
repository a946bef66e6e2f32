"""What is told of the months of a dataset."""

from __future__ import annotations

from dataclasses import replace

import pytest
from safestats.qgis_plugin.catalogue.coverage_months import (
    COMPLETE,
    MISSING,
    PARTIAL,
    months_covered,
    months_of,
    said_of_month,
    said_of_months,
)
from safestats.safestats_core.access import Level
from safestats.safestats_core.retrieval.coverage import Covered


@pytest.fixture
def info(make_dataset):
    calls = make_dataset(Level.RECORD, first_month="2024-02", last_month="2024-05")
    return replace(calls, missing_months=("2024-01", "2024-03"), partial_months=("2024-04",))


def test_a_month_before_the_first_row_is_missing_and_not_left_out(info):
    assert months_of(info) == {
        "2024-01": MISSING,
        "2024-02": COMPLETE,
        "2024-03": MISSING,
        "2024-04": PARTIAL,
        "2024-05": COMPLETE,
    }


def test_a_month_that_one_of_two_suppliers_sent_is_partly_there(info):
    covered = [
        Covered("North", "2024-01", MISSING, None),
        Covered("South", "2024-01", MISSING, None),
        Covered("North", "2024-03", MISSING, "system change"),
        Covered("South", "2024-03", COMPLETE, None),
    ]
    months = months_covered(info, covered)
    assert (months["2024-01"], months["2024-03"]) == (MISSING, PARTIAL)
    assert said_of_month("2024-03", PARTIAL, covered) == "2024-03: partly there (North missing, system change)"


def test_all_months_in_a_sentence(info, make_dataset):
    assert said_of_months(months_of(info)) == (
        "2024-01 to 2024-05: 5 months, partly there: 2024-04; missing: 2024-01, 2024-03."
    )
    whole = months_of(make_dataset(Level.RECORD))
    assert said_of_months(whole) == "2024-06: one month, complete."
    assert said_of_months({}) == "No month yet."
