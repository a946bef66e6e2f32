"""Coverage as a calendar picture: a row for each supplier, a column for each month. It can be read without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ..intake.supplied import Supplied

MOST_MONTHS = 240
"""That are drawn, up to the present one: a date mistyped by a thousand years must not stretch the picture."""

_LABELS, _MONTH, _ROW, _HEAD = 190, 12, 22, 22
_LETTERS = 26
"""Of a supplier's name that fit beside its row; the whole name is in the picture's words."""


@dataclass(frozen=True)
class Run:
    """Months in a row that are in the same state; as (first, last), numbered from the year 0."""

    supplier: str
    state: str
    is_stated: bool
    first: int
    last: int

    @property
    def words(self) -> str:
        """The run in a sentence's part."""
        time = month_name(self.first) + ("" if self.first == self.last else f" to {month_name(self.last)}")
        return f"{self.supplier}: {self.state}, {time}{' (as stated)' if self.is_stated else ''}"


def runs(known: Iterable[Supplied], first: int, last: int) -> list[Run]:
    """What is known between two months, by supplier and time."""
    inside = sorted(
        (each.supplier, month_number(each.month), each.state, each.is_stated)
        for each in known
        if first <= month_number(each.month) <= last
    )
    # Of months in a row the number and the place in the list grow alike.
    alike = groupby(enumerate(inside), key=lambda each: (each[1][1] - each[0], each[1][0], each[1][2:]))
    found = [[each for _, each in group] for _, group in alike]
    return [Run(group[0][0], group[0][2], group[0][3], group[0][1], group[-1][1]) for group in found]


def picture(name: str, found: Sequence[Run]) -> str:
    """The runs as SVG that stands in a page; its styles are the page's own."""
    suppliers = sorted({run.supplier for run in found})
    first, last = min(run.first for run in found), max(run.last for run in found)
    width, height = _LABELS + (last - first + 1) * _MONTH + 4, _HEAD + len(suppliers) * _ROW
    rows = {supplier: place for place, supplier in enumerate(suppliers)}
    parts = [_year(month, first, height) for month in range(first, last + 1) if month % 12 == 0 or month == first]
    parts += [_label(supplier, place) for supplier, place in rows.items()]
    parts += [_bar(run, rows[run.supplier], first) for run in found]
    about = f"{name}: months of {len(suppliers)} suppliers from {month_name(first)} to {month_name(last)}"
    return (
        f'<svg role="img" aria-label="{escape(about)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def month_number(month: str) -> int:
    """ "2024-03" as the number of months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_name(number: int) -> str:
    """The other way round."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _year(month: int, first: int, height: int) -> str:
    x = _LABELS + (month - first) * _MONTH
    is_too_near = month == first and 0 < 12 - month % 12 < 4  # the next year's number needs the room
    words = "" if is_too_near else f'<text x="{x + 2}" y="14">{month // 12:04d}</text>'
    return f'<line class="year" x1="{x}" y1="0" x2="{x}" y2="{height}"/>{words}'


def _label(supplier: str, place: int) -> str:
    short = supplier if len(supplier) <= _LETTERS else f"{supplier[: _LETTERS - 1]}…"
    y = _HEAD + place * _ROW
    return f'<text x="0" y="{y + 15}">{escape(short)}<title>{escape(supplier)}</title></text>'


def _bar(run: Run, place: int, first: int) -> str:
    # Whole height, half height, or an empty box with a line through it: told apart in black and white too.
    x, y = _LABELS + (run.first - first) * _MONTH + 1, _HEAD + place * _ROW + 3
    width, height = (run.last - run.first + 1) * _MONTH - 2, _ROW - 6
    top = y + height // 2 if run.state == "partial" else y
    box = f'<rect x="{x}" y="{top}" width="{width}" height="{y + height - top}"/>'
    line = f'<line x1="{x}" y1="{y + height}" x2="{x + width}" y2="{y}"/>' if run.state == "missing" else ""
    return f'<g class="{escape(run.state)}"><title>{escape(run.words)}</title>{box}{line}</g>'
