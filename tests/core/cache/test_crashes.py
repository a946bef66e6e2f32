"""Killed at any moment, the cache opens afterwards with the old state or the new one, and nothing lies about."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from safestats_core.cache import files
from safestats_core.cache.witness import MemoryWitness


class Killed(BaseException):
    """Stands in for the process ending at this call."""


@pytest.fixture
def state(folder, month):
    """What a process that comes later finds, every partition read and verified."""

    def read_all(cache):
        for key in cache.partitions():
            cache.read(key)
        listed = {partition.file.name for partition in cache.partitions().values()}
        assert {path.name for path in folder.iterdir()} <= listed | {"lock", "manifest", "manifest.tmp"}
        return {key.month: partition.version for key, partition in cache.partitions().items()}

    return read_all


@pytest.fixture
def killed_at(monkeypatch):
    """Runs something that is killed at its n-th step on the disk or the keyring; tells whether it got that far."""

    def run(step, action):
        left = [step]

        def counted(original):
            def call(*arguments, **options):
                left[0] -= 1
                if left[0] < 0:
                    raise Killed
                return original(*arguments, **options)

            return call

        with monkeypatch.context() as patch:
            for owner, name in [
                (os, "open"),
                (os, "fsync"),
                (os, "replace"),
                (Path, "unlink"),
                (MemoryWitness, "remember"),
                (files, "_sync_folder"),
            ]:
                patch.setattr(owner, name, counted(getattr(owner, name)))
            try:
                action()
            except Killed:
                return True
        return False

    return run


def test_every_step_of_a_replace_may_be_the_last(open_cache, month, incidents, lease, state, killed_at):
    old = {"2024-01": "v1", "2024-02": "v1"}
    new = {"2024-02": "v2", "2024-03": "v2"}
    seen = []
    for step in range(100):
        cache = open_cache()
        cache.clear()
        cache.replace({month(name): (incidents(), version) for name, version in old.items()}, [], lease)
        put = {month(name): (incidents(), version) for name, version in new.items()}
        killed = killed_at(step, lambda cache=cache, put=put: cache.replace(put, [month("2024-01")], lease))
        seen.append(state(open_cache()))
        if not killed:
            break
    assert all(found in (old, new) for found in seen)
    assert old in seen
    assert seen[-1] == new
    assert seen == sorted(seen, key=lambda found: found == new), "once swapped, it stays swapped"
    assert len(seen) > 15


def test_every_step_of_a_clear_may_be_the_last(open_cache, month, incidents, lease, state, killed_at):
    seen = []
    for step in range(100):
        open_cache().replace({month("2024-01"): (incidents(), "v1")}, [], lease)
        killed = killed_at(step, open_cache().clear)
        seen.append(state(open_cache()))
        if not killed:
            break
    assert all(found in ({"2024-01": "v1"}, {}) for found in seen)
    assert seen[-1] == {}


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be forced to disk there")
def test_power_may_fail_once_a_call_has_returned(folder, monkeypatch):
    """File forced to disk, then renamed, then the rename forced to disk."""
    folder.mkdir()
    calls = []
    for name in ("fsync", "replace"):
        original = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, call=original, name=name: (calls.append(name), call(*args)))
    files.write_file(folder / "manifest", b"content")
    assert calls == ["fsync", "replace", "fsync"]


def test_a_writer_that_fails_does_not_shut_the_others_out(open_cache, month, incidents, lease, killed_at):
    cache = open_cache()
    assert killed_at(3, lambda: cache.replace({month(): (incidents(), "v1")}, [], lease))
    cache.replace({month(): (incidents(), "v2")}, [], lease)
    assert cache.partitions()[month()].version == "v2"
