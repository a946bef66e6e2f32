"""Files of fire, ambulance and road authorities, read by profiles as a data manager would write them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timezone

import numpy as np
import pytest

from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import load_profile
from safestats_core.projection import to_projected

pytestmark = pytest.mark.realdata


def test_dwelling_fires_lie_on_the_centres_of_their_cells(take, real_data, example):
    taken = take(
        real_data / "lfb_dwelling_fires_2009_2018" / "lfb_dwelling_fires_2009_2018.csv.gz", example("dwelling-fires")
    )
    assert (taken.read, taken.refusals) == (61_976, [])
    x, y = to_projected(np.array(taken["longitude"]), np.array(taken["latitude"]), "EPSG:27700")
    assert np.abs(np.concatenate([x, y]) % 100 - 50).max() < 0.01
    assert len(set(zip(x.round(), y.round()))) == 35_194
    assert len(set(taken["borough"])) == 33
    assert len(set(taken["ward"])) == 749
    assert set(taken["time_precision"]) == {"day"}
    assert (min(taken["month"]), max(taken["month"])) == ("2009-01", "2018-12")


def test_casualties_of_one_collision_share_a_reference(take, real_data, example):
    path = real_data / "road_casualties" / "STATS19_GM_road_casualties_2019-Jun2024.csv.gz"
    taken = take(path, example("road-casualties"))
    assert (taken.read, taken.refusals) == (20_435, [])
    assert len(set(taken["source_id"])) == 15_645
    assert len(set(taken["incident_id"])) == 20_435
    assert taken["start"][0] == datetime(2024, 1, 1, 12, 3, tzinfo=timezone.utc)
    unsettled = [row for row in taken.incidents.to_pylist() if row["time_precision"] == "interval"]
    assert taken.notes == {"time skipped or passed twice when clocks changed": len(unsettled)}
    for row in unsettled:
        assert (row["end"] - row["start"]).total_seconds() == 3_600
        assert (row["start"].month, row["start"].weekday(), row["start"].hour) in [(10, 6, 0), (3, 6, 0)]


def test_collisions_with_dates_in_prose(take, real_data, example):
    path = real_data / "road_casualties" / "cyclestreets_central_london_1999_2021.csv.gz"
    taken = take(path, example("cycle-collisions"))
    assert (taken.read, taken.refusals) == (28_506, [])
    assert taken["start"][0] == datetime(1999, 1, 7, 17, 15, tzinfo=timezone.utc)
    assert (taken["longitude"][0], taken["latitude"][0]) == (-0.134989, 51.496208)
    assert all(reference.startswith(month[:4]) for reference, month in zip(taken["source_id"], taken["month"]))


def test_calls_without_a_header(take, real_data, example):
    path = real_data / "ems_fire_traffic_calls_montgomery" / "911.csv.gz"
    with pytest.raises(UnreadableSupply, match="Add a header line, or name the columns"):
        take(path)
    taken = take(path, example("emergency-calls"))
    assert Counter(taken["source_category"]) == {"Traffic": 1_545, "EMS": 1_155, "Fire": 351}
    assert taken["start"][0] == datetime(2016, 1, 15, 17, 1, tzinfo=timezone.utc)


def test_counts_of_areas_are_not_mistaken_for_incidents(take, real_data):
    taken = take(real_data / "mps_recorded_crime_area_counts")
    assert (taken.read, len(taken.skipped)) == (0, 4)


def test_a_profile_of_another_file_is_refused_by_its_columns(take, real_data):
    with pytest.raises(UnreadableSupply, match="no column 'Month', which profile policeuk-street needs"):
        take(real_data / "ems_fire_traffic_calls_montgomery" / "911.csv.gz", load_profile("policeuk-street"))


def test_dwelling_fires_and_casualties_are_recognised(take, real_data):
    fires = take(real_data / "lfb_dwelling_fires_2009_2018" / "lfb_dwelling_fires_2009_2018.csv.gz")
    assert (fires.read, fires.refusals, fires.notes) == (61_976, [], {})
    assert (set(fires["supplier"]), set(fires["location_precision"])) == ({"London Fire Brigade"}, {"cell"})
    assert Counter(fires["source_category"]).most_common(1) == [("House - single occupancy", 20_731)]
    casualties = take(real_data / "road_casualties" / "STATS19_GM_road_casualties_2019-Jun2024.csv.gz")
    assert (casualties.read, casualties.refusals) == (20_435, [])
    assert (len(set(casualties["source_id"])), len(set(casualties["incident_id"]))) == (15_645, 20_435)
    assert set(casualties["category"]) == {"road-collision"}
    assert set(casualties["source_category"]) == {"Fatal", "Serious", "Slight"}


def test_outcomes_are_taken_in_whole_when_they_are_named(take, real_data):
    folder = real_data / "policeuk_csv_city_of_london_2024" / "with_outcomes_2016h2"
    taken = take(folder, load_profile("policeuk-outcomes"))
    assert (taken.read, taken.refusals, taken.notes) == (3_069, [], {})
    assert len(set(taken["incident_id"])) == 3_069
    # 60 rows repeat an earlier one in every column; no other row is numbered.
    assert sum("-" in each for each in taken["incident_id"]) == 60
    assert Counter(taken["outcome"]).most_common(1) == [("Investigation complete; no suspect identified", 1_570)]
    assert taken["longitude"].count(None) == 145
