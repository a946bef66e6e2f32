"""Signing in where the portal says, and not at the portal: each way in which that can go wrong has a sentence."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from safestats_core.errors import InvalidInput, PortalRefused, SignInFailed, SignInRequired
from safestats_core.retrieval import device
from safestats_core.retrieval.device import sign_in_by_code
from safestats_core.retrieval.discovery import discover
from safestats_core.retrieval.sign_in import Tokens, refresh, sign_in, sign_out


@pytest.fixture
def signing_in(fault_server):
    """A browser that signs in at once; `change` alters what comes back through it."""

    def browser(**change):
        def open_address(address):
            question = dict(parse_qsl(urlsplit(address).query))
            browser.question = question
            fault_server.on("/at/token", fault_server.reply(tokens(fault_server, nonce=question["nonce"])))
            answer = {"code": "the-code", "state": question["state"], **change}
            requests.get(question["redirect_uri"], params=answer, timeout=5)

        return open_address

    return browser


def tokens(server, **claims):
    about = {"iss": server.url + "/at", "aud": "at-work", "iat": time.time(), **claims}
    body = urlsafe_b64encode(json.dumps(about).encode()).rstrip(b"=").decode()
    document = {"access_token": "the-access", "refresh_token": "the-refresh", "expires_in": 300}
    return json.dumps({**document, "id_token": f"e30.{body}.AA"}).encode()


def held(server):
    return Tokens(server.url, "", f"{server.url}/at the-only", 0.0)


def test_the_question_is_put_where_and_as_the_portal_says(elsewhere, fault_server, http, signing_in):
    elsewhere()
    got = sign_in(fault_server.url, http, signing_in())
    assert (got.portal_url, got.refresh) == (fault_server.url, f"{fault_server.url}/at the-refresh")
    asked = signing_in.question
    assert (asked["client_id"], asked["resource"], asked["tenant"]) == ("at-work", "the-data", "1")
    assert (asked["scope"], asked["prompt"]) == ("openid offline_access", "consent")
    assert fault_server.seen[-1].form["resource"] == "the-data"


def test_a_scope_without_offline_access_asks_for_no_consent(elsewhere, fault_server, http, signing_in):
    elsewhere(ours={"scope": "openid", "resource": None})
    sign_in(fault_server.url, http, signing_in())
    assert not {"prompt", "resource"} & set(signing_in.question)


@pytest.mark.parametrize(
    ("named", "error", "words"),
    [
        ({"portal": {"resource": "https://evil.example"}}, SignInFailed, "says that it is https://evil.example"),
        ({"portal": {"authorization_servers": []}}, PortalRefused, "not as expected"),
        ({"portal": {"authorization_servers": ["http://plain.example"]}}, InvalidInput, "unencrypted"),
        ({"issuer": "https://other.example"}, SignInFailed, "says that it is https://other.example"),
        ({"token_endpoint": "http://plain.example/token"}, PortalRefused, "unencrypted"),
        ({"device_authorization_endpoint": "ftp://x"}, PortalRefused, "not a portal's address"),
    ],
)
def test_a_document_that_leads_astray_is_not_followed(elsewhere, fault_server, http, named, error, words):
    elsewhere(**named)
    with pytest.raises(error, match=words):
        discover(fault_server.url, http)


def test_an_issuer_that_says_nothing_is_told_with_its_name(elsewhere, fault_server, http):
    elsewhere()
    fault_server.on("/at/.well-known/openid-configuration", fault_server.reply(status=404))
    with pytest.raises(SignInFailed, match=r"at http://127\.0\.0\.1:\d+/at, but that does not say how \(status 404\)"):
        discover(fault_server.url, http)


def test_a_redirect_of_another_issuer_is_refused_where_the_issuer_names_itself(
    elsewhere, fault_server, http, signing_in
):
    elsewhere(authorization_response_iss_parameter_supported=True)
    for change in ({}, {"iss": "https://other.example"}):
        with pytest.raises(SignInFailed, match="comes from another portal"):
            sign_in(fault_server.url, http, signing_in(**change))
    elsewhere()
    with pytest.raises(SignInFailed, match="comes from another portal"):
        sign_in(fault_server.url, http, signing_in(iss="https://other.example"))


def test_an_issuer_that_does_not_rotate_keeps_the_session_going(elsewhere, fault_server, http):
    elsewhere()
    fault_server.on("/at/token", fault_server.reply(b'{"access_token": "next", "expires_in": 60}'))
    got = refresh(held(fault_server), http)
    assert (got.access, got.refresh) == ("next", f"{fault_server.url}/at the-only")
    assert fault_server.seen[-1].form["refresh_token"] == "the-only"


def test_a_session_is_told_to_no_issuer_but_its_own(elsewhere, fault_server, http):
    elsewhere()
    for kept in ("https://other.example the-only", "the-only"):
        for use in (refresh, sign_out):
            with pytest.raises(SignInRequired, match="People now sign in to .* at .*/at"):
                use(Tokens(fault_server.url, "", kept, 0.0), http)
    assert "POST" not in [request.method for request in fault_server.seen]


def test_what_the_manager_has_to_mend_is_told_so(elsewhere, fault_server, http):
    elsewhere()
    old = held(fault_server)
    fault_server.on("/at/token", fault_server.reply(b'{"error": "invalid_client"}', status=401))
    with pytest.raises(SignInFailed, match="as 'at-work'.*Tell the portal's manager") as raised:
        refresh(old, http)
    assert not isinstance(raised.value, SignInRequired)
    fault_server.on("/at/token", fault_server.reply(b'{"error": "invalid_grant"}', status=400))
    with pytest.raises(SignInRequired, match="Sign in again"):
        refresh(old, http)


def test_signing_out_where_nothing_is_offered_asks_nobody(elsewhere, fault_server, http):
    elsewhere(revocation_endpoint=None)
    sign_out(held(fault_server), http)
    assert "POST" not in [request.method for request in fault_server.seen]


@pytest.fixture
def by_code(elsewhere, fault_server, http, monkeypatch):
    """Signs in by code, with the issuer's answers to the polls; the pauses are noted instead of waited for."""
    elsewhere()
    pauses = []
    monkeypatch.setattr(device, "_sleep", lambda seconds, cancelled: pauses.append(seconds))
    asked = {"device_code": "long", "user_code": "ABCD-EFGH", "verification_uri": fault_server.url, "expires_in": 600}

    def run(*answers, **changes):
        fault_server.on("/at/device", fault_server.reply(json.dumps({**asked, **changes}).encode()))
        fault_server.on("/at/token", *answers)
        return sign_in_by_code(fault_server.url, http, lambda shown: None), pauses

    return run


def refusal(server, error, status=400):
    return server.reply(json.dumps({"error": error}).encode(), status=status)


def test_a_code_is_waited_for_and_pauses_grow_when_asked(by_code, fault_server):
    pending, slow = refusal(fault_server, "authorization_pending"), refusal(fault_server, "slow_down")
    busy, good = fault_server.reply(status=503), fault_server.reply(tokens(fault_server))
    got, pauses = by_code(pending, slow, pending, busy, good)
    assert (got.access, pauses) == ("the-access", [5, 5, 10, 10, 20])


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("access_denied", "was refused in the browser"),
        ("expired_token", "Nobody signed in with the code within 10 minutes"),
        ("invalid_grant", "too late, or used before"),
        ("unauthorized_client", "Tell the portal's manager"),
    ],
)
def test_a_code_that_comes_to_nothing_has_a_sentence(by_code, fault_server, error, words):
    with pytest.raises(SignInFailed, match=words):
        by_code(refusal(fault_server, error))


def test_a_code_for_somebody_else_is_refused(by_code, fault_server):
    with pytest.raises(SignInFailed, match="another portal or program"):
        by_code(fault_server.reply(tokens(fault_server, aud="another")))


@pytest.mark.parametrize(
    "changes",
    [{"verification_uri": "javascript:alert(1)"}, {"verification_uri": "http://plain.example"}, {"user_code": ""}],
)
def test_an_address_or_code_that_cannot_be_shown_is_refused(by_code, changes):
    with pytest.raises(PortalRefused, match="not as expected"):
        by_code(**changes)


def test_an_issuer_without_codes_says_so(elsewhere, fault_server, http):
    elsewhere(device_authorization_endpoint=None)
    with pytest.raises(SignInFailed, match="does not offer sign-in by code"):
        sign_in_by_code(fault_server.url, http, lambda shown: None)
