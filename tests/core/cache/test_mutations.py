"""Files of a cache spoiled at random: an error in words, or the right answer; never other data, a crash or a hang.

SAFESTATS_CACHE_MUTATIONS=100000 makes a night of it; SAFESTATS_CACHE_SEED begins elsewhere.
"""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import time

import pytest

from safestats_core.cache import files, passphrase, vault
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.manifest import encode_manifest
from safestats_core.cache.manifest_reading import decode_manifest
from safestats_core.errors import CacheDamaged, CacheLocked, InvalidInput, SafeStatsError

MUTATIONS = int(os.environ.get("SAFESTATS_CACHE_MUTATIONS", "2000"))
SEED = int(os.environ.get("SAFESTATS_CACHE_SEED", "1"))
LONGEST = 5.0


@pytest.fixture
def cheap(monkeypatch):
    """The passphrase derived once; and nothing forced to disk, which no mutation needs."""
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    monkeypatch.setattr(passphrase, "_derive", functools.lru_cache(passphrase._derive))
    monkeypatch.setattr(files.os, "fsync", lambda handle: None)


@pytest.fixture
def opened(folder, clock, cheap):
    return lambda: Cache.open(
        folder, open_key(folder, "ada", "hex edit", allow_memory=False), "https://portal.example", "ada", clock
    )


@pytest.fixture
def state(opened, month, incidents, lease, folder):
    """The files of a cache, those that it had before its last write, and what it answers."""
    cache = opened()
    cache.replace({month("2024-01"): (incidents(words="old"), "v0")}, [], lease)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    cache.replace({month(name): (incidents(), "v1") for name in ("2024-01", "2024-02")}, [], lease)
    cache.save_note("catalogue", {"datasets": ["police-recorded"]})
    header = folder.with_name("cache.passphrase.json")
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {**now, f"../{header.name}": header.read_bytes()}, before, answers(cache, month)


def answers(cache, month):
    """Everything that a person can see."""
    return {
        "list": {key.month: kept.version for key, kept in cache.partitions().items()},
        "months": [cache.read(month(name)) for name in ("2024-01", "2024-02")],
        "note": cache.note("catalogue"),
    }


def spoiled(chance, content, others):
    """The content with one thing done to it; None takes the file away."""
    at, other = chance.randrange(len(content)), chance.choice(others)
    until = min(len(content), at + chance.choice((1, 2, 16, 64)))
    return chance.choice(
        [
            lambda: content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :],
            lambda: content[:at] + chance.randbytes(until - at) + content[until:],
            lambda: content[:at] + bytes(until - at) + content[until:],
            lambda: content[:at],
            lambda: content[at:],
            lambda: content[:at] + content[until:],
            lambda: content[:until] + content[at:],
            lambda: content + chance.randbytes(chance.choice((1, 16, 4096))),
            lambda: content[:at] + other[at:],
            lambda: other,
            lambda: bytes(len(content)),
            lambda: b"",
            lambda: None,
        ]
    )()


def put(folder, contents):
    """Exactly these files."""
    for path in folder.iterdir():
        if path.name not in contents:
            path.unlink()
    for name, content in contents.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def test_no_mutation_passes_in_silence_crashes_or_hangs(opened, state, folder, month):
    contents, before, right = state
    chance = random.Random(SEED)
    victims = [name for name, content in contents.items() if content]
    others = [content for content in [*contents.values(), *before.values()] if content]
    outcomes = {"error": 0, "right": 0}
    for number in range(MUTATIONS):
        name = chance.choice(victims)
        content = spoiled(chance, contents[name], others)
        put(folder, {each: kept for each, kept in contents.items() if each != name or content is not None})
        (folder / name).write_bytes(content) if content is not None else (folder / name).unlink(missing_ok=True)
        begin, what = time.monotonic(), f"seed {SEED}, mutation {number}: {name}"
        seen = answers_or_error(opened, month)
        if isinstance(seen, SafeStatsError):
            hidden = isinstance(seen, InvalidInput) and name == "manifest" and content is None
            assert isinstance(seen, (CacheDamaged, CacheLocked)) or hidden, (what, seen)
            outcomes["error"] += 1
        else:
            assert seen == right, what
            assert content == contents[name] or is_the_same_json(name, content, contents[name]), what
            outcomes["right"] += 1
        assert time.monotonic() - begin < LONGEST, what
    assert outcomes["error"] > 0.9 * MUTATIONS, outcomes


def answers_or_error(opened, month):
    try:
        return answers(opened(), month)
    except SafeStatsError as error:
        return error


def is_the_same_json(name, content, original):
    return name.endswith(".json") and json.loads(content) == json.loads(original)


def test_a_sealed_list_of_nonsense_is_an_error_too(opened, state, folder):
    """As an ill writer with the right key might leave it: mutations under a seal that is right."""
    plain = encode_manifest(opened().vault.manifest())
    chance = random.Random(SEED)
    for number in range(MUTATIONS):
        content = spoiled(chance, plain, [plain, b"{}", b"[]"]) or b""
        try:
            decode_manifest(content)
        except CacheDamaged:
            continue
        except Exception as error:
            raise AssertionError(f"seed {SEED}, mutation {number}: {content!r}") from error


def test_a_file_as_large_as_the_disk_is_not_read_into_memory(opened, state, folder, month, monkeypatch):
    """A hole of a terabyte costs nothing to make."""
    cache = opened()
    for path in (folder / cache.partitions()[month("2024-01")].file.name, folder / "manifest"):
        shutil.copy(path, folder.with_name("kept"))
        try:
            os.truncate(path, 10**12)
        except OSError:
            pytest.skip("this file system has no such large files")
        if path.name == "manifest":
            monkeypatch.setattr(vault, "MANIFEST_BYTES", 1024 * 1024)
        begin = time.monotonic()
        with pytest.raises(CacheDamaged):
            opened().read(month("2024-01"))
        assert time.monotonic() - begin < LONGEST
        os.replace(folder.with_name("kept"), path)
