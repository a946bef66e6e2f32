"""Parquet holds numbers and moments as such: they mean what the same file says that holds them as text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from safestats_core.formats import rows
from safestats_core.formats.harmonise import harmonise
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply

ROWS = 400


def delivery():
    chance = np.random.default_rng(1)
    longitude = chance.uniform(-0.5, 0.3, ROWS)
    longitude[:6] = [np.nan, np.inf, 0.0, 300.0, -0.0, 1e-7]
    latitude = chance.uniform(51.3, 51.6, ROWS)
    latitude[2] = 0.0
    moments = chance.integers(1_500_000_000_000, 1_700_000_000_000, ROWS)
    moments[7] = -4_000_000_000_000  # 1843
    return {
        "id": pa.array([f"C-{number}" for number in range(ROWS)]),
        "category": pa.array(["burglary", "robbery"] * (ROWS // 2)),
        "start": pa.array(moments, pa.timestamp("ms", tz="UTC")),
        "longitude": pa.array(longitude, mask=chance.random(ROWS) < 0.05),
        "latitude": pa.array(latitude, mask=chance.random(ROWS) < 0.05),
    }


def taken(path, columns, **how):
    pq.write_table(pa.table(columns), path)
    profile = load_profile("generic")
    profile = replace(profile, **how)
    supply = next(iter(open_supply(path, profile)))
    found = [harmonise(table, profile, "rows.parquet") for table in supply.tables]
    return pa.concat_tables([each.incidents for each in found]), pa.concat_tables([each.refused for each in found])


@pytest.mark.parametrize("first", [0, 10], ids=["with infinite numbers", "without"])
@pytest.mark.parametrize("key", [("id",), ()], ids=["keyed", "by digest"])
@pytest.mark.parametrize("worth", [16, 10_000], ids=["by distinct values", "each"])
def test_typed_columns_mean_what_their_texts_mean(tmp_path, monkeypatch, first, key, worth):
    columns = {name: column.slice(first) for name, column in delivery().items()}
    columns = {name: pa.concat_arrays([column] * 3) for name, column in columns.items()}
    texts = {name: pc.cast(column, pa.string()) for name, column in columns.items()}
    typed = taken(tmp_path / "typed.parquet", columns, key=key)
    monkeypatch.setattr(rows, "_WORTH", worth)
    written = taken(tmp_path / "texts.parquet", texts, key=key)
    assert typed[0].num_rows > 900
    assert typed[0].equals(written[0])
    assert typed[1].equals(written[1])


def test_a_number_that_means_nothing_means_it_as_a_column_too(tmp_path):
    source = replace(load_profile("generic").source, blank=("-1",))
    columns = {**delivery(), "longitude": pa.array([-1.0] * ROWS), "latitude": pa.array([-1.0] * ROWS)}
    incidents, refused = taken(tmp_path / "rows.parquet", columns, source=source)
    assert (incidents["longitude"].null_count, refused.num_rows) == (ROWS - 1, 1)


def test_the_day_that_stands_for_no_date_is_refused_as_a_column_too(tmp_path):
    columns = delivery()
    moments = columns["start"].cast(pa.int64()).to_pylist()
    moments[11:13] = [-2_208_988_800_000, -2_208_902_400_000]  # the first and the second of January 1900
    moments = pa.array(moments, pa.timestamp("ms", tz="UTC"))
    incidents, refused = taken(tmp_path / "rows.parquet", {**columns, "start": moments})
    assert [reason for reason in refused["reason"].to_pylist() if "no date is known" in reason] == [
        "The start '1900-01-01 00:00:00.000Z' is what many systems write where no date is known. Give the date, or "
        "leave the cell empty."
    ]
    assert incidents["month"].to_pylist().count("1900-01") == 1
