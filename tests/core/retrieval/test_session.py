from __future__ import annotations

import datetime
import threading
from email.utils import format_datetime

import pytest

from safestats_core.errors import PortalRefused, PortalUnreachable
from safestats_core.retrieval import session
from safestats_core.retrieval.json_answer import read_json


def test_a_portal_that_is_busy_for_a_moment_is_asked_again(fault_server, http, pauses):
    fault_server.on("/", fault_server.reply(status=503), fault_server.reply(status=502), fault_server.reply(b"{}"))

    assert http.get(fault_server.url + "/").status_code == 200
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize(
    ("asked", "waited"), [("7", 7.0), ("3600", session.LONGEST_WAIT), ("Wed, 01 Jan 2020 00:00:00 GMT", 0.5)]
)
def test_retry_after_is_honoured_but_not_for_ever(fault_server, http, pauses, asked, waited):
    fault_server.on("/", fault_server.reply(status=429, Retry_After=asked), fault_server.reply(b"{}"))

    assert http.get(fault_server.url + "/").status_code == 200
    assert pauses == [waited]


def test_retry_after_may_be_a_date(fault_server, http, pauses):
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=10)
    fault_server.on(
        "/",
        fault_server.reply(status=503, Retry_After=format_datetime(soon, usegmt=True)),
        fault_server.reply(b"{}"),
    )

    http.get(fault_server.url + "/")
    assert 2 < pauses[0] <= 10  # less by what has passed since, and more than where no date is understood


def test_a_portal_that_stays_busy_is_not_asked_for_ever(fault_server, http, pauses):
    fault_server.on("/", fault_server.reply(status=503))

    assert http.get(fault_server.url + "/").status_code == 503
    assert len(fault_server.seen) == 4
    assert pauses == list(session.WAITS)


def test_a_request_that_changes_something_is_sent_once(fault_server, http):
    fault_server.on("/", fault_server.reply(status=503))

    assert http.post(fault_server.url + "/").status_code == 503
    assert len(fault_server.seen) == 1


def test_a_redirect_is_not_followed_so_the_session_stays_here(fault_server, http):
    fault_server.on("/", fault_server.reply(status=302, Location=f"{fault_server.url}/elsewhere"))

    answer = http.get(fault_server.url + "/", headers={"Authorization": "Bearer abc"})

    assert answer.status_code == 302
    assert fault_server.paths() == ["/"]


def test_a_netrc_entry_never_takes_the_place_of_the_session(fault_server, http, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password something\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fault_server.on("/", fault_server.reply(b"{}"))

    http.get(fault_server.url + "/")

    assert "Authorization" not in fault_server.seen[0].headers


def test_a_portal_that_is_down_is_said_to_be_unreachable(http, pauses):
    with pytest.raises(PortalUnreachable, match=r"^http://127\.0\.0\.1:1/items cannot be reached\. Check the address"):
        http.get("http://127.0.0.1:1/items?area=E05000001")
    assert len(pauses) == 3


def test_a_slow_portal_is_said_not_to_answer_in_time(fault_server, http):
    done = threading.Event()
    fault_server.on("/", lambda handler: done.wait(5))
    try:
        with pytest.raises(PortalUnreachable, match="did not answer in time"):
            http.get(fault_server.url + "/", timeout=0.05)
    finally:
        done.set()


def test_a_proxy_that_does_not_answer_is_named_as_such(http, pauses):
    with pytest.raises(PortalUnreachable, match="The proxy did not let http://portal.example/ through"):
        http.get("http://portal.example/", proxies={"http": "http://127.0.0.1:1"})
    assert pauses == []


def test_an_error_carries_nothing_that_opens_the_portal(http):
    with pytest.raises(PortalUnreachable) as caught:
        http.get("http://127.0.0.1:1/?code=abc", headers={"Authorization": "Bearer abc"})

    assert "abc" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_an_answer_that_is_cut_by_a_closing_connection_is_asked_for_again(fault_server, http, pauses):
    fault_server.on("/", fault_server.reply(b'{"links"', length=40), fault_server.reply(b'{"links": []}'))
    assert http.get(fault_server.url).json() == {"links": []}
    assert len(pauses) == 1


@pytest.mark.parametrize("says_its_length", [True, False])
def test_an_answer_that_stays_cut_is_unreachable_in_a_sentence_and_not_a_broken_document(
    fault_server, http, says_its_length
):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        if says_its_length:
            handler.send_header("Content-Length", "400")
        handler.end_headers()
        handler.wfile.write(b'{"links": [')

    fault_server.on("/", cut)
    with pytest.raises(PortalUnreachable, match="broke off"):
        read_json(http.get(fault_server.url), dict)


def test_a_whole_answer_that_is_no_document_is_the_portals_fault(fault_server, http):
    fault_server.on("/", fault_server.reply(b'{"links": ['))
    with pytest.raises(PortalRefused, match="not as expected"):
        read_json(http.get(fault_server.url), dict)
