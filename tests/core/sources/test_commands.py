"""Sources from the command line, as somebody without a portal types it."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from safestats_core.cli import main

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
    ",2024-01,City Police,City Police,-0.1,51.5,On or near High Street,E01000001,City of London 001A,Burglary,,\n"
    ",2024-02,City Police,City Police,-0.1,51.5,On or near High Street,E01000001,City of London 001A,Drugs,,\n"
    ",2024-13,City Police,City Police,-0.1,51.5,On or near High Street,E01000001,City of London 001A,Drugs,,\n"
)


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "2024-01-city-street.csv").write_text(STREET, encoding="utf-8")
    return folder


def test_what_a_folder_holds_is_listed(capsys, downloads):
    assert main(["datasets", "--source", str(downloads)]) == 0
    assert "policeuk-street" in capsys.readouterr().out


def test_rows_are_pulled_and_it_is_said_who_narrowed_and_what_was_refused(capsys, downloads, tmp_path):
    out = tmp_path / "drugs.parquet"
    words = [
        "pull",
        "policeuk-street",
        "--source",
        str(downloads),
        "--category",
        "drugs",
        "--column",
        "month",
        "category",
    ]
    assert main([*words, "--from", "2024-01", "--to", "2024-12", "--out", str(out)]) == 0
    shown = capsys.readouterr()
    assert pq.read_table(out).to_pylist() == [{"category": "drugs", "month": "2024-02"}]
    assert "1 rows written" in shown.out
    assert "3 rows read. Narrowed by the source: nothing; on this computer: period, categories, columns." in shown.err
    assert "1 rows refused:" in shown.err
    assert "row 3" in shown.err
    assert "2024-13" in shown.err


def street_of(*months):
    row = STREET.splitlines()[1]
    return "\n".join([STREET.splitlines()[0], *(row.replace("2024-01", month, 1) for month in months), ""])


@pytest.mark.parametrize("name", ["offences-2024-03.csv", "offences.csv"])
@pytest.mark.parametrize(
    ("asked", "months"),
    [
        ([], ["2024-01", "2024-02", "2024-03"]),
        (["--to", "2024-02"], ["2024-01", "2024-02"]),
        (["--from", "2024-02"], ["2024-02", "2024-03"]),
        (["--from", "2024-02", "--to", "2024-02"], ["2024-02"]),
    ],
)
def test_months_are_those_of_the_rows_whatever_the_file_is_called(tmp_path, name, asked, months):
    (tmp_path / name).write_text(street_of("2024-01", "2024-02", "2024-03"), encoding="utf-8")
    out = tmp_path / "out.parquet"
    assert main(["pull", "policeuk-street", "--source", str(tmp_path / name), *asked, "--out", str(out)]) == 0
    assert pq.read_table(out)["month"].to_pylist() == months


@pytest.mark.parametrize("ending", [".parquet", ".gpkg"])
def test_an_export_of_some_columns_is_read_again_and_says_what_it_lacks(capsys, downloads, tmp_path, ending):
    kept = tmp_path / f"kept{ending}"
    words = ["--source", str(downloads), "--column", "supplier", "longitude", "latitude", "--out", str(kept)]
    assert main(["pull", "policeuk-street", *words]) == 0
    assert main(["datasets", "--source", str(kept)]) == 0
    assert "not told" in capsys.readouterr().out
    again = ["pull", "policeuk-street", "--source", str(kept), "--out"]
    assert main([*again, str(tmp_path / "again.parquet")]) == 0
    assert pq.read_table(tmp_path / "again.parquet")["supplier"].to_pylist() == ["City Police"] * 2
    capsys.readouterr()
    for asked, column in (
        (["--category", "burglary"], "category"),
        (["--from", "2024-01"], "month"),
        (["--area", "E01000001"], "borough, ward, lsoa"),
    ):
        assert main([*again, str(tmp_path / "none.csv"), *asked]) == 1
        said = capsys.readouterr().err
        assert f"have no column '{column}'" in said
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["datasets", "--source", "nowhere"], "Check the path"),
        (["datasets", "--source", "ftp://features.example"], "is not the address of a server"),
        (["datasets", "--source", "police.uk", "--portal", "https://portal.example"], "Give one of them"),
        (["datasets", "--source", "police.uk", "--profile", "no-such"], "no-such"),
    ],
)
def test_a_source_that_is_none_is_told_in_a_sentence(capsys, words, sentence):
    assert main(words) == 1
    shown = capsys.readouterr().err
    assert sentence in shown
    assert "Traceback" not in shown
