"""What all algorithms share: they translate parameters, call the core once, and say what they did."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP
from qgis.PyQt.QtGui import QIcon

from ...safestats_core.errors import Cancelled, MissingPackage, SafeStatsError
from ...safestats_core.progress import Progress
from ..results.provenance import Provenance, keep_beside, mark
from ..results.result import Result
from .translation import tr

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
_TOOLBOX_PAGE = "https://github.com/safestats/safestats/blob/main/docs/toolbox.md"


class SafeStatsAlgorithm(QgsProcessingAlgorithm):
    """Base of every algorithm: a subclass states what it is, declares its parameters and answers `compute`.

    identifier      its id within the provider
    title           what the toolbox shows
    keywords        words by which people search, with commas between them
    purpose         help: what it does
    limits          help: when not to use it
    formula_source  help: where the formula comes from
    group_name      the folder of the toolbox
    packages        Python packages without which it cannot run
    """

    OUTPUT = "OUTPUT"

    identifier: str
    title: str
    keywords: str
    purpose: str
    limits: str
    formula_source: str
    group_name = QT_TRANSLATE_NOOP("SafeStats", "Hotspots")
    packages: tuple[str, ...] = ("numpy", "scipy")

    _marks: dict[str, str] = {}
    _provenance: Optional[Provenance] = None
    _result: Optional[Result] = None

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Raise a SafeStatsError where the parameters cannot be used, before any work starts."""

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """The result. It may raise any SafeStatsError."""
        raise NotImplementedError

    def tr(self, text: str) -> str:
        """`text` in the language of QGIS."""
        return tr(text)

    def add(self, parameter: QgsProcessingParameterDefinition, meaning: str, advanced: bool = False) -> None:
        """Declare a parameter together with its help: meaning, unit, default."""
        parameter.setHelp(meaning)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_choice(self, name: str, title: str, choices: dict[str, str], meaning: str) -> None:
        """Declare a choice, the first of `choices` (key -> words for it) being the default."""
        words = [self.tr(choice) for choice in choices.values()]
        self.add(QgsProcessingParameterEnum(name, title, words, defaultValue=0), meaning)

    def add_whole_number(self, name: str, title: str, default: int, lowest: int, meaning: str) -> None:
        """Declare a whole number that most people leave alone."""
        kind = QgsProcessingParameterNumber.Type.Integer
        self.add(QgsProcessingParameterNumber(name, title, kind, default, minValue=lowest), meaning, advanced=True)

    def add_numbers(self, titles: dict[str, str]) -> None:
        """Declare numbers that the algorithm gives, by name, so that a model can go on with them."""
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def choice(self, parameters: dict, name: str, context: QgsProcessingContext, choices: dict[str, str]) -> str:
        """The key of the choice that was made."""
        return list(choices)[self.parameterAsEnum(parameters, name, context)]

    # The rest is what QGIS calls.

    def createInstance(self) -> SafeStatsAlgorithm:
        """A fresh algorithm: QGIS runs a copy."""
        return type(self)()

    def canExecute(self) -> tuple[bool, str]:
        """Whether every package is there, and the command that installs what is not."""
        missing = [package for package in self.packages if find_spec(package) is None]
        needs = self.tr("{title} needs Python packages that this QGIS does not have. Install them with: {command}")
        command = f"python3 -m pip install {' '.join(missing)}"
        return not missing, needs.format(title=self.displayName(), command=command) if missing else ""

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse what cannot work before it starts, with a sentence that says what to do."""
        usable, reason = super().checkParameterValues(parameters, context)
        try:
            if usable:
                self._refuse_unusable(parameters, context)
        except SafeStatsError as error:
            return False, str(error)
        return usable, reason

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Run `compute`. Here, and only here, an error of the core becomes one of Processing."""
        try:
            self._refuse_unusable(parameters, context)  # a model and a script come here without being asked before
            result = self.compute(parameters, context, feedback)
        except Cancelled:
            return {}
        except SafeStatsError as error:
            raise QgsProcessingException(str(error)) from error
        for remark in result.remarks:
            feedback.pushInfo(remark)
        self._result = result
        self._provenance = Provenance(
            title=self.displayName(),
            command=self.asPythonCommand(self._in_full(parameters), context),
            remarks=result.remarks,
            marks=self._marks,
            packages=self.packages,
        )
        return result.outputs

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Style and mark the result where it is loaded, which is the same layer that the project will show."""
        if self._result:
            layer = QgsProcessingUtils.mapLayerFromString(self._result.outputs[self.OUTPUT], context)
            self._result.style(layer)
            mark(layer, self._provenance)
            for problem in keep_beside(layer):
                feedback.pushWarning(problem)
        return {}

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
        return self.group_name.lower()

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
        return f"{_TOOLBOX_PAGE}#{self.identifier}"

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

    def _refuse_unusable(self, parameters: dict, context: QgsProcessingContext) -> None:
        able, reason = self.canExecute()
        if not able:
            raise MissingPackage(reason)
        self.check(parameters, context)

    def _in_full(self, parameters: dict) -> dict:
        """`parameters` with the defaults written out, so that a command repeats the run when a default has changed."""
        given = {name: value for name, value in parameters.items() if value is not None}
        definitions = [parameter for parameter in self.parameterDefinitions() if not parameter.isDestination()]
        return {**{parameter.name(): parameter.defaultValue() for parameter in definitions}, **given}


def report_to(feedback: QgsProcessingFeedback) -> Progress:
    """The core's progress shown by QGIS, and QGIS's cancel button heard by the core."""
    said = ""

    def progress(done: int, total: int, what: str) -> None:
        nonlocal said
        if feedback.isCanceled():
            raise Cancelled("Stopped before the end.")
        if what != said:
            feedback.setProgressText(what)
            said = what
        if total > 0:
            feedback.setProgress(100 * done / total)

    return progress
