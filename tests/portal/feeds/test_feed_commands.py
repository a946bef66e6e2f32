"""What a data manager types to let suppliers send, and to have the portal fetch."""

from __future__ import annotations

import re

import pytest

from safestats_core.cli import main
from safestats_core.portal.feeds import drop_folder
from safestats_core.portal.feeds.suppliers import check_secret
from safestats_core.portal.portal import open_portal


@pytest.fixture
def run(tmp_path, profile, capsys, monkeypatch):
    """Runs `safestats portal ...`; gives exit code, output and messages."""
    profile()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)

    def command(words):
        code = main(["portal", *words.split()])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    assert command("init p --name Test")[0] == 0
    return command


def is_right(found):
    portal = open_portal("p")
    supplier = check_secret(portal, found[1], found[2])
    portal.close()
    return supplier is not None


def test_a_supplier_from_its_first_secret_to_its_end(run):
    code, shown, messages = run(
        "supplier add p Met --dataset offences --profile offences.toml --dataset policeuk-street"
    )
    found = re.fullmatch(r"client id:     (supplier-\w{16})\nclient secret: (\S{43})\n", shown)
    assert code == 0
    assert is_right(found)
    assert "Met may send: offences, policeuk-street." in messages
    listed = run("supplier list p")[1]
    assert listed.splitlines()[1].split() == ["Met", found[1], "may", "send", "offences", "policeuk-street"]
    assert found[2] not in listed
    renewed = re.search(r"id:     (\S+)\nclient secret: (\S+)", run("supplier rotate p Met")[1])
    assert not is_right(found)
    assert is_right(renewed)
    assert run("supplier revoke p Met")[:2] == (0, "Met may send nothing any more.\n")
    assert not is_right(renewed)
    assert "revoked" in run("supplier list p")[1]
    assert run("supplier revoke p Met")[0] == 1
    assert "profile of deliveries kept" in run("audit p")[1]


def test_without_a_profile_there_is_nothing_to_read_deliveries_by(run):
    code, _, messages = run("supplier add p Met --dataset offences")
    assert (code, "--profile FILE.toml" in messages) == (1, True)
    code, _, messages = run("supplier add p Met --dataset policeuk-street --profile offences.toml")
    assert (code, "describes 'offences', not policeuk-street" in messages) == (1, True)
    assert run("supplier list p")[1].splitlines()[1:] == []


def test_a_feed_from_its_first_run_to_its_end(run, website, rows_csv):
    website.body, website.etag = rows_csv(12), '"one"'
    add = f"feed add p offences {website.url}?key=hidden --every 6h --profile offences.toml"
    assert run(f"{add} --allow-private")[:2] == (0, f"Feed 1: offences from {website.url}.\n")
    assert run("feed run p 1")[1].startswith("12 read, 12 added")
    assert run("feed run p 1")[:2] == (0, "Nothing new was taken in.\n")
    line = run("feed list p")[1].splitlines()[1]
    assert re.search(r"21600 s +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d +-$", line)
    assert "hidden" not in line
    website.status, website.etag = 503, None
    code, _, messages = run("feed run p 1")
    assert (code, "answers 503" in messages) == (1, True)
    assert "answers 503 Service Unavailable. (1 in a row)" in run("feed list p")[1]
    assert run("feed remove p 1")[0] == 0
    assert run("feed run p 1")[0] == 1
    assert run("feed add p offences http://127.0.0.1/ --every soon")[0] == 1
    assert run("feed add p offences")[0] == 1


def test_a_drop_folder_is_emptied_on_demand(run, tmp_path, rows_csv, monkeypatch):
    monkeypatch.setattr(drop_folder, "SETTLED_SECONDS", 0.1)
    monkeypatch.setattr("safestats_core.portal.commands.feed.SETTLED_SECONDS", 0.2)
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop" / "a.csv").write_bytes(rows_csv(3))
    assert run("feed add p offences --folder drop --profile offences.toml")[0] == 0
    assert run("feed run p 1")[1].startswith("3 read, 3 added")
    assert run("feed run p 1")[1] == "Nothing new was taken in.\n"
    assert "watched" in run("feed list p")[1]
