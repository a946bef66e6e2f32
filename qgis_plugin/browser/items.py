"""The Browser's tree: SafeStats, its portals, and below the one that is signed in to its datasets and saved queries."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.core import (
    QgsDataCollectionItem,
    QgsDataItem,
    QgsDataItemProvider,
    QgsDataProvider,
    QgsErrorItem,
    QgsMimeDataUtils,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QIcon

from ...processing_algorithms.base.translation import tr
from ...safestats_core.query import Query
from ...safestats_core.retrieval.catalogue import DatasetInfo
from ...safestats_core.retrieval.saved_queries import SavedQuery
from ..connection.portals import KnownPortal
from ..icon import ICON
from ..layers.extract import LEVEL_WORDS
from .wish import PROVIDER_KEY, Wish

_PATH = "safestats:"


@dataclass(frozen=True)
class Shelf:
    """What the Browser may show, made on the main thread; the tree is filled in another.

    portals    all that are known
    signed_in  address of the one that is signed in to, or ""
    datasets   of that one
    queries    saved there
    number     another one for each shelf that is shown
    """

    portals: tuple[KnownPortal, ...] = ()
    signed_in: str = ""
    datasets: tuple[DatasetInfo, ...] = ()
    queries: tuple[SavedQuery, ...] = ()
    number: int = field(default=0, compare=False)


@dataclass
class Shelves:
    """The newest shelf; `shelf` is replaced whole."""

    shelf: Shelf = field(default_factory=Shelf)


class BrowserProvider(QgsDataItemProvider):
    """Adds one root to the Browser, and one to each dialog of QGIS that shows the same tree."""

    def __init__(self, shelves: Shelves) -> None:
        super().__init__()
        self._shelves = shelves
        self._roots: list[RootItem] = []

    def name(self) -> str:
        """For QGIS's registry."""
        return "SafeStats"

    def dataProviderKey(self) -> str:
        """Called by QGIS from 3.26."""
        return PROVIDER_KEY

    def capabilities(self):
        """The items are not in the file system."""
        return QgsDataProvider.DataCapability.Net

    def createDataItem(self, path, parent):
        """Called by QGIS for the root of a tree."""
        if path or parent is not None:
            return None
        root = RootItem(self._shelves)
        self._roots = [*self._standing(), root]
        return root

    def refresh(self) -> None:
        """Fill the trees anew: somebody has signed in or out."""
        self._roots = self._standing()
        for root in self._roots:
            root.refresh()

    def _standing(self) -> list[RootItem]:
        # QGIS deletes a root with its tree, and Python's half of it is left here.
        return [root for root in self._roots if not sip.isdeleted(root)]


class RootItem(QgsDataCollectionItem):
    """SafeStats."""

    def __init__(self, shelves: Shelves) -> None:
        super().__init__(None, "SafeStats", _PATH, PROVIDER_KEY)
        self._shelves = shelves
        self.setIcon(QIcon(str(ICON)))

    def createChildren(self):
        """Called by QGIS in a thread."""
        shelf = self._shelves.shelf
        if not shelf.portals:
            return [_hint(self, "portal", tr("Add a portal in the SafeStats panel"))]
        return [PortalItem(self, portal, shelf) for portal in shelf.portals]


class PortalItem(QgsDataCollectionItem):
    """A portal by its name; its datasets where somebody is signed in there."""

    def __init__(self, parent: QgsDataItem, portal: KnownPortal, shelf: Shelf) -> None:
        # With the number, for QGIS keeps an item of the same path, and what hung below it before.
        super().__init__(parent, portal.name, f"{_PATH}{portal.url}#{shelf.number}", PROVIDER_KEY)
        self._portal, self._shelf = portal, shelf
        self.setToolTip(portal.url)

    def createChildren(self):
        """Called by QGIS in a thread."""
        shelf, url = self._shelf, self._portal.url
        if shelf.signed_in != url:
            return [_hint(self, "sign-in", tr("Sign in with the SafeStats panel"))]
        datasets = [
            WishItem(self, f"{info.title} ({tr(LEVEL_WORDS[info.level])})", info.collection, _everything(url, info))
            for info in shelf.datasets
            if info.first_month
        ]
        queries = [
            WishItem(self, tr("{name}, saved by {owner}").format(name=saved.name, owner=saved.owner), saved.id, wish)
            for saved, wish in ((saved, Wish(url, saved.note)) for saved in shelf.queries)
        ]
        return datasets + queries


class WishItem(QgsDataItem):
    """A dataset or a saved query: drag it onto the map."""

    def __init__(self, parent: QgsDataItem, name: str, key: str, wish: Wish) -> None:
        super().__init__(QgsDataItem.Type.Custom, parent, name, f"{parent.path()}/{key}", PROVIDER_KEY)
        self.wish = wish
        self.setIcon(QIcon(str(ICON)))
        self.setState(QgsDataItem.State.Populated)

    def hasDragEnabled(self) -> bool:
        """Called by QGIS."""
        return True

    def mimeUris(self):
        """What is dragged: the question."""
        uri = QgsMimeDataUtils.Uri()
        uri.layerType, uri.providerKey, uri.name, uri.uri = "custom", PROVIDER_KEY, self.name(), self.wish.as_text()
        return [uri]

    def mimeUri(self):
        """The same, for QGIS before 3.24."""
        return self.mimeUris()[0]


def _everything(url: str, info: DatasetInfo) -> Wish:
    return Wish(url, Query(info.dataset, info.level).as_note())


def _hint(parent: QgsDataItem, key: str, words: str) -> QgsDataItem:
    return QgsErrorItem(parent, words, f"{parent.path()}/{key}")
