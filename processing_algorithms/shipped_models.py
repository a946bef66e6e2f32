"""The models that ship, with what people read of them in the language of QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm

from .base.translation import tr

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "models"
_NOT_WORDS = ("ALG_CREATOR", "HELP_URL")


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model whose name is an identifier, shown by its short description."""

    def displayName(self) -> str:
        """What the toolbox shows."""
        return self.shortDescription()

    def group(self) -> str:
        """The folder of the toolbox."""
        return tr(super().group())


def shipped_models() -> Iterator[ShippedModel]:
    """Every model that ships. A model finds its steps in QGIS's registry, so they have to be there before."""
    for path in sorted(_FOLDER.glob("*.model3")):
        model = ShippedModel()
        if model.fromFile(str(path)):
            _say_in_words(model)
            yield model


def _say_in_words(model: QgsProcessingModelAlgorithm) -> None:
    """Put what the dialog shows into the language of QGIS: title, help, parameters and results."""
    about = model.helpContent()
    model.setHelpContent({key: words if key in _NOT_WORDS or not words else tr(words) for key, words in about.items()})
    for step in model.childAlgorithms():
        outputs = model.childAlgorithm(step).modelOutputs()
        for output in outputs.values():
            output.setDescription(tr(output.description()))
        model.childAlgorithm(step).setModelOutputs(outputs)
    model.updateDestinationParameters()
    for parameter in model.parameterDefinitions():
        parameter.setDescription(tr(parameter.description()))
        parameter.setHelp(tr(parameter.help()) if parameter.help() else "")
