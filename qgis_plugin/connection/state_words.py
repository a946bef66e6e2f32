"""Where somebody stands with a portal, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...processing_algorithms.base.translation import day_and_time, tr

if TYPE_CHECKING:
    from .portals import KnownPortal
    from .sessions import Session


def state_in_words(portal: KnownPortal | None, session: Session, doing: str) -> str:
    """What the panel says of its portal.

    doing  what is under way, in words; empty when nothing is
    """
    if portal is None:
        return tr("No portal yet. Add one, and sign in.")
    if doing:
        return doing + "…"
    if session.is_open_data:
        return tr("Open data, without signing in. Nothing of it is kept on this computer.")
    if session.client is None:
        return tr("Signed out of {portal}.").format(portal=portal.name)
    said = tr("{name}, {organisation}. {count} datasets. {kept}").format(
        name=session.me.full_name,
        organisation=session.me.organisation,
        count=len(session.datasets),
        kept=_where_kept(session),
    )
    return said if session.as_of is None else f"{_offline(session)} {said}"


def _offline(session: Session) -> str:
    words = tr("The portal cannot be reached. You see what it said on {day}, and may use it until {end}.")
    return words.format(day=day_and_time(session.as_of), end=day_and_time(session.until))


def _where_kept(session: Session) -> str:
    if session.client.cache.vault.key.kept == "memory":
        return tr("Data is kept in memory only, until QGIS closes.")
    return tr("Data is kept encrypted on this computer.")
