"""A page of GeoJSON says what the rows say, letter by letter and digit by digit."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pyarrow as pa

from safestats_core.access import LEVEL_SCHEMAS, Grant, Level, compile_scope
from safestats_core.portal.collection import Collection
from safestats_core.portal.web.geojson import feature_collection, features

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
SCOPE = compile_scope([Grant("person:ada", "d", Level.RECORD)], {"person:ada"}, "d", Level.RECORD, NOW)
COLLECTION = Collection(None, SCOPE, None)
WORDS = ["plain", 'a "b"', "c\\d", "e\nf\x01\u2028", "über %s {}", "", None]
PLACES = [(-0.1, 51.5), (1e-7, -0.0), (0.1 + 0.2, 2 / 3), (51.0, 1e16), (None, None), (None, 51.5), (180.0, -90.0)]


def rows(words):
    columns = {}
    for field in LEVEL_SCHEMAS[Level.RECORD]:
        values = [word if field.nullable else word or "" for word in words]
        if pa.types.is_timestamp(field.type):
            values = [NOW] * len(words)
        if pa.types.is_floating(field.type):
            values = [place[field.name == "latitude"] for place in PLACES]
        columns[field.name] = pa.array(values, field.type)
    return pa.table(columns, schema=LEVEL_SCHEMAS[Level.RECORD])


def test_every_text_place_and_time_comes_through_unchanged():
    table = rows(WORDS)
    read = json.loads(feature_collection(features(None, COLLECTION, table), {"links": []}).body)
    assert read["numberReturned"] == len(WORDS)
    for feature, row in zip(read["features"], table.to_pylist()):
        place = [row.pop("longitude"), row.pop("latitude")]
        row.update(start="2024-06-01T00:00:00Z", end="2024-06-01T00:00:00Z")
        assert feature["properties"] == row
        assert feature["id"] == row["incident_id"]
        assert feature["geometry"] == (None if None in place else {"type": "Point", "coordinates": place})


def test_a_part_of_a_table_and_no_row_at_all_are_written_as_well():
    table = rows(WORDS)
    part = [json.loads(text.as_py()) for text in features(None, COLLECTION, table.slice(2, 3))]
    assert [each["properties"]["location"] for each in part] == WORDS[2:5]
    empty = json.loads(feature_collection(features(None, COLLECTION, table.slice(0, 0)), {"more": False}).body)
    assert (empty["features"], empty["more"]) == ([], False)
