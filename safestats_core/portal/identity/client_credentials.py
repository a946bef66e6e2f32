"""Client credentials (RFC 6749, 4.4): a supplier's program gets a short token with which it may send, and nothing else.

The token says in its header what it is. Whoever asks for data needs one of another kind, so this one opens no
door but that of the feeds, and no person's token opens that one.
"""

from __future__ import annotations

import base64
import math
import secrets
import time
from collections.abc import Callable
from typing import Any, Optional
from urllib.parse import unquote_plus

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidRequestError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from starlette.responses import JSONResponse, Response

from ...errors import SignInRequired
from .. import audit
from ..feeds.suppliers import Supplier, check_secret, find_client
from ..portal import Portal
from .sessions import SIGN_IN
from .sign_in_throttle import SignInThrottle
from .signing_keys import SigningKey

FEED_SCOPE = "feed"

FEED_KIND = "feed+jwt"
"""The `typ` of a token that may send."""

FEED_SECONDS = 300
"""Life of such a token."""

AUTHENTICATION = ("client_secret_basic", "client_secret_post")

_SCHEME = "Bearer"
_GRANT = "client_credentials"


class FeedGrant(ClientCredentialsGrant):
    """From a supplier's secret to a token that may send."""

    def validate_token_request(self) -> None:
        """Refuse a wrong secret, and any scope but that of the feeds."""
        portal, asked = self.server.portal, self.request
        client_id, offered = credentials(asked)
        if asked.payload.scope not in (None, "", FEED_SCOPE):
            raise InvalidScopeError(f"A client may ask for the scope '{FEED_SCOPE}' only.")
        supplier = check_secret(portal, client_id, offered) if client_id and offered else None
        _audit(portal, supplier, client_id, asked.address)
        if supplier is None:
            raise InvalidClientError(
                "The client id or its secret is not right, or the client was revoked.", status_code=401
            )
        self.supplier = supplier

    def create_token_response(self) -> tuple[int, dict[str, Any], Any]:
        """The token. There is none to refresh it: the secret does."""
        server, now = self.server, int(time.time())
        claims = {
            "iss": server.url,
            "aud": server.url,
            "sub": self.supplier.client_id,
            "client_id": self.supplier.client_id,
            "scope": FEED_SCOPE,
            "sid": self.supplier.generation,
            "jti": secrets.token_hex(16),
            "iat": now,
            "exp": now + FEED_SECONDS,
        }
        body = {
            "access_token": server.key.sign(claims, FEED_KIND),
            "token_type": _SCHEME,
            "expires_in": FEED_SECONDS,
            "scope": FEED_SCOPE,
        }
        return 200, body, self.TOKEN_RESPONSE_HEADER


def supplier_behind(portal: Portal, key: SigningKey, issuer: str, access: str) -> Supplier:
    """The supplier to whom a token was issued.

    Raises SignInRequired for a person's token, for one that has ended, and after a rotation or revocation.
    """
    try:
        claims = key.read(access, FEED_KIND, issuer)
    except SignInRequired as error:
        raise SignInRequired(
            "This needs a supplier's access token that has not ended. Get one at /oauth/token by client_credentials."
        ) from error
    supplier = find_client(portal, claims["sub"])
    if supplier is None or supplier.generation != claims["sid"]:
        raise SignInRequired("The client was revoked, or its secret rotated. Ask those who run the portal.")
    return supplier


def throttled(throttle: SignInThrottle, asked: Any, answer: Callable[[], Response]) -> Response:
    """Answer a token request. Failed client credentials cost waiting time, as failed sign-ins do."""
    if asked.payload.grant_type != _GRANT:
        return answer()
    client_id = credentials(asked)[0] or ""
    wait = throttle.attempt(f"client {client_id}", asked.address, time.monotonic())
    if wait:
        seconds = math.ceil(wait)
        words = f"Too many attempts. Seconds to wait before the next one: {seconds}."
        return JSONResponse(
            {"error": "slow_down", "error_description": words}, 429, headers={"Retry-After": str(seconds)}
        )
    response = answer()
    if response.status_code == 200:
        throttle.succeeded(f"client {client_id}", asked.address)
    return response


def credentials(asked: Any) -> tuple[Optional[str], Optional[str]]:
    """Client id and secret as they came: by HTTP Basic, or in the form. Raises InvalidRequestError for both at once."""
    scheme, _, encoded = asked.headers.get("authorization", "").partition(" ")
    form = asked.payload.data
    if not scheme:
        return form.get("client_id"), form.get("client_secret")
    if "client_secret" in form:
        raise InvalidRequestError("The client secret came in two ways. Send it in one.")
    try:
        if scheme.lower() != "basic":
            raise ValueError(scheme)
        client_id, _, offered = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError as error:
        raise InvalidClientError("The header Authorization is not HTTP Basic.", status_code=401) from error
    return unquote_plus(client_id), unquote_plus(offered)


def _audit(portal: Portal, supplier: Optional[Supplier], client_id: Optional[str], address: str) -> None:
    # A client id that is nobody's is not written down: it may be a secret in the wrong place.
    known = supplier or (find_client(portal, client_id) if client_id else None)
    detail = {"change": "feed token issued" if supplier else "feed token refused", "address": address}
    audit.record(portal, known.acts_as if known else "(unknown)", SIGN_IN, None, None, detail, None)
