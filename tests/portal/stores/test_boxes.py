"""A box is looked up in an index, and its rows are those that lie in it: no more, no fewer, in their order."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
import pytest
import shapely
from sqlalchemy import event, text, update

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import cells, nearby
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.filters.expression import Every, Intersects
from safestats_core.portal.schema.tables import incidents

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
CITY = (-0.5, 51.3, 0.3, 51.7)


def scope_of(dataset, level=Level.RECORD, **narrowed):
    return compile_scope([Grant("person:ada", dataset, level, **narrowed)], {"person:ada"}, dataset, level, NOW)


def asked(portal, scope, row_filter, limit=1_000):
    rows, after = [], None
    while True:
        page = answers.page(portal, scope, row_filter, after, limit)
        rows += page.table.to_pylist()
        after = page.next_after
        if after is None:
            return rows


def inside(row, box):
    west, south, east, north = box
    if row["longitude"] is None:
        return False
    across = west <= row["longitude"] <= east if west <= east else not east < row["longitude"] < west
    return across and south <= row["latitude"] <= north


def plan_of(portal, ask):
    """What the database says it does for the answer."""
    plans = []

    def explain(connection, cursor, statement, parameters, context, executemany):
        if "FROM incidents" in statement and statement.startswith("SELECT incidents."):
            words = "EXPLAIN QUERY PLAN " if portal.engine.dialect.name == "sqlite" else "EXPLAIN "
            found = connection.connection.cursor().execute(words + statement, parameters).fetchall()
            plans.append(" ".join(str(row[-1]) for row in found))

    event.listen(portal.engine, "before_cursor_execute", explain)
    try:
        ask()
    finally:
        event.remove(portal.engine, "before_cursor_execute", explain)
    return plans[-1]


@pytest.fixture
def city(portal, offences, put, scattered):
    put(portal, offences, scattered(12_000))
    if portal.engine.dialect.name == "postgresql":
        with portal.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE incidents"))
    return portal


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
def test_a_box_holds_the_rows_whose_place_lies_in_it(city, offences, level, monkeypatch):
    scope = scope_of(offences, level)
    everything = asked(city, scope, RowFilter())
    random = np.random.default_rng(7)
    assert len(everything) == 12_000
    for _ in range(25):
        west, south = random.uniform(-0.5, 0.2), random.uniform(51.3, 51.6)
        wide, high = random.choice([0.0, 0.001, 0.01, 0.05, 0.2], 2)
        box = (west, south, west + wide, south + high)
        wanted = [row for row in everything if inside(row, box)]
        assert asked(city, scope, RowFilter(bbox=box), limit=37) == wanted
        streamed = answers.batches(city, scope, RowFilter(bbox=box))
        assert [row for batch in streamed for row in batch.to_pylist()] == wanted
    edge = next(row for row in everything if row["longitude"] is not None)
    box = (edge["longitude"], edge["latitude"], edge["longitude"], edge["latitude"])
    assert edge in asked(city, scope, RowFilter(bbox=box))


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
def test_a_shape_in_a_filter_is_looked_up_as_well(city, offences, level):
    scope = scope_of(offences, level)
    everything = asked(city, scope, RowFilter())
    circle = shapely.Point(-0.1, 51.5).buffer(0.02, quad_segs=4)
    two = shapely.union_all([circle, shapely.box(0.1, 51.4, 0.11, 51.41)])
    for shape in (circle, two):
        row_filter = RowFilter(condition=Every((Intersects(shapely.to_wkb(shape)), Intersects(shapely.to_wkb(shape)))))
        found = asked(city, scope, row_filter)
        places = [(row["longitude"], row["latitude"]) for row in everything]
        wanted = [
            row
            for row, place in zip(everything, places)
            if None not in place and shape.intersects(shapely.Point(place))
        ]
        assert found == wanted
        assert found
        assert "cell" in plan_of(city, lambda asked=row_filter: answers.page(city, scope, asked, None, 10))


def test_a_small_box_is_read_through_the_index_and_a_whole_city_is_not(city, offences):
    scope = scope_of(offences)
    small, deep, whole, world = (
        plan_of(city, lambda box=box, after=after: answers.page(city, scope, RowFilter(bbox=box), after, 100))
        for box, after in (
            ((-0.1, 51.5, -0.08, 51.51), None),
            ((-0.1, 51.5, -0.08, 51.51), 6_000),
            (CITY, None),
            ((-180, -90, 180, 90), None),
        )
    )
    assert "cell" in small
    assert "cell" in deep
    assert "cell" not in whole
    assert "cell" not in world
    assert "TEMP B-TREE" not in small + deep + whole
    if city.engine.dialect.name == "sqlite":  # rows are fetched because they are near, and not tried one by one
        assert "INTEGER PRIMARY KEY (rowid=?)" in small
        assert "INTEGER PRIMARY KEY (rowid=?)" in deep


def test_a_box_of_a_whole_city_is_answered_from_the_rows_in_their_order(city, offences, monkeypatch):
    monkeypatch.setattr(cells, "MOST_CELLS", 1_000_000)
    box = (-0.45, 51.32, 0.25, 51.68)
    plan = plan_of(city, lambda: answers.page(city, scope_of(offences), RowFilter(bbox=box), None, 100))
    assert "cell" not in plan
    monkeypatch.setattr(nearby, "_looked_up", lambda *_: (0, None))
    scope = scope_of(offences)
    through_the_index = asked(city, scope, RowFilter(bbox=box))
    monkeypatch.undo()
    assert asked(city, scope, RowFilter(bbox=box)) == through_the_index
    assert len(through_the_index) > 5_000


def test_a_page_of_a_box_is_full_though_many_rows_of_the_box_were_removed(city, offences):
    scope, box = scope_of(offences), (-0.15, 51.45, -0.05, 51.55)
    near = [row["incident_id"] for row in asked(city, scope, RowFilter(bbox=box))]
    gone = near[3:200]
    assert len(near) > 300
    with city.engine.begin() as connection:
        connection.execute(update(incidents).where(incidents.c.incident_id.in_(gone)).values(removed=True))
    page = answers.page(city, scope, RowFilter(bbox=box), None, 50)
    assert page.table["incident_id"].to_pylist() == near[:3] + near[200:247]
    assert page.next_after is not None


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
def test_a_box_may_cross_the_antimeridian(portal, profile, put, scattered, level):
    from safestats_core.portal.datasets import declare_dataset

    name = declare_dataset(portal, profile("pacific")).name
    east = scattered(300, 2, 179.9, -17.0, 180.0, -16.9, "e")
    west = scattered(300, 3, -180.0, -17.0, -179.9, -16.9, "w")
    put(portal, name, east)
    put(portal, name, west)
    scope = scope_of(name, level)
    everything = asked(portal, scope, RowFilter())
    for box in ((179.95, -17, -179.95, -16.9), (179.999, -17, 180, -16.9), (-180, -17, -179.99, -16.9)):
        wanted = [row for row in everything if inside(row, box)]
        assert asked(portal, scope, RowFilter(bbox=box)) == wanted
        assert wanted


def test_a_row_far_from_its_point_is_found_in_a_box_round_it(city, offences):
    """Where the lattice of a reference system is so distorted that the reach is not enough, the row may be anywhere."""
    scope = scope_of(offences)
    row = next(row for row in asked(city, scope, RowFilter()) if row["longitude"] is not None)
    with city.engine.begin() as connection:
        connection.execute(
            update(incidents).where(incidents.c.incident_id == row["incident_id"]).values(cell=cells.ANYWHERE)
        )
    box = (row["longitude"] - 0.0001, row["latitude"] - 0.0001, row["longitude"] + 0.0001, row["latitude"] + 0.0001)
    assert row in asked(city, scope, RowFilter(bbox=box))


def test_a_cell_is_kept_for_every_place_and_says_no_more_than_the_point_level():
    def cell(longitude, latitude, true_longitude, true_latitude):
        places = (longitude, latitude, true_longitude, true_latitude)
        names = ("point_longitude", "point_latitude", "longitude", "latitude")
        return cells.stored_cells({name: pa.array([place]) for name, place in zip(names, places)})[0].as_py()

    nan = float("nan")
    assert cell(-0.1, 51.5, -0.1001, 51.5001) == cell(-0.1, 51.5, -0.0999, 51.4999)
    assert cell(nan, nan, nan, nan) is None
    assert cell(nan, nan, -0.1, 51.5) == cells.ANYWHERE
    assert cell(179.999, 0, -179.999, 0) == cells.ANYWHERE
    assert cell(-0.1, 51.5, -0.1, 51.51) == cells.ANYWHERE
    assert 0 <= cell(-180, -90, -180, -90) < cell(180, 90, 180, 90) < 2**31


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
def test_a_box_tells_nothing_about_rows_whose_place_is_hidden(city, offences, level):
    hidden = scope_of(offences, level, fields=frozenset({"category"}))
    box = (-0.1, 51.5, 0.0, 51.55)
    shape = Intersects(shapely.to_wkb(shapely.box(*box)))
    assert asked(city, scope_of(offences, level), RowFilter(bbox=box))
    assert asked(city, hidden, RowFilter(bbox=box)) == []
    assert asked(city, hidden, RowFilter(condition=shape)) == []
    narrowed = scope_of(offences, level, areas=frozenset({"B1"}))
    assert {row["borough"] for row in asked(city, narrowed, RowFilter(bbox=box))} == {"B1"}
