from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import time

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend

from safestats_core.cache import os_keyring
from safestats_core.cache.cache import Cache, shred
from safestats_core.cache.keys import forget_key, open_key
from safestats_core.cache.sealing import bind, unseal
from safestats_core.cache.witness import Newest
from safestats_core.errors import CacheDamaged, CacheLocked

ACCOUNT = "https://portal.example ada"


class StoringKeyring:
    """A working keyring in memory, made known to keyring without entering its list of real backends."""

    priority = 5

    def __init__(self):
        self.entries = {}

    def get_password(self, service, username):
        return self.entries.get((service, username))

    def set_password(self, service, username, value):
        self.entries[service, username] = value

    def delete_password(self, service, username):
        del self.entries[service, username]


class PlainFileKeyring(StoringKeyring):
    priority = 0.5


class AltKeyring(StoringKeyring):
    priority = 3


AltKeyring.__module__ = "keyrings.alt.file"


class ForgetfulKeyring(StoringKeyring):
    def set_password(self, service, username, value):
        pass


class LockedKeyring(StoringKeyring):
    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked("the prompt was dismissed")


class BrokenKeyring(StoringKeyring):
    @property
    def priority(self):
        raise RuntimeError("the bus is gone")


class HangingKeyring(StoringKeyring):
    def get_password(self, service, username):
        time.sleep(10)


class RacedKeyring(StoringKeyring):
    """Another process stores its key just after this one found none."""

    def get_password(self, service, username):
        found = super().get_password(service, username)
        self.entries.setdefault((service, username), base64.b64encode(b"the key of the other process 32b").decode())
        return found


KeyringBackend.register(StoringKeyring)


@pytest.fixture
def store():
    """A working OS keyring."""
    backend = StoringKeyring()
    keyring.set_keyring(backend)
    return backend


def opened(folder, key):
    return Cache.open(folder, key, "https://portal.example", "ada")


def test_the_keyring_keeps_the_key_between_sessions(folder, store):
    first, second = open_key(folder, ACCOUNT), open_key(folder, ACCOUNT)
    assert (first.kept, second.kept) == ("keyring", "keyring")
    assert first.raw == second.raw
    assert [len(base64.b64decode(entry)) for entry in store.entries.values()] == [32]


def test_the_keyring_keeps_the_generation_in_an_entry_of_its_own(folder, store):
    opened(folder, open_key(folder, ACCOUNT)).save_note("catalogue", {})
    assert open_key(folder, ACCOUNT).witness.recall().generation == 1
    assert len(store.entries) == 2
    assert all(len(entry) < 100 for entry in store.entries.values()), "Windows takes 2,560 bytes"


def test_of_two_processes_that_begin_at_once_both_use_the_first_key(folder):
    keyring.set_keyring(RacedKeyring())
    assert open_key(folder, ACCOUNT).raw == b"the key of the other process 32b"


def test_two_folders_and_two_people_have_keys_of_their_own(folder, store):
    keys = {open_key(path, account).raw for path in (folder, folder / "other") for account in (ACCOUNT, "bob")}
    assert len(keys) == 4


@pytest.mark.parametrize(
    "backend",
    [
        fail.Keyring,
        null.Keyring,
        PlainFileKeyring,
        AltKeyring,
        ForgetfulKeyring,
        LockedKeyring,
        BrokenKeyring,
    ],
)
def test_no_keyring_or_an_unsafe_one_is_passed_over_in_silence(folder, backend):
    keyring.set_keyring(backend())
    assert open_key(folder, ACCOUNT).kept == "memory"
    assert open_key(folder, ACCOUNT, "a good one").kept == "passphrase"
    if not isinstance(backend(), ForgetfulKeyring):
        assert not getattr(keyring.get_keyring(), "entries", None)


def test_of_several_keyrings_only_a_real_one_gets_the_key(folder, monkeypatch):
    alt, real = AltKeyring(), StoringKeyring()
    monkeypatch.setattr(ChainerBackend, "backends", [alt, real])
    keyring.set_keyring(ChainerBackend())
    assert open_key(folder, ACCOUNT).kept == "keyring"
    assert real.entries
    assert not alt.entries


def test_a_keyring_that_hangs_is_given_up(folder, monkeypatch):
    monkeypatch.setattr(os_keyring, "ANSWER_SECONDS", 0.2)
    keyring.set_keyring(HangingKeyring())
    begin = time.monotonic()
    assert open_key(folder, ACCOUNT).kept == "memory"
    assert time.monotonic() - begin < 8  # it would hang for ten


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus")
@pytest.mark.parametrize("bus", ["absent", "silent"])
def test_a_linux_machine_without_a_desktop_falls_through_quickly(folder, bus, tmp_path):
    address = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listener:
        if bus == "silent":
            listener.bind(str(address))
            listener.listen()
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHON_KEYRING_BACKEND", "DISPLAY")}
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={address}"
        code = (
            "import sys, time; from pathlib import Path; from safestats_core.cache import os_keyring, keys\n"
            "os_keyring.FIND_SECONDS = 1.0; begin = time.monotonic()\n"
            "print(keys.open_key(Path(sys.argv[1]), 'ada').kept, time.monotonic() - begin < 20)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], env=environment, capture_output=True, text=True, timeout=60
        )
    assert (done.stdout.split(), done.stderr) == (["memory", "True"], "")


def test_a_refusal_says_how_this_cache_is_opened(folder, store):
    opened(folder, open_key(folder, ACCOUNT)).save_note("catalogue", {})
    keyring.set_keyring(fail.Keyring())
    with pytest.raises(CacheLocked, match="begun with the OS keyring.*unlock it"):
        open_key(folder, ACCOUNT, "a good one", allow_memory=False)
    other = folder.with_name("other")
    with pytest.raises(CacheLocked, match="No OS keyring answers.*give a passphrase"):
        open_key(other, ACCOUNT, allow_memory=False)
    open_key(other, ACCOUNT, "a good one")
    with pytest.raises(CacheLocked, match="begun with a passphrase: give it"):
        open_key(other, ACCOUNT, allow_memory=False)


def test_keys_in_memory_are_new_each_time_and_leave_nothing(folder):
    assert open_key(folder, ACCOUNT).raw != open_key(folder, ACCOUNT).raw
    assert not folder.exists()


def test_a_passphrase_gives_the_same_key_again(folder):
    first, second = open_key(folder, ACCOUNT, "häuser am see"), open_key(folder, ACCOUNT, "ha\u0308user am see")
    assert first.kept == "passphrase"
    assert first.raw == second.raw, "however the keyboard spells the accent"
    assert first.witness.recall() == Newest()


def test_the_key_is_argon2id_of_the_stated_cost(folder):
    """Against the command-line encoding of the reference library: 3 passes, 64 MiB, 4 lanes."""
    import json

    from argon2.low_level import Type, hash_secret_raw

    key = open_key(folder, ACCOUNT, "a good one")
    header = json.loads(folder.with_name("cache.passphrase.json").read_bytes())
    salt = base64.b64decode(header["salt"])
    assert len(salt) == 16
    lock = hash_secret_raw(
        b"a good one", salt, time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, type=Type.ID
    )
    assert [unseal(base64.b64decode(sealed), lock, bind("cache key")) for sealed in header["keys"]] == [key.raw]


def test_a_wrong_passphrase_says_so(folder):
    open_key(folder, ACCOUNT, "a good one")
    with pytest.raises(CacheLocked, match="passphrase is not the one"):
        open_key(folder, ACCOUNT, "a bad one")


def test_a_cache_begun_with_a_passphrase_stays_with_it(folder, store, monkeypatch):
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    first = open_key(folder, ACCOUNT, "a good one")
    keyring.set_keyring(store)
    assert open_key(folder, ACCOUNT, "a good one").raw == first.raw
    assert not store.entries


def test_a_cache_begun_with_the_keyring_is_not_shut_by_a_passphrase(folder, store):
    opened(folder, open_key(folder, ACCOUNT)).save_note("catalogue", {"datasets": []})
    keyring.set_keyring(fail.Keyring())
    assert open_key(folder, ACCOUNT, "a good one").kept == "memory"
    keyring.set_keyring(store)
    assert opened(folder, open_key(folder, ACCOUNT)).note("catalogue") == {"datasets": []}


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": 2}', b'{"format": 1, "salt": "#", "witness": ""}'])
def test_a_damaged_header_is_told_from_a_wrong_passphrase(folder, content):
    open_key(folder, ACCOUNT, "a good one")
    folder.with_name("cache.passphrase.json").write_bytes(content)
    with pytest.raises(CacheDamaged, match=r"cache\.passphrase\.json.*begin again"):
        open_key(folder, ACCOUNT, "a good one")


@pytest.mark.parametrize("text", ["hello", "", "h\u00e9llo", "AAAA", " ", "AAAA AAAA", "\x00"])
def test_a_keyring_entry_that_is_no_key_is_named(folder, store, text):
    open_key(folder, ACCOUNT)
    for entry in store.entries:
        store.entries[entry] = text
    with pytest.raises(CacheLocked, match="holds no cache key"):
        open_key(folder, ACCOUNT)


def test_a_generation_that_cannot_be_read_is_no_licence(folder, store):
    opened(folder, open_key(folder, ACCOUNT)).save_note("catalogue", {})
    (entry,) = [entry for entry in store.entries if entry[1].endswith("generation")]
    store.entries[entry] = "hello"
    with pytest.raises(CacheDamaged, match="no generation: 'hello'"):
        opened(folder, open_key(folder, ACCOUNT))


def test_a_keyring_that_locks_itself_meanwhile_is_an_error_not_a_guess(folder, store, monkeypatch):
    cache = opened(folder, open_key(folder, ACCOUNT))
    monkeypatch.setattr(StoringKeyring, "set_password", LockedKeyring.get_password)
    with pytest.raises(CacheLocked, match="Unlock it"):
        cache.save_note("catalogue", {})


def test_a_lost_keyring_entry_locks_the_cache_until_it_is_shredded(folder, store):
    opened(folder, open_key(folder, ACCOUNT)).save_note("catalogue", {})
    store.entries.clear()
    with pytest.raises(CacheLocked, match="another key.*clear the cache"):
        opened(folder, open_key(folder, ACCOUNT))
    shred(folder, ACCOUNT)
    assert not store.entries
    assert opened(folder, open_key(folder, ACCOUNT)).note("catalogue") is None


def test_a_forgotten_key_is_gone_from_keyring_and_disk(folder, store):
    first = open_key(folder, ACCOUNT)
    opened(folder, first).save_note("catalogue", {})
    forget_key(folder, ACCOUNT)
    forget_key(folder, ACCOUNT)
    assert not store.entries
    assert open_key(folder, ACCOUNT).raw != first.raw
