"""The two grants of the issuer, an authorization code and a refresh token, and how either is revoked."""

from __future__ import annotations

import secrets
import time
from typing import Any, Optional

from authlib.oauth2.rfc6749 import AccessDeniedError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge

from ...errors import SignInRequired
from ..people import get_person
from ..person import Person
from . import sessions
from .sessions import Credential

ACCESS_SECONDS = 300
"""Life of an access token."""

ACCESS_KIND = "at+jwt"
"""The `typ` of an access token (RFC 9068), which tells it from an id token."""

_SCHEME = "Bearer"
AUTHENTICATION = ["none"]
"""How the desktop proves itself: not by a secret."""


class ProofKey(CodeChallenge):
    """PKCE as we want it: always, and S256 only."""

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Refuse an authorization request without a challenge."""
        asked = grant.request.payload.data
        if "code_challenge" not in asked or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("Send a 'code_challenge' with 'code_challenge_method=S256'.")
        super().validate_code_challenge(grant, redirect_uri)

    def get_authorization_code_challenge(self, authorization_code: Credential) -> Optional[str]:
        """The challenge that the code was issued for."""
        return authorization_code.challenge

    def get_authorization_code_challenge_method(self, authorization_code: Credential) -> str:
        """The only method there is."""
        return "S256"


class CodeGrant(AuthorizationCodeGrant):
    """From a sign-in to a code, and from the code to tokens."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTHENTICATION

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Open a session for whoever hands the code in."""
        asked = request.payload.data
        issued_for = Credential(
            username=request.user.username,
            family=secrets.token_hex(16),
            client_id=request.client.client_id,
            scope=request.scope,
            redirect_uri=asked["redirect_uri"],
            challenge=asked["code_challenge"],
            nonce=asked.get("nonce"),
        )
        sessions.keep_code(self.server.portal, code, issued_for, int(time.time()))

    def query_authorization_code(self, code: str, client: Any) -> Optional[Credential]:
        """What the code was issued for. Asking uses it up, whatever comes of the rest of the request."""
        found = sessions.take_code(self.server.portal, code, int(time.time()))
        return found if found and found.check_client(client) else None

    def delete_authorization_code(self, authorization_code: Credential) -> None:
        """It was used up when it was asked for, and stays on record to recognise a copy."""

    def authenticate_user(self, authorization_code: Credential) -> Optional[Person]:
        """Who signed in."""
        return get_person(self.server.portal, authorization_code.username)

    def generate_token(self, user: Person, scope: str, **_options: Any) -> dict[str, Any]:
        """The tokens that a code is exchanged for."""
        credential = self.request.authorization_code
        return {
            **session_tokens(self.server, user, credential),
            "id_token": identity_token(self.server, user, credential),
        }


class RefreshGrant(RefreshTokenGrant):
    """From a refresh token to the next one."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTHENTICATION

    def authenticate_refresh_token(self, refresh_token: str) -> Optional[Credential]:
        """What the token was issued for. Asking uses it up. Whoever holds one may hear that her account is shut."""
        portal = self.server.portal
        taken = sessions.take_refresh(portal, refresh_token, int(time.time()))
        held = taken or sessions.find_refresh(portal, refresh_token)
        if held is not None and get_person(portal, held.username) is None:
            raise AccessDeniedError("This account is locked, has ended or was removed.")
        return taken

    def authenticate_user(self, refresh_token: Credential) -> Optional[Person]:
        """Who signed in."""
        return get_person(self.server.portal, refresh_token.username)

    def revoke_old_credential(self, refresh_token: Credential) -> None:
        """It was used up when it was asked for."""

    def generate_token(self, user: Person, scope: str, **_options: Any) -> dict[str, Any]:
        """The tokens that carry the session on."""
        return session_tokens(self.server, user, self.request.refresh_token)


class Revocation(RevocationEndpoint):
    """Sign-out (RFC 7009): revoking any token of a session ends the session."""

    CLIENT_AUTH_METHODS = AUTHENTICATION

    def query_token(self, token_string: str, token_type_hint: Optional[str]) -> Optional[Credential]:
        """The session behind a refresh token or a living access token."""
        return sessions.find_refresh(self.server.portal, token_string) or self._behind_access(token_string)

    def revoke_token(self, token: Credential, request: Any) -> None:
        """End the session."""
        sessions.end_session(self.server.portal, token.family)

    def _behind_access(self, access: str) -> Optional[Credential]:
        try:
            claims = self.server.key.read(access, ACCESS_KIND, self.server.url)
        except SignInRequired:
            return None  # RFC 7009: what no longer works needs no revoking
        return Credential(claims["sub"], claims["sid"], claims["client_id"], claims["scope"])


def session_tokens(server: Any, person: Person, credential: Credential) -> dict[str, Any]:
    """An access token and the refresh token that carries the session on."""
    now = int(time.time())
    claims = {
        "iss": server.url,
        "aud": server.url,
        "sub": person.username,
        "client_id": credential.client_id,
        "scope": credential.scope,
        "sid": credential.family,
        "jti": secrets.token_hex(16),
        "iat": now,
        "exp": now + ACCESS_SECONDS,
    }
    return {
        "access_token": server.key.sign(claims, ACCESS_KIND),
        "refresh_token": secrets.token_urlsafe(32),
        "token_type": _SCHEME,
        "expires_in": ACCESS_SECONDS,
        "scope": credential.scope,
    }


def identity_token(server: Any, person: Person, credential: Credential) -> str:
    """What tells the client who signed in."""
    now = int(time.time())
    claims = {
        "iss": server.url,
        "aud": credential.client_id,
        "sub": person.username,
        "preferred_username": person.username,
        "name": person.full_name,
        "iat": now,
        "exp": now + ACCESS_SECONDS,
    }
    if credential.nonce:
        claims["nonce"] = credential.nonce
    return server.key.sign(claims, "JWT")
