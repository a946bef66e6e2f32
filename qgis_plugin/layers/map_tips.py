"""What the pointer reads on the map: a small table in words, without a line for what is not known."""

from __future__ import annotations

from html import escape

from qgis.core import QgsExpression, QgsVectorLayer

from ...processing_algorithms.base.translation import tr
from .words import CODES, LABELS

_LINES = ("outcome", "location", "location_precision", "name", "count", "supplier")
# With a colour of its own: a tip stands on the background of QGIS's theme, which may be as dark as its letters.
_FONT = "font-family: sans-serif; font-size: 9pt; color: #222222"
_PAPER = "width: 250px; padding: 4px; background-color: #ffffff"
_WHEN = """CASE
 WHEN "time_precision" = 'month' THEN format_date("start", 'MMMM yyyy')
 WHEN "time_precision" = 'day' THEN format_date("start", 'd MMMM yyyy')
 WHEN "end" IS NULL OR "start" = "end" THEN format_date("start", 'd MMMM yyyy, HH:mm')
 WHEN format_date("start", 'yyyy-MM-dd') = format_date("end", 'yyyy-MM-dd')
  THEN format_date("start", 'd MMMM yyyy, HH:mm') || ' %(to)s ' || format_date("end", 'HH:mm')
 ELSE format_date("start", 'd MMMM yyyy, HH:mm') || ' %(to)s ' || format_date("end", 'd MMMM yyyy, HH:mm')
END"""


def add_map_tip(layer: QgsVectorLayer, handling: str) -> None:
    """Give `layer` a map tip, and a name for each feature in lists and forms."""
    names = set(layer.fields().names())
    title = next((name for name in ("category", "name") if name in names), "")
    when = [_line(tr("When"), _WHEN % {"to": tr("to")})] if {"start", "end", "time_precision"} <= names else []
    lines = when + [_line(tr(LABELS[name]), _word(name)) for name in _LINES if name in names - {title}]
    heading = f"<b>[% {_safe(_word(title))} %]</b>" if title else ""
    layer.setMapTipTemplate(
        f'<div style="{_PAPER}; {_FONT}">{heading}<table cellspacing="2" style="{_FONT}">{"".join(lines)}</table>'
        f'<span style="color: #555555">{escape(handling)}</span></div>'
    )
    if title:
        layer.setDisplayExpression(_word(title))


def _word(name: str) -> str:
    """An expression for a field in words; null where it is empty."""
    column = QgsExpression.quotedColumnRef(name)
    if name not in CODES:
        return column
    return f"coalesce(map_get({_words_by_code(name)}, {column}), {column})"


def _words_by_code(name: str) -> str:
    quoted = (QgsExpression.quotedString(text) for code, words in CODES[name].items() for text in (code, tr(words)))
    return f"map({', '.join(quoted)})"


def _line(label: str, expression: str) -> str:
    """A row of the table, only where there is something to say."""
    begin = f'<tr><td style="color: #555555; width: 80px" valign="top">{escape(label)}</td><td>'
    shown = f"{QgsExpression.quotedString(begin)} || {_safe(expression)} || '</td></tr>'"
    return f"[% CASE WHEN coalesce(to_string({expression}), '') <> '' THEN {shown} ELSE '' END %]"


def _safe(expression: str) -> str:
    """The text without what HTML would take for its own: suppliers write what they like."""
    return f"replace(replace(coalesce(to_string({expression}), ''), '&', '&amp;'), '<', '&lt;')"
