from __future__ import annotations

import json
import threading
import time

import pytest

from safestats_core.errors import DiskRefuses, SignInRequired
from safestats_core.retrieval.bearer import Bearer, SessionInMemory
from safestats_core.retrieval.sign_in import Tokens


@pytest.fixture
def rotating(issuer):
    """An issuer that takes each refresh token once, as the portal does."""
    number = iter(range(2, 100))
    newest = ["refresh-1"]

    def exchange(handler):
        time.sleep(0.02)
        if issuer.seen[-1].form["refresh_token"] != newest[0]:
            issuer.reply(b'{"error": "invalid_grant"}', status=400)(handler)
            return
        count = next(number)
        newest[0] = f"refresh-{count}"
        pair = {"access_token": f"access-{count}", "refresh_token": newest[0], "expires_in": 300}
        issuer.reply(json.dumps(pair).encode())(handler)

    issuer.on("/oauth/token", exchange)
    issuer.on("/oauth/revoke", issuer.reply(b"{}"))
    issuer.on("/me", issuer.reply(b"{}"))
    return issuer


def _ended(server):
    return Tokens(server.url, "access-1", "refresh-1", time.monotonic())


def _shown(server):
    return [request.headers["Authorization"] for request in server.seen if request.path == "/me"]


def test_a_token_about_to_end_is_renewed_before_it_is_used(rotating, http):
    tokens = _ended(rotating)

    http.get(rotating.url + "/me", auth=Bearer(tokens, http, SessionInMemory(tokens)))

    assert _shown(rotating) == ["Bearer access-2"]


def test_many_threads_renew_once(rotating, http):
    tokens = _ended(rotating)
    bearer = Bearer(tokens, http, SessionInMemory(tokens))
    threads = [
        threading.Thread(target=http.get, args=(rotating.url + "/me",), kwargs={"auth": bearer}) for _ in "12345"
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rotating.paths().count("/oauth/token") == 1
    assert _shown(rotating) == ["Bearer access-2"] * 5


def test_two_programs_that_share_a_session_never_use_a_refresh_token_twice(rotating, http):
    tokens = _ended(rotating)
    shared = SessionInMemory(tokens)
    desktop, command_line = Bearer(tokens, http, shared), Bearer(tokens, http, shared)

    http.get(rotating.url + "/me", auth=desktop)
    http.get(rotating.url + "/me", auth=command_line)

    assert _shown(rotating) == ["Bearer access-2", "Bearer access-3"]


def test_signing_out_in_one_program_ends_the_session_of_the_other(rotating, http):
    tokens = _ended(rotating)
    shared = SessionInMemory(tokens)
    desktop, command_line = Bearer(tokens, http, shared), Bearer(tokens, http, shared)

    http.get(rotating.url + "/me", auth=desktop)
    desktop.end()

    assert rotating.seen[-1].form["token"] == "refresh-2"
    with pytest.raises(SignInRequired, match="Sign in again"):
        http.get(rotating.url + "/me", auth=command_line)


def test_a_refresh_whose_answer_is_lost_is_asked_for_again_with_the_same_token(issuer, http):
    pair = json.dumps({"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 300}).encode()
    issuer.on("/oauth/token", issuer.reply(pair[:20], length=len(pair)), issuer.reply(pair))
    issuer.on("/me", issuer.reply(b"{}"))
    tokens = _ended(issuer)

    http.get(issuer.url + "/me", auth=Bearer(tokens, http, SessionInMemory(tokens)))

    asked = [request.form["refresh_token"] for request in issuer.seen if request.path == "/oauth/token"]
    assert asked == ["refresh-1", "refresh-1"]
    assert _shown(issuer) == ["Bearer access-2"]


class OnAFullDisk(SessionInMemory):
    """Of the next writes so many go through, the others find a full disk."""

    left = 99

    def save(self, newest):
        self.left -= 1
        if self.left < 0:
            raise DiskRefuses("The cache cannot be written: No space left on device.")
        super().save(newest)


def test_a_full_disk_is_told_before_the_portal_takes_the_token_back(rotating, http):
    tokens = _ended(rotating)
    kept = OnAFullDisk(tokens)
    kept.left = 0
    bearer = Bearer(tokens, http, kept)

    with pytest.raises(DiskRefuses):
        http.get(rotating.url + "/me", auth=bearer)
    assert "/oauth/token" not in rotating.paths()
    kept.left = 99
    http.get(rotating.url + "/me", auth=bearer)

    assert _shown(rotating) == ["Bearer access-2"]


def test_a_disk_that_fills_up_during_a_renewal_ends_no_session(rotating, http):
    tokens = _ended(rotating)
    kept = OnAFullDisk(tokens)
    kept.left = 1
    bearer = Bearer(tokens, http, kept)
    http.get(rotating.url + "/me", auth=bearer)
    assert (_shown(rotating), kept.load()) == (["Bearer access-2"], "refresh-1")

    with pytest.raises(DiskRefuses):
        bearer.renew(bearer.tokens)
    kept.left = 99
    bearer.renew(bearer.tokens)
    assert (bearer.tokens.access, kept.load()) == ("access-3", "refresh-3")

    kept.left = 1
    bearer.renew(bearer.tokens)
    kept.left = 99
    bearer.end()
    assert (rotating.seen[-1].form["token"], kept.load()) == ("refresh-4", None)
