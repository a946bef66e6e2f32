"""What the portal says about a sign-in that has just happened: the claims of its ID token."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any, Optional

from ..errors import SignInFailed
from .clocks import clocks_differ


def check_id_claims(compact: str, issuer: str, client_id: str, nonce: Optional[str], now: float) -> None:
    """Raises SignInFailed unless the ID token `compact` was made for this very sign-in.

    nonce  what the question held; None where it had no place for one
    now    seconds since 1970 on this computer's clock

    The signature is not looked at: the token came straight from the portal over TLS, which proves its origin
    as well (OpenID Connect Core 1.0, 3.1.3.7, step 6).
    """
    claims = _claims(compact)
    audience = claims.get("aud")
    if claims.get("iss") != issuer or client_id not in (audience if isinstance(audience, list) else [audience]):
        raise SignInFailed("The portal's answer was made for another portal or program. Start the sign-in again.")
    if nonce is not None and claims.get("nonce") != nonce:
        raise SignInFailed("The portal's answer belongs to another sign-in. Start the sign-in again.")
    sentence = clocks_differ(now - _issued(claims))
    if sentence:
        raise SignInFailed(sentence)


def _issued(claims: dict[str, Any]) -> float:
    """When the token was made, seconds since 1970 on the portal's clock."""
    try:
        return float(claims["iat"])
    except (KeyError, ValueError, TypeError) as error:
        raise SignInFailed("The portal's answer does not say when it was made. Tell the portal's manager.") from error


def _claims(compact: str) -> dict[str, Any]:
    try:
        body = compact.split(".")[1]
        claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, IndexError) as error:
        raise SignInFailed("The portal's answer does not say who signed in. Tell the portal's manager.") from error
    return claims if isinstance(claims, dict) else {}
