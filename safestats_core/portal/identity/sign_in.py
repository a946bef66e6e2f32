"""The authorization endpoint: shows the sign-in page, checks what comes back from it, and issues a code.

The page carries the client's request sealed to the browser that it was shown to, for ten minutes. A page
elsewhere can neither make nor replay one, so nobody is signed in by a form that she did not see here.
"""

from __future__ import annotations

import time

from authlib.oauth2 import OAuth2Error
from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput
from ..person import Person
from .issuer import Issuer, IssuerRequest
from .known_browser import Browser, recognise, remember
from .password_sign_in import attempt_sign_in
from .sealed_values import seal, unseal
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
    attempt = attempt_sign_in(issuer.portal, throttle, request, browser, form)
    if attempt.person is None:
        redirect_uri = asked.payload.redirect_uri
        return sign_in_page(
            issuer.portal.name, form["request"], redirect_uri, attempt.problem, attempt.username, attempt.status
        )
    return remember(_issue_code(issuer, asked, attempt.person), issuer, browser.having_seen(attempt.username))


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
