"""The columns of a source as numpy arrays: numbers, texts and times, with one way each to say that a value is null."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest, QgsField, QgsFields, QgsProcessingFeatureSource
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QVariant

from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress
from ..base.translation import tr
from .times import parse_times, seconds_of, times_of

Wanted = dict[str, str]
"""Field name -> kind: "number" (float64, null NaN), "text" (object, null None), "time" (datetime64[s], null NaT).

"whole", of a field of whole numbers: int64, or float64 where one is null, or texts where that would not be exact.
"""

FEATURES_PER_REPORT = 10_000

_TIMES = (QVariant.DateTime, QVariant.Date)

_EXACT = 2**53
"""Up to here a float64 holds every whole number."""


class ColumnReader:
    """Takes the wanted values from features one by one."""

    def __init__(self, fields: QgsFields, wanted: Wanted) -> None:
        self._kinds = {name: _as_stored(fields.field(name), kind) for name, kind in wanted.items()}
        self._lists: dict[str, list] = {name: [] for name in wanted}
        self._steps = [
            (self._lists[name].append, _READ[kind], fields.lookupField(name)) for name, kind in self._kinds.items()
        ]

    def add(self, feature: QgsFeature) -> None:
        """Take the values of one feature."""
        for append, read, column in self._steps:
            append(read(feature[column]))

    def arrays(self) -> dict[str, np.ndarray]:
        """One array per wanted field, a value per feature."""
        return {name: _array(values, self._kinds[name], name) for name, values in self._lists.items()}


def subset_request(fields: QgsFields, wanted: Wanted) -> QgsFeatureRequest:
    """A request for no more attributes than are wanted."""
    return QgsFeatureRequest().setSubsetOfAttributes([fields.lookupField(name) for name in wanted])


def read_columns(source: QgsProcessingFeatureSource, wanted: Wanted, progress: Progress) -> dict[str, np.ndarray]:
    """The wanted fields of every feature, in the order of the source; geometries are not looked at."""
    reader = ColumnReader(source.fields(), wanted)
    request = subset_request(source.fields(), wanted).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in counted(source, request, progress):
        reader.add(feature)
    return reader.arrays()


def counted(source: QgsProcessingFeatureSource, request: QgsFeatureRequest, progress: Progress) -> Iterator[QgsFeature]:
    """The features of a source, telling `progress` of them; a geometry that crosses itself is no reason to stop."""
    total = max(source.featureCount(), 0)
    unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    for number, feature in enumerate(source.getFeatures(request, unchecked)):
        if number % FEATURES_PER_REPORT == 0:
            progress(number, total, tr("Features read"))
        yield feature


def require_column(source: QgsProcessingFeatureSource, name: str, kind: str) -> None:
    """Refuse a field that is not there, or not of the kind that is needed."""
    usable = [field.name() for field in source.fields() if _fits(field, kind)]
    if name not in usable:
        known = ", ".join(usable) or tr("none")
        raise InvalidInput(_refusal(kind).format(name=name, layer=source.sourceName(), known=known))


def is_null(values: np.ndarray) -> np.ndarray:
    """Which values of a column are null, whatever its kind."""
    if values.dtype.kind == "M":
        return np.isnat(values)
    if values.dtype.kind == "i":
        return np.zeros(values.shape, bool)
    return np.isnan(values) if values.dtype.kind == "f" else np.array([value is None for value in values], bool)


def _refusal(kind: str) -> str:
    return {
        "number": tr("'{name}' is not a numeric field of '{layer}'. Its numeric fields: {known}."),
        "text": tr("'{name}' is not a field of '{layer}'. Its fields: {known}."),
        "time": tr("'{name}' is not a date field of '{layer}'. Its date fields: {known}."),
    }[kind]


def _fits(field: QgsField, kind: str) -> bool:
    if kind == "number":
        return field.isNumeric()
    return kind == "text" or field.type() in (*_TIMES, QVariant.String)


def _as_stored(field: QgsField, kind: str) -> str:
    return "iso" if kind == "time" and field.type() == QVariant.String else kind


def _number(value: object) -> float:
    """A number, or NaN for a null, which QGIS gives in several forms."""
    return float(value) if isinstance(value, (int, float)) else np.nan


def _text(value: object) -> Optional[str]:
    if value is None or isinstance(value, QVariant) and value.isNull():
        return None
    if isinstance(value, float):
        return f"{value:.15g}"  # a code 12 is the same in a field of decimal numbers
    if isinstance(value, (QDate, QDateTime, QTime)):
        return str(value.toString(Qt.DateFormat.ISODate))
    return value if isinstance(value, str) else str(value)


def _whole(value: object) -> Optional[int]:
    return int(value) if isinstance(value, int) else None


_READ = {"number": _number, "whole": _whole, "text": _text, "iso": _text, "time": seconds_of}


def _array(values: list, kind: str, name: str) -> np.ndarray:
    if kind == "number":
        return np.array(values, dtype=float)
    if kind == "whole":
        return _whole_numbers(values)
    if kind == "text":
        return np.array(values, dtype=object)
    return parse_times(values, name) if kind == "iso" else times_of(values)


def _whole_numbers(values: list[Optional[int]]) -> np.ndarray:
    given = [value for value in values if value is not None]
    largest = max(map(abs, given), default=0)
    if len(given) == len(values) and largest <= np.iinfo(np.int64).max:
        return np.array(values, dtype=np.int64)
    if largest <= _EXACT:
        return np.array(values, dtype=float)
    return np.array([None if value is None else str(value) for value in values], dtype=object)
