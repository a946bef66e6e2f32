"""What SafeStats exported, read again: Parquet and GeoPackage say what they are, a CSV is known by its columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Optional

import pyarrow as pa
import pyarrow.compute as pc

from ..access import ALWAYS_VISIBLE, LEVEL_SCHEMAS, Level
from ..retrieval.catalogue import DatasetInfo

_Reader = Callable[[Path], Optional[tuple[Mapping[str, str], pa.Table]]]
_FORMULA_GUARD = r"^'([=+\-@\t\r\n])"


def read_export(path: Path) -> Optional[tuple[DatasetInfo, pa.Table]]:
    """The dataset of an exported file and its rows, in the schema of its level; None for a file of another kind.

    A CSV carries no marking, so its handling is unknown, "". The apostrophe that keeps a spreadsheet from running a
    cell is taken off again.
    """
    reader = {".parquet": _parquet, ".gpkg": _geopackage, ".csv": _csv}.get(path.suffix.lower())
    try:
        return None if reader is None else _read(path, reader)
    except (pa.ArrowException, OSError, ValueError):
        return None  # whoever reads it as somebody else's file says what is wrong with it


def _read(path: Path, reader: _Reader) -> Optional[tuple[DatasetInfo, pa.Table]]:
    found = reader(path)
    if found is None:
        return None
    marking, table = found
    level = Level(marking["level"])
    columns = [field for field in LEVEL_SCHEMAS[level] if field.name in table.column_names]
    rows = pa.table({field.name: _as(table[field.name], field.type) for field in columns})
    return _described(marking, rows, level), rows


def _parquet(path: Path) -> Optional[tuple[Mapping[str, str], pa.Table]]:
    import pyarrow.parquet as pq

    metadata = pq.read_schema(path).metadata or {}
    return (json.loads(metadata[b"safestats"]), pq.read_table(path)) if b"safestats" in metadata else None


def _geopackage(path: Path) -> Optional[tuple[Mapping[str, str], pa.Table]]:
    import pyogrio

    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        markings = {layer: pyogrio.read_info(path, layer=layer)["layer_metadata"] or {} for layer in layers}
    except pyogrio.errors.DataSourceError:
        return None
    ours = [layer for layer, marking in markings.items() if {"dataset", "level", "handling"} <= set(marking)]
    return (markings[ours[0]], pyogrio.read_arrow(path, layer=ours[0])[1]) if ours else None


def _csv(path: Path) -> Optional[tuple[Mapping[str, str], pa.Table]]:
    import pyarrow.csv

    with path.open("rb") as file:
        names = file.readline(1 << 16).decode("utf-8", "replace").strip().replace('"', "").split(",")
    fitting = [level for level in (Level.COUNTS, Level.POINT, Level.RECORD) if _is_of(names, level)]
    if not fitting:
        return None
    types = {field.name: pa.string() for field in LEVEL_SCHEMAS[fitting[0]]}
    reading = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    table = pyarrow.csv.read_csv(path, convert_options=reading)
    return {"dataset": path.stem, "level": fitting[0].value}, table


def _is_of(names: list[str], level: Level) -> bool:
    return ALWAYS_VISIBLE[level] <= set(names) <= set(LEVEL_SCHEMAS[level].names)


def _as(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_string(kind):
        return pc.replace_substring_regex(column.cast(kind), _FORMULA_GUARD, r"\1")
    if pa.types.is_timestamp(kind) and pa.types.is_timestamp(column.type) and column.type.tz is None:
        column = pc.assume_timezone(column, "UTC")
    return column.cast(kind, safe=False) if pa.types.is_timestamp(kind) else column.cast(kind)


def _described(marking: Mapping[str, Any], rows: pa.Table, level: Level) -> DatasetInfo:
    months = pc.min_max(rows["month"]).as_py()
    name = str(marking["dataset"])
    return DatasetInfo(
        collection=name,
        dataset=name,
        level=level,
        title=name,
        agency="",
        theme="",
        description="",
        attribution=str(marking.get("attribution", "")),
        licence=str(marking.get("licence", "")),
        handling=str(marking.get("handling", "")),
        time_zone="Europe/London",
        crs="EPSG:27700",
        fields=tuple(rows.column_names),
        scope_hash="",
        lease_hours=float("inf"),
        updated=None,
        first_month=months["min"],
        last_month=months["max"],
        rows=rows.num_rows,
    )
