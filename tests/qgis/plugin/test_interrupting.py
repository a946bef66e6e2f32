"""Who gives up ends what she was waiting for at once, and nothing that others wait for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from safestats.qgis_plugin import interrupting, tasks
from safestats.qgis_plugin.connection.transport import mount
from safestats.safestats_core.errors import Cancelled
from safestats.safestats_core.retrieval import sign_in
from safestats.safestats_core.retrieval.bearer import Bearer, SessionInMemory
from safestats.safestats_core.retrieval.discovery import Issuer
from safestats.safestats_core.retrieval.session import HttpSession


class Silent:
    """A server that answers only when `over` is set; `asked` has the paths that it was asked for."""

    def __init__(self, bad_network) -> None:
        self.over, self.asked = threading.Event(), []
        silent = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                silent.asked.append(self.path)
                silent.over.wait(60)
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                silent.asked.append(self.path)
                silent.over.wait(60)
                pair = {"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 300}
                content = json.dumps(pair).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                """Say nothing."""

        self.address = f"http://127.0.0.1:{bad_network._start(Answer).server_port}"


@pytest.fixture
def silent(bad_network) -> Iterator[Silent]:
    server = Silent(bad_network)
    yield server
    server.over.set()


class Getting(threading.Thread):
    """A GET through QGIS in a thread that is none of our tasks: of Processing, with a feedback, or one that waits for
    news, without.
    """

    def __init__(self, url: str, feedback: QgsProcessingFeedback | None = None) -> None:
        super().__init__(daemon=True)
        self.url, self.feedback = url, feedback
        self.answer, self.error = None, None

    def run(self) -> None:
        try:
            session = mount(HttpSession(pause=lambda _: None), self.feedback)
            self.answer = session.get(self.url, timeout=60)
        except Exception as error:
            self.error = error


def test_a_look_that_is_given_up_ends_no_request_of_others(qgis_app, silent, wait_until):
    others = [Getting(f"{silent.address}/news"), Getting(f"{silent.address}/algorithm", QgsProcessingFeedback())]
    for each in others:
        each.start()
    wait_until(lambda: sorted(silent.asked) == ["/algorithm", "/news"])
    session = mount(HttpSession(pause=lambda _: None))
    look = tasks.start("A look", lambda _: session.get(f"{silent.address}/look", timeout=60), print, print)
    wait_until(lambda: "/look" in silent.asked)
    look.forget()
    wait_until(lambda: look not in tasks._running, 20)
    assert all(each.is_alive() for each in others)
    silent.over.set()
    wait_until(lambda: not any(each.is_alive() for each in others), 20)
    assert [(each.error, each.answer.status_code) for each in others] == [(None, 200)] * 2


def test_cancelling_ends_a_request_to_a_server_that_is_silent(qgis_app, silent, wait_until):
    feedback = QgsProcessingFeedback()
    getting = Getting(f"{silent.address}/", feedback)
    getting.start()
    wait_until(lambda: silent.asked)
    feedback.cancel()
    wait_until(lambda: not getting.is_alive(), 20)
    assert isinstance(getting.error, Cancelled)
    again = Getting(f"{silent.address}/again", feedback)
    again.start()
    wait_until(lambda: not again.is_alive(), 20)
    assert isinstance(again.error, Cancelled)
    assert "/again" not in silent.asked


def test_months_are_asked_for_side_by_side_under_one_feedback(qgis_app):
    feedback, errors = QgsProcessingFeedback(), []
    mount(HttpSession(), feedback)

    def ask() -> None:
        try:
            for _ in range(300):
                with interrupting.interruptible(feedback):
                    pass
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


def test_the_cancel_button_of_the_toolbox_does_not_wait_for_a_silent_server(provider, silent, wait_until):
    provider.mount = mount
    feedback, context, ended = QgsProcessingFeedback(), QgsProcessingContext(), []
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("safestats:loadfromsource")
    parameters = {"SOURCE": silent.address, "DATASET": "calls", "OUTPUT": "TEMPORARY_OUTPUT"}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    task.executed.connect(lambda successful, results: ended.append(results))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: silent.asked)
    feedback.cancel()
    wait_until(lambda: ended, 20)
    assert ended == [{}]


@pytest.fixture
def renewing(qgis_app, silent, monkeypatch):
    """Makes where a session is kept whose access token has ended, and what asks `silent` in its name."""
    issuer = Issuer(silent.address, silent.address, "", f"{silent.address}/token", None, None, "us", "", None, True)
    monkeypatch.setattr(sign_in, "discover", lambda *_: issuer)

    def make(feedback: QgsProcessingFeedback | None = None):
        tokens = sign_in.Tokens(silent.address, "access-1", "refresh-1", time.monotonic())
        kept, session = SessionInMemory(tokens), mount(HttpSession(pause=lambda _: None), feedback)
        bearer = Bearer(tokens, session, kept)
        return kept, lambda: session.get(f"{silent.address}/rows", auth=bearer, timeout=60)

    return make


def test_who_gives_up_while_the_session_is_renewed_keeps_the_new_token(renewing, silent, wait_until):
    kept, ask = renewing()
    told = []
    task = tasks.start("Loading", lambda _: ask(), told.append, told.append)
    wait_until(lambda: silent.asked)
    task.cancel()
    goes_on_until = time.monotonic() + 0.3
    wait_until(lambda: told or time.monotonic() > goes_on_until)
    assert told == []
    silent.over.set()
    wait_until(lambda: told, 20)
    assert told == ["Stopped."]
    assert kept.load() == "refresh-2"
    assert silent.asked == ["/token"]


def test_an_algorithm_that_is_cancelled_while_the_session_is_renewed_keeps_the_new_token(renewing, silent, wait_until):
    feedback, errors = QgsProcessingFeedback(), []
    kept, ask = renewing(feedback)
    asking = threading.Thread(target=lambda: errors.append(_error_of(ask)), daemon=True)
    asking.start()
    wait_until(lambda: silent.asked)
    feedback.cancel()
    asking.join(0.3)
    assert asking.is_alive()
    silent.over.set()
    wait_until(lambda: not asking.is_alive(), 20)
    assert isinstance(errors[0], Cancelled)
    assert kept.load() == "refresh-2"
    assert silent.asked == ["/token"]


def test_closing_qgis_does_not_wait_for_the_session_to_be_renewed(renewing, silent, wait_until):
    _, ask = renewing()
    told = []
    tasks.start("Loading", lambda _: ask(), told.append, told.append)
    wait_until(lambda: silent.asked)
    interrupting.close()
    try:
        wait_until(lambda: told, 10)
    finally:
        interrupting.open_again()
    assert told == ["Stopped."]


def _error_of(ask) -> Exception | None:
    try:
        ask()
    except Exception as error:
        return error
    return None
