"""Signing in with a code, for a program that has no browser beside it: what both sides rely on."""

from __future__ import annotations

import html
import re
import sqlite3
from html.parser import HTMLParser

import pytest

from safestats_core.cli import main
from safestats_core.client import open_client
from safestats_core.command_line import actions
from safestats_core.errors import Cancelled, SignInFailed
from safestats_core.portal import audit
from safestats_core.retrieval import device
from safestats_core.retrieval.device import sign_in_by_code
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import refresh

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
ASHA = ("asha", "heron-velvet-quarry")


class Deciding:
    """A person with a browser, at the page where codes are typed."""

    def __init__(self, visitor):
        self.visitor = visitor

    def open(self, code=""):
        address = f"{self.visitor.url}/oauth/device"
        return self.visitor.http.get(address, params={"user_code": code} if code else {}, timeout=10)

    def type(self, code, username, phrase, page=None):
        kept = hidden(page or self.open(), "page")
        form = {"page": kept, "user_code": code, "username": username, "password": phrase}
        return self.visitor.http.post(f"{self.visitor.url}/oauth/device", data=form, timeout=10)

    def decide(self, question, decision="allow"):
        form = {"question": hidden(question, "question"), "decision": decision}
        return self.visitor.http.post(f"{self.visitor.url}/oauth/device/decision", data=form, timeout=10)


@pytest.fixture
def deciding(visitor):
    return Deciding(visitor)


@pytest.fixture
def begin(portal, server, visitor):
    """Asks for a pair of codes, as a program does."""

    def asked(**changes):
        with sqlite3.connect(portal.folder / "portal.db") as database:
            database.execute("update device_codes set used = 1 where username is null")
        form = {"client_id": "safestats-desktop", "scope": "openid offline_access", **changes}
        return visitor.post("device_authorization", **form)

    return asked


def hidden(page, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text)[1])


def poll(portal, visitor, code, waited=True, **changes):
    if waited:
        with sqlite3.connect(portal.folder / "portal.db") as database:
            database.execute("update device_codes set asked = 0")
    form = {"grant_type": GRANT, "device_code": code, "client_id": "safestats-desktop"}
    return visitor.post("token", **{**form, **changes})


def test_discovery_offers_it(server, visitor):
    found = visitor.http.get(f"{server.url}/.well-known/openid-configuration", timeout=10).json()
    assert found["device_authorization_endpoint"] == f"{server.url}/oauth/device_authorization"
    assert GRANT in found["grant_types_supported"]
    told = visitor.http.get(f"{server.url}/.well-known/oauth-protected-resource", timeout=10).json()
    assert (told["resource"], told["authorization_servers"]) == (server.url, [server.url])


def test_a_person_lets_a_program_on_another_computer_in(portal, server, visitor, begin, deciding):
    codes = begin().json()
    assert codes["verification_uri"] == f"{server.url}/oauth/device"
    assert codes["verification_uri_complete"] == f"{server.url}/oauth/device?user_code={codes['user_code']}"
    assert (codes["expires_in"], codes["interval"]) == (600, 5)
    assert poll(portal, visitor, codes["device_code"]).json()["error"] == "authorization_pending"
    question = deciding.type(codes["user_code"], *ASHA)
    assert "safestats-desktop" in question.text
    assert "all the data that you may see" in question.text
    assert "127.0.0.1" in question.text
    assert poll(portal, visitor, codes["device_code"]).json()["error"] == "authorization_pending"
    assert "You can close this window" in deciding.decide(question).text
    tokens = poll(portal, visitor, codes["device_code"]).json()
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert visitor.http.get(f"{server.url}/me", headers=bearer, timeout=10).json()["username"] == "asha"
    assert visitor.refresh(tokens["refresh_token"]).status_code == 200


def test_the_pages_warn_in_plain_words_of_codes_that_somebody_sent(begin, deciding):
    form = deciding.open(begin().json()["user_code"])
    assert "Did somebody send you this code?" in form.text
    question = deciding.type(begin().json()["user_code"], *ASHA)
    assert "Allow this only if that computer is in front of you." in question.text


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_pages_need_no_script_and_read_well_aloud(begin, deciding):
    code = begin().json()["user_code"]
    wrong = deciding.type(code, "asha", "not it")
    for answer in (deciding.open(code), wrong, deciding.type(code, *ASHA)):
        page = _Page(answer.text)
        assert not page.all("script")
        assert page.all("html")[0]["lang"] == "en"
        shown = [each for each in page.all("input") if each.get("type") != "hidden"]
        assert {each["id"] for each in shown} == {label["for"] for label in page.all("label")}
        assert "form-action 'self';" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
    page = _Page(wrong.text)
    alert = next(each for _, each in page.tags if each.get("role") == "alert")
    assert all(each["aria-describedby"] == alert["id"] for each in page.all("input") if each.get("type") != "hidden")


def test_whoever_refuses_lets_nobody_in(portal, visitor, begin, deciding):
    codes = begin().json()
    assert "gets nothing" in deciding.decide(deciding.type(codes["user_code"], *ASHA), "refuse").text
    for _ in range(2):
        assert poll(portal, visitor, codes["device_code"]).json()["error"] == "access_denied"


def test_an_answer_counts_once(portal, visitor, begin, deciding):
    codes = begin().json()
    question = deciding.type(codes["user_code"], *ASHA)
    deciding.decide(question, "refuse")
    assert deciding.decide(question, "allow").status_code == 409
    assert poll(portal, visitor, codes["device_code"]).json()["error"] == "access_denied"


def test_a_device_code_works_once_and_its_second_use_ends_the_session(portal, server, visitor, begin, deciding):
    codes = begin().json()
    deciding.decide(deciding.type(codes["user_code"], *ASHA))
    tokens = poll(portal, visitor, codes["device_code"]).json()
    assert poll(portal, visitor, codes["device_code"]).json()["error"] == "invalid_grant"
    assert visitor.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert visitor.http.get(f"{server.url}/me", headers=bearer, timeout=10).status_code == 401


def test_asking_too_often_slows_the_program_down(portal, visitor, begin):
    code = begin().json()["device_code"]
    errors = [poll(portal, visitor, code, waited=False).json()["error"] for _ in range(3)]
    assert errors == ["authorization_pending", "slow_down", "slow_down"]


def test_a_code_that_nobody_answered_expires(portal, visitor, begin, deciding):
    codes = begin().json()
    with sqlite3.connect(portal.folder / "portal.db") as database:
        database.execute("update device_codes set expires = expires - 601")
    assert poll(portal, visitor, codes["device_code"]).json()["error"] == "expired_token"
    assert deciding.type(codes["user_code"], *ASHA).status_code == 404


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"device_code": "guessed"}, "invalid_grant"),
        ({"device_code": ""}, "invalid_request"),
        ({"client_id": "somebody"}, "invalid_client"),
        ({"device_code": 'a"\\\x00é'}, "invalid_request"),
    ],
)
def test_a_device_code_in_the_wrong_hands_is_refused(portal, visitor, begin, changes, error):
    answer = poll(portal, visitor, begin().json()["device_code"], **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "somebody"}, "invalid_client"),
        ({"client_id": ""}, "invalid_client"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"scope": "feed"}, "invalid_scope"),
    ],
)
def test_only_our_client_may_ask_and_only_for_what_there_is(begin, changes, error):
    answer = begin(**changes)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_without_the_password_nobody_learns_whether_a_code_waits(begin, deciding):
    code = begin().json()["user_code"]

    def said(typed):
        page = deciding.type(typed, "asha", "not it")
        shown = page.text.replace(typed, "CODE")
        return page.status_code, re.sub(r'name="page" value="[^"]*"', "", shown)

    assert said(code) == said("BBBB-BBBB")


def test_guessing_codes_is_slowed_down_even_with_a_password(deciding, guess_until_slowed):
    answers = guess_until_slowed(
        lambda number: deciding.type(f"BBBB-BBB{'BCDFGJKLMN'[number]}", "emil", "violet-harbour-oak")
    )
    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert deciding.type("BBBB-BBBH", *ASHA).status_code == 404


def test_a_form_of_another_browser_does_nothing(server, visitor, begin, deciding):
    code = begin().json()["user_code"]
    stranger = Deciding(type(visitor)(server.url))
    stranger.open()
    assert stranger.type(code, *ASHA, page=deciding.open()).status_code == 400
    question = deciding.type(code, *ASHA)
    assert stranger.decide(question).status_code == 400
    assert deciding.decide(question, "perhaps").status_code == 400
    assert deciding.decide(question).status_code == 200


def test_what_is_typed_is_shown_as_text(deciding):
    assert "<script" not in deciding.open('"><script>alert(1)</script>').text
    assert "<script" not in deciding.type('"><script>', '"><script>alert(1)</script>', "x").text


def test_every_step_is_audited_without_the_codes(portal, begin, deciding, visitor):
    codes = begin().json()
    deciding.decide(deciding.type(codes["user_code"], *ASHA))
    poll(portal, visitor, codes["device_code"])
    latest = [(entry.person, entry.detail["change"]) for entry in list(audit.search(portal))[-2:]]
    assert latest == [("asha", "signed in"), ("asha", "sign-in on another computer allowed")]
    everything = " ".join(str(entry) for entry in audit.search(portal))
    assert codes["user_code"] not in everything
    kept = b"".join(path.read_bytes() for path in portal.folder.glob("*.db*"))
    for code in (codes["user_code"], codes["user_code"].replace("-", ""), codes["device_code"]):
        assert code.encode() not in kept


def test_our_client_signs_in_with_a_code_and_refreshes(server, deciding, monkeypatch):
    shown = []

    def show(asked):
        shown.append(asked)
        deciding.decide(deciding.type(asked.code, *ASHA))

    monkeypatch.setattr(device, "_sleep", lambda seconds, cancelled: None)
    http = new_http_session()
    tokens = sign_in_by_code(server.url, http, show)
    assert PortalSource(server.url, http, tokens).me().username == "asha"
    assert refresh(tokens, http).access
    assert shown[0].device_code not in repr(shown[0])


def test_our_client_says_that_it_was_refused_and_can_be_stopped(server, deciding, monkeypatch):
    def refuse(asked):
        deciding.decide(deciding.type(asked.code, *ASHA), "refuse")

    with pytest.raises(Cancelled):
        sign_in_by_code(server.url, new_http_session(), lambda asked: None, cancelled=lambda: True)
    monkeypatch.setattr(device, "_sleep", lambda seconds, cancelled: None)
    with pytest.raises(SignInFailed, match="was refused in the browser"):
        sign_in_by_code(server.url, new_http_session(), refuse)


def test_the_command_signs_in_with_a_code_and_the_next_program_goes_on(server, deciding, monkeypatch, tmp_path, capsys):
    def person_reads(words):
        code = re.search(r"type the code: (\S+)", words)
        if code:
            deciding.decide(deciding.type(code[1], *ASHA))

    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path))
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", "lantern-over-slow-water")
    monkeypatch.setattr(actions, "note", person_reads)
    monkeypatch.setattr(device, "_sleep", lambda seconds, cancelled: None)
    assert main(["login", server.url, "--device"]) == 0
    assert "as Asha Rao, Council" in capsys.readouterr().out
    assert open_client(server.url, passphrase="lantern-over-slow-water").me().username == "asha"
