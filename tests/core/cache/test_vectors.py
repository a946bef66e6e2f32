"""Our reader against the test vectors of docs/cache-format.md, in tests/data/cache."""

from __future__ import annotations

import base64
import functools
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from safestats_core.access import Level
from safestats_core.cache import passphrase
from safestats_core.cache.cache import Cache, PartitionKey
from safestats_core.cache.keys import CacheKey, MemoryKeeper, open_key
from safestats_core.cache.witness import MemoryWitness, Newest
from safestats_core.errors import SafeStatsError

DATA = Path(__file__).resolve().parents[2] / "data" / "cache"
VECTORS = json.loads((DATA / "vectors.json").read_bytes())
BLOBS = {name: base64.b64decode(content) for name, content in json.loads((DATA / "blobs.json").read_bytes()).items()}


@pytest.fixture(autouse=True, scope="module")
def _derived_once():
    """The few passphrases of the vectors are as dear as any other: each is derived once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "_derive", functools.lru_cache(passphrase._derive))
        yield


def opened(vector, folder):
    by, now = vector["opened_by"], datetime.fromisoformat(vector["now"])
    if "passphrase" in by:
        folder.with_name("cache.passphrase.json").write_bytes(BLOBS[by["header"]])
        key = open_key(folder, "ada", by["passphrase"])
    else:
        keys = tuple(map(bytes.fromhex, by["keys"]))
        key = CacheKey(keys[0], "keyring", MemoryWitness(Newest.from_text(by["witness"])), MemoryKeeper(keys))
    return Cache.open(folder, key, vector["portal_url"], vector["person"], lambda: now)


def answered(cache, ask):
    if "note" in ask:
        return {"note": cache.note(ask["note"])}
    if "list" in ask:
        return {"partitions": [[key.dataset, str(key.level), key.month, key.scope_hash] for key in cache.partitions()]}
    dataset, level, month, scope_hash = ask["partition"]
    rows = cache.read(PartitionKey(dataset, Level(level), month, scope_hash)).to_pylist()
    return {"rows": [{**row, "start": row["start"].isoformat()} for row in rows]}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_reader_gives_the_answer_expected(vector, tmp_path):
    folder = tmp_path / "cache"
    folder.mkdir()
    for name, blob in vector["files"].items():
        (folder / name).write_bytes(BLOBS[blob])
    try:
        answer = answered(opened(vector, folder), vector["ask"])
    except SafeStatsError as error:
        answer = {"error": type(error).__name__}
    assert answer == vector["answer"]
    assert {path.name for path in tmp_path.iterdir()} <= {"cache", "cache.passphrase.json"}, "no name leads out"


def test_there_are_enough_of_them_and_each_kind_of_answer():
    assert len(VECTORS) >= 120
    errors = [vector["answer"].get("error", "none") for vector in VECTORS]
    assert {"none", "CacheDamaged", "CacheLocked", "LeaseExpired", "InvalidInput"} == set(errors)
    assert errors.count("none") >= 30


def test_the_vectors_are_made_by_the_recipe_that_lies_beside_them(tmp_path):
    for path in [*DATA.glob("*.parquet"), DATA / "make.py"]:
        shutil.copy(path, tmp_path)
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True, capture_output=True, timeout=60, env=os.environ)
    for name in ("vectors.json", "blobs.json"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()
