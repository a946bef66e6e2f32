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
