from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

HOSPITALS_ONLY = "Assaults that only the hospitals see"
VIOLENT = ("violence", "assault-injury")


def in_disc(at: np.ndarray, hotspot) -> np.ndarray:
    return np.hypot(at[:, 0] - hotspot.easting, at[:, 1] - hotspot.northing) <= hotspot.radius


def of_category(table: pa.Table, *categories: str) -> np.ndarray:
    return np.isin(table["category"].to_numpy(), categories)


def of_months(table: pa.Table, first: str, last: str) -> np.ndarray:
    month = table["month"].to_numpy().astype(str)
    return (month >= first) & (month <= last)


def background(city, at: np.ndarray, chosen: np.ndarray, hotspot) -> float:
    """How many of the chosen to expect in the disc if those outside it lay evenly on the whole land."""
    disc = np.pi * hotspot.radius**2
    land = sum(borough.polygon.area for borough in city.boroughs)
    known = chosen & np.isfinite(at[:, 0])
    return np.count_nonzero(known & ~in_disc(at, hotspot)) * disc / (land - disc)


def sightings(city):
    return [(hotspot, sighting) for hotspot in city.truth.hotspots for sighting in hotspot.sightings]


def test_every_planted_incident_is_in_its_disc_far_above_the_background(city, incidents, places):
    for hotspot, sighting in sightings(city):
        table, at = incidents[sighting.dataset], places[sighting.dataset]
        chosen = of_category(table, sighting.category) & of_months(table, hotspot.first_month, hotspot.last_month)
        found = np.count_nonzero(chosen & in_disc(at, hotspot))
        assert sighting.incidents >= 5
        assert found >= sighting.incidents
        assert found > 10 * background(city, at, chosen, hotspot), hotspot.name


def test_planted_counts_follow_the_stated_shares(city):
    files = {file.dataset: file.incidents for file in city.truth.files}
    for _, sighting in sightings(city):
        assert sighting.incidents == pytest.approx(sighting.share * files[sighting.dataset], abs=0.5)


def test_one_hotspot_is_seen_by_the_hospitals_alone(city, incidents, places):
    hidden = next(hotspot for hotspot in city.truth.hotspots if hotspot.name == HOSPITALS_ONLY)
    assert [sighting.dataset for sighting in hidden.sightings] == ["emergency-departments"]
    for dataset in ("police-recorded", "ambulance"):
        chosen = of_category(incidents[dataset], *VIOLENT)
        expected = background(city, places[dataset], chosen, hidden)
        # Chance puts more than this into a disc of that size once in a thousand times.
        assert np.count_nonzero(chosen & in_disc(places[dataset], hidden)) < expected + 3.1 * np.sqrt(expected) + 1


def test_the_emerging_hotspot_starts_late_and_grows(city, incidents, places):
    (emerging,) = [hotspot for hotspot in city.truth.hotspots if hotspot.is_growing]
    table, at = incidents["police-recorded"], places["police-recorded"]
    robberies = of_category(table, "robbery") & in_disc(at, emerging)
    before, early, late = (
        np.count_nonzero(robberies & of_months(table, first, last))
        for first, last in (("2024-01", "2025-03"), ("2025-04", "2025-07"), ("2025-08", "2025-12"))
    )
    assert emerging.first_month == "2025-04"
    assert before <= 2
    assert late > 2 * early > 0


def test_winter_burglaries_keep_to_their_winter(city, incidents, places):
    winter = next(hotspot for hotspot in city.truth.hotspots if hotspot.name == "Winter burglaries")
    table = incidents["police-recorded"]
    inside = of_category(table, "burglary") & in_disc(places["police-recorded"], winter)
    in_season = inside & of_months(table, winter.first_month, winter.last_month)
    assert np.count_nonzero(in_season) > 0.8 * np.count_nonzero(inside)


def test_hotspots_do_not_touch_each_other(city):
    centres = np.array([(hotspot.easting, hotspot.northing) for hotspot in city.truth.hotspots])
    apart = np.hypot(*(centres[:, None] - centres).transpose(2, 0, 1))
    assert apart[np.triu_indices(len(centres), 1)].min() > 1_400
