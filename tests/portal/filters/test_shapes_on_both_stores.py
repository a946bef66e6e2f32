"""Shapes, patterns and words mean the same on both stores, and none makes a database overflow or underflow."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
import pytest
import shapely

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.filters.reading import read_filter
from safestats_core.portal.filters.shapes import LONGITUDE_LATITUDE

SUBJECT = frozenset({"person:ada"})


@pytest.fixture
def answer(portal, offences, put, one_incident):
    put(portal, offences, one_incident)
    grants = [Grant("person:ada", offences, Level.RECORD)]
    scope = compile_scope(grants, SUBJECT, offences, Level.RECORD, datetime.now(timezone.utc))

    def ask(text):
        condition = read_filter(text, "cql2-text", scope, LONGITUDE_LATITUDE)
        return answers.page(portal, scope, RowFilter(condition=condition), None, 10).table.num_rows

    return ask


@pytest.fixture
def one_incident():
    row = {
        "incident_id": "1",
        "supplier": "Test Police",
        "category": "burglary",
        "start": datetime(2024, 1, 5, tzinfo=timezone.utc),
        "end": datetime(2024, 1, 5, tzinfo=timezone.utc),
        "time_precision": "exact",
        "month": "2024-01",
        "longitude": -0.1,
        "latitude": 51.5,
        "location_precision": "exact",
        "location": "50% of [High] Street * ?",
    }
    return pa.Table.from_pylist([row], INCIDENT_SCHEMA)


SHAPES = {
    "POLYGON((0 0, 1e-100 0, 0 1e-100, 0 0))": 0,
    "LINESTRING(-0.1 51.5, 1e8 1e8)": 1,
    "LINESTRING(0 0, 1e-300 1e-300)": 0,
    "POLYGON((-0.1 51.5, 1e8 51.500000000000007, 1e8 -1e8, -0.1 51.5))": 1,
    "POINT(-0.1 51.5)": 1,
    "POINT(-0.1 51.5000001)": 0,
    "MULTIPOINT(EMPTY, (-0.1 51.5))": 1,
    "GEOMETRYCOLLECTION(POINT EMPTY, POINT(-0.1 51.5))": 1,
    "GEOMETRYCOLLECTION(POLYGON EMPTY, MULTIPOLYGON(EMPTY, ((-1 51, 1 51, 0 52, -1 51))))": 1,
    "GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(LINESTRING EMPTY), POINT(0 0))": 0,
    "POLYGON((-1 51, 1 51, 1 52, -1 52, -1 51), (-0.2 51.4, 0 51.4, 0 51.6, -0.2 51.6, -0.2 51.4))": 0,
    "POLYGON((-1 51, 1 51, 1 52, -1 52, -1 51), (-0.1 51.4, 0 51.4, 0 51.6, -0.1 51.6, -0.1 51.4))": 1,
    "POLYGON(("
    + ", ".join(f"{x / 100} {51 + (x % 2) * 0.2}" for x in range(-90, 90))
    + ", 0.9 52, -0.91 52, -0.9 51))": 1,
}
PATTERNS = {
    "50\\% of%": 1,
    "50_ of%": 1,
    "50\\_ of%": 0,
    "%[High]%": 1,
    "%* ?": 1,
    "%[h]igh%": 0,
    "%high%": 0,
    "!%": 0,
    "%": 1,
    "": 0,
}


def test_a_shape_of_any_size_is_answered(answer):
    for shape, rows in SHAPES.items():
        assert answer(f"S_INTERSECTS(geometry, {shape})") == rows, shape
        assert answer(f"NOT S_INTERSECTS(geometry, {shape})") == 1 - rows, shape


def test_shapes_with_many_corners_are_met_as_shapely_meets_them(answer):
    """The one incident stands still, and a star with 80 corners is moved over it."""
    rng = np.random.default_rng(5)
    angles = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    reach = rng.uniform(0.05, 0.1, 80)
    star = np.round(np.column_stack([reach * np.cos(angles), reach * np.sin(angles)]), 4)
    met = 0
    for moved in (*rng.uniform(-0.1, 0.1, (10, 2)).round(4), -star[7], (star[8] - star[7]) / 2 - star[8]):
        shape = shapely.Polygon(star + moved + (-0.1, 51.5))
        wanted = shapely.intersects_xy(shape, -0.1, 51.5)
        met += wanted
        corners = ", ".join(f"{x:.6f} {y:.6f}" for x, y in shape.exterior.coords)
        rows = answer(f"S_INTERSECTS(geometry, POLYGON(({corners})))")
        assert rows == wanted or shape.exterior.distance(shapely.Point(-0.1, 51.5)) < 1e-6
    assert 0 < met < 12


def test_a_pattern_means_the_same_on_both_and_minds_capitals(answer):
    for pattern, rows in PATTERNS.items():
        assert answer(f"location LIKE '{pattern}'") == rows, pattern


def test_text_is_ordered_by_its_bytes_on_both(answer):
    for text in ("location > '5'", "location < '5_'", "location >= '50% of [H'", "location < 'a'", "'Z' > location"):
        assert answer(text) == 1, text
