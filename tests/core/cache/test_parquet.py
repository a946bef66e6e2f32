"""A month that was read to be changed is written again as if it had just come: the same rows, types and no more."""

from __future__ import annotations

import base64

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from safestats_core.cache.parquet import from_parquet, to_parquet
from safestats_core.incidents import INCIDENT_SCHEMA


@pytest.fixture(params=["this PyArrow", "PyArrow before 16"], autouse=True)
def _versions(request, monkeypatch):
    if request.param != "this PyArrow":
        monkeypatch.delattr(pq.ParquetWriter, "add_key_value_metadata", raising=False)


def coded(table):
    """As a month is read whose rows are to be changed."""
    return from_parquet(to_parquet(table), as_dictionaries=True)


def test_texts_come_as_dictionaries_and_are_written_as_texts(incidents):
    read = coded(incidents())
    kinds = {each.name: each.type for each in read.schema}
    assert pa.types.is_dictionary(kinds["outcome"])
    assert kinds["incident_id"] == pa.string()
    assert kinds["start"] == INCIDENT_SCHEMA.field("start").type
    again = from_parquet(to_parquet(read))
    assert again.equals(incidents())
    assert again.schema.equals(INCIDENT_SCHEMA, check_metadata=True)


def test_another_reader_finds_plain_texts_as_the_format_says(incidents):
    file = pq.ParquetFile(pa.BufferReader(to_parquet(coded(incidents()))))
    schema = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(file.metadata.metadata[b"ARROW:schema"])))
    assert schema.equals(INCIDENT_SCHEMA)
    assert file.read().cast(schema).equals(incidents())


@pytest.mark.parametrize("rows", [0, 1])
def test_months_with_hardly_a_row_come_back_as_well(incidents, rows):
    few = incidents().slice(0, rows)
    assert from_parquet(to_parquet(coded(few))).equals(few)


def test_rows_from_two_places_keep_their_texts(incidents):
    first, second = incidents(words="first"), incidents(words="second")
    both = pa.concat_tables([coded(first), coded(second), coded(first).slice(3, 5)])
    assert from_parquet(to_parquet(both)).equals(pa.concat_tables([first, second, first.slice(3, 5)]))


def test_what_an_erased_row_said_is_nowhere_in_the_file(incidents):
    before = coded(pa.concat_tables([incidents(), incidents(rows=1, words="erased")]))
    kept = before.filter(pc.starts_with(before["incident_id"], "as reported"))
    assert "erased outcome 0" in texts_of(kept)
    written = to_parquet(kept)
    assert not [text for text in texts_of(from_parquet(written, as_dictionaries=True)) if text.startswith("erased")]
    assert from_parquet(written).equals(incidents())


def texts_of(table):
    """Every text in the dictionaries of a table, whether a row has it or not."""
    columns = [column for column in table.columns if pa.types.is_dictionary(column.type)]
    return [text for column in columns for chunk in column.chunks for text in chunk.dictionary.to_pylist()]
