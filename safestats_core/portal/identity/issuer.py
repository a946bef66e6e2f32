"""The portal's own OpenID Connect issuer: authorization code with PKCE, and device code, for the one public client on
the desktop; client credentials for programs, of which those that read have rights of their own, and suppliers' send.

authlib holds the protocol; what it asks for (grants, sessions, keys) lies in the modules beside this one.
An issuer lives for one request, since its name is the address under which that request reached the portal.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Optional

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import AuthorizationServer, InvalidRequestError, OAuth2Payload, OAuth2Request
from starlette.responses import JSONResponse, Response

from ..portal import Portal
from . import sessions
from .client_credentials import AUTHENTICATION, FEED_SCOPE, FeedGrant
from .desktop_client import DESKTOP, DesktopClient
from .device_grant import DeviceAuthorization, DeviceGrant
from .issuer_grants import CodeGrant, ProofKey, RefreshGrant, Revocation
from .program_grant import READ_SCOPE, ProgramGrant
from .sessions import Credential
from .signing_keys import SigningKey

SCOPES = ("openid", "offline_access")


class Parameters(OAuth2Payload):
    """The parameters of a request, from its query or its form, in the two shapes that authlib reads."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._lists: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            self._lists[name].append(value)
        self._values = {name: values[-1] for name, values in self._lists.items()}
        _check_characters(self._values)

    @property
    def data(self) -> dict[str, str]:
        """Each parameter's value."""
        return self._values

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        """Each parameter's values; more than one are mostly an error."""
        return self._lists


class IssuerRequest(OAuth2Request):
    """An OAuth request, free of the web framework. Raises InsecureTransportError for plain HTTP beyond loopback."""

    def __init__(
        self,
        method: str,
        url: str,
        pairs: Iterable[tuple[str, str]],
        headers: Optional[Mapping[str, str]] = None,
        address: str = "",
    ) -> None:
        super().__init__(method, url, headers=headers)
        self.payload = Parameters(pairs)
        self.address = address
        self.device: Optional[Credential] = None

    @property
    def form(self) -> dict[str, str]:
        """The parameters by name."""
        return self.payload.data


class Issuer(AuthorizationServer):
    """What authlib asks of the portal.

    portal   whose people sign in
    key      by which tokens are signed
    url      the issuer's name: the portal's base URL
    address  where the request comes from
    signs_people_in  otherwise it only issues tokens to suppliers' programs
    """

    REVOCATION = Revocation.ENDPOINT_NAME
    DEVICE = DeviceAuthorization.ENDPOINT_NAME

    def __init__(
        self, portal: Portal, key: SigningKey, url: str, address: str = "", signs_people_in: bool = True
    ) -> None:
        super().__init__(scopes_supported=SCOPES)
        self.portal, self.key, self.url, self.address = portal, key, url, address
        if signs_people_in:
            self.register_grant(ProgramGrant)
            self.register_grant(CodeGrant, [ProofKey()])
            self.register_grant(RefreshGrant)
            self.register_grant(DeviceGrant)
        self.register_grant(FeedGrant)
        self.register_endpoint(Revocation)
        self.register_endpoint(DeviceAuthorization)

    def query_client(self, client_id: str) -> Optional[DesktopClient]:
        """The client of that id, if there is one."""
        return DESKTOP if client_id == DESKTOP.client_id else None

    def save_token(self, token: dict[str, Any], request: IssuerRequest) -> None:
        """Keep the digest of a refresh token that was just issued."""
        credential: Any = request.authorization_code or request.refresh_token or request.device
        sessions.keep_refresh(self.portal, token["refresh_token"], credential, int(time.time()))

    def create_oauth2_request(self, request: IssuerRequest) -> IssuerRequest:
        """Requests are translated before they come here."""
        return request

    def handle_response(self, status: int, body: Any, headers: Iterable[tuple[str, str]]) -> Response:
        """A Starlette response; one that goes back to the client by redirect says who issued it (RFC 9207)."""
        named = dict(headers)
        if "Location" in named:
            named["Location"] = add_params_to_uri(named["Location"], [("iss", self.url)])
            return Response(status_code=status, headers=named)
        return JSONResponse(body, status, named)

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens for signals here."""


def describe_issuer(url: str, signs_people_in: bool = True) -> dict[str, Any]:
    """The discovery document of the issuer at `url`; without people, it is there for suppliers' programs."""
    whole = {
        "issuer": url,
        "authorization_endpoint": f"{url}/oauth/authorize",
        "token_endpoint": f"{url}/oauth/token",
        "device_authorization_endpoint": f"{url}/oauth/device_authorization",
        "revocation_endpoint": f"{url}/oauth/revoke",
        "jwks_uri": f"{url}/oauth/jwks",
        "scopes_supported": [*SCOPES, READ_SCOPE, FEED_SCOPE],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", DeviceGrant.GRANT_TYPE, FeedGrant.GRANT_TYPE],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", *AUTHENTICATION],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "claims_supported": ["iss", "sub", "aud", "exp", "iat", "nonce", "name", "preferred_username"],
        "authorization_response_iss_parameter_supported": True,
    }
    if signs_people_in:
        return whole
    kept = ("issuer", "token_endpoint", "jwks_uri", "subject_types_supported", "id_token_signing_alg_values_supported")
    only_feeds = {
        "scopes_supported": [FEED_SCOPE],
        "response_types_supported": [],
        "grant_types_supported": [FeedGrant.GRANT_TYPE],
        "token_endpoint_auth_methods_supported": list(AUTHENTICATION),
    }
    return {**{name: whole[name] for name in kept}, **only_feeds}


def _check_characters(parameters: dict[str, str]) -> None:
    if any("\0" in text for pair in parameters.items() for text in pair):  # PostgreSQL keeps no such text
        raise InvalidRequestError("A parameter holds the character NUL. Leave it out.")
    # authlib quotes these in its error texts, which may hold printable ASCII only.
    for name in ("client_id", "redirect_uri", "response_type", "grant_type", "scope", "device_code"):
        value = parameters.get(name, "")
        if not (value.isascii() and value.isprintable()) or '"' in value or "\\" in value:
            raise InvalidRequestError(f"The parameter '{name}' holds characters that are not allowed.")
