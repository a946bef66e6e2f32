"""Client credentials (RFC 6749, 4.4) of a program that reads: from its secret to an access token like a person's.

There is no refresh token: the secret gets the next one. The token is void as soon as the secret is rotated, or the
program locked, ended or revoked.
"""

from __future__ import annotations

import secrets
import time
from typing import Any, Optional

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant

from .. import audit
from ..portal import Portal
from ..rights.programs import Program, check_program, find_program
from .client_credentials import credentials
from .issuer_grants import ACCESS_KIND, ACCESS_SECONDS
from .sessions import SIGN_IN

READ_SCOPE = "read"

_CLIENT_IDS = "program-"
_SCHEME = "Bearer"


class ProgramGrant(ClientCredentialsGrant):
    """From a program's secret to a token that reads what the program is granted."""

    @classmethod
    def check_token_endpoint(cls, request: Any) -> bool:
        """Whether this is the grant that is asked for: the other clients are suppliers."""
        is_asked: bool = super().check_token_endpoint(request)
        return is_asked and (credentials(request)[0] or "").startswith(_CLIENT_IDS)

    def validate_token_request(self) -> None:
        """Refuse a wrong secret, and any scope but its own."""
        portal, asked = self.server.portal, self.request
        client_id, offered = credentials(asked)
        if asked.payload.scope not in (None, "", READ_SCOPE):
            raise InvalidScopeError(f"A program that reads may ask for the scope '{READ_SCOPE}' only.")
        program = check_program(portal, client_id or "", offered) if offered else None
        _audit(portal, program, client_id or "", asked.address)
        if program is None:
            raise InvalidClientError(
                "The client id or its secret is not right, or the program was locked, has ended or was revoked.",
                status_code=401,
            )
        self.program = program

    def create_token_response(self) -> tuple[int, dict[str, Any], Any]:
        """The token, for as long as one of a person."""
        server, now, username = self.server, int(time.time()), self.program.account.username
        claims = {
            "iss": server.url,
            "aud": server.url,
            "sub": username,
            "client_id": self.program.client_id,
            "scope": READ_SCOPE,
            "sid": self.program.generation,
            "jti": secrets.token_hex(16),
            "iat": now,
            "exp": now + ACCESS_SECONDS,
        }
        body = {
            "access_token": server.key.sign(claims, ACCESS_KIND),
            "token_type": _SCHEME,
            "expires_in": ACCESS_SECONDS,
            "scope": READ_SCOPE,
        }
        return 200, body, self.TOKEN_RESPONSE_HEADER


def _audit(portal: Portal, program: Optional[Program], client_id: str, address: str) -> None:
    # A client id that is nobody's is not written down: it may be a secret in the wrong place.
    known = program or find_program(portal, client_id)
    detail = {"change": "program's token issued" if program else "program's token refused", "address": address}
    audit.record(portal, known.account.username if known else "(unknown)", SIGN_IN, None, None, detail, None)
