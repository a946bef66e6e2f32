"""Near repeat: counts as published and as counted one by one, p that keeps its promise, and bounded memory."""

from __future__ import annotations

import csv
import itertools
import re
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import pdist

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.space_time import knox, near_repeat_pairs
from safestats_core.hotspots.space_time import near_repeat as module
from safestats_core.hotspots.space_time.near_repeat import are_months, near_repeat
from safestats_core.hotspots.space_time.near_repeat_bands import bands

WEEKS = bands([0, 7, 14, 21, np.inf], what="days")
STREETS = bands([0, 1, 100, 200, 300, np.inf])
FOLDER = "peer_nearrepeat_chicago"


def chicago(real_data, file: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """X, Y and date of a file without a header, as the peer ships it."""
    with open(real_data / FOLDER / file) as text:
        rows = list(csv.reader(text))
    x, y = np.array([row[:2] for row in rows], dtype=float).T
    return x, y, np.array([row[2] for row in rows], dtype="datetime64[D]")


def scattered(n=300, seed=0, side=1000, days=60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events on a lattice of 10 m, so that many share a place and distances fall on edges of bands."""
    random = np.random.default_rng(seed)
    x, y = random.integers(0, side // 10, (2, n)) * 10.0
    return x, y, random.integers(0, days, n)


def counted_one_by_one(x, y, days, space, time, metric="euclidean") -> np.ndarray:
    """The oracle: every pair looked at, its bands found by comparing with the edges."""
    distance = pdist(np.column_stack([x, y]), "cityblock" if metric == "manhattan" else "euclidean")
    gap = pdist(np.asarray(days, dtype=float)[:, None])
    return np.array([[np.count_nonzero(_in(space, s, distance) & _in(time, t, gap)) for t in range(time.count)]
                     for s in range(space.count)])  # fmt: skip


def _in(made, number, values):
    low, high = made.edges[number : number + 2]
    if made.closed == "left":
        return (values >= low) & (values < high)
    return (values <= high) & ((values >= low) if number == 0 else (values > low))


@pytest.mark.realdata
def test_burglaries_in_chicago_have_the_published_counts(real_data):
    x, y, days = chicago(real_data, "chicago_be_month1.csv")
    result = near_repeat(x, y, days, STREETS, WEEKS, metric="manhattan", permutations=999)
    assert x.size == 970
    assert result.observed.tolist() == [
        [28, 5, 5, 2],
        [44, 13, 8, 4],
        [97, 56, 19, 16],
        [77, 67, 45, 20],
        [182194, 146149, 95237, 45879],
    ]


NRC_BURGLARY = "chicago_be_month1_NRverbose_2019-09-23_143005.csv"
NRC_ARSON = "chicago_arson_NRverbose_2019-09-23_145637.csv"


def near_repeat_calculator(real_data, file) -> list[tuple[int, np.ndarray]]:
    """Observed count and simulated counts of every band, row by row, as the Near Repeat Calculator wrote them."""
    text = (real_data / FOLDER / file).read_text(encoding="latin1")
    cells = re.findall(r"Row (\d+) Column (\d+)\s+Expected,([\d,\s]*?),\s*\n.*?Observed,\s*(\d*)", text, re.S)
    by_row = sorted(cells, key=lambda cell: (int(cell[0]), int(cell[1])))
    return [(int(observed), np.array(re.findall(r"\d+", counts), dtype=int)) for *_, counts, observed in by_row]


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("file", "theirs", "space", "time", "rounded"),
    [
        ("chicago_be_month1.csv", NRC_BURGLARY, [0, 1, 100, 200, 300, np.inf], [0, 7, 14, 21, np.inf], False),
        ("chicago_arson.csv", NRC_ARSON, [0, 0.1, 200, 400, 600, np.inf], [0, 1, 2, 3, np.inf], True),
    ],
)
def test_the_near_repeat_calculator_agrees_within_chance(real_data, file, theirs, space, time, rounded):
    """Its labels are off by one: "0 to 7" and "8 to 14" days, "1 to 100" and "101 to 200" metres hold [0, 7), [7, 14),
    [1, 100) and [100, 200). A pair of exactly 7 days or 100 m is counted after the band whose label names it.

    It keeps positions with single precision, to 3 cm here: of the arson pairs one at 399.96 to 400.21 m changes its
    band, so its counts are met with positions rounded in the same way (the published burglary counts are not touched).
    """
    x, y, days = chicago(real_data, file)
    if rounded:
        x, y = x.astype(np.float32), y.astype(np.float32)
    result = near_repeat(x, y, days, bands(space), bands(time), metric="manhattan", permutations=999)
    cells = near_repeat_calculator(real_data, theirs)
    assert len(cells) == result.observed.size == 20
    assert [observed for observed, _ in cells] == result.observed.ravel().tolist()
    for (_, simulated), expected in zip(cells, result.expected_exact.ravel()):
        error = max(simulated.std(ddof=1), np.sqrt(expected)) / np.sqrt(simulated.size)
        assert abs(simulated.mean() - expected) <= 4 * error + 1e-9


def test_burkitts_lymphoma_has_the_published_count_and_expectation():
    if find_spec("libpysal") is None:
        pytest.skip("libpysal, which ships the events, is not installed")
    from libpysal import examples
    from libpysal.io import open as open_dbf

    table = open_dbf(examples.get_path("burkitt.dbf"))
    x, y, days = (np.array(table.by_col(name)) for name in "XYT")
    near = bands([0, 20, np.inf], "right"), bands([0, 5, np.inf], "right")
    result = near_repeat(x, y, days.astype(int), *near, permutations=999)
    assert x.size == 188
    assert result.observed[0, 0] == 13
    assert result.expected_exact[0, 0] == pytest.approx(10.1438161, abs=1e-7)
    assert result.expected_exact.ravel() == pytest.approx([10.1438161, 3418.85618, 41.8561839, 14107.1438], rel=1e-6)
    assert result.expected[0, 0] == pytest.approx(10.1438161, abs=0.3)
    # pointpats calls P(X > 13) = 0.146 its p_poisson; as many pairs or more is P(X >= 13), and so does ours count.
    assert stats.poisson.sf(12, result.expected_exact[0, 0]) == pytest.approx(0.222267, abs=1e-6)
    assert result.p[0, 0] == pytest.approx(0.222267, abs=0.04)


def test_pointpats_counts_the_same_pairs():
    spacetime = pytest.importorskip("pointpats.spacetime")
    x, y, days = scattered(150)
    peer = spacetime.Knox(np.column_stack([x, y]), days[:, None], delta=100, tau=5, permutations=0)
    ours = near_repeat(x, y, days, bands([0, 100, np.inf], "right"), bands([0, 5, np.inf], "right"), permutations=9)
    np.testing.assert_array_equal(ours.observed, peer.observed)
    assert ours.expected_exact[0, 0] == pytest.approx(peer.expected[0, 0])


@pytest.mark.parametrize("closed", ["left", "right"])
@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize("edges", [[0, 1, 100, 200, np.inf], [0, 50, 130], [40, 100, np.inf], [0, np.inf]])
def test_every_pair_is_counted_in_the_band_that_holds_it(edges, metric, closed):
    x, y, days = scattered()
    space, time = bands(edges, closed), bands([0, 1, 7, 30], closed, "days")
    result = near_repeat(x, y, days, space, time, metric=metric, permutations=1)
    np.testing.assert_array_equal(result.observed, counted_one_by_one(x, y, days, space, time, metric))


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 40)), min_size=2, max_size=40),
    st.sampled_from(["left", "right"]),
    st.randoms(use_true_random=False),
)
def test_counts_depend_on_the_events_alone(events, closed, shuffle):
    x, y, days = np.array(events).T * np.array([[10.0], [10.0], [1]])
    days = days.astype(int)
    if np.ptp(days) == 0 or (np.ptp(x) == 0 and np.ptp(y) == 0):
        return
    space, time = bands([0, 1, 30, 60, np.inf], closed), bands([0, 2, 9, np.inf], closed, "days")
    result = near_repeat(x, y, days, space, time, permutations=19)
    np.testing.assert_array_equal(result.observed, counted_one_by_one(x, y, days, space, time))
    assert result.observed.sum() == x.size * (x.size - 1) // 2
    assert ((result.p > 0) & (result.p <= 1)).all()
    order = list(range(x.size))
    shuffle.shuffle(order)
    again = near_repeat(x[order] + 5_000, y[order] - 3_000, days[order] + 700, space, time, permutations=19)
    larger = near_repeat(x * 2, y * 2, days, bands([0, 2, 60, 120, np.inf], closed), time, permutations=19)
    for other in (again, larger):
        np.testing.assert_array_equal(other.observed, result.observed)
        np.testing.assert_array_equal(other.expected, result.expected)
        np.testing.assert_array_equal(other.p, result.p)


def test_days_are_calendar_days():
    times = np.array(["2024-03-01T23:50", "2024-03-02T00:10", "2024-03-02T23:59"], dtype="datetime64[s]")
    x = np.array([0.0, 0, 500])
    same_day = near_repeat(x, x, times, bands([0, 1, np.inf]), bands([0, 1, 2], what="days"), permutations=1).observed
    # Twenty minutes apart over midnight is one day; 24 hours apart on one date is none.
    assert same_day.tolist() == [[0, 1], [1, 1]]


def test_a_band_that_holds_its_upper_edge_includes_that_day():
    days = np.array([0, 7])
    x = np.array([0.0, 50])
    left, right = bands([0, 7, 14], what="days"), bands([0, 7, 14], "right", "days")
    assert near_repeat(x, x, days, bands([0, 100]), left, permutations=1).observed.tolist() == [[0, 1]]
    assert near_repeat(x, x, days, bands([0, 100]), right, permutations=1).observed.tolist() == [[1, 0]]


def test_expected_ratio_and_p_are_those_of_all_orders_of_the_days():
    x, y = np.array([0.0, 30, 60, 400, 800]), np.zeros(5)
    days = np.array([0, 1, 2, 40, 41])
    space, time = bands([0, 50, np.inf]), bands([0, 3, np.inf], what="days")
    every = np.array([counted_one_by_one(x, y, np.array(o), space, time) for o in itertools.permutations(days)])
    result = near_repeat(x, y, days, space, time, permutations=20_000)
    np.testing.assert_allclose(result.expected_exact, every.mean(axis=0))
    np.testing.assert_allclose(result.expected, every.mean(axis=0), atol=0.03)
    np.testing.assert_allclose(result.p, (every >= result.observed).mean(axis=0), atol=0.015)
    np.testing.assert_allclose(result.ratio, result.observed / result.expected)
    np.testing.assert_allclose(result.ratio_median, result.observed / np.median(every, axis=0))


def test_p_counts_the_observed_order_and_is_never_zero():
    x = np.repeat(np.arange(50) * 1000.0, 4)
    days = np.repeat(np.arange(50) * 20, 4)
    result = near_repeat(x, x, days, bands([0, 1, np.inf]), bands([0, 7, np.inf], what="days"), permutations=99)
    assert result.p[0, 0] == 1 / 100
    assert result.p[0, 1] == 1
    assert result.over_represented().tolist() == [[True, False], [False, False]]


def test_bands_without_an_end_are_significant_but_do_not_link():
    x = np.repeat(np.arange(40) * 1000.0, 2)
    days = np.tile([0, 90], 40)
    result = near_repeat(x, x, days, bands([0, 1, np.inf]), bands([0, 7, np.inf], what="days"), permutations=99)
    assert result.over_represented().tolist() == [[False, True], [False, False]]
    assert not result.linking().any()


def test_dates_that_are_all_the_first_of_a_month_are_taken_for_months():
    assert are_months(np.array(["2024-01-01T00:00", "2024-02-01T00:00"], dtype="datetime64[s]"))
    assert not are_months(np.array(["2024-01-01", "2024-02-02"], dtype="datetime64[D]"))


def test_a_band_nobody_falls_into_has_no_ratio_and_p_one():
    x, days = np.arange(5) * 1000.0, np.arange(5)
    result = near_repeat(x, x, days, bands([0, 1, np.inf]), bands([0, 7], what="days"), permutations=9)
    assert result.observed[0, 0] == result.expected[0, 0] == 0
    assert np.isnan(result.ratio[0, 0])
    assert np.isnan(result.ratio_median[0, 0])
    assert result.p[0, 0] == 1
    assert not result.over_represented()[0, 0]


def test_events_without_a_pattern_are_called_significant_as_often_as_promised():
    p = []
    for seed in range(150):
        x, y, days = scattered(120, seed)
        p.append(
            near_repeat(x, y, days, bands([0, 150]), bands([0, 7], what="days"), permutations=99, seed=seed).p[0, 0]
        )
    assert np.mean(np.array(p) <= 0.05) <= 0.1
    assert np.mean(np.array(p) <= 0.5) == pytest.approx(0.5, abs=0.13)


def test_the_same_seed_gives_the_same_result():
    events = scattered()
    first, again, other = (near_repeat(*events, STREETS, WEEKS, permutations=49, seed=seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first.expected, again.expected)
    assert (first.expected != other.expected).any()


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
def test_pairs_found_in_blocks_are_the_pairs_found_at_once(monkeypatch, metric):
    x, y, days = scattered(800, side=3000)
    x[:60], y[:60] = 700, 700
    space, time = bands([0, 1, 150, 400, np.inf]), WEEKS
    at_once = near_repeat(x, y, days, space, time, metric=metric, permutations=5)
    monkeypatch.setattr(near_repeat_pairs, "PAIRS_PER_BLOCK", 500)
    monkeypatch.setattr(knox, "_MEMORY", 4_000)
    in_blocks = near_repeat(x, y, days, space, time, metric=metric, permutations=5)
    np.testing.assert_array_equal(in_blocks.observed, counted_one_by_one(x, y, days, space, time, metric))
    np.testing.assert_array_equal(in_blocks.expected, at_once.expected)
    places = near_repeat_pairs.places_of(x, y, metric)
    pairs = near_repeat_pairs.count_pairs(places, 400)
    blocks = list(near_repeat_pairs.pair_blocks(places, space, pairs))
    assert sum(block.one.size for block in blocks) == pairs
    assert len(blocks) > 50
    assert max(block.one.size for block in blocks) < 3_000


def test_long_years_of_days_are_counted_too():
    x, y, days = scattered()
    days = days * 2_000
    time = bands([0, 1, 40_000, np.inf], what="days")
    result = near_repeat(x, y, days, STREETS, time, permutations=1)
    np.testing.assert_array_equal(result.observed, counted_one_by_one(x, y, days, STREETS, time))


@pytest.mark.parametrize(
    ("x", "days", "why"),
    [
        ([], [], "There are 0 events"),
        ([1.0], [1], "There are 1 events"),
        ([1.0, 2.0], [5, 5], "same day"),
        ([1.0, 1.0], [5, 6], "same place"),
        ([1.0, np.nan], [5, 6], "1 of 2 points have no finite"),
        ([1.0, 2.0], [5], "have 1 times"),
        ([1.0, 2.0], [0.5, 6], "Give dates, or whole days"),
    ],
)
def test_events_that_cannot_be_compared_are_refused(x, days, why):
    with pytest.raises(InvalidInput, match=why):
        near_repeat(np.array(x), np.array(x), np.array(days, dtype=float if 0.5 in days else int), STREETS, WEEKS)


def test_a_missing_time_an_unknown_metric_and_no_permutations_are_refused():
    x = np.array([1.0, 2])
    with pytest.raises(InvalidInput, match="1 of 2 events have no time"):
        near_repeat(x, x, np.array(["2024-01-01", "NaT"], dtype="datetime64[s]"), STREETS, WEEKS)
    with pytest.raises(InvalidInput, match="no metric 'network'"):
        near_repeat(x, x, np.array([1, 2]), STREETS, WEEKS, metric="network")
    with pytest.raises(InvalidInput, match="0 permutations"):
        near_repeat(x, x, np.array([1, 2]), STREETS, WEEKS, permutations=0)


def test_more_comparisons_than_stated_are_refused_before_they_start(monkeypatch):
    monkeypatch.setattr(module, "MAXIMUM_COMPARISONS", 1_000)
    with pytest.raises(InvalidInput, match="more than 1,000 comparisons. Use shorter distance bands"):
        near_repeat(*scattered(), STREETS, WEEKS)
    nothing_but_the_infinite_band = bands([0, np.inf])
    assert near_repeat(*scattered(), nothing_but_the_infinite_band, WEEKS, permutations=9).observed.sum() > 40_000


def test_progress_is_told_and_can_stop_the_work():
    told = []
    near_repeat(*scattered(), STREETS, WEEKS, permutations=99, progress=lambda *step: told.append(step))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert done[-1] == 99
    assert told[0][1:] == (99, "Permutations")

    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        near_repeat(*scattered(), STREETS, WEEKS, permutations=99, progress=stop)
