"""A question by weekdays and hours, on the clock where things happened."""

from __future__ import annotations

from datetime import datetime, timezone

import pyarrow as pa
import pytest

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import InvalidInput
from safestats_core.query import Query

LONDON = "Europe/London"


def incidents(*spans):
    """Rows named a, b, c, ... from start to end, both in UTC."""
    same = {"category": "burglary", "time_precision": "interval", "location_precision": "none", "supplier": "Police"}
    rows = [
        {**same, "incident_id": "abcdefgh"[number], "start": start, "end": end, "month": f"{start:%Y-%m}"}
        for number, (start, end) in enumerate(spans)
    ]
    return pa.Table.from_pylist(rows, LEVEL_SCHEMAS[Level.RECORD])


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def found(table, **narrowed):
    query = Query("offences", Level.RECORD, **narrowed)
    return "".join(query.select(table, LONDON)["incident_id"].to_pylist())


def test_hours_are_those_of_the_clock_on_the_wall():
    # In July London is an hour ahead of UTC, in January it is not.
    table = incidents((utc(2024, 7, 5, 21, 30),) * 2, (utc(2024, 1, 5, 21, 30),) * 2)
    assert found(table, hours="22-06") == "a"


def test_a_night_belongs_to_the_day_on_which_it_began():
    friday_late, saturday_early, saturday_late = (utc(2024, 1, 5, 23), utc(2024, 1, 6, 3), utc(2024, 1, 6, 23))
    table = incidents((friday_late,) * 2, (saturday_early,) * 2, (saturday_late,) * 2)
    assert found(table, weekdays=(5,), hours="22-06") == "ab"
    assert found(table, weekdays=(6,)) == "bc"


def test_what_could_have_happened_then_answers():
    table = incidents((utc(2024, 1, 5, 17), utc(2024, 1, 6, 8)), (utc(2024, 1, 5, 9), utc(2024, 1, 5, 17)))
    assert found(table, hours="22-06") == "a"


def test_a_row_whose_start_is_hidden_could_have_happened_at_any_time():
    table = incidents((utc(2024, 1, 5, 12),) * 2)
    hidden = table.set_column(
        table.schema.get_field_index("start"), "start", pa.nulls(1, table.schema.field("start").type)
    )
    assert found(hidden, hours="22-06") == "a"


def test_days_and_hours_are_kept_in_a_note():
    query = Query("offences", Level.RECORD, weekdays=(5, 6), hours="22-06")
    assert query.parts == ("weekdays", "hours")
    assert query.as_note() == {"dataset": "offences", "level": "record", "weekdays": [5, 6], "hours": "22-06"}
    assert Query.from_note(query.as_note()) == query


@pytest.mark.parametrize(
    "note", [{"weekdays": [8]}, {"weekdays": ["5"]}, {"weekdays": 5}, {"hours": 22}, {"hours": "x"}]
)
def test_days_and_hours_that_are_none_are_refused(note):
    with pytest.raises(InvalidInput):
        Query.from_note({"dataset": "offences", "level": "record", **note})


def test_without_a_time_zone_there_is_no_answer_by_hours():
    with pytest.raises(InvalidInput, match="Narrow its layer"):
        Query("offences", Level.RECORD, hours="22-06").select(incidents())
