"""What agencies know together: events and hotspots that were planted in the demo city are found, and little else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from safestats_core.demo_city.city import City, write_city
from safestats_core.hotspots.agencies.concordance import who_sees
from safestats_core.hotspots.agencies.matching.matching import Matching, links_at
from safestats_core.hotspots.agencies.matching.records import Records
from safestats_core.hotspots.agencies.reporting_gap import LESS, MORE, reporting_gap
from safestats_core.hotspots.grids.boundary import boundary_bounds, count_inside
from safestats_core.hotspots.grids.grid import cell_centres, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid

POLICE, AMBULANCE, EMERGENCY = "police-recorded", "ambulance", "emergency-departments"
PAIRS = [(POLICE, AMBULANCE), (POLICE, EMERGENCY), (AMBULANCE, EMERGENCY)]
INCIDENTS = 60_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[City, Path]:
    """A city with enough shared events to count errors among."""
    folder = tmp_path_factory.mktemp("town")
    return write_city(folder, INCIDENTS), folder


@pytest.fixture(scope="module")
def known(town, demo_agencies) -> dict[str, tuple[Records, np.ndarray]]:
    """The records of each agency that have a place, with their references."""
    return {dataset: demo_agencies.read_agency(town[1], dataset) for dataset in (POLICE, AMBULANCE, EMERGENCY)}


@pytest.fixture(scope="module")
def matched(town, known, demo_agencies) -> dict[tuple[str, str], tuple[Matching, np.ndarray, int]]:
    """For each two agencies: the matching, which of its pairs are one event, and how many such events are planted."""
    return {pair: demo_agencies.matched(town[0], known, *pair) for pair in PAIRS}


@pytest.mark.parametrize("agencies", PAIRS)
def test_shared_events_are_matched_with_a_precision_and_recall_of_95_per_cent(matched, agencies):
    matching, is_event, planted = matched[agencies]
    links = links_at(matching, 0.5)
    assert is_event[links].mean() >= 0.95
    assert is_event[links].sum() >= 0.95 * planted


def test_a_probability_is_the_share_of_pairs_that_are_one_event(matched):
    probability = np.concatenate([matching.probability for matching, _, _ in matched.values()])
    is_event = np.concatenate([truth for _, truth, _ in matched.values()])
    assert probability.sum() == pytest.approx(is_event.sum(), rel=0.01)
    band = np.minimum((probability * 10).astype(int), 9)
    off = [abs(probability[band == k].sum() - is_event[band == k].sum()) for k in range(10)]
    # How far the stated probability is off on average (expected calibration error), and the Brier score.
    assert sum(off) / probability.size <= 0.01
    assert np.mean((probability - is_event) ** 2) <= 0.015


def violence(city: City, known: dict, cell_size: float) -> tuple[np.ndarray, np.ndarray, tuple]:
    """Assaults treated, violence recorded, and the middles of the cells, each of shape (rows, columns)."""
    parts = [part for borough in city.boroughs for part in getattr(borough.polygon, "geoms", [borough.polygon])]
    land = [[np.array(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)] for part in parts]
    grid = covering_grid(boundary_bounds(land), cell_size)
    counted = []
    for dataset, category in ((EMERGENCY, "assault-injury"), (POLICE, "violence")):
        made = known[dataset][0]
        chosen = made.category == made.categories.index(category)
        counts, mask = count_inside(grid, land, made.x[chosen], made.y[chosen])
        counted.append(np.where(mask, counts.count, np.nan))
    return counted[0], counted[1], cell_centres(grid)


def near(city: City, name: str, centres: tuple) -> np.ndarray:
    (hotspot,) = (each for each in city.truth.hotspots if each.name == name)
    away = np.hypot(centres[0] - hotspot.easting, centres[1] - hotspot.northing)
    return away == away.min()


HIDDEN = "Assaults that only the hospitals see"


def test_a_hotspot_that_only_the_hospitals_see_is_theirs_alone_and_the_night_life_is_seen_by_both(town, known):
    treated, reported, centres = violence(town[0], known, 250)
    covered = ~np.isnan(np.array([treated, reported]).reshape(2, -1))
    hot = np.array([getis_ord_grid(values, chance="counts").bins.ravel() >= 2 for values in (treated, reported)])
    seen = who_sees(hot, covered)
    assert seen.only[near(town[0], HIDDEN, centres).ravel()] == 0
    assert seen.seen_by[near(town[0], "Night-time economy", centres).ravel()] == 2


def test_violence_that_is_treated_but_not_reported_is_found_where_it_was_planted(town, known):
    treated, reported, centres = violence(town[0], known, 500)
    found = reporting_gap(treated.ravel(), reported.ravel())
    more = found.classes == MORE
    planted = near(town[0], HIDDEN, centres).ravel()
    assert more[planted].all()
    assert found.shrunk[planted] == np.nanmax(found.shrunk)
    (hidden,) = (each for each in town[0].truth.hotspots if each.name == HIDDEN)
    away = np.hypot(centres[0].ravel() - hidden.easting, centres[1].ravel() - hidden.northing)
    (night,) = (each for each in town[0].truth.hotspots if each.name == "Night-time economy")
    by_night = np.hypot(centres[0].ravel() - night.easting, centres[1].ravel() - night.northing)
    # The hospitals see more of the night life than the police do as well: that is planted, too.
    elsewhere = (away > hidden.radius + 500) & (by_night > night.radius + 500)
    assert np.count_nonzero(more & elsewhere) <= 2
    assert np.count_nonzero(found.classes == LESS) < 0.1 * found.tested.sum()
