"""The one client that people sign in from: SafeStats on their own computer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc8628 import DEVICE_CODE_GRANT_TYPE

_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|\[::1\]):([1-9]\d{0,4})/callback")


@dataclass(frozen=True)
class DesktopClient(ClientMixin):
    """A public client: it holds no secret, so it proves itself by PKCE and by listening on this computer (RFC 8252)."""

    client_id: str

    def get_client_id(self) -> str:
        """Its registered name."""
        return self.client_id

    def get_default_redirect_uri(self) -> Optional[str]:
        """None: the port differs each time, so the client has to say it."""
        return None

    def get_allowed_scope(self, scope: Optional[str]) -> str:
        """The scope that it gets when it asks for `scope`; unknown words were refused before."""
        return scope or "openid"

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether `redirect_uri` is /callback on any port of the loopback interface."""
        found = _LOOPBACK.fullmatch(redirect_uri)
        return found is not None and int(found[2]) < 65536

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """A public client has nothing to authenticate with."""
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        """Codes only: no token ever travels in a URL."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """A code from a browser here or elsewhere, and refresh tokens after it."""
        return grant_type in ("authorization_code", DEVICE_CODE_GRANT_TYPE, "refresh_token")


DESKTOP = DesktopClient("safestats-desktop")
