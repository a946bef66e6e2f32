"""Signing in a program by its own id and secret (client credentials, RFC 6749, 4.4): a job that nobody watches.

What gets its next access token is the secret itself, so id and secret are kept where a person's refresh token would be,
behind the name of the issuer to which alone they are sent.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote, quote_plus, unquote

import requests
from requests.auth import HTTPBasicAuth

from ..errors import SignInFailed, SignInRequired
from .discovery import Issuer, discover
from .json_answer import read_json
from .sign_in import Tokens
from .statuses import portal_words

_MARK = "program"
_FEED = "feed"
"""The scope of a supplier's program at a portal: it may send, and reads nothing."""


def sign_in_program(portal_url: str, http: requests.Session, client_id: str, value: str) -> Tokens:
    """The tokens of the program `client_id`, whose secret is `value`.

    Raises SignInFailed where the issuer does not take them, or they are for sending only; PortalUnreachable.
    """
    issuer = discover(portal_url, http)
    return _tokens(issuer, http, client_id, value)


def renew_program(tokens: Tokens, http: requests.Session) -> Tokens:
    """The next access token of a program; SignInRequired where the portal has another issuer by now."""
    issuer = discover(tokens.portal_url, http)
    _, name, client_id, value = (unquote(part) for part in tokens.refresh.split(" "))
    if name != issuer.name:
        raise SignInRequired(f"Programs now sign in to {issuer.portal_url} at {issuer.name}. Sign in again.")
    return _tokens(issuer, http, client_id, value)


def is_program(kept: str) -> bool:
    """Whether what is kept of a session is that of a program."""
    return kept.startswith(f"{_MARK} ")


def _tokens(issuer: Issuer, http: requests.Session, client_id: str, value: str) -> Tokens:
    form = {"grant_type": "client_credentials"}
    if issuer.resource is not None:
        form["resource"] = issuer.resource
    # RFC 6749, 2.3.1: both are encoded like a form before they become Basic.
    answer = http.post(issuer.exchange, data=form, auth=HTTPBasicAuth(quote_plus(client_id), quote_plus(value)))
    if answer.status_code in (400, 401):
        raise SignInFailed(
            f"{issuer.name} does not let the program '{client_id}' in{portal_words(answer)}. Check its id and secret, "
            "or ask those who run it."
        )
    access, seconds, scope = read_json(answer, _access)
    if scope == _FEED:
        raise SignInFailed(
            f"The program '{client_id}' may send data to {issuer.portal_url}, and reads none. "
            "Sign in with one that may."
        )
    kept = " ".join(quote(part, safe="") for part in (_MARK, issuer.name, client_id, value))
    return Tokens(issuer.portal_url, access, kept, time.monotonic() + seconds)


def _access(document: dict[str, Any]) -> tuple[str, float, str]:
    """The access token, the seconds that it holds, and its scope."""
    return str(document["access_token"]), float(document["expires_in"]), str(document.get("scope", ""))
