"""Each way to fail on the way to a portal or at the sign-in, provoked for real, has a sentence of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from email.utils import formatdate
from json import dumps
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from safestats_core.errors import NotAdmitted, PortalUnreachable, SignInFailed, SignInRequired
from safestats_core.retrieval.loopback import RedirectListener
from safestats_core.retrieval.sign_in import Tokens, refresh, sign_in

resource = pytest.importorskip("resource", reason="limits of a process are those of POSIX")


@pytest.fixture
def refused(http):
    """The sentence with which a GET fails."""

    def refused(url, **options):
        with pytest.raises(PortalUnreachable) as caught:
            http.get(url, **options)
        return str(caught.value)

    return refused


def test_each_way_that_the_network_fails_is_told_from_the_others(refused, bad_network, fault_server, pauses):
    proxy = bad_network.proxy_with_password()
    self_signed, _ = bad_network.tls()
    future, in_future = bad_network.tls(from_days=10, to_days=20)
    past, in_past = bad_network.tls(from_days=-20, to_days=-10)
    over = threading.Event()
    fault_server.on("/slow", lambda handler: over.wait(60))
    sentences = {
        "no route": refused("http://127.0.0.1:1/"),
        "no such name": refused("https://no-such-portal.invalid/items"),
        "proxy, plain": refused("http://portal.example/items", proxies={"http": proxy}),
        "proxy, TLS": refused("https://portal.example/items", proxies={"https": proxy}),
        "no proxy": refused("https://portal.example/items", proxies={"https": "http://127.0.0.1:1"}),
        "unknown": refused(self_signed),
        "not yet": refused(future, verify=str(in_future)),
        "ended": refused(past, verify=str(in_past)),
        "slow": refused(f"{fault_server.url}/slow", timeout=0.05),
    }
    over.set()
    begins = {
        "no route": "http://127.0.0.1:1/ cannot be reached. Check the address",
        "no such name": "The network does not know no-such-portal.invalid. Check how the address is spelled",
        "proxy, plain": "The proxy on the way to portal.example asks for a user name and a password. Give them in",
        "proxy, TLS": "The proxy on the way to portal.example asks for a user name and a password. Give them in",
        "no proxy": "The proxy did not let https://portal.example/items through",
        "unknown": f"The certificate of {self_signed} could not be verified",
        "not yet": f"The certificate of {future} is not valid at the time on this computer's clock, 20",
        "ended": f"The certificate of {past} is not valid at the time on this computer's clock, 20",
        "slow": f"{fault_server.url}/slow did not answer in time",
    }
    assert {way: sentence[: len(begins[way])] for way, sentence in sentences.items()} == begins
    assert len(pauses) == 3 * 3, "only what may pass is tried again: no route, no such name, slow"
    assert len(bad_network.asked) == 2, "a proxy that wants a password is not asked again and again"


def test_a_certificate_that_is_trusted_is_let_through(http, bad_network):
    address, certificate = bad_network.tls()
    assert http.get(address, verify=str(certificate)).status_code == 200


def test_a_password_for_the_proxy_is_never_told(http, bad_network):
    proxy = bad_network.proxy_with_password().replace("http://", "http://me:hidden-word@")
    with pytest.raises(PortalUnreachable) as caught:
        http.get("https://portal.example/", proxies={"https": proxy})
    assert "hidden-word" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_computer_that_lets_no_port_be_opened_is_told_of_the_other_way():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        with pytest.raises(SignInFailed) as caught:
            RedirectListener()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert "no port of 127.0.0.1 can be opened" in str(caught.value)
    assert "--device" in str(caught.value)


def test_a_redirect_that_never_arrives_is_told_with_what_may_keep_it(issuer, http):
    with pytest.raises(SignInFailed, match=r"Nobody signed in within 0 seconds.*firewall or proxy.*--device"):
        sign_in(issuer.url, http, lambda address: None, timeout=0.1)


def test_a_computer_without_a_browser_is_told_of_the_other_ways(tmp_path, issuer):
    """The command itself, where neither a display nor any browser is to be found."""
    login = "from safestats_core.retrieval import loopback; import safestats_core.command_line.actions as actions; "
    quick = "sign_in = actions.sign_in; actions.sign_in = lambda *a: sign_in(*a, timeout=0.1); "
    run = [sys.executable, "-c", f"{login}{quick}from safestats_core.cli import main; main(['login', '{issuer.url}'])"]
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    environment = {**environment, "PATH": str(tmp_path), "SAFESTATS_HOME": str(tmp_path)}
    said = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=60, check=False).stderr
    assert f"{issuer.url}/oauth/authorize?" in said
    assert "No browser could be opened here" in said
    assert "safestats login URL --device" in said


@pytest.mark.parametrize("words", [{}, {"error_description": "not this time"}])
def test_whoever_presses_cancel_in_the_browser_is_told_that_it_was_cancelled(issuer, http, words):
    def browser(address):
        asked = dict(parse_qsl(urlsplit(address).query))
        answer = {"error": "access_denied", "state": asked["state"], "iss": issuer.url, **words}
        requests.get(asked["redirect_uri"], params=answer, timeout=5)

    with pytest.raises(SignInFailed, match=r"cancelled or refused in the browser.*Start it again"):
        sign_in(issuer.url, http, browser)


@pytest.mark.parametrize("ahead", [7200, -7200])
def test_a_refusal_beside_a_wrong_clock_says_by_how_much_it_is_wrong(issuer, http, ahead):
    date = formatdate(time.time() - ahead, usegmt=True)

    def without_own_date(handler):
        handler.send_response_only(400)
        handler.send_header("Date", date)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write(b'{"error": "invalid_grant"}')

    issuer.on("/oauth/token", without_own_date)
    way = "ahead of" if ahead > 0 else "behind"
    with pytest.raises(SignInRequired, match=f"Sign in again. The clock of this computer is 120 minutes {way} the"):
        refresh(Tokens(issuer.url, "", "the-first", 0.0), http)


@pytest.mark.parametrize("claims", [{}, {"iat": "yesterday"}, {"iat": [1]}])
def test_an_answer_without_its_time_is_not_taken_for_a_clock_that_is_wrong_by_decades(issuer, http, claims):
    def browser(address):
        asked = dict(parse_qsl(urlsplit(address).query))
        whole = {"iss": issuer.url, "aud": "safestats-desktop", "nonce": asked["nonce"], **claims}
        body = urlsafe_b64encode(dumps(whole).encode()).rstrip(b"=").decode()
        tokens = {"access_token": "a", "refresh_token": "r", "expires_in": 300, "id_token": f"e30.{body}.AA"}
        issuer.on("/oauth/token", issuer.reply(dumps(tokens).encode()))
        answer = {"code": "c", "state": asked["state"], "iss": issuer.url}
        requests.get(asked["redirect_uri"], params=answer, timeout=5)

    with pytest.raises(SignInFailed, match="does not say when it was made"):
        sign_in(issuer.url, http, browser)


def test_an_account_that_was_shut_is_told_from_a_session_that_has_ended(issuer, http):
    shut = b'{"error": "access_denied", "error_description": "This account is locked."}'
    issuer.on("/oauth/token", issuer.reply(shut, status=400))
    with pytest.raises(NotAdmitted, match=r"does not let you in any more \(This account is locked\)\. Ask the portal"):
        refresh(Tokens(issuer.url, "", "the-first", 0.0), http)


def test_who_is_signed_in_elsewhere_and_not_let_in_here_is_told_so(fault_server, http):
    from safestats_core.retrieval.portal import PortalSource

    refusal = b'{"code": "NotAdmitted", "description": "No group of yours has a place here"}'
    fault_server.on("/me", fault_server.reply(refusal, status=403))
    tokens = Tokens(fault_server.url, "access", "refresh", time.monotonic() + 300)
    with pytest.raises(NotAdmitted, match=r"does not let you in \(No group of yours.*signing in again does not help"):
        PortalSource(fault_server.url, http, tokens).me()
