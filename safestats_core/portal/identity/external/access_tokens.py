"""Reading an access token of the issuer: signed by its key, for this portal, of the right kind, and in time."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from ....errors import SignInRequired
from .published import ALGORITHMS, Published
from .register import ExternalIssuer

CLOCKS_DIFFER = 60
"""Seconds by which the issuer's clock may differ from the portal's."""

_LONGEST = 16_384
_KIND = "at+jwt"
_OF_AN_IDENTITY = ("nonce", "at_hash", "c_hash")


def header_of(compact: str) -> dict[str, Any]:
    """The header of a signed token, unchecked; empty where it has none."""
    head, _, rest = compact.partition(".")
    if len(compact) > _LONGEST or rest.count(".") != 1:
        return {}
    try:
        found = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def read_access(issuer: ExternalIssuer, published: Published, compact: str) -> dict[str, Any]:
    """The claims of a signed access token.

    Raises SignInRequired for any other text, IssuerUnreachable where its keys are not known.
    """
    header = header_of(compact)
    algorithm, name = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS or not isinstance(name, (str, type(None))):
        raise SignInRequired(f"An access token is signed by one of: {', '.join(ALGORITHMS)}. Sign in again.")
    kind = str(header.get("typ", "JWT")).lower().rpartition("application/")[2]
    if kind != _KIND and not (kind == "jwt" and issuer.takes_plain_type):
        raise SignInRequired(f"This is not an access token: its type is not {_KIND}. Send the one for this portal.")
    key = published.key(issuer, name, algorithm)
    try:
        claims = jwt.decode(compact, key, [algorithm]).claims
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRequired("The access token is not signed by the issuer. Sign in again.") from error
    if kind != _KIND and any(name in claims for name in _OF_AN_IDENTITY):
        raise SignInRequired("This tells a program who signed in; it opens nothing. Send the access token.")
    return check_claims(issuer, claims)


def check_claims(issuer: ExternalIssuer, claims: Any, leeway: int = CLOCKS_DIFFER) -> dict[str, Any]:
    """The claims, if they are of this issuer, for this portal, and in time. Raises SignInRequired."""
    there = jwt.ClaimsOption(essential=True)
    rules = jwt.JWTClaimsRegistry(
        leeway=leeway, iss=jwt.ClaimsOption(essential=True, value=issuer.url), exp=there, sub=there, iat=there
    )
    try:
        if not isinstance(claims, dict):
            raise ValueError("no claims")
        rules.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRequired("The access token is not valid or has ended. Sign in again.") from error
    audience = claims.get("aud")
    if issuer.audience not in (audience if isinstance(audience, list) else [audience]):
        raise SignInRequired("The access token is for another service. Sign in at this portal.")
    if not isinstance(claims["sub"], str):
        raise SignInRequired("The access token does not say whose it is. Sign in again.")
    return claims
