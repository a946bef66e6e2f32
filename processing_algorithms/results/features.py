"""Columns of numbers, texts and times into a vector sink: as features of their own, or beside those of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
)
from qgis.PyQt.QtCore import QVariant

from ...safestats_core.progress import Progress
from ..base.translation import tr
from ..sources.columns import counted
from ..sources.times import qdatetime_of

_BATCH = 10_000
_TYPES = {
    "i": QVariant.LongLong,
    "u": QVariant.LongLong,
    "f": QVariant.Double,
    "M": QVariant.DateTime,
    "U": QVariant.String,
    "O": QVariant.String,
}

Columns = dict[str, np.ndarray]
"""Field name -> values: whole numbers, floats (NaN is null), texts (None is null) or datetime64 (NaT is null)."""


def fields_of(columns: Columns) -> QgsFields:
    """A field for each column, typed as its array."""
    fields = QgsFields()
    for name, values in columns.items():
        fields.append(QgsField(name, _TYPES[values.dtype.kind]))
    return fields


def write_features(
    sink: QgsFeatureSink, geometries: Optional[Sequence[bytes]], columns: Columns, progress: Progress
) -> None:
    """Add a feature for each row of `columns`, which come in the order of the sink's fields.

    geometries  well-known binary, one per row; None for a table without geometry
    Raises QgsProcessingException where the sink takes no more, for example on a full disk.
    """
    rows = _rows(columns)
    features = (_feature(wkb, row) for wkb, row in zip(repeat(None) if geometries is None else geometries, rows))
    _add(sink, features, len(next(iter(columns.values()))), progress)


def extended_fields(fields: QgsFields, columns: Columns) -> QgsFields:
    """The fields of a source with those of `columns` behind them, which take the place of fields of the same name.

    The row number of a GeoPackage (fid) is left behind: the new file numbers its own rows.
    """
    extended = QgsFields()
    for position in _kept(fields, columns):
        extended.append(fields.at(position))
    for field in fields_of(columns):
        extended.append(field)
    return extended


def write_extended(
    sink: QgsFeatureSink,
    source: QgsProcessingFeatureSource,
    feature: np.ndarray,
    columns: Columns,
    context: QgsProcessingContext,
    progress: Progress,
    crs: Optional[QgsCoordinateReferenceSystem] = None,
    geometries: Optional[Sequence[bytes]] = None,
) -> None:
    """Add a copy of the source's features, each with its row of `columns`, as `extended_fields` orders them.

    feature     number of the source's feature that each row belongs to; rises, may skip and repeat numbers
    crs         where given, geometries are transformed into it
    geometries  well-known binary that takes the place of the feature's own geometry, one per row
    """
    request = QgsFeatureRequest()
    if crs is not None:
        request.setDestinationCrs(crs, context.transformContext())
    kept = _kept(source.fields(), columns)
    dropped = [position for position in range(len(source.fields())) if position not in kept]
    rows = zip(feature.tolist(), _rows(columns), repeat(None) if geometries is None else geometries)
    originals = counted(source, request, lambda *_: None)
    _add(sink, _joined(originals, rows, len(kept), dropped[::-1]), len(feature), progress)


def _joined(
    originals: Iterator[QgsFeature], rows: Iterable[tuple], kept: int, dropped: list[int]
) -> Iterator[QgsFeature]:
    number, original = -1, QgsFeature()
    for wanted, values, wkb in rows:
        while number < wanted:
            number, original = number + 1, next(originals)
        # A copy within QGIS: no attribute that stays as it is passes through Python, which takes twice the time.
        joined = QgsFeature(original)
        for position in dropped:
            joined.deleteAttribute(position)
        joined.resizeAttributes(kept + len(values))
        for position, value in enumerate(values, start=kept):
            joined.setAttribute(position, value)
        if wkb is not None:
            joined.setGeometry(_geometry(wkb))
        yield joined


def _kept(fields: QgsFields, columns: Columns) -> list[int]:
    replaced = {"fid", *(name.lower() for name in columns)}
    return [position for position, field in enumerate(fields) if field.name().lower() not in replaced]


def _rows(columns: Columns) -> Iterator[tuple]:
    """The values of one row after the other as QGIS takes them; batch by batch, so that memory stays flat."""
    count = len(next(iter(columns.values())))
    for start in range(0, count, _BATCH):
        yield from zip(*(_values(column[start : start + _BATCH]) for column in columns.values()))


def _values(column: np.ndarray) -> list:
    """Python values, None for a null: a legend knows null, but not NaN."""
    if column.dtype.kind == "M":
        return [qdatetime_of(time) for time in column]
    return np.where(np.isnan(column), None, column).tolist() if column.dtype.kind == "f" else column.tolist()


def _feature(wkb: Optional[bytes], values: tuple) -> QgsFeature:
    feature = QgsFeature()
    if wkb is not None:
        feature.setGeometry(_geometry(wkb))
    feature.setAttributes(list(values))
    return feature


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


def _add(sink: QgsFeatureSink, features: Iterator[QgsFeature], total: int, progress: Progress) -> None:
    done = 0
    while batch := list(islice(features, _BATCH)):
        progress(done, total, tr("Rows written"))
        if not sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(tr("The rows could not be written: {reason}").format(reason=sink.lastError()))
        done += len(batch)
