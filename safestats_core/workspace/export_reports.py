"""Reports of exports on their way to the portal: sealed in the cache until it has written them down.

Each is a note of its own, so that two programs with one cache lose none. One that breaks off on its way may reach the
portal twice: it says the same moment both times.
"""

from __future__ import annotations

import secrets

from ..cache.cache import Cache
from ..errors import AccessDenied, PortalRefused, PortalUnreachable
from ..retrieval.exports import ExportReport
from ..retrieval.portal import PortalSource

_NOTE = "export "


def keep_report(cache: Cache, report: ExportReport) -> str:
    """Seal a report until it is sent; the name of its note."""
    name = _NOTE + secrets.token_hex(8)
    cache.save_note(name, report.as_note())
    return name


def send_report(source: PortalSource, cache: Cache, name: str) -> None:
    """Send one that was kept, and forget it here. Raises what the portal source raises; it is kept then."""
    note = cache.note(name)
    if note is not None:  # else another program was faster
        source.report_export(ExportReport(**note))
        cache.save_note(name, None)


def send_waiting_reports(source: PortalSource, cache: Cache) -> int:
    """Send all that wait. Returns how many still do, because the portal is out of reach or does not take them."""
    waiting = waiting_reports(cache)
    for sent, name in enumerate(waiting):
        try:
            send_report(source, cache, name)
        except (PortalUnreachable, PortalRefused, AccessDenied):  # they wait for the next contact
            return len(waiting) - sent
    return 0


def waiting_reports(cache: Cache) -> list[str]:
    """The names of their notes."""
    return sorted(name for name in cache.vault.manifest().notes if name.startswith(_NOTE))
