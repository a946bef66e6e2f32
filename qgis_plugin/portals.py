"""The portals that a person has named. Settings hold addresses, never anything to sign in with."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsSettings

from ..safestats_core.errors import InvalidInput
from ..safestats_core.retrieval.address import portal_address

_GROUP = "safestats/portals"
_CURRENT = "safestats/current_portal"


@dataclass(frozen=True)
class KnownPortal:
    """A portal by the name that its user gave it."""

    name: str
    url: str


def known_portals() -> list[KnownPortal]:
    """Every portal in the settings of this QGIS profile, by name."""
    settings = QgsSettings()
    settings.beginGroup(_GROUP)
    names = settings.childGroups()
    portals = [KnownPortal(name, settings.value(f"{name}/url", "", str)) for name in sorted(names)]
    settings.endGroup()
    return portals


def remember_portal(name: str, url: str) -> KnownPortal:
    """Add or change a portal; only https, or http to this very computer, is accepted."""
    address = portal_address(url)
    if not name.strip() or "/" in name:
        raise InvalidInput(f"'{name}' cannot name a portal. Use a few words without a slash.")
    portal = KnownPortal(name.strip(), address)
    QgsSettings().setValue(f"{_GROUP}/{portal.name}/url", portal.url)
    return portal


def forget_portal(name: str) -> None:
    """Remove a portal from the settings; what is cached from it stays until it is cleared."""
    QgsSettings().remove(f"{_GROUP}/{name}")


def current_portal() -> KnownPortal | None:
    """The portal that was chosen last, or the first one there is."""
    portals = known_portals()
    chosen = QgsSettings().value(_CURRENT, "", str)
    return next((portal for portal in portals if portal.name == chosen), portals[0] if portals else None)


def choose_portal(name: str) -> None:
    """Make a portal the one that the dock and the algorithms start with."""
    QgsSettings().setValue(_CURRENT, name)
