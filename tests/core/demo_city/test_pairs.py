from __future__ import annotations

import numpy as np
import pytest

VIOLENT = ("violence", "assault-injury")
DAY = 86_400


@pytest.fixture
def known(incidents, places):
    """(dataset, reference) -> start in seconds, easting, northing."""
    return {
        (dataset, key): (start, *at)
        for dataset, table in incidents.items()
        for key, start, at in zip(
            table["source_id"].to_pylist(), table["start"].cast("int64").to_pylist(), places[dataset].tolist()
        )
        if key
    }


def close_pairs(at: np.ndarray, start: np.ndarray, metres: float, days: float) -> int:
    """Pairs of different incidents close in space and time, by direct comparison of all."""
    apart = np.hypot(*(at[:, None] - at).transpose(2, 0, 1))
    between = np.abs(start[:, None] - start)
    close = (apart <= metres) & (between <= days * DAY)
    return (np.count_nonzero(close) - len(at)) // 2


def test_follow_up_burglaries_are_near_and_soon(city, known):
    repeats = city.truth.near_repeats
    for first, follow_up in repeats.pairs:
        then, *there = known["police-recorded", first]
        later, *here = known["police-recorded", follow_up]
        assert 0 < later - then <= repeats.days * DAY
        assert np.hypot(*np.subtract(there, here)) <= repeats.metres


def test_the_share_of_follow_ups_is_as_stated(city, incidents):
    burglaries = incidents["police-recorded"]["category"].to_pylist().count("burglary")
    repeats = city.truth.near_repeats
    assert repeats.share == pytest.approx(len(repeats.pairs) / burglaries)
    assert 0.10 < repeats.share < 0.20


def test_burglaries_are_closer_in_space_and_time_than_chance_would_have_them(city, incidents, places):
    table, repeats = incidents["police-recorded"], city.truth.near_repeats
    winter = next(hotspot for hotspot in city.truth.hotspots if hotspot.name == "Winter burglaries")
    at, start = places["police-recorded"], table["start"].cast("int64").to_numpy()
    outside = np.hypot(at[:, 0] - winter.easting, at[:, 1] - winter.northing) > winter.radius
    chosen = (table["category"].to_numpy() == "burglary") & outside
    observed = close_pairs(at[chosen], start[chosen], repeats.metres, repeats.days)
    rng = np.random.default_rng(1)
    by_chance = [
        close_pairs(at[chosen], rng.permutation(start[chosen]), repeats.metres, repeats.days) for _ in range(19)
    ]
    assert observed >= len(repeats.pairs) * 0.9
    assert observed > 3 * max(by_chance)


def test_shared_events_are_one_event_in_two_datasets(city, known):
    shared = city.truth.shared_events
    for pair in shared.pairs:
        assert pair.first_dataset != pair.second_dataset
        first, *there = known[pair.first_dataset, pair.first_id]
        second, *here = known[pair.second_dataset, pair.second_id]
        assert abs(second - first) <= shared.minutes * 60
        assert np.hypot(*np.subtract(there, here)) <= shared.metres


def test_the_share_of_shared_violent_events_is_as_stated(city, incidents):
    reports = sum(
        int(np.isin(incidents[dataset]["category"].to_numpy(), VIOLENT).sum())
        for dataset in ("police-recorded", "ambulance", "emergency-departments")
    )
    shared = city.truth.shared_events
    assert shared.share == pytest.approx(len(shared.pairs) / (reports - len(shared.pairs)))
    assert {(pair.first_dataset, pair.second_dataset) for pair in shared.pairs} == {
        ("police-recorded", "ambulance"),
        ("police-recorded", "emergency-departments"),
        ("ambulance", "emergency-departments"),
    }


def test_no_incident_is_in_two_pairs(city):
    shared = city.truth.shared_events.pairs
    names = [(p.first_dataset, p.first_id) for p in shared] + [(p.second_dataset, p.second_id) for p in shared]
    names += [("police-recorded", key) for pair in city.truth.near_repeats.pairs for key in pair]
    assert len(names) == len(set(names))
