"""Hot spots that survive the vagueness of places: exact data is the plain map, vague data loses what hangs on it."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.grids.grid import cell_centres, count_points, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.uncertainty.uncertain_hotspots import classes_of, uncertain_hotspots
from safestats_core.hotspots.uncertainty.vagueness import DISC, EXACT, vague_places

SIDE = 4_000


@pytest.fixture(scope="module")
def places() -> tuple[np.ndarray, np.ndarray]:
    """2,000 incidents anywhere in 4 by 4 km, 150 round one spot."""
    rng = np.random.default_rng(5)
    x, y = rng.uniform(0, SIDE, (2, 2_000))
    return np.append(x, rng.normal(1_000, 100, 150)), np.append(y, rng.normal(3_000, 100, 150))


@pytest.fixture(scope="module")
def grid():
    return covering_grid((0, 0, SIDE - 1, SIDE - 1), 200)


def vague(places, kind: int, reach: float):
    n = places[0].size
    return vague_places(*places, np.full(n, kind), np.full(n, reach))


def test_exact_incidents_give_the_cells_of_plain_gi_star_in_every_draw(places, grid):
    plain = getis_ord_grid(count_points(grid, *places).count.astype(float), chance="counts")
    found = uncertain_hotspots(vague(places, EXACT, 0), grid, draws=3)
    np.testing.assert_array_equal(found.hot, plain.bins >= 2)
    np.testing.assert_array_equal(found.cold, plain.bins <= -2)
    for z in (found.z, found.z_low, found.z_high):
        np.testing.assert_allclose(z, plain.z, rtol=1e-6)
    np.testing.assert_array_equal(found.classes, 3 * ((plain.bins >= 2) * 1 - (plain.bins <= -2)))
    np.testing.assert_array_equal(found.as_given, np.sign(found.classes))


def test_a_draw_is_counted_and_tested_as_by_hand(places, grid):
    """Direct sum: the draws again one by one, with the public parts."""
    from safestats_core.hotspots.uncertainty.vagueness import draw_places

    uncertain, rng, draws = vague(places, DISC, 150), np.random.default_rng(4), 12
    tests, counts = [], []
    for _ in range(draws):
        counts.append(count_points(grid, *draw_places(rng, uncertain)).count)
        tests.append(getis_ord_grid(counts[-1].astype(float), chance="counts"))
    found = uncertain_hotspots(uncertain, grid, draws=draws, seed=4)
    np.testing.assert_allclose(found.hot, np.mean([test.bins >= 2 for test in tests], axis=0))
    np.testing.assert_allclose(found.expected, np.mean(counts, axis=0))
    np.testing.assert_allclose(found.z, np.median([test.z for test in tests], axis=0), rtol=1e-5)
    assert found.outside == pytest.approx(places[0].size - np.sum(counts) / draws)


def direct_density(places, centres, bandwidth: float, inside: np.ndarray) -> np.ndarray:
    """Incidents per km2 by adding up the quartic kernel incident by incident, divided by its part in the study area."""

    def kernel(x: np.ndarray, y: np.ndarray, cells: tuple) -> np.ndarray:
        away = ((cells[0][..., None] - x) ** 2 + (cells[1][..., None] - y) ** 2) / bandwidth**2
        return 3 / (np.pi * bandwidth**2) * np.where(away < 1, 1 - away, 0) ** 2

    if inside.all():
        return 1e6 * kernel(*places, centres).sum(axis=-1)
    cell = [np.floor(each / 200).astype(int) for each in places]
    known = (np.array(cell) >= 0).all(axis=0) & (np.array(cell) < SIDE // 200).all(axis=0)
    known[known] = inside[cell[1][known], cell[0][known]]
    node = np.meshgrid(*[np.arange(0, SIDE, 25) + 12.5] * 2)
    within = inside.repeat(8, axis=0).repeat(8, axis=1)
    share = kernel(node[0][within], node[1][within], centres).sum(axis=-1) * 25**2
    found = np.full(inside.shape, np.nan)
    summed = 1e6 * kernel(places[0][known], places[1][known], centres).sum(axis=-1)
    return np.divide(summed, share, where=inside, out=found)


@pytest.mark.parametrize("cut", [False, True])
def test_the_envelope_of_the_density_is_that_of_draws_added_up_kernel_by_kernel(places, grid, cut):
    from safestats_core.hotspots.uncertainty.vagueness import draw_places

    inside = np.ones((grid.rows, grid.columns), bool)
    inside[:4, :9] = not cut
    uncertain, rng, draws = vague(places, DISC, 150), np.random.default_rng(4), 5
    summed = [direct_density(draw_places(rng, uncertain), cell_centres(grid), 600, inside) for _ in range(draws)]
    found = uncertain_hotspots(uncertain, grid, inside if cut else None, draws=draws, seed=4, bandwidth=600)
    for limit, of in ((found.density_low, 0.05), (found.density, 0.5), (found.density_high, 0.95)):
        expected = np.quantile(summed, of, axis=0)
        np.testing.assert_allclose(limit, expected, atol=0.01 * np.nanmax(expected))
    assert np.nanmax(found.density_high - found.density_low) > 1


def test_exact_incidents_have_a_density_without_a_width_and_none_is_made_where_none_was_asked_for(places, grid):
    found = uncertain_hotspots(vague(places, EXACT, 0), grid, draws=3, bandwidth=400)
    np.testing.assert_array_equal(found.density_low, found.density_high)
    assert uncertain_hotspots(vague(places, EXACT, 0), grid, draws=3).density is None
    with pytest.raises(InvalidInput, match="bandwidth of 100 m is smaller than a cell of 200 m"):
        uncertain_hotspots(vague(places, EXACT, 0), grid, draws=3, bandwidth=100)


def test_a_true_hot_spot_survives_and_incidents_snapped_to_one_point_do_not(grid):
    rng = np.random.default_rng(8)
    x, y = rng.uniform(0, SIDE, (2, 2_000))
    # The street round (3,000, 1,000) is as quiet as any other, but all of a wide surrounding is shown at that point.
    near = np.hypot(x - 3_000, y - 1_000) < 650
    x[near], y[near] = 3_010, 1_010
    x, y = np.append(x, rng.normal(1_000, 80, 150)), np.append(y, rng.normal(3_000, 80, 150))
    reach = np.where(x == 3_010, 650.0, 100.0)
    found = uncertain_hotspots(vague_places(x, y, np.full(x.size, DISC), reach), grid, draws=60, chance="normal")
    assert found.as_given[5, 15] == found.as_given[15, 5] == 1
    assert found.classes[15, 5] == 3
    assert (found.classes[:9, 11:] <= 0).all()


def test_the_same_seed_gives_the_same_result_and_another_another(places, grid):
    one, again, other = (uncertain_hotspots(vague(places, DISC, 200), grid, draws=5, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.z, again.z)
    assert (one.z != other.z).any()


def test_incidents_count_as_often_as_their_time_lies_in_the_period(places, grid):
    share = np.full(places[0].size, 0.3)
    found = uncertain_hotspots(vague(places, EXACT, 0), grid, share=share, draws=200)
    n = places[0].size
    assert found.in_period == pytest.approx(0.3 * n, abs=4 * np.sqrt(0.21 * n / 200))
    counts = count_points(grid, *places).count
    assert np.corrcoef(found.expected.ravel(), counts.ravel())[0, 1] > 0.99


@pytest.mark.parametrize("chance", ["counts", "normal"])
def test_a_draw_without_an_incident_has_no_hot_spot_and_the_scores_are_those_of_the_others(grid, chance):
    """Direct sum: the draws again one by one. One day is asked for, of incidents whose month is known."""
    rng = np.random.default_rng(0)
    x, y = rng.uniform(0, SIDE - 1, (2, 60))
    x[:20], y[:20] = rng.normal(1_000, 60, 20), rng.normal(3_000, 60, 20)
    share, draws = np.full(60, 1 / 31), 40
    bins, scores, densities, counted, rng = [], [], [], 0, np.random.default_rng(2)
    for _ in range(draws):
        happened = rng.random(60) < share
        counts = count_points(grid, x[happened], y[happened]).count.astype(float)
        counted += happened.sum()
        if counts.any():
            test = getis_ord_grid(counts, chance=chance)
            scores.append(test.z)
            bins.append(test.bins)
        else:
            bins.append(np.zeros(counts.shape))
        everywhere = np.ones(counts.shape, bool)
        densities.append(direct_density((x[happened], y[happened]), cell_centres(grid), 600, everywhere))
    assert 2 < draws - len(scores) < 15
    exact = vague((x, y), EXACT, 0)
    found = uncertain_hotspots(exact, grid, share=share, draws=draws, seed=2, chance=chance, bandwidth=600)
    assert found.featureless == draws - len(scores)
    assert found.in_period == pytest.approx(counted / draws)
    np.testing.assert_allclose(found.hot, np.mean([each >= 2 for each in bins], axis=0))
    for limit, of in ((found.z_low, 0.05), (found.z, 0.5), (found.z_high, 0.95)):
        np.testing.assert_allclose(limit, np.quantile(scores, of, axis=0), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.density, np.median(densities, axis=0), atol=0.01 * np.max(densities))


def test_a_draw_that_fills_every_cell_alike_has_no_hot_spot(grid):
    x, y = (each.ravel() for each in cell_centres(grid))
    doubtful = np.arange(x.size + 20) >= x.size
    places = np.append(x, np.full(20, 1_050.0)), np.append(y, np.full(20, 1_050.0))
    found = uncertain_hotspots(vague(places, EXACT, 0), grid, share=np.where(doubtful, 0.02, 1.0), draws=50, seed=1)
    assert 20 < found.featureless < 50
    assert np.isfinite(found.z).all()
    assert found.hot.max() <= 1 - found.featureless / 50


def test_a_map_of_the_coordinates_without_an_incident_in_it_has_no_hot_spot(grid):
    """Snapped to a point beyond the border; drawn, some of them lie within."""
    places = np.full(300, -50.0), np.full(300, 2_050.0)
    found = uncertain_hotspots(vague(places, DISC, 200), grid, draws=5, chance="normal")
    assert not found.as_given.any()
    assert found.featureless == 0
    assert found.hot[:, 0].max() == 1


def test_draws_that_are_all_empty_are_refused_in_words(places, grid):
    rare = np.full(places[0].size, 1e-9)
    with pytest.raises(InvalidInput, match=r"None of the 4 drawn maps .* 0\.0 of the 2,150 incidents"):
        uncertain_hotspots(vague(places, EXACT, 0), grid, share=rare, draws=4)
    with pytest.raises(InvalidInput, match=r"2,150 incidents .* period, 0\.0 of them in the study area"):
        uncertain_hotspots(vague((places[0] + 90_000, places[1]), DISC, 100), grid, draws=4)


def test_cells_outside_the_study_area_have_no_numbers(places, grid):
    mask = np.ones((grid.rows, grid.columns), bool)
    mask[:, :3] = False
    found = uncertain_hotspots(vague(places, DISC, 200), grid, mask, draws=3)
    assert np.isnan(found.hot[~mask]).all()
    assert np.isfinite(found.hot[mask]).all()
    assert found.outside > 0


def test_structureless_incidents_make_no_certain_hot_spot(grid):
    rng, called = np.random.default_rng(6), 0
    for _ in range(10):
        places = rng.uniform(0, SIDE, (2, 2_000))
        called += (uncertain_hotspots(vague(tuple(places), DISC, 100), grid, draws=20).classes >= 2).any()
    assert called <= 2


def test_shares_fall_into_the_classes_that_are_stated():
    share = np.array([1, 0.95, 0.94, 0.8, 0.79, 0.5, 0.49, 0])
    assert classes_of(share, np.zeros(8)).tolist() == [3, 3, 2, 2, 1, 1, 0, 0]
    assert classes_of(np.zeros(8), share).tolist() == [-3, -3, -2, -2, -1, -1, 0, 0]


def test_it_can_be_stopped_and_says_what_it_cannot_do(places, grid):
    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        uncertain_hotspots(vague(places, DISC, 100), grid, progress=stop)
    with pytest.raises(InvalidInput, match="at least 2"):
        uncertain_hotspots(vague(places, DISC, 100), grid, draws=1)
    with pytest.raises(InvalidInput, match="more than"):
        uncertain_hotspots(vague(places, DISC, 100), grid, draws=1_000_000)
    with pytest.raises(InvalidInput, match="in the period"):
        uncertain_hotspots(vague(places, DISC, 100), grid, share=np.zeros(places[0].size))
    with pytest.raises(InvalidInput, match="squares"):
        uncertain_hotspots(vague(places, DISC, 100), covering_grid((0, 0, SIDE, SIDE), 200, "hexagon"))
