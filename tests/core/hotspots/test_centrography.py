"""Middle and spread of incidents, held against pointpats, direct minimisation and normal data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pointpats import centrography as peer
from scipy import optimize

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots import spatial_median
from safestats_core.hotspots.centrography import centrography, centrography_by_group, ellipse_ring

# The point pattern of pointpats' documentation, and the numbers printed there.
DOCUMENTED = np.array(
    [
        (66.22, 32.54),
        (22.52, 22.39),
        (31.01, 81.21),
        (9.47, 31.02),
        (30.78, 60.10),
        (75.21, 58.93),
        (79.26, 7.68),
        (8.23, 39.93),
        (98.73, 77.17),
        (89.78, 42.53),
        (65.19, 92.08),
    ]
)
lattice_points = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), min_size=1, max_size=25)


def sum_of_distances(place, points, weights):
    return float(weights @ np.hypot(*(points - place).T))


def test_the_documented_pattern_has_the_documented_numbers():
    found = centrography(*DOCUMENTED.T)
    assert found.standard_distance == pytest.approx(40.21575987282547)
    assert found.median == pytest.approx((53.51770575, 49.6572671), abs=2e-4)
    assert (found.ellipse.major, found.ellipse.minor) == pytest.approx((50.13029459102783, 37.95222670267865))
    # pointpats turns from east against the clock, we from north with it.
    assert found.ellipse.angle == pytest.approx(90 - np.degrees(0.3465582095042642))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("crimestat", {"method": "crimestat"}),
        ("arcgis", {"method": "yuill", "crimestatCorr": True, "degfreedCorr": False}),
        ("yuill", {"method": "yuill", "crimestatCorr": False, "degfreedCorr": False}),
    ],
)
def test_weighted_ellipses_are_those_of_pointpats(seed, ours, theirs):
    random = np.random.default_rng(seed)
    points = random.normal(0, (900, 300), (200, 2)) @ np.array([(0.8, 0.6), (-0.6, 0.8)]) + (530_000, 180_000)
    weights = random.uniform(0.1, 5, 200)
    found = centrography(*points.T, weights, ours).ellipse
    major, minor, _ = peer.ellipse(points, weights, **theirs)
    assert (found.major, found.minor) == pytest.approx((major, minor), rel=1e-6)


@given(lattice_points)
@settings(max_examples=60)
def test_no_other_place_is_nearer_to_all_points_than_the_median_centre(rows):
    x, y, weights = np.array(rows, dtype=float).T
    points = np.column_stack([x, y])
    least = sum_of_distances(np.array(centrography(x, y, weights).median), points, weights)
    smooth = optimize.minimize(sum_of_distances, points.mean(axis=0), (points, weights), "Nelder-Mead")
    best = min([smooth.fun, *(sum_of_distances(point, points, weights) for point in points)])
    assert least <= best * (1 + 1e-7) + 1e-12


@pytest.mark.parametrize("direction", [(1, 0.5), (1, 2), (7, 3), (0, 1), (0.3, 0.7)])
@pytest.mark.parametrize("origin", [(0, 0), (530_000, 180_000)])
def test_of_points_on_a_line_the_median_centre_is_the_weighted_median_along_it(direction, origin):
    random = np.random.default_rng(0)
    shown = [([-453, 1_198, -955], [0.32848314, 0.5878094, 0.91804572])]
    shown += [([-667, 375, -1_024, -909, 1_126], [0.45536331, 0.39124289, 0.26088824, 0.46448671, 0.78848419])]
    for _ in range(600):
        count = random.integers(3, 9)
        shown.append((random.integers(-1_500, 1_500, count), random.random(count) + 0.01))
    for along, weights in shown:
        along, weights = np.sort(along), np.array(weights)[np.argsort(along)]
        middle = along[np.searchsorted(weights.cumsum(), weights.sum() / 2)]
        found = centrography(*(np.array(origin) + along[:, None] * direction).T, weights).median
        assert found == pytest.approx(np.array(origin) + middle * np.array(direction), abs=1e-6)


@pytest.mark.parametrize("width", [1e-9, 1e-6, 1e-4, 1e-2, 1])
def test_of_points_almost_on_a_line_none_that_holds_the_median_centre_is_missed(width):
    """The rule is asked of every point: it is the minimum where the others do not pull it away."""
    random, held = np.random.default_rng(0), 0
    for _ in range(600):
        count = random.integers(3, 9)
        turn, along = random.uniform(0, np.pi), random.choice(3_000, count, replace=False) - 1_500.0
        points = np.column_stack([along, width * random.normal(size=count)])
        points = points @ [(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))]
        weights = random.random(count) + 0.01
        apart = points - points[:, None]
        distance = np.hypot(*apart.transpose(2, 0, 1)) + np.eye(count)
        pull = np.hypot(*((weights / distance)[..., None] * apart).sum(axis=1).T)
        (holding,) = np.nonzero(pull < weights * (1 - 1e-9))
        if holding.size:
            held += 1
            assert centrography(*points.T, weights).median == pytest.approx(points[holding[0]], abs=1e-6)
    assert held > 300


def test_a_median_centre_that_is_not_found_is_told(monkeypatch):
    monkeypatch.setattr(spatial_median, "_ROUNDS", 1)
    with pytest.raises(InvalidInput, match="median centre of 11 places was not found in 1 steps"):
        centrography(*DOCUMENTED.T)


def test_the_median_centre_stays_on_a_point_that_outweighs_the_others():
    # Weiszfeld's plain step divides by zero there; a place next to it creeps.
    x, y, weights = np.array([(0, 0, 10), (3, 0, 2), (0, 5, 3), (-4, 1, 4)], dtype=float).T
    assert centrography(x, y, weights).median == (0, 0)


def test_the_median_centre_leaves_a_point_that_does_not():
    # The mean is a point of the pattern but not the median: an iteration that starts there must not stop.
    x, y = np.array([(0, 0), (-3, 0), (1, 1), (1, -1), (1, 0)], dtype=float).T
    assert (x.mean(), y.mean()) == (0, 0)
    points = np.column_stack([x, y])
    median = np.array(centrography(x, y).median)
    assert sum_of_distances(median, points, np.ones(5)) < sum_of_distances(np.zeros(2), points, np.ones(5)) - 0.09


def test_a_far_outlier_moves_the_mean_and_hardly_the_median():
    random = np.random.default_rng(2)
    x, y = random.normal(0, 100, (2, 500))
    far = centrography(np.append(x, 1e6), np.append(y, 0))
    assert far.mean[0] > 1000
    assert np.hypot(*far.median) < 30


def test_a_weight_is_as_many_points():
    random = np.random.default_rng(3)
    x, y = random.normal(0, 100, (2, 60))
    times = random.integers(1, 5, 60)
    weighted, repeated = (
        centrography(x, y, times, "arcgis"),
        centrography(*np.repeat([x, y], times, axis=1), None, "arcgis"),
    )
    assert weighted.mean == pytest.approx(repeated.mean)
    assert weighted.median == pytest.approx(repeated.median, abs=1e-6)
    assert weighted.standard_distance == pytest.approx(repeated.standard_distance)
    assert weighted.ellipse.major == pytest.approx(repeated.ellipse.major)


@given(st.integers(0, 1000), st.floats(-1e6, 1e6), st.floats(1e-3, 1e3))
@settings(max_examples=40)
def test_moving_and_scaling_the_points_moves_and_scales_everything(seed, shift, factor):
    x, y = np.random.default_rng(seed).normal(0, 1000, (2, 40))
    one, other = centrography(x, y), centrography((x + shift) * factor, (y - shift) * factor)
    near = 1e-6 * factor * 1000
    assert other.mean == pytest.approx(((one.mean[0] + shift) * factor, (one.mean[1] - shift) * factor), abs=near)
    assert other.median == pytest.approx(((one.median[0] + shift) * factor, (one.median[1] - shift) * factor), abs=near)
    assert other.standard_distance == pytest.approx(one.standard_distance * factor, rel=1e-6)
    assert other.ellipse.area == pytest.approx(one.ellipse.area * factor**2, rel=1e-6)


@pytest.mark.parametrize(("ellipse", "share"), [("crimestat", 0.632), ("arcgis", 0.632), ("yuill", 0.393)])
def test_an_ellipse_holds_the_share_of_normal_points_that_it_promises(ellipse, share):
    points = np.random.default_rng(4).normal(0, (500, 100), (20_000, 2))
    found = centrography(*points.T, ellipse=ellipse)
    along = found.ellipse.angle
    u = points @ (np.sin(np.radians(along)), np.cos(np.radians(along))) / found.ellipse.major
    v = points @ (np.cos(np.radians(along)), -np.sin(np.radians(along))) / found.ellipse.minor
    assert np.mean(u**2 + v**2 <= 1) == pytest.approx(share, abs=0.01)
    assert along == pytest.approx(90, abs=1)


@pytest.mark.parametrize("angle", [0, 30, 90, 135, 179])
def test_the_angle_is_measured_from_north_with_the_clock_and_the_ring_follows_it(angle):
    turn = np.radians(angle)
    along = np.array([-4, -2, 0, 2, 4.0])[:, None] * (np.sin(turn), np.cos(turn))
    across = np.array([1, -2, 2, -2, 1.0])[:, None] * (np.cos(turn), -np.sin(turn)) * 0.1
    found = centrography(*(along + across).T)
    assert (found.ellipse.angle - angle + 90) % 180 == pytest.approx(90, abs=1e-6)
    ring = ellipse_ring(found.mean, found.ellipse)
    distance = np.hypot(*(ring - found.mean).T)
    assert distance.max() == pytest.approx(found.ellipse.major)
    assert distance.min() == pytest.approx(found.ellipse.minor)
    np.testing.assert_array_equal(ring[0], ring[-1])
    far = ring[distance.argmax()] - found.mean
    assert abs(far @ (np.sin(turn), np.cos(turn))) == pytest.approx(found.ellipse.major)


def test_each_group_is_measured_by_itself():
    random = np.random.default_rng(6)
    x, y, weights = random.uniform(0, 100, (3, 90))
    groups = random.choice(["robbery", "burglary", "theft"], 90)
    weights[groups == "theft"] = 0
    found = centrography_by_group(groups, x, y, weights)
    assert list(found) == ["burglary", "robbery"]
    for name, measured in found.items():
        assert measured == centrography(x[groups == name], y[groups == name], weights[groups == name])


def test_measuring_groups_can_be_cancelled():
    def stop(done, total, what):
        assert (done, total) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        centrography_by_group(np.array([1, 2]), np.zeros(2), np.zeros(2), progress=stop)


@pytest.mark.parametrize("points", [[(3, 4)], [(3, 4)] * 5, [(3, 4), (5, 6)], [(0, 0), (1, 1), (2, 2), (7, 7)]])
def test_points_without_a_width_have_no_ellipse_but_a_middle(points):
    x, y = np.array(points, dtype=float).T + 530_000.3
    found = centrography(x, y)
    assert found.ellipse is None
    assert found.mean == pytest.approx((x.mean(), y.mean()))
    assert x.min() - 1e-6 <= found.median[0] <= x.max() + 1e-6
    assert found.standard_distance == pytest.approx(np.sqrt(x.var() + y.var()))


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: centrography(np.array([]), np.array([])), "no points"),
        (lambda: centrography(np.ones(3), np.ones(3), np.zeros(3)), "weight above 0"),
        (lambda: centrography(np.array([1, np.nan]), np.ones(2)), "1 of 2 points"),
        (lambda: centrography(np.ones(3), np.ones(3), ellipse="round"), "crimestat, arcgis, yuill"),
        (lambda: centrography_by_group(np.ones(2), np.ones(3), np.ones(3)), "one group for each"),
        (lambda: centrography_by_group(np.ones(3), np.ones(3), np.ones(3), np.zeros(3)), "weight above 0"),
    ],
)
def test_points_without_a_middle_are_refused(refused, why):
    with pytest.raises(InvalidInput, match=why):
        refused()
