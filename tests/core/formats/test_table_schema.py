"""The contract for suppliers: a Table Schema that agrees with the standard, and with what the reader does."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from safestats_core.cli import main
from safestats_core.formats.profile_file import built_in_profiles, load_profile
from safestats_core.formats.table_schema import table_schema

# What the standard's own schema allows, https://specs.frictionlessdata.io/schemas/table-schema.json.
TYPES = {
    "string": {"required", "unique", "pattern", "enum", "minLength", "maxLength"},
    "number": {"required", "unique", "pattern", "enum", "minimum", "maximum"},
    "date": {"required", "unique", "enum", "minimum", "maximum"},
    "datetime": {"required", "unique", "enum", "minimum", "maximum"},
}
MEMBERS = {"title", "description", "fields", "missingValues", "primaryKey"}
NOT_IN_XML_SCHEMA = re.compile(r"\(\?|\\[bBAzZ]|[*+?}]\?")


def wrong_with(rows: list[dict[str, str]], schema: dict) -> list[str]:
    """What a validator finds in `rows`, by the standard's rules for the types and constraints that we use."""
    return [
        f"{number}: {field['name']} '{row[field['name']]}' breaks {rule}"
        for number, row in enumerate(rows, start=1)
        for field in schema["fields"]
        if field["name"] in row
        for rule in broken(row[field["name"]], field, schema["missingValues"])
    ]


def broken(value: str, field: dict, missing: list[str]) -> list[str]:
    asked = field.get("constraints", {})
    if value in missing:
        return ["required"] if asked.get("required") else []
    if field["type"] in ("date", "datetime"):
        datetime.strptime(value, field["format"])
    kept = {
        "enum": lambda: value in asked["enum"],
        "pattern": lambda: re.fullmatch(asked["pattern"], value),
        "minimum": lambda: float(value) >= asked["minimum"],
        "maximum": lambda: float(value) <= asked["maximum"],
    }
    return [rule for rule, holds in kept.items() if rule in asked and not holds()]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def fields_of(profile) -> dict[str, dict]:
    return {field["name"]: field for field in table_schema(profile)["fields"]}


@pytest.mark.parametrize("profile", built_in_profiles(), ids=lambda profile: profile.name)
def test_every_schema_keeps_the_rules_of_the_standard(profile):
    schema = json.loads(json.dumps(table_schema(profile)))
    assert schema.keys() <= MEMBERS
    names = [field["name"] for field in schema["fields"]]
    assert len(names) == len(set(names)) > 0
    assert set(schema.get("primaryKey", [])) <= set(names)
    assert schema["missingValues"][0] == ""
    for field in schema["fields"]:
        assert field.keys() <= {"name", "type", "format", "description", "constraints"}
        assert field.get("constraints", {}).keys() <= TYPES[field["type"]]
        assert field["description"].endswith((".", ")"))
        words = field.get("constraints", {}).get("enum", ["any"])
        assert len(words) == len(set(words)) > 0
        pattern = field.get("constraints", {}).get("pattern", "")
        assert not NOT_IN_XML_SCHEMA.search(pattern)
        re.compile(pattern)


def test_a_contract_says_all_that_the_reader_asks(declared):
    profile = declared(
        source={"header": ["ref", "when"], "blank": ["NULL"], "rename": {"reference": "ref"}},
        key={"columns": ["ref"]},
        category={"column": "what", "crosswalk": {"Theft": "other-theft", "Fraud": "other-crime"}},
        time={"start": "when", "end": "until", "formats": ["%d/%m/%Y %H:%M"]},
        location={"x": "x", "y": "y", "crs": "EPSG:27700", "description": "place"},
        rules={
            "required": ["what"],
            "known_category": True,
            "allowed": {"prio": ["1", "2"]},
            "pattern": {"ref": r"(?:A|B)-\d+"},
            "range": {"age": [0, float("inf")]},
        },
        descriptions={"prio": "1 is the most urgent."},
    )
    schema, fields = table_schema(profile), fields_of(profile)
    assert (schema["primaryKey"], schema["missingValues"]) == (["ref"], ["", "NULL"])
    assert list(fields) == ["ref", "when", "what", "until", "x", "y", "place", "prio", "age"]
    assert fields["ref"]["constraints"] == {"required": True, "pattern": r"((A|B)-\d+)"}
    assert "Also read as: reference." in fields["ref"]["description"]
    assert (fields["when"]["type"], fields["when"]["format"]) == ("datetime", "%d/%m/%Y %H:%M")
    assert fields["when"]["constraints"] == {"required": True}
    assert "25/07/2024 22:15" in fields["when"]["description"]
    assert fields["what"]["constraints"] == {"required": True, "enum": ["Theft", "Fraud"]}
    assert fields["x"]["type"] == "number"
    assert fields["x"]["constraints"]["minimum"] < 0 < 650_000 < fields["x"]["constraints"]["maximum"]
    assert fields["prio"]["constraints"] == {"enum": ["1", "2"]}
    assert fields["prio"]["description"].startswith("1 is the most urgent.")
    assert (fields["age"]["type"], fields["age"]["constraints"]) == ("number", {"minimum": 0.0})
    assert "may be left out" in fields["place"]["description"]
    assert "may be left out" not in fields["what"]["description"]


@pytest.mark.parametrize(
    ("formats", "good", "bad"),
    [
        (["iso"], ["2024-07", "2024-07-05", "2024-07-05 22:15", "2024-07-05T22:15:00.5+01:00"], ["05/07/2024", "2024"]),
        (["prose"], ["5:15pm, 7th January 1999"], ["17:15, 7th January 1999"]),
        (["iso", "%b-%y"], ["2024-01", "Jan-24"], ["x2024-01", "2024-01x", "Jan-24x", "Jan/24"]),
        (["%m/%Y"], ["01/2024"], ["2024/01"]),
    ],
)
def test_a_date_is_asked_for_as_the_reader_reads_it(declared, take_csv, formats, good, bad):
    profile = declared(time={"start": "when", "formats": formats})
    pattern = fields_of(profile)["when"]["constraints"]["pattern"]
    taken = take_csv("when\n" + "".join(f'"{text}"\n' for text in [*good, *bad]), profile)
    assert [refusal.row for refusal in taken.refusals] == list(range(len(good) + 1, len(good) + len(bad) + 1))
    assert [bool(re.fullmatch(pattern, text)) for text in [*good, *bad]] == [True] * len(good) + [False] * len(bad)


def test_what_a_contract_refuses_the_reader_refuses(take_csv):
    profile = load_profile("ambulance-dispatch")
    text = (
        "call_id,received,closed,nature,priority,easting,northing,location,outcome\n"
        "1,2024-07-05T22:15:00+01:00,2024-07-05,Assault,1,530076,182797,Mill Lane,Conveyed\n"
        "2,05/07/2024,,Assault,1,530076,182797,,\n"
        "3,2024-07-05,,Piracy,1,530076,182797,,\n"
        "4,2024-07-05,,Assault,6,530076,182797,,\n"
        "5,2024-07-05,,Assault,1,530076,1827970,,\n"
        "6,,,Assault,1,530076,182797,,\n"
    )
    told = {int(complaint.partition(":")[0]) for complaint in wrong_with(rows_of(text), table_schema(profile))}
    assert told == {refusal.row for refusal in take_csv(text, profile).refusals} == {2, 3, 4, 5, 6}


def test_a_submission_header_may_stand_above_the_table():
    fields = fields_of(load_profile("istv-emergency-department"))
    assert list(fields)[:3] == ["REPORTING PERIOD START DATE", "REPORTING PERIOD END DATE", "SITE CODE (OF TREATMENT)"]
    assert "may stand above the header" in fields["SITE CODE (OF TREATMENT)"]["description"]
    assert {name for name, field in fields.items() if field.get("constraints", {}).get("required")} == {
        "REPORTING PERIOD START DATE",
        "REPORTING PERIOD END DATE",
        "SITE CODE (OF TREATMENT)",
        "ASSAULT DATE AND TIME",
        "ASSAULT METHOD",
        "ASSAULT LOCATION TYPE",
    }
    assert {"ARRIVAL DATE AND TIME", "ASSAULT METHOD OTHER DESCRIPTION", "ASSAULT LOCATION DESCRIPTION"} <= set(fields)


def test_the_command_prints_the_contract(capsys, tmp_path):
    assert not main(["portal", "dataset", "schema", "stats19-collisions"])
    assert json.loads(capsys.readouterr().out) == table_schema(load_profile("stats19-collisions"))
    (tmp_path / "own.toml").write_text('extends = "generic"\n[dataset]\ntitle = "Café"\n', encoding="utf-8")
    assert not main(["portal", "dataset", "schema", str(tmp_path / "own.toml")])
    assert '"title": "Café"' in capsys.readouterr().out
    assert main(["portal", "dataset", "schema", "nothing"])
    assert "There is no built-in profile 'nothing'" in capsys.readouterr().err


def test_the_command_prints_the_contract_of_a_dataset_of_a_portal(capsys, tmp_path, monkeypatch):
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)
    folder = str(tmp_path / "portal")
    assert not main(["portal", "init", folder])
    assert not main(["portal", "dataset", "add", folder, "policeuk-street"])
    capsys.readouterr()
    assert not main(["portal", "dataset", "schema", "policeuk-street", "--portal", folder])
    assert json.loads(capsys.readouterr().out) == table_schema(load_profile("policeuk-street"))
    assert main(["portal", "dataset", "schema", "nothing", "--portal", folder])
    assert "'nothing'" in capsys.readouterr().err


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("policeuk-street", "policeuk_csv_bedfordshire_2025/2025-01-bedfordshire-street.csv.gz"),
        (
            "policeuk-outcomes",
            "policeuk_csv_city_of_london_2024/with_outcomes_2016h2/2016-07-city-of-london-outcomes.csv.gz",
        ),
        ("policeuk-stop-and-search", "met_stop_and_search_2018/2018-04-metropolitan-stop-and-search.csv.gz"),
        ("camden-street-crime", "policeuk_csv_variety/camden_open_data_street_crime_sample.csv.gz"),
        ("london-fire-brigade-dwellings", "lfb_dwelling_fires_2009_2018/lfb_dwelling_fires_2009_2018.csv.gz"),
    ],
)
def test_published_files_keep_the_contract(real_data: Path, name: str, path: str):
    rows = rows_of(gzip.decompress((real_data / path).read_bytes()).decode("utf-8-sig"))
    schema = table_schema(load_profile(name))
    assert len(rows) > 100
    assert {field["name"] for field in schema["fields"]} <= set(rows[0])
    assert wrong_with(rows, schema) == []
