"""The space-time scan: SaTScan's answer to its own run, a scan of every cylinder by brute force, planted clusters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.space_time import scan_effort
from safestats_core.hotspots.space_time.scan import SpaceTimeScan, space_time_scan
from safestats_core.hotspots.space_time.scan_likelihood import largest_expected, log_likelihood_ratio


def peer(folder) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    cases = np.loadtxt(folder / "test1.cas", dtype=int)
    places = np.loadtxt(folder / "test1.geo")
    place = np.repeat(cases[:, 0], cases[:, 1]) - 1
    return places[place, 1], places[place, 2], np.repeat(cases[:, 2], cases[:, 1]), places[:, 1:].T


def by_brute_force(x, y, days, prospective, max_share, most_units, minimum=2) -> tuple[float, float]:
    """The largest statistic over all cylinders, each summed up by itself, and the cases in all of them together."""
    places = np.unique(np.stack([x, y], axis=1), axis=0)
    first, last, total = days.min(), days.max(), x.size
    best, sum_of_cases = 0.0, 0
    for centre in places:
        far = np.hypot(*(places - centre).T)
        ordered = sorted(range(len(places)), key=lambda i: (round(far[i], 6), *places[i]))
        for k in range(1, len(ordered) + 1):
            chosen = {tuple(places[i]) for i in ordered[:k]}
            inside = np.array([(a, b) in chosen for a, b in zip(x, y)])
            if inside.sum() > max_share * total:
                break
            for begin in range(first, last + 1):
                for end in [last] if prospective else range(begin, last + 1):
                    if 1 <= end - begin + 1 <= most_units:
                        window = (days >= begin) & (days <= end)
                        c, mu = np.sum(inside & window), inside.sum() * window.sum() / total
                        sum_of_cases += c
                        if c > mu and c >= minimum:
                            rest = (total - c) * np.log((total - c) / (total - mu)) if c < total else 0
                            best = max(best, c * np.log(c / mu) + rest)
    return best, sum_of_cases


def chance(n=120, places=25, days=20, seed=0):
    random = np.random.default_rng(seed)
    where = random.integers(0, 100, (places, 2)) * 10.0
    at = random.integers(0, places, n)
    return where[at, 0], where[at, 1], random.integers(0, days, n)


def described(result: SpaceTimeScan) -> list[tuple]:
    return [(c.radius, c.first_day, c.last_day, c.observed, c.llr, c.p, c.locations) for c in result.clusters]


@pytest.mark.realdata
def test_the_clusters_are_those_that_satscan_reports(real_data):
    x, y, days, centres = peer(real_data / "peer_satscan_stp")
    result = space_time_scan(x, y, days, start=0, end=1000, prospective=True, centres=centres, permutations=99)
    first, second = result.clusters
    assert (first.x, first.y, first.radius, first.first_day, first.last_day) == (30, 30, 20, 993, 1000)
    assert (first.observed, round(first.expected, 2), round(first.llr, 6), first.locations) == (3, 0.42, 3.352053, 3)
    assert (second.x, second.y, second.radius, second.first_day, second.last_day) == (50, 50, 0, 962, 1000)
    assert (second.observed, round(second.expected, 2), round(second.llr, 6), second.locations) == (
        4,
        0.96,
        2.715606,
        1,
    )
    assert sorted(days[first.members]) == [993, 995, 995]
    assert (result.cases, result.centres, result.longest) == (100, 25, 500)


@pytest.mark.realdata
def test_p_agrees_with_satscan_as_far_as_its_248_replications_can_tell(real_data):
    """SaTScan stopped after 248 replications: 50 of them reached the first cluster's statistic, 144 the second's.

    It seeds replication i of its multiplicative generator with 12345678 + i, so its replications resemble each other:
    they tell less than 248 independent ones. Ours are independent, and p is 0.30 with 999 of them; by simulating
    SaTScan's generator we find 50 in 230, which is 0.217. So p may differ from 0.202 by 0.12, the second by 0.1.
    """
    x, y, days, centres = peer(real_data / "peer_satscan_stp")
    result = space_time_scan(x, y, days, start=0, end=1000, prospective=True, centres=centres, permutations=399)
    assert result.clusters[0].p == pytest.approx(0.202, abs=0.15)
    assert result.clusters[1].p == pytest.approx(0.581, abs=0.12)
    assert result.clusters[0].p == pytest.approx(0.30, abs=0.07)


@pytest.mark.parametrize("prospective", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_no_cylinder_is_more_likely_than_the_most_likely_cluster(prospective, seed):
    x, y, days = chance(n=40, places=9, days=8, seed=seed)
    best, _ = by_brute_force(x, y, days, prospective, 0.5, 4)
    result = space_time_scan(x, y, days, prospective=prospective, permutations=1)
    assert result.clusters[0].llr == pytest.approx(best, rel=1e-9)


def test_what_chance_yields_is_the_largest_of_all_cylinders_of_every_permutation():
    x, y, days = chance(n=30, places=6, days=6, seed=4)
    result = space_time_scan(x, y, days, permutations=5, seed=7)
    # The same deals as the scan's: times sorted, given to the cases in order of x, then y.
    random, order = np.random.default_rng(7), np.lexsort((y, x))
    largest = []
    for _ in range(5):
        dealt = random.permutation(np.sort(days))
        largest.append(by_brute_force(x[order], y[order], dealt, False, 0.5, (days.max() - days.min() + 1) // 2)[0])
    np.testing.assert_allclose(result.by_chance, sorted(largest), rtol=1e-9)


def test_a_cluster_is_what_its_members_say():
    x, y, days = chance()
    for cluster in space_time_scan(x, y, days, permutations=19).clusters:
        inside = np.hypot(x - cluster.x, y - cluster.y) <= cluster.radius + 1e-6
        in_window = (days >= cluster.first_day) & (days <= cluster.last_day)
        assert cluster.observed == cluster.members.size
        assert (inside & in_window)[cluster.members].all()
        places = np.unique(np.stack([x, y], axis=1)[cluster.members], axis=0)
        assert len(places) <= cluster.locations
        assert cluster.ratio == pytest.approx(cluster.observed / cluster.expected)
        mu = cluster.expected
        assert cluster.llr == pytest.approx(float(log_likelihood_ratio(cluster.observed, mu, x.size)))


def test_clusters_come_in_order_and_share_no_location():
    x, y, days = chance(n=400, places=60)
    result = space_time_scan(x, y, days, permutations=49)
    ratios = [c.llr for c in result.clusters]
    assert len(ratios) > 2
    assert ratios == sorted(ratios, reverse=True)
    assert [c.p for c in result.clusters] == sorted(c.p for c in result.clusters)
    places = [set(zip(x[c.members], y[c.members])) for c in result.clusters]
    assert all(not places[i] & places[j] for i in range(len(places)) for j in range(i))


def test_a_planted_cluster_is_found_where_and_when_it_was_planted():
    random = np.random.default_rng(1)
    x, y, days = random.uniform(0, 10_000, 900), random.uniform(0, 10_000, 900), random.integers(0, 40, 900)
    x = np.append(x, 5000 + random.normal(0, 150, 40))
    y = np.append(y, 7000 + random.normal(0, 150, 40))
    days = np.append(days, random.integers(30, 35, 40))
    cluster = space_time_scan(x, y, days, cell_size=500, max_days=10, permutations=49).clusters[0]
    assert cluster.p == 0.02
    assert np.hypot(cluster.x - 5000, cluster.y - 7000) < 600
    assert 29 <= cluster.first_day <= 31
    assert 33 <= cluster.last_day <= 35
    assert np.count_nonzero(cluster.members >= 900) >= 35


def test_only_clusters_that_are_still_going_on_are_found_prospectively():
    x, y, days = chance(n=300)
    result = space_time_scan(x, y, days, prospective=True, permutations=19)
    assert {c.last_day for c in result.clusters} == {19}


def test_places_that_are_always_busy_and_days_that_are_busy_everywhere_are_no_clusters():
    place, day = np.meshgrid(np.arange(20), np.arange(12))
    counts = np.where(place == 3, 9, 1) * np.where(day == 5, 4, 1)
    x, days = np.repeat(place.ravel(), counts.ravel()), np.repeat(day.ravel(), counts.ravel())
    result = space_time_scan(x * 100.0, np.zeros(x.size), days, permutations=9)
    assert result.clusters == ()


def test_p_is_evenly_spread_where_there_is_nothing_to_find():
    p = [space_time_scan(*chance(n=60, places=8, days=8, seed=s), permutations=19, seed=s).clusters for s in range(80)]
    p = np.array([found[0].p if found else 1.0 for found in p])
    assert ((p > 0) & (p <= 1)).all()
    for level in (0.1, 0.25, 0.5):
        share = np.mean(p <= level)
        assert abs(share - level) < 3.5 * np.sqrt(level * (1 - level) / p.size)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), prospective=st.booleans(), share=st.sampled_from([0.1, 0.3, 0.5]))
def test_neither_the_order_of_points_nor_where_the_map_begins_matters(seed, prospective, share):
    x, y, days = chance(n=60, places=12, days=9, seed=seed)
    kept = {"prospective": prospective, "max_share": share, "permutations": 9, "seed": 3}
    try:
        result = space_time_scan(x, y, days, **kept)
    except InvalidInput:
        return
    order = np.random.default_rng(seed).permutation(x.size)
    shuffled = space_time_scan(x[order], y[order], days[order], **kept)
    moved = space_time_scan(x + 530_000.25, y + 180_000.5, days + 17_000, **kept)
    assert described(result) == described(shuffled)
    for one, two in zip(result.clusters, shuffled.clusters):
        np.testing.assert_array_equal(one.members, np.sort(order[two.members]))
    assert [(c.llr, c.p, c.observed) for c in result.clusters] == [(c.llr, c.p, c.observed) for c in moved.clusters]
    np.testing.assert_array_equal(result.by_chance, moved.by_chance)


def test_the_same_seed_gives_the_same_result_and_another_one_other_permutations():
    x, y, days = chance()
    one, same, other = (space_time_scan(x, y, days, permutations=19, seed=s) for s in (5, 5, 6))
    assert described(one) == described(same)
    assert not np.array_equal(one.by_chance, other.by_chance)


def test_locations_as_far_from_the_centre_enter_one_at_a_time_smaller_x_first():
    """Round (30, 30) lie (10, 30) and (30, 10), as far; a ring would have to take the four neighbours together."""
    x = np.array([30, 10, 30, 30, 50] + [90] * 15, dtype=float)
    y = np.array([30, 30, 10, 50, 30] + [90] * 15, dtype=float)
    days = np.array([9, 9, 9, 0, 0] + [i % 9 for i in range(15)])
    cluster = space_time_scan(x, y, days, permutations=9).clusters[0]
    assert (cluster.locations, cluster.observed, cluster.radius) == (3, 3, 20)


def test_places_where_nothing_happened_are_centres_and_may_not_be_shared():
    """A quiet place between two busy ones: circles round it are tried, and it belongs to one cluster at most."""
    x, y, days = chance(n=150, places=12, days=12, seed=3)
    quiet = np.random.default_rng(9).integers(0, 100, (30, 2)) * 10.0 + 5
    places = np.unique(np.vstack([np.stack([x, y], axis=1), quiet]), axis=0)
    result = space_time_scan(x, y, days, centres=(places[:, 0], places[:, 1]), permutations=19)
    assert (result.locations, result.centres) == (len(places), len(places))
    best = max(c.llr for c in space_time_scan(x, y, days, permutations=1).clusters)
    assert result.clusters[0].llr >= best - 1e-9
    assert all(np.isfinite(c.llr) and c.expected > 0 for c in result.clusters)
    taken: set = set()
    for cluster in result.clusters:
        far = np.hypot(places[:, 0] - cluster.x, places[:, 1] - cluster.y)
        order = np.lexsort((places[:, 1], places[:, 0], far.round(6)))[: cluster.locations]
        assert far[order[-1]] == pytest.approx(cluster.radius)
        assert not taken & set(order.tolist())
        taken |= set(order.tolist())


def test_no_cluster_exceeds_the_limits():
    x, y, days = chance(n=300, places=40, days=30)
    result = space_time_scan(x, y, days, max_share=0.1, max_radius=150, max_days=3, minimum_cases=4, permutations=9)
    assert result.longest == 3
    for cluster in result.clusters:
        assert cluster.radius <= 150
        assert cluster.last_day - cluster.first_day + 1 <= 3
        assert cluster.observed >= 4
        inside = np.hypot(x - cluster.x, y - cluster.y) <= cluster.radius
        assert np.count_nonzero(inside) <= 30 or cluster.locations < len(set(zip(x[inside], y[inside])))


def test_clusters_above_the_largest_p_are_left_out_but_for_the_first():
    x, y, days = chance(n=400, places=60)
    every = space_time_scan(x, y, days, permutations=49)
    some = space_time_scan(x, y, days, permutations=49, max_p=0.001)
    assert len(some.clusters) == 1 < len(every.clusters)
    assert described(some) == described(every)[:1]


@pytest.mark.parametrize(("permutations", "max_p"), [(9, 0.05), (9, 0.1), (19, 0.01), (19, 0.05), (19, 0.5)])
def test_a_largest_p_below_what_so_many_permutations_can_give_leaves_the_first_cluster_alone(permutations, max_p):
    random = np.random.default_rng(3)
    planted = np.array([(1_000, 1_000, 10), (9_000, 9_000, 50), (1_000, 9_000, 80)]).repeat(12, axis=0)
    planted = planted + np.column_stack([random.uniform(-50, 50, (36, 2)), random.integers(0, 3, 36)])
    background = np.column_stack([random.uniform(0, 10_000, (150, 2)), random.integers(0, 100, 150)])
    x, y, days = np.concatenate([background, planted]).T
    every = space_time_scan(x, y, days, permutations=permutations)
    some = space_time_scan(x, y, days, permutations=permutations, max_p=max_p)
    by_hand = [(1 + sum(each >= c.llr for each in every.by_chance)) / (permutations + 1) for c in every.clusters]
    expected = [d for d, p in zip(described(every), by_hand) if p <= max_p + 1e-9] or described(every)[:1]
    assert min(by_hand[:3]) == by_hand[2] == 1 / (permutations + 1)
    assert described(some) == expected


def test_of_clusters_that_are_equally_likely_the_largest_p_leaves_one():
    x, days = np.repeat([0.0, 1_000.0, 2_000.0, 3_000.0], 3), np.repeat([1, 5, 9, 13], 3)
    assert len(space_time_scan(x, 0 * x, days, permutations=9).clusters) > 1
    assert len(space_time_scan(x, 0 * x, days, permutations=9, max_p=0.01).clusters) == 1


def test_time_units_are_counted_back_from_the_last_day_and_the_rest_belongs_to_the_first():
    x, y, _ = chance(n=60)
    days = np.arange(60) % 24 + 1
    result = space_time_scan(x, y, days, time_step=7, permutations=1)
    np.testing.assert_array_equal(result.units, [1, 11, 18, 25])
    start = int(np.datetime64("2018-02-01", "D").astype(int))
    months = space_time_scan(x, y, start + days * 12, start=start, months=True, permutations=1)
    firsts = months.units.astype("datetime64[D]").astype(str)
    assert list(firsts[:3]) == ["2018-02-01", "2018-03-01", "2018-04-01"]


def test_cells_bring_neighbouring_points_together():
    x, y = np.array([10.0, 20, 90, 410, 490, 450]), np.array([10.0, 90, 50, 10, 10, 60])
    result = space_time_scan(x, y, np.array([0, 0, 0, 5, 5, 3]), cell_size=100, permutations=1)
    assert result.locations == 2
    assert {(c.x, c.y) for c in result.clusters} <= {(50.0, 50.0), (450.0, 50.0)}


@pytest.mark.parametrize("level", [0, 0.01, 3.0, 12.5, 80])
@pytest.mark.parametrize("cases", [2, 50, 100_000])
def test_the_largest_expectation_gives_exactly_the_level(level, cases):
    most = cases // 2
    expected = largest_expected(level, cases, most)
    ratio = log_likelihood_ratio(np.arange(1, most + 1), expected[1:], cases)
    np.testing.assert_allclose(ratio, level, atol=1e-5)
    assert expected[0] == -1
    assert (np.diff(expected) > 0).all()


def test_it_can_be_stopped_and_says_how_far_it_is():
    seen = []

    def stop(done, total, what):
        seen.append((done, total, what))
        if what == "Permutations" and done == 3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        space_time_scan(*chance(), permutations=99, progress=stop)
    assert seen[-1] == (3, 99, "Permutations")


ONE = np.array([1.0])


@pytest.mark.parametrize(
    ("points", "settings_", "words"),
    [
        ((ONE, ONE, ONE), {}, "at least two"),
        ((ONE[:0], ONE[:0], ONE[:0]), {}, "at least two"),
        ((np.ones(9), np.ones(9), np.arange(9)), {}, "one place"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"max_share": 0.1}, "No circle holds"),
        ((np.arange(9.0), np.ones(9), np.ones(9)), {}, "fewer than two time units"),
        ((np.arange(9.0), np.ones(9), np.full(9, np.nan)), {}, "missing or not whole"),
        ((np.arange(9.0), np.ones(9), np.full(9, np.datetime64("NaT"))), {}, "missing or not whole"),
        ((np.append(np.arange(8.0), np.nan), np.ones(9), np.arange(9)), {}, "no finite coordinates"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"max_share": 0.6}, "0.5"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"max_time": 0}, "0.9"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"max_time": 0.01}, "No window is short enough"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"permutations": 0}, "999"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"end": 5}, "outside the study period"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"cell_size": -1.0}, "cell size"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"time_step": 0}, "time step"),
        ((np.arange(9.0), np.ones(9), np.arange(9)), {"max_p": 0}, "largest p"),
        ((np.arange(20_000.0), np.ones(20_000), np.arange(20_000)), {}, "cell size"),
    ],
)
def test_what_cannot_be_scanned_is_refused_with_the_remedy(points, settings_, words):
    with pytest.raises(InvalidInput, match=words):
        space_time_scan(*points, **settings_)


def test_a_scan_that_would_take_hours_is_refused_before_it_starts(monkeypatch):
    monkeypatch.setattr(scan_effort, "MAXIMUM_HOURS", 1e-6)
    with pytest.raises(InvalidInput, match="larger cells"):
        space_time_scan(*chance())
