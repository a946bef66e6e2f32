"""Police data as it was published, against the counts that its descriptions give."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from safestats_core.formats.profile_file import load_profile
from safestats_core.projection import to_projected

pytestmark = pytest.mark.realdata


def distinct_places(taken) -> int:
    pairs = zip(taken["longitude"], taken["latitude"])
    return len({pair for pair in pairs if pair[0] is not None})


def source_rows(folder: Path, pattern: str) -> list[list[str]]:
    """The rows of the CSV files, by the standard library."""
    rows = []
    for path in sorted(folder.rglob(pattern)):
        reader = csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8-sig"), newline=""))
        next(reader)
        rows += list(reader)
    return rows


@pytest.mark.parametrize(
    ("folder", "rows", "nowhere", "without_id", "places", "repeated_ids", "alike"),
    [
        ("policeuk_csv_bedfordshire_2025", 62_422, 2_569, 9_681, 6_974, 0, 2_419),
        ("policeuk_csv_city_of_london_2024", 13_654, 1_101, 1_214, 777, 208, 514),
    ],
)
def test_street_files_of_a_year(take, real_data, folder, rows, nowhere, without_id, places, repeated_ids, alike):
    taken = take(real_data / folder)
    assert (taken.read, taken.refusals, taken.notes) == (rows, [], {})
    assert Counter(taken["location_precision"]) == {"none": nowhere, "snapped": rows - nowhere}
    assert taken["longitude"].count(None) == taken["location"].count("No Location") == nowhere
    assert taken["source_id"].count(None) == without_id
    assert distinct_places(taken) == places
    references = [each for each in taken["source_id"] if each]
    assert len(references) - len(set(references)) == repeated_ids
    assert len(set(taken["incident_id"])) == rows
    published = source_rows(real_data / folder, "*-street.csv.gz")
    assert len(published) - len(set(map(tuple, published))) == alike
    but_for_outcome = {tuple(row[:10] + row[11:]) for row in published}
    assert sum("-" in each for each in taken["incident_id"]) == rows - len(but_for_outcome)


def test_what_stands_beside_street_files_is_named(take, real_data):
    skipped = take(real_data / "policeuk_csv_city_of_london_2024").skipped
    assert sum("policeuk-outcomes" in reason for reason in skipped.values()) == 6
    assert sum("policeuk-stop-and-search" in reason for reason in skipped.values()) == 6
    assert "README.md" in skipped
    assert len(skipped) == 13


def test_the_force_is_not_the_place(take, real_data):
    taken = take(real_data / "policeuk_csv_city_of_london_2024")
    assert set(taken["supplier"]) == {"City of London Police"}
    elsewhere = [name for name in taken["borough"] if name not in (None, "City of London")]
    assert 0.04 < len(elsewhere) / taken.read < 0.05
    assert {"Tower Hamlets", "Camden", "Islington"} <= set(elsewhere)
    assert not any(name[-1].isdigit() or name[-4:-1].isdigit() for name in set(elsewhere))


@pytest.mark.parametrize(
    ("name", "rows", "nowhere", "without_lsoa"),
    [
        ("2025-01-btp-street", 3_304, 0, 103),
        ("2025-01-northern-ireland-street", 10_202, 98, 10_104),
        ("2025-01-dyfed-powys-street", 3_478, 114, 0),
        ("2025-01-lancashire-street", 13_630, 427, 0),
        ("2021-01-south-yorkshire-street_with_extra_columns", 12_398, 344, 0),
    ],
)
def test_files_of_other_forces(take, real_data, name, rows, nowhere, without_lsoa):
    taken = take(real_data / "policeuk_csv_variety" / f"{name}.csv.gz")
    assert (taken.read, len(taken.incidents), taken.notes) == (rows, rows, {})
    assert taken["longitude"].count(None) == nowhere
    located = zip(taken["longitude"], taken["lsoa"])
    assert sum(lsoa is None and longitude is not None for longitude, lsoa in located) == without_lsoa
    assert len(set(taken["incident_id"])) == rows


def test_peculiarities_of_other_forces(take, real_data):
    folder = real_data / "policeuk_csv_variety"
    assert set(take(folder / "2025-01-btp-street.csv.gz")["source_id"]) == {None}
    assert "On or near Sŵn Yr Afon" in take(folder / "2025-01-dyfed-powys-street.csv.gz")["location"]
    attributes = take(folder / "2021-01-south-yorkshire-street_with_extra_columns.csv.gz")["attributes"]
    assert all(json.loads(each).keys() <= {"MSOA", "COLOUR"} for each in set(attributes) if each)


def test_camden_reads_its_american_dates_and_agrees_with_its_own_grid(take, real_data, tmp_path):
    path = real_data / "policeuk_csv_variety" / "camden_open_data_street_crime_sample.csv.gz"
    taken = take(path)
    assert (taken.read, taken.refusals, taken.notes) == (4_075, [], {})
    epochs = Counter(row[10] for row in source_rows(path.parent, path.name))
    assert Counter(taken["month"]) == {f"{day[6:10]}-{day[:2]}": count for day, count in epochs.items()}
    assert set(taken["ward"]) == {row[11] for row in source_rows(path.parent, path.name)}
    x, y = to_projected(np.array(taken["longitude"]), np.array(taken["latitude"]), "EPSG:27700")
    grid = np.array([row[13:15] for row in source_rows(path.parent, path.name)], dtype=float)
    assert np.hypot(x - grid[:, 0], y - grid[:, 1]).max() < 10


@pytest.fixture(scope="module")
def london_2017(take, real_data):
    """All API answers of 2017, and the seconds of computing that they took."""
    before = time.process_time()
    taken = take(real_data / "london_police_api_2017")
    return taken, time.process_time() - before


def test_a_year_of_api_answers(london_2017):
    taken, _ = london_2017
    assert (taken.read, taken.refusals, taken.notes) == (810_425, [], {})
    assert len(taken.incidents["incident_id"].unique()) == 771_121
    assert pc.max(taken.incidents["incident_id"].value_counts().field("counts")).as_py() == 2
    btp = pc.equal(taken.incidents["supplier"], "British Transport Police")
    without_id = taken.incidents.filter(pc.is_null(taken.incidents["source_id"]))
    offences = without_id.filter(pc.not_equal(without_id["category"], "antisocial-behaviour"))
    assert set(offences["supplier"].unique().to_pylist()) == {"British Transport Police"}
    assert taken.incidents.filter(btp)["source_id"].null_count == pc.sum(btp).as_py()
    assert "empty" in taken.skipped["edge/zero_bytes_2018-03_E05000523_0.json"]
    assert not any("empty_array" in name for name in taken.skipped)


def test_every_month_of_api_answers_has_the_rows_of_its_file(london_2017):
    counts = Counter(london_2017[0]["month"])
    assert [counts[f"2017-{month:02}"] for month in range(1, 13)] == [
        60_612, 58_542, 69_540, 64_125, 71_096, 69_234, 74_454, 70_777, 67_117, 72_300, 68_960, 63_668,
    ]  # fmt: skip


def test_a_year_of_api_answers_takes_seconds(london_2017):
    assert london_2017[1] < 15


def test_original_json_answers_are_the_same_incidents(take, real_data, london_2017, tmp_path):
    packed = pa.CompressedInputStream(str(real_data / "london_police_api_2017" / "raw_json_2017-06.tar.zst"), "zstd")
    with packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        for member in archive:
            if member.isfile():
                (tmp_path / Path(member.name).name).write_bytes(archive.extractfile(member).read())
    taken = take(tmp_path)
    assert (taken.read, taken.refusals, taken.skipped) == (69_234, [], {})
    assert taken.tables < 5
    columns = [name for name in taken.incidents.column_names if name not in ("ward", "attributes")]
    june = london_2017[0].incidents.filter(pc.equal(london_2017[0].incidents["month"], "2017-06"))
    alike = [table.select(columns).sort_by("incident_id") for table in (taken.incidents, june)]
    assert alike[0].equals(alike[1])


def test_api_samples_survive(take, real_data):
    taken = take(real_data / "police_api_json_samples")
    assert (taken.read, taken.refusals) == (469 + 374 + 1_448 + 1 + 1, [])
    assert len(taken.skipped) == len(list((real_data / "police_api_json_samples").rglob("*.*"))) - 5
    assert all(taken.skipped.values())


def test_stops_fall_in_the_month_of_their_file_once_read_as_utc(take, real_data):
    folder = real_data / "met_stop_and_search_2018"
    taken = take(folder, load_profile("policeuk-stop-and-search"))
    assert (taken.read, taken.refusals) == (151_900, [])
    assert taken["longitude"].count(None) == 13_919
    assert distinct_places(taken) == 18_630
    assert set(taken["supplier"]) == {"Metropolitan Police Service"}
    assert set(taken["time_precision"]) == {"exact"}
    assert sum("-" in each for each in taken["incident_id"]) >= 4_138
    written = Counter(path.name[:7] for path in folder.glob("*.gz") for _ in source_rows(folder, path.name))
    assert Counter(taken["month"]) == written
    in_utc = np.array(taken.incidents["start"].cast(pa.timestamp("s")).to_numpy(), dtype="datetime64[M]").astype(str)
    assert (in_utc != np.array(taken["month"])).sum() == 148
    assert taken.notes == {"no category given": 549}
