"""Arrow and Parquet: the same rows as CSV give the same incidents, and broken or boastful files get a sentence."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats import columnar
from safestats_core.formats.profile_file import load_profile


def calls() -> pa.Table:
    moments = pa.array([1_704_448_800, 1_704_448_860, 1_704_448_920], pa.timestamp("s", tz="UTC"))
    return pa.table(
        {
            "id": pa.array([1, 2, 3]),
            "category": pa.array(["drugs", "robbery", "drugs"]).dictionary_encode(),
            "start": moments,
            "longitude": [-0.1, None, -0.12345678901234],
            "latitude": [51.5, None, 51.6],
            "unit": [{"name": "A", "crew": [1, 2]}, None, {"name": "B", "crew": []}],
            "raw": pa.array([b"\xff", None, b"ok"]),
        }
    )


def stream(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    with ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def file(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pyarrow.feather.write_feather(table, sink, compression="zstd")
    return sink.getvalue()


def parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


WRITERS = {"calls.arrows": stream, "calls.arrow": file, "calls.feather": file, "calls.parquet": parquet}


@pytest.fixture
def take_bytes(take, tmp_path: Path):
    def take_bytes(content: bytes, name: str):
        (tmp_path / name).write_bytes(content)
        return take(tmp_path / name, load_profile("generic"))

    return take_bytes


@pytest.mark.parametrize("name", [*WRITERS, "calls.arrow.gz", "upload", "calls.bin"])
def test_arrow_and_parquet_are_known_by_what_is_in_them(take_bytes, name):
    content = WRITERS.get(name, stream)(calls())
    taken = take_bytes(gzip.compress(content) if name.endswith(".gz") else content, name)
    assert (taken.read, taken.refusals) == (3, [])
    assert taken["incident_id"] == ["1", "2", "3"]
    assert taken["longitude"] == [-0.1, None, -0.12345678901234]
    assert [f"{start:%H:%M:%S}" for start in taken["start"]] == ["10:00:00", "10:01:00", "10:02:00"]
    assert taken["attributes"][0] == '{"unit.name": "A", "unit.crew": "[1, 2]", "raw": "\\"b\'\\\\\\\\xff\'\\""}'


def test_a_bad_row_is_refused_by_its_number_across_batches(take_bytes):
    ids = pa.array([str(number) for number in range(300_000)])
    starts = pa.array(["soon" if number in (0, 200_000) else "2024-01-05" for number in range(300_000)])
    table = pa.table({"id": ids, "category": pa.array(["drugs"] * 300_000), "start": starts})
    taken = take_bytes(stream(table), "calls.arrow")
    assert (taken.read, [refusal.row for refusal in taken.refusals]) == (300_000, [1, 200_001])


@pytest.mark.parametrize("name", ["calls.arrows", "calls.arrow", "calls.parquet"])
def test_a_cut_or_scribbled_file_gets_a_sentence_and_never_half_a_row(take_bytes, name):
    whole = WRITERS[name](calls())
    rng = random.Random(name)
    for _ in range(150):
        content = bytearray(whole)
        if rng.random() < 0.3:
            del content[rng.randrange(len(content)) :]
        else:
            for _ in range(rng.choice((1, 2, 8))):
                content[rng.randrange(len(content))] = rng.choice((0, 127, 128, 255, rng.randrange(256)))
        # The fixture checks that every row that was read is kept or refused.
        with contextlib.suppress(UnreadableSupply):
            take_bytes(bytes(content), name)


def test_text_that_is_not_utf8_is_damage_and_not_a_crash(take_bytes):
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    table = pa.table({"id": bad, "category": ["drugs"], "start": ["2024-01-05"]})
    for name in ("calls.arrow", "calls.parquet"):
        with pytest.raises(UnreadableSupply, match="file is damaged"):
            take_bytes(WRITERS[name](table), name)


@pytest.mark.parametrize("name", ["calls.arrow", "calls.arrows", "calls.parquet"])
def test_more_rows_than_the_bytes_can_hold_are_not_read(take_bytes, name, monkeypatch):
    monkeypatch.setattr(columnar, "_FREE_ROWS", 10_000)
    nothing = pa.nulls(5_000_000)
    table = pa.table({"id": nothing, "category": nothing, "start": nothing})
    with pytest.raises(UnreadableSupply, match=r"claims .* rows in .* bytes"):
        take_bytes(WRITERS[name](table), name)


def test_columns_without_end_are_refused(take_bytes):
    wide = pa.table({f"c{number}": [1] for number in range(1_001)})
    with pytest.raises(UnreadableSupply, match="1,001 columns; 1,000 is the most"):
        take_bytes(stream(wide), "wide.arrow")
    deep = pa.array(["x"])
    for level in range(20):
        deep = pa.StructArray.from_arrays([deep], names=[f"l{level}"])
    with pytest.raises(UnreadableSupply, match="nested more than 16 deep"):
        take_bytes(stream(pa.table({"deep": deep})), "deep.arrow")


@pytest.mark.parametrize(("name", "words"), [("a.arrow", "not an Arrow file"), ("a.parquet", "not a Parquet file")])
def test_another_file_under_that_name_says_so(take_bytes, name, words):
    for content in (b"", b"id,category,start\n1,drugs,2024-01-05\n", b"\xff\xff\xff\xff", b"ARROW1"):
        with pytest.raises(UnreadableSupply, match=r"not an Arrow file|not a Parquet file|damaged"):
            take_bytes(content, name)
    with pytest.raises(UnreadableSupply, match=words):
        take_bytes(b"", name)
