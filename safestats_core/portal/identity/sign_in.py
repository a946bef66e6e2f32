"""The authorization endpoint: shows the sign-in page, checks what comes back from it, and issues a code.

The page carries the client's request sealed to the browser that it was shown to, for ten minutes. A page
elsewhere can neither make nor replay one, so nobody is signed in by a form that she did not see here.
"""

from __future__ import annotations

import math
import time
from typing import Optional

from authlib.oauth2 import OAuth2Error
from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput
from .. import audit
from ..people import Person, check_password, get_person
from ..portal import Portal
from .issuer import Issuer, IssuerRequest
from .known_browser import Browser, recognise, remember
from .sealed_values import seal, unseal
from .sessions import SIGN_IN
from .sign_in_page import problem_page, sign_in_page
from .sign_in_throttle import SignInThrottle

PAGE_SECONDS = 600
"""How long a sign-in page may stay open."""


def show_sign_in(issuer: Issuer, request: Request) -> Response:
    """The sign-in page for a client's authorization request, or what is wrong with that request."""
    pairs = request.query_params.multi_items()
    try:
        asked = IssuerRequest("GET", str(request.url), pairs)
        issuer.get_consent_grant(asked)
    except OAuth2Error as error:
        return _refuse(issuer, error)
    browser = recognise(issuer, request)
    sealed = seal(issuer.portal, {"asked": pairs, "expires": time.time() + PAGE_SECONDS}, "sign-in", browser.name)
    return remember(sign_in_page(issuer.portal.name, sealed, asked.payload.redirect_uri), issuer, browser)


def answer_sign_in(issuer: Issuer, throttle: SignInThrottle, request: Request, form: dict[str, str]) -> Response:
    """A redirect with a code when the password is right; otherwise the page again, saying why."""
    browser = recognise(issuer, request)
    try:
        asked = _asked(issuer, form.get("request", ""), browser)
    except InvalidInput as error:
        return problem_page(str(error))
    username = form.get("username", "").strip().lower()
    place = browser.name if username in browser.accounts else _address(request)

    def ask_again(problem: str, status: int) -> Response:
        redirect_uri = asked.payload.redirect_uri
        return sign_in_page(issuer.portal.name, form["request"], redirect_uri, problem, username, status)

    wait = throttle.attempt(username, place, time.monotonic())
    if wait:
        return ask_again(f"Too many attempts. Seconds to wait before the next one: {math.ceil(wait)}.", 429)
    person = check_password(issuer.portal, username, form.get("password", ""))
    _audit(issuer.portal, username, person, _address(request))
    if person is None:
        return ask_again("The username or the password is not right. Check both and try again.", 403)
    throttle.succeeded(username, place)
    return remember(_issue_code(issuer, asked, person), issuer, browser.having_seen(username))


def _asked(issuer: Issuer, sealed: str, browser: Browser) -> IssuerRequest:
    try:
        kept = unseal(issuer.portal, sealed, "sign-in", browser.name)
    except InvalidInput as error:
        raise InvalidInput(
            "This page was not made for this browser, or the browser refuses cookies. Sign in again from SafeStats."
        ) from error
    if kept["expires"] < time.time():
        raise InvalidInput("The sign-in page was open for too long. Sign in again from SafeStats.")
    return IssuerRequest("POST", f"{issuer.url}/oauth/authorize", kept["asked"])


def _issue_code(issuer: Issuer, asked: IssuerRequest, person: Person) -> Response:
    try:
        grant = issuer.get_consent_grant(asked, person)
    except OAuth2Error as error:
        return _refuse(issuer, error)
    return issuer.create_authorization_response(asked, grant_user=person, grant=grant)


def _refuse(issuer: Issuer, error: OAuth2Error) -> Response:
    """Back to the client where it is known to be ours; anybody else only gets a page."""
    if error.redirect_uri:
        return issuer.handle_error_response(None, error)
    words = error.get_error_description() or error.error
    return problem_page(f"The program that opened this page sent a request that cannot be answered. {words}")


def _audit(portal: Portal, username: str, person: Optional[Person], address: str) -> None:
    # People type passwords into the wrong box: a name that is nobody's is not written down.
    known = person or get_person(portal, username)
    detail = {"change": "signed in" if person else "sign-in refused", "address": address}
    audit.record(portal, known.username if known else "(unknown)", SIGN_IN, None, None, detail, None)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
