"""What an algorithm says of itself: its name and folder in the toolbox, its drawing, its help."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingAlgorithm
from qgis.PyQt.QtGui import QIcon

from .translation import tr

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
_PAGES = "https://github.com/safestats/safestats/blob/main/docs/toolbox"


class ToolboxEntry(QgsProcessingAlgorithm):
    """An algorithm as the toolbox shows it, from texts that a subclass states.

    identifier      its id within the provider
    title           what the toolbox shows
    keywords        words by which people search, with commas between them
    purpose         help: what it does
    limits          help: when not to use it
    formula_source  help: where the formula comes from
    group_name      the folder of the toolbox, one of `groups`
    """

    identifier: str
    title: str
    keywords: str
    purpose: str
    limits: str
    formula_source: str
    group_name: str

    def tr(self, text: str) -> str:
        """`text` in the language of QGIS."""
        return tr(text)

    def name(self) -> str:
        """Its id within the provider."""
        return self.identifier

    def displayName(self) -> str:
        """What the toolbox shows."""
        return self.tr(self.title)

    def group(self) -> str:
        """The folder of the toolbox."""
        return self.tr(self.group_name)

    def groupId(self) -> str:
        """The folder's id."""
        return self.group_name.lower().replace(" ", "")

    def tags(self) -> list[str]:
        """Words by which people search."""
        return self.tr(self.keywords).split(",")

    def icon(self) -> QIcon:
        """The drawing of the method."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The drawing's file."""
        return str(_ICONS / f"{self.identifier}.svg")

    def helpUrl(self) -> str:
        """The page about it."""
        return f"{_PAGES}/{self.identifier}.md"

    def shortHelpString(self) -> str:
        """The help beside the dialog; each parameter explains itself."""
        parameters = [
            f"<p><b>{parameter.description()}</b><br>{parameter.help()}</p>"
            for parameter in self.parameterDefinitions()
            if parameter.help()
        ]
        return "".join(
            [
                f"<p>{self.tr(self.purpose)}</p>",
                f"<h3>{self.tr('When not to use it')}</h3><p>{self.tr(self.limits)}</p>",
                f"<h3>{self.tr('Parameters')}</h3>",
                *parameters,
                f"<h3>{self.tr('Source')}</h3><p>{self.tr(self.formula_source)}</p>",
            ]
        )
