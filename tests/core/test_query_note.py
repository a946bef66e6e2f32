"""A question kept in a project or at a portal is the same question when it is read again."""

from __future__ import annotations

import json
import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.access import Level
from safestats_core.errors import InvalidInput
from safestats_core.incidents import CATEGORIES
from safestats_core.levels import LEVEL_SCHEMAS
from safestats_core.query import Period, Query

months = st.builds("{:04d}-{:02d}".format, st.integers(1970, 2100), st.integers(1, 12))
periods = st.tuples(months, months).map(lambda pair: Period(min(pair), max(pair)))
degrees = st.floats(-80, 80, allow_nan=False)
boxes = st.tuples(degrees, degrees, st.floats(1e-6, 5), st.floats(1e-6, 5)).map(
    lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
)
holed = boxes.map(lambda box: box.difference(shapely.affinity.scale(box, 0.4, 0.4))).filter(
    lambda area: area.geom_type == "Polygon" and area.is_valid
)
pairs = boxes.map(lambda box: shapely.MultiPolygon([box, shapely.affinity.translate(box, 20, 0)]))
texts = st.lists(st.text(max_size=20), max_size=4).map(tuple)


@st.composite
def queries(draw):
    level = draw(st.sampled_from(list(Level)))
    return Query(
        draw(st.text(min_size=1, max_size=30)),
        level,
        draw(st.none() | periods),
        draw(st.none() | boxes | holed | pairs),
        draw(texts),
        draw(st.lists(st.sampled_from(sorted(CATEGORIES)), max_size=4).map(tuple)),
        draw(st.lists(st.sampled_from(LEVEL_SCHEMAS[level].names), max_size=4).map(tuple)),
        draw(st.lists(st.integers(1, 7), max_size=3).map(tuple)),
        draw(st.sampled_from(["", "22-06", "7:30-9:30, 16-19"])),
    )


@settings(max_examples=300, deadline=None)
@given(queries())
def test_every_question_comes_back_as_it_was_kept(query):
    kept = json.loads(json.dumps(query.as_note(), allow_nan=False))
    assert Query.from_note(kept) == query
    assert Query.from_note(kept).as_note() == kept


def test_a_note_holds_only_what_narrows_and_a_part_that_is_null_does_not():
    plain = {"dataset": "offences", "level": "counts"}
    assert Query("offences", Level.COUNTS).as_note() == plain
    nulls = dict.fromkeys(("period", "area", "area_codes", "categories", "columns"))
    assert Query.from_note({**plain, **nulls}) == Query("offences", Level.COUNTS)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("dataset", None, "names its dataset"),
        ("dataset", "", "names its dataset"),
        ("dataset", 7, "names its dataset"),
        ("level", None, "not a level of detail"),
        ("level", ["record"], "not a level of detail"),
        ("level", "everything", "'everything'"),
        ("period", "2024-01", "first and its last month"),
        ("period", ["2024-01"], "first and its last month"),
        ("period", [2024, 2025], "first and its last month"),
        ("period", ["2024-01", "2024-13"], "2024-13"),
        ("period", ["2024-02", "2024-01"], "Swap"),
        ("area", "POLYGON((0 0,1 1,1 0,0 0))", "GeoJSON"),
        ("area", 7, "GeoJSON"),
        ("area", {"type": "Polygon"}, "GeoJSON"),
        ("area", {"type": "Polygon", "coordinates": "x"}, "GeoJSON"),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1, "a"], [1, 0], [0, 0]]]}, "GeoJSON"),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0]]]}, "GeoJSON"),
        ("area", {"type": "Polygon", "coordinates": []}, "no place"),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1e300, 1], [1, 0], [0, 0]]]}, "no place"),
        ("weekdays", [8], "no weekday"),
        ("weekdays", [True], "numbers from 1 to 7"),
        ("weekdays", "Monday", "numbers from 1 to 7"),
        ("hours", 22, "a text like"),
        ("hours", "noon", "noon"),
        ("area", {"type": "Point", "coordinates": [0, 0]}, "not a valid polygon"),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "not a valid"),
        ("area", {"type": "Polygon", "coordinates": [[[0, 0], [1, math.inf], [1, 0], [0, 0]]]}, "area"),
        ("area_codes", "E09000001", "list of texts"),
        ("area_codes", [1], "list of texts"),
        ("categories", ["burglry"], "Unknown category"),
        ("categories", {"burglary": 1}, "list of texts"),
        ("columns", ["password"], "no field 'password'"),
        ("filter", "1=1", "no part 'filter'"),
    ],
)
def test_what_is_no_question_is_refused_in_a_sentence(part, value, said):
    note = {"dataset": "offences", "level": "record", part: value}
    with pytest.raises(InvalidInput, match=said) as refused:
        Query.from_note(note)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("note", [None, [], "offences", 7])
def test_what_is_no_object_is_refused(note):
    with pytest.raises(InvalidInput, match="A saved query is an object"):
        Query.from_note(note)


def test_an_area_nested_a_hundred_thousand_deep_is_refused():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidInput, match="GeoJSON"):
        Query.from_note({"dataset": "a", "level": "record", "area": {"type": "Polygon", "coordinates": deep}})
