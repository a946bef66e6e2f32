"""What an issuer's claims say of a person, in whatever shape they come."""

from __future__ import annotations

from typing import Any

from ....errors import NotAdmitted
from .register import ExternalIssuer

_MOST_GROUPS = 1_000
_LONGEST_NAME = 200


def groups_of(claims: dict[str, Any], claim: str) -> list[str]:
    """The groups in a claim, by its name or by a path with dots such as realm_access.roles."""
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for step in claim.split("."):
            found = found.get(step) if isinstance(found, dict) else None
    listed = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [each for each in listed[:_MOST_GROUPS] if isinstance(each, str)]


def username_in(issuer: ExternalIssuer, claims: dict[str, Any]) -> str:
    """By what she is to be named here. Raises NotAdmitted where the issuer does not state it, or not surely."""
    value = claims.get(issuer.username_claim)
    if issuer.username_claim == "email" and claims.get("email_verified") is not True:
        raise NotAdmitted(
            "The issuer does not say that your e-mail address is yours. Confirm it there, and sign in again."
        )
    if not isinstance(value, str) or not value:
        raise NotAdmitted(
            f"The issuer does not state your '{issuer.username_claim}', by which this portal names people. "
            "Tell those who run the portal."
        )
    return value.lower()


def full_name_in(claims: dict[str, Any]) -> str:
    """Her full name, or nothing."""
    name = claims.get("name")
    return " ".join(name.replace("\x00", "").split())[:_LONGEST_NAME] if isinstance(name, str) else ""


def called(claims: dict[str, Any]) -> str:
    """Who she is, in a sentence to herself."""
    return str(claims.get("preferred_username") or claims["sub"])[:64]
