"""Profiles: what a data manager can declare, and what she is told when it cannot work."""

from __future__ import annotations

import json

import pytest

from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.formats.profile_file import built_in_profiles, load_profile


def test_built_in_profiles_are_found_by_name():
    assert {profile.name for profile in built_in_profiles()} == {
        "ambulance-dispatch",
        "camden-street-crime",
        "generic",
        "istv-emergency-department",
        "london-fire-brigade",
        "london-fire-brigade-dwellings",
        "policeuk-api",
        "policeuk-outcomes",
        "policeuk-stop-and-search",
        "policeuk-street",
        "stats19-casualties",
        "stats19-collisions",
    }
    assert load_profile("policeuk-street").update == "replace-months"


def test_the_profile_in_the_documentation_works(take_csv, tmp_path, pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "profiles.md").read_text(encoding="utf-8")
    (tmp_path / "call-outs.toml").write_text(page.split("```toml\n", 1)[1].split("```", 1)[0], encoding="utf-8")
    rows = page.split("```csv\n", 1)[1].split("```", 1)[0]
    taken = take_csv(rows, load_profile(tmp_path / "call-outs.toml"))
    assert (taken.read, taken.refusals, taken.notes) == (2, [], {})
    assert taken["category"] == ["assault-injury", "overdose"]
    assert taken["time_precision"] == ["interval", "exact"]
    assert [json.loads(text) for text in taken["attributes"]] == [{"Priority": "2"}, {"Priority": "1"}]


@pytest.mark.parametrize(
    ("section", "values", "words"),
    [
        ("category", {"colunm": "what"}, r"\[category\] colunm is not known. Did you mean: column\?"),
        ("categorie", {}, r"\[categorie\] is not known. Did you mean: category\?"),
        ("category", {"column": "what", "crosswalk": {"ASB": "nuisance"}}, "'nuisance'. Choose from: violence,"),
        ("category", {}, "column is missing"),
        ("supplier", {}, "column is missing"),
        ("supplier", {"file_name": "police"}, "brackets"),
        ("time", {}, "start is missing"),
        ("time", {"start": "when", "time_zone": "London"}, "'London'. Write a time zone"),
        ("time", {"start": "when", "precision": "week"}, "'week'. Choose from: exact,"),
        ("location", {"x": "lon"}, "y is missing"),
        ("location", {"x": "lon", "y": "lat", "crs": "EPSG:0"}, "'EPSG:0'"),
        ("location", {"extent": [1, 2, 0, 3]}, "west, south, east, north"),
        ("areas", {"parish": "p"}, "parish is not known"),
        ("areas", {"ward": {"column": "w", "strip": "("}}, "not a regular expression"),
        ("areas", {"ward": {"column": "w", "strip": "(?=x)"}}, "not a regular expression"),
        ("dataset", {"name": "x", "lease_hours": "72"}, "'72'. Write a whole number"),
        ("dataset", {"name": "x", "lease_hours": 0}, "above 0"),
        ("dataset", {"name": "x", "update": "append"}, "'append'. Choose from: upsert, replace-months"),
        ("dataset", {"title": "x"}, r"\[dataset\] name is ''. Write small letters"),
        ("dataset", {"name": "fire.points"}, "small letters, digits and hyphens"),
        ("source", {"format": "xlsx"}, "'xlsx'. Choose from: csv, json, geojson, parquet, arrow"),
        ("source", {"header": [1]}, "list of texts"),
        ("source", {"rename": {"a": 1}}, "in quotes"),
        ("key", "id", "Write a section"),
    ],
)
def test_a_profile_that_cannot_work_names_the_place_and_the_remedy(declared, section, values, words):
    with pytest.raises(InvalidInput, match=words):
        declared(**{section: values})


def test_a_profile_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(
        InvalidInput, match=r"no built-in profile 'policeuk'. Choose from: ambulance-dispatch, camden-street-crime,"
    ):
        load_profile("policeuk")
    with pytest.raises(InvalidInput, match="Check the path"):
        load_profile(tmp_path / "none.toml")
    (tmp_path / "broken.toml").write_text("[dataset\n")
    with pytest.raises(InvalidInput, match="not valid TOML"):
        load_profile(tmp_path / "broken.toml")


def test_every_named_column_has_to_be_there_unless_a_header_is_declared(take_csv, declared):
    with pytest.raises(UnreadableSupply, match="no column 'where'"):
        take_csv("when\n2024-01-05\n", declared(location={"description": "where"}))
    optional = declared(location={"description": "where"}, source={"header": ["when"]})
    assert take_csv("when\n2024-01-05\n", optional)["location"] == [None]


def test_a_profile_reads_only_the_formats_that_it_names(take_csv, declared):
    with pytest.raises(UnreadableSupply, match="Profile test reads json, not csv"):
        take_csv("when\n2024-01-05\n", declared(source={"format": "json"}))


def test_the_parts_of_a_key_are_kept_apart_and_none_may_be_blank(take_csv, declared):
    taken = take_csv(
        "a,b,when\n1,23,2024-01-05\n12,3,2024-01-05\n1,,2024-01-05\n", declared(key={"columns": ["a", "b"]})
    )
    assert taken["incident_id"] == ["1/23", "12/3"]
    assert [refusal.row for refusal in taken.refusals] == [3]


def test_a_supplier_may_be_translated_read_from_the_name_or_missing(take_csv, declared):
    crosswalk = {"MPS": "Metropolitan Police Service"}
    by_column = declared(supplier={"column": "who", "value": "Somebody", "crosswalk": crosswalk})
    taken = take_csv("who,when\nmps,2024-01-05\nBTP,2024-01-05\n,2024-01-05\n", by_column)
    assert taken["supplier"] == ["Metropolitan Police Service", "BTP", "Somebody"]
    by_name = declared(supplier={"file_name": "^([a-z]+)-", "crosswalk": crosswalk})
    assert take_csv("when\n2024-01-05\n", by_name, "mps-calls.csv")["supplier"] == ["Metropolitan Police Service"]
    (refusal,) = take_csv("who,when\n,2024-01-05\n", declared(supplier={"column": "who"})).refusals
    assert "No supplier" in refusal.reason


def test_date_and_time_may_stand_in_two_columns(take_csv, declared):
    profile = declared(time={"start": ["day", "clock"], "formats": ["%d/%m/%Y", "%d/%m/%Y %H:%M"]})
    taken = take_csv("day,clock\n05/01/2024,10:11\n05/01/2024,\n", profile)
    assert taken["time_precision"] == ["exact", "day"]


def test_a_part_of_a_column_may_be_cut_off(take_csv, declared):
    profile = declared(areas={"borough": {"column": "LSOA", "strip": r" \d{3}[A-Z]$"}})
    taken = take_csv("when,LSOA\n2024-01-05,City of London 001F\n2024-01-05,\n", profile)
    assert taken["borough"] == ["City of London", None]


def test_ignored_columns_are_left_out(take_csv, declared):
    taken = take_csv("when,a,b\n2024-01-05,1,2\n", declared(ignore={"columns": ["A"]}))
    assert taken["attributes"] == ['{"b": "2"}']
