"""A million real London incidents through every algorithm by `qgis_process`, as a monthly job would run them.

Needs the open data folder (SAFESTATS_REAL_DATA, or ../shared/data beside the checkout); says so where it is not there.
The data knows months only, so a day and an hour of the month are drawn at random (seeded) for the methods that need
them: the times are those of a real amount of work, their patterns in time are none.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import numpy as np
from timing import report

ROOT = Path(__file__).resolve().parent.parent
POINTS = "big_london_points_2018_2021/london_points_2018-02_2021-01.parquet"
BOUNDARIES = "london_boundaries/london_2021_ons_gen20.gpkg"
AREAS = "london_2021_lsoa"
LONGEST = 300
"""Seconds that any one algorithm may take."""


def main() -> int:
    """Run them all, a row each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", help="ids of algorithms")
    arguments = parser.parse_args()
    data = Path(os.environ.get("SAFESTATS_REAL_DATA", ROOT.parent / "shared" / "data"))
    command = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if not (data / POINTS).exists() or command is None:
        print(f"Left out: it needs qgis_process and {data / POINTS}.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        incidents = write_incidents(place / "incidents.gpkg", data, arguments.incidents)
        write_incidents(place / "second.gpkg", data, arguments.incidents // 5, seed=2)
        write_weights(place / "weights.csv", incidents)
        profile = make_profile(place)
        runs = every_run(incidents, data / BOUNDARIES)
        print("| algorithm, end to end | seconds | at most | reached |\n|---|---|---|---|")
        reached = [
            timed(command, profile, place, name, parameters)
            for name, parameters in runs.items()
            if not arguments.only or name.split(" ")[0] in arguments.only
        ]
    return 0 if all(reached) else 1


def write_incidents(path: Path, data: Path, count: int, seed: int = 1) -> Path:
    """So many of the incidents, drawn with a seed, as a GeoPackage in EPSG:27700."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import pyogrio
    import shapely

    sys.path.insert(0, str(ROOT))
    from safestats_core.projection import to_projected

    table = pq.read_table(data / POINTS, columns=["category", "FECHA", "longitude", "latitude"])
    random = np.random.default_rng(seed)
    table = table.take(np.sort(random.choice(table.num_rows, min(count, table.num_rows), replace=False)))
    x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), "EPSG:27700")
    month = np.array([value[:7] for value in table["FECHA"].to_pylist()], "datetime64[M]").astype("datetime64[ms]")
    start = month + random.integers(0, 28 * 86_400, len(month)).astype("timedelta64[s]")
    columns = {
        "geometry": shapely.to_wkb(shapely.points(x, y)),
        "category": table["category"],
        "when": start,
        "until": start + random.integers(0, 43_200, len(month)).astype("timedelta64[s]"),
        "harm": random.integers(1, 100, len(month)).astype(float),
    }
    options = {"geometry_name": "geometry", "geometry_type": "Point", "crs": "EPSG:27700", "VERSION": "1.2"}
    pyogrio.write_arrow(pa.table(columns), path, driver="GPKG", **options)
    return path


def write_weights(path: Path, incidents: Path) -> None:
    """A weight for every category; the numbers mean nothing."""
    import pyogrio

    categories = sorted(set(pyogrio.read_arrow(incidents, columns=["category"])[1]["category"].to_pylist()))
    lines = [f"{category},{number}" for number, category in enumerate(categories, start=1)]
    path.write_text("\n".join(["category,weight", *lines]), encoding="utf-8")


def make_profile(place: Path) -> dict[str, str]:
    """The environment of a QGIS profile in which the checkout is the plugin."""
    profile = place / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "python" / "plugins" / "safestats").symlink_to(ROOT)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\nsafestats=true\n", encoding="utf-8")
    packages = {"PYTHONPATH": sysconfig.get_path("purelib"), "QGIS_OPTS": "", "QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(place), **packages}


def every_run(incidents: Path, boundaries: Path) -> dict[str, dict[str, object]]:
    """Name (the id, and what is special about the run) -> parameters; outputs are files that later runs may read."""
    when, area = {"TIME_FIELD": "when"}, {"AREAS": f"{boundaries}|layername={AREAS}"}
    runs: dict[str, dict[str, object]] = {
        "selectbydatetime": {**when, "HOURS": "22-06", "RECENT_DAYS": 365, "OUTPUT": "selected.gpkg"},
        "harmweights": {"CATEGORY": "category", "WEIGHTS": "weights.csv", "OUTPUT": "weighted.gpkg"},
        "countgrid": {"CELL_SIZE": 250, "OUTPUT": "cells.gpkg"},
        "countareas": {**area, "OUTPUT": "areas.gpkg"},
        "concentration": {"CELL_SIZE": 250, "OUTPUT": "places.gpkg"},
        "standarddistance": {"GROUP": "category", "OUTPUT": "ellipses.gpkg", "CENTRES": "centres.gpkg"},
        "nearestneighbour": {},
        "kerneldensity": {"BANDWIDTH": 500, "CELL_SIZE": 50, "OUTPUT": "density.tif"},
        "dualkerneldensity": {"INPUT_2": "selected.gpkg", "BANDWIDTH": 500, "PERMUTATIONS": 99, "OUTPUT": "ratio.tif"},
        "getisord": {"CELL_SIZE": 250, "OUTPUT": "hot.gpkg"},
        "getisord with 999 permutations": {"CELL_SIZE": 250, "PERMUTATIONS": 999, "OUTPUT": "hot_p.gpkg"},
        "optimisedhotspots": {"OUTPUT": "optimised.gpkg"},
        "localmoran": {"CELL_SIZE": 250, "OUTPUT": "moran.gpkg"},
        "clusters": {"DISTANCE": 50, "MINIMUM": 500, "PERMUTATIONS": 0, "OUTPUT": "clustered.gpkg"},
        "aoristic": {"START": "when", "END": "until", "OUTPUT": "week.csv"},
        "nearrepeat with three bands": {
            **when,
            "SPACE_BANDS": "0, 1, 100, 200",
            "TIME_BANDS": "0, 7, 14",
            "OUTPUT": "events.gpkg",
        },
        "spacetimescan in cells of 2 km": {
            **when,
            "CELL_SIZE": 2_000,
            "TIME_STEP": 30,
            "PERMUTATIONS": 99,
            "OUTPUT": "scan.gpkg",
        },
        "emerginghotspots": {**when, "CELL_SIZE": 500, "OUTPUT": "emerging.gpkg"},
        "prospective": {**when, "CELL_SIZE": 250, "OUTPUT": "prospective.tif"},
        "comparehotspots": {**when, "SPLIT": "2019-08-01", "CELL_SIZE": 500, "OUTPUT": "change.gpkg"},
        "accuracy": {"AREAS": "cells.gpkg", "SCORE": "count", "OUTPUT": "accuracy.csv"},
        "agencyconcordance of a million and a fifth of that": {
            "INPUT_2": "second.gpkg",
            "CELL_SIZE": 500,
            "OUTPUT": "concordance.gpkg",
        },
        "reportinggap of a million and a fifth of that": {
            "INPUT_2": "second.gpkg",
            "CELL_SIZE": 500,
            "OUTPUT": "gap.gpkg",
        },
        "matchincidents of a million and a fifth of that": {
            "START": "when",
            "CATEGORY": "category",
            "INPUT_2": "second.gpkg",
            "START_2": "when",
            "CATEGORY_2": "category",
            "OUTPUT": "matched.gpkg",
        },
        "uncertainhotspots with 200 draws": {"CELL_SIZE": 250, "OUTPUT": "survives.gpkg"},
        "hotspotstability of 12 settings": {"OUTPUT": "stable.gpkg"},
        "mappedshare by area and month": {**area, **when, "OUTPUT": "mapped.csv", "MAP": "mapped.gpkg"},
        "toprows": {"INPUT": "hot.gpkg", "ORDER_BY": "gi_z", "OUTPUT": "top.gpkg"},
    }
    return {name: {"INPUT": incidents, **parameters} for name, parameters in runs.items()}


def timed(command: str, environment: dict, place: Path, name: str, parameters: dict) -> bool:
    """Run one algorithm; its row in the table."""
    given = [f"{key}={value}" for key, value in parameters.items()]
    start, before = time.perf_counter(), cpu_of_children()
    done = subprocess.run(
        [command, "--json", "run", f"safestats:{name.split(' ')[0]}", "--", *given],
        env=environment,
        cwd=place,
        capture_output=True,
        text=True,
        timeout=2 * LONGEST,
        check=False,
    )
    seconds, cpu = time.perf_counter() - start, cpu_of_children() - before
    if done.returncode:
        return report(name, f"failed: {done.stderr.strip().splitlines()[-1]}", f"{LONGEST} s", False)
    numbers = {
        key: value for key, value in json.loads(done.stdout)["results"].items() if isinstance(value, (int, float))
    }
    shown = ", ".join(f"{key} {value:g}" for key, value in list(numbers.items())[:3])
    return report(name, f"{seconds:.1f}, {cpu:.1f} of the processor ({shown})", f"{LONGEST}", seconds <= LONGEST)


def cpu_of_children() -> float:
    """Seconds of the processor of all runs so far: what a run takes where it has the machine to itself."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
