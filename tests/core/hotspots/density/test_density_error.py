"""The fast density against the direct sum. Run with -s to print the table that docs/toolbox/kerneldensity.md shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from safestats_core.hotspots.density import smoothing
from safestats_core.hotspots.density.kernel_density import kernel_density
from safestats_core.hotspots.grids.grid import cell_centres

PAGE = Path(__file__).resolve().parents[4] / "docs" / "toolbox" / "kerneldensity.md"
BANDWIDTH = 800.0
CELLS_PER_BANDWIDTH = (3, 5, 10, 20)

# The kernels once more, as the reference states them, so that a slip in the code cannot hide in the oracle.
DENSITY = {
    "quartic": lambda u: 3 / np.pi * (1 - u**2) ** 2 * (u < 1),
    "triweight": lambda u: 4 / np.pi * (1 - u**2) ** 2 * (1 - u**2) * (u < 1),
    "epanechnikov": lambda u: 2 / np.pi * (1 - u**2) * (u < 1),
    "uniform": lambda u: 1 / np.pi * (u < 1),
    "triangular": lambda u: 3 / np.pi * (1 - u) * (u < 1),
    "gaussian": lambda u: 1 / (2 * np.pi) * np.exp(-(u**2) / 2),
}


def clusters(points: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y and weights of incidents in twelve clusters of 400 m."""
    rng = np.random.default_rng(1)
    middle = rng.uniform(-3000, 3000, (12, 2))
    return (*(middle[rng.integers(12, size=points)] + rng.normal(0, 400, (points, 2))).T, rng.uniform(0.5, 1.5, points))


def error(kernel: str, cells_per_bandwidth: int, points: int) -> float:
    """Largest difference from the direct sum at 2,000 cells and the highest, in per cent of the highest value."""
    x, y, weights = clusters(points)
    extent = (-3500, -3500, 3500, 3500)
    surface = kernel_density(
        x, y, BANDWIDTH, BANDWIDTH / cells_per_bandwidth, kernel=kernel, weights=weights, extent=extent
    )
    cells = np.append(np.random.default_rng(2).integers(surface.grid.cells, size=2000), surface.values.argmax())
    at_x, at_y = (axis.ravel()[cells, None] for axis in cell_centres(surface.grid))
    direct = (DENSITY[kernel](np.hypot(at_x - x, at_y - y) / BANDWIDTH) * weights).sum(axis=1) / (BANDWIDTH / 1000) ** 2
    return float(np.abs(surface.values.ravel()[cells] - direct).max() / direct.max() * 100)


def documented(kernel: str) -> list[float]:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {kernel} | ")]
    return [float(cell) for cell in rows[-1].split("|")[2:-1]]


@pytest.mark.parametrize("kernel", DENSITY)
def test_the_error_is_the_one_in_the_docs(kernel, monkeypatch):
    refined = [error(kernel, cells, 1000) for cells in CELLS_PER_BANDWIDTH]
    monkeypatch.setattr(smoothing, "_REFINED_NODES", 0)  # as on a grid that is too large to refine
    measured = [*refined, *(error(kernel, cells, 1000) for cells in CELLS_PER_BANDWIDTH)]
    print(f"| {kernel} | " + " | ".join(f"{value:.2f}" for value in measured) + " |")
    np.testing.assert_allclose(measured, documented(kernel), rtol=0.05, atol=0.006)


@pytest.mark.parametrize("cells_per_bandwidth", [10, 20])
def test_one_incident_is_within_its_bound_even_where_the_lattice_is_not_refined(cells_per_bandwidth, monkeypatch):
    monkeypatch.setattr(smoothing, "_REFINED_NODES", 0)
    for points in (1, 2, 5):
        assert error("quartic", cells_per_bandwidth, points) < 100 / cells_per_bandwidth**2
