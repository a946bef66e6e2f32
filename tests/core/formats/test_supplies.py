"""Folders, zips and mixtures: every file is taken in or named with the reason why not."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply


@pytest.fixture
def delivery(tmp_path: Path, street: str, data: Path) -> Path:
    """A folder as it comes: two months, an answer, and much that is no incident."""
    folder = tmp_path / "delivery"
    for path, content in {
        "2024-01/2024-01-anytown-street.csv": street.encode(),
        "2024-02/2024-02-anytown-street.csv.gz": gzip.compress(street.replace("2024-01", "2024-02").encode()),
        "2024-02/2024-02-anytown-outcomes.csv": b"Crime ID,Month,Reported by,Outcome type\na,2024-02,A,Charged\n",
        "2024-02/2024-02-anytown-stop-and-search.csv": (
            b"Type,Date,Latitude,Longitude,Legislation,Object of search\nPerson search,2024-02-01T00:00:00+00:00,,,,\n"
        ),
        "answer.json": (data / "answer.json").read_bytes(),
        "empty.csv": b"",
        "notes.txt": b"All files are complete.",
        "places.csv": b"easting,northing\n1,2\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_a_folder_is_read_and_what_is_left_out_is_named(take, delivery):
    taken = take(delivery)
    assert taken.read == 6 + 6 + 7
    reasons = {
        "2024-02/2024-02-anytown-outcomes.csv": "only when profile policeuk-outcomes is named",
        "2024-02/2024-02-anytown-stop-and-search.csv": "only when profile policeuk-stop-and-search is named",
        "empty.csv": "empty",
        "notes.txt": "Only .csv, .json, .geojson, .parquet and .arrow",
        "places.csv": "No profile knows its columns (easting, northing)",
    }
    assert taken.skipped.keys() == reasons.keys()
    for name, words in reasons.items():
        assert words in taken.skipped[name]


def test_a_zip_is_read_like_the_folder(take, delivery, tmp_path):
    archive = tmp_path / "delivery.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(delivery.rglob("*.*")):
            packed.write(path, path.relative_to(delivery).as_posix())
    zipped, plain = take(archive), take(delivery)
    assert zipped.incidents.equals(plain.incidents)
    assert list(zipped.skipped.values()) == list(plain.skipped.values())
    (tmp_path / "outer").mkdir()
    archive.rename(tmp_path / "outer" / "delivery.zip")
    assert take(tmp_path / "outer").incidents.equals(plain.incidents)


def test_a_supply_tells_which_months_its_file_is_about(delivery):
    months = {supply.name: supply.months for supply in open_supply(delivery) if hasattr(supply, "months")}
    assert months["2024-01/2024-01-anytown-street.csv"] == ("2024-01",)
    assert months["answer.json"] is None


def test_the_date_on_which_a_file_was_made_is_not_its_month(delivery, street):
    (delivery / "export-2024-07-03.csv").write_text(street)
    (supply,) = open_supply(delivery / "export-2024-07-03.csv")
    assert supply.months is None


def test_thousands_of_answers_travel_in_a_few_tables(take, data, tmp_path):
    crime = json.loads((data / "answer.json").read_text())[0]
    for number in range(300):
        (tmp_path / f"{number:04d}.json").write_text(json.dumps([{**crime, "id": number}] if number % 3 else []))
    (tmp_path / "0150.json").write_text(json.dumps([{**crime, "id": 150, "month": "soon"}]))
    taken = take(tmp_path)
    assert (taken.read, taken.tables) == (201, 1)
    assert [(refusal.source, refusal.row) for refusal in taken.refusals] == [("0150.json", 1)]


def test_stop_and_search_is_taken_in_when_its_profile_is_named(take, delivery):
    taken = take(delivery, load_profile("policeuk-stop-and-search"))
    assert (taken.read, taken["supplier"]) == (1, ["anytown"])
    assert "There is no column 'Type'" in taken.skipped["2024-01/2024-01-anytown-street.csv"]


def test_a_file_given_by_itself_raises_what_a_folder_skips(take, delivery):
    for name, reason in take(delivery).skipped.items():
        with pytest.raises(UnreadableSupply) as raised:
            take(delivery / name)
        assert str(raised.value) == f"{Path(name).name}: {reason}"


def test_a_missing_path_and_a_broken_zip_say_so(take, tmp_path):
    with pytest.raises(UnreadableSupply, match="no file or folder"):
        open_supply(tmp_path / "nothing")
    (tmp_path / "broken.zip").write_bytes(b"PK")
    with pytest.raises(UnreadableSupply, match="not a zip archive"):
        take(tmp_path / "broken.zip")
    assert "not a zip archive" in take(tmp_path).skipped["broken.zip"]
