from __future__ import annotations

import pytest

from safestats_core.demo_city.files import DATASETS, profile_path
from safestats_core.demo_city.offences import OFFENCES
from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply
from safestats_core.incidents import CATEGORIES

RECORD_LEVEL = [dataset for dataset in DATASETS if dataset != "police-open"]


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_file_is_read_with_exactly_the_refusals_and_blanks_that_the_truth_states(city, harmonised, dataset):
    truth = next(file for file in city.truth.files if file.dataset == dataset)
    parts = harmonised[dataset]
    reasons = [refusal.reason for part in parts for refusal in part.refusals]
    ids = [key for part in parts for key in part.incidents["incident_id"].to_pylist()]
    assert sum(part.read for part in parts) == truth.rows
    assert sum("is not a date" in reason for reason in reasons) == truth.bad_dates > 0
    assert sum("lie outside" in reason for reason in reasons) == truth.bad_places > 0
    assert len(reasons) == truth.refused
    assert len(ids) == truth.incidents + truth.repeats
    assert len(set(ids)) == truth.incidents


@pytest.mark.parametrize("dataset", DATASETS)
def test_blank_places_and_categories_are_kept_as_what_they_are(city, incidents, dataset):
    truth = next(file for file in city.truth.files if file.dataset == dataset)
    table = incidents[dataset]
    assert table["longitude"].null_count == truth.blank_places > 0
    assert table["category"].to_pylist().count("unclassified") == truth.blank_categories > 0


@pytest.mark.parametrize("dataset", RECORD_LEVEL)
def test_the_crosswalk_says_what_the_city_meant(dataset):
    meant = {offence.words: offence.category for offence in OFFENCES[dataset]}
    assert dict(load_profile(profile_path(dataset)).category.crosswalk) == meant
    assert set(meant.values()) <= set(CATEGORIES)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_dataset_says_whose_it_is_and_how_to_handle_it(dataset):
    profile = load_profile(profile_path(dataset))
    assert profile.name == dataset
    assert profile.attribution == "Made-up data of the SafeStats demonstration city"
    assert profile.licence == "CC0-1.0"
    assert profile.handling == ("OFFICIAL" if dataset == "police-open" else "OFFICIAL-SENSITIVE")
    assert profile.crs == "EPSG:27700"


@pytest.mark.parametrize("dataset", DATASETS)
def test_made_up_data_is_never_taken_for_a_real_supplier_s(city, folder, dataset):
    with pytest.raises(UnreadableSupply, match="No profile knows"):
        next(open_supply(folder / f"{dataset}.csv"))


def test_open_police_data_shows_months_and_snapped_places(incidents):
    table = incidents["police-open"]
    assert set(table["time_precision"].to_pylist()) == {"month"}
    assert set(table["location_precision"].to_pylist()) == {"snapped", "none"}
    assert set(incidents["emergency-departments"]["location_precision"].to_pylist()) == {"cell", "none"}


def test_published_offences_are_the_recorded_ones(incidents):
    def monthly(dataset):
        table = incidents[dataset].group_by(["month", "category"]).aggregate([("incident_id", "count")])
        return sorted(map(tuple, (row.values() for row in table.to_pylist())))

    assert monthly("police-open") == monthly("police-recorded")


def test_two_or_three_hospitals_send_their_patients(incidents):
    assert len(set(incidents["emergency-departments"]["supplier"].to_pylist())) == 3
