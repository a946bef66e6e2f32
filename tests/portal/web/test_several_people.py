"""Several people and several programs on one computer: nobody takes another's session or cache away."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

import pytest
import requests

from safestats_core.access import Level
from safestats_core.cache import passphrase
from safestats_core.cli import main
from safestats_core.client import open_client, sign_in_client
from safestats_core.errors import CacheLocked, InvalidInput, SignInRequired
from safestats_core.known_portals import known_people, known_portal
from safestats_core.query import Query

PHRASE = "lantern-over-slow-water"
RECORDS = Query("offences", Level.RECORD)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PHRASE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)


@pytest.fixture
def sign_in(server, visitor):
    """Signs a person of the portal in, in her browser."""
    words = {"asha": "heron-velvet-quarry", "bola": "amber-lattice-finch"}

    def sign_in(username):
        def browser(address):
            answer = visitor.submit(visitor.http.get(address, timeout=10), username, words[username])
            requests.get(answer.headers["Location"], timeout=10)

        return sign_in_client(server.url, browser, passphrase=PHRASE)

    return sign_in


def test_the_second_person_takes_neither_session_nor_cache_from_the_first(server, sign_in):
    sign_in("asha").sync(RECORDS)
    sign_in("bola").sync(RECORDS)

    asha = open_client(server.url, passphrase=PHRASE, username="asha")
    last = open_client(server.url, passphrase=PHRASE)

    assert (asha.me().username, last.me().username) == ("asha", "bola")
    boroughs = [set(client.incidents(RECORDS)["borough"].to_pylist()) for client in (asha, last)]
    assert boroughs == [{"B-N"}, {"B-S"}]
    last.sign_out()
    with pytest.raises(SignInRequired, match="You are signed out"):
        open_client(server.url, passphrase=PHRASE)
    assert asha.datasets() == open_client(server.url, passphrase=PHRASE, username="asha").datasets()


def test_a_command_works_for_whom_it_is_told_to(server, sign_in, capsys):
    sign_in("asha").sync(RECORDS)
    sign_in("bola")
    capsys.readouterr()
    assert main(["cache", "status", "--as", "asha"]) == 0
    assert f"{server.url}, asha" in capsys.readouterr().out
    assert main(["logout", "--as", "asha"]) == 0
    assert "Signed out of" in capsys.readouterr().out
    assert main(["datasets", "--as", "asha"]) == 1
    assert "asha is signed out" in capsys.readouterr().err
    assert main(["datasets"]) == 0


def test_signing_out_may_destroy_what_is_cached_of_this_person_only(server, sign_in, capsys):
    asha, bola = sign_in("asha"), sign_in("bola")
    for client in (asha, bola):
        client.sync(RECORDS)
    folder = known_portal(server.url, "bola").cache_folder

    assert main(["logout", "--shred"]) == 0

    assert [path.name for path in folder.iterdir() if not path.name.endswith("lock")] == []
    assert [each.username for each in known_people()] == ["asha"]
    with pytest.raises(CacheLocked, match="sign in again"):
        bola.datasets()
    shown = {"Authorization": f"Bearer {bola.source._bearer.tokens.access}"}
    assert requests.get(f"{server.url}/me", headers=shown, timeout=10).status_code == 401
    assert open_client(server.url, passphrase=PHRASE).incidents(RECORDS).num_rows > 0


def test_what_is_cached_is_destroyed_even_where_the_portal_cannot_be_told(server, sign_in, monkeypatch):
    client = sign_in("asha")
    client.sync(RECORDS)
    folder = known_portal(server.url).cache_folder
    monkeypatch.setattr(client.source, "sign_out", lambda: (_ for _ in ()).throw(InvalidInput("told nobody")))
    with pytest.raises(InvalidInput, match="told nobody"):
        client.sign_out(and_shred=True)
    assert [path.name for path in folder.iterdir() if not path.name.endswith("lock")] == []


RENEWING = """
    import json, sys
    from safestats_core.cache import passphrase
    passphrase.MEMORY_KIB = 64
    from safestats_core.client import open_client

    client = open_client(sys.argv[1], passphrase=sys.argv[2])
    bearer = client.source._bearer
    print("ready", flush=True)
    sys.stdin.readline()
    seen = {bearer.renew(bearer.tokens).access for _ in range(8)}
    print(json.dumps([len(seen), client.source.me().username]))
"""


def test_two_programs_that_renew_the_session_at_once_do_not_end_it(server, sign_in):
    """A refresh token that comes back a second time ends the session: only one program may renew at a time."""
    sign_in("asha")
    run = [sys.executable, "-c", textwrap.dedent(RENEWING), server.url, PHRASE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    programs = [subprocess.Popen(run, **pipes) for _ in "12"]
    try:
        assert [program.stdout.readline() for program in programs] == ["ready\n"] * 2
        for program in programs:
            program.stdin.write("go\n")
            program.stdin.flush()
        said = [program.communicate(timeout=60) for program in programs]
    finally:
        for program in programs:
            program.kill()
            program.wait()
    assert [errors for _, errors in said] == ["", ""]
    assert [json.loads(told) for told, _ in said] == [[8, "asha"]] * 2
    assert open_client(server.url, passphrase=PHRASE).me().username == "asha"
