"""Pictures for a page, as SVG: a matrix of shaded cells, and curves. Words and numbers stay text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Optional

import numpy as np

from ..base.translation import numeral
from .styles import SEQUENTIAL

_CELL_WIDTH, _CELL_HEIGHT, _LABEL_WIDTH, _LABEL_HEIGHT = 30, 22, 110, 24
_WIDTH, _HEIGHT, _MARGIN = 480, 320, 48
_LINES = ("#2166ac", "#b2182b", "#7f7f7f", "#1b7837", "#762a83")
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4")


def matrix(
    values: np.ndarray,
    row_labels: Sequence[str],
    column_labels: Sequence[str],
    words: Sequence[Sequence[str]],
    cell_width: int = _CELL_WIDTH,
    lowest: Optional[float] = None,
    highest: Optional[float] = None,
) -> str:
    """Cells shaded from the lowest value (pale) to the highest (dark), with words in them or, too long, on hovering.

    values         shape (rows, columns); NaN is drawn empty
    row_labels     one per row, from the top
    column_labels  one per column
    words          what each cell says, shape (rows, columns)
    lowest         where the shades begin, such as 0; by default the lowest value, which shows any difference as large
    highest        where they end; by default the highest value
    """
    width = _LABEL_WIDTH + len(column_labels) * cell_width
    height = _LABEL_HEIGHT + len(row_labels) * _CELL_HEIGHT
    parts = [
        _text(_LABEL_WIDTH + (number + 0.5) * cell_width, _LABEL_HEIGHT - 7, label)
        for number, label in enumerate(column_labels)
    ]
    shades = _shades(values, lowest, highest)
    for row, label in enumerate(row_labels):
        top = _LABEL_HEIGHT + row * _CELL_HEIGHT
        parts.append(_text(_LABEL_WIDTH - 6, top + 15, label, "end"))
        for column in range(len(column_labels)):
            left = _LABEL_WIDTH + column * cell_width
            parts.append(_cell(left, top, cell_width, shades[row][column], words[row][column]))
    return _svg(width, height, parts)


def curves(series: dict[str, tuple[np.ndarray, np.ndarray]], x_title: str, y_title: str) -> str:
    """Lines in one frame from 0 to the highest x and y, told apart by colour and dashes.

    series  name -> x and y, each of shape (n,)
    """
    right = max(float(np.max(x)) for x, _ in series.values()) or 1.0
    top = max(float(np.nanmax(y)) for _, y in series.values()) or 1.0
    parts = [_frame(right, top, x_title, y_title)]
    for number, (name, (x, y)) in enumerate(series.items()):
        known = np.isfinite(y)
        points = zip(_MARGIN + x[known] / right * _WIDTH, 10 + (1 - y[known] / top) * _HEIGHT)
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
        look = f'stroke="{_LINES[number % 5]}" stroke-dasharray="{_DASHES[number % 5]}"'
        parts.append(f'<polyline points="{path}" fill="none" stroke-width="2" {look}/>')
        # At the lower right: curves over a share of places or of area rise early, and leave that corner empty.
        level, end = _HEIGHT - 8 - 18 * (len(series) - 1 - number), _MARGIN + _WIDTH - 12
        parts.append(f'<line x1="{end - 30}" x2="{end}" y1="{level}" y2="{level}" stroke-width="2" {look}/>')
        parts.append(_text(end - 38, level + 4, name, "end"))
    return _svg(_MARGIN + _WIDTH + 20, _HEIGHT + 60, parts)


def _shades(values: np.ndarray, lowest: Optional[float], highest: Optional[float]) -> list[list[str]]:
    known = values[np.isfinite(values)]
    if lowest is None:
        lowest = float(known.min()) if known.size else 0.0
    if highest is None:
        highest = float(known.max()) if known.size else 0.0
    share = (values - lowest) / ((highest - lowest) or 1.0)
    steps = np.nan_to_num(share * len(SEQUENTIAL)).astype(int).clip(0, len(SEQUENTIAL) - 1)
    return [
        [SEQUENTIAL[step] if known else "none" for step, known in zip(*row)] for row in zip(steps, np.isfinite(values))
    ]


def _cell(left: float, top: float, width: float, shade: str, word: str) -> str:
    place = f'x="{left}" y="{top}" width="{width}" height="{_CELL_HEIGHT}"'
    dark = shade in SEQUENTIAL[3:]
    shown = _text(left + width / 2, top + 15, word, colour="#fff" if dark else "#222") if len(word) * 7 < width else ""
    return f'<g><title>{escape(word)}</title><rect {place} fill="{shade}" stroke="#fff"/>{shown}</g>'


def _frame(right: float, top: float, x_title: str, y_title: str) -> str:
    bottom = 10 + _HEIGHT
    return "".join(
        [
            f'<rect x="{_MARGIN}" y="10" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>',
            _text(_MARGIN, bottom + 16, "0"),
            _text(_MARGIN + _WIDTH, bottom + 16, numeral(right, ".4g")),
            _text(_MARGIN - 6, 16, numeral(top, ".4g"), "end"),
            _text(_MARGIN + _WIDTH / 2, bottom + 34, x_title),
            f'<g transform="rotate(-90 16 {10 + _HEIGHT / 2})">{_text(16, 10 + _HEIGHT / 2, y_title)}</g>',
        ]
    )


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#222") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">{"".join(parts)}</svg>'
    )
