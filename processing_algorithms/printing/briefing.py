"""What a printed briefing says and shows, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsMapLayer, QgsVectorLayer


@dataclass(frozen=True)
class Map:
    """One map.

    title    what stands above it
    layer    the result that it shows; None shows what the project shows
    classes  positions in its legend of the classes that occur; None shows all of them
    """

    title: str
    layer: Optional[QgsMapLayer]
    classes: Optional[tuple[int, ...]] = None


@dataclass(frozen=True)
class Areas:
    """Areas whose outlines are on every map.

    layer      a polygon each; with pages it has the fields `rank` and `words`
    name       the field with their names
    has_pages  whether each gets a page
    number     how many of them get one, in the order of their ranks and names; 0 for all
    """

    layer: QgsVectorLayer
    name: str
    has_pages: bool = True
    number: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of a layer that are printed after the words, in the order of their field `rank` where they have one.

    columns  field -> heading
    """

    layer: QgsVectorLayer
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Briefing:
    """A briefing to print.

    marks       handling and attribution of everything that it is made from
    background  layers under each map, the topmost first
    as_of       how old the data are, in words; empty where that is not known
    """

    title: str
    subtitle: str
    marks: Mapping[str, str]
    maps: tuple[Map, ...]
    background: tuple[QgsMapLayer, ...] = ()
    areas: Optional[Areas] = None
    words: tuple[Block, ...] = ()
    table: Optional[Table] = None
    as_of: str = ""

    def layers(self) -> Iterator[QgsMapLayer]:
        """All layers that it is drawn from."""
        yield from (each.layer for each in self.maps if each.layer is not None)
        yield from self.background
        yield from (each.layer for each in (self.areas, self.table) if each is not None)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs, one a line; a line that begins with # is a heading."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(Block(line.lstrip("# "), line.startswith("#")) for line in lines if line.lstrip("# "))


def sections(blocks: Iterable[Block]) -> list[tuple[Block, ...]]:
    """Each heading with the paragraphs under it; paragraphs before the first heading are a section as well."""
    found: list[list[Block]] = []
    for block in blocks:
        if block.is_heading or not found:
            found.append([])
        found[-1].append(block)
    return [tuple(section) for section in found]
