"""The density surface: it holds the weight of the incidents, wherever and in whatever order they lie."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.density.kernel_density import UNITS, kernel_density
from safestats_core.hotspots.density.kernels import KERNELS
from safestats_core.hotspots.grids.boundary import mask_cells
from safestats_core.hotspots.grids.grid import cell_centres

kernels = pytest.mark.parametrize("kernel", KERNELS)
RNG = np.random.default_rng(12)
X, Y = RNG.normal((530_000, 180_000), 900, (300, 2)).T
WEIGHTS = RNG.gamma(0.5, 20, 300)
SQUARE = [[np.array([(0, 0), (4000, 0), (4000, 4000), (0, 4000)], dtype=float)]]

coordinates = st.floats(0, 5_000)
incidents = st.lists(st.tuples(coordinates, coordinates, st.floats(0.01, 100)), min_size=1, max_size=15).map(np.array)


@kernels
def test_every_kernel_integrates_to_one(kernel):
    kernel = KERNELS[kernel]
    mass, _ = integrate.quad(lambda u: 2 * np.pi * u * kernel.density(np.array(u * u)), 0, kernel.reach)
    assert mass == pytest.approx(1, abs=1e-5)


@kernels
@given(incidents, st.floats(1, 30))
@settings(max_examples=15, deadline=None)
def test_the_surface_integrates_to_the_weight_of_the_incidents(kernel, incidents, cells_per_bandwidth):
    x, y, weights = incidents.T
    surface = kernel_density(x, y, 600, 600 / cells_per_bandwidth, kernel=kernel, weights=weights)
    assert surface.values.sum() * surface.cell_size**2 / 1e6 == pytest.approx(weights.sum(), rel=1e-12)
    assert surface.weight == pytest.approx(weights.sum(), rel=1e-12)
    assert (surface.points, surface.outside) == (len(x), 0)
    assert surface.values.min() == 0


@given(st.permutations(range(300)))
@settings(max_examples=5, deadline=None)
def test_the_order_of_incidents_does_not_matter(order):
    order = np.array(order)
    first = kernel_density(X, Y, 500, 100, weights=WEIGHTS)
    second = kernel_density(X[order], Y[order], 500, 100, weights=WEIGHTS[order])
    np.testing.assert_allclose(second.values, first.values, atol=1e-10 * first.values.max())


def test_moving_the_incidents_by_whole_cells_moves_the_surface():
    first, second = kernel_density(X, Y, 500, 100), kernel_density(X + 700, Y - 1_200, 500, 100)
    assert (second.x_origin - first.x_origin, second.y_origin - first.y_origin) == (700, -1_200)
    np.testing.assert_allclose(second.values, first.values, atol=1e-9 * first.values.max())


def test_two_layers_add_up():
    extent = (525_000, 175_000, 535_000, 185_000)
    parts = [kernel_density(X[part], Y[part], 500, 400, extent=extent).values for part in (slice(90), slice(90, None))]
    np.testing.assert_allclose(sum(parts), kernel_density(X, Y, 500, 400, extent=extent).values, atol=1e-9)


def test_incidents_beyond_the_extent_count_as_far_as_they_reach():
    whole = kernel_density(X, Y, 500, 50)
    view = kernel_density(X, Y, 500, 50, extent=(530_000, 179_500, 530_999, 180_499))
    column, row = view.grid.column - whole.grid.column, view.grid.row - whole.grid.row
    cut = whole.values[row : row + view.grid.rows, column : column + view.grid.columns]
    # The smaller grid can afford a finer lattice, so the two differ by the binning error of the coarser one.
    np.testing.assert_allclose(view.values, cut, atol=2e-3 * whole.values.max())
    assert view.points + view.outside == 300
    assert view.points == np.count_nonzero((X >= 530_000) & (X < 531_000) & (Y >= 179_500) & (Y < 180_500))


def test_row_0_is_the_southern_row_and_column_0_the_western():
    surface = kernel_density(np.array([250.0]), np.array([50.0]), 100, 100, extent=(0, 0, 399, 299))
    assert surface.values.shape == (3, 4)
    assert np.unravel_index(surface.values.argmax(), (3, 4)) == (0, 2)
    assert (surface.x_origin, surface.y_origin, surface.cell_size) == (0, 0, 100)


def test_units_say_the_same_thing():
    per_km2, per_cell, probability = (kernel_density(X, Y, 500, 50, weights=WEIGHTS, units=u).values for u in UNITS)
    np.testing.assert_allclose(per_cell, per_km2 * 0.05**2)
    np.testing.assert_allclose(probability, per_cell / WEIGHTS.sum())
    assert probability.sum() == pytest.approx(1)


def test_a_weight_of_three_is_three_incidents():
    thrice = kernel_density(np.repeat(X, 3), np.repeat(Y, 3), 500, 100)
    weighted = kernel_density(X, Y, 500, 100, weights=np.full(300, 3.0))
    np.testing.assert_allclose(thrice.values, weighted.values, atol=1e-9)
    assert (thrice.points, weighted.points, weighted.weight) == (900, 300, 900)


@pytest.mark.parametrize("kernel", ["quartic", "gaussian"])
def test_an_even_spread_stays_even_up_to_the_edge_of_the_study_area(kernel):
    x, y = (axis.ravel() for axis in np.meshgrid(*[np.arange(10.0, 4000, 20)] * 2))
    corrected = kernel_density(x, y, 600, 50, kernel=kernel, boundary=SQUARE).values
    plain = kernel_density(x, y, 600, 50, kernel=kernel, boundary=SQUARE, edge_correction=False).values
    np.testing.assert_allclose(corrected[:80, :80], 2500, rtol=0.02)  # one incident per 20 m x 20 m
    assert plain[0, 0] < 0.35 * 2500
    assert plain[40, 40] == pytest.approx(2500, rel=0.01)


def test_edge_correction_divides_by_the_share_of_the_kernel_inside():
    wedge = [[np.array([(0.0, 0), (4000, 0), (0, 3000)])]]
    x, y = np.array([[500.0, 700], [900, 400], [2500, 1000]]).T
    corrected, plain = (
        kernel_density(x, y, 800, 40, boundary=wedge, edge_correction=on).values for on in (True, False)
    )
    grid = kernel_density(x, y, 800, 40, boundary=wedge).grid
    centres = np.stack(cell_centres(grid), axis=-1)
    for row, column in ((17, 12), (10, 22), (25, 62)):
        fine = np.arange(-800, 800, 8) + 4
        dx, dy = np.meshgrid(fine, fine)
        weight = np.clip(1 - (dx**2 + dy**2) / 800**2, 0, None) ** 2
        px, py = centres[row, column, 0] + dx, centres[row, column, 1] + dy
        share = weight[(px > 0) & (py > 0) & (3 * px + 4 * py < 12_000)].sum() / weight.sum()
        assert share < 0.98
        assert corrected[row, column] * share == pytest.approx(plain[row, column], rel=0.01)


def test_cells_outside_the_study_area_have_no_value():
    x, y = RNG.uniform(100, 3900, (2, 50))
    surface = kernel_density(x, y, 500, 70, boundary=SQUARE)
    np.testing.assert_array_equal(np.isfinite(surface.values), mask_cells(surface.grid, SQUARE))
    assert not np.isfinite(surface.values).all()


def test_incidents_outside_the_study_area_are_left_out_and_counted():
    x, y = np.array([1000.0, 2000, 4100, -50]), np.array([1000.0, 2000, 2000, 2000])
    surface = kernel_density(x, y, 500, 50, boundary=SQUARE)
    assert (surface.points, surface.weight, surface.outside) == (2, 2, 2)
    np.testing.assert_array_equal(surface.values, kernel_density(x[:2], y[:2], 500, 50, boundary=SQUARE).values)
    hidden = kernel_density(x, y, 500, 50, boundary=SQUARE, edge_correction=False)
    assert hidden.values[40, 78] > surface.values[40, 78] == 0
    assert hidden.outside == 2


def test_a_hole_in_the_study_area_has_no_value():
    hole = np.array([(1000, 1000), (1000, 2000), (2000, 2000), (2000, 1000)], dtype=float)
    surface = kernel_density(np.array([500.0]), np.array([500.0]), 300, 100, boundary=[[SQUARE[0][0], hole]])
    assert np.isnan(surface.values[10:20, 10:20]).all()
    assert np.isfinite(surface.values[:40, :40]).sum() == 1600 - 100


def test_a_million_incidents_on_a_million_cells_take_well_under_a_second():
    x, y = np.random.default_rng(0).uniform(0, 49_999, (2, 1_000_000))
    extent = (0, 0, 49_999, 49_999)
    # Processor time, so that other work on the machine does not count; the clock shows 0.2 s on two idle cores.
    start = time.process_time()
    surface = kernel_density(x, y, 500, 50, extent=extent)
    assert time.process_time() - start < 1
    assert surface.values.shape == (1000, 1000)


def test_a_search_for_the_incidents_inside_can_be_cancelled():
    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        kernel_density(X, Y, 500, 50, boundary=SQUARE, progress=stop)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"x": [], "y": []}, "no points"),
        ({"x": [], "y": [], "extent": (0, 0, 99, 99)}, "None of the 0 points"),
        ({"extent": (0, 0, 99, 99)}, "None of the 300 points.*coordinate system"),
        ({"weights": np.zeros(300)}, "weight above 0"),
        ({"bandwidth": 0}, "let a rule choose"),
        ({"bandwidth": -5}, "more than 0"),
        ({"bandwidth": np.inf}, "more than 0"),
        ({"cell_size": 0}, "a tenth of the bandwidth"),
        ({"bandwidth": 49}, "at least 50 m or cells of at most 49 m"),
        ({"cell_size": 1}, "larger|at least"),
        ({"bandwidth": 1e6, "extent": (53e4, 18e4, 54e4, 19e4)}, "smaller bandwidth"),
        ({"x": np.append(X[:299], np.nan)}, "1 of 300 points"),
        ({"weights": -WEIGHTS}, "300 of 300 weights"),
        ({"weights": np.append(WEIGHTS[:299], np.nan)}, "1 of 300 weights"),
        ({"kernel": "boxcar"}, "quartic, triweight"),
        ({"units": "per_mile"}, "per_km2, per_cell, probability"),
        ({"x": X % 10, "y": Y % 10, "boundary": [[SQUARE[0][0] / 200]]}, "Use smaller cells"),
        ({"x": X % 10, "y": Y % 10, "boundary": [[SQUARE[0][0] / 200], [SQUARE[0][0] + 3000]]}, "Use smaller cells"),
    ],
)
def test_a_surface_that_would_mean_nothing_is_refused_with_the_remedy(change, why):
    given = {"x": X, "y": Y, "bandwidth": 500, "cell_size": 50, **change}
    with pytest.raises(InvalidInput, match=why):
        kernel_density(np.array(given.pop("x")), np.array(given.pop("y")), **given)
