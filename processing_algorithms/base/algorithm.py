"""What all algorithms share: they translate parameters, call the core once, and say what they did."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QDate, QDateTime, Qt, QTime
from qgis.PyQt.QtGui import QIcon

from ...safestats_core.errors import Cancelled, MissingPackage, SafeStatsError
from ...safestats_core.progress import Progress
from ..results.page import write_page
from ..results.provenance import Provenance, joined_marks, keep_beside, mark, marks_of
from ..results.result import Result
from .translation import tr

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
_PAGES = "https://github.com/safestats/safestats/blob/main/docs/toolbox"


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

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    HTML = "HTML"
    PERMUTATIONS = "PERMUTATIONS"
    SEED = "SEED"
    FDR = "FDR"

    identifier: str
    title: str
    keywords: str
    purpose: str
    limits: str
    formula_source: str
    group_name = QT_TRANSLATE_NOOP("SafeStats", "Hotspots")
    packages: tuple[str, ...] = ("numpy", "scipy")

    _marks: dict[str, str] = {}
    _extracts: tuple[str, ...] = ()
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

    def add_whole_number(
        self, name: str, title: str, default: int, lowest: int, meaning: str, advanced: bool = True
    ) -> None:
        """Declare a whole number; most people leave an advanced one alone."""
        kind = QgsProcessingParameterNumber.Type.Integer
        self.add(QgsProcessingParameterNumber(name, title, kind, default, minValue=lowest), meaning, advanced)

    def add_permutations(self, default: int, meaning: str) -> None:
        """Declare PERMUTATIONS and SEED."""
        title = self.tr("Permutations") if default else self.tr("Permutations (0 = none)")
        self.add_whole_number(self.PERMUTATIONS, title, default, 1 if default else 0, meaning)
        seed = self.tr("For permutations: the same number gives the same result. Default: 0.")
        self.add_whole_number(self.SEED, self.tr("Seed"), 0, 0, seed)

    def add_fdr(self) -> None:
        """Declare FDR."""
        self.add(
            QgsProcessingParameterBoolean(self.FDR, self.tr("Control the false discovery rate"), defaultValue=True),
            self.tr(
                "Of hundreds of places tested, some stand out by chance alone. This keeps the share of false ones "
                "among those that are called significant at the level that is stated. Default: yes."
            ),
            advanced=True,
        )

    def add_sink(
        self,
        name: str,
        title: str,
        kind: QgsProcessing.SourceType = QgsProcessing.SourceType.TypeVectorPolygon,
        optional: bool = False,
    ) -> None:
        """Declare a layer that the algorithm gives; an optional one is left out unless somebody asks for it."""
        sink = QgsProcessingParameterFeatureSink(name, title, kind, optional=optional, createByDefault=not optional)
        self.addParameter(sink)

    def add_page(self) -> None:
        """Declare HTML, a page that the window makes by itself and a script where it is named."""
        destination = QgsProcessingParameterFileDestination(
            self.HTML, self.tr("Page"), self.tr("HTML files (*.html)"), optional=True, createByDefault=True
        )
        self.addParameter(destination)

    def add_numbers(self, titles: dict[str, str]) -> None:
        """Declare numbers that the algorithm gives, by name, so that a model can go on with them."""
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def add_texts(self, titles: dict[str, str]) -> None:
        """Declare texts that the algorithm gives, by name."""
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputString(name, title))

    def choice(self, parameters: dict, name: str, context: QgsProcessingContext, choices: dict[str, str]) -> str:
        """The key of the choice that was made."""
        return list(choices)[self.parameterAsEnum(parameters, name, context)]

    def open_sink(
        self,
        parameters: dict,
        name: str,
        context: QgsProcessingContext,
        fields: QgsFields,
        kind: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
    ) -> tuple[Optional[QgsFeatureSink], str]:
        """The layer `name` ready for features, and its id; None and "" for an optional one that nobody asked for."""
        sink, output = self.parameterAsSink(parameters, name, context, fields, kind, crs)
        if sink is None and parameters.get(name) not in (None, ""):
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        return sink, output

    def write_page(self, parameters: dict, context: QgsProcessingContext, content: str) -> str:
        """Save a page as HTML; gives its path, or "" where nobody asked for it."""
        path = self.parameterAsFileOutput(parameters, self.HTML, context)
        if path:
            write_page(path, content)
        return path

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

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layers that go in while they may be touched: the main work runs in another thread."""
        layers = [(parameter, self._layer_of(parameter, parameters, context)) for parameter in self._layer_parameters()]
        used = [(parameter, layer) for parameter, layer in layers if layer is not None]
        self._marks = joined_marks([marks_of(layer) for _, layer in used])
        self._extracts = tuple(
            _extract(parameter.description(), layer, parameters[parameter.name()]) for parameter, layer in used
        )
        return True

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
            command=self._command(parameters, context),
            extracts=self._extracts,
            remarks=result.remarks,
            marks=self._marks,
            packages=self.packages,
        )
        return result.outputs

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Style and mark the results where they are loaded, which are the same layers that the project will show."""
        for name, style in self._result.styles.items() if self._result else ():
            if self._result.outputs.get(name):
                layer = QgsProcessingUtils.mapLayerFromString(self._result.outputs[name], context)
                style(layer)
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

    def _layer_parameters(self) -> list[QgsProcessingParameterDefinition]:
        kinds = (QgsProcessingParameterFeatureSource, QgsProcessingParameterRasterLayer)
        return [parameter for parameter in self.parameterDefinitions() if isinstance(parameter, kinds)]

    def _layer_of(
        self, parameter: QgsProcessingParameterDefinition, parameters: dict, context: QgsProcessingContext
    ) -> Optional[QgsMapLayer]:
        given = parameters.get(parameter.name())
        return None if given in (None, "") else self.parameterAsLayer(parameters, parameter.name(), context)

    def _refuse_unusable(self, parameters: dict, context: QgsProcessingContext) -> None:
        able, reason = self.canExecute()
        if not able:
            raise MissingPackage(reason)
        self.check(parameters, context)

    def _command(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The Python command that repeats the run, defaults written out: a later version may have others.

        QGIS's own asPythonCommand leaves defaults out, and writes a date as a subtraction of three numbers.
        """
        words = [
            f"'{parameter.name()}':{_as_python(parameter, parameters.get(parameter.name()), context)}"
            for parameter in self.parameterDefinitions()
            if not (parameter.isDestination() and parameters.get(parameter.name()) is None)
        ]
        return f'processing.run("{self.id()}", {{{",".join(words)}}})'


def _as_python(parameter: QgsProcessingParameterDefinition, given: object, context: QgsProcessingContext) -> str:
    value = parameter.defaultValue() if given is None else given
    if isinstance(parameter, QgsProcessingParameterDateTime) and value is not None:
        is_time = isinstance(value, (QDate, QDateTime, QTime))
        return repr(str(value.toString(Qt.DateFormat.ISODate) if is_time else value))
    return str(parameter.valueAsPythonString(value, context))


def _extract(title: str, layer: QgsMapLayer, given: object) -> str:
    """What of a layer went in, in a sentence."""
    words = [f"{title}: '{layer.name()}'", layer.crs().authid()]
    if isinstance(layer, QgsVectorLayer):
        only_selected = isinstance(given, QgsProcessingFeatureSourceDefinition) and given.selectedFeaturesOnly
        count = layer.selectedFeatureCount() if only_selected else layer.featureCount()
        words.append(f"{count:,} {'selected ' if only_selected else ''}features")
        words.append(f"filter {layer.subsetString()}" if layer.subsetString() else "")
    return ", ".join(word for word in words if word) + "."


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
