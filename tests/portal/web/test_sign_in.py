"""What a person who signs in, and the program that she signs in from, rely on."""

from __future__ import annotations

import sqlite3
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from safestats_core.portal import audit


def redirected(response):
    assert response.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def test_discovery_leads_to_every_endpoint_and_states_the_rules(server, visitor):
    found = visitor.http.get(f"{server.url}/.well-known/openid-configuration", timeout=10).json()
    assert found["issuer"] == server.url
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["token_endpoint_auth_methods_supported"] == ["none", "client_secret_basic", "client_secret_post"]
    assert found["authorization_response_iss_parameter_supported"] is True
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint", "jwks_uri"):
        assert visitor.http.get(found[name], timeout=10).status_code in (200, 400, 405)


@pytest.mark.parametrize("callback", ["http://127.0.0.1:1/callback", "http://[::1]:65535/callback"])
def test_a_sign_in_returns_code_state_and_issuer_to_any_loopback_port(server, visitor, callback):
    page = visitor.open_page(redirect_uri=callback)
    answer = visitor.submit(page, "asha", "heron-velvet-quarry")
    assert answer.headers["Location"].startswith(callback + "?")
    found = redirected(answer)
    assert (found["state"], found["iss"]) == ("state-of-this-visit", server.url)
    assert len(found["code"]) >= 32


def test_the_tokens_name_the_person_and_are_signed_by_the_published_key(server, visitor):
    tokens = visitor.sign_in("asha")
    keys = KeySet.import_key_set(visitor.http.get(f"{server.url}/oauth/jwks", timeout=10).json())
    assert "d" not in keys.as_dict()["keys"][0]
    access = jwt.decode(tokens["access_token"], keys, ["ES256"])
    identity = jwt.decode(tokens["id_token"], keys, ["ES256"])
    assert (access.claims["sub"], access.claims["aud"], access.claims["iss"]) == ("asha", server.url, server.url)
    assert access.claims["exp"] - access.claims["iat"] == tokens["expires_in"] == 300
    assert (identity.claims["aud"], identity.claims["nonce"]) == ("safestats-desktop", "nonce-of-this-visit")
    me = visitor.http.get(f"{server.url}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}, timeout=10)
    assert me.json() == {
        "username": "asha",
        "full_name": "Asha Rao",
        "organisation": "Council",
        "portal": "Greater Testing",
    }


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://localhost:43210/callback",
        "http://127.0.0.1:43210/other",
        "http://127.0.0.1:43210/callback?more=1",
        "http://127.0.0.1/callback",
        "http://127.0.0.1:99999/callback",
        "http://127.0.0.1.evil.example:43210/callback",
        "https://127.0.0.1:43210/callback",
        "http://user@127.0.0.1:43210/callback",
        "",
        'http://127.0.0.1:43210/"callback',
    ],
)
def test_nobody_is_sent_anywhere_but_to_her_own_computer(visitor, elsewhere):
    answer = visitor.open_page(redirect_uri=elsewhere)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_a_request_without_pkce_or_beyond_the_rules_goes_back_with_its_error(server, visitor, changes, error):
    found = redirected(visitor.open_page(**changes))
    assert (found["error"], found["iss"]) == (error, server.url)
    assert "code" not in found


@pytest.mark.parametrize("name", ["client_id", "redirect_uri", "scope", "nonce", "state", "code_challenge"])
def test_a_request_with_the_character_nul_is_refused_before_a_password_is_asked_for(visitor, name):
    answer = visitor.open_page(**{name: "a\0b"})
    assert (answer.status_code, "Location" in answer.headers) == (400, False)
    assert "password" not in answer.text


def test_an_unknown_client_gets_a_page_in_words(visitor):
    answer = visitor.open_page(client_id="somebody")
    assert answer.status_code == 400
    assert "does not exist" in answer.text


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(server, visitor):
    wrong = visitor.submit(visitor.open_page(), "asha", "not it")
    unknown = visitor.submit(visitor.open_page(), "nobody", "not it")
    assert wrong.status_code == unknown.status_code == 403
    assert "The username or the password is not right" in wrong.text

    def words(page, name):
        return [line for line in page.text.replace(name, "NAME").splitlines() if 'name="request"' not in line]

    assert words(wrong, "asha") == words(unknown, "nobody")


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_works_without_scripts_and_with_a_screen_reader(visitor):
    answer = visitor.submit(visitor.open_page(), "asha", "not it")
    page = _Page(answer.text)
    assert not page.all("script")
    assert page.all("html")[0]["lang"] == "en"
    labelled = {label["for"] for label in page.all("label")}
    shown = [each for each in page.all("input") if each.get("type") != "hidden"]
    assert {each["id"] for each in shown} == labelled
    assert [each["autocomplete"] for each in shown] == ["username", "current-password"]
    alert = next(each for _, each in page.tags if each.get("role") == "alert")
    assert all(each["aria-describedby"] == alert["id"] for each in shown)


def test_the_page_cannot_be_framed_cached_or_made_to_send_elsewhere(visitor):
    headers = visitor.open_page().headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "form-action 'self' http://127.0.0.1:43210;" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_what_a_visitor_types_is_shown_as_text(visitor):
    answer = visitor.submit(visitor.open_page(), '"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text


def test_a_form_made_for_another_browser_signs_nobody_in(server, visitor):
    page = visitor.open_page()
    stranger = type(visitor)(server.url)
    stranger.open_page()
    answer = stranger.submit(page, "asha", "heron-velvet-quarry")
    assert answer.status_code == 400
    assert "not made for this browser" in answer.text


def test_a_request_that_was_tampered_with_signs_nobody_in(visitor):
    page = visitor.open_page()
    page._content = page.content.replace(b'name="request" value="', b'name="request" value="A')
    assert visitor.submit(page, "asha", "heron-velvet-quarry").status_code == 400


def test_two_open_pages_in_one_browser_both_work(visitor):
    first, second = visitor.open_page(), visitor.open_page()
    for page in (first, second):
        assert visitor.submit(page, "asha", "heron-velvet-quarry").status_code == 302


def test_a_code_works_once_and_its_second_use_ends_the_session(server, visitor):
    code = visitor.code("asha")
    tokens = visitor.exchange(code).json()
    assert visitor.exchange(code).json()["error"] == "invalid_grant"
    assert visitor.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    me = visitor.http.get(f"{server.url}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}, timeout=10)
    assert me.status_code == 401


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "a" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1:1/callback"}, "invalid_grant"),
        ({"client_id": "somebody"}, "invalid_client"),
        ({"code": "guessed"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_in_the_wrong_hands_is_refused(visitor, changes, error):
    answer = visitor.exchange(**{"code": visitor.code("asha"), **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_code_that_was_tried_with_a_wrong_verifier_is_used_up(visitor):
    code = visitor.code("asha")
    visitor.exchange(code, code_verifier="a" * 43)
    assert visitor.exchange(code).json()["error"] == "invalid_grant"


def test_a_code_is_refused_after_a_minute(portal, visitor):
    code = visitor.code("asha")
    with sqlite3.connect(portal.folder / "portal.db") as database:
        database.execute("update sign_in_codes set expires = expires - 61 where used = 0")
    assert visitor.exchange(code).json()["error"] == "invalid_grant"


def test_refreshing_rotates_and_a_reused_token_ends_the_whole_session(server, visitor):
    first = visitor.sign_in("asha")
    second = visitor.refresh(first["refresh_token"]).json()
    third = visitor.refresh(second["refresh_token"]).json()
    assert len({first["refresh_token"], second["refresh_token"], third["refresh_token"]}) == 3
    assert visitor.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.refresh(third["refresh_token"]).json()["error"] == "invalid_grant"
    bearer = {"Authorization": f"Bearer {third['access_token']}"}
    assert visitor.http.get(f"{server.url}/me", headers=bearer, timeout=10).status_code == 401


def test_a_refresh_whose_answer_was_lost_is_answered_again_and_its_first_answer_is_void(portal, visitor):
    first = visitor.sign_in("asha")
    lost = visitor.refresh(first["refresh_token"]).json()
    again = visitor.refresh(first["refresh_token"]).json()
    assert again["refresh_token"] not in (first["refresh_token"], lost["refresh_token"])
    third = visitor.refresh(again["refresh_token"])
    assert third.status_code == 200
    latest = [entry.detail.get("change", "") for entry in audit.search(portal)]
    assert "refresh token taken again" in " ".join(latest)
    # Whoever copied the first answer on the way comes too late, and ends the session.
    assert visitor.refresh(lost["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.refresh(third.json()["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_used_token_is_not_taken_again_after_half_a_minute(portal, visitor):
    first = visitor.sign_in("asha")
    second = visitor.refresh(first["refresh_token"]).json()
    with sqlite3.connect(portal.folder / "portal.db") as database:
        database.execute("update refresh_tokens set used_at = used_at - 31 where used = 1")
    assert visitor.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert visitor.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("kind", ["refresh_token", "access_token"])
def test_signing_out_ends_all_tokens_of_the_session_at_once(server, visitor, kind):
    mine, other = visitor.sign_in("asha"), visitor.sign_in("asha")
    answer = visitor.post("revoke", token=mine[kind], token_type_hint=kind, client_id="safestats-desktop")
    assert answer.status_code == 200
    assert visitor.refresh(mine["refresh_token"]).json()["error"] == "invalid_grant"
    for tokens, status in ((mine, 401), (other, 200)):
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert visitor.http.get(f"{server.url}/me", headers=bearer, timeout=10).status_code == status


def test_revoking_what_never_existed_is_no_error(visitor):
    assert visitor.post("revoke", token="never", client_id="safestats-desktop").status_code == 200


def test_the_database_holds_no_code_token_or_password(portal, visitor):
    code = visitor.code("asha")
    tokens = visitor.exchange(code).json()
    kept = b"".join(path.read_bytes() for path in portal.folder.glob("*.db*"))
    for value in (code, tokens["refresh_token"], tokens["access_token"], "heron-velvet-quarry"):
        assert value.encode() not in kept


def test_sign_ins_and_refusals_are_audited_without_the_typed_words(portal, visitor):
    visitor.submit(visitor.open_page(), "asha", "a-wrong-phrase")
    visitor.submit(visitor.open_page(), "my-passphrase-in-the-wrong-box", "")
    visitor.sign_in("asha")
    latest = [(entry.person, entry.detail["change"]) for entry in list(audit.search(portal))[-3:]]
    assert latest == [("asha", "sign-in refused"), ("(unknown)", "sign-in refused"), ("asha", "signed in")]
    everything = " ".join(str(entry) for entry in audit.search(portal))
    assert "a-wrong-phrase" not in everything
    assert "my-passphrase-in-the-wrong-box" not in everything
