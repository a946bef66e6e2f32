"""Files as a source: a supplier's by their profile, SafeStats's own exports as they were written, outcomes joined."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pyarrow as pa
import pytest
import shapely

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.export import export
from safestats_core.formats.profile_file import load_profile
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.query import Period, Query
from safestats_core.sources.files import Files
from safestats_core.sources.source import described

COLUMNS = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name"
STREET, OUTCOMES = f"{COLUMNS},Crime type,Last outcome category,Context", f"{COLUMNS},Outcome type"
PLACE = "-0.1,51.5,On or near High Street,E01000001,City of London 001A"
NOON = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)


def street(*rows):
    lines = [
        f"{reference},{month},City of London Police,City of London Police,{PLACE},{kind},{outcome},"
        for reference, month, kind, outcome in rows
    ]
    return "\n".join([STREET, *lines, ""])


def outcomes(*rows):
    lines = [f"{reference},{month},City,City,{PLACE},{outcome}" for reference, month, outcome in rows]
    return "\n".join([OUTCOMES, *lines, ""])


@pytest.fixture
def archive(tmp_path):
    """Two months as data.police.uk packs them, and a file that is none of its own."""
    january = street(
        ("a" * 64, "2024-01", "Burglary", "Under investigation"), ("", "2024-01", "Anti-social behaviour", "")
    )
    february = street(
        ("b" * 64, "2024-02", "Drugs", "Under investigation"),
        ("c" * 64, "2024-02", "Robbery", ""),
        ("", "x", "Drugs", ""),
    )
    decided = outcomes(
        ("a" * 64, "2024-01", "Suspect charged"),
        ("a" * 64, "2024-02", "Offender given a caution"),
        ("b" * 64, "2024-02", "Local resolution"),
    )
    for name, content in {
        "2024-01/2024-01-city-of-london-street.csv": january,
        "2024-02/2024-02-city-of-london-street.csv": february,
        "2024-02/2024-02-city-of-london-outcomes.csv": decided,
        "notes.csv": "what,ever\n1,2\n",
    }.items():
        (tmp_path / "archive" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "archive" / name).write_text(content, encoding="utf-8")
    return tmp_path / "archive"


def crimes(**narrowed):
    return Query("policeuk-street", Level.RECORD, **narrowed)


def test_a_folder_of_downloads_is_a_dataset_with_its_months(archive):
    (dataset,) = Files(archive).datasets()
    assert (dataset.dataset, dataset.first_month, dataset.last_month) == ("policeuk-street", "2024-01", "2024-02")


def test_crimes_come_with_the_latest_outcome_that_any_file_tells(archive):
    fetched = Files(archive).fetch(crimes())
    rows = {row["source_category"]: row["outcome"] for row in fetched.table.to_pylist()}
    assert rows == {
        "Burglary": "Offender given a caution",
        "Anti-social behaviour": None,
        "Drugs": "Local resolution",
        "Robbery": None,
    }
    assert fetched.notes["outcome joined from the files of outcomes"] == 2


def test_a_bad_row_is_refused_and_a_file_that_is_none_is_named(archive):
    fetched = Files(archive).fetch(crimes())
    assert (fetched.read, fetched.table.num_rows, len(fetched.refusals)) == (5, 4, 1)
    assert "'x'" in fetched.refusals[0].reason
    (left,) = [note for note in fetched.notes if note.startswith("not read: ")]
    assert left.startswith("not read: notes.csv: ")  # and not the outcomes, which were joined


def test_everything_is_narrowed_here(archive):
    fetched = Files(archive).fetch(
        crimes(
            period=Period("2024-02", "2024-02"),
            categories=("drugs", "robbery"),
            area=shapely.box(-0.2, 51.4, 0.0, 51.6),
            area_codes=("E01000001",),
            columns=("category",),
        )
    )
    assert sorted(fetched.table["category"].to_pylist()) == ["drugs", "robbery"]
    assert fetched.by_source == ()
    assert fetched.here == ("period", "area", "area codes", "categories", "columns")


def test_a_zip_reads_like_its_folder(archive, tmp_path):
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(archive.rglob("*.csv")):
            packed.write(file, file.relative_to(archive))
    fetched = Files(path).fetch(crimes())
    assert fetched.table == Files(archive).fetch(crimes()).table


def test_what_the_files_do_not_hold_is_refused_with_what_they_do(archive, tmp_path):
    with pytest.raises(InvalidInput, match=r"has no 'fires' .* It has: policeuk-street \(record\)"):
        Files(archive).fetch(Query("fires", Level.RECORD))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSupply, match="It holds no files"):
        Files(tmp_path / "empty").datasets()
    with pytest.raises(UnreadableSupply, match="Check the path"):
        Files(tmp_path / "nowhere").datasets()


def dataset(level):
    named = {"dataset": "offences", "collection": "offences", "handling": "OFFICIAL-SENSITIVE"}
    return replace(described(load_profile("generic")), level=level, fields=tuple(LEVEL_SCHEMAS[level].names), **named)


@pytest.fixture
def offences():
    row = {
        "supplier": "Test Police",
        "category": "burglary",
        "start": NOON,
        "end": NOON,
        "time_precision": "exact",
        "month": "2024-07",
        "location_precision": "exact",
    }
    rows = [
        {"incident_id": "1", "location": "=HYPERLINK(1)", "longitude": -0.1, "latitude": 51.5, **row},
        {"incident_id": "2", "location": "O'Neill's", **row},
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".csv"])
def test_an_export_comes_back_as_it_was(tmp_path, offences, ending):
    path = tmp_path / f"offences{ending}"
    export(offences, dataset(Level.RECORD), path)
    source = Files(path)
    (info,) = source.datasets()
    assert (info.dataset, info.level, info.rows) == ("offences", Level.RECORD, 2)
    assert info.handling == ("" if ending == ".csv" else "OFFICIAL-SENSITIVE")
    fetched = source.fetch(Query("offences", Level.RECORD))
    assert fetched.table.to_pylist() == offences.to_pylist()
    narrow = source.fetch(Query("offences", Level.RECORD, area=shapely.box(-1, 51, 0, 52), columns=("incident_id",)))
    assert narrow.table.to_pylist() == [{"incident_id": "1"}]


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_exported_counts_keep_what_may_not_be_shown_as_nothing_and_not_as_zero(tmp_path, ending):
    names = ("count_id", "month", "borough", "ward", "category", "count")
    rows = [
        ("2024-07/W1/drugs", "2024-07", "B", "W1", "drugs", None),
        ("2024-07/W2/drugs", "2024-07", "B", "W2", "drugs", 5),
    ]
    counts = pa.Table.from_pylist([dict(zip(names, row)) for row in rows], LEVEL_SCHEMAS[Level.COUNTS])
    path = tmp_path / f"counts{ending}"
    export(counts, dataset(Level.COUNTS), path)
    source = Files(path)
    (info,) = source.datasets()
    fetched = source.fetch(Query(info.dataset, Level.COUNTS))
    assert fetched.table["count"].to_pylist() == [None, 5]


def test_a_masked_export_has_nulls_for_what_was_not_seen(tmp_path, offences):
    path = tmp_path / "offences.parquet"
    export(offences.drop_columns(["category", "outcome"]), dataset(Level.RECORD), path)
    fetched = Files(path).fetch(Query("offences", Level.RECORD))
    assert fetched.table["category"].null_count == 2
    assert fetched.table.column_names == INCIDENT_SCHEMA.names


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".csv", ".geojson"])
@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"SQLite format 3\0", b"incident_id,month\n1\n", b"\xff\xfe\x00", b"{}"]
)
def test_a_broken_file_is_refused_in_a_sentence(tmp_path, ending, content):
    path = tmp_path / f"broken{ending}"
    path.write_bytes(content)
    with pytest.raises((UnreadableSupply, InvalidInput)) as refused:
        Files(path).fetch(crimes())
    assert len(str(refused.value).split()) > 6


@pytest.mark.realdata
def test_a_year_of_the_city_of_london_is_read_whole(real_data: Path):
    fetched = Files(real_data / "policeuk_csv_city_of_london_2024").fetch(crimes())
    assert fetched.read == 13_654 == fetched.table.num_rows + len(fetched.refusals)
