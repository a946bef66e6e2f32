"""`safestats cache ...` as typed, on a real cache under a passphrase."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest

from safestats_core.access import Level
from safestats_core.cache import passphrase
from safestats_core.cache.manifest import PartitionKey
from safestats_core.cli import main
from safestats_core.client import open_cache
from safestats_core.known_portals import remember_portal

URL, OLD, NEW = "https://portal.example", "heron velvet quarry", "slow green river"
MONTHS = [PartitionKey("fires", Level.POINT, month, "a1") for month in ("2024-01", "2024-02", "2024-03")]


@pytest.fixture(autouse=True)
def portal(tmp_path, monkeypatch):
    """A portal with three months cached."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", OLD)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    portal = remember_portal(URL, "ada")
    until = datetime.now(timezone.utc) + timedelta(hours=1)
    put = {key: (pa.table({"n": list(range(500))}), "v1") for key in MONTHS}
    open_cache(portal, OLD).replace(put, [], until)
    return portal


@pytest.fixture
def typed(capsys):
    def type_it(*words):
        status = main(["cache", *words])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return type_it


def spoil(portal, key):
    path = portal.cache_folder / open_cache(portal, OLD).partitions()[key].file.name
    path.write_bytes(path.read_bytes()[:-1])


def test_list_tells_every_month_with_size_use_and_pin(typed):
    assert typed("pin", "fires", "--from", "2024-02", "--to", "2024-02")[:2] == (0, "1 months of fires are pinned.\n")
    status, shown, _ = typed("list")
    assert status == 0
    assert re.search(r"portal\.example, ada: 3 months, [\d,]+ bytes in all", shown)
    assert re.search(r"fires +point +2024-02 +500 +[\d,]+ +\d{4}-.* UTC +\d{4}-.* UTC +pinned\n", shown)
    assert len(re.findall(r"fires +point +2024-0[13] .* UTC\n", shown)) == 2
    assert typed("pin", "fires", "--release")[1] == "3 months of fires are released.\n"
    assert "pinned" not in typed("list")[1]


def test_pinning_what_is_not_there_says_so(typed):
    status, _, said = typed("pin", "floods")
    assert (status, "No such month of floods is cached" in said) == (1, True)


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (["--from", "2024-03", "--to", "2024-6"], "'2024-6' is not a month"),
        (["--from", "March"], "'March' is not a month"),
        (["--from", "2024-03", "--to", "2024-01"], "Swap the two months"),
    ],
)
def test_months_that_are_none_are_refused_and_nothing_is_pinned(typed, months, sentence):
    status, _, said = typed("pin", "fires", *months)
    assert (status, sentence in said) == (1, True)
    assert "pinned" not in typed("list")[1]


def test_an_end_that_is_not_named_is_open(typed):
    assert typed("pin", "fires", "--from", "2024-02")[1] == "2 months of fires are pinned.\n"
    assert typed("pin", "fires", "--release", "--to", "2024-02")[1] == "2 months of fires are released.\n"


def test_a_sound_cache_is_verified_with_status_0(typed):
    assert typed("verify") == (0, f"{URL}, ada: 3 opened, all sound.\n", "")


def test_verify_names_what_is_broken_and_drops_it(typed, portal):
    spoil(portal, MONTHS[1])
    status, shown, said = typed("verify", "--only-report")
    assert (status, "month 2024-02 of 'fires'" in shown, "1 broken." in shown) == (1, True, True)
    assert "Without --only-report" in said
    assert len(open_cache(portal, OLD).partitions()) == 3
    status, shown, _ = typed("verify")
    assert (status, "1 broken and removed; the next pull fetches them again" in shown) == (0, True)
    assert set(open_cache(portal, OLD).partitions()) == {MONTHS[0], MONTHS[2]}
    assert typed("verify")[1] == f"{URL}, ada: 2 opened, all sound.\n"


def test_a_cache_without_a_sound_list_names_the_remedy(typed, portal):
    (portal.cache_folder / "manifest").write_bytes(b"")
    status, _, said = typed("verify")
    assert (status, "Clear the cache" in said) == (1, True)
    assert typed("shred")[0] == 0
    assert typed("verify")[1] == f"{URL}, ada: 0 opened, all sound.\n"


def test_evict_makes_room_and_says_what_stays(typed, portal):
    size = open_cache(portal, OLD).size
    assert "0 months removed" in typed("evict", "--budget", "1GB")[1]
    assert "1 months removed" in typed("evict", "--budget", str(size - 1))[1]
    typed("pin", "fires")
    status, shown, beside = typed("evict", "--budget", "0.001 KB")
    assert (status, "0 months removed" in shown, "More than 1 bytes stay" in beside) == (0, True, True)


def test_a_budget_in_the_environment_makes_room_by_itself(portal, monkeypatch):
    monkeypatch.setenv("SAFESTATS_CACHE_BUDGET", "0.1KB")
    until = datetime.now(timezone.utc) + timedelta(hours=1)
    open_cache(portal, OLD).replace({MONTHS[0]: (pa.table({"n": [1]}), "v2")}, [], until)
    assert set(open_cache(portal, OLD).partitions()) == {MONTHS[0]}


@pytest.mark.parametrize("size", ["much", "-1", "1TB", "", "1.2.3MB", "٣MB"])
def test_a_size_that_is_none_is_refused(typed, size):
    status, _, said = typed("evict", f"--budget={size}")
    assert (status, "Write it like 500MB" in said) == (1, True)


def test_a_new_key_leaves_everything_readable(typed, portal):
    before = open_cache(portal, OLD).vault.key.raw
    assert typed("rotate")[:2] == (0, f"{URL}, ada: the cache has a new key.\n")
    cache = open_cache(portal, OLD)
    assert cache.vault.key.raw != before
    assert cache.read(MONTHS[0]).num_rows == 500


def test_a_new_passphrase_takes_the_place_of_the_old(typed, portal, monkeypatch):
    monkeypatch.setenv("SAFESTATS_NEW_PASSPHRASE", NEW)
    assert typed("passphrase")[0] == 0
    status, _, said = typed("status")
    assert (status, "The passphrase is not the one" in said) == (1, True)
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", NEW)
    assert "2024-03" in typed("status")[1]


def test_a_new_passphrase_is_typed_twice(typed, monkeypatch):
    answers = iter([NEW, "slow green rivet", NEW, NEW])
    monkeypatch.setattr("safestats_core.terminal.getpass", lambda prompt: next(answers))
    status, _, said = typed("passphrase")
    assert (status, "differ" in said) == (1, True)
    assert typed("passphrase")[0] == 0


def test_where_nobody_types_it_is_said_how_a_passphrase_is_given(typed, monkeypatch):
    monkeypatch.setattr("safestats_core.terminal.getpass", nobody_types)
    status, _, said = typed("passphrase")
    assert (status, "in the environment as SAFESTATS_NEW_PASSPHRASE" in said) == (1, True)


def nobody_types(prompt):
    raise EOFError


@pytest.mark.parametrize("word", ["shred", "clear"])
def test_shred_leaves_neither_data_nor_key(typed, portal, word):
    assert typed(word)[0] == 0
    assert [path.name for path in portal.cache_folder.iterdir()] == ["lock"]
    assert not passphrase.header_path(portal.cache_folder).exists()
