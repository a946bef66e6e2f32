"""Open police data stands at map points: the planted hotspots survive that, those that snapping made do not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from safestats_core.hotspots.grids.boundary import boundary_bounds, mask_cells
from safestats_core.hotspots.grids.grid import cell_centres, covering_grid
from safestats_core.hotspots.uncertainty.uncertain_hotspots import uncertain_hotspots
from safestats_core.hotspots.uncertainty.vagueness import DISC, vague_places

RADIUS = 150.0


@pytest.fixture(scope="module")
def land(city) -> list:
    parts = [part for borough in city.boroughs for part in getattr(borough.polygon, "geoms", [borough.polygon])]
    return [[np.array(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)] for part in parts]


def drawn(land, x, y, radius, cell_size, **options):
    grid = covering_grid(boundary_bounds(land), cell_size)
    vague = vague_places(x, y, np.full(x.size, DISC), np.broadcast_to(radius, x.shape))
    return uncertain_hotspots(vague, grid, mask_cells(grid, land, touching=True), **options), cell_centres(grid)


def test_nine_in_ten_incidents_lie_within_the_default_radius_of_their_map_point(places):
    shown = np.unique(places["police-open"][np.isfinite(places["police-open"][:, 0])], axis=0)
    real = places["police-recorded"]
    away = cKDTree(shown).query(real[np.isfinite(real[:, 0])])[0]
    assert np.mean(away <= RADIUS) > 0.9


def test_planted_hotspots_are_still_hot_wherever_their_incidents_may_have_been(city, incidents, places, land):
    table, at = incidents["police-open"], places["police-open"]
    month, category = (table[name].to_numpy().astype(str) for name in ("month", "category"))
    seen = 0
    for hotspot in city.truth.hotspots:
        for sighting in (each for each in hotspot.sightings if each.dataset == "police-recorded"):
            chosen = (category == sighting.category) & np.isfinite(at[:, 0])
            chosen &= (month >= hotspot.first_month) & (month <= hotspot.last_month)
            found, (x, y) = drawn(land, *at[chosen].T, RADIUS, 250, draws=40)
            away = np.hypot(x - hotspot.easting, y - hotspot.northing)
            nearest = np.argmin(np.where(np.isnan(found.hot), np.inf, away))
            assert found.classes.flat[nearest] == 3, hotspot.name
            seen += 1
    assert seen >= 5


def test_a_hotspot_that_snapping_made_is_dropped_and_the_planted_one_beside_it_kept(city, incidents, places, land):
    """All violence within 800 m of a quiet corner is shown at that corner, the rest where it was."""
    (night,) = (each for each in city.truth.hotspots if each.name == "Night-time economy")
    at = places["police-recorded"]
    at = at[np.isfinite(at[:, 0]) & (incidents["police-recorded"]["category"].to_numpy() == "violence")]
    corner = quiet_corner(at, night)
    moved = np.hypot(*(at - corner).T) <= 800
    given = np.where(moved[:, None], corner, at)
    found, (x, y) = drawn(land, *given.T, np.where(moved, 800.0, 1.0), 250, draws=40, chance="normal")

    def nearest(easting: float, northing: float) -> int:
        return int(np.argmin(np.where(np.isnan(found.hot), np.inf, np.hypot(x - easting, y - northing))))

    assert found.as_given.flat[nearest(*corner)] == 1
    assert (found.classes[np.hypot(x - corner[0], y - corner[1]) <= 1_200] <= 0).all()
    assert found.classes.flat[nearest(night.easting, night.northing)] == 3


def quiet_corner(at: np.ndarray, night) -> np.ndarray:
    """The incident with about 60 others within 800 m that is farthest from the night life."""
    around = cKDTree(at).query_ball_point(at, 800, return_length=True)
    usual = np.flatnonzero((around > 50) & (around < 70))
    away = np.hypot(*(at[usual] - (night.easting, night.northing)).T)
    return at[usual[np.argmax(away)]]
