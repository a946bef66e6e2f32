"""Packed supplies: what is packed as what, and how far a small file may grow."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats import files, headers, records, text_stream, unpacking
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import Supply, open_supply

HEADER = b"id,category,start\n"
ROW = b"1,drugs,2024-01-05\n"


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, a thousandth as large."""
    monkeypatch.setattr(unpacking, "FREE_BYTES", 64 << 10)
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 4 << 20)
    monkeypatch.setattr(files, "_MOST_ARCHIVE", 32 << 20)
    monkeypatch.setattr(records, "MOST_JSON_BYTES", 256 << 10)
    monkeypatch.setattr(text_stream.read_whole, "__defaults__", (256 << 10,))


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def test_a_zip_bomb_is_refused_and_its_neighbours_are_read(take, tmp_path, small_limits):
    bomb = HEADER + ROW + b" " * (2 << 20)
    archive = zipped(tmp_path / "delivery.zip", bomb_csv=bomb, calls_csv=HEADER + ROW)
    profile = load_profile("generic")
    opened = {}
    for supply in open_supply(archive, profile):
        try:
            opened[supply.name] = (
                sum(t.num_rows for t in supply.tables) if isinstance(supply, Supply) else supply.reason
            )
        except UnreadableSupply as error:
            opened[supply.name] = str(error)
    assert opened["delivery.zip/calls.csv"] == 1
    assert "unpacks to more than" in opened["delivery.zip/bomb.csv"]
    assert "200 times its packed size" in opened["delivery.zip/bomb.csv"]


@pytest.mark.parametrize("name", ["bomb.csv.gz", "bomb.json.gz", "bomb.parquet.gz", "bomb.arrow.gz", "bomb.geojson.gz"])
def test_a_gzip_bomb_is_refused(take, tmp_path, small_limits, name):
    (tmp_path / name).write_bytes(gzip.compress(b"\0" * (3 << 20)))
    with pytest.raises(UnreadableSupply, match=r"unpacks to more than|too large to be read as a whole"):
        take(tmp_path / name, load_profile("generic"))


def test_a_bomb_inside_a_bomb_is_refused(take, tmp_path, small_limits):
    inner = gzip.compress(gzip.compress(b"\0" * (3 << 20)) * 200)
    archive = zipped(tmp_path / "delivery.zip", **{"bomb.csv.gz": inner})
    assert "unpack" in str(take(archive, load_profile("generic")).skipped.values())


def test_an_archive_that_lies_about_its_size_is_stopped_all_the_same(take, tmp_path, small_limits):
    archive = zipped(tmp_path / "delivery.zip", bomb_csv=HEADER + b" " * (3 << 20))
    content = archive.read_bytes().replace((len(HEADER) + (3 << 20)).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    archive.write_bytes(content)
    taken = take(archive, load_profile("generic"))
    assert (taken.read, "cannot be unpacked" in taken.skipped["delivery.zip/bomb.csv"]) == (0, True)


def test_an_archive_of_too_much_is_not_opened(take, tmp_path, small_limits, monkeypatch):
    archive = zipped(tmp_path / "large.zip", **{f"{number}.csv": b" " * (4 << 20) for number in range(9)})
    with pytest.raises(UnreadableSupply, match=r"9 files of 37,748,736 bytes unpacked"):
        take(archive)
    monkeypatch.setattr(files, "_MOST_MEMBERS", 8)
    with pytest.raises(UnreadableSupply, match="8 files and"):
        take(zipped(tmp_path / "many.zip", **{f"{number}.csv": b"" for number in range(9)}))


def test_ordinary_data_is_far_below_the_limits(take, tmp_path):
    rows = b"".join(b"%d,drugs,2024-01-05\n" % number for number in range(200_000))
    (tmp_path / "calls.csv.gz").write_bytes(gzip.compress(HEADER + rows, 1))
    assert take(tmp_path / "calls.csv.gz", load_profile("generic")).read == 200_000


def test_the_limits_are_those_that_are_documented(pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "profiles.md").read_text(encoding="utf-8")
    assert f"{unpacking.MOST_RATIO} times" in page
    assert f"{unpacking.FREE_BYTES >> 20} MiB" in page
    assert f"{unpacking.MOST_UNPACKED >> 30} GiB" in page
    assert f"{files._MOST_ARCHIVE >> 30} GiB" in page
    assert f"{text_stream.MOST_WHOLE >> 20} MiB" in page
    assert f"{records.MOST_JSON_BYTES >> 20} MiB and {records.MOST_RECORDS:,} records" in page
    assert f"{headers.MOST_COLUMNS:,} columns" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("calls.csv", b"PK\x03\x04" + os.urandom(50), "Excel workbook"),
        ("calls.csv", gzip.compress(HEADER), "packed with gzip"),
        ("calls.xlsx", b"PK\x03\x04" + os.urandom(50), "Excel workbook"),
        ("calls.xls", b"\xd0\xcf\x11\xe0" + os.urandom(50), "old Excel workbook"),
        ("calls.txt", HEADER, "Only .csv, .json, .geojson, .parquet and .arrow"),
        ("calls.csv.gz", HEADER, "cannot be unpacked"),
        ("calls.csv.gz", gzip.compress(HEADER + ROW * 5)[:-9], "cannot be unpacked"),
        ("calls.zip", HEADER, "not a zip archive"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",  # the bytes differ from run to run
)
def test_what_a_file_is_instead_is_said(take, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSupply, match=words):
        take(tmp_path / name, load_profile("generic"))


def test_a_nested_archive_is_named(take, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("calls.csv", HEADER + ROW)
    outer = zipped(tmp_path / "outer.zip", **{"inner.zip": inner.getvalue()})
    assert "archive inside an archive" in take(outer).skipped["outer.zip/inner.zip"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":' * 50_000,
        b'[{"a":' + b"[" * 900 + b"]" * 900 + b"}]",
        b'[{"a":' + b'{"b":' * 5_000 + b"1" + b"}" * 5_000 + b"}]",
    ],
)
def test_json_nested_without_end_gets_a_sentence(take, tmp_path, content):
    (tmp_path / "deep.json").write_bytes(content)
    with pytest.raises(UnreadableSupply, match=r"nested too deeply|not valid JSON|no column|No profile"):
        take(tmp_path / "deep.json", load_profile("generic"))


def test_records_without_end_are_not_read(take, tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MOST_RECORDS", 3)
    for content in ('[{"a": 1}, 2, 3, 4]', '{"type": "FeatureCollection", "features": [1, 2, 3, 4]}'):
        (tmp_path / "many.json").write_text(content)
        with pytest.raises(UnreadableSupply, match="4 records; 3 is the most"):
            take(tmp_path / "many.json", load_profile("generic"))
