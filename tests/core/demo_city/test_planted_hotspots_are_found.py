"""The hotspot methods find what was planted in the demo city, and call little else."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.hotspots.grids.boundary import boundary_bounds, count_inside
from safestats_core.hotspots.grids.grid import cell_centres, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.local_statistics.local_moran import CLASSES, local_moran_grid

CELL_SIZE = 250


@pytest.fixture(scope="module")
def land(city) -> list:
    """The boroughs as the core takes a study area."""
    parts = [part for borough in city.boroughs for part in getattr(borough.polygon, "geoms", [borough.polygon])]
    return [[np.array(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)] for part in parts]


def seen(city, incidents, places):
    """Every planted hotspot with the incidents of its kind and season, in the file that saw most of it."""
    for hotspot in city.truth.hotspots:
        sighting = max(hotspot.sightings, key=lambda each: each.incidents)
        table, at = incidents[sighting.dataset], places[sighting.dataset]
        month = table["month"].to_numpy().astype(str)
        chosen = (table["category"].to_numpy() == sighting.category) & np.isfinite(at[:, 0])
        chosen &= (month >= hotspot.first_month) & (month <= hotspot.last_month)
        yield hotspot, at[chosen]


def distance_to(hotspot, x, y):
    return np.hypot(x - hotspot.easting, y - hotspot.northing)


def test_every_planted_hotspot_is_significant(city, incidents, places, land):
    grid = covering_grid(boundary_bounds(land), CELL_SIZE)
    x, y = cell_centres(grid)
    for hotspot, at in seen(city, incidents, places):
        counts, mask = count_inside(grid, land, *at.T)
        values = np.where(mask, counts.count, np.nan)
        nearest = np.argmin(np.where(mask, distance_to(hotspot, x, y), np.inf))
        assert getis_ord_grid(values).bins.flat[nearest] == 3, hotspot.name
        assert getis_ord_grid(values, chance="counts").bins.flat[nearest] >= 1, hotspot.name
        assert getis_ord_grid(values, permutations=99_999).bins.flat[nearest] >= 2, hotspot.name
        named = np.array(CLASSES)[local_moran_grid(values, permutations=99_999).classes]
        assert "HH" in named[distance_to(hotspot, x, y) <= hotspot.radius + CELL_SIZE], hotspot.name
