"""docs/cache-format.md is enough to write a second reader: this is one, sharing no code with the first."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata

import pyarrow as pa
import pyarrow.parquet as pq
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key

PORTAL, PERSON = "https://portal.example", "ada"
PHRASE = "für später"


def opened(sealed, key, *names):
    assert sealed[:9] == b"SAFESTAT\x01"
    assert sealed[9:17] == hmac.new(key, b"safestats cache key mark", hashlib.sha256).digest()[:8]
    bound = json.dumps(["safestats-cache", 1, *names], separators=(",", ":")).encode("ascii")
    return AESGCM(key).decrypt(sealed[17:29], sealed[29:], sealed[:29] + bound)


def opened_file(folder, key, entry, *place):
    sealed = (folder / entry["name"]).read_bytes()
    assert (entry["size"], entry["digest"]) == (len(sealed), hashlib.sha256(sealed).hexdigest())
    wrapped = base64.b64decode(entry["wrapped_key"])
    file_key = opened(wrapped, key, "file key", PORTAL, PERSON, *place, entry["name"])
    return opened(sealed, file_key, "file", PORTAL, PERSON, *place, entry["name"])


def test_a_reader_written_from_the_document_reads_a_whole_cache(folder, month, incidents, lease, clock):
    cache = Cache.open(folder, open_key(folder, PERSON, PHRASE), PORTAL, PERSON, clock)
    cache.replace({month(): (incidents(), "v1"), month("2024-04", dataset="Łódź"): (incidents(), "v2")}, [], lease)
    cache.save_note("areas", {"types": ["ward"]})

    header = json.loads(folder.with_name("cache.passphrase.json").read_bytes())
    salt = base64.b64decode(header["salt"])
    key = hash_secret_raw(unicodedata.normalize("NFC", PHRASE).encode(), salt, 3, 65536, 4, 32, Type.ID)
    sealed = (folder / "manifest").read_bytes()
    newest = opened(base64.b64decode(header["witness"]), key, "witness").decode()
    manifest = json.loads(opened(sealed, key, "manifest", PORTAL, PERSON))

    assert newest == f"2 {hashlib.sha256(sealed).hexdigest()}"
    assert (manifest["generation"], manifest["seen"]) == (2, "2024-06-01T12:00:00+00:00")
    assert set(manifest) == {"generation", "seen", "partitions", "notes"}
    for entry in manifest["partitions"]:
        place = ("partition", entry["dataset"], entry["level"], entry["month"], entry["scope_hash"])
        table = pq.read_table(pa.BufferReader(opened_file(folder, key, entry["file"], *place)))
        assert table.num_rows == entry["rows"] == 20
        assert table["location"].to_pylist() == incidents()["location"].to_pylist()
        assert entry["lease_until"] == "2024-06-04T12:00:00+00:00"
    note = opened_file(folder, key, manifest["notes"]["areas"], "note", "areas")
    assert json.loads(note) == {"types": ["ward"]}
