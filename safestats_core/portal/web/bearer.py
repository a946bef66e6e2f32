"""Who is asking: the person behind the access token of a request."""

from __future__ import annotations

from starlette.requests import Request

from ...errors import SignInRequired
from ..identity import sessions
from ..identity.external.access_tokens import header_of
from ..identity.external.register import current_issuer
from ..identity.issuer_grants import ACCESS_KIND
from ..people import get_person
from ..person import Person, is_program
from ..portal import Portal
from ..rights.programs import is_current
from .site import base_url, site_of

_REALM = 'Bearer realm="SafeStats"'

METADATA = "/.well-known/oauth-protected-resource"


def who_asks(request: Request) -> Person:
    """The signed-in person, by a token of the portal or of the issuer elsewhere that it trusts.

    Raises SignInRequired without a token, or with one that may no longer be used; NotAdmitted for who is not let in;
    IssuerUnreachable where the issuer elsewhere does not answer.
    """
    site = site_of(request)
    scheme, _, access = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not access:
        raise SignInRequired("This needs a signed-in person: send the header 'Authorization: Bearer ACCESS_TOKEN'.")
    access, issuer = access.strip(), current_issuer(site.portal)
    if issuer is not None and header_of(access).get("kid") != site.key.name:
        address = request.client.host if request.client else ""
        return site.elsewhere.person_behind(site.portal, issuer, access, address)
    if issuer is not None and not issuer.own_sign_in:
        raise SignInRequired(f"People sign in to this portal at {issuer.url}. Sign in there.")
    claims = site.key.read(access, ACCESS_KIND, base_url(request))
    person = get_person(site.portal, claims["sub"])
    if person is None or not _goes_on(site.portal, person, claims["sid"]):
        raise SignInRequired("This session has ended. Sign in again.")
    return person


def _goes_on(portal: Portal, person: Person, session: str) -> bool:
    """Whether a session is open; that of a program is as long as its secret is the same."""
    if is_program(person.username):
        return is_current(portal, person.username, session)
    return sessions.is_open(portal, session)


def challenge(request: Request) -> str:
    """The WWW-Authenticate header of a refusal: it names an error only where a token was sent (RFC 6750), and says
    where it is written who signs people in (RFC 9728).
    """
    named = f'{_REALM}, resource_metadata="{base_url(request)}{METADATA}"'
    return f'{named}, error="invalid_token"' if "authorization" in request.headers else named
