"""Who is asking: the person behind the access token of a request."""

from __future__ import annotations

from starlette.requests import Request

from ...errors import SignInRequired
from ..identity import sessions
from ..identity.issuer_grants import ACCESS_KIND
from ..people import Person, get_person
from .site import base_url, site_of

_REALM = 'Bearer realm="SafeStats"'


def who_asks(request: Request) -> Person:
    """The signed-in person. Raises SignInRequired without a token, or with one that may no longer be used."""
    site = site_of(request)
    scheme, _, access = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not access:
        raise SignInRequired("This needs a signed-in person: send the header 'Authorization: Bearer ACCESS_TOKEN'.")
    claims = site.key.read(access.strip(), ACCESS_KIND, base_url(request))
    person = get_person(site.portal, claims["sub"])
    if person is None or not sessions.is_open(site.portal, claims["sid"]):
        raise SignInRequired("This session has ended. Sign in again.")
    return person


def challenge(request: Request) -> str:
    """The WWW-Authenticate header of a refusal: it names an error only where a token was sent (RFC 6750)."""
    return f'{_REALM}, error="invalid_token"' if "authorization" in request.headers else _REALM
