"""A scheduled job signs in by its own id and secret at an issuer that nobody here wrote, and reads as it may."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from urllib.parse import quote, quote_plus

import pytest

from safestats_core.access import Grant, Level
from safestats_core.cache import passphrase
from safestats_core.cli import main
from safestats_core.client import open_client
from safestats_core.command_line import client_secret
from safestats_core.errors import NotAdmitted, SignInFailed, SignInRequired
from safestats_core.portal.identity.external.admission import name_person
from safestats_core.portal.people import add_grant, add_person
from safestats_core.retrieval.client_credentials import renew_program, sign_in_program
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session

PHRASE = "lantern-over-slow-water"


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path, leak_scan, provider):
    """The job's folder, in which its secret never stands in the clear."""
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PHRASE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    yield tmp_path / "home"
    word = provider.program["word"]
    basic = b64encode(f"{provider.program['id']}:{quote_plus(word)}".encode()).decode()
    assert leak_scan([word, quote(word, safe=""), quote_plus(word), basic], [tmp_path / "home"]) == []


@pytest.fixture(scope="module")
def admitted(trusting, elsewhere_module):
    """The portal knows the program by the account of the job."""
    add_person(trusting, "night-job", "Nightly report", "Council", "violet-harbour-oak")
    name_person(trusting, elsewhere_module, "night-job", "nightly")
    add_grant(trusting, Grant("person:night-job", "offences", Level.COUNTS))


@pytest.fixture(scope="module")
def elsewhere_module(trusting):
    from safestats_core.portal.identity.external.register import current_issuer

    return current_issuer(trusting)


def test_a_program_that_the_portal_does_not_know_is_told_so(server, provider):
    tokens = sign_in_program(server.url, new_http_session(), *provider.program.values())
    with pytest.raises(NotAdmitted, match="does not let you in"):
        PortalSource(server.url, new_http_session(), tokens).me()


def test_a_job_signs_in_by_its_secret_and_the_next_command_goes_on(server, provider, admitted, monkeypatch, capsys):
    monkeypatch.setenv("SAFESTATS_CLIENT_SECRET", provider.program["word"])
    assert main(["login", server.url, "--client-id", "nightly"]) == 0
    assert "as Nightly report, Council" in capsys.readouterr().out
    monkeypatch.delenv("SAFESTATS_CLIENT_SECRET")
    assert main(["datasets", "--as", "night-job"]) == 0
    assert "offences" in capsys.readouterr().out
    assert main(["logout"]) == 0
    with pytest.raises(SignInRequired):
        open_client(server.url, passphrase=PHRASE)


def test_its_token_is_renewed_by_the_secret_and_shows_it_nowhere(server, provider, admitted):
    http = new_http_session()
    first = sign_in_program(server.url, http, *provider.program.values())
    second = renew_program(first, http)
    assert first.access != second.access
    assert PortalSource(server.url, http, second).me().username == "night-job"
    assert provider.program["word"] not in repr(first)


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors are inherited otherwise")
def test_the_secret_may_come_by_a_file_descriptor(server, provider, admitted, capsys):
    reading, writing = os.pipe()
    os.write(writing, f"{provider.program['word']}\n".encode())
    os.close(writing)
    assert main(["login", server.url, "--client-id", "nightly", "--secret-fd", str(reading)]) == 0
    assert main(["login", server.url, "--client-id", "nightly", "--secret-fd", "987"]) == 1
    assert "cannot be read from the file descriptor 987" in capsys.readouterr().err


def test_the_secret_may_lie_in_the_keyring(server, provider, admitted, monkeypatch):
    import keyring
    from keyring.backend import KeyringBackend

    class Held(KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            held = (client_secret.SERVICE, f"{server.url} nightly")
            return provider.program["word"] if (service, username) == held else None

        def set_password(self, service, username, password):
            raise keyring.errors.PasswordSetError

    before = keyring.get_keyring()
    keyring.set_keyring(Held())
    try:
        assert main(["login", f"{server.url}/", "--client-id", "nightly"]) == 0
    finally:
        keyring.set_keyring(before)


def test_without_a_secret_all_ways_to_give_it_are_named(server, capsys):
    assert main(["login", server.url, "--client-id", "nightly"]) == 1
    said = capsys.readouterr().err
    assert all(way in said for way in ("--secret-fd", "SAFESTATS_CLIENT_SECRET", "keyring set"))


def test_a_wrong_secret_is_told_and_not_repeated(server):
    with pytest.raises(SignInFailed, match="does not let the program 'nightly' in.*Check its id and secret") as caught:
        sign_in_program(server.url, new_http_session(), "nightly", "not-the-secret")
    assert "not-the-secret" not in str(caught.value)
