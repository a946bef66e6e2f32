"""Where a portal's sign-in is: its OpenID Connect discovery document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from ..errors import SignInFailed
from .address import portal_address
from .json_answer import read_json


@dataclass(frozen=True)
class Issuer:
    """Who signs people in, and at which addresses."""

    name: str
    authorization: str
    exchange: str
    revocation: str


def discover(portal_url: str, http: requests.Session) -> Issuer:
    """The issuer of the portal at `portal_url`.

    Raises SignInFailed when the document speaks for another issuer, and what the network raises.
    """
    portal_url = portal_address(portal_url)
    issuer = read_json(http.get(f"{portal_url}/.well-known/openid-configuration"), _issuer)
    if issuer.name != portal_url:
        raise SignInFailed(f"{portal_url} says that it is {issuer.name}. If you trust that address, sign in there.")
    return issuer


def _issuer(document: dict[str, Any]) -> Issuer:
    addresses = (portal_address(document[f"{name}_endpoint"]) for name in ("authorization", "token", "revocation"))
    return Issuer(document["issuer"].rstrip("/"), *addresses)
