"""The portals that a person has named. Settings hold addresses, never anything to sign in with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from qgis.core import QgsSettings

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.retrieval.address import portal_address

_GROUP = "safestats/portals"
_CURRENT = "safestats/current_portal"

_OPEN_DATA_URL = "https://data.police.uk"


@dataclass(frozen=True)
class KnownPortal:
    """A portal by the name that its user gave it."""

    name: str
    url: str

    @property
    def is_open_data(self) -> bool:
        """Whether it is data.police.uk, at which nobody signs in."""
        return self.url == _OPEN_DATA_URL


def known_portals() -> list[KnownPortal]:
    """Every portal in the settings of this QGIS profile, by name."""
    settings = QgsSettings()
    settings.beginGroup(_GROUP)
    names = settings.childGroups()
    portals = [KnownPortal(name, settings.value(f"{name}/url", "", str)) for name in sorted(names)]
    settings.endGroup()
    return portals


def usable_portal(name: str, url: str) -> KnownPortal:
    """A portal as it would be remembered; only https, or http to this very computer, is accepted."""
    address = portal_address(url)
    if not name.strip() or "/" in name:
        raise InvalidInput(tr("'{name}' cannot name a portal. Use a few words without a slash.").format(name=name))
    return KnownPortal(name.strip(), address)


def remember_portal(name: str, url: str) -> KnownPortal:
    """Add or change a portal, where `usable_portal` takes it."""
    portal = usable_portal(name, url)
    QgsSettings().setValue(f"{_GROUP}/{portal.name}/url", portal.url)
    return portal


def add_portal(address: str) -> KnownPortal:
    """Add a portal by what somebody typed, and make it the current one. It is named after its host.

    Where nothing stands before the host, https does. A portal that is known already is just made the current one.
    """
    typed = address.strip()
    url = portal_address(typed if "://" in typed else f"https://{typed}")
    known = {portal.url: portal for portal in known_portals()}
    portal = known.get(url) or remember_portal(_free_name(urlsplit(url).netloc), url)
    choose_portal(portal.name)
    return portal


def add_open_data() -> KnownPortal:
    """Add data.police.uk, and make it the current one."""
    portal = remember_portal(tr("Open data (data.police.uk)"), _OPEN_DATA_URL)
    choose_portal(portal.name)
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


def _free_name(host: str) -> str:
    taken = {portal.name for portal in known_portals()}
    names = [host, *(f"{host} {number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
