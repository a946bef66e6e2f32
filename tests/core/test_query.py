"""The question that every source understands."""

from __future__ import annotations

from datetime import datetime, timezone

import pyarrow as pa
import pytest
import shapely

from safestats_core.access import Level
from safestats_core.errors import InvalidInput
from safestats_core.incidents import INCIDENT_SCHEMA, empty_incidents
from safestats_core.query import Period, Query

MOMENT = datetime(2024, 1, 5, tzinfo=timezone.utc)


def incidents(*rows):
    row = {
        "supplier": "Test Police",
        "category": "burglary",
        "start": MOMENT,
        "end": MOMENT,
        "time_precision": "exact",
        "month": "2024-01",
        "location_precision": "exact",
    }
    filled = [{"incident_id": str(number), **row, **each} for number, each in enumerate(rows)]
    return pa.Table.from_pylist(filled, INCIDENT_SCHEMA)


def answer(table, **asked):
    return Query("offences", Level.RECORD, **asked).select(table)["incident_id"].to_pylist()


def test_a_period_counts_whole_months_across_the_turn_of_a_year():
    period = Period("2023-11", "2024-02")
    assert period.months() == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert "2024-01" in period
    assert "2024-03" not in period
    assert 2024 not in period
    assert Period("2024-01", "2024-01").months() == ["2024-01"]


@pytest.mark.parametrize(
    "month", ["2024", "2024-00", "2024-13", "2024-1", "24-01", "2024-01-01", "January", "٢٠٢٤-01", ""]
)
def test_what_is_not_a_month_is_refused_with_an_example(month):
    with pytest.raises(InvalidInput, match="2024-03"):
        Period(month, "2024-12")


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(InvalidInput, match="Swap"):
        Period("2024-03", "2024-01")


def test_an_end_that_nobody_names_is_open():
    assert Period.between("2024-03", None) == Period("2024-03", "9999-12")
    assert Period.between("", "2024-03") == Period("0001-01", "2024-03")
    assert Period.between(None, "") is None
    with pytest.raises(InvalidInput, match="'2024-6' is not a month"):
        Period.between("2024-6", None)


def test_a_question_without_conditions_is_answered_by_every_row():
    assert answer(incidents({}, {"longitude": 0.0, "latitude": 51.0}, {"month": "1999-12"})) == ["0", "1", "2"]


def test_a_period_is_answered_by_its_months():
    table = incidents(*({"month": month} for month in ("2023-12", "2024-01", "2024-02", "2024-03")))
    assert answer(table, period=Period("2024-01", "2024-02")) == ["1", "2"]


def test_any_of_the_categories_and_any_of_the_codes_answers():
    table = incidents(
        {"borough": "A"}, {"ward": "B", "category": "drugs"}, {"lsoa": "C"}, {"borough": "D"}, {"category": "robbery"}
    )
    assert answer(table, categories=("drugs", "robbery")) == ["1", "4"]
    assert answer(table, area_codes=("A", "B", "C")) == ["0", "1", "2"]
    assert answer(table, area_codes=("A", "B", "C"), categories=("drugs",)) == ["1"]


def test_an_area_is_answered_by_what_lies_in_it_its_edge_included_and_not_by_what_has_no_place():
    places = [(0.5, 0.5), (1.0, 0.5), (1.5, 0.5), (None, None), (0.2, 0.2)]
    table = incidents(*({"longitude": x, "latitude": y} for x, y in places))
    holed = shapely.box(0, 0, 1, 1).difference(shapely.box(0.1, 0.1, 0.3, 0.3))
    assert answer(table, area=holed) == ["0", "1"]


def test_a_level_without_places_or_lsoas_is_asked_without_harm():
    table = incidents({"borough": "A"}).drop_columns(["longitude", "latitude", "lsoa"])
    assert answer(table, area_codes=("A",)) == ["0"]
    assert answer(table, area=shapely.box(-180, -90, 180, 90)) == []


def test_a_hidden_value_does_not_answer():
    table = incidents({}).set_column(3, "category", pa.nulls(1, pa.string()))
    assert answer(table, categories=("burglary",)) == []


def test_nothing_is_answered_by_nothing():
    asked = {"period": Period("2024-01", "2024-02"), "area": shapely.box(0, 0, 1, 1), "categories": ("drugs",)}
    assert answer(empty_incidents(), **asked) == []


def test_a_question_that_cannot_be_understood_is_refused():
    with pytest.raises(InvalidInput, match="Unknown category 'burglry'. Choose from: violence"):
        Query("offences", Level.RECORD, categories=("burglry",))
    crossed = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    with pytest.raises(InvalidInput, match="Fix geometries"):
        Query("offences", Level.RECORD, area=crossed)
    with pytest.raises(InvalidInput, match="not a valid polygon"):
        Query("offences", Level.RECORD, area=shapely.Point(0, 0))
