"""What the web handlers share: the portal, its signing key, and the base URL that a request came in under."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from anyio import CapacityLimiter
from starlette.requests import Request

from ..identity.external.signed_in import SignedInElsewhere
from ..identity.sign_in_throttle import SignInThrottle
from ..identity.signing_keys import SigningKey
from ..portal import Portal
from .lane import Lane

_PASSWORD_CHECKS = 2
"""At once: each takes 64 MiB of memory and much of a core, which must not crowd out the readers of data."""

JSON = "application/json"
GEOJSON = "application/geo+json"
ARROW = "application/vnd.apache.arrow.stream"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
JSON_SCHEMA = "application/schema+json"
FLATGEOBUF = "application/vnd.flatgeobuf"
CSV = "text/csv; charset=utf-8"

QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
"""How a link to the fields that a filter may name is known."""


@dataclass(frozen=True)
class Site:
    """A portal on the web."""

    portal: Portal
    key: SigningKey
    lane: Lane
    throttle: SignInThrottle = field(default_factory=SignInThrottle)
    elsewhere: SignedInElsewhere = field(default_factory=SignedInElsewhere)
    password_checks: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_PASSWORD_CHECKS))


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def base_url(request: Request) -> str:
    """The portal's address as the asker knows it, without a slash at the end; also the name of the issuer."""
    return str(request.base_url).rstrip("/")


def link(href: str, rel: str, kind: str, title: Optional[str] = None) -> dict[str, Any]:
    """One link of an OGC document."""
    named = {} if title is None else {"title": title}
    return {"href": href, "rel": rel, "type": kind, **named}
