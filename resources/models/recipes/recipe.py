"""What a recipe is made of: inputs, and steps that take them, each other's outputs, or what is calculated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)


@dataclass(frozen=True)
class Input:
    """The value of an input of the model."""

    name: str


@dataclass(frozen=True)
class Taken:
    """An output of an earlier step."""

    step: str
    output: str = "OUTPUT"


@dataclass(frozen=True)
class Calculated:
    """A QGIS expression; inputs are @name, numbers and texts of earlier steps {step.OUTPUT}."""

    expression: str


def words(template: str) -> str:
    """An expression that says `template`, with {step.OUTPUT}, {step.OUTPUT|digits} or {any expression} filled in."""
    parts = []
    for number, part in enumerate(re.split(r"\{([^{}]+)\}", template)):
        value = re.fullmatch(r"(\w+\.\w+)(?:\|(\d))?", part)
        if number % 2 == 0:
            quoted = part.replace("'", "''").replace("\n", "\\n")
            parts += [f"'{quoted}'"] if part else []
        elif value and value[2]:
            parts.append(f"format_number({{{value[1]}}}, {value[2]})")
        else:
            parts.append(f"{{{part}}}" if value else part)
    return " || ".join(parts)


@dataclass(frozen=True)
class Step:
    """One algorithm.

    says   its words in the designer, letters and spaces only: QGIS makes the names of its values from them
    given  its parameters: a value, an Input, a Taken, a Calculated, or a tuple of these for a list
    gives  its outputs that are outputs of the model: name and title of each
    """

    identifier: str
    algorithm: str
    says: str
    given: Mapping[str, object]
    gives: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """A model."""

    identifier: str
    title: str
    purpose: str
    inputs: tuple[QgsProcessingParameterDefinition, ...]
    steps: tuple[Step, ...]


def points(name: str, title: str, meaning: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    """A layer of points."""
    kinds = [QgsProcessing.SourceType.TypeVectorPoint]
    return helped(QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional), meaning)


def polygons(name: str, title: str, meaning: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    """A layer of polygons."""
    kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
    return helped(QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional), meaning)


def field_of(
    name: str, title: str, parent: str, meaning: str, optional: bool = False, default: object = None
) -> QgsProcessingParameterField:
    """A field of another input."""
    return helped(QgsProcessingParameterField(name, title, default, parent, optional=optional), meaning)


def day(name: str, title: str, meaning: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    """A date."""
    kind = QgsProcessingParameterDateTime.Type.Date
    return helped(QgsProcessingParameterDateTime(name, title, kind, optional=optional), meaning)


def text(name: str, title: str, meaning: str, default: str = "", optional: bool = True) -> QgsProcessingParameterString:
    """A text."""
    return helped(QgsProcessingParameterString(name, title, default, optional=optional), meaning)


def number(
    name: str, title: str, default: float, meaning: str, lowest: float = 0, whole: bool = True
) -> QgsProcessingParameterNumber:
    """A number."""
    kinds = QgsProcessingParameterNumber.Type
    kind = kinds.Integer if whole else kinds.Double
    return helped(QgsProcessingParameterNumber(name, title, kind, default, minValue=lowest), meaning)


def distance(name: str, title: str, default: float, parent: str, meaning: str) -> QgsProcessingParameterDefinition:
    """A distance in the units of another input."""
    return helped(QgsProcessingParameterDistance(name, title, default, parent, minValue=0), meaning)


def helped(definition: QgsProcessingParameterDefinition, meaning: str) -> QgsProcessingParameterDefinition:
    """The input with its help."""
    definition.setHelp(meaning)
    return definition
