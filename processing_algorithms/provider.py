"""All algorithms and models of SafeStats, as one provider of QGIS Processing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .base.algorithm import SafeStatsAlgorithm
from .base.native_packages import load_apart
from .results.provenance import plugin_version

if TYPE_CHECKING:
    from requests import Session

_HERE = Path(__file__).resolve().parent
_RESOURCES = _HERE.parent / "resources"


def algorithms() -> list[type[SafeStatsAlgorithm]]:
    """The algorithms of this folder: one a file."""
    found = []
    for path in sorted(_HERE.glob("*.py")):
        module = import_module(f".{path.stem}", __package__)
        found += [
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, SafeStatsAlgorithm) and kind.__module__ == module.__name__
        ]
    return found


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model whose name is an identifier, shown by its short description."""

    def displayName(self) -> str:
        """What the toolbox shows."""
        return self.shortDescription()


class SafeStatsProvider(QgsProcessingProvider):
    """The provider `safestats`.

    mount  puts the network of QGIS under a `requests` session; without it the session speaks for itself
    """

    def __init__(self, mount: Optional[Callable[[Session], Session]] = None) -> None:
        super().__init__()
        load_apart()
        self.mount = mount or (lambda session: session)
        QgsApplication.processingRegistry().providerAdded.connect(self._registered)

    def loadAlgorithms(self) -> None:
        """Add a fresh instance of every algorithm, and the models that ship."""
        for algorithm in algorithms():
            self.addAlgorithm(algorithm())
        # A model finds its steps in the registry, so it can be read only once they are there.
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._load_models()

    def _load_models(self) -> None:
        for path in sorted((_RESOURCES / "models").glob("*.model3")):
            model = ShippedModel()
            if model.fromFile(str(path)):
                self.addAlgorithm(model)

    def _registered(self, provider: str) -> None:
        if provider == self.id():
            self.refreshAlgorithms()

    def id(self) -> str:
        """The part of every algorithm's id before the colon."""
        return "safestats"

    def name(self) -> str:
        """What the toolbox shows."""
        return "SafeStats"

    def icon(self) -> QIcon:
        """SafeStats' own."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The icon's file."""
        return str(_RESOURCES / "icons" / "safestats.svg")

    def versionInfo(self) -> str:
        """The version of SafeStats."""
        return plugin_version()
