"""The scan for leaks finds what it should: otherwise its silence would mean nothing."""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
import urllib.parse
import zipfile
import zlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MARKER = "Zyzzyva Crescent Łódź"


def write_zip(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qgs", f"<layer>{MARKER}</layer>" * 50)


def write_sqlite(path):
    with sqlite3.connect(path) as store:
        store.execute("CREATE TABLE places (name TEXT)")
        store.execute("INSERT INTO places VALUES (?)", [MARKER])
    store.close()


WRITERS = {
    "text": lambda path: path.write_text(f"x {MARKER} y", encoding="utf-8"),
    "utf-16": lambda path: path.write_text(MARKER, encoding="utf-16"),
    "json": lambda path: path.write_text(json.dumps({"a": MARKER})),
    "url": lambda path: path.write_text("?q=" + urllib.parse.quote(MARKER)),
    "form": lambda path: path.write_text(urllib.parse.urlencode({"q": MARKER})),
    "hex": lambda path: path.write_text(MARKER.encode().hex()),
    "gzip": lambda path: path.write_bytes(gzip.compress(MARKER.encode() * 9)),
    "zlib": lambda path: path.write_bytes(zlib.compress(MARKER.encode() * 9)),
    "project": write_zip,
    "geopackage": write_sqlite,
    "parquet": lambda path: pq.write_table(pa.table({"a": [MARKER] * 99}), path, compression="zstd"),
    **{
        f"base64 {shift}": lambda path, shift=shift: path.write_bytes(
            base64.b64encode(b"abc"[:shift] + MARKER.encode() + b"xyz")
        )
        for shift in range(3)
    },
}


@pytest.mark.parametrize("form", WRITERS)
def test_the_marker_is_found_in_every_form(leak_scan, tmp_path, form):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    WRITERS[form](tmp_path / "deep" / "er" / "file")
    found = leak_scan([MARKER], [tmp_path])
    assert found
    assert all("deep/er/file" in leak for leak in found)


def test_a_name_tells_too(leak_scan, tmp_path):
    (tmp_path / MARKER).touch()
    assert leak_scan([MARKER], [tmp_path]) == [f"{tmp_path / MARKER}: {MARKER} in the name"]


def test_what_a_person_asked_for_is_no_leak_and_neither_is_anything_else(leak_scan, tmp_path):
    (tmp_path / "export.csv").write_text(MARKER, encoding="utf-8")
    (tmp_path / "other").write_bytes(bytes(range(256)) * 100)
    assert leak_scan([MARKER], [tmp_path], allowed=[tmp_path / "export.csv"]) == []


def test_programs_started_by_a_test_leave_their_temporary_files_where_the_scan_looks(leak_scan):
    import tempfile

    with tempfile.NamedTemporaryFile("w", delete=False, encoding="utf-8") as file:
        file.write(MARKER)
    assert len(leak_scan([MARKER], [])) == 1
