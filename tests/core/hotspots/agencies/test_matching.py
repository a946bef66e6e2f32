"""Records of two agencies matched: against splink, against all pairs one by one, and against every assignment."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.agencies.matching import candidates
from safestats_core.hotspots.agencies.matching.assignment import among_competitors, one_to_one
from safestats_core.hotspots.agencies.matching.candidates import Pairs, candidate_pairs
from safestats_core.hotspots.agencies.matching.chance_pairs import chance_pairs, shift_unit
from safestats_core.hotspots.agencies.matching.comparison import compare, levels_for
from safestats_core.hotspots.agencies.matching.compatible import compatible_categories
from safestats_core.hotspots.agencies.matching.events import single_events
from safestats_core.hotspots.agencies.matching.fellegi_sunter import fit, probabilities, shares_together
from safestats_core.hotspots.agencies.matching.matching import Matching, count_at, links_at, match_records
from safestats_core.hotspots.agencies.matching.records import Records, records

SPLINK = Path(__file__).resolve().parents[3] / "data" / "splink"
HOUR, WEEK = 3_600, 7 * 86_400


def supplied(name: str) -> tuple[list[str], Records]:
    with open(SPLINK / f"{name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    number = {key: np.array([float(row[key]) for row in rows]) for key in ("x", "y", "precision", "start", "end")}
    start, end = (number[key].astype("datetime64[s]") for key in ("start", "end"))
    made = records(number["x"], number["y"], start, end, number["precision"], [row["category"] or None for row in rows])
    return [row["id"] for row in rows], made


def scattered(seed: int, count: int, weeks: int = 30, category: str = "abc", half: int = 0) -> Records:
    """Records without any event in common with others: uniform in 3 km and over the weeks."""
    rng = np.random.default_rng(seed)
    start = rng.integers(0, weeks * WEEK, count)
    end = start + (rng.integers(0, 2 * half, count) if half else 0)
    return records(
        *rng.uniform(0, 3_000, (2, count)),
        start.astype("datetime64[s]"),
        end.astype("datetime64[s]"),
        rng.choice([20.0, 80.0, 300.0], count),
        rng.choice(list(category), count).tolist(),
    )


def sharing(seed: int, count: int, shared: int) -> tuple[Records, Records]:
    """Two agencies of `count` records each; the first `shared` of both are the same events."""
    rng = np.random.default_rng(seed)
    a, b = scattered(seed, count), scattered(seed + 1, count)
    x, y, start = b.x.copy(), b.y.copy(), b.start.copy()
    x[:shared] = a.x[:shared] + rng.normal(0, 15, shared)
    y[:shared] = a.y[:shared] + rng.normal(0, 15, shared)
    start[:shared] = a.start[:shared] + rng.integers(-600, 900, shared)
    start = np.maximum(start, 0).astype("datetime64[s]")
    names = [b.categories[code] for code in b.category]
    return a, records(x, y, start, None, 50.0, names)


@pytest.mark.parametrize("case", ["em", "u fixed", "u and prior fixed"])
def test_m_u_prior_and_every_probability_are_those_of_splink(case):
    """splink 5.0.0 on duckdb 2.0.0, run by tests/data/splink/reference.py; both from one start, 25 steps of EM."""
    settings = json.loads((SPLINK / "settings.json").read_text(encoding="utf-8"))
    theirs = json.loads((SPLINK / "reference.json").read_text(encoding="utf-8"))[case]
    (police_ids, police), (hospital_ids, hospital) = supplied("police"), supplied("hospital")
    pairs = candidate_pairs(police, hospital, settings["tolerance"])
    levels = levels_for(police, hospital, pairs, settings["distances"], settings["minutes"])
    assert levels.labels[2] == (*(" + ".join(each) for each in settings["combinations"]), "other")
    comparison = compare(levels, police, hospital, pairs)
    u = None if case == "em" else [np.array(each) for each in settings["u"]]
    prior = settings["prior"] if case == "u and prior fixed" else None
    model = fit(comparison, levels.sizes, u, prior, iterations=25, converged=0)
    assert model.prior == pytest.approx(theirs["prior"], abs=1e-8)
    for k in range(3):
        # Ours has a floor of 1e-10 below which no probability counts; splink goes on until it stops at 1e-300.
        np.testing.assert_allclose(model.m[k], theirs["m"][k], rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(model.u[k], theirs["u"][k], rtol=1e-6, atol=1e-8)
    by_pair = dict(zip(zip(pairs.first, pairs.second), probabilities(model, comparison)))
    ours = {(police_ids[one], hospital_ids[other]): p for (one, other), p in by_pair.items()}
    assert len(theirs["pairs"]) == len(ours)
    for one, other, probability, _ in theirs["pairs"]:
        assert ours[one, other] == pytest.approx(probability, abs=1e-7)


@pytest.mark.parametrize("few", [0, 20_000_000])
def test_candidates_are_those_of_all_pairs_looked_at_one_by_one(monkeypatch, few):
    monkeypatch.setattr(candidates, "_FEW_IN_TIME", few)  # 0: by the tree, which is for vague times
    a, b = scattered(1, 300, weeks=1, half=4 * HOUR), scattered(2, 250, weeks=1, half=40 * HOUR)
    allowed = compatible_categories("a = a, b\nb = c;", a.categories, b.categories)
    found = candidate_pairs(a, b, HOUR, allowed)
    expected = []
    for i, j in itertools.product(range(a.count), range(b.count)):
        distance = np.hypot(a.x[i] - b.x[j], a.y[i] - b.y[j])
        gap = max(0, b.start[j] - a.end[i], a.start[i] - b.end[j])
        if distance <= a.precision[i] + b.precision[j] and gap <= HOUR and allowed[a.category[i], b.category[j]]:
            half = (a.end[i] - a.start[i] + b.end[j] - b.start[j]) / 2
            expected.append((i, j, distance, max(gap, half)))
    assert len(expected) > 150
    np.testing.assert_array_equal(np.column_stack([found.first, found.second]), [each[:2] for each in expected])
    np.testing.assert_allclose(np.column_stack([found.distance, found.apart]), [each[2:] for each in expected])


def test_records_in_one_place_at_one_time_are_candidates_even_when_known_to_the_point():
    a = records([5.0], [5.0], np.array(["2024-01-01T12:00"], "M8[s]"), precision=0)
    assert candidate_pairs(a, a, 0).first.size == 1


def test_of_competing_pairs_the_best_sum_is_kept_as_trying_everything_shows():
    rng = np.random.default_rng(4)
    for _ in range(60):
        first, second = np.array(list(itertools.product(range(4), range(4))))[rng.random(16) < 0.6].T
        weight = rng.uniform(0, 5, first.size)
        kept = one_to_one(first, second, weight)
        assert np.unique(first[kept]).size == np.unique(second[kept]).size == kept.size
        best = 0.0
        for size in range(1, 5):
            for some in map(list, itertools.combinations(range(first.size), size)):
                if len(set(first[some])) == len(set(second[some])) == size:
                    best = max(best, weight[some].sum())
        assert weight[kept].sum() == pytest.approx(best)


@pytest.fixture(scope="module")
def stated() -> Callable[[np.ndarray, np.ndarray, np.ndarray], Matching]:
    """A matching of given pairs with given probabilities."""
    some = match_records(*sharing(10, 400, 80))

    def stated(first: np.ndarray, second: np.ndarray, probability: np.ndarray) -> Matching:
        pairs = Pairs(first, second, np.zeros(first.size), np.zeros(first.size))
        return replace(some, pairs=pairs, weight=np.log2(probability / (1 - probability)), probability=probability)

    return stated


def every_matching(first: np.ndarray, second: np.ndarray) -> list[list[int]]:
    """All sets of pairs without a record in two of them."""
    found: list[list[int]] = [[]]
    for pair, (one, other) in enumerate(zip(first, second)):
        found += [each + [pair] for each in found if one not in first[each] and other not in second[each]]
    return found


@pytest.mark.parametrize("threshold", [0.05, 0.1, 0.25, 0.5])
def test_links_lose_the_least_on_average_as_trying_every_matching_against_every_truth_shows(threshold, stated):
    """A wrong link costs the threshold, a missed one the rest of 1. A one-to-one truth is as probable as its odds."""
    rng, contested = np.random.default_rng(3), 0
    for _ in range(150):
        first, second = np.unique(rng.integers(0, 4, (rng.integers(2, 9), 2)), axis=0).T
        odds = 2 ** rng.normal(-0.5, 2.5, first.size)
        matchings = every_matching(first, second)
        is_in = np.array([np.isin(np.arange(first.size), each) for each in matchings])
        truth = np.where(is_in, odds, 1).prod(axis=1)
        truth /= truth.sum()
        wrong, missed = is_in[:, None] & ~is_in, ~is_in[:, None] & is_in
        loss = (threshold * wrong + (1 - threshold) * missed).sum(axis=2) @ truth
        links = links_at(stated(first, second, truth @ is_in), threshold)
        contested += links.size < np.count_nonzero(truth @ is_in >= threshold)
        assert loss[matchings.index(links.tolist())] == pytest.approx(loss.min(), abs=1e-5)
    # Of pairs that share a record no two are more probable than half.
    assert contested == 0 if threshold == 0.5 else contested > 10


def test_pairs_of_other_records_change_no_link(stated):
    rng = np.random.default_rng(5)
    for _ in range(200):
        (first, second), (far, away) = (
            np.unique(rng.integers(0, 4, (rng.integers(3, 10), 2)), axis=0).T for _ in range(2)
        )
        # Probabilities of few kinds, as levels make them: many matchings are equally good.
        probability = rng.choice([0.06, 0.11, 0.17, 0.22, 0.28], first.size)
        alone = links_at(stated(first, second, probability), 0.05)
        both = np.append(first, far + 50), np.append(second, away + 50)
        among = links_at(stated(*both, np.append(probability, rng.choice([0.0501, 0.3, 0.9], far.size))), 0.05)
        np.testing.assert_array_equal(among[among < first.size], alone)


def test_of_pairs_that_share_a_record_one_at_most_is_true_as_counting_the_cases_says():
    odds = np.array([4.0, 2.0, 0.5, 3.0])
    first, second = np.array([0, 0, 0, 7]), np.array([0, 1, 2, 9])
    # None is true (weight 1), or the first, the second, or the third; the fourth has no competitor.
    cases = np.array([1.0, 4.0, 2.0, 0.5])
    found = among_competitors(first, second, odds / (1 + odds))
    np.testing.assert_allclose(found, [*(cases / cases.sum())[1:], 0.75])


def test_the_clock_moves_by_weeks_and_keeps_hour_weekday_and_number():
    a, b = scattered(1, 50), scattered(2, 60)
    assert shift_unit(a, b) == "weeks"
    assert shift_unit(scattered(1, 50, weeks=4), scattered(2, 50, weeks=4)) == "days"
    assert len(list(chance_pairs(a, b, HOUR))) == 20
    with pytest.raises(InvalidInput, match=r"too little to move one agency's clock 20 times"):
        shift_unit(*(records([0.0], [0.0], np.array(["2024-01-01T12:00"], "M8[s]")),) * 2)


def test_events_in_common_are_found_and_the_probabilities_say_how_sure_that_is():
    a, b = sharing(10, 3_000, 600)
    found = match_records(a, b)
    links = links_at(found, 0.5)
    right = found.pairs.first[links] == found.pairs.second[links]
    assert right.mean() > 0.95
    assert right.sum() > 0.95 * np.count_nonzero(found.pairs.first == found.pairs.second)
    is_event = (found.pairs.first == found.pairs.second) & (found.pairs.first < 600)
    assert found.probability.sum() == pytest.approx(is_event.sum(), rel=0.05)


def nightly(seed: int, count: int, shared: int) -> tuple[Records, Records]:
    """Fights at night, known to the minute, and break-ins of which only the day is known: kind and time go together."""
    rng = np.random.default_rng(seed)

    def drawn(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        fight = rng.random(size) < 0.5
        day = rng.integers(0, 200, size) * 24 * HOUR
        start = day + np.where(fight, rng.normal(22 * HOUR, HOUR, size), 8 * HOUR).astype(np.int64)
        return rng.normal(0, 400, (2, size)), start, start + np.where(fight, 0, 9 * HOUR), fight

    (place, start, end, fight), (there, later, last, also) = drawn(count), drawn(count)
    known = np.flatnonzero(fight)[:shared]
    there[:, known] = place[:, known] + rng.normal(0, 20, (2, shared))
    later[known] = last[known] = start[known] + rng.integers(120, 1_500, shared)
    also[known] = True

    def made(xy: np.ndarray, first: np.ndarray, to: np.ndarray, kind: np.ndarray) -> Records:
        return records(*xy, *(each.astype("M8[s]") for each in (first, to)), 50.0, np.where(kind, "f", "b").tolist())

    return made(place, start, end, fight), made(there, later, last, also)


def test_probabilities_are_true_where_kind_and_time_go_together_by_chance():
    """Taken as independent they would be off by 0.05 on average, 140 events too many of 1,200 between 0.05 and 0.95."""
    probability, is_event = [], []
    for seed in range(4):
        found = match_records(*nightly(seed, 4_000, 300))
        probability.append(found.probability)
        is_event.append((found.pairs.first == found.pairs.second) & (found.pairs.apart < 1_500))
    stated, true = np.concatenate(probability), np.concatenate(is_event)
    band = np.digitize(stated, [0.05, 0.5, 0.95])
    off = [abs(stated[band == k].sum() - true[band == k].sum()) for k in range(4)]
    assert sum(off) / stated.size <= 0.02


def test_combinations_of_levels_by_chance_are_those_seen_shrunk_to_independence():
    levels = np.array([[0, 0], [0, 0], [0, 0], [1, 1], [0, -1]])
    table = shares_together(levels, (2, 2))
    # Levels alone: (4 + 0.5, 1 + 0.5) / 6 and (3 + 0.5, 1 + 0.5) / 5; half a pair for each of four combinations.
    by_level = np.outer([0.75, 0.25], [0.7, 0.3])
    np.testing.assert_allclose(table[:, :2], (np.array([[3, 0], [0, 1]]) + 2 * by_level) / 6)
    np.testing.assert_allclose(table[:, 2], (np.array([1, 0]) + np.array([0.75, 0.25])) / 2)


def test_agencies_that_share_nothing_are_linked_in_no_more_than_a_share_of_cases():
    """40 pairs of agencies without an event in common: by chance 1 in 21 has evidence, so 6 or more come once in 80."""
    claimed = 0
    for seed in range(40):
        found = match_records(scattered(2 * seed, 300), scattered(2 * seed + 1, 250))
        links = links_at(found, 0.5)
        claimed += bool(links.size)
        if not found.has_evidence:
            assert not found.probability.any()
    assert claimed <= 5


def test_counts_fall_with_links_and_say_how_wrong_they_may_be():
    a, b = sharing(10, 3_000, 600)
    counts = count_at(match_records(a, b))
    links = [each.links for each in counts]
    assert links == sorted(links, reverse=True)
    for each in counts:
        assert each.events == 6_000 - each.links
        assert 0 <= each.false <= each.links * (1 - each.threshold) + 1e-9
        assert each.missed >= 0


def test_every_event_appears_once_with_the_better_place_and_what_both_times_share():
    def at(minute: int) -> np.datetime64:
        return np.datetime64("2024-01-01T12:00:00") + np.timedelta64(minute, "m")

    a = records([0.0, 900.0], [0.0, 0.0], np.array([at(0), at(5)]), np.array([at(30), at(5)]), [80.0, 10.0])
    b = records([30.0, 400.0], [0.0, 0.0], np.array([at(20), at(0)]), np.array([at(50), at(0)]), [10.0, 10.0])
    found = match_records(a, b, u="em")
    events = single_events(a, b, found, np.array([0]))
    assert (found.pairs.first[0], found.pairs.second[0]) == (0, 0)
    assert events.first.tolist() == [0, 1, -1]
    assert events.second.tolist() == [0, -1, 1]
    assert events.x.tolist() == [30.0, 900.0, 400.0]
    assert events.precision.tolist() == [10.0, 10.0, 10.0]
    assert [events.start[0], events.end[0]] == [at(20).astype(int), at(30).astype(int)]
    assert np.isnan(events.probability).tolist() == [False, True, True]


def test_a_record_without_a_category_goes_with_any_and_has_no_weight():
    time = np.array(["2024-01-01T12:00", "2024-01-01T12:10"], "M8[s]")
    a = records([0.0, 1.0], [0.0, 1.0], time, category=["fight", None])
    b = records([0.0, 1.0], [0.0, 1.0], time, category=["wound", "fall"])
    pairs = candidate_pairs(a, b, HOUR, compatible_categories("fight = wound", a.categories, b.categories))
    assert list(zip(pairs.first, pairs.second)) == [(0, 0), (1, 0), (1, 1)]
    levels = levels_for(a, b, pairs, [10], [5])
    assert compare(levels, a, b, pairs)[:, 2].tolist() == [0, -1, -1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tolerance": -1}, "time tolerance is -1"),
        ({"distances": []}, "levels of distance"),
        ({"minutes": [5, 5]}, "do not rise"),
        ({"u": "guess"}, "no way 'guess'"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(change, words):
    with pytest.raises(InvalidInput, match=words):
        match_records(scattered(1, 50), scattered(2, 50), **change)


def test_records_that_are_none_are_refused():
    time = np.array(["2024-01-01T12:00"], "M8[s]")
    for arguments, words in [
        (([], [], time[:0]), "no records"),
        (([1.0], [1.0], np.array(["NaT"], "M8[s]")), "1 records have no time"),
        (([1.0], [1.0], time, time - np.timedelta64(1, "h")), "end before they start"),
        (([1.0], [1.0], time, None, -5.0), "precision is negative"),
        (([1.0], [1.0], time, None, 5.0, ["a", "b"]), "2 categories"),
    ]:
        with pytest.raises(InvalidInput, match=words):
            records(*arguments)
    for text, words in (("violence", "names no combination"), ("theft = x", "no category 'theft'")):
        with pytest.raises(InvalidInput, match=words):
            compatible_categories(text, ["violence"], ["x"])
    with pytest.raises(InvalidInput, match="threshold is 0"):
        links_at(match_records(scattered(1, 50), scattered(2, 50)), 0)


def test_it_stops_when_asked():
    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stopped before the end.")

    with pytest.raises(Cancelled):
        match_records(scattered(1, 50), scattered(2, 50), progress=stop)
