"""A table on a sheet: a label for each column.

It is printed with its values, and kept with expressions that read them from the layer: a layout that is saved holds
none. QGIS's own table would do the same, but setting its columns from Python spoils memory in QGIS 3.22 (seen with
3.22.16, as a crash soon after).
"""

from __future__ import annotations

from dataclasses import replace

from qgis.core import NULL, QgsExpression, QgsFeatureRequest, QgsField, QgsLayoutItemLabel, QgsPrintLayout
from qgis.PyQt.QtCore import Qt

from ..base.translation import numeral, tr
from .briefing import Table
from .sheet import Box, label, line, plain, width_of

_SIZE, _HEAD, _BETWEEN = 9.0, 7.0, 7.0
_MOST = 35
"""Rows that a sheet has room for."""

Live = dict[QgsLayoutItemLabel, str]
"""Labels -> what takes the place of their words in a layout that is kept."""


def set_table(layout: QgsPrintLayout, table: Table, box: Box) -> Live:
    """The first rows of a layer, with a line under the headings."""
    x, live = box.x, {}
    for name, title in table.columns.items():
        field = table.layer.fields().field(name)
        words = _values(table, field)
        width = 1 + max(width_of(title, _SIZE, True), *(width_of(text, _SIZE, False) for text in words or [""]))
        align = Qt.AlignmentFlag.AlignRight if field.isNumeric() else Qt.AlignmentFlag.AlignLeft
        column = replace(box, x=x, width=width)
        label(layout, plain(title), replace(column, height=_HEAD), tr("table heading"), _SIZE, bold=True, align=align)
        below = replace(column, y=box.y + _HEAD, height=box.height - _HEAD)
        shown = label(layout, plain("\n".join(words)), below, tr("table column"), _SIZE, align=align)
        live[shown] = f"[% {_expression(table, field)} %]"
        x += width + _BETWEEN
    line(layout, replace(box, y=box.y + _HEAD - 1.5, width=min(x - _BETWEEN - box.x, box.width)))
    return live


def _is_ranked(table: Table) -> bool:
    return table.layer.fields().lookupField("rank") >= 0


def _values(table: Table, field: QgsField) -> list[str]:
    """A column in words."""
    request = QgsFeatureRequest().setLimit(_MOST)
    if _is_ranked(table):
        request.addOrderBy("rank")
    return [_in_words(feature[field.name()]) for feature in table.layer.getFeatures(request)]


def _in_words(value: object) -> str:
    if value is None or value == NULL:
        return ""
    if isinstance(value, float) and not value.is_integer():
        return numeral(value, ",.2f" if abs(value) < 10 else ",.1f")
    return numeral(value, ",.0f") if isinstance(value, (int, float)) else str(value)


def _expression(table: Table, field: QgsField) -> str:
    """The same as an expression, which says so where the layer is not in the project."""
    name, layer = QgsExpression.quotedColumnRef(field.name()), QgsExpression.quotedString(table.layer.id())
    value = f"coalesce(to_string({name}), '')"
    if field.isNumeric():
        places = f"if({name} = round({name}), 0, if(abs({name}) < 10, 2, 1))"
        value = f"coalesce(format_number({name}, {places}), '')"
    limit, order = (f'"rank" <= {_MOST}', ', order_by:="rank"') if _is_ranked(table) else (f"$id <= {_MOST}", "")
    gone = QgsExpression.quotedString(tr("(not loaded)"))
    return f"try(aggregate({layer}, 'concatenate', {value}, filter:={limit}, concatenator:='\\n'{order}), {gone})"
