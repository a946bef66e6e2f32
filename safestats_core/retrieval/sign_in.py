"""Signing a person in through the browser: authorization code, PKCE, loopback redirect (RFC 8252); what comes after."""

from __future__ import annotations

import secrets
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional
from urllib.parse import urlencode

import requests
from requests.auth import AuthBase

from ..errors import NotAdmitted, PortalUnreachable, SignInFailed, SignInRequired
from .clocks import note_on_clock
from .discovery import Issuer, discover
from .id_claims import check_id_claims
from .json_answer import read_json
from .loopback import BY_CODE, RedirectListener
from .pkce import challenge, new_verifier
from .statuses import portal_words, readable

_SET_UP = ("invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "invalid_target")
"""Refusals that no person can do anything about."""


_PROMPTLY = (10.0, 15.0)
"""Seconds to wait for a connection, and for the answer to a refresh: so that it can be asked for again in time."""

_LASTING = "refresh_token"
"""What OAuth calls the kind that gets the next pair."""


@dataclass(frozen=True)
class Tokens:
    """What a person who has signed in holds. Neither secret shows in repr.

    access   opens the portal for a few minutes; it never leaves memory
    refresh  gets the next pair, once; one of an issuer elsewhere says whose it is, so that it is sent nowhere else
    ends     time.monotonic() at which `access` ends
    """

    portal_url: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    ends: float


class UntilAnswered(AuthBase):
    """Marks a request that is not given up when whoever asked gives up: its answer is the only way on.

    It signs nothing; `requests` offers no other way to tell a transport something about one request.
    """

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Note it on `request`; a transport that can be interrupted asks `is_until_answered`."""
        request.until_answered = True
        return request


def is_until_answered(request: requests.PreparedRequest) -> bool:
    """Whether `request` goes on when whoever asked gives up."""
    return getattr(request, "until_answered", False)


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
            **issuer.common,
            "redirect_uri": listener.redirect_uri,
            "scope": issuer.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
            **_consent(issuer),
        }
        _show(_with_query(issuer.authorization, question), open_browser)
        code = _code(listener.wait(timeout, cancelled or _never), state, issuer)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": question["redirect_uri"],
    }
    document = _exchange(issuer, http, form)
    return fresh_tokens(issuer, document, nonce)


def fresh_tokens(issuer: Issuer, document: dict[str, Any], nonce: Optional[str]) -> Tokens:
    """The tokens of a sign-in that has just happened; raises SignInFailed where they are for somebody else."""
    check_id_claims(document.get("id_token", ""), issuer.name, issuer.client_id, nonce, time.time())
    return _tokens(issuer, document)


def refresh(tokens: Tokens, http: requests.Session) -> Tokens:
    """The next pair of tokens; raises SignInRequired when the session has ended."""
    issuer = discover(tokens.portal_url, http)
    held = _of(issuer, tokens.refresh)
    # An issuer that does not rotate sends no new one: the old one goes on.
    form = {"grant_type": "refresh_token", "refresh_token": held}
    # Whoever gives up meanwhile would lose the new token, and the next use of the old one would end the session.
    until_answered = UntilAnswered()
    try:
        said = _exchange(issuer, http, form, _PROMPTLY, until_answered)
    except PortalUnreachable:
        # The answer may be what was lost, and the token used up with it: a portal takes it again for half a minute.
        said = _exchange(issuer, http, form, _PROMPTLY, until_answered)
    return _tokens(issuer, {"refresh_token": held, **said})


def sign_out(tokens: Tokens, http: requests.Session) -> None:
    """Ends the session where it was begun, for every program that shares it; nothing where that is not offered."""
    issuer = discover(tokens.portal_url, http)
    if issuer.revocation is None:
        return
    form = {"client_id": issuer.client_id, "token": _of(issuer, tokens.refresh), "token_type_hint": _LASTING}
    answer = http.post(issuer.revocation, data=form)
    if not answer.ok:
        who = issuer.name if issuer.is_elsewhere else "The portal"
        raise SignInFailed(f"{who} did not end the session (status {answer.status_code}). Try again.")


def _never() -> bool:
    return False


def _consent(issuer: Issuer) -> dict[str, str]:
    # OpenID Connect Core 1.0, 11: without it an issuer may leave offline_access out.
    return {"prompt": "consent"} if issuer.is_elsewhere and "offline_access" in issuer.scope.split() else {}


def _with_query(address: str, question: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(question)}"


def _show(address: str, open_browser: Callable[[str], None]) -> None:
    try:
        open_browser(address)
    except (OSError, webbrowser.Error) as error:
        raise SignInFailed(
            f"The browser could not be opened ({error}). Set a default browser, use `safestats login --no-browser`, "
            f"which prints the address to open, or sign in with a code, {BY_CODE}."
        ) from error


def _code(answer: dict[str, str], state: str, issuer: Issuer) -> str:
    """The code of a redirect that answers the question with this `state`."""
    if not secrets.compare_digest(answer.get("state", "").encode(), state.encode()):
        raise SignInFailed("The answer in the browser belongs to another sign-in. Start the sign-in again.")
    if answer.get("iss", None if issuer.names_itself else issuer.name) != issuer.name:
        raise SignInFailed("The answer in the browser comes from another portal. Start the sign-in again.")
    if answer.get("error") == "access_denied":
        raise SignInFailed(
            f"The sign-in was cancelled or refused in the browser{_said(answer)}. "
            "Start it again if you did not mean to."
        )
    if "code" not in answer:
        who = issuer.name if issuer.is_elsewhere else "The portal"
        raise SignInFailed(
            f"{who} did not sign you in{_said(answer) or ' (no reason given)'}. Start the sign-in again."
        )
    return answer["code"]


def _said(answer: dict[str, str]) -> str:
    words = answer.get("error_description") or answer.get("error")
    return f" ({readable(words)})" if words else ""


def _exchange(
    issuer: Issuer,
    http: requests.Session,
    form: dict[str, str],
    timeout: Optional[tuple[float, float]] = None,
    mark: Optional[AuthBase] = None,
) -> dict[str, Any]:
    answer = http.post(issuer.exchange, data={**issuer.common, **form}, timeout=timeout, auth=mark)
    if answer.status_code in (400, 401):
        raise refused(issuer, answer, is_new="code" in form)
    return read_json(answer, dict)


def refused(issuer: Issuer, answer: requests.Response, is_new: bool = False) -> SignInFailed:
    """What a refusal of the token endpoint means.

    is_new  whether it refused what a sign-in has just brought, and not a session
    """
    words, error = portal_words(answer), error_code(answer)
    if error in _SET_UP:
        return SignInFailed(
            f"{issuer.name} does not let SafeStats sign people in as '{issuer.client_id}'{words}. "
            "Tell the portal's manager."
        )
    if error == "access_denied":
        return NotAdmitted(f"{issuer.name} does not let you in any more{words}. Ask the portal's manager.")
    clock = note_on_clock(answer)
    if is_new:
        return SignInFailed(
            f"{issuer.name} did not take what came of the sign-in: it was too late, or used before{words}. "
            f"Start the sign-in again.{clock}"
        )
    return SignInRequired(f"Your session at {issuer.name} has ended{words}. Sign in again.{clock}")


def error_code(answer: requests.Response) -> str:
    """The OAuth error that an answer names, or nothing."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    return str(said.get("error", "")) if isinstance(said, dict) else ""


def _tokens(issuer: Issuer, document: dict[str, Any]) -> Tokens:
    try:
        ends = time.monotonic() + float(document["expires_in"])
        kept = _kept(issuer, str(document["refresh_token"]))
        return Tokens(issuer.portal_url, str(document["access_token"]), kept, ends)
    except (KeyError, ValueError, TypeError) as error:
        raise SignInFailed(
            f"The portal's answer to the sign-in is not complete ({error}). "
            "Portal and client may be of different versions: update SafeStats, or tell the portal's manager."
        ) from error


def _kept(issuer: Issuer, newest: str) -> str:
    """A refresh token as it is kept: one of an issuer elsewhere behind the issuer's name, which holds no space."""
    return f"{issuer.name} {newest}" if issuer.is_elsewhere else newest


def _of(issuer: Issuer, kept: str) -> str:
    """The refresh token, if it is this issuer's: a portal that names another one must not be able to collect them."""
    name, _, held = kept.partition(" ") if " " in kept else ("", "", kept)
    if name != (issuer.name if issuer.is_elsewhere else ""):
        raise SignInRequired(f"People now sign in to {issuer.portal_url} at {issuer.name}. Sign in again.")
    return held
