"""Write the models that ship, from the recipes beside this file, as QGIS's own model files.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 resources/models/build.py [FOLDER]

With QT_HASH_SEED=0 the same recipe gives the same file to the byte. Build with the oldest QGIS that SafeStats works in
(3.22), so that every later one opens the files.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildDependency,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingProvider,
)
from qgis.PyQt.QtCore import QPointF

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_PAGES = "https://github.com/safestats/safestats/blob/main/docs/toolbox"
_COLUMN, _ROW, _IN_A_ROW = 240, 130, 4

if __name__ == "__main__":
    sys.path.insert(0, str(HERE))

from recipes import RECIPES  # noqa: E402
from recipes.recipe import Calculated, Input, Recipe, Step, Taken  # noqa: E402

_STEP_VALUE = re.compile(r"\{(\w+)\.(\w+)\}")
_VARIABLE = re.compile(r"@(\w+)")

_Source = QgsProcessingModelChildParameterSource


@dataclass(frozen=True)
class _Names:
    """How an expression names what it uses: the words for each step, and the default of each input that has one."""

    steps: Mapping[str, str]
    defaults: Mapping[str, object]

    def value_of(self, name: str) -> QgsProcessingModelChildParameterSource:
        """The value of an input: by itself, or, where it has a default, by an expression that knows the default.

        What is left at its default QGIS hands to no step: the step would take its own.
        """
        if name not in self.defaults:
            return _Source.fromModelParameter(name)
        return _Source.fromExpression(self.expression(f"@{name}"))

    def expression(self, written: str) -> str:
        """An expression of a recipe as QGIS reads it."""
        return _VARIABLE.sub(self._input, _STEP_VALUE.sub(self._output, written))

    def _output(self, found: re.Match) -> str:
        return f"@{self.steps[found[1]]}_{found[2]}"

    def _input(self, found: re.Match) -> str:
        # Of an input that is left at its default QGIS tells expressions nothing.
        default = self.defaults.get(found[1])
        return found[0] if default is None else f"coalesce({found[0]}, {QgsExpression.quotedValue(default)})"


def build(recipe: Recipe) -> QgsProcessingModelAlgorithm:
    """The model of a recipe; the algorithms of its steps have to be in QGIS's registry."""
    model = QgsProcessingModelAlgorithm(recipe.identifier, "Models", "models")
    about = {
        "SHORT_DESCRIPTION": recipe.title,
        "ALG_DESC": recipe.purpose,
        "ALG_CREATOR": "SafeStats",
        "HELP_URL": f"{_PAGES}/{recipe.identifier}.md",
    }
    model.setHelpContent({**about, **{definition.name(): definition.help() for definition in recipe.inputs}})
    for number, definition in enumerate(recipe.inputs):
        component = QgsProcessingModelParameter(definition.name())
        component.setDescription(definition.description())
        component.setPosition(_place(number, 0))
        model.addModelParameter(definition.clone(), component)  # the model owns what it is given
    model.setParameterOrder([definition.name() for definition in recipe.inputs])
    first_row = 1 + (len(recipe.inputs) - 1) // _IN_A_ROW
    names = _Names(
        {step.identifier: step.says.replace(" ", "_") for step in recipe.steps},
        {each.name(): each.defaultValue() for each in recipe.inputs if each.defaultValue() not in (None, "")},
    )
    for number, step in enumerate(recipe.steps):
        model.addChildAlgorithm(_child(step, _place(number, first_row), names))
    model.updateDestinationParameters()
    return model


def _child(step: Step, position: QPointF, names: _Names) -> QgsProcessingModelChildAlgorithm:
    child = QgsProcessingModelChildAlgorithm(step.algorithm)
    child.setChildId(step.identifier)
    child.setDescription(step.says)
    child.setPosition(position)
    for name, value in {**_defaults(child), **step.given}.items():
        values = value if isinstance(value, tuple) else (value,)
        child.addParameterSources(name, [_source(one, names) for one in values])
    awaited = {
        found[1] for value in step.given.values() for found in _STEP_VALUE.finditer(getattr(value, "expression", ""))
    }
    child.setDependencies([QgsProcessingModelChildDependency(identifier) for identifier in sorted(awaited)])
    outputs = {}
    for number, (output, (name, title)) in enumerate(step.gives.items()):
        shown = QgsProcessingModelOutput(name, title)
        shown.setChildId(step.identifier)
        shown.setChildOutputName(output)
        shown.setDescription(title)
        shown.setPosition(position + QPointF(40, 60 + 35 * number))
        outputs[name] = shown
    child.setModelOutputs(outputs)
    return child


def _defaults(child: QgsProcessingModelChildAlgorithm) -> dict[str, object]:
    """What a step needs and mostly is not asked for, written out: the model stays as it is when a default changes."""
    return {
        parameter.name(): parameter.defaultValue()
        for parameter in child.algorithm().parameterDefinitions()
        if not parameter.isDestination()
        and not parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        and parameter.defaultValue() is not None
    }


def _source(value: object, names: _Names) -> QgsProcessingModelChildParameterSource:
    if isinstance(value, Input):
        return names.value_of(value.name)
    if isinstance(value, Taken):
        return _Source.fromChildOutput(value.step, value.output)
    if isinstance(value, Calculated):
        return _Source.fromExpression(names.expression(value.expression))
    return _Source.fromStaticValue(value)


def _place(number: int, first_row: int) -> QPointF:
    row, column = divmod(number, _IN_A_ROW)
    return QPointF(120 + column * _COLUMN, 80 + (first_row + row) * _ROW)


def _start_qgis() -> tuple[QgsApplication, QgsProcessingProvider]:
    """QGIS with its own algorithms and those of this checkout, under the name that QGIS gives the plugin's folder."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    spec = importlib.util.spec_from_file_location(
        "safestats", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["safestats"] = module
    spec.loader.exec_module(module)
    from safestats.processing_algorithms.provider import SafeStatsProvider

    provider = SafeStatsProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


if __name__ == "__main__":
    running = _start_qgis()  # kept to the end: without a name, Python would throw both away
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for recipe in RECIPES:
        path = folder / f"{recipe.identifier}.model3"
        written = build(recipe).toFile(str(path))
        print(f"{path}: {'written' if written else 'NOT WRITTEN'}")
