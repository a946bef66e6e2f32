"""What a program reads first: who signs people in at this portal, and how to ask there (RFC 9728)."""

from __future__ import annotations

from typing import Any, Optional

from ..desktop_client import DESKTOP
from .register import ExternalIssuer

OWN_SCOPE = "openid offline_access"


def describe_resource(name: str, url: str, issuer: Optional[ExternalIssuer]) -> dict[str, Any]:
    """The document of the portal at `url`. Without an issuer elsewhere it is its own.

    `safestats` tells what the standard has no word for: as whom to ask, for which scope, and for whom the tokens are.
    """
    ours = {"client_id": DESKTOP.client_id, "scope": OWN_SCOPE, "resource": None}
    issuers = [url]
    if issuer is not None:
        ours = {
            "client_id": issuer.client_id,
            "scope": issuer.scope,
            "resource": issuer.audience if issuer.asks_for_resource else None,
        }
        issuers = [issuer.url, url] if issuer.own_sign_in else [issuer.url]
    return {
        "resource": url,
        "resource_name": name,
        "authorization_servers": issuers,
        "bearer_methods_supported": ["header"],
        "safestats": ours,
    }
