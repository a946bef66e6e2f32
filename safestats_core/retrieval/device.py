"""Signing a person in with a code that she types in any browser, on this computer or another (RFC 8628)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional

import requests

from ..errors import Cancelled, PortalUnreachable, SignInFailed
from .address import portal_address
from .discovery import Issuer, discover
from .json_answer import read_json
from .sign_in import Tokens, error_code, fresh_tokens, refused

_POLL_SECONDS = 0.1
_LONGER = 5.0
"""By so many seconds the pauses grow each time that the issuer asks for it."""

_LONGEST_PAUSE = 60.0
_NOT_YET = {"authorization_pending": 0.0, "slow_down": _LONGER}
"""By how much each answer that is none lengthens the pauses."""

_BUSY = (429, 502, 503, 504)
_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True)
class CodeToType:
    """What the person has to do. The device code, which gets the tokens, does not show in repr.

    address   where she types `code`
    complete  the same with the code in it already, where the issuer offers that; for a QR code
    seconds   that she has
    """

    code: str
    address: str
    complete: Optional[str]
    seconds: float
    pause: float
    device_code: str = field(repr=False)


def sign_in_by_code(
    portal_url: str,
    http: requests.Session,
    show: Callable[[CodeToType], None],
    cancelled: Optional[Callable[[], bool]] = None,
) -> Tokens:
    """Lets a person sign in at the portal with a code, and waits until she has.

    show       tells her the code and where to type it
    cancelled  asked ten times a second whether to give up

    Raises SignInFailed when she refuses, is too late, or this way is not offered; Cancelled; PortalUnreachable.
    """
    issuer = discover(portal_url, http)
    if issuer.device is None:
        raise SignInFailed(f"{issuer.name} does not offer sign-in by code. Sign in through your browser instead.")
    answer = http.post(issuer.device, data={**issuer.common, "scope": issuer.scope})
    if answer.status_code in (400, 401):
        raise refused(issuer, answer)
    asked = read_json(answer, _code_to_type)
    show(asked)
    document = _wait(issuer, http, asked, cancelled or _never)
    return fresh_tokens(issuer, document, None)


def _wait(issuer: Issuer, http: requests.Session, asked: CodeToType, cancelled: Callable[[], bool]) -> dict[str, Any]:
    """The tokens, as soon as she has decided."""
    end, pause = time.monotonic() + asked.seconds, asked.pause
    while time.monotonic() + pause < end:
        _sleep(pause, cancelled)
        answer = _ask(issuer, http, asked.device_code)
        if answer is None:
            pause = min(2 * pause, _LONGEST_PAUSE)
            continue
        error = error_code(answer) if answer.status_code in (400, 401) else ""
        if error == "expired_token":
            break
        if error not in _NOT_YET:
            return _outcome(issuer, answer, error)
        pause += _NOT_YET[error]
    raise SignInFailed(f"Nobody signed in with the code within {asked.seconds / 60:.0f} minutes. Start again.")


def _ask(issuer: Issuer, http: requests.Session, device_code: str) -> Optional[requests.Response]:
    """What the issuer says so far; None where it cannot be reached or is busy, which may pass."""
    form = {**issuer.common, "grant_type": _GRANT, "device_code": device_code}
    try:
        answer = http.post(issuer.exchange, data=form)
    except PortalUnreachable:
        return None
    return None if answer.status_code in _BUSY else answer


def _outcome(issuer: Issuer, answer: requests.Response, error: str) -> dict[str, Any]:
    if error == "access_denied":
        raise SignInFailed("The sign-in was refused in the browser. Start it again if you did not mean to.")
    if answer.status_code in (400, 401):
        raise refused(issuer, answer, is_new=True)
    return read_json(answer, dict)


def _sleep(seconds: float, cancelled: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if cancelled():
            raise Cancelled("The sign-in was cancelled.")
        time.sleep(min(left, _POLL_SECONDS))


def _never() -> bool:
    return False


def _code_to_type(document: dict[str, Any]) -> CodeToType:
    code, address, complete = (str(document.get(name) or "") for name in _NAMES)
    for each in filter(None, (address, complete)):
        portal_address(each)
    if not code.isprintable() or not code or not address:
        raise ValueError("no code, or no address to type it at")
    return CodeToType(
        code,
        address,
        complete or None,
        float(document["expires_in"]),
        float(document.get("interval") or _LONGER),
        str(document["device_code"]),
    )


_NAMES = ("user_code", "verification_uri", "verification_uri_complete")
