"""A new key, a new passphrase: the manifest alone is written anew, and a kill in between costs nothing."""

from __future__ import annotations

import base64
import json
import shutil
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend

from safestats_core.cache import passphrase
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.upkeep import change_passphrase, rotate
from safestats_core.errors import CacheDamaged, CacheLocked, InvalidInput, SafeStatsError

ACCOUNT = "https://portal.example ada"
OLD, NEW = "a good one", "a better one"


class StoringKeyring:
    priority = 5

    def __init__(self):
        self.entries = {}

    def get_password(self, service, username):
        return self.entries.get((service, username))

    def set_password(self, service, username, value):
        self.entries[service, username] = value

    def delete_password(self, service, username):
        del self.entries[service, username]


KeyringBackend.register(StoringKeyring)


@pytest.fixture
def cheap(monkeypatch):
    """The cost of a passphrase is tested elsewhere."""
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)


@pytest.fixture(params=["keyring", "passphrase"])
def opened(request, folder, clock, cheap):
    """Opens the cache with its key from where it is kept, as a new program would."""
    if request.param == "keyring":
        keyring.set_keyring(StoringKeyring())
    words = {"keyring": None, "passphrase": OLD}[request.param]
    return lambda words=words: Cache.open(
        folder, open_key(folder, ACCOUNT, words, allow_memory=False), "https://portal.example", "ada", clock
    )


def filled(cache, month, incidents, lease):
    cache.replace({month(): (incidents(), "v1"), month("2024-04"): (incidents(), "v1")}, [], lease)
    cache.save_note("catalogue", {"datasets": []})
    return cache


def is_whole(cache, month):
    return [cache.read(month(name)).num_rows for name in ("2024-03", "2024-04")] == [20, 20] and cache.note(
        "catalogue"
    ) == {"datasets": []}


def test_a_new_key_writes_the_manifest_and_no_other_file(opened, month, incidents, lease, folder):
    cache = filled(opened(), month, incidents, lease)
    before, key = {path.name: path.read_bytes() for path in folder.iterdir()}, cache.vault.key.keeper.keys()
    rotate(cache)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if before.get(name) != after[name]} == {"manifest"}
    assert before.keys() == after.keys()
    assert cache.vault.key.keeper.keys() != key
    assert len(cache.vault.key.keeper.keys()) == 1
    assert is_whole(cache, month)
    assert is_whole(opened(), month)


def test_a_program_that_has_the_cache_open_goes_on_with_the_new_key(opened, month, incidents, lease):
    reader = filled(opened(), month, incidents, lease)
    for turn in range(3):
        rotate(opened())
        assert is_whole(reader, month)
        rotate(opened())
        reader.save_note("greeting", {"turn": turn})
        assert opened().note("greeting") == {"turn": turn}


def test_the_old_key_opens_nothing_of_the_new_manifest(opened, month, incidents, lease, folder):
    cache = filled(opened(), month, incidents, lease)
    (old,) = cache.vault.key.keeper.keys()
    rotate(cache)
    mark = (folder / "manifest").read_bytes()[9:17]
    rotate(cache)
    assert (folder / "manifest").read_bytes()[9:17] != mark
    assert all(partition.file.wrapped_key[9:17] != mark for partition in cache.partitions().values())
    assert old not in cache.vault.key.keeper.keys()


def test_an_old_copy_is_refused_after_a_new_key_too(opened, month, incidents, lease, folder):
    cache = filled(opened(), month, incidents, lease)
    copy = shutil.copytree(folder, folder.with_name("copy"))
    rotate(cache)
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    with pytest.raises((CacheLocked, CacheDamaged)):
        opened()
    with pytest.raises((CacheLocked, CacheDamaged)):
        cache.partitions()


class Killed(BaseException):
    """Stands in for the process ending at this call."""


@pytest.mark.parametrize("step", range(4))
def test_killed_at_any_step_one_of_the_two_keys_opens_the_cache(opened, month, incidents, lease, monkeypatch, step):
    cache = filled(opened(), month, incidents, lease)
    steps = [(type(cache.vault.key.keeper), "keep"), (type(cache.vault.files), "write")]
    left = [step]

    def counted(original):
        def call(*arguments):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return original(*arguments)

        return call

    with monkeypatch.context() as patch:
        for owner, name in steps:
            patch.setattr(owner, name, counted(getattr(owner, name)))
        if step < 3:
            with pytest.raises(Killed):
                rotate(cache)
        else:
            rotate(cache)
    again = opened()
    assert is_whole(again, month)
    assert len(again.vault.key.keeper.keys()) == 1, "whoever opens it next drops the other key"
    assert is_whole(cache, month)


def test_a_full_disk_leaves_the_old_key_in_use(opened, month, incidents, lease, monkeypatch):
    cache = filled(opened(), month, incidents, lease)

    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(SafeStatsError, match="No space left"):
            rotate(cache)
    assert is_whole(cache, month)
    assert is_whole(opened(), month)


def test_an_empty_cache_can_have_a_new_key(opened):
    rotate(opened())
    assert opened().partitions() == {}


def test_a_cache_in_memory_can_have_a_new_key(month, incidents, lease, clock):
    cache = filled(Cache.open(None, open_key(None, "ada"), "", "ada", clock), month, incidents, lease)
    rotate(cache)
    assert is_whole(cache, month)


@pytest.mark.parametrize("opened", ["passphrase"], indirect=True)
def test_only_the_new_passphrase_opens_the_cache(opened, month, incidents, lease, folder):
    cache = filled(opened(), month, incidents, lease)
    (old,), header = cache.vault.key.keeper.keys(), folder.with_name("cache.passphrase.json")
    salt = json.loads(header.read_bytes())["salt"]
    changed = change_passphrase(cache, NEW)
    assert is_whole(changed, month)
    assert is_whole(opened(NEW), month)
    assert changed.vault.key.keeper.keys() != (old,), "who knew the passphrase may have had the key"
    assert json.loads(header.read_bytes())["salt"] != salt
    with pytest.raises(CacheLocked, match="passphrase is not the one"):
        opened(OLD)


@pytest.mark.parametrize("opened", ["passphrase"], indirect=True)
def test_other_programs_are_locked_out_by_a_new_passphrase_and_spoil_nothing(opened, month, incidents, lease):
    other = filled(opened(), month, incidents, lease)
    change_passphrase(opened(), NEW)
    with pytest.raises(CacheLocked):
        other.save_note("catalogue", {})
    with pytest.raises(CacheLocked):
        other.read(month())
    assert is_whole(opened(NEW), month)


@pytest.mark.parametrize("opened", ["passphrase"], indirect=True)
def test_killed_between_passphrase_and_key_the_new_passphrase_counts(opened, month, incidents, lease, monkeypatch):
    cache = filled(opened(), month, incidents, lease)
    with monkeypatch.context() as patch:
        patch.setattr("safestats_core.cache.upkeep.rotate", lambda cache: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            change_passphrase(cache, NEW)
    assert is_whole(opened(NEW), month)


@pytest.mark.parametrize("opened", ["passphrase"], indirect=True)
def test_an_empty_passphrase_changes_nothing(opened, month, incidents, lease):
    cache = filled(opened(), month, incidents, lease)
    with pytest.raises(InvalidInput, match="passphrase is empty"):
        change_passphrase(cache, "")
    assert is_whole(opened(), month)


def test_a_key_in_the_keyring_has_no_passphrase_to_change(folder, clock):
    keyring.set_keyring(StoringKeyring())
    cache = Cache.open(folder, open_key(folder, ACCOUNT), "https://portal.example", "ada", clock)
    with pytest.raises(InvalidInput, match="kept by keyring: there is no passphrase"):
        change_passphrase(cache, NEW)


def test_two_keys_fit_into_a_keyring_entry_of_windows(folder, clock):
    store = StoringKeyring()
    keyring.set_keyring(store)
    key = open_key(folder, ACCOUNT)
    key.keeper.keep((bytes(32), bytes(32)))
    assert all(len(entry.encode("utf-16")) < 2560 for entry in store.entries.values())
    assert [len(base64.b64decode(word)) for word in store.entries.popitem()[1].split()] == [32, 32]


def test_a_program_that_outlives_a_shredded_cache_does_not_begin_one_that_nobody_can_open(
    opened, month, incidents, lease, folder
):
    from safestats_core.cache.cache import shred

    cache = filled(opened(), month, incidents, lease)
    shred(folder, ACCOUNT)
    with pytest.raises(CacheLocked, match="Clear the cache and sign in again"):
        cache.save_note("catalogue", {})
    assert opened().partitions() == {}


def test_a_program_that_writes_while_the_cache_is_shredded_brings_nothing_back(
    opened, month, incidents, lease, folder, monkeypatch
):
    from safestats_core.cache import cache as sealed

    writer, forget, refused = filled(opened(), month, incidents, lease), sealed.forget_key, []

    def write() -> None:
        try:
            writer.save_note("catalogue", {})
        except CacheLocked as error:
            refused.append(str(error))

    writing = threading.Thread(target=write)

    def forget_slowly(*of) -> None:
        writing.start()
        writing.join(0.5)
        forget(*of)

    monkeypatch.setattr(sealed, "forget_key", forget_slowly)
    sealed.shred(folder, ACCOUNT)
    writing.join(20)
    assert "Clear the cache and sign in again" in refused[0]
    assert opened().partitions() == {}
