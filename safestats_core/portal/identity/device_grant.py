"""The issuer's side of the device grant: the two codes, and the tokens that the program fetches for them."""

from __future__ import annotations

import secrets
from typing import Any, Optional

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant

from ...errors import InvalidInput
from .. import audit
from ..people import get_person
from ..person import Person
from . import device_codes, sessions
from .device_codes import DeviceSignIn
from .issuer_grants import AUTHENTICATION, identity_token, session_tokens
from .sessions import Credential

VERIFICATION = "/oauth/device"
"""Where a person types the code."""


class DeviceAuthorization(DeviceAuthorizationEndpoint):
    """POST /oauth/device_authorization."""

    CLIENT_AUTH_METHODS = AUTHENTICATION
    EXPIRES_IN = device_codes.DEVICE_SECONDS
    INTERVAL = device_codes.PAUSE_SECONDS

    def authenticate_client(self, request: Any) -> Any:
        """The client; refused where it may not sign people in this way."""
        client = super().authenticate_client(request)
        if client is None or not client.check_grant_type(DeviceGrant.GRANT_TYPE):
            raise InvalidClientError()
        return client

    def generate_user_code(self) -> str:
        """The code that a person types."""
        return device_codes.new_user_code()

    def generate_device_code(self) -> str:
        """The code that the program keeps."""
        return secrets.token_urlsafe(32)

    def get_verification_uri(self) -> str:
        """Where she types it."""
        return f"{self.server.url}{VERIFICATION}"

    def save_device_credential(self, client_id: str, scope: Optional[str], data: dict[str, Any]) -> None:
        """Keep what the codes stand for."""
        codes = (data["device_code"], data["user_code"])
        try:
            device_codes.begin(self.server.portal, *codes, client_id, scope or "openid", self.server.address)
        except InvalidInput as error:
            raise InvalidRequestError(str(error)) from error


class DeviceGrant(DeviceCodeGrant):
    """From a device code that somebody allowed to tokens."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTHENTICATION

    def query_device_credential(self, device_code: str) -> DeviceSignIn:
        """What the code stands for. One that comes back after it was used has been copied: its session ends."""
        portal, found = self.server.portal, device_codes.find_sign_in(self.server.portal, device_code)
        if found is None:
            raise InvalidGrantError("The device code is not known. Begin the sign-in again.")
        if found.used:
            sessions.end_session(portal, found.family)
            detail = {"change": "session ended: a device code came back a second time"}
            audit.record(portal, found.username or "(unknown)", sessions.SIGN_IN, None, None, detail, None)
            raise InvalidGrantError("The device code was used before. Begin the sign-in again.")
        self.device_code = device_code
        return found

    def query_user_grant(self, _user_code: str) -> Optional[tuple[Optional[Person], bool]]:
        """Who decided, and what; None while nobody has."""
        found = device_codes.find_sign_in(self.server.portal, self.device_code)
        if found is None or found.username is None:
            return None
        person = get_person(self.server.portal, found.username)
        return person, bool(found.allowed) and person is not None

    def should_slow_down(self, credential: DeviceSignIn) -> bool:
        """Whether the program asks too often."""
        return device_codes.asks_too_soon(self.server.portal, credential.digest)

    def generate_token(self, user: Person, scope: str, **_options: Any) -> dict[str, Any]:
        """The tokens. Of two programs that ask at once one gets them."""
        asked: DeviceSignIn = self.request.credential
        if not device_codes.take(self.server.portal, self.device_code):
            raise InvalidGrantError("The device code was used before. Begin the sign-in again.")
        self.request.device = Credential(user.username, asked.family, asked.client_id, asked.scope)
        return {
            **session_tokens(self.server, user, self.request.device),
            "id_token": identity_token(self.server, user, self.request.device),
        }
