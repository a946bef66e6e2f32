"""What all algorithms share: they translate parameters, call the core once, and say what they did."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)

from ...safestats_core.errors import Cancelled, MissingPackage, SafeStatsError
from ...safestats_core.package_versions import is_enough, least_version
from ..results.provenance import Provenance, joined_marks, keep_with_file, mark, marks_of
from ..results.result import Result
from .core_sentences import in_words
from .outputs import Outputs
from .rerun import command_of, extract_of, layers_used


class SafeStatsAlgorithm(Outputs):
    """Base of every algorithm: a subclass states what it is, declares its parameters and answers `compute`.

    packages  Python packages without which it cannot run
    """

    packages: tuple[str, ...] = ("numpy", "scipy")

    _extracts: tuple[str, ...] = ()
    _provenance: Optional[Provenance] = None
    _result: Optional[Result] = None

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Raise a SafeStatsError where the parameters cannot be used, before any work starts."""

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """The result. It may raise any SafeStatsError."""
        raise NotImplementedError

    # The rest is what QGIS calls.

    def createInstance(self) -> SafeStatsAlgorithm:
        """A fresh algorithm: QGIS runs a copy."""
        return type(self)()

    def canExecute(self) -> tuple[bool, str]:
        """Whether every package is there, and the command that installs what is not."""
        missing = [f"'{package}>={least_version(package)}'" for package in self.packages if not is_enough(package)]
        needs = self.tr("{title} needs Python packages that this QGIS lacks, or has too old. Install them: {command}")
        command = f"python3 -m pip install {' '.join(missing)}"
        return not missing, needs.format(title=self.displayName(), command=command) if missing else ""

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the layers that go in while they may be touched: the main work runs in another thread."""
        used = layers_used(self, parameters, context)
        self._marks = joined_marks([marks_of(layer) for _, layer in used])
        self._extracts = tuple(
            extract_of(parameter.description(), layer, parameters[parameter.name()]) for parameter, layer in used
        )
        return True

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse what cannot work before it starts, with a sentence that says what to do."""
        usable, reason = super().checkParameterValues(parameters, context)
        try:
            if usable:
                self._refuse_unusable(parameters, context)
        except SafeStatsError as error:
            return False, in_words(error)
        return usable, reason

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        """Run `compute`. Here, and only here, an error of the core becomes one of Processing."""
        try:
            self._refuse_unusable(parameters, context)  # a model and a script come here without being asked before
            result = self.compute(parameters, context, feedback)
        except SafeStatsError as error:
            if isinstance(error, Cancelled) and feedback.isCanceled():
                return {}
            raise QgsProcessingException(in_words(error)) from error
        for remark in result.remarks:
            feedback.pushInfo(remark)
        self._result = result
        self._provenance = Provenance(
            title=self.displayName(),
            command=command_of(self, parameters, context),
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
                for problem in keep_with_file(layer):
                    feedback.pushWarning(problem)
        return {}

    def _refuse_unusable(self, parameters: dict, context: QgsProcessingContext) -> None:
        able, reason = self.canExecute()
        if not able:
            raise MissingPackage(reason)
        self.check(parameters, context)
