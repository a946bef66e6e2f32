"""Write the models that ship, from the recipes beside this file, as QGIS's own model files.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 resources/models/build.py [FOLDER]

With QT_HASH_SEED=0 the same recipe gives the same file to the byte. Build with the oldest QGIS that SafeStats works in
(3.22), so that every later one opens the files.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
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

_Source = QgsProcessingModelChildParameterSource


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
    variables = {step.identifier: step.says.replace(" ", "_") for step in recipe.steps}
    for number, step in enumerate(recipe.steps):
        model.addChildAlgorithm(_child(step, _place(number, first_row), variables))
    model.updateDestinationParameters()
    return model


def _child(step: Step, position: QPointF, variables: dict[str, str]) -> QgsProcessingModelChildAlgorithm:
    child = QgsProcessingModelChildAlgorithm(step.algorithm)
    child.setChildId(step.identifier)
    child.setDescription(step.says)
    child.setPosition(position)
    for name, value in {**_defaults(child), **step.given}.items():
        values = value if isinstance(value, tuple) else (value,)
        child.addParameterSources(name, [_source(one, variables) for one in values])
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


def _source(value: object, variables: dict[str, str]) -> QgsProcessingModelChildParameterSource:
    if isinstance(value, Input):
        return _Source.fromModelParameter(value.name)
    if isinstance(value, Taken):
        return _Source.fromChildOutput(value.step, value.output)
    if isinstance(value, Calculated):
        return _Source.fromExpression(_STEP_VALUE.sub(lambda found: _variable(found, variables), value.expression))
    return _Source.fromStaticValue(value)


def _variable(found: re.Match, variables: dict[str, str]) -> str:
    """An output of a step as QGIS names it: by the words for the step, not by its id."""
    return f"@{variables[found[1]]}_{found[2]}"


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
