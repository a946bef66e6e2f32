"""A Python that lacks `cryptography`: everything works from memory, and nothing is written."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest

from safestats_core.access import Level
from safestats_core.cache import memory_sealing, sealing
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.manifest import PartitionKey
from safestats_core.errors import CacheDamaged, CacheLocked, MissingPackage

PORTAL = "https://portal.example"
MONTH = PartitionKey("police", Level.RECORD, "2024-01", "scope")


@pytest.fixture
def without_cryptography(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setattr(sealing, "is_enough", lambda name: False)


def test_months_are_kept_in_memory_and_nothing_is_written(without_cryptography, tmp_path):
    folder = tmp_path / "cache"
    cache = Cache.open(folder, open_key(folder, "ada", passphrase="correct horse"), PORTAL, "ada")
    table = pa.table({"incident_id": ["a", "b"]})
    cache.replace({MONTH: (table, "1")}, lease_until=datetime.now(timezone.utc) + timedelta(hours=1))
    assert cache.read(MONTH).num_rows == 2
    cache.save_note("me", {"name": "Ada"})
    assert cache.note("me") == {"name": "Ada"}
    assert not folder.exists()


def test_a_key_on_disk_is_not_asked_for_where_memory_will_not_do(without_cryptography, tmp_path):
    folder = tmp_path / "cache"
    with pytest.raises(MissingPackage, match="pip install cryptography"):
        Cache.open(folder, open_key(folder, "ada", passphrase="correct horse", allow_memory=False), PORTAL, "ada")


def test_a_change_or_another_key_still_shows(without_cryptography):
    key = sealing.new_key()
    sealed = memory_sealing.seal(b"row", key, b"place")
    assert len(sealed) == len(b"row") + sealing.SEALED_BYTES_MORE
    assert memory_sealing.unseal(sealed, key, b"place") == b"row"
    with pytest.raises(CacheDamaged):
        memory_sealing.unseal(sealed, key, b"elsewhere")
    with pytest.raises(CacheDamaged):
        memory_sealing.unseal(sealed[:-20] + b"x" + sealed[-19:], key, b"place")
    with pytest.raises(CacheLocked):
        memory_sealing.unseal(sealed, sealing.new_key(), b"place")
