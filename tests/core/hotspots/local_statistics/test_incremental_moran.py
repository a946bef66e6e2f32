"""Moran's I by distance, held against esda."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.grids.grid import Grid, cell_centres
from safestats_core.hotspots.local_statistics.incremental_moran import incremental_moran, incremental_moran_grid
from safestats_core.hotspots.local_statistics.neighbours import distance_band

X, Y = np.random.default_rng(0).uniform(0, 1_000, (2, 250))
BANDS = np.array([40.0, 80, 200, 500])


def bumps(spacing: int = 12, width: float = 2.5, size: int = 60) -> np.ndarray:
    """Counts on a grid that cluster at one scale."""
    row, column = np.indices((size, size))
    far = np.hypot((row + spacing / 2) % spacing - spacing / 2, (column + spacing / 2) % spacing - spacing / 2)
    return np.random.default_rng(1).poisson(2 + 12 * (far < width)).astype(float)


@pytest.mark.parametrize("heavy", [False, True])
def test_i_and_z_are_those_of_esda(heavy):
    esda, libpysal = pytest.importorskip("esda"), pytest.importorskip("libpysal")
    rng = np.random.default_rng(1)
    values = rng.pareto(1.5, X.size) if heavy else rng.normal(size=X.size) + X / 400
    ours = incremental_moran(X, Y, values, BANDS)
    for place, band in enumerate(BANDS):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # esda warns of islands
            weights = libpysal.weights.WSP(distance_band(X, Y, band)).to_W(silence_warnings=True)
            peer = esda.Moran(values, weights, transformation="r", permutations=0)
        assert ours.i[place] == pytest.approx(peer.I, abs=1e-12)
        assert ours.z[place] == pytest.approx(peer.z_rand, abs=1e-9)
        assert ours.p[place] == pytest.approx(peer.p_rand, abs=1e-9)
        assert ours.islands[place] == len(weights.islands)
    assert ours.expected == pytest.approx(peer.EI)


def test_a_grid_gives_what_its_centres_give():
    values = bumps(size=20)
    values[np.random.default_rng(2).random(values.shape) < 0.2] = np.nan
    present = ~np.isnan(values)
    x, y = (centre[present] for centre in cell_centres(Grid("square", 100.0, 0, 0, 20, 20)))
    bands = np.array([100.0, 150, 400, 800])
    grid, points = incremental_moran_grid(values, bands, 100), incremental_moran(x, y, values[present], bands)
    np.testing.assert_allclose(grid.i, points.i, atol=1e-12)
    np.testing.assert_allclose(grid.z, points.z, atol=1e-8)
    np.testing.assert_array_equal(grid.islands, points.islands)


def test_the_first_peak_is_at_the_size_of_the_clusters():
    narrow, wide = (incremental_moran_grid(bumps(24, width), np.arange(1, 13) * 100.0, 100) for width in (2.5, 5.5))
    assert narrow.first_peak < wide.first_peak
    assert 150 <= narrow.first_peak <= 400
    place = np.searchsorted(narrow.bands, narrow.first_peak)
    assert narrow.z[place] > max(narrow.z[place - 1], narrow.z[place + 1])


def test_chance_has_no_peak_and_its_z_is_standard_normal():
    bands = np.array([150.0, 300, 450])
    found = [incremental_moran_grid(np.random.default_rng(s).pareto(3, (25, 25)), bands, 100) for s in range(150)]
    assert stats.kstest([series.z[1] for series in found], "norm").pvalue > 0.001
    assert np.mean([series.first_peak is not None for series in found]) < 0.06


def test_a_band_that_holds_everybody_says_nothing():
    series = incremental_moran(X, Y, np.arange(X.size, dtype=float), np.array([200.0, 5_000]))
    assert series.z[1] == 0
    assert series.i[1] == pytest.approx(series.expected)


def test_it_is_told_and_can_be_stopped():
    told = []
    incremental_moran_grid(bumps(size=20), BANDS, 40, progress=lambda *step: told.append(step))
    assert told[-1] == (4, 4, "Moran's I by distance")

    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        incremental_moran_grid(bumps(size=20), BANDS, 40, progress=stop)


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: incremental_moran(X, Y, X, np.array([200.0, 100])), "rise"),
        (lambda: incremental_moran(X, Y, X, np.array([0.0, 100])), "rise"),
        (lambda: incremental_moran(X, Y, X, np.array([])), "rise"),
        (lambda: incremental_moran(X, Y, X[:9], BANDS), "as many finite values"),
        (lambda: incremental_moran(X, Y, np.where(X > 500, np.nan, X), BANDS), "finite values"),
        (lambda: incremental_moran(X, Y, np.ones(X.size), BANDS), "same value"),
        (lambda: incremental_moran(X[:9], Y[:9], X[:9], BANDS), "Only 9 cells"),
        (lambda: incremental_moran(X, Y, X, np.array([1e-6, 100])), "longer band"),
        (lambda: incremental_moran_grid(bumps(size=20), np.array([50.0]), 100), "at least 100 m"),
    ],
)
def test_a_series_that_cannot_be_is_refused_with_the_remedy(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
