"""npm `oidc-provider` on loopback, a portal process that trusts it, and people with a browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from safestats_core.access import Grant, Level
from safestats_core.formats.profile_file import read_profile
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.identity.external.register import (
    ORGANISATION,
    ROLE,
    ExternalIssuer,
    Group,
    set_group,
    set_issuer,
)
from safestats_core.portal.people import add_grant
from safestats_core.portal.portal import Portal, init_portal
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import Tokens, sign_in

from ..conftest import Server

HERE = Path(__file__).parent
CLIENT = "safestats-at-work"
AUDIENCE = "https://portal.example/data"
PORTAL_CLIENT = {"id": "portal", "word": "of-the-portal"}
PROGRAM = {"id": "nightly", "word": "of:the program+/="}
ACCOUNTS = {
    "subject-asha": {
        "preferred_username": "Asha",
        "name": "Asha Rao",
        "groups": ["analysts", "canteen"],
        "email": "asha@council.example",
        "email_verified": True,
    },
    "subject-bola": {"preferred_username": "bola", "name": "Bola Ade", "groups": ["analysts", "keepers"]},
    "subject-cleo": {"preferred_username": "cleo", "name": "Cleo Wu", "groups": ["canteen"]},
    "subject-dina": {"preferred_username": "dina", "name": "Dina Katz", "groups": ["analysts", "drivers"]},
}

PROFILE = {
    "dataset": {
        "name": "offences",
        "title": "Recorded offences",
        "agency": "police",
        "theme": "crime",
        "description": "Made for a test.",
        "attribution": "Nobody",
        "licence": "None",
        "handling": "OFFICIAL",
    },
    "source": {"format": "csv", "header": ["ref"]},
    "supplier": {"value": "Test Police"},
    "category": {"column": "what"},
    "time": {"start": "when"},
}


@dataclass
class Provider:
    """The issuer: a process of its own, whose keys we know, so that we can sign what it would never sign."""

    process: subprocess.Popen
    url: str
    keys: dict[str, Any] = field(default_factory=dict)
    client: str = CLIENT
    audience: str = AUDIENCE
    portal_client: dict[str, str] = field(default_factory=lambda: PORTAL_CLIENT)
    program: dict[str, str] = field(default_factory=lambda: PROGRAM)

    def change(self, **settings: Any) -> None:
        requests.post(f"{self.url}/test/settings", json=settings, timeout=10).raise_for_status()

    def rotate(self) -> None:
        self.keys = new_keys()
        self.change(jwks=private(self.keys))

    def claims(self, subject: str = "subject-asha", **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.url, "aud": AUDIENCE, "sub": subject, "client_id": CLIENT, "iat": now, "exp": now + 300}
        whole = {**claims, **ACCOUNTS.get(subject, {}), **changes}
        return {name: value for name, value in whole.items() if value is not None}

    def forge(self, claims: dict[str, Any], algorithm: str = "RS256", key: Any = None, **header: Any) -> str:
        signing = key or self.keys[algorithm]
        head = {"alg": algorithm, "kid": self.keys[algorithm].kid, "typ": "at+jwt", **header}
        return jwt.encode(
            {name: value for name, value in head.items() if value is not None}, claims, signing, [algorithm]
        )


class Browser:
    """A person at the pages of oidc-provider, which asks for any password, and for consent."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.http = requests.Session()

    def __call__(self, address: str) -> None:
        """Sign in, and go back to the program that asked."""
        assert self.walk(self.http.get(address, allow_redirects=False, timeout=10)).ok

    def type_code(self, address: str, code: str) -> requests.Response:
        """Allow a sign-in elsewhere."""
        return self.walk(self.submit(self.http.get(address, timeout=10), user_code=code))

    def walk(self, answer: requests.Response) -> requests.Response:
        for _ in range(20):
            if answer.is_redirect:
                address = urljoin(answer.url, answer.headers["Location"])
                answer = self.http.get(address, allow_redirects=False, timeout=10)
            elif 'name="login"' in answer.text:
                answer = self.submit(answer, login=self.subject, password="any")
            elif 'value="consent"' in answer.text or 'name="confirm"' in answer.text:
                answer = self.submit(answer)
            else:
                return answer
        raise AssertionError(f"no end at {answer.url}: {answer.text[:500]}")

    def submit(self, page: requests.Response, **typed: str) -> requests.Response:
        action = html.unescape(re.search(r'<form[^>]* action="([^"]+)"', page.text)[1])
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
        form = {**{name: html.unescape(value) for name, value in hidden}, **typed}
        return self.http.post(urljoin(page.url, action), data=form, allow_redirects=False, timeout=10)


def new_keys() -> dict[str, Any]:
    return {
        "RS256": RSAKey.generate_key(2048, auto_kid=True),
        "ES256": ECKey.generate_key("P-256", auto_kid=True),
        "EdDSA": OKPKey.generate_key("Ed25519", auto_kid=True),
    }


def private(keys: dict[str, Any]) -> dict[str, Any]:
    return {"keys": [{**key.as_dict(private=True), "use": "sig"} for key in keys.values()]}


@pytest.fixture(scope="session")
def node() -> str:
    """Node.js, with oidc-provider installed."""
    found, npm = shutil.which("node") or shutil.which("nodejs"), shutil.which("npm")
    why = "not because of anything here: install Node.js, with npm, to test signing in elsewhere"
    if found is None:
        warnings.warn("NOT TESTED: signing in at another issuer. Node.js is not installed.", stacklevel=1)
        pytest.skip(f"no Node.js, {why}")
    if not (HERE / "node_modules" / "oidc-provider").is_dir():
        asked = [npm or "npm", "ci", "--no-audit", "--no-fund"]
        came = subprocess.run(asked, cwd=HERE, capture_output=True, text=True, timeout=300) if npm else None
        if came is None or came.returncode:
            warnings.warn("NOT TESTED: signing in at another issuer. npm could not install it.", stacklevel=1)
            pytest.skip(f"no oidc-provider, {why}: {came.stderr[-300:] if came else 'npm is missing'}")
    return found


@pytest.fixture(scope="module")
def provider(node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    keys = new_keys()
    settings = {
        "client_id": CLIENT,
        "portal_client": PORTAL_CLIENT,
        "program": PROGRAM,
        "access_seconds": 300,
        "format": "jwt",
        "algorithm": "RS256",
        "accounts": ACCOUNTS,
        "jwks": private(keys),
    }
    path = tmp_path_factory.mktemp("provider") / "settings.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    process = subprocess.Popen(
        [node, str(HERE / "provider.mjs"), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    line = process.stdout.readline().decode().strip()
    assert line.startswith("Listening on "), line
    yield Provider(process, line.rpartition(" ")[2], keys)
    process.stdin.close()
    process.wait(10)


@pytest.fixture
def browser() -> type[Browser]:
    return Browser


@pytest.fixture
def elsewhere(provider: Provider) -> ExternalIssuer:
    return ExternalIssuer(provider.url, CLIENT, AUDIENCE)


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Portal]:
    """A portal whose people sign in at the provider: analysts belong to the Council, keepers look after it."""
    portal = init_portal(tmp_path_factory.mktemp("trusting") / "portal", "Greater Testing")
    declare_dataset(portal, read_profile(PROFILE, "the test's profile"))
    set_issuer(portal, ExternalIssuer(provider.url, CLIENT, AUDIENCE))
    for group in (
        Group("analysts", ORGANISATION, "Council"),
        Group("drivers", ORGANISATION, "Transit"),
        Group("keepers", ROLE, "administrator"),
    ):
        set_group(portal, group)
    add_grant(portal, Grant("organisation:Council", "offences", Level.RECORD))
    yield portal
    portal.close()


@pytest.fixture(scope="module")
def server(trusting: Portal, start_server: Callable[..., Server]) -> Server:
    return start_server(trusting.folder)


@pytest.fixture
def signed_in(server: Server) -> Callable[[str], Tokens]:
    """Signs a person in at the provider with our own client, through the portal's metadata."""

    def through_the_browser(subject: str) -> Tokens:
        return sign_in(server.url, new_http_session(), Browser(subject), timeout=20)

    return through_the_browser
