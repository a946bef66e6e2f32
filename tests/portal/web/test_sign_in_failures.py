"""What a person is told by our client where it is the portal, or her clock, that keeps her out."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from safestats_core.errors import NotAdmitted, SignInFailed
from safestats_core.portal.rights.accounts import lock_account, unlock_account
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import sign_in

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
EMIL = ("emil", "violet-harbour-oak")


@pytest.fixture
def browser(visitor):
    def browser(address):
        answer = visitor.submit(visitor.http.get(address, timeout=10), *EMIL)
        if "Location" in answer.headers:
            requests.get(answer.headers["Location"], timeout=10)
        browser.page = answer

    return browser


@pytest.fixture
def locked(portal):
    lock_account(portal, "emil")
    yield
    unlock_account(portal, "emil")


def test_a_person_who_is_locked_while_she_works_is_told_so_and_not_to_sign_in_again(server, portal, browser):
    source = PortalSource(server.url, new_http_session(), sign_in(server.url, new_http_session(), browser, timeout=20))
    assert source.me().username == "emil"
    lock_account(portal, "emil")
    try:
        with pytest.raises(NotAdmitted, match=r"does not let you in any more \(This account is locked.*Ask the"):
            source.me()
    finally:
        unlock_account(portal, "emil")


def test_whoever_is_locked_reads_on_the_page_what_may_be_the_reason(server, locked, browser):
    with pytest.raises(SignInFailed, match="Nobody signed in"):
        sign_in(server.url, new_http_session(), browser, timeout=0.3)
    assert browser.page.status_code == 403
    assert "your account may be locked: ask those who run the portal" in browser.page.text


def test_a_code_that_was_used_before_is_no_session_that_has_ended(server, visitor):
    def twice(address):
        answer = visitor.submit(visitor.http.get(address, timeout=10), *EMIL)
        place = answer.headers["Location"]
        code = parse_qs(urlsplit(place).query)["code"][0]
        assert visitor.exchange(code).status_code == 400
        requests.get(place, timeout=10)

    with pytest.raises(SignInFailed, match="too late, or used before.*Start the sign-in again"):
        sign_in(server.url, new_http_session(), twice, timeout=20)


SIGNING_IN = """
    import sys
    from safestats_core.errors import SafeStatsError
    from safestats_core.retrieval.session import new_http_session
    from safestats_core.retrieval.sign_in import sign_in

    try:
        sign_in(sys.argv[1], new_http_session(), lambda address: print(address, flush=True), timeout=20)
    except SafeStatsError as error:
        print(error)
"""


@pytest.mark.skipif(FAKETIME is None, reason="no clock that can be moved; install the package libfaketime")
@pytest.mark.parametrize(("shift", "words"), [("-1h", "60 minutes behind"), ("+25h", "1500 minutes ahead of")])
def test_a_computer_whose_clock_is_wrong_is_told_by_how_much(server, browser, shift, words):
    moved = ["env", f"LD_PRELOAD={FAKETIME}", f"FAKETIME={shift}", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
    run = [*moved, sys.executable, "-c", textwrap.dedent(SIGNING_IN), server.url]
    program = subprocess.Popen(run, stdout=subprocess.PIPE, text=True)
    try:
        browser(program.stdout.readline().strip())
        assert program.stdout.readline().startswith(f"The clock of this computer is {words} the portal's. Set date")
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
