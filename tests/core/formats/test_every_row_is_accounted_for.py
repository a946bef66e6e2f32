"""Whatever a supplier writes, every row is kept or refused, and nothing but a stated error stops a file."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from pathlib import Path
from typing import Optional

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import UnreadableSupply
from safestats_core.formats.harmonise import Harmonised, harmonise
from safestats_core.formats.identity import with_identities
from safestats_core.formats.marks import IDENTITY
from safestats_core.formats.profile import Profile, named_columns
from safestats_core.formats.profile_file import built_in_profiles, load_profile
from safestats_core.formats.supply import Supply, open_supply
from safestats_core.incidents import CATEGORIES, INCIDENT_SCHEMA, LOCATION_PRECISIONS, TIME_PRECISIONS

_EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "formats" / "profiles"
PROFILES = [*built_in_profiles(), *(load_profile(path) for path in sorted(_EXAMPLES.glob("*.toml")))]

TEMPTING = st.sampled_from(
    ["", " ", "0", "-0.1", "51.5", "530000", "1e999", "NaN", "2024-03", "2024-03-31 01:30", "2024-02-30", "Burglary"]
    + [
        "5:15pm, 7th January 1999",
        "06/01/2019 12:00:00 AM",
        "13/13/2013",
        "(51.5, -0.1)",
        "\x00",
        "\u2028",
        "\U0001f600",
    ]
)
CELLS = st.one_of(st.none(), TEMPTING, st.text(max_size=12))


def check(result: Harmonised, rows: int) -> None:
    incidents = result.incidents
    assert result.read == rows == len(incidents) + len(result.refusals)
    assert all(refusal.reason and refusal.source for refusal in result.refusals)
    incidents.validate(full=True)
    assert incidents.schema == INCIDENT_SCHEMA
    for column in INCIDENT_SCHEMA:
        assert column.nullable or incidents[column.name].null_count == 0
    assert set(incidents["category"].to_pylist()) <= set(CATEGORIES)
    assert set(incidents["time_precision"].to_pylist()) <= set(TIME_PRECISIONS)
    assert set(incidents["location_precision"].to_pylist()) <= set(LOCATION_PRECISIONS)
    for row in incidents.to_pylist():
        assert row["start"] <= row["end"]
        assert (row["longitude"] is None) == (row["latitude"] is None)
        assert row["longitude"] is None or (abs(row["longitude"]) <= 180 and abs(row["latitude"]) <= 90)
        assert row["attributes"] is None or isinstance(json.loads(row["attributes"]), dict)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data(), rows=st.integers(0, 6))
def test_any_table_of_text(profile: Profile, data: st.DataObject, rows: int):
    names = [*named_columns(profile), "something else"]
    names = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    cells = st.lists(CELLS, min_size=rows, max_size=rows)
    table = pa.table({name: pa.array(data.draw(cells), pa.string()) for name in names})
    check(harmonise(table, profile, "any.csv"), rows)


def read(path: Path, profile: Optional[Profile] = None) -> int:
    """How many rows came of a file, after checking each table."""
    total = 0
    for supply in open_supply(path, profile):
        if isinstance(supply, Supply):
            for table in supply.tables:
                check(harmonise(table, supply.profile, supply.name), table.num_rows)
                total += table.num_rows
    return total


@settings(max_examples=60, deadline=None)
@given(
    tail=st.one_of(st.binary(max_size=300), st.text(st.sampled_from('",\r\n\t 2024-01é'), max_size=300).map(str.encode))
)
def test_any_bytes_behind_a_header(tmp_path_factory, street: str, tail: bytes):
    path = tmp_path_factory.mktemp("any") / "street.csv"
    path.write_bytes(street.encode() + tail)
    assert read(path) >= 6


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=200),
    suffix=st.sampled_from(
        [".csv", ".json", ".parquet", ".csv.gz", ".zip", ".json.gz", ".geojson", ".arrow", ".arrow.gz", ""]
    ),
)
def test_any_file(tmp_path_factory, content: bytes, suffix: str):
    path = tmp_path_factory.mktemp("any") / f"file{suffix}"
    path.write_bytes(content)
    with contextlib.suppress(UnreadableSupply):
        assert read(path) == 0


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEMPTING),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
CRIMES = st.fixed_dictionaries(
    {**dict.fromkeys(("id", "category", "month", "location_type"), TEMPTING), **dict.fromkeys(("location", "x"), JSON)}
)


@settings(max_examples=60, deadline=None)
@given(crime=CRIMES, others=st.lists(st.one_of(JSON, CRIMES), max_size=5))
def test_any_records_beside_a_crime(tmp_path_factory, crime: dict, others: list):
    path = tmp_path_factory.mktemp("any") / "answer.json"
    path.write_text(json.dumps([crime, *others]))
    assert read(path) == 1 + len(others)


FEATURES = st.fixed_dictionaries(
    {"type": st.sampled_from(["Feature", "Point", 1]), "geometry": st.one_of(JSON, st.just({"type": "Point"}))},
    optional={"properties": JSON, "id": JSON, "coordinates": JSON},
)


@settings(max_examples=60, deadline=None)
@given(others=st.lists(st.one_of(JSON, FEATURES), max_size=6), position=st.lists(JSON, max_size=3))
def test_any_features_beside_a_point(tmp_path_factory, others: list, position: list):
    point = {"type": "Point", "coordinates": position}
    first = {"type": "Feature", "properties": {"id": "1", "category": "a", "start": "2024-01-05"}, "geometry": point}
    path = tmp_path_factory.mktemp("any") / "calls.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [first, *others]}))
    assert read(path, load_profile("generic")) == 1 + len(others)


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(
        st.sampled_from(["SITE CODE,RJ122", "SITE CODE", ",,", "SITE CODE,a,b", '"SITE CODE', "x,y"]), max_size=5
    ),
    tail=st.binary(max_size=100),
)
def test_any_lines_above_a_header(tmp_path_factory, lines: list[str], tail: bytes):
    path = tmp_path_factory.mktemp("any") / "istv.csv"
    header = "ASSAULT DATE AND TIME,ASSAULT METHOD,ASSAULT LOCATION TYPE\n2024-01-05,1,2\n"
    path.write_bytes("\n".join([*lines, header]).encode() + tail)
    with contextlib.suppress(UnreadableSupply):
        read(path, load_profile("istv-emergency-department"))


@settings(deadline=None)
@given(rows=st.lists(st.sampled_from("abc"), max_size=40), cut=st.integers(1, 40))
def test_equal_rows_are_numbered_without_a_gap_however_a_file_is_cut(declared, rows: list[str], cut: int):
    table = pa.table({"when": pa.array(rows, pa.string())})
    parts = [table.slice(start, cut) for start in range(0, len(rows), cut)]
    ids = [text for part in with_identities(parts, declared()) for text in part[IDENTITY].to_pylist()]
    assert len(set(ids)) == len(rows)
    numbers = Counter((row, int(text.partition("-")[2] or 1)) for row, text in zip(rows, ids))
    assert numbers == Counter((row, number + 1) for row in set(rows) for number in range(rows.count(row)))
