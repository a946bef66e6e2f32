"""How an algorithm declares what it asks for, each with its help, and how it reads a choice."""

from __future__ import annotations

import sys
from typing import Optional, Union

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from ...safestats_core.errors import InvalidInput
from ..sources.selection import SelectedInOrder, chosen_layer, is_selection
from .toolbox_entry import ToolboxEntry
from .translation import numeral, tr


class Parameters(ToolboxEntry):
    """An algorithm that declares its parameters one by one, each with its meaning, unit and default."""

    INPUT = "INPUT"
    PERMUTATIONS = "PERMUTATIONS"
    SEED = "SEED"
    ALPHA = "ALPHA"
    FDR = "FDR"

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

    def add_switch(self, name: str, title: str, default: bool, meaning: str, advanced: bool = False) -> None:
        """Declare something that is ticked or not."""
        self.add(QgsProcessingParameterBoolean(name, title, defaultValue=default), meaning, advanced)

    def add_whole_number(
        self, name: str, title: str, default: int, lowest: int, meaning: str, advanced: bool = True
    ) -> None:
        """Declare a whole number; most people leave an advanced one alone."""
        kind = QgsProcessingParameterNumber.Type.Integer
        self.add(QgsProcessingParameterNumber(name, title, kind, default, minValue=lowest), meaning, advanced)

    def add_decimal_number(
        self,
        name: str,
        title: str,
        default: Optional[float],
        meaning: str,
        lowest: float = 0,
        highest: float = sys.float_info.max,
        advanced: bool = False,
    ) -> None:
        """Declare a number with decimals, from `lowest` to `highest`."""
        kind = QgsProcessingParameterNumber.Type.Double
        number = QgsProcessingParameterNumber(name, title, kind, default, minValue=lowest, maxValue=highest)
        self.add(number, meaning, advanced)

    def add_polygons(self, name: str, title: str, meaning: str) -> None:
        """Declare an optional layer of polygons."""
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(QgsProcessingParameterFeatureSource(name, title, kinds, optional=True), meaning)

    def add_permutations(self, default: int, meaning: str) -> None:
        """Declare PERMUTATIONS and SEED."""
        title = self.tr("Permutations") if default else self.tr("Permutations (0 = none)")
        self.add_whole_number(self.PERMUTATIONS, title, default, 1 if default else 0, meaning)
        seed = self.tr("For permutations: the same number gives the same result. Default: 0.")
        self.add_whole_number(self.SEED, self.tr("Seed"), 0, 0, seed)

    def add_alpha(self, meaning: str) -> None:
        """Declare ALPHA; `meaning` says what it decides."""
        self.add_decimal_number(self.ALPHA, self.tr("Significance level"), 0.05, meaning, highest=1)

    def add_fdr(self) -> None:
        """Declare FDR."""
        self.add_switch(
            self.FDR,
            self.tr("Control the false discovery rate"),
            True,
            self.tr(
                "Of hundreds of places tested, some stand out by chance alone. This keeps the share of false ones "
                "among those that are called significant at the level that is stated. Default: yes."
            ),
            advanced=True,
        )

    def parameterAsSource(
        self, parameters: dict, name: str, context: QgsProcessingContext
    ) -> Union[QgsProcessingFeatureSource, SelectedInOrder, None]:
        """The features that were chosen, in an order that is the same each time."""
        source = super().parameterAsSource(parameters, name, context)
        if source is None or not is_selection(parameters.get(name)):
            return source
        provider = chosen_layer(self, parameters, name, context).dataProvider()
        return SelectedInOrder(source) if provider.name() == "memory" else source

    def is_given(self, parameters: dict, name: str) -> bool:
        """Whether a layer, field or text was chosen, or an output asked for."""
        return parameters.get(name) not in (None, "")

    def choice(self, parameters: dict, name: str, context: QgsProcessingContext, choices: dict[str, str]) -> str:
        """The key of the choice that was made."""
        return list(choices)[self.parameterAsEnum(parameters, name, context)]

    def refuse_no_alpha(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Raise InvalidInput where ALPHA is 0 or 1, which a number that is typed in can be."""
        alpha = self.parameterAsDouble(parameters, self.ALPHA, context)
        if not 0 < alpha < 1:
            raise InvalidInput(
                tr("A significance level of {alpha} is none. Enter one between 0 and 1, such as 0.05.").format(
                    alpha=numeral(alpha, "g")
                )
            )
