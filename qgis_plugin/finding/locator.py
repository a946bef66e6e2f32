"""QGIS's search box at the bottom left: find a dataset, a borough or ward, or an algorithm by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsProject,
)
from qgis.PyQt.QtGui import QIcon

from ...processing_algorithms.base.translation import tr
from ...safestats_core.retrieval.catalogue import Area
from ..icon import ICON

_LEAST_LETTERS = 2
_MOST_OF_A_KIND = 8


@dataclass(frozen=True)
class Findable:
    """One thing to find; `open` is called on the main thread when it is chosen."""

    words: str
    description: str
    open: Callable[[], None]

    @property
    def key(self) -> str:
        """What tells it from all others, as far as people can."""
        return f"{self.description}: {self.words}"


class SafeStatsLocator(QgsLocatorFilter):
    """Searches what `findables` gives, asked on the main thread each time somebody begins to type."""

    def __init__(self, findables: Callable[[], list[Findable]]) -> None:
        super().__init__()
        self._findables = findables
        self._now: list[Findable] = []

    def clone(self) -> SafeStatsLocator:
        """Called by QGIS: the search runs on a copy."""
        return SafeStatsLocator(self._findables)

    def name(self) -> str:
        """For QGIS's settings."""
        return "safestats"

    def displayName(self) -> str:
        """For people."""
        return "SafeStats"

    def prefix(self) -> str:
        """Typed before the words, it searches here alone. QGIS keeps prefixes of one or two letters for itself."""
        return "safe"

    def prepare(self, string, context) -> list[str]:
        """Called by QGIS on the main thread."""
        self._now = self._findables()
        return []

    def fetchResults(self, string, context, feedback) -> None:
        """Called by QGIS in a thread."""
        for found in matching(string, self._now):
            if feedback.isCanceled():
                return
            # A text, since results outlive the copy of the filter that found them, and cross threads.
            result = QgsLocatorResult(self, found.words, found.key)
            result.description = found.description
            result.icon = QIcon(str(ICON))
            self.resultFetched.emit(result)

    def triggerResult(self, result) -> None:
        """Called by QGIS on the main thread with what was chosen."""
        key = _data_of(result)
        for found in self._findables():
            if found.key == key:
                found.open()
                return


def matching(typed: str, findables: list[Findable]) -> Iterator[Findable]:
    """What holds all the words typed, those that begin with them first; not too many of one kind."""
    words = typed.casefold().split()
    if sum(map(len, words)) < _LEAST_LETTERS:
        return
    fitting = [each for each in findables if all(word in each.words.casefold() for word in words)]
    fitting.sort(key=lambda each: (not each.words.casefold().startswith(words[0]), each.words))
    shown: dict[str, int] = {}
    for each in fitting:
        shown[each.description] = shown.get(each.description, 0) + 1
        if shown[each.description] <= _MOST_OF_A_KIND:
            yield each


def algorithms() -> list[Findable]:
    """The algorithms and models of SafeStats; choosing one opens its dialog."""
    provider = QgsApplication.processingRegistry().providerById("safestats")
    found = {each.id(): each.displayName() for each in (provider.algorithms() if provider is not None else [])}
    kind = tr("SafeStats algorithm")
    return [Findable(words, kind, lambda key=key: _open_dialog(key)) for key, words in found.items()]


def places(areas: list[Area], canvas) -> list[Findable]:
    """Areas by name; choosing one moves the map there."""
    return [Findable(area.name, tr("SafeStats area"), lambda area=area: _go_to(area, canvas)) for area in areas]


def _open_dialog(algorithm_id: str) -> None:
    import processing

    processing.execAlgorithmDialog(algorithm_id)


def _go_to(area: Area, canvas) -> None:
    geometry = QgsGeometry()
    geometry.fromWkb(area.geometry.wkb)
    to_map = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    extent = to_map.transformBoundingBox(geometry.boundingBox())
    canvas.setExtent(extent.buffered(0.05 * max(extent.width(), extent.height())))
    canvas.refresh()


def _data_of(result: QgsLocatorResult) -> Any:
    """What a result carries: a method since QGIS 3.40, a property before."""
    return result.userData() if callable(result.userData) else result.userData
