from __future__ import annotations

import base64
import dataclasses
import importlib
import re
import stat
import sys
import tempfile
import traceback
from pathlib import Path

import pytest

import safestats_core
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey, MemoryKeeper, open_key
from safestats_core.cache.witness import MemoryWitness, Newest
from safestats_core.errors import SafeStatsError

MARKER = "Zwiebelturm"
PHRASE = "rain on the tin roof"


@pytest.fixture
def filled(folder, month, incidents, lease, clock, monkeypatch, tmp_path):
    """A cache under a passphrase with the marker in every text it was given, and its key."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    key = open_key(folder, f"https://portal.example {MARKER}", PHRASE)
    cache = Cache.open(folder, key, f"https://{MARKER}.example", MARKER, clock)
    cache.replace({month(dataset=MARKER, scope_hash=MARKER): (incidents(words=MARKER), MARKER)}, [], lease)
    cache.save_note(MARKER, {MARKER: MARKER})
    cache.save_note("session", {"refresh": MARKER})
    return cache, key


def files_under(path):
    return [file for file in path.rglob("*") if file.is_file()]


def test_no_file_holds_a_word_of_the_data(filled, tmp_path):
    spellings = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] + [b"2024-03", b"ARROW", b"PAR1"]
    written = files_under(tmp_path)
    assert len(written) == 6, "header, lock, manifest, one partition, two notes"
    for file in written:
        assert not any(spelling in file.read_bytes() for spelling in spellings), file
        assert MARKER not in str(file)


def test_no_file_holds_the_key_or_the_passphrase(filled, tmp_path):
    raw = filled[1].raw
    for file in files_under(tmp_path):
        content = file.read_bytes()
        assert not any(form in content for form in (raw, base64.b64encode(raw), raw.hex().encode(), PHRASE.encode()))


def test_file_names_reveal_nothing(filled, folder):
    assert all(re.fullmatch(r"[0-9a-f]{32}|manifest|lock", path.name) for path in folder.iterdir())


def test_every_file_has_a_key_of_its_own(filled, folder):
    """The mark of the key stands in the header of each sealed file."""
    marks = [path.read_bytes()[9:17] for path in folder.iterdir() if path.name != "lock"]
    assert len(marks) == len(set(marks)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps profile folders private by its own access lists")
def test_only_the_owner_may_enter(filled, folder, tmp_path):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in files_under(tmp_path):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_folder_that_stood_open_is_shut(open_cache, folder):
    folder.mkdir(mode=0o755)
    open_cache()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_secret_shows_when_printed(filled, month):
    cache, key = filled
    partition = cache.partitions()[month(dataset=MARKER, scope_hash=MARKER)]
    with cache.vault.preparing() as prepare:
        prepared = prepare(b"", ("note", "x"))
    keepers = (key.keeper, MemoryKeeper((key.raw,)), CacheKey(key.raw, "memory", key.witness))
    for printed in (cache, cache.vault, key, key.witness, partition, cache.vault._opened(), prepared, *keepers):
        for secret in (key.raw, partition.file.wrapped_key, prepared.key, key.keeper.lock):
            forms = (repr(secret)[2:-1], secret.hex(), repr(list(secret)), base64.b64encode(secret).decode())
            assert not any(form in repr(printed) + str(printed) for form in forms), type(printed)
        assert PHRASE not in repr(printed)
    assert repr(key) == "CacheKey(kept='passphrase')"


SECRET_FIELDS = {"raw", "lock", "key", "kept", "access", "refresh", "wrapped_key", "sealed", "contents", "device_code"}


@pytest.mark.parametrize("room", ["cache", "retrieval", "workspace"])
def test_no_class_that_holds_bytes_or_tokens_prints_them(room):
    """Also those that are written after this test: by the type of the field, and by its name."""
    folder = Path(safestats_core.__file__).parent / room
    modules = [importlib.import_module(f"safestats_core.{room}.{path.stem}") for path in folder.glob("*.py")]
    found = {each for module in modules for each in vars(module).values() if dataclasses.is_dataclass(each)}
    fields = [(each, field) for each in found for field in dataclasses.fields(each)]
    assert room == "workspace" or fields
    for each, field in fields:
        is_secret = "bytes" in str(field.type) or (field.name in SECRET_FIELDS and "str" in str(field.type))
        if is_secret and (each.__name__, field.name) != ("CacheKey", "kept"):
            assert not field.repr, f"{each.__name__}.{field.name}"


def test_errors_of_wrong_keys_and_passphrases_tell_neither(filled, folder, clock):
    raw = filled[1].raw
    for wrong in (lambda: open_key(folder, "ada", "not " + PHRASE), lambda: Newest.from_text("x")):
        with pytest.raises(SafeStatsError) as raised:
            wrong()
        shown = "".join(traceback.format_exception(raised.type, raised.value, raised.tb))
        assert PHRASE not in shown
        assert raw.hex() not in shown


def test_a_cache_in_memory_shows_no_contents(month, incidents, lease, clock):
    cache = Cache.open(None, open_key(None, "ada"), "https://portal.example", "ada", clock)
    cache.save_note("session", {"refresh": MARKER})
    assert isinstance(cache.vault.key.witness, MemoryWitness)
    assert len(repr(cache)) < 300
    assert MARKER not in repr(cache)
