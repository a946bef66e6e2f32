"""Where somebody stands with a portal, as sentences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .connection import Connection
    from .sessions import Session


def state_in_words(connection: Connection) -> str:
    """What the panel says of its portal."""
    portal, session = connection.portal, connection.session
    if portal is None:
        return _tr("No portal yet. Add one, and sign in.")
    if connection.is_busy:
        return connection.doing + "…"
    if session.is_open_data:
        return _tr("Open data, without signing in. Nothing of it is kept on this computer.")
    if session.client is None:
        return _tr("Signed out of {portal}.").format(portal=portal.name)
    said = _tr("{name}, {organisation}. {count} datasets. {kept}").format(
        name=session.me.full_name,
        organisation=session.me.organisation,
        count=len(session.datasets),
        kept=_where_kept(session),
    )
    return said if session.as_of is None else f"{_offline(session)} {said}"


def _offline(session: Session) -> str:
    words = _tr("The portal cannot be reached. You see what it said on {day}, and may use it until {end}.")
    return words.format(day=_moment(session.as_of), end=_moment(session.until))


def _where_kept(session: Session) -> str:
    if session.client.cache.vault.key.kept == "memory":
        return _tr("Data is kept in memory only, until QGIS closes.")
    return _tr("Data is kept encrypted on this computer.")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d %B %Y, %H:%M}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SafeStats", text)
