from __future__ import annotations

from datetime import datetime, timedelta, timezone

import keyring
import pyarrow as pa
import pytest
from keyring.backends import fail

from safestats_core.access import Level
from safestats_core.cache.cache import Cache, PartitionKey
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.incidents import INCIDENT_SCHEMA

START = datetime(2024, 6, 1, 12, 0, tzinfo=timezone.utc)


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self):
        self.time = START

    def __call__(self):
        return self.time

    def move(self, **by):
        self.time += timedelta(**by)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch):
    """No test touches the keyring of whoever runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lease():
    return START + timedelta(hours=72)


@pytest.fixture
def key():
    """A key whose witness outlives the Cache objects of a test, as a keyring's would."""
    return CacheKey(new_key(), "keyring", MemoryWitness())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def open_cache(folder, key, clock):
    """Opens the same cache again, as a second process would."""

    def open_it(portal_url="https://portal.example", person="ada", key=key, folder=folder):
        return Cache.open(folder, key, portal_url, person, clock)

    return open_it


@pytest.fixture
def month():
    return lambda month="2024-03", dataset="police-recorded", level=Level.RECORD, scope_hash="5c09e": PartitionKey(
        dataset, level, month, scope_hash
    )


@pytest.fixture
def incidents():
    """Makes an incidents table, each text in it holding `words`."""

    def make(rows=20, words="as reported"):
        columns = []
        for column in INCIDENT_SCHEMA:
            if pa.types.is_string(column.type):
                columns.append(pa.array([f"{words} {column.name} {row}" for row in range(rows)]))
            elif pa.types.is_timestamp(column.type):
                columns.append(pa.array(range(1_700_000_000, 1_700_000_000 + rows), pa.int64()).cast(column.type))
            else:
                columns.append(pa.array([None] + [row / 7 for row in range(1, rows)], column.type))
        return pa.Table.from_arrays(columns, schema=INCIDENT_SCHEMA)

    return make
