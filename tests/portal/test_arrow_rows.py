"""What a stream relies on: every stored row once and in order, whatever a driver does with the first of them."""

from __future__ import annotations

from itertools import product

import pyarrow as pa
from sqlalchemy import insert, select

from safestats_core.portal.answering.arrow_rows import read_tables, table_of
from safestats_core.portal.databases.database import writing
from safestats_core.portal.schema.tables import counter

SCHEMA = pa.schema([pa.field("name", pa.string()), pa.field("when", pa.timestamp("s", "UTC"))])


NAMES = [f"row {number:05d} \u00e9\x1f'" for number in range(2_345)]


def test_every_row_comes_once_and_in_order(portal):
    with writing(portal.engine) as connection:
        connection.execute(insert(counter), [{"name": name, "value": at} for at, name in enumerate(NAMES)])
    ours = select(counter.c.name, counter.c.value).where(counter.c.name.like("row %")).order_by(counter.c.value)
    for rows, streams in product((0, 1, 2, 1_000, 1_001, 2_345), (True, False)):
        with portal.engine.connect() as connection:
            result = connection.execution_options(stream_results=streams).execute(ours.where(counter.c.value < rows))
            tables = list(read_tables(result, SCHEMA, 500))
        read = pa.concat_tables(tables) if tables else SCHEMA.empty_table()
        assert read.schema.equals(SCHEMA)
        assert read["name"].to_pylist() == NAMES[:rows]
        assert read["when"].cast(pa.int64()).to_pylist() == list(range(rows))
        assert all(0 < table.num_rows < 1_500 for table in tables)


def test_a_column_beyond_the_schema_is_left_out():
    table = table_of([("a", 5, "more"), (None, 6, None)], SCHEMA)
    assert table.num_columns == 2
    assert table["name"].to_pylist() == ["a", None]
    assert table_of([], SCHEMA).equals(SCHEMA.empty_table())
