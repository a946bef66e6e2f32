"""What the portal remembers of a browser, in a sealed cookie: a name, and which accounts signed in from it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput
from .issuer import Issuer
from .sealed_values import seal, unseal

_SECONDS = 365 * 86400
_MOST_ACCOUNTS = 10


@dataclass(frozen=True)
class Browser:
    """One browser; `name` is random and says nothing about it."""

    name: str
    accounts: tuple[str, ...] = ()

    def having_seen(self, account: str) -> Browser:
        """This browser after a sign-in; it remembers the last few accounts."""
        others = tuple(each for each in self.accounts if each != account)
        return Browser(self.name, (*others, account)[-_MOST_ACCOUNTS:])


def recognise(issuer: Issuer, request: Request) -> Browser:
    """The browser that a request comes from; one that brings no cookie of ours is new."""
    try:
        name, accounts = unseal(issuer.portal, request.cookies.get(_cookie(issuer), ""), "browser")
    except InvalidInput:
        return Browser(secrets.token_hex(16))
    return Browser(name, tuple(accounts))


def remember(response: Response, issuer: Issuer, browser: Browser) -> Response:
    """`response`, carrying the cookie by which the browser is recognised."""
    response.set_cookie(
        _cookie(issuer),
        seal(issuer.portal, [browser.name, browser.accounts], "browser"),
        max_age=_SECONDS,
        path="/oauth",
        secure=issuer.url.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    return response


def _cookie(issuer: Issuer) -> str:
    # Cookies do not know ports: two portals on one computer must not overwrite each other's.
    return f"safestats_{issuer.key.name[:8]}"
