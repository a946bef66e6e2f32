"""What the SafeStats menu has for briefings: a project to begin with, and the sheets to print."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QAction, QMenu

from ...processing_algorithms.base.translation import tr
from .project import set_up
from .template import Template

_ALGORITHM = "safestats:printbriefing"


class Briefings:
    """Two actions in `menu`, and the template; `stop` takes them out."""

    def __init__(self, iface, menu: QMenu) -> None:
        self._iface, self._menu = iface, menu
        self._template = Template()
        self._actions = [
            self._action(tr("New briefing project"), self._begin),
            self._action(tr("Print a briefing…"), self._print),
        ]

    def stop(self) -> None:
        """The plugin is being unloaded."""
        self._template.remove()
        for action in self._actions:
            self._menu.removeAction(action)
            action.deleteLater()

    def _action(self, title: str, act) -> QAction:
        action = QAction(title, self._iface.mainWindow())
        action.triggered.connect(lambda: act())
        self._menu.addAction(action)
        return action

    def _begin(self) -> None:
        if self._iface.newProject(True):
            for _ in set_up(QgsProject.instance()):
                pass

    def _print(self) -> None:
        """The algorithm's dialog, with what is chosen in the layer tree filled in."""
        from processing import execAlgorithmDialog

        chosen = [layer for layer in self._iface.layerTreeView().selectedLayers() if layer.isSpatial()]
        execAlgorithmDialog(_ALGORITHM, {"LAYERS": chosen} if chosen else {})
