"""What SafeStats exported, read again: Parquet and GeoPackage say what they are, a CSV is known by its columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..access import ALWAYS_VISIBLE, LEVEL_SCHEMAS, Level
from ..errors import UnreadableSupply
from ..projection import to_projected
from ..retrieval.catalogue import DatasetInfo

_Marked = tuple[Mapping[str, str], pa.Table]
_FORMULA_GUARD = r"^'([=+\-@\t\r\n])"
_MARKS = {"dataset", "level", "handling"}
"""What every export carries; those of earlier versions have no time zone and no reference system."""


@dataclass(frozen=True)
class Exported:
    """A table that SafeStats wrote: its dataset, and its rows with the columns that it has of the level's schema."""

    dataset: DatasetInfo
    rows: pa.Table


def read_exports(path: Path) -> list[Exported]:
    """What an exported file holds: one table, but for a GeoPackage into which somebody put several.

    None for a file of another kind. Tables of one dataset and level in one file go by their own names. A CSV carries
    no marking, so its handling is unknown, "". The apostrophe that keeps a spreadsheet from running a cell of it is
    taken off again. Raises InvalidInput or UnreadableSupply for a reference system or time zone that there is not.
    """
    reader = {".parquet": _parquet, ".gpkg": _geopackage, ".csv": _csv}.get(path.suffix.lower())
    try:
        tables = [] if reader is None else [(marking, _in_schema(marking, table)) for marking, table in reader(path)]
    except (pa.ArrowException, OSError, ValueError):
        return []  # whoever reads it as somebody else's file says what is wrong with it
    return [Exported(_described(marking, rows), rows) for marking, rows in tables]


def _parquet(path: Path) -> Iterator[_Marked]:
    import pyarrow.parquet as pq

    marking = json.loads((pq.read_schema(path).metadata or {}).get(b"safestats", b"null"))
    if _is_ours(marking):
        yield marking, pq.read_table(path)


def _geopackage(path: Path) -> Iterator[_Marked]:
    import pyogrio

    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        markings = {layer: pyogrio.read_info(path, layer=layer)["layer_metadata"] for layer in layers}
    except pyogrio.errors.DataSourceError:
        return
    ours = {layer: marking for layer, marking in markings.items() if _is_ours(marking)}
    alike = Counter((marking["dataset"], marking["level"]) for marking in ours.values())
    for layer, marking in ours.items():
        name = layer if alike[marking["dataset"], marking["level"]] > 1 else marking["dataset"]
        yield {**marking, "dataset": name}, pyogrio.read_arrow(path, layer=layer)[1]


def _csv(path: Path) -> Iterator[_Marked]:
    import pyarrow.csv

    with path.open("rb") as file:
        names = file.readline(1 << 16).decode("utf-8", "replace").strip().replace('"', "").split(",")
    fitting = [level for level in (Level.COUNTS, Level.POINT, Level.RECORD) if _is_of(names, level)]
    if not fitting:
        return
    types = {field.name: pa.string() for field in LEVEL_SCHEMAS[fitting[0]]}
    # Only a cell with nothing in it is null: "N/A" and "null" are what somebody wrote.
    reading = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    lines = pyarrow.csv.ParseOptions(newlines_in_values=True)
    table = pyarrow.csv.read_csv(path, parse_options=lines, convert_options=reading)
    written = [pc.replace_substring_regex(column, _FORMULA_GUARD, r"\1") for column in table.columns]
    yield {"dataset": path.stem, "level": fitting[0].value}, pa.table(written, names=table.column_names)


def _is_ours(marking: Any) -> bool:
    return isinstance(marking, Mapping) and _MARKS <= set(marking)


def _in_schema(marking: Mapping[str, str], table: pa.Table) -> pa.Table:
    columns = [field for field in LEVEL_SCHEMAS[Level(marking["level"])] if field.name in table.column_names]
    return pa.table({field.name: _as(table[field.name], field.type) for field in columns})


def _is_of(names: list[str], level: Level) -> bool:
    return ALWAYS_VISIBLE[level] <= set(names) <= set(LEVEL_SCHEMAS[level].names)


def _as(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_timestamp(kind) and pa.types.is_timestamp(column.type) and column.type.tz is None:
        column = pc.assume_timezone(column, "UTC")
    return column.cast(kind, safe=False) if pa.types.is_timestamp(kind) else column.cast(kind)


def _described(marking: Mapping[str, Any], rows: pa.Table) -> DatasetInfo:
    months = pc.min_max(rows["month"]).as_py() if "month" in rows.column_names else {"min": None, "max": None}
    name = str(marking["dataset"])
    return DatasetInfo(
        collection=name,
        dataset=name,
        level=Level(marking["level"]),
        title=name,
        agency="",
        theme="",
        description="",
        attribution=str(marking.get("attribution", "")),
        licence=str(marking.get("licence", "")),
        handling=str(marking.get("handling", "")),
        time_zone=_time_zone(str(marking.get("time_zone", "Europe/London"))),
        crs=_reference_system(str(marking.get("crs", "EPSG:27700"))),
        fields=tuple(rows.column_names),
        scope_hash="",
        lease_hours=float("inf"),
        updated=None,
        first_month=months["min"],
        last_month=months["max"],
        rows=rows.num_rows,
    )


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnreadableSupply(
            f"The file says that its times are of '{name}', which is no time zone here. Export it again."
        ) from error
    return name


def _reference_system(crs: str) -> str:
    to_projected(np.zeros(1), np.zeros(1), crs)  # what is none is refused by its name
    return crs
