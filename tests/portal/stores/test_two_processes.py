"""Two portal processes on one PostgreSQL are one portal: whoever signs in at one, reads and waits at the other."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from safestats_core.access import Grant, Level
from safestats_core.portal.people import add_grant, add_person

pytestmark = pytest.mark.parametrize("store", ["postgresql"])

CLIENT = {"client_id": "safestats-desktop", "redirect_uri": "http://127.0.0.1:43210/callback"}
PASSPHRASE = secrets.token_urlsafe(12)


@pytest.fixture
def two(portal, offences):
    """The addresses of two servers of the same portal."""
    add_person(portal, "asha", "Asha", "Council", PASSPHRASE)
    add_grant(portal, Grant("person:asha", offences, Level.RECORD))
    url = portal.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    environment = {**os.environ, "SAFESTATS_DATABASE": url}
    command = [sys.executable, "-m", "safestats_core.cli", "portal", "serve", str(portal.folder), "--port", "0"]
    with (portal.folder / "server.log").open("wb") as log:
        servers = [
            subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=log, env=environment)
            for options in ([], ["--replica", url, "--query-seconds", "20"])
        ]
    try:
        lines = [server.stdout.readline().decode().strip() for server in servers]
        assert all(line.startswith("Listening on ") for line in lines), (portal.folder / "server.log").read_text()
        yield [line.removeprefix("Listening on ") for line in lines]
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
        for server in servers:
            server.wait(20)


@pytest.fixture
def asha(two):
    """Asha, who signed in at the first server. One web server stands before both: they go by one name."""
    http, verifier = requests.Session(), secrets.token_urlsafe(48)
    http.headers["Host"] = "localhost"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {"response_type": "code", "scope": "openid offline_access", "state": "state", "nonce": "nonce", **CLIENT}
    asked |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    page = http.get(f"{two[0]}/oauth/authorize", params=asked, timeout=20)
    typed = {"username": "asha", "password": PASSPHRASE}
    typed["request"] = html.unescape(re.search(r'name="request" value="([^"]+)"', page.text)[1])
    back = http.post(f"{two[0]}/oauth/authorize", data=typed, allow_redirects=False, timeout=20)
    code = parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, **CLIENT}
    tokens = http.post(f"{two[1]}/oauth/token", data=form, timeout=20).json()
    http.headers["Authorization"] = f"Bearer {tokens['access_token']}"
    return http


def test_signed_in_at_one_published_at_another_and_read_everywhere(portal, offences, put, scattered, two, asha):
    here, there = two
    http = asha
    put(portal, offences, scattered(300))
    pages = [http.get(f"{url}/collections/{offences}/items?limit=1000", timeout=20).json() for url in two]
    assert [page["numberReturned"] for page in pages] == [300, 300]
    assert [each["id"] for each in pages[0]["features"]] == [each["id"] for each in pages[1]["features"]]

    token = http.get(f"{here}/collections/{offences}/changes", timeout=20).json()["next"]
    told = {}

    def wait_at_the_other():
        answer = http.get(f"{there}/collections/{offences}/changes?since={token}&wait=20", timeout=40)
        told.update(answer.json(), when=time.monotonic())

    waiting = threading.Thread(target=wait_at_the_other)
    waiting.start()
    time.sleep(1)
    put(portal, offences, scattered(5, seed=2, prefix="new"))
    published = time.monotonic()
    waiting.join(30)
    assert sorted(each["id"] for each in told["features"]) == [f"new-{number}" for number in range(5)]
    assert told["when"] - published < 15, "it was told before its wait was over"

    following = http.get(f"{here}/collections/{offences}/changes?since={told['next']}", timeout=20)
    assert (following.status_code, following.json()["features"]) == (200, [])
    cursor = next(
        link["href"]
        for link in http.get(f"{here}/collections/{offences}/items?limit=100", timeout=20).json()["links"]
        if link["rel"] == "next"
    )
    following = http.get(cursor.replace("http://localhost", there), timeout=20).json()
    assert following["numberReturned"] == 100
