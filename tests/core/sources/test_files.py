"""Files as a source: a supplier's by their profile, SafeStats's own exports as they were written, outcomes joined."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.export import export, marking
from safestats_core.formats.profile_file import load_profile
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.query import Period, Query
from safestats_core.sources.files import Files
from safestats_core.sources.source import described

COLUMNS = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name"
STREET, OUTCOMES = f"{COLUMNS},Crime type,Last outcome category,Context", f"{COLUMNS},Outcome type"
PLACE = "-0.1,51.5,On or near High Street,E01000001,City of London 001A"
NOON = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
AGAIN = "left out, as the same row came again"


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


def packed(path, folder):
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*.csv")):
            archive.write(file, file.relative_to(folder))
    return path


def test_a_zip_reads_like_its_folder(archive, tmp_path):
    fetched = Files(packed(tmp_path / "download.zip", archive)).fetch(crimes())
    assert fetched.table == Files(archive).fetch(crimes()).table


def test_an_archive_beside_what_was_unpacked_of_it_gives_each_crime_once(archive):
    alone = Files(archive).fetch(crimes())
    packed(archive / "download.zip", archive)
    both = Files(archive).fetch(crimes())
    assert sorted(both.table["incident_id"].to_pylist()) == sorted(alone.table["incident_id"].to_pylist())
    assert (both.read, both.notes[AGAIN]) == (10, 4)
    narrow = Files(archive).fetch(crimes(categories=("drugs",), columns=("category",)))
    assert (narrow.table.num_rows, narrow.notes[AGAIN]) == (1, 4)
    assert AGAIN not in alone.notes


def test_archives_that_overlap_give_each_crime_once_as_the_last_of_them_has_it(tmp_path):
    rows = [(str(number) * 64, "2024-01", "Drugs", "Under investigation") for number in range(1, 7)]
    settled = [(*rows[0][:3], "Local resolution"), *rows[1:]]
    for name, kept in (("a.zip", rows), ("b.zip", [*settled, ("7" * 64, "2024-01", "Robbery", "")])):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("2024-01/2024-01-city-street.csv", street(*kept))
    fetched = Files(tmp_path).fetch(crimes())
    outcomes_of = dict(zip(fetched.table["source_id"].to_pylist(), fetched.table["outcome"].to_pylist()))
    assert (fetched.table.num_rows, fetched.notes[AGAIN]) == (7, 6)
    assert outcomes_of["1" * 64] == "Local resolution"


def test_crimes_that_are_alike_stay_apart_in_one_file_and_in_files_that_are_not_the_same(tmp_path):
    alike = ("", "2024-01", "Anti-social behaviour", "")
    others = [("", "2024-01", kind, "") for kind in ("Drugs", "Robbery", "Burglary")]
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "2024-01-street.csv").write_text(street(alike, alike, others[0], others[0]))
    (tmp_path / "one" / "2024-01-other-street.csv").write_text(street(alike, alike))
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "2024-01-street.csv").write_text(street(alike, *others[1:], *others[1:]))
    fetched = Files(tmp_path).fetch(crimes())
    assert (fetched.table.num_rows, fetched.notes.get(AGAIN)) == (11, None)
    assert Files(tmp_path / "one" / "2024-01-street.csv").fetch(crimes()).table.num_rows == 4


def test_a_key_is_one_incident_in_whatever_files_it_stands_and_the_last_row_counts(tmp_path):
    head = "id,supplier,start,category\n"
    one, two = "1,Police,2024-01-01T10:00:00Z,{}\n", "2,Police,2024-01-01T10:00:00Z,{}\n"
    (tmp_path / "a.csv").write_text(head + one.format("drugs") + two.format("drugs") + one.format("robbery"))
    (tmp_path / "b.csv").write_text(head + two.format("burglary"))
    calls = Query("generic", Level.RECORD)
    fetched = Files(tmp_path, load_profile("generic")).fetch(calls)
    categories = dict(zip(fetched.table["incident_id"].to_pylist(), fetched.table["category"].to_pylist()))
    assert (categories, fetched.table.num_rows) == ({"1": "robbery", "2": "burglary"}, 2)
    assert (fetched.read, fetched.notes[AGAIN]) == (4, 2)
    overtaken = Files(tmp_path, load_profile("generic")).fetch(replace(calls, categories=("drugs",)))
    assert overtaken.table.num_rows == 0


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


@pytest.mark.parametrize("ending", [".parquet", ".gpkg"])
def test_an_export_keeps_its_time_zone_and_reference_system(tmp_path, offences, ending):
    path = tmp_path / f"offences{ending}"
    export(offences, replace(dataset(Level.RECORD), time_zone="America/Chicago", crs="EPSG:26971"), path)
    info = Files(path).fetch(Query("offences", Level.RECORD)).dataset
    assert (info.time_zone, info.crs) == ("America/Chicago", "EPSG:26971")


@pytest.mark.parametrize("change", [{"time_zone": "Mars/Olympus"}, {"time_zone": "/etc"}, {"crs": "EPSG:0"}])
def test_an_export_of_a_time_zone_or_system_that_is_none_is_refused_in_words(tmp_path, offences, change):
    path = tmp_path / "offences.parquet"
    marks = {**marking(dataset(Level.RECORD)), **change}
    pq.write_table(offences.replace_schema_metadata({"safestats": json.dumps(marks)}), path)
    with pytest.raises((UnreadableSupply, InvalidInput), match=next(iter(change.values()))):
        Files(path).datasets()


@pytest.mark.parametrize("marks", [{}, [], {"dataset": "x", "level": "all", "handling": ""}, None])
def test_a_parquet_that_is_marked_by_somebody_else_is_read_as_somebody_elses(tmp_path, offences, marks):
    path = tmp_path / "offences.parquet"
    pq.write_table(offences.replace_schema_metadata({"safestats": json.dumps(marks)}), path)
    with pytest.raises(UnreadableSupply, match="No profile knows its columns"):
        Files(path).datasets()


def test_an_export_from_before_these_were_written_is_read_as_london(tmp_path, offences):
    path = tmp_path / "offences.parquet"
    marks = {"dataset": "offences", "level": "record", "handling": "OFFICIAL"}
    pq.write_table(offences.replace_schema_metadata({"safestats": json.dumps(marks)}), path)
    (info,) = Files(path).datasets()
    assert (info.time_zone, info.crs) == ("Europe/London", "EPSG:27700")


def test_words_in_an_exported_csv_stay_words_and_its_lines_may_break(tmp_path, offences):
    words = ["N/A", "null", "NaN", "On or near\nHigh Street, flat 3\r\nback door", None]
    rows = pa.Table.from_pylist(
        [{**offences.to_pylist()[0], "incident_id": str(n), "location": words[n % 5]} for n in range(20_000)],
        INCIDENT_SCHEMA,
    )
    path = tmp_path / "offences.csv"
    export(rows, dataset(Level.RECORD), path)
    again = Files(path).fetch(Query("offences", Level.RECORD)).table
    assert again["location"].to_pylist() == rows["location"].to_pylist()
    assert again["source_id"].null_count == 20_000


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".csv"])
def test_a_word_that_begins_like_a_formula_comes_back_as_it_was(tmp_path, offences, ending):
    words = ["=1+1", "-5 High Street"] + (["'=1+1"] if ending != ".csv" else [])
    rows = [{**offences.to_pylist()[0], "incident_id": str(n), "location": word} for n, word in enumerate(words)]
    path = tmp_path / f"offences{ending}"
    export(pa.Table.from_pylist(rows, INCIDENT_SCHEMA), dataset(Level.RECORD), path)
    assert Files(path).fetch(Query("offences", Level.RECORD)).table["location"].to_pylist() == words


def test_each_table_of_a_geopackage_is_a_dataset(tmp_path, offences):
    path = tmp_path / "both.gpkg"
    for layer, name, rows in (("may", "offences", offences), ("june", "offences", offences.slice(1))):
        marks = marking(replace(dataset(Level.RECORD), dataset=name))
        export(rows, replace(dataset(Level.RECORD), collection=layer, dataset=name), tmp_path / f"{layer}.gpkg")
        append(tmp_path / f"{layer}.gpkg", path, layer, marks)
    export(offences.slice(0, 1), replace(dataset(Level.RECORD), dataset="fires"), tmp_path / "fires.gpkg")
    append(tmp_path / "fires.gpkg", path, "fires", marking(replace(dataset(Level.RECORD), dataset="fires")))
    source = Files(path)
    assert {(info.dataset, info.rows) for info in source.datasets()} == {("may", 2), ("june", 1), ("fires", 1)}
    for name, rows in (("may", 2), ("june", 1), ("fires", 1)):
        fetched = source.fetch(Query(name, Level.RECORD))
        assert (fetched.dataset.dataset, fetched.table.num_rows) == (name, rows)
    with pytest.raises(InvalidInput, match="It has: "):
        source.fetch(Query("offences", Level.RECORD))


def append(from_path, path, layer, marks):
    """Put the one layer of a GeoPackage into another beside what is there, as QGIS does it."""
    meta, table = pyogrio.read_arrow(from_path)
    place = meta["geometry_name"] or "wkb_geometry"
    more = {"geometry_name": place, "geometry_type": "Point", "crs": meta["crs"], "layer_metadata": marks}
    pyogrio.write_arrow(table, path, driver="GPKG", layer=layer, append=path.exists(), **more)


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
