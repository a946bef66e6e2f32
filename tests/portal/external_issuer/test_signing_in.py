"""Signing in at npm `oidc-provider` from end to end: our client, our portal, and an issuer that nobody here wrote."""

from __future__ import annotations

import threading
import time

import pytest
import requests

from safestats_core.access import Level
from safestats_core.client import open_client, sign_in_client
from safestats_core.errors import SignInFailed, SignInRequired
from safestats_core.portal import audit
from safestats_core.portal.feeds.suppliers import add_supplier
from safestats_core.retrieval.device import sign_in_by_code
from safestats_core.retrieval.discovery import discover
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import refresh, sign_in, sign_out


def test_the_portal_tells_a_client_where_to_sign_in_and_as_whom(server, provider):
    told = server.get("/.well-known/oauth-protected-resource").json()
    assert (told["resource"], told["authorization_servers"]) == (server.url, [provider.url])
    assert told["safestats"] == {
        "client_id": provider.client,
        "scope": "openid offline_access",
        "resource": provider.audience,
    }
    refused = server.get("/me")
    assert (
        f'resource_metadata="{server.url}/.well-known/oauth-protected-resource"' in refused.headers["WWW-Authenticate"]
    )
    found = discover(server.url, new_http_session())
    assert found.is_elsewhere
    assert found.exchange == f"{provider.url}/token"


def test_a_person_signs_in_through_her_browser_and_her_group_makes_her_what_she_is(server, signed_in):
    source = PortalSource(server.url, new_http_session(), signed_in("subject-asha"))
    me = source.me()
    assert (me.username, me.full_name, me.organisation) == ("asha", "Asha Rao", "Council")
    assert [(each.dataset, each.level) for each in source.datasets()] == [("offences", Level.RECORD)]


def test_she_signs_in_with_a_code_on_another_computer(server, browser):
    shown = []

    def show(asked):
        shown.append(asked)
        type_it = threading.Thread(target=browser("subject-bola").type_code, args=(asked.address, asked.code))
        type_it.start()

    tokens = sign_in_by_code(server.url, new_http_session(), show)
    assert PortalSource(server.url, new_http_session(), tokens).me().username == "bola"
    assert shown[0].complete.endswith(shown[0].code)
    assert tokens.refresh


def test_refreshing_rotates_and_a_token_used_twice_ends_the_session(signed_in):
    http = new_http_session()
    first = signed_in("subject-asha")
    second = refresh(first, http)
    third = refresh(second, http)
    assert len({first.refresh, second.refresh, third.refresh}) == 3
    for tokens in (first, third):
        with pytest.raises(SignInRequired, match="has ended"):
            refresh(tokens, http)


def test_signing_out_ends_the_session_at_the_issuer(signed_in):
    http, tokens = new_http_session(), signed_in("subject-asha")
    sign_out(tokens, http)
    with pytest.raises(SignInRequired, match="has ended"):
        refresh(tokens, http)


def test_a_session_goes_on_in_the_next_program_and_signing_out_ends_it(server, browser, monkeypatch, tmp_path):
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path))
    phrase = "lantern-over-slow-water"
    assert sign_in_client(server.url, browser("subject-asha"), passphrase=phrase).me().username == "asha"
    again = open_client(server.url, passphrase=phrase)
    assert again.me().organisation == "Council"
    again.sign_out()
    with pytest.raises(SignInRequired, match="signed out"):
        open_client(server.url, passphrase=phrase)


def test_whoever_refuses_in_the_browser_is_not_signed_in(server, browser):
    def refuse(address):
        hers = browser("subject-asha")
        page = hers.http.get(address, timeout=10)
        hers.walk(hers.http.get(f"{page.url}/abort", allow_redirects=False, timeout=10))

    with pytest.raises(SignInFailed, match="cancelled or refused in the browser"):
        sign_in(server.url, new_http_session(), refuse, timeout=20)


def test_new_keys_of_the_issuer_are_found_and_the_old_ones_forgotten(server, provider, signed_in):
    old = signed_in("subject-asha").access
    assert server.get("/me", old).status_code == 200
    provider.rotate()
    assert server.get("/me", signed_in("subject-asha").access).status_code == 200
    assert server.get("/me", old).status_code == 401


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_the_issuer_may_sign_in_other_ways_too(server, provider, signed_in, algorithm):
    provider.change(algorithm=algorithm)
    try:
        assert server.get("/me", signed_in("subject-asha").access).status_code == 200
    finally:
        provider.change(algorithm="RS256")


def test_a_token_ends_by_the_clock(server, provider, signed_in):
    ends = int(time.time()) + 8  # a minute after what it says, since clocks may differ; a busy machine has time to ask
    soon = provider.forge(provider.claims(exp=ends - 60))
    assert server.get("/me", soon).status_code == 200
    time.sleep(max(0.0, ends + 1 - time.time()))
    assert server.get("/me", soon).status_code == 401


def test_the_identity_token_of_a_real_sign_in_opens_nothing(server, browser, monkeypatch):
    kept = {}
    post = requests.Session.post

    def keeping(self, url, *args, **kwargs):
        answer = post(self, url, *args, **kwargs)
        if url.endswith("/token"):
            kept.update(answer.json())
        return answer

    monkeypatch.setattr(requests.Session, "post", keeping)
    sign_in(server.url, new_http_session(), browser("subject-asha"), timeout=20)
    assert server.get("/me", kept["access_token"]).status_code == 200
    assert server.get("/me", kept["id_token"]).status_code == 401


def test_the_audit_log_names_the_person_the_issuer_and_her_name_there(server, trusting, provider, signed_in):
    access = signed_in("subject-asha").access
    before = sum(1 for _ in audit.search(trusting))
    for _ in range(3):
        server.get("/me", access)
    entry = list(audit.search(trusting))[before:]
    assert [(each.person, each.detail["change"]) for each in entry] == [("asha", "signed in")]
    assert entry[0].detail["issuer"] == provider.url
    assert (entry[0].detail["subject"], entry[0].detail["client"]) == ("subject-asha", provider.client)


def test_suppliers_programs_still_get_their_tokens_at_the_portal(server, trusting):
    made = add_supplier(trusting, "police", ["offences"])
    form = {"grant_type": "client_credentials", "client_id": made.supplier.client_id, "client_secret": made.value}
    answer = requests.post(f"{server.url}/oauth/token", data=form, timeout=10).json()
    assert answer["scope"] == "feed"
    assert server.get("/me", answer["access_token"]).status_code == 401


def test_the_portals_own_sign_in_is_closed(server, provider):
    answer = server.get("/oauth/authorize?client_id=safestats-desktop&response_type=code")
    assert answer.status_code == 404
    assert provider.url in answer.text
    assert server.get("/oauth/device").status_code == 404
    own = requests.get(f"{server.url}/.well-known/openid-configuration", timeout=10).json()
    assert own["grant_types_supported"] == ["client_credentials"]
    for path, form in (
        ("device_authorization", {"client_id": "safestats-desktop"}),
        ("token", {"grant_type": "refresh_token", "refresh_token": "x", "client_id": "safestats-desktop"}),
    ):
        assert requests.post(f"{server.url}/oauth/{path}", data=form, timeout=10).status_code == 400
