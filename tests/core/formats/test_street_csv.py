"""The street-level CSV of data.police.uk."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from datetime import datetime, timezone

import pytest

from safestats_core.incidents import CATEGORIES


def test_every_column_finds_its_place(take_csv, street):
    taken = take_csv(street)
    assert taken.incidents.slice(0, 1).drop_columns(["incident_id"]).to_pylist() == [
        {
            "supplier": "Anytown Police",
            "source_id": "a1f0",
            "category": "theft-from-person",
            "source_category": "Theft from the person",
            "start": datetime(2024, 1, 1, tzinfo=timezone.utc),
            "end": datetime(2024, 1, 31, 23, 59, 59, tzinfo=timezone.utc),
            "time_precision": "month",
            "month": "2024-01",
            "longitude": -0.106220,
            "latitude": 51.518275,
            "location_precision": "snapped",
            "location": "On or near Mill Lane",
            "borough": "Anytown",
            "ward": None,
            "lsoa": "E01000916",
            "outcome": "Under investigation",
            "attributes": None,
        }
    ]
    assert (taken.read, taken.refusals, taken.notes) == (6, [], {})


def test_a_summer_month_is_a_month_on_the_wall_and_not_in_utc(take_csv, street):
    taken = take_csv(street.replace("2024-01", "2024-07"))
    assert taken["start"][0] == datetime(2024, 6, 30, 23, 0, tzinfo=timezone.utc)
    assert taken["end"][0] == datetime(2024, 7, 31, 22, 59, 59, tzinfo=timezone.utc)
    assert set(taken["month"]) == {"2024-07"}


def test_a_crime_id_is_a_reference_and_never_the_key(take_csv, street):
    taken = take_csv(street)
    assert taken["source_id"] == ["a1f0", "a1f0", None, None, "b2c4", "c3d5"]
    assert len(set(taken["incident_id"])) == 6


def test_rows_that_are_alike_are_all_kept_and_numbered(take_csv, street):
    ids = take_csv(street)["incident_id"]
    assert ids[3] == f"{ids[2]}-2"


def test_identities_do_not_depend_on_the_order_of_rows_or_columns(take_csv, street):
    rows = list(csv.reader(io.StringIO(street)))
    body = rows[1:]
    random.Random(7).shuffle(body)
    shuffled = [[row[place] for place in (5, 3, 0, 1, 2, 4, 6, 9, 8, 7, 10, 11)] for row in [rows[0], *body]]
    text = "\n".join(",".join(row) for row in shuffled)
    assert sorted(take_csv(text)["incident_id"]) == sorted(take_csv(street)["incident_id"])


def test_a_new_outcome_does_not_make_a_new_incident(take_csv, street):
    before, after = take_csv(street), take_csv(street.replace("Under investigation", "Suspect charged"))
    assert before["incident_id"] == after["incident_id"]
    assert before["outcome"] != after["outcome"]


def test_rows_are_numbered_across_the_tables_of_a_large_file(take_csv, street, monkeypatch):
    header, *rows = street.splitlines()
    many = "\n".join([header, *(rows * 400)])
    at_once = take_csv(many)
    monkeypatch.setattr("safestats_core.formats.delimited._BLOCK_BYTES", 20_000)
    in_tables = take_csv(many)
    assert in_tables.tables > 5
    assert in_tables.incidents.equals(at_once.incidents)
    assert len(set(in_tables["incident_id"])) == 2400


def test_a_row_without_a_place_is_kept_without_one(take_csv, street):
    taken = take_csv(street)
    assert (taken["longitude"][4], taken["latitude"][4], taken["location_precision"][4]) == (None, None, "none")
    assert (taken["location"][4], taken["lsoa"][4]) == ("No Location", None)


def test_a_place_without_an_lsoa_is_kept(take_csv, street):
    taken = take_csv(street)
    assert (taken["longitude"][5], taken["lsoa"][5], taken["location"][5]) == (-5.928159, None, "On or near")


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Violent crime", "violence"),
        ("Violence and sexual offences", "violence"),
        ("Public disorder and weapons", "public-order"),
        ("Public order", "public-order"),
        ("Possession of weapons", "weapons"),
        ("Other theft", "other-theft"),
        ("Theft from the person", "theft-from-person"),
        ("Bicycle theft", "bicycle-theft"),
        ("Shoplifting", "shoplifting"),
        ("Criminal damage and arson", "criminal-damage"),
        ("Vehicle crime", "vehicle-crime"),
        ("Anti-social behaviour", "antisocial-behaviour"),
        ("anti-social  BEHAVIOUR", "antisocial-behaviour"),
        ("Burglary", "burglary"),
        ("Robbery", "robbery"),
        ("Drugs", "drugs"),
        ("Other crime", "other-crime"),
    ],
)
def test_every_category_since_2010_is_known(take_csv, street, words, category):
    taken = take_csv(street.replace("Burglary", words))
    assert taken["category"][4] == category
    assert taken["category"][4] in CATEGORIES
    assert taken["source_category"][4] == words
    assert taken.notes == {}


def test_an_unknown_category_is_kept_unclassified_and_noted(take_csv, street):
    taken = take_csv(street.replace("Anti-social behaviour", "Witchcraft").replace(",Drugs,", ",,"))
    assert Counter(taken["category"])["unclassified"] == 3
    assert taken.notes == {"unknown category 'Witchcraft'": 2, "no category given": 1}


def test_a_month_that_a_spreadsheet_rewrote_is_understood(take_csv, street):
    assert set(take_csv(street.replace("2024-01", "Jan-24"))["month"]) == {"2024-01"}


@pytest.mark.parametrize("month", ["2024-13", "", "January", "2024", "0024-01"])
def test_a_row_without_a_usable_month_is_refused_with_its_value(take_csv, street, month):
    taken = take_csv(street.replace("b2c4,2024-01", f"b2c4,{month}"))
    (refusal,) = taken.refusals
    assert (refusal.row, refusal.source) == (5, "file.csv")
    assert (f"'{month}'" if month else "No time in Month") in refusal.reason
    assert taken.read == 6


@pytest.mark.parametrize(
    ("longitude", "latitude", "reason"),
    [
        ("-0.1", "", "half a point"),
        ("", "51.5", "half a point"),
        ("west", "51.5", "not numbers"),
        ("-0,1", "51.5", "not numbers"),
        ("NaN", "NaN", "not numbers"),
        ("0", "0.000", "not known"),
        ("51.5", "-0.1", "outside"),
        ("-0.1", "151.5", "outside"),
        ("-1e999", "51.5", "outside"),
    ],
)
def test_a_row_with_unusable_coordinates_is_refused_with_their_value(take_csv, street, longitude, latitude, reason):
    rows = list(csv.reader(io.StringIO(street)))
    rows[5][4:6] = [longitude, latitude]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (refusal,) = take_csv(text.getvalue()).refusals
    assert refusal.row == 5
    assert f"({longitude}, {latitude})" in refusal.reason
    assert reason in refusal.reason
