"""Prints a briefing: builds the layout, writes the PDF, and hands the layout to the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Optional

from qgis.core import QgsPrintLayout, QgsProcessingContext, QgsProcessingFeedback, QgsProject
from qgis.PyQt import sip

from ...safestats_core.errors import Cancelled
from ..base.translation import numeral, tr
from .briefing import Briefing
from .layout import BriefingLayout
from .main_thread import MainThread
from .pdf import PdfFile, count_pages


@dataclass(frozen=True)
class Printed:
    """What came of it: how many pages there are, and the name of the layout in the project, or ""."""

    pages: int
    name: str


def print_briefing(
    briefing: Briefing, name: str, path: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Printed:
    """Print `briefing`; called from any thread, while the main thread does it piece by piece.

    name     of the layout
    path     of the PDF; empty for none
    context  its project keeps the layout, where it has one
    Raises Cancelled, and InvalidInput where the PDF cannot be written. Then there is neither layout nor PDF.
    """
    main = MainThread(feedback.isCanceled)
    try:
        with main.holding(briefing.layers(), context.temporaryLayerStore()):
            return _print(briefing, name, path, context.project(), main, feedback)
    finally:
        main.let_go()


def _print(
    briefing: Briefing,
    name: str,
    path: str,
    project: Optional[QgsProject],
    main: MainThread,
    feedback: QgsProcessingFeedback,
) -> Printed:
    making = main.do(lambda: _Making(briefing, project, name))
    try:
        for _ in _each(making.built, main, feedback):
            feedback.setProgressText(tr("Laying out"))
        pages = main.do(making.count)
        if path:
            main.do(lambda: making.open(path))
            for done in _each(making.printed, main, feedback):
                feedback.setProgress(100 * done / pages)
                said = tr("Page {page} of {pages}").format(page=numeral(done), pages=numeral(pages))
                feedback.setProgressText(said)
        return Printed(pages, main.do(making.keep))
    finally:
        main.do_at_the_end(making.clear_up)


def _each(pieces: Iterator, main: MainThread, feedback: QgsProcessingFeedback) -> Iterator:
    """What an iterator gives, each step of it taken on the main thread."""
    while (given := main.do(lambda: next(pieces, None))) is not None:
        if feedback.isCanceled():
            raise Cancelled(tr("Stopped before the end."))
        yield given


class _Making:
    """The layout while it is made; everything of it is called on the main thread."""

    def __init__(self, briefing: Briefing, project: Optional[QgsProject], name: str) -> None:
        self._project = project
        self._making = BriefingLayout(briefing, project or QgsProject.instance(), name)
        self.layout: Optional[QgsPrintLayout] = self._making.layout
        # Python must not take it apart in whichever thread the last reference to it ends.
        sip.transferto(self.layout, None)
        self.built = self._making.steps()
        self.printed: Iterator[int] = iter(())
        self._pdf: Optional[PdfFile] = None

    def count(self) -> int:
        """How many pages it has."""
        return count_pages(self.layout)

    def open(self, path: str) -> None:
        """Begin a PDF: `printed` writes it."""
        self._pdf = PdfFile(self.layout, path)
        self.printed = self._pdf.pages()

    def keep(self) -> str:
        """Put the layout into the project under a name that is free there; gives that name."""
        if self._project is None:
            return ""
        manager, wanted = self._project.layoutManager(), self.layout.name()
        number = 2
        while manager.layoutByName(self.layout.name()) is not None:
            self.layout.setName(f"{wanted} {number}")
            number += 1
        manager.addLayout(self._making.without_values())
        name, self.layout = self.layout.name(), None
        return name

    def clear_up(self) -> None:
        """Leave nothing that is not finished."""
        if self._pdf is not None:
            self._pdf.abandon()
        if self.layout is not None:
            self.layout.deleteLater()
