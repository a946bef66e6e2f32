"""Words on sheets: paragraphs that run through boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Callable

from qgis.core import QgsPrintLayout

from ..base.translation import tr
from .briefing import Block
from .sheet import Box, broken, content, height_of, label, plain

TEXT_SIZE = 9.5
_GAP, _BEFORE_HEADING, _AFTER_HEADING = 1.6, 3.4, 0.6
_BETWEEN_COLUMNS = 9.0


def run_through(layout: QgsPrintLayout, blocks: Sequence[Block], boxes: Iterator[Box], size: float = TEXT_SIZE) -> None:
    """Set paragraphs into boxes, one after the other; a heading is never the last in its box."""
    box = next(boxes)
    y, is_fresh = box.y, True
    for number, block in enumerate(blocks):
        height = _height(block, size, box.width)
        y += 0 if is_fresh else _before(block)
        follower = blocks[number + 1] if block.is_heading and number + 1 < len(blocks) else None
        needed = height + (_AFTER_HEADING + _height(follower, size, box.width) if follower else 0)
        if y + needed > box.bottom and not is_fresh:
            box = next(boxes)
            y = box.y
            height = _height(block, size, box.width)
        _set(layout, block, replace(box, y=y, height=height), size)
        y += height + (_AFTER_HEADING - _GAP if block.is_heading else 0)
        is_fresh = False


def fitting(blocks: Sequence[Block], size: float, box: Box) -> int:
    """How many of the first blocks fit into a box; a heading does not stay behind alone."""
    number = len(blocks)
    while number and height_together(blocks[:number], size, box.width) > box.height:
        number -= 1
    while number and number < len(blocks) and blocks[number - 1].is_heading:
        number -= 1
    return number


def height_together(blocks: Sequence[Block], size: float, width: float) -> float:
    """How high blocks stand under each other."""
    heights = [_height(block, size, width) + (_before(block) if number else 0) for number, block in enumerate(blocks)]
    return sum(heights) + sum(_AFTER_HEADING - _GAP for block in blocks if block.is_heading)


def columns_of(page: int) -> list[Box]:
    """The two columns of a page of words."""
    whole = content(page)
    width = (whole.width - _BETWEEN_COLUMNS) / 2
    return [replace(whole, x=whole.x + step * (width + _BETWEEN_COLUMNS), width=width) for step in (0, 1)]


def columns(new_page: Callable[[], int]) -> Iterator[Box]:
    """Columns without end; a page is asked for when its first column is."""
    while True:
        yield from columns_of(new_page())


def _height(block: Block, size: float, width: float) -> float:
    return height_of(block.text, size + block.is_heading, block.is_heading, width)


def _before(block: Block) -> float:
    return _BEFORE_HEADING if block.is_heading else _GAP


def _set(layout: QgsPrintLayout, block: Block, box: Box, size: float) -> None:
    name = tr("heading") if block.is_heading else tr("words")
    size, bold = size + block.is_heading, block.is_heading
    label(
        layout, plain(broken(block.text, size, bold, box.width)), replace(box, height=box.height + 1), name, size, bold
    )
