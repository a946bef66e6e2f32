"""A filter finds what it would find in the rows that the person sees, and nothing by what she does not see.

The oracle limits the rows by `Scope.limit` first, and then goes through what is left with plain Python: a hidden field
is None there, a comparison with None is unknown, and a row answers where the whole filter is true.
"""

from __future__ import annotations

import json
import operator
import re
from datetime import datetime, timedelta, timezone
from itertools import count
from random import Random

import pyarrow as pa
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from safestats_core.access import LEVEL_SCHEMAS, Grant, Level, compile_scope
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.databases.database import writing
from safestats_core.portal.datasets import Dataset, enter_dataset
from safestats_core.portal.filters.reading import read_filter
from safestats_core.portal.filters.shapes import LONGITUDE_LATITUDE
from safestats_core.portal.intake.point_level import point_ids
from safestats_core.portal.schema import tables

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
ME = frozenset({"person:ada"})
BEGIN = datetime(2024, 1, 30, tzinfo=timezone.utc)
WARDS = {"W1": ("B1", -0.5), "W2": ("B1", -0.25), "W3": ("B2", 0.0)}
"""Code -> borough and western edge; each is a quarter of a degree wide, from 51.5 to 51.75 north. W3 has no outline."""
WORDS = ("High Street", "high street", "50% off_", "[a]*?", "Élan", "o'Neill", "back\\slash", "")
FIELDS = {
    "text": ("category", "location", "ward", "borough", "month", "source_id", "outcome", "incident_id"),
    "time": ("start", "end"),
    "number": ("longitude", "latitude"),
}
COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
unhurried = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
_numbers = count()


def some_incident(rng, number):
    ward = rng.choice([None, *WARDS])
    start = BEGIN + timedelta(hours=rng.randrange(0, 72, 6))
    is_located = rng.random() < 0.8
    return {
        "incident_id": f"id-{number}",
        "supplier": "Test Police",
        "source_id": rng.choice([None, "CAD 1", "cad 2"]),
        "category": rng.choice(["burglary", "robbery", "drugs"]),
        "source_category": "their words",
        "start": start,
        "end": start + timedelta(hours=rng.choice([0, 5])),
        "time_precision": "interval",
        "month": f"{start:%Y-%m}",
        # Of sixty-fourths, so that edges are met, and met exactly.
        "longitude": rng.randrange(-40, 24) / 64 if is_located else None,
        "latitude": 51.5 + rng.randrange(-4, 20) / 64 if is_located else None,
        "location_precision": "exact" if is_located else "none",
        "location": rng.choice([None, *WORDS]),
        "borough": WARDS[ward][0] if ward else None,
        "ward": ward,
        "lsoa": None,
        "outcome": rng.choice([None, "Charged"]),
        "attributes": None,
    }


def some_grant(rng, level):
    names = LEVEL_SCHEMAS[level].names
    return Grant(
        subject="person:ada",
        dataset="ours",
        level=level,
        areas=rng.choice([None, frozenset({"B1"}), frozenset({"W2", "W3"})]),
        from_month=rng.choice([None, "2024-02"]),
        fields=rng.choice([None, frozenset(rng.sample(names, rng.randrange(len(names))))]),
    )


def some_value(rng, kind, data, name):
    known = [row[name] for row in data if row.get(name) is not None]
    if kind == "number":
        return rng.choice([*known, 0.0, 51.5])
    if kind == "text":
        return rng.choice([*known, *WORDS, "zz"])
    moment = rng.choice([*known, BEGIN]) + timedelta(seconds=rng.choice([0, 0.5, -3600]))
    written = moment.isoformat().replace("+00:00", "Z")
    return rng.choice([{"timestamp": written}, {"date": written[:10]}, written])


def some_shape(rng):
    def corner():
        return rng.randrange(-40, 24) / 64, 51.5 + rng.randrange(-4, 20) / 64

    kind = rng.choice(["bbox", "Point", "LineString", "Polygon", "hole"])
    if kind == "bbox":
        (a, b), (c, d) = corner(), corner()
        return {"bbox": [min(a, c), min(b, d), max(a, c), max(b, d)]}
    shape = {
        "Point": lambda: shapely.Point(corner()),
        "LineString": lambda: shapely.LineString([corner(), corner(), corner()]),
        "Polygon": lambda: shapely.Polygon([corner(), corner(), corner()]),
        "hole": lambda: shapely.box(-0.5, 51.5, 0.25, 51.75).difference(
            shapely.Point(-0.125, 51.625).buffer(1 / 16, 1)
        ),
    }[kind]()
    is_usable = shape.is_valid and not shape.is_empty and (kind != "LineString" or shape.length > 0)
    return json.loads(shapely.to_geojson(shape)) if is_usable else some_shape(rng)


def some_filter(rng, data, kinds, depth=0):
    """CQL2 JSON. Most of it is true of some rows and false of others."""
    roll = rng.random()
    if depth < 3 and roll < 0.45:
        parts = [some_filter(rng, data, kinds, depth + 1) for _ in range(rng.choice([1, 2, 2, 3]))]
        return {"op": rng.choice(["and", "or"]), "args": parts}
    if depth < 3 and roll < 0.6:
        return {"op": "not", "args": [some_filter(rng, data, kinds, depth + 1)]}
    if roll < 0.62:
        return rng.random() < 0.5
    if "geometry" in kinds and roll < 0.72:
        return {"op": "s_intersects", "args": [{"property": "geometry"}, some_shape(rng)]}
    return some_predicate(rng, data, kinds, roll)


def some_predicate(rng, data, kinds, roll):
    kind, name = rng.choice([(kind, name) for kind in FIELDS for name in FIELDS[kind] if name in kinds] or [("", "")])
    if not name or roll < 0.76:
        return {"op": "isNull", "args": [{"property": rng.choice(sorted(kinds))}]}
    value, field = (lambda: some_value(rng, kind, data, name)), {"property": name}
    if kind == "text" and roll < 0.82:
        return {"op": "like", "args": [field, some_pattern(rng, value())]}
    if roll < 0.87:
        return {"op": "in", "args": [field, [value() for _ in range(3)]]}
    if roll < 0.9:
        return {"op": "between", "args": [field, value(), value()]}
    sides = [field, value()]
    return {"op": rng.choice(list(COMPARE)), "args": sides if rng.random() < 0.8 else sides[::-1]}


def some_pattern(rng, text):
    at = rng.randrange(len(text) + 1)
    return rng.choice([text[:at] + "%", "%" + text[at:], text[:at] + "_" + text[at + 1 :], text, "%\\%%", "\\x"])


# The oracle.


def truth(node, row):
    """True, False or, where it is unknown, None."""
    if isinstance(node, bool):
        return node
    name, args = node["op"], node["args"]
    if name in ("and", "or"):
        found = {truth(each, row) for each in args}
        decisive = name == "or"
        return decisive if decisive in found else None if None in found else not decisive
    if name == "not":
        found = truth(args[0], row)
        return None if found is None else not found
    return predicate(name, args, row)


def predicate(name, args, row):
    if name == "s_intersects":
        place = seen_place(row)
        return None if place is None else bool(shapely.intersects(place, drawn(args[1])))
    if name == "isNull":
        field = args[0]["property"]
        return (seen_place(row) if field == "geometry" else row[field]) is None
    if name == "between":
        return truth({"op": "and", "args": [compared(">=", *args[:2]), compared("<=", args[0], args[2])]}, row)
    if name == "in":
        return truth({"op": "or", "args": [compared("=", args[0], each) for each in args[1]]}, row)
    if name == "like":
        text = row[args[0]["property"]]
        return None if text is None else bool(re.fullmatch(as_regex(args[1]), text, re.DOTALL))
    return comparison(name, args, row)


def compared(sign, field, value):
    return {"op": sign, "args": [field, value]}


def comparison(sign, args, row):
    sides = [row[each["property"]] if isinstance(each, dict) and "property" in each else each for each in args]
    is_time = next(each["property"] for each in args if isinstance(each, dict) and "property" in each) in FIELDS["time"]
    if None in sides:
        return None
    if not is_time:
        return COMPARE[sign](*sides)
    moments = [each if isinstance(each, datetime) else as_moment(each) for each in sides]
    if not all(isinstance(each, datetime) for each in moments):
        moments = [each.date() if isinstance(each, datetime) else each for each in moments]
    return COMPARE[sign](*moments)


def as_moment(value):
    written = value if isinstance(value, str) else next(iter(value.values()))
    if len(written) == 10:
        return datetime.fromisoformat(written).date()
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


def as_regex(pattern):
    pieces = re.findall(r"\\.|.", pattern, re.DOTALL)
    return "".join({"%": ".*", "_": "."}.get(piece, re.escape(piece[-1])) for piece in pieces)


def drawn(shape):
    if "bbox" in shape:
        return shapely.envelope(shapely.box(*shape["bbox"]))
    return shapely.geometry.shape(shape)


def seen_place(row):
    if "count" in row:
        return outline(row["ward"]) if row["ward"] in ("W1", "W2") else None
    if row.get("longitude") is None or row.get("latitude") is None:
        return None
    return shapely.Point(row["longitude"], row["latitude"])


def outline(ward):
    return shapely.box(WARDS[ward][1], 51.5, WARDS[ward][1] + 0.25, 51.75)


# The same filter in the other language.


def as_text(node):
    if isinstance(node, bool):
        return str(node).upper()
    name, args = node["op"], node["args"]
    if name in ("and", "or"):
        return "(" + f" {name} ".join(map(as_text, args)) + ")"
    if name == "not":
        return f"NOT ({as_text(args[0])})"
    sides = [as_side(each) for each in args] if name != "in" else [as_side(args[0])]
    return {
        "s_intersects": lambda: f"S_INTERSECTS({sides[0]}, {sides[1]})",
        "isNull": lambda: f"{sides[0]} IS NULL",
        "between": lambda: f"{sides[0]} BETWEEN {sides[1]} AND {sides[2]}",
        "in": lambda: f"{sides[0]} IN ({', '.join(map(as_side, args[1]))})",
        "like": lambda: f"{sides[0]} like {sides[1]}",
    }.get(name, lambda: f"{sides[0]}{name}{sides[1]}")()


def as_side(value):
    if isinstance(value, str):
        # A backslash in front of a quote would take it with it; there are no such words here.
        return "'" + value.replace("'", "''") + "'"
    if not isinstance(value, dict):
        return repr(value)
    if "property" in value:
        return f'"{value["property"]}"'
    if "bbox" in value:
        return f"BBOX({', '.join(map(repr, value['bbox']))})"
    if "type" in value:
        return shapely.to_wkt(shapely.geometry.shape(value), rounding_precision=-1)
    return next(f"{kind.upper()}('{written}')" for kind, written in value.items())


# The store, put to the same question.


def published(portal, put, data):
    name = f"ours-{next(_numbers)}"
    with writing(portal.engine) as connection:
        enter_dataset(
            connection, Dataset(name, "", "", "", "", "", "", "", "Europe/London", "EPSG:27700", "upsert", 72)
        )
    put(portal, name, pa.Table.from_pylist(data, INCIDENT_SCHEMA))
    return name


@pytest.fixture
def with_wards(portal):
    with writing(portal.engine) as connection:
        for code in ("W1", "W2"):
            shape = outline(code)
            edges = dict(zip(("west", "south", "east", "north"), shape.bounds))
            values = {"type": "ward", "code": code, "name": code, "geometry": shapely.to_wkb(shape), **edges}
            connection.execute(insert(tables.areas).values(values))
    return portal


def check(portal, put, seed, level, questions):
    rng = Random(seed)
    data = [some_incident(rng, number) for number in range(30)]
    name = published(portal, put, data)
    grants = [some_grant(rng, level) for _ in range(rng.choice([1, 2, 2, 3]))]
    scope = compile_scope([Grant(**{**vars(each), "dataset": name}) for each in grants], ME, name, level, NOW)
    everything = compile_scope([Grant("person:ada", name, level)], ME, name, level, NOW)
    whole = pa.Table.from_batches(answers.batches(portal, everything, RowFilter()), everything.schema)
    if level == Level.RECORD and not scope.tells_own_ids:
        keyed = point_ids(whole["incident_id"].to_pylist(), name, portal.key)
        whole = whole.set_column(0, whole.schema.field(0), pa.array(keyed))
    rows = scope.limit(whole).to_pylist()
    places = {"ward"} if level == Level.COUNTS else {"longitude", "latitude"}
    kinds = {*scope.fields, *(["geometry"] if places <= set(scope.fields) else [])} - {"count"}
    for _ in range(questions):
        asked = some_filter(rng, rows, kinds)
        by_text = read_filter(as_text(asked), "cql2-text", scope, LONGITUDE_LATITUDE)
        assert by_text == read_filter(json.dumps(asked), "cql2-json", scope, LONGITUDE_LATITUDE)
        found = answers.batches(portal, scope, RowFilter(condition=by_text))
        assert [row for batch in found for row in batch.to_pylist()] == [row for row in rows if truth(asked, row)], (
            asked
        )


@pytest.mark.parametrize("store", ["sqlite"])
@settings(max_examples=20, **unhurried)
@given(seed=st.binary(min_size=8, max_size=8), level=st.sampled_from(list(Level)))
def test_a_filter_is_answered_as_if_put_to_the_rows_that_are_seen(with_wards, put, seed, level):
    check(with_wards, put, seed, level, questions=25)


@pytest.mark.parametrize("store", ["postgresql"])
@settings(max_examples=6, **unhurried)
@given(seed=st.binary(min_size=8, max_size=8), level=st.sampled_from(list(Level)))
def test_and_the_same_on_postgresql(with_wards, put, seed, level):
    check(with_wards, put, seed, level, questions=25)
