"""Kernel density beside its peers in one run: KDEpy's FFTKDE in the core, QGIS's own heatmap end to end.

The core is asked for a million points on 1000 x 1000 cells, and how its time grows with points and with cells. End to
end, a GeoPackage and a layer in memory become a GeoTIFF. Prints a row for each and exits with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

import numpy as np
from qgis_session import ROOT, start_qgis, write_points
from timing import compare, report, seconds

sys.path.insert(0, str(ROOT))
from safestats_core.hotspots.density.kernel_density import kernel_density

BANDWIDTH, CELL_SIZE, CELLS = 500.0, 50.0, 1_000
SIDE = CELLS * CELL_SIZE


def main() -> int:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5, help="of the core")
    parser.add_argument("--rounds-in-qgis", type=int, default=1)
    arguments = parser.parse_args()
    print("| kernel density | seen | goal | reached |\n|---|---|---|---|")
    reached = [beside_kdepy(arguments.points, arguments.rounds), ten_times_the_points(arguments.rounds)]
    growth()
    with tempfile.TemporaryDirectory() as folder:
        reached += in_qgis(Path(folder), arguments.points, arguments.rounds_in_qgis)
    return 0 if all(reached) else 1


def scattered(points: int) -> tuple[np.ndarray, np.ndarray]:
    """x and y, evenly over the cells: the hardest case for a cache."""
    x, y = np.random.default_rng(1).uniform(0, SIDE - 1, (2, points))
    return x, y


def ours(x: np.ndarray, y: np.ndarray, cell_size: float = CELL_SIZE) -> np.ndarray:
    """Densities in the middle of the cells."""
    extent = (0, 0, SIDE - 1, SIDE - 1)
    return kernel_density(x, y, BANDWIDTH, cell_size, extent=extent).values


def beside_kdepy(points: int, rounds: int) -> bool:
    """The same kernel, bandwidth and cells, one row of cells more for KDEpy, whose grid must hold all points."""
    from KDEpy import FFTKDE

    x, y = scattered(points)
    centres = (np.arange(-1, CELLS + 1) + 0.5) * CELL_SIZE
    grid = np.stack(np.meshgrid(centres, centres, indexing="ij"), axis=-1).reshape(-1, 2)
    together = np.column_stack([x, y])

    def theirs() -> np.ndarray:
        # KDEpy gives a kernel by its standard deviation: that of a quartic along one axis is its reach / sqrt(7).
        kernel = FFTKDE(bw=BANDWIDTH / np.sqrt(7), kernel="biweight", norm=2)
        return kernel.fit(together).evaluate(grid)

    mine, other = ours(x, y), theirs().reshape(CELLS + 2, CELLS + 2).T[1:-1, 1:-1] * points * 1e6
    difference = np.abs(mine - other)[20:-20, 20:-20].max() / mine.max()
    what = f"core, {points:,} points, {CELLS} x {CELLS} cells, KDEpy's FFTKDE (surfaces differ by {difference:.2%})"
    return compare(what, theirs, lambda: ours(x, y), 2, rounds)


def ten_times_the_points(rounds: int) -> bool:
    """Ten million points beside one million."""
    few, many = scattered(1_000_000), scattered(10_000_000)
    ours(*few), ours(*many)
    times = [(seconds(lambda: ours(*few)), seconds(lambda: ours(*many))) for _ in range(rounds)]
    ratio = statistics.median(long / short for short, long in times)
    short, long = (statistics.median(side) for side in zip(*times))
    return report(
        "core, 10 M points", f"1 M {short:.3g} s, 10 M {long:.3g} s, {ratio:.3g} times the time", "under 4", ratio < 4
    )


def growth() -> None:
    """How the time grows, as bars: no faster than the points, and no faster than the cells."""
    x, y = scattered(10_000_000)
    for points in (10_000, 100_000, 1_000_000, 10_000_000):
        _bar(f"core, {points:,} points, {CELLS**2:,} cells", lambda points=points: ours(x[:points], y[:points]))
    for cells in (250, 500, 1_000, 2_000):
        size = SIDE / cells
        _bar(f"core, 1,000,000 points, {cells**2:,} cells", lambda size=size: ours(x[:1_000_000], y[:1_000_000], size))


def _bar(what: str, work) -> None:
    took = min(seconds(work) for _ in range(3))
    print(f"| {what} | {took:.3f} s {'#' * max(1, round(took * 50))} | | |", flush=True)


def in_qgis(folder: Path, points: int, rounds: int) -> list[bool]:
    """From a file, and from a layer that only QGIS can read."""
    write_points(folder / "points.gpkg", points)
    application, _provider = start_qgis()
    import processing
    from qgis.core import QgsFeatureRequest, QgsVectorLayer

    file = str(folder / "points.gpkg")
    memory = QgsVectorLayer(file, "points", "ogr").materialize(QgsFeatureRequest())
    quick, slow = "safestats:kerneldensity", "qgis:heatmapkerneldensityestimation"
    reached = []
    for what, layer, least in (("a GeoPackage", file, 15), ("a layer in memory", memory, 3)):
        mine = {"INPUT": layer, "BANDWIDTH": BANDWIDTH, "CELL_SIZE": CELL_SIZE, "OUTPUT": str(folder / "ours.tif")}
        theirs = {"INPUT": layer, "RADIUS": BANDWIDTH, "PIXEL_SIZE": CELL_SIZE, "OUTPUT": str(folder / "theirs.tif")}
        reached.append(
            compare(
                f"end to end, {points:,} points of {what}, QGIS's heatmap",
                lambda theirs=theirs: processing.run(slow, theirs),
                lambda mine=mine: processing.run(quick, mine),
                least,
                rounds,
            )
        )
    del memory
    application.exitQgis()
    return reached


if __name__ == "__main__":
    sys.exit(main())
