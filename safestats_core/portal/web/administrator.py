"""An administrator in a browser: recognised by a sealed cookie that lives for half an hour and ends at sign-out.

Nobody else ever gets such a cookie. It goes with requests from the portal's own pages only (SameSite=Strict), and
whatever changes something also needs a word that stood on the page: see `form_word`.
"""

from __future__ import annotations

import secrets
import time
from typing import Optional

from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput, SignInRequired
from ..identity.known_browser import Browser
from ..identity.sealed_values import seal, unseal
from ..oversight.administrators import is_administrator, visit_of
from ..people import get_person
from ..person import Person
from .bearer import who_asks
from .site import base_url, site_of

VISIT_SECONDS = 1800
"""From a sign-in until the next one, whatever happens in between."""

FORM_SECONDS = 600
"""How long a form may stay open."""

PATH = "/status"
_BROWSER_SECONDS = 365 * 86400
_ANYTHING_WRONG = (InvalidInput, TypeError, ValueError)


def administrator_asking(request: Request) -> Optional[Person]:
    """The administrator behind a request's cookie or access token; None for everybody else."""
    if "authorization" not in request.headers:
        return _in_the_browser(request)
    try:
        person = who_asks(request)
    except SignInRequired:
        return None
    return person if is_administrator(site_of(request).portal, person.username) else None


def begin_visit(request: Request, response: Response, username: str) -> None:
    """Let `response` carry the cookie of a new visit."""
    portal = site_of(request).portal
    sealed = seal(portal, [username, time.time() + VISIT_SECONDS, visit_of(portal, username)], "status visit")
    _set(request, response, "visit", sealed, VISIT_SECONDS)


def end_visit(request: Request, response: Response) -> None:
    """Let the browser forget its visit."""
    response.delete_cookie(_cookie(request, "visit"), path=PATH)


def form_word(request: Request, browser: Browser) -> str:
    """A word for a form, which nobody can know who did not see the page in this browser."""
    return seal(site_of(request).portal, time.time() + FORM_SECONDS, "status form", browser.name)


def is_our_form(request: Request, browser: Browser, word: str) -> bool:
    """Whether a form comes from a page that was shown in this browser, and not too long ago."""
    try:
        return bool(unseal(site_of(request).portal, word, "status form", browser.name) > time.time())
    except _ANYTHING_WRONG:
        return False


def recognise(request: Request) -> Browser:
    """The browser that a request comes from; one that brings no cookie of ours is new."""
    try:
        sealed = request.cookies.get(_cookie(request, "browser"), "")
        name, accounts = unseal(site_of(request).portal, sealed, "status browser")
    except _ANYTHING_WRONG:
        return Browser(secrets.token_hex(16))
    return Browser(name, tuple(accounts))


def remember(request: Request, response: Response, browser: Browser) -> None:
    """Let `response` carry the cookie by which the browser is recognised."""
    sealed = seal(site_of(request).portal, [browser.name, browser.accounts], "status browser")
    _set(request, response, "browser", sealed, _BROWSER_SECONDS)


def _in_the_browser(request: Request) -> Optional[Person]:
    portal = site_of(request).portal
    try:
        username, until, visit = unseal(portal, request.cookies.get(_cookie(request, "visit"), ""), "status visit")
    except _ANYTHING_WRONG:
        return None
    if until < time.time() or visit is None or visit != visit_of(portal, username):
        return None
    return get_person(portal, username)


def _set(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _cookie(request, name),
        value,
        max_age=seconds,
        path=PATH,
        secure=base_url(request).startswith("https:"),
        httponly=True,
        samesite="strict",
    )


def _cookie(request: Request, name: str) -> str:
    # Cookies do not know ports: two portals on one computer must not overwrite each other's.
    return f"safestats_{name}_{site_of(request).key.name[:8]}"
