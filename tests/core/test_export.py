from __future__ import annotations

import csv
import json
from datetime import datetime, timezone

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import InvalidInput
from safestats_core.export import check_target, export
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.retrieval.catalogue import DatasetInfo

NOON = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)


def about(level=Level.RECORD):
    words = dict.fromkeys(("agency", "theme", "description", "licence", "scope_hash", "updated"), "")
    return DatasetInfo(
        collection="offences",
        dataset="offences",
        level=level,
        title="Offences",
        attribution="Test Police",
        handling="OFFICIAL-SENSITIVE",
        time_zone="Europe/London",
        crs="EPSG:27700",
        fields=tuple(LEVEL_SCHEMAS[level].names),
        lease_hours=72,
        first_month="2024-07",
        last_month="2024-07",
        rows=2,
        **words,
    )


def offences(*locations):
    """One row for each text; the first lies on St Mary's, Isles of Scilly, the others nowhere."""
    row = {
        "supplier": "Test Police",
        "category": "burglary",
        "start": NOON,
        "end": NOON,
        "time_precision": "exact",
        "month": "2024-07",
        "location_precision": "exact",
    }
    places = [{"longitude": -6.29977752, "latitude": 49.92226394}] + [{}] * (len(locations) - 1)
    rows = [
        {"incident_id": str(number), "location": words, **row, **place}
        for number, (words, place) in enumerate(zip(locations, places))
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


def test_a_geopackage_lies_on_the_national_grid_and_keeps_rows_without_a_place(tmp_path):
    path = tmp_path / "offences.gpkg"

    export(offences("St Mary's", "nowhere"), about(), path)

    layer = pyogrio.read_dataframe(path)
    assert layer.crs.to_epsg() == 27700
    # The Ordnance Survey's test point TP01 for OSTN15; without its grid, PROJ comes within 5 m.
    assert layer.geometry[0].distance(shapely.Point(91492.146, 11318.804)) < 5
    assert layer.geometry[1] is None
    assert layer["incident_id"].tolist() == ["0", "1"]
    assert layer["start"][0] == NOON


def test_a_geopackage_of_counts_shows_the_wards(tmp_path):
    row = {"count_id": "1", "month": "2024-07", "borough": "B1", "category": "burglary", "count": 5}
    rows = [{**row, "ward": "W1"}, {**row, "count_id": "2", "ward": None}]
    table = pa.Table.from_pylist(rows, LEVEL_SCHEMAS[Level.COUNTS])
    path = tmp_path / "counts.gpkg"

    export(table, about(Level.COUNTS), path, {"W1": shapely.box(-0.2, 51.4, -0.1, 51.5)})

    layer = pyogrio.read_dataframe(path)
    # 0.1 degrees each way: 11.1 km by 6.9 km at this latitude.
    assert layer.geometry[0].area == pytest.approx(11.12e3 * 6.94e3, rel=0.01)
    assert layer.geometry[1] is None
    assert layer["count"].tolist() == [5, 5]


def test_parquet_gives_back_exactly_what_was_written_with_its_marking(tmp_path):
    path = tmp_path / "offences.parquet"
    table = offences("=1+1", None)

    export(table, about(), path)

    read = pq.read_table(path)
    assert read.select(table.column_names).to_pylist() == table.to_pylist()
    assert json.loads(read.schema.metadata[b"safestats"])["handling"] == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("dangerous", ["=1+1", "+44 20", "-1", "@cmd", "\tx", "\rx"])
def test_a_spreadsheet_never_runs_what_a_supplier_wrote(tmp_path, dangerous):
    path = tmp_path / "offences.csv"

    export(offences(dangerous, "On or near = High Street", None), about(), path)

    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["location"] for row in rows] == ["'" + dangerous, "On or near = High Street", ""]
    assert float(rows[0]["longitude"]) == -6.29977752


@pytest.mark.parametrize("ending", [".csv", ".gpkg", ".parquet"])
def test_a_file_that_cannot_be_finished_leaves_the_old_one_and_no_rest(tmp_path, ending, monkeypatch):
    path = tmp_path / f"offences{ending}"
    path.write_text("the old one")

    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no space left"):
        export(offences("a"), about(), path)

    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_where_an_export_goes_is_checked_before_the_work(tmp_path):
    taken = tmp_path / "taken.csv"
    taken.write_text("")

    with pytest.raises(InvalidInput, match=r"exists already\. .* --force"):
        check_target(taken, overwrite=False)
    with pytest.raises(InvalidInput, match=r"does not end in \.parquet, \.gpkg, \.csv"):
        check_target(tmp_path / "offences.xlsx", overwrite=False)
    with pytest.raises(InvalidInput, match="There is no folder"):
        check_target(tmp_path / "missing" / "offences.csv", overwrite=False)
    check_target(taken, overwrite=True)


def test_rows_whose_place_is_hidden_have_no_place_on_a_map(tmp_path):
    table = pa.table({"incident_id": ["1"], "month": ["2024-07"]})

    with pytest.raises(InvalidInput, match="no place on a map"):
        export(table, about(), tmp_path / "offences.gpkg")
