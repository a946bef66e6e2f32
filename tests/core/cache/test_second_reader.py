"""docs/cache-format.md is enough to write a second reader: this is one, sharing no code with the first."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import json
import re
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DATA = Path(__file__).resolve().parents[2] / "data" / "cache"
VECTORS = json.loads((DATA / "vectors.json").read_bytes())
BLOBS = {name: base64.b64decode(content) for name, content in json.loads((DATA / "blobs.json").read_bytes()).items()}

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00"
MARK = b"safestats cache key mark"


class Refused(Exception):
    """Its text is the name of the error in the document."""


def need(holds, error="CacheDamaged"):
    if not holds:
        raise Refused(error)


def mark(key):
    return hmac.new(key, MARK, hashlib.sha256).digest()[:8]


def unsealed(sealed, key, *names, other_key="CacheLocked"):
    need(len(sealed) >= 45 and sealed[:9] == b"SAFESTAT\x02")
    need(sealed[9:17] == mark(key), other_key)
    bound = json.dumps(["safestats-cache", 2, *names], separators=(",", ":")).encode("ascii")
    try:
        return AESGCM(key).decrypt(sealed[17:29], sealed[29:], sealed[:29] + bound)
    except InvalidTag:
        raise Refused("CacheDamaged") from None


def from_json(content, kind=dict):
    def once(pairs):
        need(len(dict(pairs)) == len(pairs))
        return dict(pairs)

    try:
        read = json.loads(content.decode("ascii"), object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise Refused("CacheDamaged") from None
    need(isinstance(read, kind))
    return read


def from_base64(words):
    need(isinstance(words, str) and re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", words) and len(words) % 4 == 0)
    content = base64.b64decode(words)
    need(base64.b64encode(content).decode() == words)
    return content


def has_members(entry, *members):
    need(isinstance(entry, dict) and set(entry) == set(members))


def is_number(value, least):
    need(type(value) is int and least <= value < 2**53)


def is_text(value, pattern=r"(?s).*"):
    need(isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII))


def is_time(value):
    is_text(value, TIME)
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise Refused("CacheDamaged") from None


def check_file(entry, generation):
    has_members(entry, "name", "digest", "size", "generation", "wrapped_key")
    is_text(entry["name"], "[0-9a-f]{32}")
    is_text(entry["digest"], "[0-9a-f]{64}")
    is_number(entry["size"], 45)
    is_number(entry["generation"], 0)
    need(entry["generation"] < generation)
    need(len(from_base64(entry["wrapped_key"])) == 77)


def check_manifest(manifest):
    has_members(manifest, "generation", "seen", "partitions", "notes")
    is_number(manifest["generation"], 1)
    is_time(manifest["seen"])
    need(isinstance(manifest["partitions"], list) and isinstance(manifest["notes"], dict))
    for each in manifest["partitions"]:
        words = ("dataset", "scope_hash", "version")
        times = ("fetched", "lease_until", "used")
        has_members(each, *words, *times, "level", "month", "schema", "rows", "pinned", "file")
        for word in words:
            is_text(each[word])
        for time in times:
            is_time(each[time])
        need(each["level"] in ("record", "point", "counts") and isinstance(each["pinned"], bool))
        is_text(each["month"], r"\d{4}-(0[1-9]|1[0-2])")
        is_number(each["schema"], 1)
        is_number(each["rows"], 0)
        check_file(each["file"], manifest["generation"])
    for file in manifest["notes"].values():
        check_file(file, manifest["generation"])
    places = [place_of(each)[:-1] for each in manifest["partitions"]]
    names = [each["file"]["name"] for each in manifest["partitions"]]
    names += [file["name"] for file in manifest["notes"].values()]
    need(len(set(places)) == len(places) and len(set(names)) == len(names))


def place_of(entry):
    return ("partition", entry["dataset"], entry["level"], entry["month"], entry["scope_hash"], entry["schema"])


@functools.lru_cache
def derived(passphrase, salt):
    return hash_secret_raw(unicodedata.normalize("NFC", passphrase).encode(), salt, 3, 65536, 4, 32, Type.ID)


def from_header(content, passphrase):
    """The keys and the witness."""
    need(len(content) <= 4096)
    header = from_json(content)
    has_members(header, "format", "salt", "keys", "witness")
    need(type(header["format"]) is int and header["format"] == 2)
    need(isinstance(header["keys"], list) and len(header["keys"]) in (1, 2))
    salt, sealed, witness = (
        from_base64(header["salt"]),
        map(from_base64, header["keys"]),
        from_base64(header["witness"]),
    )
    need(len(salt) == 16)
    lock = derived(passphrase, salt)
    keys = [unsealed(key, lock, "cache key") for key in sealed]
    need(all(len(key) == 32 for key in keys))
    return keys, unsealed(witness, lock, "witness").decode("ascii")


class Reader:
    def __init__(self, vector):
        self.files = {name: BLOBS[blob] for name, blob in vector["files"].items()}
        self.owner = vector["portal_url"], vector["person"]
        self.now = datetime.fromisoformat(vector["now"])
        by = vector["opened_by"]
        if "passphrase" in by:
            self.keys, self.witness = from_header(BLOBS[by["header"]], by["passphrase"])
        else:
            self.keys, self.witness = list(map(bytes.fromhex, by["keys"])), by["witness"]
        need(re.fullmatch(r"0 |[1-9][0-9]* [0-9a-f]{64}", self.witness))
        self.manifest = self.open_manifest()

    def open_manifest(self):
        sealed = self.files.get("manifest")
        if sealed is None:
            return {"partitions": [], "notes": {}}
        need(len(sealed) <= 64 * 1024 * 1024)
        self.key = next((key for key in self.keys if sealed[9:17] == mark(key)), self.keys[0])
        manifest = from_json(unsealed(sealed, self.key, "manifest", *self.owner))
        check_manifest(manifest)
        generation, digest = self.witness.split(" ")
        need(manifest["generation"] >= int(generation))
        same = manifest["generation"] == int(generation)
        need(not same or digest == hashlib.sha256(sealed).hexdigest())
        return manifest

    def open_file(self, entry, place):
        sealed = self.files.get(entry["name"])
        need(sealed is not None and len(sealed) == entry["size"])
        need(hashlib.sha256(sealed).hexdigest() == entry["digest"])
        names = (*self.owner, *place, entry["generation"], entry["name"])
        wrapped = from_base64(entry["wrapped_key"])
        key = unsealed(wrapped, self.key, "file key", *names, other_key="CacheDamaged")
        return unsealed(sealed, key, "file", *names, other_key="CacheDamaged")

    def answer(self, ask):
        if "list" in ask:
            ours = [each for each in self.manifest["partitions"] if each["schema"] == 1]
            return {"partitions": [list(place_of(each)[1:-1]) for each in ours]}
        if "note" in ask:
            file = self.manifest["notes"].get(ask["note"])
            return {"note": file and from_json(self.open_file(file, ("note", ask["note"])))}
        for each in self.manifest["partitions"]:
            if list(place_of(each)[1:-1]) == ask["partition"]:
                return {"rows": self.rows(each)}
        raise Refused("InvalidInput")

    def rows(self, entry):
        need(entry["schema"] == 1)
        need(self.now >= datetime.fromisoformat(self.manifest["seen"]) - timedelta(minutes=5), "LeaseExpired")
        need(self.now <= datetime.fromisoformat(entry["lease_until"]), "LeaseExpired")
        content = self.open_file(entry["file"], place_of(entry))
        try:
            file = pq.ParquetFile(pa.BufferReader(content))
            schema = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(file.metadata.metadata[b"ARROW:schema"])))
            table = file.read().cast(schema)
        except (pa.ArrowException, OSError, KeyError, TypeError, ValueError):
            raise Refused("CacheDamaged") from None
        need(table.num_rows == entry["rows"])
        return [{**row, "start": row["start"].isoformat()} for row in table.to_pylist()]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_reader_written_from_the_document_agrees(vector):
    try:
        answer = Reader(vector).answer(vector["ask"])
    except Refused as refused:
        answer = {"error": str(refused)}
    assert answer == vector["answer"]


def test_it_reads_what_our_writer_writes(open_cache, folder, month, incidents, lease, key):
    cache = open_cache()
    cache.replace({month(): (incidents(), "v1"), month("2024-04", dataset="Łódź"): (incidents(), "v2")}, [], lease)
    cache.save_note("areas", {"types": ["ward"]})
    newest = key.witness.recall()
    assert newest.generation == 2
    written = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}
    for name, content in written.items():
        BLOBS[name] = content
    reader = Reader(
        {
            "files": {name: name for name in written},
            "portal_url": "https://portal.example",
            "person": "ada",
            "now": "2024-06-01T12:00:00+00:00",
            "opened_by": {"keys": [key.raw.hex()], "witness": newest.to_text()},
        }
    )
    for each in reader.manifest["partitions"]:
        table = pq.read_table(pa.BufferReader(reader.open_file(each["file"], place_of(each))))
        assert table.num_rows == each["rows"] == 20
        assert table["location"].to_pylist() == incidents()["location"].to_pylist()
        assert each["lease_until"] == "2024-06-04T12:00:00+00:00"
    assert reader.answer({"note": "areas"}) == {"note": {"types": ["ward"]}}
