"""Writing an answer to a file of the analyst's own: Parquet, GeoPackage or CSV, in the clear."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

import numpy as np
import pyarrow as pa
import shapely

from .errors import InvalidInput
from .projection import shapes_to_projected, to_projected
from .retrieval.catalogue import DatasetInfo
from .spreadsheet import guarded_table

FORMATS = (".parquet", ".gpkg", ".csv")


def check_target(path: Path, overwrite: bool) -> None:
    """Raises InvalidInput when no export can be written to `path`: before the work, not after it."""
    if path.suffix.lower() not in FORMATS:
        raise InvalidInput(f"'{path.name}' does not end in {', '.join(FORMATS)}. Choose one of these endings.")
    if path.exists() and not overwrite:
        raise InvalidInput(f"{path} exists already. Choose another name, or replace it with --force.")
    if not path.resolve().parent.is_dir():
        raise InvalidInput(f"There is no folder {path.resolve().parent}. Make it first, or choose another one.")


def export(
    table: pa.Table,
    dataset: DatasetInfo,
    path: Path,
    outlines: Optional[Mapping[str, shapely.Geometry]] = None,
) -> None:
    """Writes `table`, whole or not at all, in the format of the ending of `path`; what stands there is replaced.

    outlines  ward code -> outline in WGS 84, the geometry of a GeoPackage of counts
    Times are UTC. A GeoPackage is in the dataset's projected reference system, the others keep longitude and
    latitude. Parquet and GeoPackage carry the handling marking, attribution, time zone and reference system
    with them.
    """
    write = {".parquet": _write_parquet, ".gpkg": _write_geopackage, ".csv": _write_csv}[path.suffix.lower()]
    if path.suffix.lower() == ".gpkg":
        table = _with_geometry(table, dataset, outlines or {})
    # In a folder of its own beside the target: GeoPackage keeps a journal, and a rename within a disk is atomic.
    with TemporaryDirectory(prefix=".safestats-", dir=path.resolve().parent) as folder:
        unfinished = Path(folder) / path.name
        write(table, dataset, unfinished)
        os.replace(unfinished, path)


def marking(dataset: DatasetInfo) -> dict[str, str]:
    """What has to travel with the data: how it is to be handled, and what its months and its map are made by."""
    return {
        "dataset": dataset.dataset,
        "level": str(dataset.level),
        "handling": dataset.handling,
        "attribution": dataset.attribution,
        "licence": dataset.licence,
        "time_zone": dataset.time_zone,
        "crs": dataset.crs,
    }


def _write_parquet(table: pa.Table, dataset: DatasetInfo, path: Path) -> None:
    import pyarrow.parquet as pq

    marked = table.replace_schema_metadata({"safestats": json.dumps(marking(dataset))})
    pq.write_table(marked, path, compression="zstd")


def _write_csv(table: pa.Table, dataset: DatasetInfo, path: Path) -> None:
    import pyarrow.csv

    pyarrow.csv.write_csv(guarded_table(table), path)


def _write_geopackage(table: pa.Table, dataset: DatasetInfo, path: Path) -> None:
    import pyogrio

    pyogrio.write_arrow(
        table,
        path,
        driver="GPKG",
        layer=dataset.collection,
        geometry_name="geometry",
        geometry_type="Point" if "longitude" in table.column_names else "Unknown",
        crs=dataset.crs,
        layer_metadata=marking(dataset),
    )


def _with_geometry(table: pa.Table, dataset: DatasetInfo, outlines: Mapping[str, shapely.Geometry]) -> pa.Table:
    """`table` with a geometry column in the dataset's reference system, null where there is no place."""
    if {"longitude", "latitude"} <= set(table.column_names):
        x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), dataset.crs)
        shapes = shapely.points(x, y)
        shapes[np.isnan(x)] = None
    elif "ward" in table.column_names:
        projected = shapes_to_projected(np.array(list(outlines.values()), dtype=object), dataset.crs)
        by_code = dict(zip(outlines, projected))
        shapes = np.array([by_code.get(code) for code in table["ward"].to_pylist()], dtype=object)
    else:
        raise InvalidInput(f"What you see of {dataset.title} has no place on a map. Export it as .csv or .parquet.")
    return table.append_column("geometry", pa.array(shapely.to_wkb(shapes), pa.binary()))
