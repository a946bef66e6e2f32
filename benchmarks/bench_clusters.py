"""DBSCAN beside scikit-learn's, on points snapped as open police data are, and beside QGIS's own from file to file.

Prints Markdown table rows; exits with 1 where our DBSCAN is slower than scikit-learn's on snapped points.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from timing import compare, report, seconds

from safestats_core.hotspots.clusters.dbscan import dbscan
from safestats_core.hotspots.clusters.hierarchical import hierarchical
from safestats_core.hotspots.clusters.space_time_dbscan import space_time_dbscan

DISTANCE, MINIMUM, PLACES = 60, 20, 45_000
WEST, SOUTH, WIDTH, HEIGHT = 505_000, 157_000, 55_000, 43_000


def snapped(points: int, seed: int = 1) -> np.ndarray:
    """Points on 45,000 places as crowded as those of London: the fullest holds about one point in 400."""
    random = np.random.default_rng(seed)
    centres = random.normal((WEST + WIDTH / 2, SOUTH + HEIGHT / 2), 9_000, (400, 2))
    places = centres[random.integers(0, 400, PLACES)] + random.normal(0, 900, (PLACES, 2))
    crowd = 1 / (np.arange(PLACES) + 40) ** 0.75
    return np.round(places[random.choice(PLACES, points, p=crowd / crowd.sum())], 2)


def scattered(points: int, seed: int = 1) -> np.ndarray:
    """As many points, each in a place of its own."""
    return snapped(points, seed) + np.random.default_rng(seed).normal(0, 100, (points, 2))


def beside_scikit_learn(name: str, xy: np.ndarray, least: float, rounds: int) -> bool:
    """Both on the same points and parameters."""
    from sklearn.cluster import DBSCAN

    peer = DBSCAN(eps=DISTANCE, min_samples=MINIMUM, algorithm="kd_tree")
    what = f"DBSCAN, {len(xy):,} {name} points, {DISTANCE} m, minimum {MINIMUM}, beside scikit-learn"
    return compare(what, partial(peer.fit, xy), partial(dbscan, *xy.T, DISTANCE, MINIMUM), least, rounds)


def growth(largest: int) -> bool:
    """What ten times as many points cost, and the memory of it all."""
    # A tenth of the points within a distance that gives each as many neighbours: only the number of points differs.
    few = seconds(partial(dbscan, *scattered(largest // 10).T, DISTANCE * 10**0.5, MINIMUM))
    many = seconds(partial(dbscan, *scattered(largest).T, DISTANCE, MINIMUM))
    cost = many / few
    seen = f"{many:.3g} s, {cost:.3g} times that of {largest // 10:,}"
    reached = report(f"DBSCAN, {largest:,} scattered points", seen, "at most 20 times", cost <= 20)
    xy, random = snapped(largest), np.random.default_rng(2)
    times = np.datetime64("2024-01-01T00:00:00") + random.integers(0, 3 * 365 * 86_400, largest)
    runs = {
        "DBSCAN, 200 m, minimum 10": partial(dbscan, *xy.T, 200, 10),
        "ST-DBSCAN, 200 m, 7 days, minimum 10": partial(space_time_dbscan, *xy.T, times, 200, 7, 10),
        "Nearest-neighbour hierarchical": partial(hierarchical, *xy.T, 10, area=WIDTH * HEIGHT),
    }
    for what, run in runs.items():
        report(f"{what}, {largest:,} snapped points", f"{seconds(run):.3g} s", "-", True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    report("Peak memory of all rows so far", f"{peak:.2g} GB", "-", True)
    return reached


def beside_qgis(points: int, rounds: int) -> bool:
    """QGIS's DBSCAN and ours, from a GeoPackage to a GeoPackage; ours without and QGIS's own never with a test."""
    import pyarrow as pa
    import pyogrio
    import shapely
    from bench_kernel_density import start_qgis

    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "points.gpkg")
        table = pa.table({"geometry": shapely.to_wkb(shapely.points(snapped(points)))})
        options = {"geometry_name": "geometry", "geometry_type": "Point", "crs": "EPSG:27700", "VERSION": "1.2"}
        pyogrio.write_arrow(table, file, driver="GPKG", **options)
        qgis = start_qgis()  # held on to for as long as it runs
        import processing

        common = {"INPUT": file, "OUTPUT": str(Path(folder) / "theirs.gpkg")}
        theirs = {**common, "EPS": DISTANCE, "MIN_SIZE": MINIMUM}
        ours = {**common, "OUTPUT": str(Path(folder) / "ours.gpkg"), "DISTANCE": DISTANCE, "MINIMUM": MINIMUM}
        ours.update(PERMUTATIONS=0)
        reached = compare(
            f"DBSCAN from file to file in QGIS, {points:,} snapped points, beside native:dbscanclustering",
            partial(processing.run, "native:dbscanclustering", theirs),
            partial(processing.run, "safestats:clusters", ours),
            0,  # both spend nearly all of it on reading and writing rows
            rounds,
        )
        qgis[0].exitQgis()
    return reached


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--qgis", type=int, default=0, help="also beside QGIS, with so many points")
    arguments = parser.parse_args()
    few = arguments.points // 10
    reached = [beside_scikit_learn("snapped", snapped(few), 1, arguments.rounds)]
    # A goal is set for snapped points; on scattered ones scikit-learn's compiled loops may win, and it is said.
    reached.append(beside_scikit_learn("scattered", scattered(few), 0, arguments.rounds))
    reached.append(growth(arguments.points))
    reached.append(beside_scikit_learn("snapped", snapped(arguments.points), 1, arguments.rounds))
    if arguments.qgis:
        reached.append(beside_qgis(arguments.qgis, arguments.rounds))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
