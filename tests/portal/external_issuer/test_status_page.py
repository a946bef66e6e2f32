"""Who looks after the portal signs in to its status page at npm `oidc-provider`, with no password of the portal."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from safestats_core.portal import audit


@pytest.fixture
def coming_back(server, browser):
    """A browser, and the portal's answer to it, after its person has signed in at the issuer."""

    def walk(subject):
        visitor = browser(subject)
        form = visitor.http.get(f"{server.url}/status", timeout=10)
        begin = re.search(r'href="(/status/elsewhere)"', form.text)[1]
        return visitor, visitor.walk(visitor.http.get(server.url + begin, allow_redirects=False, timeout=10))

    return walk


def test_a_keeper_signs_in_in_her_browser_and_sees_the_status_page(server, provider, trusting, coming_back):
    visitor, answer = coming_back("subject-bola")
    assert (answer.status_code, answer.headers["Refresh"]) == (200, "0; url=/status")
    page = visitor.http.get(f"{server.url}/status", timeout=10, allow_redirects=False)
    assert page.status_code == 200
    assert "signed in as bola" in page.text
    entry = list(audit.search(trusting, person="bola"))[-2]
    assert (entry.operation, entry.detail["change"], entry.detail["page"]) == ("sign-in", "signed in", "status")
    assert entry.detail["issuer"] == provider.url
    word = re.search(r'name="word" value="([^"]+)"', page.text)[1]
    visitor.http.post(f"{server.url}/status/sign-out", data={"word": word}, timeout=10)
    gone = visitor.http.get(f"{server.url}/status", timeout=10, allow_redirects=False)
    assert gone.headers["Location"] == "/status/sign-in"


@pytest.mark.parametrize(
    ("subject", "words"),
    [("subject-asha", "does not look after"), ("subject-cleo", "problem")],
    ids=["an analyst", "who is not let in at all"],
)
def test_nobody_else_gets_in(server, coming_back, subject, words):
    visitor, answer = coming_back(subject)
    assert answer.status_code == 403
    assert words in answer.text
    assert visitor.http.get(f"{server.url}/status", timeout=10, allow_redirects=False).is_redirect


def test_an_answer_from_another_browser_or_a_second_time_opens_nothing(server, browser):
    visitor = browser("subject-bola")
    asked = visitor.http.get(f"{server.url}/status/elsewhere", allow_redirects=False, timeout=10)
    sent = {name: values[0] for name, values in parse_qs(urlsplit(asked.headers["Location"]).query).items()}
    assert (sent["code_challenge_method"], len(sent["state"]) >= 32) == ("S256", True)
    stranger = requests.get(f"{server.url}/status/signed-in?code=x&state={sent['state']}", timeout=10)
    assert (stranger.status_code, "did not begin" in stranger.text) == (403, True)
    other = visitor.http.get(f"{server.url}/status/signed-in?code=x&state=other", timeout=10)
    assert (other.status_code, "no answer to this sign-in" in other.text) == (403, True)
    denied = visitor.http.get(f"{server.url}/status/signed-in?error=access_denied&state={sent['state']}", timeout=10)
    assert (denied.status_code, "access_denied" in denied.text) == (403, True)
    false = visitor.http.get(f"{server.url}/status/signed-in?code=x&state={sent['state']}", timeout=10)
    assert (false.status_code, "answers with status 400" in false.text) == (503, True)
    assert visitor.http.get(f"{server.url}/status", timeout=10, allow_redirects=False).is_redirect


def test_without_an_issuer_there_is_no_such_way(start_server, tmp_path):
    from safestats_core.portal.portal import init_portal

    init_portal(tmp_path / "portal", "Alone").close()
    alone = start_server(tmp_path / "portal")
    for path in ("/status/elsewhere", "/status/signed-in"):
        assert requests.get(alone.url + path, timeout=10).status_code == 404
    assert "elsewhere" not in requests.get(f"{alone.url}/status/sign-in", timeout=10).text
