"""What every page has: the marking at head and foot, title, whose data it is, how old, and the number of the page."""

from __future__ import annotations

from qgis.core import QgsPrintLayout
from qgis.PyQt.QtCore import Qt

from ..base.translation import tr
from .briefing import Briefing
from .sheet import GREY, MARGIN, TOP, WIDTH, Box, label, plain, rule

MARKING = "safestats_marking"
ATTRIBUTION = "safestats_attribution"
"""Variables of the layout; in a project that has no such layout they are those of what is on the map."""
_INNER = WIDTH - 2 * MARGIN
_HEAD, _FOOT = 5.0, 202.5
_CENTRE, _RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


def furnish(layout: QgsPrintLayout, page: int, briefing: Briefing, title: str, number: str, pages: str) -> None:
    """Put head and foot onto a page.

    number, pages  expressions: the number of the page, and how many there are
    """
    for y, where in ((_HEAD, "head"), (_FOOT, "foot")):
        box = Box(page, MARGIN, y, _INNER, 4.5)
        label(layout, f"[% @{MARKING} %]", box, f"marking, {where}", 9, bold=True, align=_CENTRE)
    label(layout, title, Box(page, MARGIN, 10.5, _INNER, 9.5), "title", 18, bold=True)
    label(layout, plain(briefing.subtitle), Box(page, MARGIN, 20.5, _INNER, 6), "subtitle", 9.5, colour=GREY)
    rule(layout, page, TOP - 3)
    rule(layout, page, 194)
    source = Box(page, MARGIN, 195.5, _INNER - 75, 7)
    label(layout, f"[% @{ATTRIBUTION} %]", source, "attribution", 6.5, colour=GREY)
    dates = Box(page, WIDTH - MARGIN - 72, 195.5, 72, 7)
    label(layout, _dates(briefing), dates, "dates", 6.5, colour=GREY, align=_RIGHT)
    counted = tr("Page {page} of {pages}").format(page=f"[% {number} %]", pages=f"[% {pages} %]")
    box = Box(page, WIDTH - MARGIN - 40, _FOOT, 40, 4.5)
    label(layout, counted, box, "page number", 7, colour=GREY, align=_RIGHT)


def _dates(briefing: Briefing) -> str:
    printed = tr("Printed on {day}.").format(day="[% format_date(now(), 'd MMMM yyyy') %]")
    said = tr("Data as of {day}.").format(day=plain(briefing.as_of)) if briefing.as_of else ""
    return "\n".join(filter(None, (said, printed)))
