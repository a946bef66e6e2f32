"""Signing a person in at a portal through the browser: authorization code, PKCE, loopback redirect (RFC 8252)."""

from __future__ import annotations

import secrets
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional
from urllib.parse import urlencode

import requests

from ..errors import SignInFailed, SignInRequired
from .discovery import Issuer, discover
from .id_claims import check_id_claims
from .json_answer import read_json
from .loopback import RedirectListener
from .pkce import challenge, new_verifier
from .statuses import portal_words, readable

CLIENT_ID = "safestats-desktop"


@dataclass(frozen=True)
class Tokens:
    """What a person who has signed in holds. Neither secret shows in repr.

    access   opens the portal for a few minutes; it never leaves memory
    refresh  gets the next pair, once
    ends     time.monotonic() at which `access` ends
    """

    portal_url: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    ends: float


def sign_in(
    portal_url: str,
    http: requests.Session,
    open_browser: Callable[[str], None],
    timeout: float = 120.0,
    cancelled: Optional[Callable[[], bool]] = None,
) -> Tokens:
    """Lets a person sign in at the portal in her browser, and waits until she has.

    open_browser  shows the address that it is given, or raises
    timeout       seconds that she has
    cancelled     asked ten times a second whether to give up

    Raises SignInFailed when she is refused, too late, or the answer is not the one to this question,
    Cancelled, and PortalUnreachable.
    """
    issuer = discover(portal_url, http)
    verifier, state, nonce = new_verifier(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with RedirectListener() as listener:
        question = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": listener.redirect_uri,
            "scope": "openid offline_access",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        _show(f"{issuer.authorization}?{urlencode(question)}", open_browser)
        code = _code(listener.wait(timeout, cancelled or _never), state, issuer.name)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": question["redirect_uri"],
    }
    document = _exchange(issuer, http, form)
    check_id_claims(document.get("id_token", ""), issuer.name, CLIENT_ID, nonce, time.time())
    return _tokens(issuer, document)


def refresh(tokens: Tokens, http: requests.Session) -> Tokens:
    """The next pair of tokens; raises SignInRequired when the session has ended."""
    issuer = discover(tokens.portal_url, http)
    form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
    return _tokens(issuer, _exchange(issuer, http, form))


def sign_out(tokens: Tokens, http: requests.Session) -> None:
    """Ends the session at the portal, for every program that shares it."""
    issuer = discover(tokens.portal_url, http)
    answer = http.post(issuer.revocation, data={"client_id": CLIENT_ID, "token": tokens.refresh})
    if not answer.ok:
        raise SignInFailed(f"The portal did not end the session (status {answer.status_code}). Try again.")


def _never() -> bool:
    return False


def _show(address: str, open_browser: Callable[[str], None]) -> None:
    try:
        open_browser(address)
    except (OSError, webbrowser.Error) as error:
        raise SignInFailed(
            f"The browser could not be opened ({error}). Set a default browser, or use `safestats login --no-browser`, "
            "which prints the address to open."
        ) from error


def _code(answer: dict[str, str], state: str, issuer: str) -> str:
    """The code of a redirect that answers the question with this `state`."""
    if not secrets.compare_digest(answer.get("state", "").encode(), state.encode()):
        raise SignInFailed("The answer in the browser belongs to another sign-in. Start the sign-in again.")
    if answer.get("iss") != issuer:
        raise SignInFailed("The answer in the browser comes from another portal. Start the sign-in again.")
    if "code" not in answer:
        words = answer.get("error_description") or answer.get("error") or "no reason given"
        raise SignInFailed(f"The portal did not sign you in ({readable(words)}). Start the sign-in again.")
    return answer["code"]


def _exchange(issuer: Issuer, http: requests.Session, form: dict[str, str]) -> dict[str, Any]:
    answer = http.post(issuer.exchange, data={"client_id": CLIENT_ID, **form})
    if answer.status_code in (400, 401):
        raise SignInRequired(f"Your session at {issuer.name} has ended{portal_words(answer)}. Sign in again.")
    return read_json(answer, dict)


def _tokens(issuer: Issuer, document: dict[str, Any]) -> Tokens:
    try:
        ends = time.monotonic() + float(document["expires_in"])
        return Tokens(issuer.name, str(document["access_token"]), str(document["refresh_token"]), ends)
    except (KeyError, ValueError, TypeError) as error:
        raise SignInFailed(
            f"The portal's answer to the sign-in is not complete ({error}). "
            "Portal and client may be of different versions: update SafeStats, or tell the portal's manager."
        ) from error
