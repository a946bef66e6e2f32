"""A layout as a PDF, one page at a time, so that between pages the window answers and cancelling is heard.

QGIS's own export of an atlas keeps the main thread until the last page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsLayoutExporter,
    QgsLayoutObject,
    QgsLayoutRenderContext,
    QgsPrintLayout,
    QgsVectorSimplifyMethod,
)
from qgis.PyQt.QtCore import QMarginsF
from qgis.PyQt.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

_DPI = 300
_DOTS = 0.7
"""How far a corner may be moved, in dots."""


class PdfFile:
    """Writes a layout into the file `path`, which is there only when the last page is: see `pages`."""

    def __init__(self, layout: QgsPrintLayout, path: str) -> None:
        self._layout, self._path = layout, Path(path)
        self._part = self._path.with_name(f"{self._path.name}.part")
        self._writer = QPdfWriter(str(self._part))
        self._painter = QPainter()

    def pages(self) -> Iterator[int]:
        """Draw page after page; yields how many there are so far.

        Raises InvalidInput where the file cannot be written.
        """
        self._begin()
        atlas, is_fresh = self._layout.atlas(), True
        exporter = QgsLayoutExporter(self._layout)
        done = 0
        for page in _sheets(self._layout):
            if not is_fresh and not self._writer.newPage():
                raise self._unwritable()
            exporter.renderPage(self._painter, page)
            is_fresh, done = False, done + 1
            yield done
        if atlas.enabled():
            atlas.endRender()
        self._painter.end()
        os.replace(self._part, self._path)

    def abandon(self) -> None:
        """Leave nothing of an unfinished file."""
        if self._painter.isActive():
            self._painter.end()
        self._part.unlink(missing_ok=True)

    def _begin(self) -> None:
        page = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0))
        self._writer.setPageLayout(page)
        self._writer.setResolution(_DPI)
        self._writer.setTitle(self._layout.name())
        self._writer.setCreator("SafeStats")
        drawn = self._layout.renderContext()
        drawn.setDpi(_DPI)
        drawn.setFlag(QgsLayoutRenderContext.Flag.FlagUseAdvancedEffects, True)
        drawn.setSimplifyMethod(_as_fine_as_can_be_seen())
        # Words that a screen reader finds, and a search.
        drawn.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        if not self._painter.begin(self._writer):
            raise self._unwritable()

    def _unwritable(self) -> InvalidInput:
        return InvalidInput(
            tr("'{path}' could not be written. Choose a folder that you may write to, with room on the disk.").format(
                path=self._path
            )
        )


def _as_fine_as_can_be_seen() -> QgsVectorSimplifyMethod:
    """Outlines without the corners that paper cannot show: those of a city's wards are a megabyte on each page."""
    method = QgsVectorSimplifyMethod()
    method.setSimplifyHints(QgsVectorSimplifyMethod.SimplifyHint.GeometrySimplification)
    method.setForceLocalOptimization(True)
    # Neighbours keep their common border.
    method.setSimplifyAlgorithm(QgsVectorSimplifyMethod.SimplifyAlgorithm.SnappedToGridGlobal)
    method.setThreshold(_DOTS)
    return method


def count_pages(layout: QgsPrintLayout) -> int:
    """How many pages a layout has on paper."""
    sheets, atlas = layout.pageCollection().pageCount(), layout.atlas()
    if not atlas.enabled():
        return sheets
    atlas.updateFeatures()
    return max(atlas.count(), 1) + sheets - 1


def _sheets(layout: QgsPrintLayout) -> Iterator[int]:
    """The sheets of a layout to be drawn, one after the other, with the atlas turned to where it belongs."""
    atlas, sheets = layout.atlas(), layout.pageCollection().pageCount()
    if not atlas.enabled():
        yield from range(sheets)
        return
    atlas.beginRender()
    there_is_another = atlas.first()
    while there_is_another:
        yield from (number for number in range(sheets) if not _is_left_out(layout, number))
        there_is_another = atlas.next()


def _is_left_out(layout: QgsPrintLayout, number: int) -> bool:
    page = layout.pageCollection().page(number)
    left_out = QgsLayoutObject.DataDefinedProperty.ExcludeFromExports
    properties = page.dataDefinedProperties()
    return properties.valueAsBool(left_out, page.createExpressionContext(), False)[0]
