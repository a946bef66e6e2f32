"""A briefing as a print layout of QGIS: maps, words and a table once, then a page for each area by its atlas.

The pages that come once are left out of all but the first page of the atlas, so that whoever exports the layout, here
or in QGIS's own window, gets one document.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContextUtils,
    QgsLayoutItemMap,
    QgsLayoutObject,
    QgsPrintLayout,
    QgsProject,
    QgsProperty,
    QgsRectangle,
)

from ..base.translation import tr
from .briefing import Areas, Block, Briefing, Map, sections
from .furniture import ATTRIBUTION, MARKING, furnish
from .maps import extent_of, legend, map_item, north_arrow, scale_bar
from .paper_styles import outlines_round_the_page, plain_outlines, where_the_page_is
from .sheet import Box, add_page, broken, content, height_of, label, move, plain
from .table import Live, set_table
from .words import columns, columns_of, fitting, height_together, run_through

MADE_OF = "safestats/handling"
"""Property of a layout: the marking of what it was made from, below which its marking never falls."""
_SIDE, _GAP = 76.0, 6.0
_LEAD, _LEAD_SIZE = 46.0, 10.5
_SIDE_SIZE = 8.5
_MAP_TITLE = 10.5
_OVERVIEW, _AREA_WORDS = 46.0, 60.0
_NOT_THE_FIRST = "coalesce(@atlas_featurenumber, 1) > 1"
_GREAT_BRITAIN = QgsRectangle(0, 0, 660_000, 1_230_000)


class BriefingLayout:
    """A layout in the making; `steps` builds it piece by piece, each piece short, all on the main thread."""

    def __init__(self, briefing: Briefing, project: QgsProject, name: str) -> None:
        self.briefing, self.project = briefing, project
        self.layout = QgsPrintLayout(project)
        self.layout.setName(name)
        self._once: list[int] = []
        self._live: Live = {}
        self._crs = _crs_of(briefing, project)
        seen = [briefing.areas.layer] if briefing.areas else [each.layer for each in briefing.maps if each.layer]
        context = project.transformContext()
        self._extent = extent_of(seen, self._crs, context) if seen else _GREAT_BRITAIN

    def steps(self) -> Iterator[str]:
        """Build; yields the words for what has just been done."""
        self._mark()
        lead, rest, last = self._words()
        shown = list(self.briefing.maps)
        if len(shown) == 1:
            rest = yield from self._one_map(shown[0], lead + rest)
            yield tr("the legend is laid out")
        else:
            for number in range(0, len(shown), 2):
                rest = yield from self._two_maps(shown[number : number + 2], lead if number == 0 else (), rest)
                yield tr("maps are laid out")
        if rest:
            run_through(self.layout, rest, columns(self._page))
            yield tr("the words are set")
        if self.briefing.table is not None:
            self._table(last)
            yield tr("the table is set")
        if self._has_pages_of_areas:
            yield from self._page_of_an_area(self.briefing.areas)
            yield tr("the page of an area is laid out")
        self._furnish()

    def without_values(self) -> QgsPrintLayout:
        """The layout as it may be saved: its table reads the rows from their layer."""
        for shown, expression in self._live.items():
            shown.setText(expression)
        return self.layout

    @property
    def _has_pages_of_areas(self) -> bool:
        return self.briefing.areas is not None and self.briefing.areas.has_pages

    def _mark(self) -> None:
        marks, layout = self.briefing.marks, self.layout
        for name, key in ((MARKING, "handling"), (ATTRIBUTION, "attribution")):
            if marks.get(key):
                QgsExpressionContextUtils.setLayoutVariable(layout, name, marks[key])
        layout.setCustomProperty(MADE_OF, marks.get("handling", ""))

    def _words(self) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
        """The section to begin with, what follows, and the one that belongs to the table."""
        told = sections(self.briefing.words)
        last = told.pop() if self.briefing.table is not None and told else ()
        lead = told.pop(0) if told else ()
        return lead, tuple(block for section in told for block in section), last

    def _page(self) -> int:
        """Another page that is printed once."""
        page = add_page(self.layout, is_first=not self._once)
        self._once.append(page)
        return page

    def _one_map(self, shown: Map, words: Sequence[Block]) -> Generator[str, None, tuple[Block, ...]]:
        """A large map with its legend and, beside it, the words as far as they go; gives what is left of them."""
        whole = content(self._page())
        box = replace(whole, width=whole.width - _SIDE - _GAP)
        item = yield from self._map(shown, box)
        side = replace(whole, x=box.x + box.width + _GAP, width=_SIDE)
        room = self._title_and_legend(shown, item, side)
        if shown.layer is None:  # nobody knows yet how long the legend will be
            room = replace(side, y=side.bottom - _AREA_WORDS, height=_AREA_WORDS)
        number = fitting(words, _SIDE_SIZE, room)
        if number:
            run_through(self.layout, words[:number], iter([room]), _SIDE_SIZE)
        return tuple(words[number:])

    def _title_and_legend(self, shown: Map, item: QgsLayoutItemMap, side: Box) -> Box:
        """At the top of a column beside a map; gives the room that is left below."""
        height = height_of(shown.title, _MAP_TITLE, True, side.width) + 2
        self._map_title(shown, replace(side, height=height))
        below = replace(side, y=side.y + height, height=side.height - height)
        drawn = legend(self.layout, shown, replace(below, height=10))
        drawn.setLinkedMap(item)
        used = drawn.rect().height() + 5
        return replace(below, y=below.y + used, height=below.height - used)

    def _two_maps(
        self, shown: Sequence[Map], lead: Sequence[Block], rest: tuple
    ) -> Generator[str, None, tuple[Block, ...]]:
        """Two maps side by side, under the section that a reader begins with; gives the words that are left."""
        page = self._page()
        height = height_together(lead, _LEAD_SIZE, content(page).width) if lead else 0
        if height > _LEAD:
            rest, height = (*lead, *rest), 0
        elif lead:
            run_through(self.layout, lead, iter([content(page)]), _LEAD_SIZE)
            height += 5
        boxes = [replace(box, y=box.y + height, height=box.height - height) for box in columns_of(page)]
        title = 2 + max(height_of(one.title, _MAP_TITLE, True, box.width) for one, box in zip(shown, boxes))
        legends = [legend(self.layout, one, replace(box, height=10), columns=2) for one, box in zip(shown, boxes)]
        key = max(drawn.rect().height() for drawn in legends)
        for one, box, drawn in zip(shown, boxes, legends):
            self._map_title(one, replace(box, height=title))
            move(drawn, replace(box, y=box.bottom - key, width=drawn.rect().width(), height=drawn.rect().height()))
            room = replace(box, y=box.y + title, height=box.height - title - key - 3)
            drawn.setLinkedMap((yield from self._map(one, room)))
        return rest

    def _map_title(self, shown: Map, box: Box) -> None:
        title = broken(shown.title, _MAP_TITLE, True, box.width)
        label(self.layout, plain(title), box, tr("map title"), _MAP_TITLE, bold=True)

    def _map(self, shown: Map, box: Box) -> Generator[str, None, QgsLayoutItemMap]:
        """A map of everywhere."""
        areas = self.briefing.areas
        styles = {areas.layer.id(): plain_outlines(areas.layer, areas.name)} if areas else {}
        item = map_item(self.layout, box, self._layers(shown), styles, self._crs, self._extent, shown.title)
        yield from self._furnish_map(item, box)
        return item

    def _furnish_map(self, item: QgsLayoutItemMap, box: Box) -> Iterator[str]:
        """Map, scale bar and north arrow each by itself: a map that has been laid out draws itself at every change."""
        for furnish_with in (scale_bar, north_arrow):
            yield tr("the map is laid out")
            furnish_with(self.layout, item, box)
        yield tr("the map is laid out")

    def _layers(self, shown: Map) -> list:
        if shown.layer is None:
            return []
        above = [self.briefing.areas.layer] if self.briefing.areas else []
        return [*above, shown.layer, *self.briefing.background]

    def _table(self, words: Sequence[Block]) -> None:
        room = content(self._page())
        if words:
            run_through(self.layout, words, iter([room]))
            used = height_together(words, 9.5, room.width) + 3
            room = replace(room, y=room.y + used, height=room.height - used)
        self._live = set_table(self.layout, self.briefing.table, room)

    def _page_of_an_area(self, areas: Areas) -> Iterator[str]:
        """The last page, which the atlas turns to each area in its turn."""
        page = add_page(self.layout, is_first=not self._once)
        shown, whole = self.briefing.maps[0], content(page)
        box = replace(whole, width=whole.width - _SIDE - _GAP)
        styles = {areas.layer.id(): outlines_round_the_page(areas.layer, areas.name)}
        item = map_item(self.layout, box, self._layers(shown), styles, self._crs, self._extent, tr("map of the area"))
        item.setAtlasDriven(True)
        item.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
        item.setAtlasMargin(0.12)
        yield from self._furnish_map(item, box)
        side = replace(whole, x=box.x + box.width + _GAP, width=_SIDE)
        words = replace(side, height=_AREA_WORDS)
        label(self.layout, '[% "words" %]', words, tr("words on the area"), 9.5)
        below = replace(side, y=words.bottom, height=side.height - _AREA_WORDS)
        self._title_and_legend(shown, item, below)
        small = replace(side, y=side.bottom - _OVERVIEW, height=_OVERVIEW)
        styles = {areas.layer.id(): where_the_page_is(areas.layer)}
        map_item(self.layout, small, [areas.layer], styles, self._crs, self._extent, tr("overview map"))
        self._turn_pages(areas, page)

    def _turn_pages(self, areas: Areas, page: int) -> None:
        """Let the atlas go through the areas, and print the other pages with the first of them only."""
        atlas = self.layout.atlas()
        atlas.setCoverageLayer(areas.layer)
        name = QgsExpression.quotedColumnRef(areas.name)
        atlas.setPageNameExpression(name)
        atlas.setSortFeatures(True)
        atlas.setSortExpression(f"""lpad(coalesce("rank", 999999), 9, '0') || {name}""")
        if areas.number:
            atlas.setFilterFeatures(True)
            atlas.setFilterExpression(f'"rank" <= {areas.number}')
        atlas.setEnabled(True)
        for once in self._once:
            sheet = self.layout.pageCollection().page(once)
            properties = sheet.dataDefinedProperties()
            left_out = QgsLayoutObject.DataDefinedProperty.ExcludeFromExports
            properties.setProperty(left_out, QgsProperty.fromExpression(_NOT_THE_FIRST))
            sheet.setDataDefinedProperties(properties)

    def _furnish(self) -> None:
        once, title = len(self._once), plain(self.briefing.title)
        pages = f"{once} + @atlas_totalfeatures" if self._has_pages_of_areas else str(once)
        for page in self._once:
            furnish(self.layout, page, self.briefing, title, str(page + 1), pages)
        if self._has_pages_of_areas:
            number = f"{once} + @atlas_featurenumber"
            furnish(self.layout, once, self.briefing, f"{title}: [% @atlas_pagename %]", number, pages)


def _crs_of(briefing: Briefing, project: QgsProject) -> QgsCoordinateReferenceSystem:
    """That of the first map where it measures in metres, else the project's."""
    first = briefing.maps[0].layer
    return first.crs() if first is not None and not first.crs().isGeographic() else project.crs()
