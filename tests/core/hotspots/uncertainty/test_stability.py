"""Hot spots that do not depend on the choices: planted ones stay, noise goes, and one setting is the plain method."""

from __future__ import annotations

import numpy as np
import pytest

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.density.kernel_density import kernel_density
from safestats_core.hotspots.grids.grid import cell_centres, cell_index, count_points, covering_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid
from safestats_core.hotspots.uncertainty.stability import STABLE, hotspot_stability, settings_of

SIDE = 6_000
SQUARE = [[np.array([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)], float)]]


def noise(seed: int, n: int = 3_000) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.random.default_rng(seed).uniform(0, SIDE, (2, n))
    return x, y


def planted(seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """3,000 incidents anywhere in 6 by 6 km, 200 round one spot."""
    rng, (x, y) = np.random.default_rng(seed), noise(seed)
    return np.append(x, rng.normal(2_000, 150, 200)), np.append(y, rng.normal(4_000, 150, 200))


@pytest.fixture(scope="module")
def found():
    return hotspot_stability(*planted(), settings_of("gi", [150, 250, 400], [0], 3), 50, boundary=SQUARE)


def test_a_planted_hotspot_is_stable_and_noise_is_not(found):
    x, y = cell_centres(found.grid)
    away = np.hypot(x - 2_000, y - 4_000)
    assert found.share[away < 150].min() > STABLE
    assert np.nanmax(found.share[away > 1_200]) < 0.5
    for seed in range(4):
        only_noise = hotspot_stability(*noise(seed), settings_of("gi", [150, 250, 400], [0], 2), 50, boundary=SQUARE)
        assert np.nanmax(only_noise.share) < 0.5


def test_one_setting_is_gi_star_on_a_lattice_that_was_moved(found):
    """Direct recomputation: with boundary of the extent, cell by cell."""
    x, y = planted()
    settings = settings_of("gi", [250, 400], [0], 2)
    chosen = settings[3]
    assert (chosen.cell_size, chosen.across, chosen.up) == (250, 125, 125)
    both = hotspot_stability(x, y, [chosen, chosen], 50)
    grid = covering_grid((x.min() - 125, y.min() - 125, x.max() - 125, y.max() - 125), 250)
    hot = getis_ord_grid(count_points(grid, x - 125, y - 125).count.astype(float), chance="counts").bins >= 2
    east, north = (centre.ravel() for centre in cell_centres(both.grid))
    index = cell_index(grid, east - 125, north - 125)
    expected = (index >= 0) & hot.ravel()[index]
    np.testing.assert_array_equal(both.share.ravel(), expected)
    assert expected.any()
    assert both.settings[0].hot_area == expected.sum() * 2_500
    assert both.settings[0].overlap == 1


def test_the_top_of_a_density_is_that_share_of_the_area():
    x, y = planted()
    settings = settings_of("density", [100, 200], [400, 600], 1)
    assert len(settings) == 4
    found = hotspot_stability(x, y, settings, 50, boundary=SQUARE, top=0.05)
    for setting in found.settings:
        assert setting.hot_area == pytest.approx(0.05 * SIDE**2, rel=0.05)
    surface = kernel_density(x, y, 400, 100, boundary=SQUARE)
    one = hotspot_stability(x, y, [settings[0], settings[0]], 50, boundary=SQUARE)
    hot = surface.values >= np.nanquantile(surface.values, 0.95)
    east, north = (centre.ravel() for centre in cell_centres(one.grid))
    np.testing.assert_array_equal(one.share.ravel() == 1, hot.ravel()[cell_index(surface.grid, east, north)])


def test_everything_moved_by_whole_cells_gives_the_same_shares(found):
    x, y = planted()
    move = np.array([12_000.0, -6_000.0])  # a multiple of 150, 250, 400 and 50
    there = [[SQUARE[0][0] + move]]
    moved = hotspot_stability(x + move[0], y + move[1], settings_of("gi", [150, 250, 400], [0], 3), 50, boundary=there)
    np.testing.assert_array_equal(moved.share, found.share)
    assert [each.overlap for each in moved.settings] == [each.overlap for each in found.settings]


def test_the_overlap_is_that_of_sets_and_the_share_the_mean_of_the_settings(found):
    majority = found.share > 0.5
    areas = [setting.hot_area for setting in found.settings]
    assert np.nansum(found.share) * found.grid.cell_area == pytest.approx(np.mean(areas))
    for setting in found.settings[::7]:
        alone = hotspot_stability(*planted(), [setting, setting], 50, boundary=SQUARE).share == 1
        assert setting.overlap == pytest.approx((alone & majority).sum() / (alone | majority).sum())


def test_without_structure_a_place_is_called_stable_no_more_often_than_alpha_promises():
    """40 cities without structure at 0.05: 2 with a stable place are expected at most, 7 come once in 300."""
    claimed = 0
    for seed in range(40):
        x, y = np.random.default_rng(seed).uniform(0, SIDE, (2, 1_500))
        share = hotspot_stability(x, y, settings_of("gi", [250, 400], [0], 2), 125, boundary=SQUARE).share
        claimed += bool(np.nanmax(share) >= STABLE)
    assert claimed <= 6


def test_it_can_be_stopped_and_says_what_it_cannot_do():
    x, y = planted()

    def stop(done: int, total: int, what: str) -> None:
        if done == 1:
            raise Cancelled("Stopped.")

    settings = settings_of("gi", [250, 400], [0], 1)
    with pytest.raises(Cancelled):
        hotspot_stability(x, y, settings, 50, progress=stop)
    for sizes, reaches, origins, words in (
        ([250], [0], 1, "1 settings"),
        ([250], [0], 100, "10,000 settings"),
        ([0], [0], 2, "cell size is 0"),
        ([250], [100], 2, "does not go with cells of 250 m"),
        ([], [0], 2, "at least one"),
    ):
        with pytest.raises(InvalidInput, match=words):
            settings_of("gi", sizes, reaches, origins)
    with pytest.raises(InvalidInput, match="bandwidth of 0 m"):
        settings_of("density", [250], [0], 2)
    with pytest.raises(InvalidInput, match="could not tell apart"):
        hotspot_stability(x, y, settings, 300)
    with pytest.raises(InvalidInput, match="With cells of 5000 m"):
        hotspot_stability(x, y, settings_of("gi", [250, 5_000], [0], 1), 50)
