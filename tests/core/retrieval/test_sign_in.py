from __future__ import annotations

import json
import socket
import time
from base64 import urlsafe_b64encode
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from safestats_core.errors import Cancelled, PortalRefused, PortalUnreachable, SignInFailed, SignInRequired
from safestats_core.retrieval.pkce import challenge
from safestats_core.retrieval.sign_in import Tokens, refresh, sign_in, sign_out


class Browser:
    """A person who signs in at once; `change` alters what the portal sends back through the browser."""

    def __init__(self, issuer, id_claims=None, **change):
        self.issuer = issuer
        self.id_claims = id_claims or {}
        self.change = change
        self.pages = []

    def __call__(self, address):
        self.question = dict(parse_qsl(urlsplit(address).query))
        claims = {
            "iss": self.issuer.url,
            "aud": "safestats-desktop",
            "nonce": self.question["nonce"],
            "iat": time.time(),
            **self.id_claims,
        }
        self.issuer.on("/oauth/token", self.issuer.reply(_tokens(id_token=_unsigned(claims))))
        answer = {"code": "the-code", "state": self.question["state"], "iss": self.issuer.url, **self.change}
        self.pages.append(requests.get(self.question["redirect_uri"], params=answer, timeout=5))


def _unsigned(claims):
    body = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{body}.AA"


def _tokens(**more):
    document = {"access_token": "the-access", "refresh_token": "the-refresh", "expires_in": 300, **more}
    return json.dumps(document).encode()


def test_signing_in_proves_who_asked_and_yields_tokens(issuer, http):
    browser = Browser(issuer)

    tokens = sign_in(issuer.url + "/", http, browser)

    assert (tokens.portal_url, tokens.access, tokens.refresh) == (issuer.url, "the-access", "the-refresh")
    assert tokens.ends == pytest.approx(time.monotonic() + 300, abs=30)
    form = issuer.seen[-1].form
    assert form["code"] == "the-code"
    assert form["redirect_uri"] == browser.question["redirect_uri"]
    assert browser.question["code_challenge"] == challenge(form["code_verifier"])
    assert browser.question["code_challenge_method"] == "S256"


def test_the_browser_is_told_that_its_window_can_be_closed(issuer, http):
    browser = Browser(issuer)

    sign_in(issuer.url, http, browser)

    page = browser.pages[0]
    assert "You can close this window" in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_the_listener_is_on_this_computer_only_and_gone_afterwards(issuer, http):
    browser = Browser(issuer)

    sign_in(issuer.url, http, browser)

    assert urlsplit(browser.question["redirect_uri"]).hostname == "127.0.0.1"
    with pytest.raises(requests.ConnectionError):
        requests.get(browser.question["redirect_uri"], timeout=5)


def test_a_connection_that_a_browser_opens_ahead_does_not_hold_up_the_sign_in(issuer, http):
    idle = []

    def browser(address):
        query = dict(parse_qsl(urlsplit(address).query))
        redirect = urlsplit(query["redirect_uri"])
        idle.append(socket.create_connection((redirect.hostname, redirect.port)))
        requests.get(f"http://{redirect.netloc}/favicon.ico", timeout=5)
        Browser(issuer)(address)

    try:
        assert sign_in(issuer.url, http, browser).access == "the-access"
    finally:
        idle[0].close()


def test_tokens_do_not_show_in_repr():
    assert "hidden" not in repr(Tokens("https://portal.example", "hidden", "hidden", 0.0))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "of-another"}, "belongs to another sign-in"),
        ({"state": ""}, "belongs to another sign-in"),
        ({"iss": "https://elsewhere.example"}, "comes from another portal"),
        ({"iss": ""}, "comes from another portal"),
        ({"code": "", "error": "access_denied", "error_description": "not this time"}, r"\(not this time\)"),
    ],
)
def test_an_answer_that_is_not_the_one_to_the_question_is_refused(issuer, http, change, words):
    with pytest.raises(SignInFailed, match=words):
        sign_in(issuer.url, http, Browser(issuer, **change))
    assert "/oauth/token" not in issuer.paths()


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"nonce": "of-another"}, "belongs to another sign-in"),
        ({"aud": ["another-program"]}, "another portal or program"),
        ({"iss": "https://elsewhere.example"}, "another portal or program"),
    ],
)
def test_a_wrong_id_token_is_refused(issuer, http, claims, words):
    with pytest.raises(SignInFailed, match=words):
        sign_in(issuer.url, http, Browser(issuer, id_claims=claims))


@pytest.mark.parametrize(("seconds", "words"), [(-3600, "60 minutes ahead of"), (3600, "60 minutes behind")])
def test_a_wrong_clock_is_told_with_the_difference(issuer, http, seconds, words):
    with pytest.raises(SignInFailed, match=f"{words} the portal's"):
        sign_in(issuer.url, http, Browser(issuer, id_claims={"iat": time.time() + seconds}))


def test_nobody_signing_in_ends_the_wait(issuer, http):
    with pytest.raises(SignInFailed, match="Nobody signed in within"):
        sign_in(issuer.url, http, lambda address: None, timeout=0.2)


def test_the_wait_can_be_cancelled(issuer, http):
    started = time.monotonic()
    with pytest.raises(Cancelled):
        sign_in(issuer.url, http, lambda address: None, cancelled=lambda: time.monotonic() > started + 0.2)
    assert time.monotonic() < started + 20  # of the minutes that it would wait


def test_no_browser_is_said_with_the_way_around_it(issuer, http):
    def no_browser(address):
        raise OSError("no display")

    with pytest.raises(SignInFailed, match=r"\(no display\).*--no-browser"):
        sign_in(issuer.url, http, no_browser)


def test_a_page_that_only_looks_like_a_portal_is_not_signed_in_at(fault_server, http):
    fault_server.on("/.well-known/openid-configuration", fault_server.reply(b"<html>", kind="text/html"))

    with pytest.raises(PortalUnreachable, match=r"text/html instead of json.*sign-in page of your network"):
        sign_in(fault_server.url, http, lambda address: None)


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"issuer": "https://elsewhere.example"}, SignInFailed),
        ({"token_endpoint": "http://elsewhere.example/token"}, PortalRefused),
        ({"token_endpoint": None}, PortalRefused),
    ],
)
def test_a_portal_that_sends_the_sign_in_elsewhere_is_refused(fault_server, http, document, error):
    endpoints = {f"{name}_endpoint": fault_server.url + "/" + name for name in ("authorization", "token", "revocation")}
    whole = json.dumps({"issuer": fault_server.url, **endpoints, **document}).encode()
    fault_server.on("/.well-known/openid-configuration", fault_server.reply(whole))

    with pytest.raises(error):
        sign_in(fault_server.url, http, lambda address: pytest.fail("the browser must not open"))


def test_refreshing_yields_the_next_pair(issuer, http):
    issuer.on("/oauth/token", issuer.reply(_tokens()))

    tokens = refresh(Tokens(issuer.url, "", "the-first", 0.0), http)

    assert tokens.refresh == "the-refresh"
    assert issuer.seen[-1].form == {
        "grant_type": "refresh_token",
        "refresh_token": "the-first",
        "client_id": "safestats-desktop",
    }


def test_an_ended_session_asks_to_sign_in_again(issuer, http):
    refusal = b'{"error": "invalid_grant", "error_description": "used twice"}'
    issuer.on("/oauth/token", issuer.reply(refusal, status=400))

    with pytest.raises(SignInRequired, match=r"has ended \(used twice\)\. Sign in again"):
        refresh(Tokens(issuer.url, "", "the-first", 0.0), http)


def test_half_an_answer_is_no_session(issuer, http):
    issuer.on("/oauth/token", issuer.reply(b'{"access_token": "the-access"}'))

    with pytest.raises(SignInFailed, match="not complete"):
        refresh(Tokens(issuer.url, "", "the-first", 0.0), http)


def test_signing_out_revokes_the_session(issuer, http):
    issuer.on("/oauth/revoke", issuer.reply(b"{}"))

    sign_out(Tokens(issuer.url, "", "the-first", 0.0), http)

    assert issuer.seen[-1].form["token"] == "the-first"
