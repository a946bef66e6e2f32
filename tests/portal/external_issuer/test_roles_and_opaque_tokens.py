"""At the portal's web side: roles from claims, people who are not let in, and tokens that only the issuer can read."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
import requests

from safestats_core.portal import audit
from safestats_core.portal.commands.every_command import add_commands
from safestats_core.portal.identity.external.register import current_issuer, set_issuer
from safestats_core.portal.rights.accounts import lock_account, unlock_account


@pytest.fixture
def as_set(trusting):
    """Puts the issuer's settings back after a test that changes them."""
    before = current_issuer(trusting)
    yield before
    set_issuer(trusting, before)


def test_a_keeper_sees_the_status_page_and_an_analyst_does_not(server, provider, signed_in):
    assert server.get("/status", signed_in("subject-bola").access).status_code == 200
    assert server.get("/status", signed_in("subject-asha").access).status_code == 404
    without = provider.forge(provider.claims("subject-bola", groups=["analysts"]))
    assert server.get("/status", without).status_code == 404


@pytest.mark.parametrize(
    ("subject", "words"),
    [("subject-cleo", "none of your groups"), ("subject-dina", "several organisations: Council, Transit")],
)
def test_a_person_who_is_not_let_in_is_told_why_and_sees_nothing(server, trusting, subject, words, provider):
    access = provider.forge(provider.claims(subject))
    for path in ("/me", "/collections", "/collections/offences/items", "/areas"):
        answer = server.get(path, access)
        assert answer.status_code == 403, path
        assert words in answer.json()["description"]
    assert server.get("/status", access).status_code == 404
    refused = [each for each in audit.search(trusting, "(unknown)") if each.detail.get("subject") == subject]
    assert [each.detail["change"] for each in refused] == ["sign-in refused"]
    assert refused[0].detail["issuer"] == provider.url


def test_an_account_that_is_locked_here_is_shut_at_once_though_the_token_is_good(server, trusting, signed_in):
    access = signed_in("subject-asha").access
    assert server.get("/me", access).status_code == 200
    lock_account(trusting, "asha")
    try:
        assert server.get("/me", access).status_code == 403
    finally:
        unlock_account(trusting, "asha")
    assert server.get("/me", access).status_code == 200


def test_opaque_tokens_are_read_by_asking_the_issuer(server, provider, trusting, signed_in, tmp_path, as_set):
    secret = base64.b64encode(f"{provider.portal_client['id']}:{provider.portal_client['word']}".encode()).decode()
    headers = tmp_path / "headers"
    headers.touch(mode=0o600)
    headers.write_text(f"Authorization: Basic {secret}\n")
    provider.change(format="opaque")
    try:
        refused = server.get("/me", signed_in_raw(signed_in))
        assert refused.status_code == 401
        set_issuer(trusting, replace(as_set, introspection_headers=str(headers)))
        tokens = signed_in("subject-asha")
        assert "." not in tokens.access
        assert server.get("/me", tokens.access).json()["username"] == "asha"
        ended = signed_in("subject-asha")
        form = {"token": ended.access, "client_id": provider.client}
        requests.post(f"{provider.url}/token/revocation", data=form, timeout=10).raise_for_status()
        assert server.get("/me", ended.access).status_code == 401
        assert server.get("/me", tokens.access[:-1] + ("A" if tokens.access[-1] != "A" else "B")).status_code == 401
    finally:
        provider.change(format="jwt")


def signed_in_raw(signed_in):
    return signed_in("subject-asha").access


def test_both_ways_to_sign_in_stand_side_by_side_where_that_is_set(server, trusting, provider, signed_in, as_set):
    set_issuer(trusting, replace(as_set, own_sign_in=True))
    assert server.get("/oauth/device").status_code == 200
    told = server.get("/.well-known/oauth-protected-resource").json()
    assert told["authorization_servers"] == [provider.url, server.url]
    assert server.get("/me", signed_in("subject-asha").access).status_code == 200


def test_the_operator_sets_an_issuer_from_the_command_line(provider, trusting, capsys, as_set, tmp_path):
    from argparse import ArgumentParser

    parser = ArgumentParser()
    add_commands(parser.add_subparsers())

    def run(*words):
        args = parser.parse_args(["portal", "issuer", words[0], str(trusting.folder), *words[1:]])
        args.run(args)
        return capsys.readouterr().out

    with pytest.raises(Exception, match="calls itself"):
        run("set", f"{provider.url}/", "--client-id", "a", "--audience", "b")
    assert "People sign in at" in run("set", provider.url, "--client-id", "a", "--audience", "b", "--own-sign-in")
    assert current_issuer(trusting).audience == "b"
    run("group", "guests", "--organisation", "Council")
    assert "guests" in run("show")
    run("group", "guests", "--nothing")
    assert "guests" not in run("show")
    run("check")
