"""Small deliveries that would be large, deep or forged: each is refused in words, in bounded time and memory."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

from safestats_core.portal.portal import init_portal

PARQUET, ARROW = "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"
ARROW_FILE, GEOJSON = "application/vnd.apache.arrow.file", "application/geo+json"
GROWTH = 700 << 20
"""Bytes that a bomb may cost while it is looked at."""

SECONDS = 20
HEADER = b"ref,force,what,from,to,lon,lat,outcome\n"


@pytest.fixture(scope="module")
def portal(tmp_path_factory, prepare):
    opened = init_portal(tmp_path_factory.mktemp("bombs") / "portal", "Test portal")
    prepare(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def met(portal, start, sender):
    return sender(portal, start(portal), most_bytes=256 << 20)


def columns(rows, **other):
    made = {"ref": [str(each) for each in range(rows)], "force": ["Met"] * rows, "what": ["Burglary"] * rows}
    return {**made, "from": ["2024-01-01T12:00"] * rows, **other}


def parquet_of(table, **options):
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", **options)
    return sink.getvalue()


def arrow_of(table, in_file=False, compression=None):
    sink = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with (pa.ipc.new_file if in_file else pa.ipc.new_stream)(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return sink.getvalue()


def same_row_over_and_over():
    rows = 12_000_000
    indices = pa.array(np.zeros(rows, np.int8))
    names = ("ref", "force", "what", "from")
    return parquet_of(pa.table({name: pa.DictionaryArray.from_arrays(indices, pa.array(["x"])) for name in names}))


def long_value_in_every_row():
    rows, value = 2_000, "x" * (4 << 20)
    same = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([value]))
    return pa.table(columns(rows, outcome=same))


def forged(body, at, by):
    return body[:at] + by + body[at + len(by) :]


def forged_offsets():
    body = arrow_of(pa.table(columns(1_000)))
    # The offsets of the first column begin with 0, 1, 2, ... in 32 bits each: one of them now points far away.
    first = body.index(b"".join(number.to_bytes(4, "little") for number in range(10)))
    return forged(body, first + 20, (0x7FFFFFF0).to_bytes(4, "little"))


def forged_length():
    body = arrow_of(pa.table(columns(1_000)))
    return body.replace((1_000).to_bytes(8, "little"), (1 << 40).to_bytes(8, "little"))


def forged_unpacked_length():
    text = "2024-01-01T12:00" * 1_000
    body = arrow_of(pa.table(columns(1, outcome=[text])), compression="zstd")
    return body.replace(len(text).to_bytes(8, "little"), (1 << 42).to_bytes(8, "little"))


def deep_struct():
    value = pa.array([1])
    for level in range(50):
        value = pa.StructArray.from_arrays([value], [f"s{level}"])
    return arrow_of(pa.table({"ref": value}))


def zipped(body):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", body)
    return sink.getvalue()


def deep_geojson():
    head = b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": '
    return head + b'{"type": "Polygon", "coordinates": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}]}"


BOMBS = {
    "a gigabyte of nothing, packed": ("text/csv", lambda: gzip.compress(bytes(1 << 30), 1), "gzip"),
    "ten thousand packed pieces": ("text/csv", lambda: gzip.compress(b"") * 200_000, "gzip"),
    "packed twice": ("text/csv", lambda: gzip.compress(gzip.compress(bytes(100 << 20))), "gzip"),
    "packed, and cut off": ("text/csv", lambda: gzip.compress(HEADER * 1_000)[:-20], "gzip"),
    "packed, and said not to be": ("text/csv", lambda: gzip.compress(bytes(1 << 20)), ""),
    "a zip archive": ("text/csv", lambda: zipped(bytes(100 << 20)), ""),
    "Parquet, one row over and over": (PARQUET, same_row_over_and_over, ""),
    "Parquet, a long value in every row": (PARQUET, lambda: parquet_of(long_value_in_every_row()), ""),
    "Parquet without its end": (PARQUET, lambda: parquet_of(pa.table(columns(100)))[:-10], ""),
    "Arrow, a long value in every row": (ARROW, lambda: arrow_of(long_value_in_every_row()), ""),
    "Arrow, a long value in every row, packed": (
        ARROW_FILE,
        lambda: arrow_of(long_value_in_every_row(), True, "zstd"),
        "",
    ),
    "Arrow with forged offsets": (ARROW, forged_offsets, ""),
    "Arrow with forged lengths": (ARROW, forged_length, ""),
    "Arrow with a forged size of what is packed": (ARROW, forged_unpacked_length, ""),
    "Arrow, fifty deep": (ARROW, deep_struct, ""),
    "GeoJSON, a hundred thousand deep": (GEOJSON, deep_geojson, ""),
    "JSON, a hundred thousand deep": ("application/json", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, ""),
    "JSON, not closed": ("application/json", lambda: b"[" * 5_000_000, ""),
    "CSV, one field without end": ("text/csv", lambda: HEADER + b"1,Met," + b"x" * (200 << 20), ""),
    "CSV, a quotation mark never closed": ("text/csv", lambda: HEADER + b'1,"' + b"Met\n" * (8 << 20), ""),
    "CSV, a header without end": ("text/csv", lambda: b"x" * (100 << 20), ""),
    "JSON, 300,000 names": ("application/json", lambda: json.dumps({f"a{n}": 1 for n in range(300_000)}).encode(), ""),
    "CSV, 300,000 columns": ("text/csv", lambda: b"a," * 300_000 + b"\n" + b"1," * 300_000, ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words_and_costs_little(met, name):
    kind, make, packing = BOMBS[name]
    body = make()
    before, worked = forget_peak(met.serving), met.serving.processor
    answer = met.push(body, kind, Content_Encoding=packing) if packing else met.push(body, kind)
    # What else this machine does at the time is no part of what a bomb costs.
    took, cost = met.serving.processor - worked, peak(met.serving) - before
    assert answer.status_code in (400, 413, 415, 422), answer.text
    assert len(answer.json()["description"]) > 20
    assert cost < GROWTH, f"{cost >> 20} MB"
    assert took < SECONDS
    assert met.serving.get("/health").status_code == 200
    assert not list((met.serving.folder / "incoming").iterdir())


NESTED = json.dumps({"op": "=", "args": [{"property": "category"}, "burglary"]})
FILTERS = {
    "brackets": "(" * 2_000 + "category='burglary'" + ")" * 2_000,
    "brackets that are not closed": "(" * 4_000,
    "not": "NOT " * 1_000 + "category='burglary'",
    "and": " AND ".join(["category='burglary'"] * 180),
    "minus": "longitude = " + "-" * 4_000 + "1",
    "sums": "longitude = 1" + "+1" * 1_900,
    "a list": f"category IN ({','.join(['1'] * 1_900)})",
    "a shape": f"S_INTERSECTS(geometry,POLYGON(({','.join(['0 0'] * 900)})))",
    "a collection in a collection": "S_INTERSECTS(geometry," + "GEOMETRYCOLLECTION(" * 200 + "POINT(0 0)" + ")" * 201,
    "a number without end": "longitude = " + "9" * 4_000,
    "an exponent": "longitude = 1e" + "9" * 300,
    "a quotation mark": "category = '" + "'" * 3_999,
    "like": "location LIKE '" + "%a" * 1_900 + "'",
    "a zero byte": "category = 'a\0b'",
    "too long": "category = '" + "x" * 20_000 + "'",
}
JSON_FILTERS = {
    "brackets": "[" * 30_000,
    "not": '{"op":"not","args":[' * 150 + NESTED + "]}" * 150,
    "objects": '{"a":' * 700 + "1" + "}" * 700,
    "a number": '{"op":"=","args":[{"property":"longitude"},' + "9" * 3_000 + "]}",
    "no number": '{"op":"=","args":[{"property":"longitude"},NaN]}',
    "half a character": '{"op":"=","args":[{"property":"category"},"\\ud800"]}',
}


@pytest.mark.parametrize(
    ("language", "name"),
    [*itertools.product(["cql2-text"], FILTERS), *itertools.product(["cql2-json"], JSON_FILTERS)],
)
def test_a_filter_that_is_a_bomb_is_refused_in_words(met, language, name):
    text = (FILTERS if language == "cql2-text" else JSON_FILTERS)[name]
    path = f"/collections/offences/items?filter-lang={language}&filter={quote(text)}"
    worked = met.serving.processor
    answer = met.serving.get(path, "ada")
    assert met.serving.processor - worked < 5
    # Some are long, and yet no more than a question.
    assert answer.status_code in (200, 400), answer.text
    assert met.serving.get("/health").status_code == 200


def test_a_cell_that_a_spreadsheet_would_run_leaves_as_text(met):
    formulas = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")']
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER.decode().strip().split(","))
    for number, formula in enumerate(formulas):
        day = formula if number == 0 else "2024-01-01T12:00"  # the reason for which a row is refused quotes it
        writer.writerow([f"f{number}", "Met", "Burglary", day, "", "-0.1", "51.5", formula])
    answer = met.push(text.getvalue().encode(), name="formulas.csv")
    assert (answer.status_code, answer.json()["numbers"]["refused"]) == (201, 1)
    refusals = met.http.get(f"{answer.headers['Location']}/refusals", headers=met.headers(), timeout=20).text
    exported = met.serving.get("/collections/offences/items?f=csv", "ada").text
    cells = [cell for row in csv.reader(io.StringIO(exported + refusals)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+@\t" and cell]
    assert not [cell for cell in cells if cell.startswith("-") and not _is_number(cell)]
    assert sum("SUM(A1)" in cell or "HYPERLINK" in cell for cell in cells) == 2


def _is_number(cell):
    try:
        return float(cell) is not None
    except ValueError:
        return False


def forget_peak(serving):
    """Let the kernel count the process's memory anew; what it holds now."""
    Path(f"/proc/{serving.process.pid}/clear_refs").write_text("5")
    return serving.resident


def peak(serving):
    status = Path(f"/proc/{serving.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) << 10
