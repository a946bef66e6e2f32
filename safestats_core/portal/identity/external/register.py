"""Which issuer elsewhere signs people in at this portal, and what its groups mean here."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Optional

from sqlalchemy import delete, insert, select

from ....errors import InvalidInput
from ... import audit
from ...databases.database import writing
from ...feeds.addresses import check_url
from ...feeds.request_headers import read_headers
from ...portal import Portal
from ...schema.tables import issuer_groups, issuers

USERNAME_CLAIMS = ("sub", "preferred_username", "email")
"""By what a person may be named here. An e-mail address counts only where the issuer says that it is verified."""

ORGANISATION, ROLE = "organisation", "role"

ROLES = ("administrator",)
"""What a group can make of a person, beside a member of an organisation."""


@dataclass(frozen=True)
class ExternalIssuer:
    """An issuer elsewhere, as schema/issuer.py describes its columns."""

    url: str
    client_id: str
    audience: str
    scope: str = "openid offline_access"
    asks_for_resource: bool = True
    username_claim: str = "preferred_username"
    groups_claim: str = "groups"
    takes_plain_type: bool = False
    introspection_headers: Optional[str] = None
    allow_private: bool = False
    own_sign_in: bool = False

    @property
    def is_on_loopback(self) -> bool:
        """Whether it runs on this computer, and may be asked without TLS."""
        return is_loopback(self.url)


@dataclass(frozen=True)
class Group:
    """What a group of the issuer means here. `kind` is ORGANISATION or ROLE."""

    name: str
    kind: str
    value: str


def current_issuer(portal: Portal) -> Optional[ExternalIssuer]:
    """The issuer elsewhere, or None where the portal signs people in by itself."""
    with portal.engine.connect() as connection:
        row = connection.execute(select(issuers)).mappings().first()
    return None if row is None else ExternalIssuer(**{name: row[name] for name in ExternalIssuer.__annotations__})


def set_issuer(portal: Portal, issuer: ExternalIssuer, by: str = "operator") -> None:
    """Let people sign in at `issuer` from now on; it takes the place of any other.

    Raises InvalidInput for an address, claim, audience or header file that cannot be used.
    """
    check_issuer(issuer)
    with writing(portal.engine) as connection:
        connection.execute(delete(issuers))
        connection.execute(insert(issuers).values(**asdict(issuer), added=int(time.time())))
        _audit(portal, by, {"change": "issuer set", **asdict(issuer)})


def remove_issuer(portal: Portal, by: str = "operator") -> ExternalIssuer:
    """From now on the portal signs people in by itself. Accounts stay. Raises InvalidInput where there is none."""
    held = current_issuer(portal)
    if held is None:
        raise InvalidInput("This portal has no issuer elsewhere: people sign in at the portal itself.")
    with writing(portal.engine) as connection:
        connection.execute(delete(issuers))
        _audit(portal, by, {"change": "issuer removed", "issuer": held.url})
    return held


def list_groups(portal: Portal) -> list[Group]:
    """Every group that means something here."""
    with portal.engine.connect() as connection:
        rows = connection.execute(select(issuer_groups).order_by(issuer_groups.c.name, issuer_groups.c.kind)).all()
    return [Group(row.name, row.kind, row.value) for row in rows]


def set_group(portal: Portal, group: Group, by: str = "operator") -> None:
    """Let a group mean something. Raises InvalidInput for an unknown role, or an empty name."""
    if not group.name.strip() or not group.value.strip():
        raise InvalidInput("A group has a name, and means an organisation or a role: give both.")
    if group.kind == ROLE and group.value not in ROLES:
        raise InvalidInput(
            f"'{group.value}' is not a role of a portal. Those that a group can give: {', '.join(ROLES)}."
        )
    row = issuer_groups.c
    with writing(portal.engine) as connection:
        connection.execute(delete(issuer_groups).where(row.name == group.name, row.kind == group.kind))
        connection.execute(insert(issuer_groups).values(asdict(group)))
        _audit(portal, by, {"change": "group set", "group": group.name, group.kind: group.value})


def forget_group(portal: Portal, name: str, by: str = "operator") -> None:
    """Let a group mean nothing any more; its people lose what it gave at their next request."""
    with writing(portal.engine) as connection:
        if not connection.execute(delete(issuer_groups).where(issuer_groups.c.name == name)).rowcount:
            raise InvalidInput(f"The group '{name}' means nothing here. See `safestats portal issuer show`.")
        _audit(portal, by, {"change": "group forgotten", "group": name})


def check_issuer(issuer: ExternalIssuer) -> None:
    """Raises InvalidInput where the settings cannot be used; asks nobody."""
    check_address(issuer.url, issuer.is_on_loopback)
    if not issuer.url.isascii() or any(mark in issuer.url for mark in '?#"\\'):
        raise InvalidInput(f"{issuer.url} is not an issuer: its name is plain ASCII, without ? and #.")
    if issuer.username_claim not in USERNAME_CLAIMS:
        raise InvalidInput(f"'{issuer.username_claim}' cannot name people. Choose from: {', '.join(USERNAME_CLAIMS)}.")
    if not issuer.client_id.strip() or not issuer.audience.strip() or issuer.audience == issuer.client_id:
        raise InvalidInput(
            "Give a client id, and an audience that differs from it: otherwise what only tells a program "
            "who signed in would open the portal."
        )
    if "openid" not in issuer.scope.split():
        raise InvalidInput(f"The scope '{issuer.scope}' lacks the word openid.")
    if issuer.introspection_headers is not None:
        if "authorization" not in (name.lower() for name in read_headers(Path(issuer.introspection_headers))):
            raise InvalidInput(f"{issuer.introspection_headers} holds no line 'Authorization: Basic ...'.")


def check_address(url: str, on_loopback: bool) -> None:
    """Raises InvalidInput unless `url` is https, or http on this computer for an issuer that runs there."""
    parts = check_url(url)
    if parts.scheme != "https" and not (on_loopback and is_loopback(url)):
        raise InvalidInput(f"{url} would be asked unencrypted. An issuer's address begins with https://.")


def is_loopback(url: str) -> bool:
    """Whether an address is on this computer by its very spelling."""
    host = check_url(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _audit(portal: Portal, by: str, detail: dict[str, Any]) -> None:
    audit.record(portal, by, "alteration", None, None, detail, None)
