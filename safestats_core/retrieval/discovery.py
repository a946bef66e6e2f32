"""Where a portal's people sign in, and how: at the portal itself, or at an issuer elsewhere that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import requests

from ..errors import SignInFailed
from .address import portal_address
from .json_answer import read_json
from .statuses import readable

CLIENT_ID = "safestats-desktop"
"""As whom a portal knows SafeStats. At an issuer elsewhere it may be registered under another name."""

SCOPE = "openid offline_access"

_PORTAL_DOCUMENT = "/.well-known/oauth-protected-resource"
_ISSUER_DOCUMENT = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Issuer:
    """Who signs people in for a portal, at which addresses, and what is said there.

    name        as the issuer calls itself, to the letter
    revocation, device   None where it does not offer that
    resource    what the tokens have to be asked for, where the issuer wants to hear it (RFC 8707)
    names_itself   whether its redirects say who issued them (RFC 9207)
    """

    portal_url: str
    name: str
    authorization: str
    exchange: str
    revocation: Optional[str]
    device: Optional[str]
    client_id: str
    scope: str
    resource: Optional[str]
    names_itself: bool

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is another program than the portal."""
        return self.name != self.portal_url

    @property
    def common(self) -> dict[str, str]:
        """What every request for tokens says."""
        asked = {} if self.resource is None else {"resource": self.resource}
        return {"client_id": self.client_id, **asked}


@dataclass(frozen=True)
class _Named:
    issuer: str
    client_id: str = CLIENT_ID
    scope: str = SCOPE
    resource: Optional[str] = None


def discover(portal_url: str, http: requests.Session) -> Issuer:
    """The issuer of the portal at `portal_url`.

    Raises SignInFailed when a document speaks for somebody else, or the issuer has none, and what the network raises.
    """
    portal_url = portal_address(portal_url)
    named = _named(portal_url, http)
    if named.issuer != portal_url:
        portal_address(named.issuer)
    answer = http.get(named.issuer.rstrip("/") + _ISSUER_DOCUMENT)
    if named.issuer != portal_url and not answer.ok:
        raise SignInFailed(
            f"People sign in to {portal_url} at {named.issuer}, but that does not say how (status "
            f"{answer.status_code}). Tell the portal's manager."
        )
    issuer = read_json(answer, lambda document: _issuer(portal_url, named, document))
    if issuer.name != named.issuer:
        raise SignInFailed(f"{named.issuer} says that it is {issuer.name}. If you trust that address, sign in there.")
    return issuer


def _named(portal_url: str, http: requests.Session) -> _Named:
    """Whom the portal names; itself, where it is too old to say."""
    answer = http.get(portal_url + _PORTAL_DOCUMENT)
    if answer.status_code == 404:
        return _Named(portal_url)
    resource, named = read_json(answer, _read_named)
    if resource.rstrip("/") != portal_url:
        raise SignInFailed(
            f"{portal_url} says that it is {readable(resource)}. If you trust that address, sign in there."
        )
    return named


def _read_named(document: dict[str, Any]) -> tuple[str, _Named]:
    ours = document.get("safestats") or {}
    named = _Named(
        str(document["authorization_servers"][0]),
        str(ours.get("client_id") or CLIENT_ID),
        str(ours.get("scope") or SCOPE),
        ours.get("resource"),
    )
    return str(document["resource"]), named


def _issuer(portal_url: str, named: _Named, document: dict[str, Any]) -> Issuer:
    name = str(document["issuer"])
    return Issuer(
        portal_url,
        name if name == named.issuer else name.rstrip("/"),
        _checked(document["authorization_endpoint"]),
        _checked(document["token_endpoint"]),
        _offered(document, "revocation_endpoint"),
        _offered(document, "device_authorization_endpoint"),
        named.client_id,
        named.scope,
        named.resource,
        document.get("authorization_response_iss_parameter_supported") is True or name == portal_url,
    )


def _offered(document: dict[str, Any], name: str) -> Optional[str]:
    return _checked(document[name]) if document.get(name) else None


def _checked(address: str) -> str:
    """An address that may be sent to: https, or this very computer."""
    portal_address(address)
    return address
